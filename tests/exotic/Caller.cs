// Calls everything of exotic.h that C# has, and looks that it lacks no more than it says.
using System;
using System.Linq;
using System.Numerics;
using Exotic;

internal static class Caller
{
    private static void Check(bool good, string what)
    {
        if (!good)
        {
            throw new InvalidOperationException($"wrong: {what}");
        }
    }

    private static void Same<T>(T given, T wanted, string what) => Check(Equals(given, wanted), $"{what}: {given} is not {wanted}");

    private static void ComplexDoubles()
    {
        Complex v = new(1.1, -2.1);
        Same(Functions.CdoubleTwice(v), v + v, "twice");
        Same(Functions.CdoublePut(v), v + v, "put");
        Same(Functions.CdoubleRaise(v), v + v, "raise");
        Same(Functions.CdoubleSum([v, v, v]), v + v + v, "sum");
        Complex[] many = [v, v];
        Functions.CdoubleFill(many);
        Same(many[1], v + v, "fill");
        CdoubleBox box = Functions.CdoubleBoxed(v);
        Same(box.One, v, "boxed");
        Check(box.Before == 1 && box.Many.SequenceEqual([v + v, v]), "boxed");
        Same(Functions.CdoubleUnbox(box), v + v + v + v, "unbox");
        Same(Functions.CdoubleBehind(0.5, 7, v, (sbyte)'c', v, box), v + v + v + v, "behind");
        Functions.CdoubleRebox(ref box);
        Same(box.One, v + v + v, "rebox");
        Same(Functions.CdoubleEach(v, value => value + value), v + v + v, "each");
        Same(Functions.Filled(numbers => numbers[1] += new Complex(0, 7)), new Complex(3, 7), "filled");
        Same(Functions.Successor(v), v + 1, "successor");
        Complex told = default;
        Functions.CdoubleTell(v, value => told = value);
        Same(told, v + v, "tell");
        Raw.cdouble_global = v;
        Same(Raw.cdouble_global, v, "global");
        Raw.i128_global = -(Int128.One << 90);
        Same(Raw.i128_global, -(Int128.One << 90), "int128 global");
    }

    private static void ComplexFloats()
    {
        ComplexSingle v = new(1.5f, 2.5f), two = new(3, 5), three = new(4.5f, 7.5f), four = new(6, 10);
        Same(Functions.CfloatTwice(v), two, "float twice");
        Same(Functions.CfloatPut(v), two, "float put");
        Same(Functions.CfloatSum([v, v, v]), three, "float sum");
        CfloatBox box = Functions.CfloatBoxed(v);
        Same(box.Many[0], two, "float boxed");
        Same(Functions.CfloatUnbox(box), four, "float unbox");
        Same(Functions.CfloatBehind(0.5, 7, v, (sbyte)'c', v, box), four, "float behind");
        Same(Functions.CfloatEach(v, value => (ComplexSingle)(value.ToComplex() * 2)), three, "float each");
        ComplexSingle told = default;
        Functions.CfloatTell(v, value => told = value);
        Same(told, two, "float tell");
    }

    private static void LongDoubles()
    {
        Same(Functions.LdoubleTwice(1.25), 2.5, "long double");
        Same(Functions.ClongTwice(new(1.25, -2)), new Complex(2.5, -4), "complex long double");
    }

    private static void Halves()
    {
        Half v = (Half)1.5;
        Same(Functions.F16Twice(v), (Half)3, "half twice");
        Same(Functions.F16Put(v), (Half)3, "half put");
        Same(Functions.F16Sum([v, v]), (Half)3, "half sum");
        F16Box box = Functions.F16Boxed(v);
        Same(box.Many[0], (Half)3, "half boxed");
        Same(Functions.F16Unbox(box), (Half)6, "half unbox");
    }

    private static void Integers()
    {
        Int128 v = -(Int128.One << 100) - 7;
        UInt128 u = (UInt128.One << 120) + 7;
        for (int i = 0; i < 100; i++)
        {
            Same(Functions.I128Twice(v), v + v, "int128 twice");
            Same(Functions.I128Put(v), v + v, "int128 put");
            Same(Functions.I128Raise(v), v + v, "int128 raise");
            Same(Functions.U128Twice(u), u + u, "uint128 twice");
            I128Box box = Functions.I128Boxed(v);
            Same(box.One, v, "int128 boxed");
            Same(box.Many[0], v + v, "int128 boxed");
            Same(Functions.I128Unbox(box), v + v + v + v, "int128 unbox");
            Functions.I128Rebox(ref box);
            Same(box.One, v + v + v, "int128 rebox");
        }
    }

    private static void Others()
    {
        Same(Functions.AtomTwice(5), 10, "atomic");
        Same(Functions.AtomUnbox(Functions.AtomBoxed(5)), 20, "atomic unbox");
        Same(Functions.C16Sum([5, 6]), (ushort)11, "char16_t");
        Same(Functions.C32Twice(5), 10u, "char32_t");
        Same(Functions.WideTwice(-5), -10, "wchar_t");
        Same(Functions.F32Twice(1.5f), 3f, "_Float32");
        Same(Functions.F64Each(1.5, value => value * 2), 4.5, "_Float64");
        Check(Functions.VecTwice([1, 2, 3, 4]).SequenceEqual([2f, 4f, 6f, 8f]), "vector");
        Same(Functions.Text16("a\U0001f600"), (nuint)3, "UTF-16");
        Same(Functions.Text32("a\U0001f600"), (nuint)2, "UTF-32");
    }

    private static void Bits()
    {
        Mixed m = default;
        Straddle s = default;
        Sized w = default;
        Inner i = default;
        Functions.SetBits(ref m, ref s, ref w, ref i);
        Check(m.A == 5 && m.B == 99 && m.S == -7 && m.W == -123456789012 && m.F && m.H == Hue.Blue && m.G == -100, "mixed");
        Check(s.A == 21 && s.B == 0x1234567890 && s.C == -200 && s.D == 0x2345678, "straddle");
        Check(w.A == -3 && w.B == -11 && w.C == -200 && w.D == -0x87654321L && w.E == 0xDEADBEEF, "sized");
        Check(i.Before == 255 && i.X == 0xABC && i.Y == 0xFFFFF && i.P == -2 && i.Q == 33, "inner");
        (m.G, m.H, m.F, m.W, m.S, m.B, m.A, m.Before) = (100, Hue.Green, false, 234567890123, 9, 77, 2, 1);
        (s.D, s.C, s.B, s.A) = (0x3FEDCBA9, 199, 0xFEDCBA987, 11);
        (w.E, w.D, w.C, w.B, w.A) = (0x12345678, 0x87654321, 200, 11, 3);
        (i.Q, i.P, i.Y, i.X, i.Before) = (44, 1, 0x98765, 0x123, 1);
        Same(Functions.WrongBits(in m, in s, in w, in i), 0, "bits");
    }

    /// <summary>What cannot be right is not there.</summary>
    private static void Absent()
    {
        string[] names = [.. typeof(Functions).GetMethods().Select(method => method.Name)];
        string[] absent =
            ["F128Twice", "D32Twice", "D64Put", "D128Sum", "ClongPut", "LdoublePut", "LdoubleSum", "I128Sum", "I128Fill", "I128Each", "F16Each"];
        foreach (string name in absent)
        {
            Check(!names.Contains(name), name);
        }
    }

    private static void Main()
    {
        ComplexDoubles();
        ComplexFloats();
        LongDoubles();
        Halves();
        Integers();
        Others();
        Bits();
        Absent();
        Console.WriteLine("called");
    }
}
