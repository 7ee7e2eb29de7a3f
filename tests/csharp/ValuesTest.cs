// examples/reference through its C# bindings: values inside C objects.
// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using Ref;
using static Checks;

internal static class ValuesTest
{
    internal static void ManyTexts()
    {
        Same("a é ", Functions.TextsJoin(["a", "é", string.Empty]));
        Same(string.Empty, Functions.TextsJoin([]));
        Throws<ArgumentNullException>(() => Functions.TextsJoin(["a", null!]));
        Throws<ArgumentException>(() => Functions.TextsJoin(["a\0b"]));
        Throws<ArgumentException>(() => Functions.TextsJoin(["a", "\ud800"]));
        Same("x y", Functions.TextsJoinEnded(["x", "y"]));
        Equal(["one", "two", "three"], Functions.TextsSplit(" one  two three "));
        Equal([], Functions.TextsSplit(string.Empty));
        Same("Sunday", Functions.TextsDays()![6]);
        Same(7, Functions.TextsDays()!.Length);
        Equal(["a", "bc"], Functions.TextsWords("a bc"));
        Same((nuint)5, Functions.ViewLength("h\0llo"));
        Same("one", Functions.ViewFirst("one two"));
        Same(string.Empty, Functions.ViewFirst(string.Empty));
        Throws<ArgumentNullException>(() => Functions.ViewLength(null!));
        Same("ababab", Functions.StringRepeat("ab", 3));
        Same("x", Functions.StringFill("x"));
        Same("the argument makes no sense", Throws<FaultException>(() => Functions.StringFill(string.Empty)).Message);
        List<object?> seen = [];
        Functions.TextShow((text, none, view, wide, many) => seen.AddRange([text, none, view, wide, .. many]));
        Equal(["tëxt", null, "view", "wïde", "one", "two"], seen);
    }

    internal static void Kept()
    {
        Label[] labels = [.. Enumerable.Range(0, 100).Select(static i => new Label($"label {i}"))];
        using Label label = new(string.Concat("la", "bel"));
        label.Number([1000, 2000]);
        Collect();
        byte[][] others = LifetimeTest.Overwrite();
        Collect();
        for (int i = 0; i < labels.Length; i++)
        {
            Same($"label {i}: 0", labels[i].Show());
            labels[i].Dispose();
        }

        Same("label: 3000", label.Show());
        GC.KeepAlive(others);
    }

    internal static void Arrays()
    {
        int[] numbers = [2, 4];
        Same(6, Functions.SumEnded([1, 2, 3]));
        Same(4L, Functions.SliceSum([1, -2, 5]));
        Same(0L, Functions.SliceSum([]));
        Functions.SliceDouble(numbers);
        Equal([4, 8], numbers);
        Equal([1, 2], Functions.SliceHalf([1, 2, 3, 4]));
        Same(6U, Functions.BytesSum([1, 2, 3]));
        Same((nuint)3, Functions.SliceTextsLength(["a", "bc"]));
        Same((nuint)4, Functions.SliceOptionsLength(["abc", null, "d"]));
        Equal([1, 2, 3], Functions.VecCountUp(3));
        Equal([], Functions.VecCountUp(0));
        Equal(["a", "bc"], Functions.VecSplit("a bc"));
        Equal(["x"], Functions.VecSplitOrFail("x"));
        Throws<FaultException>(() => Functions.VecSplitOrFail(string.Empty));
        bool taken = Functions.NumbersShow(
            (all, options) =>
            {
                Equal([1, 2, 3], all);
                Equal([7, null], options);
                return true;
            },
            3);
        True(taken);
        Throws<KeyNotFoundException>(() => Functions.NumbersShow((_, _) => throw new KeyNotFoundException("mine"), 3));
        MemoryOfCIsChangedInPlace();
    }

    private static void MemoryOfCIsChangedInPlace()
    {
        List<int> asked = [];
        nuint Fills(Span<int> numbers)
        {
            asked.Add(numbers.Length);
            numbers.Fill(1);
            numbers[0] = 100;
            return (nuint)numbers.Length;
        }

        Same(100L + 3 + 100 + 1, Functions.SumFilled(6, Fills));
        Equal([4, 2], asked);
        byte[] left = [.. Enumerable.Range(0, 20).Select(static i => (byte)i)];
        nuint Reads(Span<byte> bytes)
        {
            int n = Math.Min(bytes.Length, left.Length);
            left.AsSpan(0, n).CopyTo(bytes);
            left = left[n..];
            return (nuint)n;
        }

        Same(190u, Functions.SumRead(Reads));
        double sum = Functions.SumChanged(
            3,
            static (numbers, three, boxes) =>
            {
                numbers[1] = 20;
                three[2] = 0.25;
                boxes[0].Width += 3;
            });
        Same(24 + 1.25 + 6, sum);
        Same(4.5, Functions.SumChanged(0, static (numbers, three, boxes) => True(numbers.IsEmpty && three.Length == 3)));
        Throws<KeyNotFoundException>(() => Functions.SumRead(_ => throw new KeyNotFoundException("mine")));
    }

