// Times calls of libcalls.so through generated bindings and hand-written ones, in turn.
// SPDX-License-Identifier: MIT
//
//	Bench [ROUNDS]
//
// Prints a line for each case: LAYER, CASE, the median ratio of times, ns of a generated and of a hand-written
// call (medians), separated by tabs. What a loop without a call costs is a part of each.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Raw = Calls.Raw;

namespace Bench;

internal sealed record Case(string Layer, string Name, Action<int> Generated, Action<int> ByHand, int Per = 1);

internal static unsafe class Program
{
    // C calls back so often in one call that only the callback counts.
    private const int Many = 100;
    private const string Text = "sixteen letters.";
    private static readonly byte[] s_bytes = new byte[64];
    private static ulong s_sink;
    private static double s_real;

    private static int Main(string[] arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 101;
        List<Case> cases = [.. RawCases(), .. IdiomaticCases()];
        using Calls.Bell generated = new();
        using Handwritten.Bell byHand = new();
        generated.Hook(static value => value);
        byHand.Hook(static value => value);
        generated.Listen(static value => { });
        byHand.Listen(static value => { });
        if (generated.Ring(Many) != Many * (Many - 1) / 2 || byHand.Ring(Many) != Many * (Many - 1) / 2)
        {
            Console.Error.WriteLine("Bench: a bell rang wrongly");
            return 1;
        }

        cases.Add(new Case(
            "idiomatic",
            "callback, retained",
            n => { for (int i = 0; i < n; i++) { generated.Tell(Many); } },
            n => { for (int i = 0; i < n; i++) { byHand.Tell(Many); } },
            Many));
        cases.Add(new Case(
            "idiomatic",
            "callback with a result, retained",
            n => { for (int i = 0; i < n; i++) { s_sink += generated.Ring(Many); } },
            n => { for (int i = 0; i < n; i++) { s_sink += byHand.Ring(Many); } },
            Many));
        WarmUp(cases);
        foreach (Case one in cases)
        {
            Measure(one, rounds);
        }

        return 0;
    }

