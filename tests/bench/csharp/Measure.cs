// Times calls of libcalls.so through generated bindings and hand-written ones, in turn.
// SPDX-License-Identifier: MIT
//
//	Bench [ROUNDS]
//
// Prints a line for each case: LAYER, CASE, the median ratio of times, ns of a generated and of a hand-written
// call (medians), separated by tabs. What a loop without a call costs is a part of each. Where in a cache line a loop
// begins is worth up to 8 % either way, so each case is compiled at seven places, and the median is of all.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private static volatile uint s_place;
    private static double s_real;

    private static int Main(string[] arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 140;
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

        List<Case>[] places =
        [
            Cases<byte>(generated, byHand), Cases<short>(generated, byHand), Cases<int>(generated, byHand),
            Cases<long>(generated, byHand), Cases<decimal>(generated, byHand),
            Cases<Vector256<byte>>(generated, byHand), Cases<Vector512<byte>>(generated, byHand),
        ];
        WarmUp(places);
        for (int i = 0; i < places[0].Count; i++)
        {
            Measure([.. places.Select(cases => cases[i])], rounds);
        }

        return 0;
    }

    private static List<Case> Cases<T>(Calls.Bell generated, Handwritten.Bell byHand)
        where T : struct =>
    [
        .. RawCases<T>(),
        .. IdiomaticCases<T>(),
        new(
            "idiomatic",
            "callback, retained",
            n => { Place<T>(); for (int i = 0; i < n; i++) { generated.Tell(Many); } },
            n => { Place<T>(); for (int i = 0; i < n; i++) { byHand.Tell(Many); } },
            Many),
        new(
            "idiomatic",
            "callback with a result, retained",
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += generated.Ring(Many); } },
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += byHand.Ring(Many); } },
            Many),
    ];

    /// <summary>In front of a loop: an instruction for each power of two that T is larger than.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Place<T>()
        where T : struct
    {
        int size = Unsafe.SizeOf<T>();
        if (size > 1) { s_place++; }
        if (size > 2) { s_place++; }
        if (size > 4) { s_place++; }
        if (size > 8) { s_place++; }
        if (size > 16) { s_place++; }
        if (size > 32) { s_place++; }
    }

    private static List<Case> RawCases<T>()
        where T : struct =>
    [
        new(
            "raw",
            "void",
            n => { Place<T>(); for (int i = 0; i < n; i++) { Raw.calls_void(); } },
            n => { Place<T>(); for (int i = 0; i < n; i++) { Handwritten.Functions.Void(); } }),
        new(
            "raw",
            "u32",
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Raw.calls_u32(x); } s_sink += x; },
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.U32(x); } s_sink += x; }),
        new(
            "raw",
            "5 arguments",
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Raw.calls_five(x, 2, 3, 4, 5); } s_sink += x; },
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.Five(x, 2, 3, 4, 5); } s_sink += x; }),
        new(
            "raw",
            "10 arguments",
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Raw.calls_ten(x, 2, 3, 4, 5, 6, 7, 8, 9, 10); } s_sink += x; },
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.Ten(x, 2, 3, 4, 5, 6, 7, 8, 9, 10); } s_sink += x; }),
        new(
            "raw",
            "struct by value",
            n => { Place<T>(); Calls.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { s_real += Raw.calls_by_value(p); } },
            n => { Place<T>(); Handwritten.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { s_real += Handwritten.Functions.ByValue(p); } }),
        new(
            "raw",
            "struct by pointer",
            n => { Place<T>(); Calls.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { p.Y = Raw.calls_by_pointer(&p); } s_real += p.Y; },
            n => { Place<T>(); Handwritten.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { p.Y = Handwritten.Functions.ByPointer(&p); } s_real += p.Y; }),
        new(
            "raw",
            "string",
            n => { Place<T>(); fixed (byte* text = "sixteen letters."u8) { for (int i = 0; i < n; i++) { s_sink += Raw.calls_string(text); } } },
            n => { Place<T>(); fixed (byte* text = "sixteen letters."u8) { for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.String(text); } } }),
        new(
            "raw",
            "slice",
            n => { Place<T>(); fixed (byte* data = s_bytes) { for (int i = 0; i < n; i++) { s_sink += Raw.calls_total(data, 64); } } },
            n => { Place<T>(); fixed (byte* data = s_bytes) { for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.Total(data, 64); } } }),
        new(
            "raw",
            "callback",
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += Raw.calls_each(Many, &Visit, null); } },
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.Each(Many, &Visit, null); } },
            Many),
    ];

    private static List<Case> IdiomaticCases<T>()
        where T : struct =>
    [
        new(
            "idiomatic",
            "void",
            n => { Place<T>(); for (int i = 0; i < n; i++) { Calls.Functions.Void(); } },
            n => { Place<T>(); for (int i = 0; i < n; i++) { Handwritten.Functions.Void(); } }),
        new(
            "idiomatic",
            "u32",
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Calls.Functions.U32(x); } s_sink += x; },
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.U32(x); } s_sink += x; }),
        new(
            "idiomatic",
            "5 arguments",
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Calls.Functions.Five(x, 2, 3, 4, 5); } s_sink += x; },
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.Five(x, 2, 3, 4, 5); } s_sink += x; }),
        new(
            "idiomatic",
            "10 arguments",
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Calls.Functions.Ten(x, 2, 3, 4, 5, 6, 7, 8, 9, 10); } s_sink += x; },
            n => { Place<T>(); uint x = 0; for (int i = 0; i < n; i++) { x = Handwritten.Functions.Ten(x, 2, 3, 4, 5, 6, 7, 8, 9, 10); } s_sink += x; }),
        new(
            "idiomatic",
            "struct by value",
            n => { Place<T>(); Calls.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { s_real += Calls.Functions.ByValue(p); } },
            n => { Place<T>(); Handwritten.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { s_real += Handwritten.Functions.ByValue(p); } }),
        new(
            "idiomatic",
            "struct by pointer",
            n => { Place<T>(); Calls.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { p.Y = Calls.Functions.ByPointer(in p); } s_real += p.Y; },
            n => { Place<T>(); Handwritten.Point p = new() { X = 1 }; for (int i = 0; i < n; i++) { p.Y = Handwritten.Functions.ByReference(in p); } s_real += p.Y; }),
        new(
            "idiomatic",
            "string",
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += Calls.Functions.String(Text); } },
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.String(Text); } }),
        new(
            "idiomatic",
            "slice",
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += Calls.Functions.Total(s_bytes); } },
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.Total(s_bytes); } }),
        new(
            "idiomatic",
            "callback for one call",
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += Calls.Functions.Each(1, static value => value); } },
            n => { Place<T>(); for (int i = 0; i < n; i++) { s_sink += Handwritten.Functions.Each(1, static value => value); } }),
    ];

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint Visit(uint value, void* user) => value;

    /// <summary>Until the JIT has compiled each loop, and what it calls, as well as it can.</summary>
    private static void WarmUp(List<Case>[] places)
    {
        for (int i = 0; i < 6; i++)
        {
            foreach (Case one in places.SelectMany(cases => cases))
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

    private static void Measure(Case[] places, int rounds)
    {
        int number = 1;
        while (Time(places[0].ByHand, number) < 0.001)
        {
            number *= 2;
        }

        List<double> generated = [], byHand = [], ratios = [];
        for (int i = 0; i < rounds; i++)
        {
            Case one = places[i % places.Length];
            if (i / places.Length % 2 == 0)
            {
                generated.Add(Time(one.Generated, number));
                byHand.Add(Time(one.ByHand, number));
            }
            else
            {
                byHand.Add(Time(one.ByHand, number));
                generated.Add(Time(one.Generated, number));
            }

            ratios.Add(generated[i] / byHand[i]);
        }

        double calls = (double)number * places[0].Per / 1e9;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{places[0].Layer}\t{places[0].Name}\t{Median(ratios):F3}\t{Median(generated) / calls:F2}\t{Median(byHand) / calls:F2}"));
    }

    private static double Time(Action<int> action, int number)
    {
        long start = Stopwatch.GetTimestamp();
        action(number);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
