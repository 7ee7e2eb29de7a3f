// examples/reference through its C# bindings: several words about who owns what in one function, and references.
// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ref;
using static Checks;

internal static class PairsTest
{
    private sealed class Lines : ISink
    {
        internal List<string> All { get; } = [];

        public int Write(string line)
        {
            All.Add(line);
            return line.Length;
        }
    }

    private sealed class ByName : IOrder
    {
        public bool IsBefore(Node a, Node b) => string.CompareOrdinal(a.Name, b.Name) < 0;
    }

    /// <summary>A walk that alone needs its node.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Walk WalkOf(string name, string? below = null)
    {
        using Node node = new(name, 1);
        if (below is not null)
        {
            using Node hung = new(below, 2);
            node.Hang(hung);
        }

        return new Walk(node);
    }

    private static Walk WalkThatIsOver()
    {
        Walk walk = WalkOf("over");
        Same(1, walk.Count());
        return walk;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Guide GuideOf(string name) => new(WalkOf(name));

    internal static void Constructors()
    {
        long before = Functions.CountsNow().Objects;
        using (Guide guide = GuideOf("a"))
        {
            Collect();
            Same(before + 3, Functions.CountsNow().Objects);
            Same(1u, guide.Go());
        }

        Same(before, Functions.CountsNow().Objects);
        using Guide two = Guide.Along(WalkOf("a"), WalkOf("b", "c"));
        Collect();
        Same(3u, two.Go());
        Same(ErrorCode.Empty, Throws<ErrorException>(() => Guide.Along(WalkThatIsOver(), WalkOf("b"))).Code);
        Throws<RefException>(() => Guide.Permitted(WalkOf("never"), name => name != "never"));
        Throws<FormatException>(() => Guide.Permitted(WalkOf("raises"), _ => throw new FormatException()));
        using Guide one = Guide.Permitted(WalkOf("a", "b"), name => name == "a");
        Collect();
        Same(1u, one.Go());
        using Walk walk = WalkOf("a");
        Throws<ArgumentException>(() => Guide.Along(walk, walk));
        Same(false, walk.IsOver());
    }

    internal static void Methods()
    {
        using Guide guide = GuideOf("a");
        List<string> heard = [];
        Same("b", guide.Lead(WalkOf("b", "c"), heard.Add));
        Throws<ErrorException>(() => guide.Lead(WalkThatIsOver(), heard.Add));
        Collect();
        Same(2u, guide.Go());
        Equal(["a", "c"], heard);
        List<int> asked = [];
        Same(22, Throws<System.ComponentModel.Win32Exception>(() => guide.Pack([], _ => true)).NativeErrorCode);
        Same(61, guide.Pack([5, 50, 6], weight =>
        {
            asked.Add(weight);
            return weight < 10;
        }));
        Collect();
        guide.Go();
        Same(2u, guide.Packed());
        Equal([5, 50, 6], asked);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Halt HaltOf(string name)
    {
        using Guide guide = GuideOf(name);
        Halt halt = guide.Halt(new ByName());
        Throws<ErrorException>(() => guide.Halt(new ByName()));
        return halt;
    }

    internal static void Stops()
    {
        using Halt halt = HaltOf("b");
        Collect();
        using Node a = new("a", 1), c = new("c", 1);
        using (Node first = halt.First(a))
        {
            Same("a", first.Name);
        }

        using Node other = halt.First(c);
        Same("b", other.Name);
    }

    internal static void Telling()
    {
        using Guide guide = GuideOf("a");
        Lines lines = new();
        Shape box = new ShapeBox(new Box { Width = 2, Height = 3 });
        Same("6 6.0", guide.Tell(box, lines, n => new string('x', n), 3));
        Equal(["x", "xx", "xxx"], lines.All);
        Throws<FormatException>(() => guide.Tell(box, lines, _ => throw new FormatException(), 3));
    }

    internal static async Task Sending()
    {
        using Guide guide = GuideOf("a");
        Lines lines = new();
        Same(2L, await guide.SendAsync(WalkOf("b", "c"), lines, "to"));
        Equal(["to b", "to c"], lines.All);
        Throws<ErrorException>(() => guide.SendAsync(WalkThatIsOver(), lines, "to").GetAwaiter().GetResult());
    }

    internal static async Task Opening()
    {
        using (Worker worker = await Worker.OpenSlowlyAsync(2))
        {
            Same(9L, await worker.SquareAsync(3, 1));
        }

        using CancellationTokenSource source = new(20);
        Throws<OperationCanceledException>(() => Worker.OpenSlowlyAsync(60000, source.Token).GetAwaiter().GetResult());
    }

    internal static void References()
    {
        Same(42L, Functions.Read(41));
        Same((true, (long?)42), Functions.Bump(41));
        Same((false, (long?)null), Functions.Bump(null));
        Same(Open.Low, Functions.ReadOpen(Open.Low));
        Same(Closed.A, Functions.ReadClosed(Closed.A));
        Same(Closed.B, Functions.ReadClosed(null));
        Same((true, (Closed?)Closed.B), Functions.Turn(Closed.A));
        Same((false, (Closed?)null), Functions.Turn(null));
        True(Functions.ReadOption(5) && !Functions.ReadOption(null));
        Same((true, (int?)null), Functions.EmptyOption(5));
        Same((false, (int?)null), Functions.EmptyOption(null));
        Same((nuint)2, Functions.ReadTexts(["a", "b"]));
        Same((nuint)2, Functions.ReadTextsOrNone(["a", "b"]));
        Same((nuint)100, Functions.ReadTextsOrNone(null));
        Same((true, (int?)20), Functions.FindNumber(1));
        Same((false, (int?)null), Functions.FindNumber(7));
        Same((true, "one"), Functions.FindText(1));
    }

    internal static void FewAndMany()
    {
        Same(Middle.High, Functions.MiddleOther(Middle.Low));
        Packed packed = Functions.PackedNext(new Packed { A = 1, B = 2, C = 3 });
        Same((2, 3, 4), (packed.A, packed.B, packed.C));
        Same(6, Functions.SumOfThree(1, 2, 3));
        Same(10, Functions.SumOfFour(1, 2, 3, 4));
        Same(15, Functions.SumOfFive(1, 2, 3, 4, 5));
        Same(21, Functions.SumOfSix(1, 2, 3, 4, 5, 6));
        Same(28, Functions.SumOfSeven(1, 2, 3, 4, 5, 6, 7));
        Same(36, Functions.SumOfEight(1, 2, 3, 4, 5, 6, 7, 8));
        Same(45, Functions.SumOfNine(1, 2, 3, 4, 5, 6, 7, 8, 9));
    }
}
