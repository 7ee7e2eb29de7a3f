// One of each kind through its C# bindings; the arguments are what C says of the layouts: "Inner size 8" ...
// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Kinds;
using static Checks;

internal static class KindsTest
{
    /// <summary>A callback that throws, and that no call runs: the process has to end.</summary>
    private static int Alone()
    {
        Functions.OnSignal(_ => throw new FormatException("nobody waits for this"));
        Functions.Live();
        Raw.kinds_raise(1);
        Thread.Sleep(5000);
        return 0;
    }

    internal static int Tests(string[] args)
    {
        if (args is ["alone"])
        {
            return Alone();
        }

        Run("layouts are C's", () =>
        {
            Dictionary<string, Func<int>> sizes = new()
            {
                ["Inner"] = Unsafe.SizeOf<Inner>,
                ["Plain"] = Unsafe.SizeOf<Plain>,
                ["Fields"] = Unsafe.SizeOf<Fields>,
                ["Packed"] = Unsafe.SizeOf<Packed>,
                ["Aligned"] = Unsafe.SizeOf<Aligned>,
                ["Either"] = Unsafe.SizeOf<Either>,
                ["Holder"] = Unsafe.SizeOf<Holder>,
            };
            int seen = 0;
            for (int i = 0; i + 2 < args.Length; i += 3)
            {
                if (args[i + 1] == "size")
                {
                    Same(int.Parse(args[i + 2]), sizes[args[i]]());
                    seen++;
                }
            }

            Same(sizes.Count, seen);
            Holder holder = default;
            Same(14, (int)Unsafe.ByteOffset(ref Unsafe.As<Holder, byte>(ref holder), ref Unsafe.As<ushort, byte>(ref holder.Y)));
            Plain plain = default;
            Same(16, (int)Unsafe.ByteOffset(ref Unsafe.As<Plain, byte>(ref plain), ref Unsafe.As<short, byte>(ref plain.Numbers[0])));
            Same(22, (int)Unsafe.ByteOffset(ref Unsafe.As<Plain, byte>(ref plain), ref plain.Name[0]));
            Same(8, plain.Name.Length);
        });

        Run("both sides mean the same places", () =>
        {
            Fields fields = default;
            Functions.FillFields(ref fields);
            long sum = Functions.SumFields(fields);
            Fields copy = default;
            copy.Low = fields.Low;
            copy.High = fields.High;
            copy.Wide = fields.Wide;
            copy.Flag = fields.Flag;
            copy.Behind = fields.Behind;
            copy.Last = fields.Last;
            Same(sum, Functions.SumFields(copy));
            Throws<ArgumentOutOfRangeException>(() => { Fields narrow = default; narrow.Low = 8; });
            Throws<ArgumentOutOfRangeException>(() => { Fields narrow = default; narrow.High = 16; });
            Throws<ArgumentOutOfRangeException>(() => { Fields narrow = default; narrow.High = -17; });
            Throws<ArgumentOutOfRangeException>(() => { Fields narrow = default; narrow.Wide = 1UL << 40; });
            copy.High = 15;
            copy.Low = 7;
            Same(15, copy.High);
            Same(7U, copy.Low);
            Same(1UL + 2 + 3, Functions.SumPacked(new Packed { A = 1, B = 2, C = 3 }));
            Same(new Inner { A = 4, B = 3 }, Functions.Swap(new Inner { A = 3, B = 4 }));
        });

        Run("numbers", () =>
        {
            Same(sbyte.MinValue, Functions.I8(sbyte.MinValue));
            Same(ulong.MaxValue, Functions.U64(ulong.MaxValue));
            Same(true, Functions.Bool(true));
            Same(1.5f, Functions.Float(1.5f));
            Same(ClosedA(), Closed.A);
            Throws<ArgumentOutOfRangeException>(() => Functions.KindsClosed((Closed)7));
            Same((Signed)77, Functions.KindsSigned((Signed)77));
            static Closed ClosedA() => Functions.KindsClosed(Closed.A);
        });

        Run("values that C does not know are not given to it", () =>
        {
            Same(3, Functions.ClosedSum([Closed.A, Closed.B]));
            Throws<ArgumentOutOfRangeException>(() => Functions.ClosedSum([Closed.A, (Closed)7]));
            Same(2, Functions.ClosedAsk(() => Closed.B));
            Throws<InvalidOperationException>(() => Functions.ClosedAsk(() => (Closed)7));
            Ends ends = new() { Closed = Closed.B, Few = Closed.A };
            Same((Closed.B, Closed.A), (ends.Closed, ends.Few));
            Throws<ArgumentOutOfRangeException>(() => ends.Closed = (Closed)3);
            Throws<ArgumentOutOfRangeException>(() => ends.Few = (Closed)3);
            Same((Closed.B, Closed.A), (ends.Closed, ends.Few));
            Same(Signs.Top | Signs.A, Functions.SignsAsk(bits => bits | Signs.A));
            Same(Signs.Top | Signs.B, Functions.SignsAny([Signs.Top, Signs.B]));
        });

        Run("values without a name are not taken from C", () =>
        {
            Same(Closed.B, Functions.ClosedMake(2));
            Throws<InvalidOperationException>(() => Functions.ClosedMake(7));
            Same(2, Functions.ClosedFill(2, 1).Length);
            Throws<InvalidOperationException>(() => Functions.ClosedFill(2, 7));
            Closed told = default;
            Functions.ClosedTell(value => told = value, 2);
            Same(Closed.B, told);
            Throws<InvalidOperationException>(() => Functions.ClosedTell(value => told = value, 7));
            Same(Closed.B, told);
            Ends unset = default;
            Throws<InvalidOperationException>(() => unset.Closed.ToString());
            Throws<InvalidOperationException>(() => unset.Few.ToString());
            Ends filled = default;
            filled.Each[0] = Closed.B;
            Same(Closed.B, filled.Each[0]);
            filled.Each[1] = (Closed)7;
            Throws<InvalidOperationException>(() => filled.Each.Clear());
            Same(uint.MaxValue, (uint)Functions.BitsAll());
            Same(typeof(uint), Enum.GetUnderlyingType(typeof(Closed)));
            Same(typeof(int), Enum.GetUnderlyingType(typeof(Signed)));
        });

        Run("enumerations in integers of another size", () =>
        {
            Same(Taste.Sour, Functions.TasteShort(Taste.Sour));
            Throws<OverflowException>(() => Functions.TasteShort(Taste.Strong));
            Same(Taste.Sour, Functions.TasteWide(Taste.Sour));
            Throws<OverflowException>(() => Functions.TasteWide(Taste.Strong));
            Same(Taste.Sour, Functions.TasteNext(Taste.Sweet));
            Throws<OverflowException>(() => Functions.TasteNext(Taste.Strong));
            Same(3, Functions.TasteSum([(short)Taste.Sweet, (short)Taste.Sour]));
            Same(70002L, Functions.TasteSumWide([(long)Taste.Strong, (long)Taste.Sour]));
            short[] tastes = [0, 0];
            Functions.TasteFill(tastes);
            Same("2 2", string.Join(' ', tastes));
            Same("2 1 3", string.Join(' ', Functions.Tastes()!));
            Same((short)2, Functions.TasteAsk(taste => (short)taste, 2));
            Same((short)2, Functions.KindsMaybeTaste(2)!.Value);
            Same(null, Functions.KindsMaybeTaste(null));
        });

        Run("texts", () =>
        {
            nuint live = Functions.Live();
            Same("äbäb", Functions.Twice("äb"));
            Same(live, Functions.Live());
            Same(null, Functions.Maybe(false));
            Same((nuint)1000, Functions.Length(null)); // what it says of NULL
            Same((nuint)0, Functions.Length(""));
            Same((nuint)3, Functions.Counted("aß"));
            Throws<ArgumentException>(() => Functions.Ascii("ß"));
            Same((nuint)2, Functions.Octets([200, 201]));
        });

        Run("slices and vectors", () =>
        {
            Same(6u, Functions.SumBytes([1, 2, 3]));
            Same(0u, Functions.SumBytes([]));
            Same(12345u, Functions.SumShort(default)); // what it says of NULL
            Same(0u, Functions.SumShort(Array.Empty<byte>()));
            Throws<ArgumentException>(() => Functions.SumShort(new byte[256]));
            byte[] bytes = [0, 255];
            Functions.Invert(bytes);
            Same((byte)255, bytes[0]);
            double[] numbers = [1, 2];
            Functions.Scale(numbers, 3);
            Same(6.0, numbers[1]);
            Throws<ArgumentException>(() => Functions.Dot([1, 2], [1]));
            Throws<ArgumentException>(() => Functions.Three([1, 2]));
            Throws<InvalidOperationException>(() => Functions.Lie());
            Same(4, Functions.Range(4)!.Length);
            Same((2, 1), Functions.Divide(7, 3));
            Same(3, Functions.Increment(2));
        });

        Run("failures", () =>
        {
            Same(2, Throws<Win32Exception>(() => Functions.Open("/no/such/file")).NativeErrorCode);
            Throws<KindsException>(() => Functions.Find(-1));
        });

        Run("objects keep one another", () =>
        {
            Base owner = new("owner");
            Child child = new(owner);
            owner.Dispose();
            Throws<ObjectDisposedException>(() => owner.Step(0));
            child.Dispose();
            Same(0, Functions.Disorder());
            for (int i = 0; i < 50; i++)
            {
                _ = new Base($"dropped {i}").Make();
            }

            Collect();
            Same(0, Functions.Disorder());
        });

        Run("an object of one thread", () =>
        {
            using Bound bound = new();
            Exception? error = null;
            Thread thread = new(() => error = Throws<InvalidOperationException>(() => bound.Use()));
            thread.Start();
            thread.Join();
            True(error is InvalidOperationException);
        });

        Run("callbacks", () =>
        {
            Inner[] inners = [new Inner { B = 3 }, new Inner { B = 1 }, new Inner { B = 2 }];
            Functions.Sort(inners, (a, b) => a.B.CompareTo(b.B));
            Same(1u, inners[0].B);
            Throws<FormatException>(() => Functions.Sort(inners, (_, _) => throw new FormatException()));
            List<int> told = [];
            Functions.Listen(told.Add);
            Collect();
            Functions.Tell(5);
            Functions.TellElsewhere(6);
            Functions.Silence();
            Same("5,6", string.Join(',', told));
            Functions.OnSignal(value =>
            {
                if (value < 0)
                {
                    throw new DivideByZeroException();
                }

                told.Add(value);
            });
            Collect();
            Functions.Raise(7);
            Throws<DivideByZeroException>(() => Functions.Raise(-1));
            Same(7, told[^1]);
        });

        Run("what a callback throws that no call runs ends the process", () =>
        {
            string program = System.Environment.ProcessPath!;
            string[] host = System.IO.Path.GetFileName(program) == "dotnet" ? ["exec", System.Environment.GetCommandLineArgs()[0]] : [];
            System.Diagnostics.ProcessStartInfo start = new(program, [.. host, "kinds", "alone"])
            {
                RedirectStandardError = true,
                WorkingDirectory = System.IO.Path.GetTempPath(),
            };
            using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
            True(process.StandardError.ReadToEnd().Contains("nobody waits for this", StringComparison.Ordinal));
            process.WaitForExit();
            True(process.ExitCode != 0);
        });

        Run("storage of the binding", () =>
        {
            using Kinds.Stream stream = new(0);
            byte[] source = [1, 2, 3, 4];
            byte[] sink = new byte[4];
            stream.In = source;
            stream.Out = sink;
            Collect();
            True(stream.Copy() > 0);
            Same((byte)4, sink[3]);
            Throws<StatusException>(() => _ = new Kinds.Stream(1));
        });

        return Failures;
    }
}