    internal static void Options()
    {
        Same<int?>(2, Functions.OptionHalf(4));
        Same<int?>(null, Functions.OptionHalf(5));
        Same(7, Functions.OptionOr(null, 7));
        Same(0, Functions.OptionOr(0, 7));
        Same(3, Functions.OptionTextLength("abc"));
        Same(-1, Functions.OptionTextLength(null));
        Same("two", Functions.OptionName(2));
        Same(null, Functions.OptionName(9));
        Same<int?>(2, Functions.OptionIncrement(1));
        Same<int?>(null, Functions.OptionIncrement(null));
        Same(5, Functions.PointedOr(null, 5));
        Same(0, Functions.PointedOr(0, 5));
        Same<int?>(7, Functions.Pointed(2));
        Same<int?>(null, Functions.Pointed(3));
        True(Functions.PointedOption(1));
        True(!Functions.PointedOption(null));
        Same(3, Functions.ResultDivide(12, 4));
        Same(Fault.Invalid, Throws<FaultException>(() => Functions.ResultDivide(1, 0)).Code);
        Same<int?>(12, Functions.ResultParse("12"));
        Same<int?>(null, Functions.ResultParse(string.Empty));
        Same("this is no number", Throws<RefException>(() => Functions.ResultParse("x")).Message);
        Outcome<int>[] quotients = Functions.ResultQuotients(3);
        Same(Fault.Invalid, ((FaultException)quotients[0].Error!).Code);
        Throws<FaultException>(() => Same(0, quotients[0].Value));
        Equal([12, 6, 4], quotients.Skip(1).Select(one => one.Value));
    }

    internal static void Shapes()
    {
        Shape box = new ShapeBox(new Box { Width = 2, Height = 3 });
        Same(6.0, Functions.ShapeArea(box));
        Same(3.0, Functions.ShapeArea(new ShapeCircle(1.0)));
        Same(4.0, Functions.ShapeArea(new ShapeLabel("abcd")));
        Same(0.0, Functions.ShapeArea(new ShapeNothing()));
        Same<Shape>(new ShapeCircle(2.0), Functions.ShapeMake(ShapeKind.Circle));
        Same<Shape>(new ShapeLabel("two"), Functions.ShapeMake(ShapeKind.Label));
        Same<Shape>(new ShapeNothing(), Functions.ShapeMake(ShapeKind.Nothing));
        Same(12.0, Functions.ShapesArea([box, new ShapeNothing(), box]));
        Same(7.0, Functions.ShapesArea([new ShapeLabel("abcd"), new ShapeCircle(1.0)]));
        Throws<ArgumentNullException>(() => Functions.ShapesArea([null!]));
        Throws<ArgumentNullException>(() => Functions.ShapesArea([new ShapeLabel(null!)]));
    }

    internal static void Records()
    {
        Sticker sticker = Functions.StickerMake("box");
        Same("box", sticker.Title);
        Equal<byte>([0x6D, 255], sticker.Mark);
        Equal<byte>([0, 1, 0, 2], sticker.Digest);
        Equal<byte>([3, 0, 4, 0], sticker.Salt);
        Same((uint)('b' + 'o' + 'x' + 'm' + 255 + 10), Functions.StickerWeigh(sticker));
        Same(Functions.StickerWeigh(sticker), Functions.StickerWeigh(sticker with { Mark = [255, (byte)'m'] }));
        Throws<ArgumentException>(() => Functions.StickerWeigh(sticker with { Mark = [1, 2, 3, 4] }));
        Throws<ArgumentException>(() => Functions.StickerWeigh(sticker with { Mark = [0] }));
        Throws<ArgumentNullException>(() => Functions.StickerWeigh(sticker with { Mark = null! }));
        Throws<ArgumentException>(() => Functions.StickerWeigh(sticker with { Digest = [1, 2, 3] }));
        Person ann = Functions.PersonMake("Anna", 4);
        IsPerson("Anna", "a", [1, 2, 3, 4], 2, ann);
        IsPerson("Bo", null, [1, 2, 3], null, Functions.PersonMake("Bo", 3));
        Same(4L + 10 + 1000 + 2 + 2, Functions.PersonWeigh(ann));
        Throws<ArgumentException>(() => Functions.PersonWeigh(ann with { Code = "too long a code" }));
        Throws<ArgumentException>(() => Functions.PersonWeigh(ann with { Code = "8 bytes." }));
        Same(Functions.PersonWeigh(ann) + 5, Functions.PersonWeigh(ann with { Code = "7 bytes" }));
        Throws<ArgumentNullException>(() => Functions.PersonWeigh(ann with { Name = null! }));
        Throws<ArgumentNullException>(() => Functions.PersonWeigh(null!));
        Equal([1, 2, 3, 4], Functions.PersonFind("Zoe").Marks);
        Throws<FaultException>(() => Functions.PersonFind(string.Empty));
        Equal(["a", "b"], Functions.PeopleOf("a b").Select(one => one.Name));
        Person[] people = Functions.PeopleFind("Anna Bo Carla");
        Equal(["a", null, "la"], people.Select(one => one.Nick));
        Throws<FaultException>(() => Functions.PeopleFind(string.Empty));
        Same(people.Sum(Functions.PersonWeigh), Functions.PeopleWeigh(people));
        Same(6, Functions.OptionsApply(new Options { Level = 3, Fast = true }));
        Same(new Options { Level = 6, Fast = true }, Functions.OptionsUsual());
    }

    private static void IsPerson(string name, string? nick, int[] marks, int? age, Person person)
    {
        Same((name, nick, age, "de"), (person.Name, person.Nick, person.Age, person.Code));
        Equal(marks, person.Marks);
    }
}
