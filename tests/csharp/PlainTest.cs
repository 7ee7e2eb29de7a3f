// Plain C and objects that tell what went wrong with them, of examples/reference. SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Ref;
using static Checks;

internal static class PlainTest
{
    internal static void Numbers()
    {
        Functions.Nothing();
        True(Functions.Opposite(false) && !Functions.Opposite(true));
        Same(sbyte.MaxValue, Functions.NextI8(sbyte.MaxValue - 1));
        Same(sbyte.MinValue, Functions.NextI8(sbyte.MaxValue));
        Same(byte.MinValue, Functions.NextU8(byte.MaxValue));
        Same(short.MinValue, Functions.NextI16(short.MaxValue));
        Same(ushort.MinValue, Functions.NextU16(ushort.MaxValue));
        Same(-4, Functions.NextI32(-5));
        Same(uint.MaxValue, Functions.NextU32(uint.MaxValue - 1));
        Same(long.MaxValue, Functions.NextI64(long.MaxValue - 1));
        Same(ulong.MaxValue, Functions.NextU64(ulong.MaxValue - 1));
        Same(nuint.MaxValue, Functions.NextSize(nuint.MaxValue - 1));
        Same(nint.MinValue + 1, Functions.NextDifference(nint.MinValue));
        Same(1.5f, Functions.HalfFloat(3));
        Same(0.25, Functions.HalfDouble(0.5));
        Same(55, Functions.SumTen(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        Same(6, Functions.Triple(2));
    }

    internal static unsafe void Variables()
    {
        Raw.ref_nothings = 5;
        Functions.Nothing();
        Same(6, Raw.ref_nothings);
        Same((1.0 / 3, (byte)1, Open.Low), (Raw.ref_third, Raw.ref_more, Raw.ref_usual));
        Same((1, 2), (Raw.ref_origin.X, Raw.ref_origin.Y));
        Raw.ref_origin = Functions.CornerSwap(Raw.ref_origin);
        Same((2, 1), (Raw.ref_origin.X, Raw.ref_origin.Y));
        Raw.ref_origin = Functions.CornerSwap(Raw.ref_origin);
        Same("the owner", System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)Raw.ref_owner));
        Same(11, Raw.ref_age);
    }

    internal static void Named()
    {
        Same((42, 3.25, "the \"makers\""), (Constants.Answer, Constants.Pi, Constants.Maker));
        Same((1, -1, 100), (Constants.CodeMore, Constants.CodeBroken, Constants.StoreRow));
        Same((Open)(-4), Functions.OpenNext(Open.Low));
        Same((Open)101, Functions.OpenNext((Open)100));
        Same(Closed.B, Functions.ClosedOther(Closed.A));
        Throws<ArgumentOutOfRangeException>(() => Functions.ClosedOther((Closed)7));
        Same(Bits.Four, Functions.BitsWithout(Bits.One | Bits.Four, Bits.One));
        Same(Mode.Both, Functions.ModeAdd(Mode.Read, Mode.Write));
        Same(Colour.Blue, Functions.ColourOther(Colour.Red));
    }

    internal static void Structs()
    {
        Same(new Corner { X = 2, Y = 1 }, Functions.CornerSwap(new Corner { X = 1, Y = 2 }));
        Grid grid = Functions.GridFill(3);
        Same(new Corner { X = 3, Y = 4 }, grid.Corners[1]);
        Same(18, Functions.GridSum(grid));
        grid.Cells[5] = 4;
        Same(19, Functions.GridSum(grid));
        Packed packed = new() { A = 1, B = 4, C = 5 };
        Functions.PackedDouble(ref packed);
        Same((8, (short)10), (packed.B, packed.C));
    }

    internal static void Arguments()
    {
        Same((11, 3), (Functions.Add(1), Functions.Add(1, 2)));
        Functions.CheckSize();
        Same((7, 49), Functions.Square(7));
        Same((3, 2), Functions.Divide(17, 5));
    }

