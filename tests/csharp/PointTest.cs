// examples/point through its C# bindings; the arguments are what C says of the layout: "size 16" ...
// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PointLibrary;
using static Checks;

internal static class PointTest
{
    internal static int Tests(string[] args)
    {
        Run("the layout is C's", () =>
        {
            Dictionary<string, int> layout = [];
            for (int i = 0; i + 1 < args.Length; i += 2)
            {
                layout[args[i]] = int.Parse(args[i + 1]);
            }

            Point point = default;
            Same(layout["size"], Marshal.SizeOf<Point>());
            Same(layout["size"], Unsafe.SizeOf<Point>());
            Same(layout["x"], (int)Marshal.OffsetOf<Point>("X"));
            Same(layout["y"], (int)Unsafe.ByteOffset(ref Unsafe.As<Point, byte>(ref point), ref Unsafe.As<double, byte>(ref point.Y)));
        });

        Run("structs go by value and by reference", () =>
        {
            Same(5.0, Functions.Norm(new Point { X = 3, Y = 4 }));
            Same(new Point { X = 2, Y = 3 }, Functions.Middle(new Point { X = 1, Y = 1 }, new Point { X = 3, Y = 5 }));
            Point point = new() { X = 1, Y = 2 };
            Functions.Move(ref point, Axis.Y, 0.5);
            Same(new Point { X = 1, Y = 2.5 }, point);
        });

        Run("constants are C's", () =>
        {
            Same(1000000, Constants.CloudMax);
            Same("1.0", Constants.Version);
            Same("None, Sorted, Unique".Length, $"{Options.None}, {Options.Sorted}, {Options.Unique}".Length);
        });

        Run("text goes both ways", () =>
        {
            foreach (string name in new[] { "a", "Grüße, 世界 🌍", new string('x', 300), new string('ß', 5000) })
            {
                using Cloud cloud = new(name, Options.None);
                Same(name, cloud.Name());
            }

            Same("name", Throws<ArgumentException>(() => _ = new Cloud("a\0b", Options.None)).ParamName);
            Same("name", Throws<ArgumentException>(() => _ = new Cloud("\ud800", Options.None)).ParamName);
            Throws<ArgumentNullException>(() => _ = new Cloud(null!, Options.None));
            Throws<PointException>(() => _ = new Cloud("", Options.None));
        });

        Run("errors carry their code and text", () =>
        {
            using Cloud cloud = new("empty", Options.None);
            ErrorException error = Throws<ErrorException>(() => cloud.Centre());
            Same(ErrorCode.Empty, error.Code);
            Same(Functions.ErrorText(ErrorCode.Empty), error.Message);
            Same(ErrorCode.NoNumber, Throws<ErrorException>(() => cloud.Add(new Point { X = double.NaN })).Code);
        });

        Run("slices, outs and growing buffers", () =>
        {
            using Cloud cloud = new("many", Options.None);
            cloud.AddAll([]);
            Point[] points = [.. Enumerable.Range(0, 1000).Select(i => new Point { X = i, Y = -i })];
            cloud.AddAll(points);
            cloud.AddAll(points.AsSpan(0, 1));
            Same((nuint)1001, cloud.Size());
            (Point low, Point high) = cloud.Bounds();
            Same(new Point { X = 0, Y = -999 }, low);
            Same(new Point { X = 999, Y = 0 }, high);
            string text = cloud.Format();
            True(text.StartsWith("many: (0, ", StringComparison.Ordinal) && text.Length > 5000);
        });

        Run("delegates run for the call, and what they throw comes back", () =>
        {
            using Cloud cloud = new("visited", Options.None);
            cloud.AddAll([new Point { X = 1 }, new Point { X = 2 }, new Point { X = 3 }]);
            double sum = 0;
            Same((nuint)3, cloud.Each(p =>
            {
                Collect();
                sum += p.X;
                return true;
            }));
            Same(6.0, sum);
            Same((nuint)1, cloud.Each(_ => false));
            int calls = 0;
            Exception thrown = Throws<FormatException>(() => cloud.Each(_ =>
            {
                calls++;
                throw new FormatException("mine");
            }));
            Same("mine", thrown.Message);
            Same(1, calls);
            Throws<DivideByZeroException>(() => cloud.Each(_ =>
            {
                Throws<FormatException>(() => cloud.Each(_ => throw new FormatException()));
                throw new DivideByZeroException();
            }));
            Same((nuint)3, cloud.Each(_ => true));
            Throws<ArgumentNullException>(() => cloud.Each(null!));
        });

        Run("an object is gone once it is disposed of", () =>
        {
            Cloud cloud = new("gone", Options.None);
            cloud.Dispose();
            cloud.Dispose();
            Throws<ObjectDisposedException>(() => cloud.Size());
            Throws<ObjectDisposedException>(() => cloud.Add(default));
        });

        Run("a callback that disposes of its own object frees nothing too early", () =>
        {
            Cloud cloud = new("disposed of", Options.None);
            cloud.AddAll([new Point { X = 1 }, new Point { X = 2 }]);
            nuint alive = Functions.CloudsAlive();
            Same((nuint)2, cloud.Each(_ =>
            {
                cloud.Dispose();
                Same(alive, Functions.CloudsAlive());
                return true;
            }));
            Same(alive - 1, Functions.CloudsAlive());
        });

        Run("nothing is collected under a call, and the collector ends what nobody does", () =>
        {
            for (int i = 0; i < 200; i++)
            {
                Cloud cloud = new($"cloud {i}", Options.Sorted);
                cloud.Add(new Point { X = i });
                if (i % 20 == 0)
                {
                    Collect();
                }

                Same(1.0 * i, cloud.Centre().X);
                if (i % 2 == 0)
                {
                    cloud.Dispose();
                }
            }
        });

        Collect();
        Run("no C object is left", () => Same((nuint)0, Functions.CloudsAlive()));
        return Failures;
    }
}