    private static List<Case> RawCases() =>
    [
        new(
            "raw",
            "void",
            n => { for (int i = 0; i < n; i++) { Raw.calls_void(); } },
            n => { for (int i = 0; i < n; i++) { Handwritten.Functions.Void(); } }),
        new(
            "raw",
            "u32",
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Raw.calls_u32(x); } s_sink += x; },
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.U32(x); } s_sink += x; }),
        new(
            "raw",
            "5 arguments",
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Raw.calls_five(x, 2, 3, 4, 5); } s_sink += x; },
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.Five(x, 2, 3, 4, 5); } s_sink += x; }),
        new(
            "raw",
            "10 arguments",
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Raw.calls_ten(x, 2, 3, 4, 5, 6, 7, 8, 9, 10); } s_sink += x; },
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.Ten(x, 2, 3, 4, 5, 6, 7, 8, 9, 10); } s_sink += x; }),
        new(
            "raw",
            "struct by value",
            n => { Calls.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { s_real += Raw.calls_by_value(p); } },
            n => { Handwritten.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { s_real += Handwritten.Functions.ByValue(p); } }),
        new(
            "raw",
            "struct by pointer",
            n => { Calls.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { p.Y = Raw.calls_by_pointer(&p); } s_real += p.Y; },
            n => { Handwritten.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { p.Y = Handwritten.Functions.ByPointer(&p); } s_real += p.Y; }),
        new(
            "raw",
            "string",
            n => { fixed (byte* text = "sixteen letters."u8) { for (int i = 0; i < n; i++) { s_sink += Raw.calls_string(text); } } },
            n => { fixed (byte* text = "sixteen letters."u8) { for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.String(text); } } }),
        new(
            "raw",
            "slice",
            n => { fixed (byte* data = s_bytes) { for (int i = 0; i < n; i++) { s_sink += Raw.calls_slice(data, 64); } } },
            n => { fixed (byte* data = s_bytes) { for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.Slice(data, 64); } } }),
        new(
            "raw",
            "callback",
            n => { for (int i = 0; i < n; i++) { s_sink += Raw.calls_each(Many, &Visit, null); } },
            n => { for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.Each(Many, &Visit, null); } },
            Many),
    ];

    private static List<Case> IdiomaticCases() =>
    [
        new(
            "idiomatic",
            "void",
            n => { for (int i = 0; i < n; i++) { Calls.Functions.Void(); } },
            n => { for (int i = 0; i < n; i++) { Handwritten.Functions.Void(); } }),
        new(
            "idiomatic",
            "u32",
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Calls.Functions.U32(x); } s_sink += x; },
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.U32(x); } s_sink += x; }),
        new(
            "idiomatic",
            "5 arguments",
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Calls.Functions.Five(x, 2, 3, 4, 5); } s_sink += x; },
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.Five(x, 2, 3, 4, 5); } s_sink += x; }),
        new(
            "idiomatic",
            "10 arguments",
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Calls.Functions.Ten(x, 2, 3, 4, 5, 6, 7, 8, 9, 10); } s_sink += x; },
            n => { uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.Ten(x, 2, 3, 4, 5, 6, 7, 8, 9, 10); } s_sink += x; }),
        new(
            "idiomatic",
            "struct by value",
            n => { Calls.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { s_real += Calls.Functions.ByValue(p); } },
            n => { Handwritten.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { s_real += Handwritten.Functions.ByValue(p); } }),
        new(
            "idiomatic",
            "struct by pointer",
            n => { Calls.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { p.Y = Calls.Functions.ByPointer(in p); } s_real += p.Y; },
            n => { Handwritten.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { p.Y = Handwritten.Functions.ByReference(in p); } s_real += p.Y; }),
        new(
            "idiomatic",
            "string",
            n => { for (int i = 0; i < n; i++) { s_sink += Calls.Functions.String(Text); } },
            n => { for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.String(Text); } }),
        new(
            "idiomatic",
            "slice",
            n => { for (int i = 0; i < n; i++) { s_sink += Calls.Functions.Slice(s_bytes); } },
            n => { for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.Slice(s_bytes); } }),
        new(
            "idiomatic",
            "callback for one call",
            n => { for (int i = 0; i < n; i++) { s_sink += Calls.Functions.Each(1, static value => value); } },
            n => { for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.Each(1, static value => value); } }),
    ];

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint Visit(uint value, void* user) => value;

    /// <summary>Until the JIT has compiled each loop, and what it calls, as well as it can.</summary>
    private static void WarmUp(List<Case> cases)
    {
        for (int i = 0; i < 6; i++)
        {
            foreach (Case one in cases)
            {
                for (int k = 0; k < 40; k++)
                {
                    one.Generated(100);
                    one.ByHand(100);
                }
            }

            Thread.Sleep(250);
        }
    }

    private static void Measure(Case one, int rounds)
    {
        int number = 1;
        while (Time(one.ByHand, number) < 0.001)
        {
            number *= 2;
        }

        double[] generated = new double[rounds], byHand = new double[rounds], ratios = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            if (i % 2 == 0)
            {
                generated[i] = Time(one.Generated, number);
                byHand[i] = Time(one.ByHand, number);
            }
            else
            {
                byHand[i] = Time(one.ByHand, number);
                generated[i] = Time(one.Generated, number);
            }

            ratios[i] = generated[i] / byHand[i];
        }

        double calls = (double)number * one.Per / 1e9;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Layer}\t{one.Name}\t{Median(ratios):F3}\t{Median(generated) / calls:F2}\t{Median(byHand) / calls:F2}"));
    }

    private static double Time(Action<int> action, int number)
    {
        long start = Stopwatch.GetTimestamp();
        action(number);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