    internal static void Failing()
    {
        Same((StepCode)1, Functions.Step(1));
        Same((StepCode)0, Functions.Step(0));
        Same((StepCode)(-1), Throws<StepCodeException>(() => Functions.Step(-1)).Code);
        Same(2, Functions.Position((sbyte)'c'));
        Throws<RefException>(() => Functions.Position((sbyte)'?'));
        Same(4, Functions.Root(17));
        System.ComponentModel.Win32Exception error = Throws<System.ComponentModel.Win32Exception>(() => Functions.Root(-1));
        Same(33, error.NativeErrorCode);
    }

    internal static void Lists()
    {
        Same("héllo", Functions.TextBorrowed());
        Same((nuint)2, Functions.TextCount("aba", (sbyte)'a'));
        Same((nuint)2, Functions.BytesCount([0, 1, 0], 0));
        Same((nuint)3, Functions.TextLocaleLength("abc"));
        Throws<ArgumentException>(() => Functions.TextLocaleLength("a\0b"));
        Same(6, Functions.SumThree([1, 2, 3]));
        Throws<ArgumentException>(() => Functions.SumThree([1, 2]));
        Same(4950L, Functions.SumBytes(Enumerable.Range(0, 100).ToArray()));
        Same("0 1 4 9", string.Join(' ', Functions.Squares(4)));
        Same("1 2 3", string.Join(' ', Functions.Three()));
        Same("3 2 1", string.Join(' ', Functions.Backwards(3)));
        Same((nuint)3, Functions.BackwardsBound(3));
    }

    internal static void Echoes()
    {
        List<int> numbers = [];
        List<Bell> lent = [];
        using Bell bell = new();
        bell.SetEcho(3, (_, n) => numbers.Add(n));
        Collect();
        bell.Ring("ding");
        bell.SetEcho(1, (it, _) => lent.Add(it));
        bell.Ring("dong");
        Same("0 1 2", string.Join(' ', numbers));
        Throws<ObjectDisposedException>(() => lent[0].Ring("late"));
    }

    internal static void Stores()
    {
        StoreCodeException failure = Throws<StoreCodeException>(() => new Store("!"));
        Same((StoreCode.Broken, "no store has such a name"), (failure.Code, failure.Message));
        using Store store = new("s");
        Same("it is empty", Throws<StoreCodeException>(() => new Rows(store)).Message);
        store.Set("one", 1);
        Same(1, store.NumberOf("one"));
        Same("nothing has that name", Throws<StoreCodeException>(() => store.NumberOf("two")).Message);
        Same("there is no room", Throws<StoreCodeException>(() => store.Set("a name that is too long", 1)).Message);
        Same("there is no room", store.Complaint());
        store.Set("minus", -1);
        using Rows rows = new(store);
        Same((StoreCode.Row, "one", 1), rows.Next());
        Same("a number is negative", Throws<StoreCodeException>(() => rows.Next()).Message);
        store.Set("minus", 2);
        Same((StoreCode.Done, null, 0), rows.Next());
        using Rows again = new(store);
        Same("(one, 1) (minus, 2)", string.Join(' ', again));
    }

    internal static void FailingEnd()
    {
        Store store = new("s");
        store.Set("!", 1);
        Same(StoreCode.Broken, Throws<StoreCodeException>(store.Close).Code);
        new Store("s").Close();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T With<T>(Func<Store, T> make)
    {
        Store store = new("s");
        store.Set("one", 1);
        T made = make(store);
        store.Dispose();
        return made;
    }

    internal static void NeedTheirStore()
    {
        using Rows rows = With(store => new Rows(store));
        using Seal seal = With(store => new Seal(store));
        using Summary summary = With(store => new Summary(store));
        Collect();
        Same("(one, 1)", string.Join(' ', rows));
        Same((1, "one", 0), (summary.N, summary.First, summary.Weight));
        summary.Weight = 7;
        Same(7, summary.Weight);
        summary.Dispose();
        Throws<ObjectDisposedException>(() => _ = summary.N);
        True(seal.Holds());
    }
}
