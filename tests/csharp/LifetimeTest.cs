// How long things live, of examples/reference: for a call, with an object, until C lets go. SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ref;
using static Checks;

internal static class LifetimeTest
{
    private sealed class Lines : ISink
    {
        internal List<string> Written { get; } = [];

        public int Write(string line)
        {
            Written.Add(line);
            return line == "no" ? throw new FormatException(line) : line.Length;
        }
    }

    private sealed class Order : IOrder
    {
        public bool IsBefore(Node a, Node b) => a.Weight < b.Weight;
    }

    internal static void Shares()
    {
        using Node light = new("light", 1), heavy = new("heavy", 2);
        using (Node? heavier = Node.Heavier(light, heavy))
        {
            Same(2u, heavy.References());
        }

        Same(1u, heavy.References());
        using Walk walk = new(light);
        light.Dispose();
        Throws<ObjectDisposedException>(() => _ = light.Weight);
        Throws<ObjectDisposedException>(() => light.Weight = 3);
        Throws<ObjectDisposedException>(() => light.References());
        Same(false, walk.IsOver());
    }

    internal static void Lent()
    {
        using Basket basket = new();
        basket.Put(new Apple(100), null);
        using Apple last = basket.Last()!, mine = new(300);
        Throws<ArgumentException>(() => basket.Put(last, null));
        Throws<ArgumentException>(() => basket.Put(mine, last));
        Same("300 100", $"{mine.Grams()} {string.Join(' ', basket.Weights()!)}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Walk TwoWalks()
    {
        using Node first = new("first", 1), second = new("second", 2);
        Walk walk = new(first);
        using Walk rest = new(second);
        walk.Append(rest);
        return walk;
    }

    internal static void TakenOver()
    {
        Counts before = Functions.CountsNow();
        using Walk walk = TwoWalks();
        Collect();
        Same(before.Objects + 4, Functions.CountsNow().Objects);
        Same("first second", string.Join(' ', walk.Select(node => node.Name)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Finish(Node node)
    {
        Walk walk = new(node);
        Same(1u, walk.Finish());
        Throws<ObjectDisposedException>(() => walk.IsOver());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint FinishOfDisposed()
    {
        Node node = new("disposed", 1);
        Walk walk = new(node);
        node.Dispose();
        return walk.Finish();
    }

    internal static void WithoutTaker()
    {
        Counts before = Functions.CountsNow();
        Node node = new("node", 1);
        Finish(node);
        Collect();
        Same(before.Objects + 1, Functions.CountsNow().Objects);
        Same("node", node.Name);
        node.Dispose();
        Same(before, Functions.CountsNow());
        Same(1u, FinishOfDisposed());
        Collect();
        Same(before, Functions.CountsNow());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishOfDropped() => Finish(new Node("dropped", 1));

    internal static void Stays()
    {
        Counts before = Functions.CountsNow();
        FinishOfDropped();
        Collect();
        Same(before.Objects + 1, Functions.CountsNow().Objects);
    }

    internal static void NothingStays()
    {
        long before = GC.GetTotalMemory(true);
        for (int i = 0; i < 20000; i++)
        {
            using Node node = new("node", 1);
            new Walk(node).Finish();
            FinishOfDisposed();
        }

        Collect();
        Same(true, GC.GetTotalMemory(true) - before < 1 << 20);
    }

    internal static void HeldByCalls()
    {
        Bell bell = new();
        List<string> heard = [];
        bell.Listen(text =>
        {
            bell.Dispose();
            Same(1L, Functions.CountsNow().Objects);
            heard.Add(text);
        });
        bell.Listen(heard.Add);
        Same(2, bell.Ring("ding"));
        Same("ding ding", string.Join(' ', heard));
        Throws<ObjectDisposedException>(() => bell.Ring("dong"));
    }

    /// <summary>What USE makes C keep is gone when C has let go.</summary>
    private static void LetGo(Action<object> use)
    {
        WeakReference weak = Used(use);
        for (int i = 0; i < 100 && weak.IsAlive; i++)
        {
            Collect();
        }

        Same(false, weak.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Used(Action<object> use)
        {
            object kept = new();
            use(kept);
            return new WeakReference(kept);
        }
    }

    internal static void AreLetGo()
    {
        LetGo(kept =>
        {
            using Bell bell = new();
            bell.Listen(_ => GC.KeepAlive(kept));
            bell.SetEcho(1, (_, _) => GC.KeepAlive(kept));
            bell.Wrap(() => GC.KeepAlive(kept), null);
        });
        LetGo(kept =>
        {
            using Bell bell = new();
            bell.Ask(_ => kept is not null);
        });
        LetGo(kept => new Log(Keeping(kept)).Dispose());
        LetGo(kept =>
        {
            using Log log = new(new Lines());
            log.Order(Comparing(kept));
        });
        LetGo(kept => Functions.Visit(1, _ => kept.GetHashCode() & 7));
        LetGo(kept =>
        {
            using Guide guide = PairsTest.GuideOf("a");
            guide.Pack([1], _ => kept is null);
            Throws<System.ComponentModel.Win32Exception>(() => guide.Pack([], _ => kept is null));
            guide.Halt(Comparing(kept)).Dispose();
            Throws<ErrorException>(() => guide.Halt(Comparing(kept)));
        });
    }

    /// <summary>Runs CALL within a call of C, behind one that has failed: C has run it, and it throws.</summary>
    private static void Failing(Action call)
    {
        Functions.OperationSet((_, _) => throw new FormatException());
        Same(1, Functions.Visit(1, _ =>
        {
            Same(0, Raw.ref_operate(1, 2));
            Throws<FormatException>(call);
            return 1;
        }));
    }

    /// <summary>PACK gives weights to a guide, which asks for each of them later.</summary>
    private static void Asked(object kept, Action<Guide, RefGuidePackMay> pack)
    {
        List<int> asked = [];
        using Guide guide = PairsTest.GuideOf("a");
        pack(guide, weight =>
        {
            asked.Add(weight);
            return kept is not null;
        });
        Collect();
        byte[][] others = Overwrite();
        guide.Go();
        Equal([5, 50, 6], asked);
        GC.KeepAlive(others);
    }

    internal static void KeptThoughItFailed()
    {
        using Label label = new("label");
        Failing(() => label.Number([1000, 2000]));
        Collect();
        byte[][] others = Overwrite();
        Same("label: 3000", label.Show());
        GC.KeepAlive(others);
        LetGo(kept =>
        {
            using Bell bell = new();
            Failing(() => bell.Ask(_ => kept is not null));
            bell.Listen(_ => { });
            Same(1, bell.Ring("a"));
        });
        LetGo(kept =>
        {
            using Log log = new(new Lines());
            Failing(() => log.Order(Comparing(kept)));
        });
        LetGo(kept =>
        {
            using Guide guide = PairsTest.GuideOf("a");
            Failing(() => guide.Halt(Comparing(kept)));
        });
        LetGo(kept => Asked(kept, (guide, may) => Failing(() => guide.Pack([5, 50, 6], may))));
        LetGo(kept => Asked(kept, (guide, may) => guide.Pack([5, 50, 6], may)));
    }

    internal static void ThrownOnOneThread() => Failing(() =>
    {
        Exception? elsewhere = null;
        Thread thread = new(() =>
        {
            try
            {
                Functions.TextLength("a");
            }
            catch (FormatException error)
            {
                elsewhere = error;
            }
        });
        thread.Start();
        thread.Join();
        Same(null, elsewhere);
        Functions.TextLength("a");
    });

    /// <summary>Overwrites what is free of the memory, of that which does not move and of the other.</summary>
    internal static byte[][] Overwrite()
    {
        byte[][] others = [.. Enumerable.Range(0, 200000).Select(static i => GC.AllocateArray<byte>(i % 50, i < 4000))];
        System.Array.ForEach(others, static other => System.Array.Fill(other, (byte)'x'));
        return others;
    }

    internal static void MemoryOfCalls()
    {
        string[] texts = [new string('x', 1 << 20)];
        Same((nuint)(1 << 20), Functions.SliceTextsLength(texts));
        using Node node = new("1234567890", 1);
        Same(1000000, node.Repeat(100000).Length);
        long before = Size();
        for (int i = 0; i < 300; i++)
        {
            Functions.SliceTextsLength(texts);
            node.Repeat(100000);
        }

        Same(true, Size() - before < 150 << 20);

        static long Size()
        {
            Collect();
            using System.Diagnostics.Process process = System.Diagnostics.Process.GetCurrentProcess();
            return process.VirtualMemorySize64;
        }
    }

    private sealed class KeepingSink(object kept) : ISink
    {
        public int Write(string line) => kept.GetHashCode() & 7;
    }

    private sealed class KeepingOrder(object kept) : IOrder
    {
        public bool IsBefore(Node a, Node b) => kept is null;
    }

    private static ISink Keeping(object kept) => new KeepingSink(kept);

    private static IOrder Comparing(object kept) => new KeepingOrder(kept);

    internal static void Thrown()
    {
        Channel channel = Functions.ChannelNeed();
        Throws<FormatException>(() => Functions.ChannelEach(_ => throw new FormatException()));
        Functions.ChannelClose(channel);
        Channel[] all = [.. Enumerable.Range(0, 4).Select(_ => Functions.ChannelNeed())];
        Throws<ErrorException>(() => Functions.ChannelPair());
        System.Array.ForEach(all, Functions.ChannelClose);
        using Log log = new(new Lines());
        Same(3, log.Write("yes"));
        Throws<FormatException>(() => log.Write("no"));
        Functions.Remember(() => throw new FormatException());
        Throws<FormatException>(Functions.Tell);
    }

    internal static void Refused()
    {
        Throws<ArgumentException>(() => new Label("a\0b"));
        Throws<ArgumentException>(() => Functions.TextUtf16Length("a\0b"));
        Throws<ArgumentException>(() => Functions.TextUtf32Length("a\0b"));
        Throws<ArgumentNullException>(() => Node.Parse(null!));
        Throws<ArgumentNullException>(() => new Label((string)null!));
        Throws<ArgumentNullException>(() => Node.Read(null!));
        Throws<ArgumentNullException>(() => new Badge(null!));
        Throws<ArgumentNullException>(() => Functions.TextUtf16Copy(null!));
        Throws<ArgumentNullException>(() => Functions.TextUtf16Length(null!));
        Throws<ArgumentNullException>(() => Functions.TextUtf32Length(null!));
        Throws<ArgumentNullException>(() => Functions.TextLength(null!));
        Throws<ArgumentNullException>(() => Functions.TextAscii(null!));
        Throws<ArgumentNullException>(() => Functions.TextJoin(null!, ""));
        Throws<ArgumentNullException>(() => Functions.TextMaybe(null!));
        Throws<ArgumentNullException>(() => Functions.TextCount(null!, 0));
        Throws<ArgumentNullException>(() => Functions.TextLocaleLength(null!));
        Same("text", Throws<ArgumentNullException>(() => Functions.TextBytes(null!)).ParamName);
        Throws<ArgumentNullException>(() => Functions.TextsSplit(null!));
        Throws<ArgumentNullException>(() => Functions.TextsWords(null!));
        Throws<ArgumentNullException>(() => Functions.StringFill(null!));
        Throws<ArgumentNullException>(() => Functions.VecSplit(null!));
        Throws<ArgumentNullException>(() => Functions.VecSplitOrFail(null!));
        Throws<ArgumentNullException>(() => Functions.ResultParse(null!));
        Throws<ArgumentNullException>(() => Functions.InlineVisit(1, null!));
        Throws<ArgumentNullException>(() => Functions.VisitElsewhere(1, null!));
        Throws<ArgumentNullException>(() => Functions.MixedCollect(1, null!));
        Throws<ArgumentNullException>(() => Functions.MixedWeigh(null!));
        int[] more = [1, 2, 3, 1000];
        Same(6L, Functions.Sum(more.AsSpan(0, 3)));
        Functions.Double(more.AsSpan(0, 3));
        Same("2 4 6 1000", string.Join(' ', more));
        Same((nuint)1, Functions.BytesCount(new byte[] { 1, 7, 7 }.AsSpan(0, 2), 7));
        Same(5, Raw.ref_option_or(new OptionNumber { There = true, Number = 5 }, 7));
        True(new OptionText { There = true }.There && !default(OptionText).There);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> Begun(CancellationToken token)
    {
        using Worker worker = await Worker.OpenAsync("w");
        Same(9L, await worker.SquareAsync(3, 1, token));
        return new WeakReference(worker);
    }

    internal static async Task Later()
    {
        foreach (Func<Worker, Task> begin in new Func<Worker, Task>[]
        {
            worker => worker.EchoAsync("text"),
            worker => worker.SquareAsync(3, 50),
            worker => worker.CubeAsync(3, 50),
        })
        {
            Worker worker = await Worker.OpenAsync("w");
            Task task = begin(worker);
            worker.Dispose();
            Same(1L, Functions.CountsNow().Objects);
            await task;
        }

        using CancellationTokenSource unused = new();
        WeakReference gone = await Begun(unused.Token);
        for (int i = 0; i < 100 && gone.IsAlive; i++)
        {
            Collect();
            await Task.Delay(1);
        }

        Same(false, gone.IsAlive);
        using Worker last = await Worker.OpenAsync("w");
        Throws<ErrorException>(() => last.CubeAsync(-1, 1).GetAwaiter().GetResult());
        Throws<ArgumentException>(() => last.EchoAsync("a\0b").GetAwaiter().GetResult());
        using CancellationTokenSource source = new(20);
        long begins = System.Environment.TickCount64;
        Throws<OperationCanceledException>(() => last.CubeAsync(3, 60000, source.Token).GetAwaiter().GetResult());
        True(System.Environment.TickCount64 - begins < 10000);
    }
}
