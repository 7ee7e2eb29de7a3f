// examples/reference through its C# bindings: classes, callbacks, and calls that complete later.
// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ref;
using static Checks;

internal static class ReferenceTest
{
    internal static int Tests(string[] args)
    {
        Run("layouts are C's", () => Layouts(args));
        Used("constructors make or throw", Constructors);
        Used("references are counted", References);
        Used("what is taken is owned", Taken);
        Used("properties", Properties);
        Used("text, equality, order, hashes and copies", Protocols);
        Used("a walk keeps its node", Walks);
        Used("what C takes over is gone", GivenAway);
        Used("what is lent keeps its owner", LentByOwner);
        Used("two classes over one struct", Storage);
        Used("an object of one thread", OneThread);
        Used("counted objects from many threads", ManyThreads);
        Used("callbacks for the call", Visits);
        Used("callbacks on another thread, and within callbacks", Elsewhere);
        Used("objects are lent to callbacks", LentToCallbacks);
        Used("a bare function stays", Bare);
        Used("listeners are let go", Listeners);
        Used("what is asked lives with the bell", Asked);
        Used("what C keeps lives though another one threw", AskedAfterAFailure);
        Used("functions that share their user data", Shared);
        Used("handles are types of their own", Handles);
        Used("texts both ways, given away, and made by callbacks", Texts);
        Used("texts in C objects", ValuesTest.ManyTexts);
        Used("memory that an object keeps", ValuesTest.Kept);
        Used("arrays in C objects", ValuesTest.Arrays);
        Used("options and results", ValuesTest.Options);
        Used("tagged unions", ValuesTest.Shapes);
        Used("records of values", ValuesTest.Records);
        Used("numbers of every width", PlainTest.Numbers);
        Used("constants and enumerations", PlainTest.Named);
        Used("variables", PlainTest.Variables);
        Used("structs by value and by pointer", PlainTest.Structs);
        Used("what is left out, and what is passed", PlainTest.Arguments);
        Used("failures of each kind", PlainTest.Failing);
        Used("more texts and arrays", PlainTest.Lists);
        Used("user data that is asked for", PlainTest.Echoes);
        Used("objects tell what went wrong with them", PlainTest.Stores);
        Used("an end that fails", PlainTest.FailingEnd);
        Used("what is in a store keeps it", PlainTest.NeedTheirStore);
        Used("numbers of their own kinds", MixedTest.Numbers);
        Used("the same names in two namespaces", MixedTest.Places);
        Used("values in values", MixedTest.Values);
        Used("objects in values, and buffers of methods", MixedTest.Objects);
        Used("references, and codes that are negative", MixedTest.References);
        Used("callbacks that fail where C does not", MixedTest.FailingCallbacks);
        Used("types that are aligned, small, or made by macros", MixedTest.Types);
        Used("references that may be missing", PairsTest.References);
        Used("few bytes and many arguments", PairsTest.FewAndMany);
        Used("who is made of a walk keeps its node", PairsTest.Constructors);
        Used("a walk, a listener and a text; memory and a callback", PairsTest.Methods);
        Used("an interface that stays, and who needs its guide", PairsTest.Stops);
        Used("a tagged union, an interface and texts that are made", PairsTest.Telling);
        Used("a walk and an interface until it is done", () => PairsTest.Sending().GetAwaiter().GetResult());
        Used("a constructor that is cancelled", () => PairsTest.Opening().GetAwaiter().GetResult());
        Used("objects that are shared", LifetimeTest.Shares);
        Used("objects that are only lent", LifetimeTest.Lent);
        Used("who takes a walk over keeps its node", LifetimeTest.TakenOver);
        Used("without a taker the node lives until it is disposed of", LifetimeTest.WithoutTaker);
        Used("what is disposed of does not stay", LifetimeTest.NothingStays);
        Used("an object lives as long as a call uses it", LifetimeTest.HeldByCalls);
        Used("what C let go is gone", LifetimeTest.AreLetGo);
        Used("what C keeps lives though the call failed", LifetimeTest.KeptThoughItFailed);
        Used("what is thrown is for the thread that it was thrown on", LifetimeTest.ThrownOnOneThread);
        Used("memory of a call is gone behind it", LifetimeTest.MemoryOfCalls);
        Used("what is thrown goes on behind the call", LifetimeTest.Thrown);
        Used("what C cannot take is refused", LifetimeTest.Refused);
        Used("what C works on lives until it is done", () => LifetimeTest.Later().GetAwaiter().GetResult());
        Used("structs of functions are implemented", Interfaces);
        Used("a task for each call that completes later", () => Later().GetAwaiter().GetResult());
        Used("tasks that fail", () => LaterFails().GetAwaiter().GetResult());
        Used("tasks that are cancelled", () => Cancelled().GetAwaiter().GetResult());
        Used("an object that is dropped lives until C is done", () => Dropped().GetAwaiter().GetResult());
        Used("a callback that runs once", Once);
        Used("inline functions", ShimsTest.Inline);
        Used("macros", ShimsTest.Macros);
        Used("variadic functions", ShimsTest.Variadic);
        Run("what C may use for nobody knows how long stays", LifetimeTest.Stays);
        return Checks.Failures;
    }

    /// <summary>What earlier tests left in C: nothing, unless one has failed.</summary>
    private static Counts s_left;

    /// <summary>A test that leaves nothing in C; threads of C may be ending still.</summary>
    private static void Used(string name, System.Action test) => Run(name, () =>
    {
        test();
        for (int i = 0; i < 200 && Functions.CountsNow() != s_left; i++)
        {
            Collect();
            Thread.Sleep(i / 10);
        }

        Counts left = s_left;
        s_left = Functions.CountsNow();
        Same(left, s_left);
    });

    private static void Layouts(string[] args)
    {
        int seen = 0;
        for (int i = 0; i + 2 < args.Length; i += 3)
        {
            string field = char.ToUpperInvariant(args[i + 1][0]) + args[i + 1][1..];
            field = field == "There" ? "_there" : field;
            int actual = args[i] switch
            {
                nameof(Counts) => Place<Counts>(field),
                nameof(OptionNumber) => Place<OptionNumber>(field),
                nameof(OptionText) => Place<OptionText>(field),
                nameof(ResultOption) => Place<ResultOption>(field),
                nameof(ResultVec) => Place<ResultVec>(field),
                nameof(Box) => Place<Box>(field),
                nameof(View) => Place<View>(field),
                nameof(Numbers) => Place<Numbers>(field),
                nameof(NumbersMut) => Place<NumbersMut>(field),
                nameof(Bytes) => Place<Bytes>(field),
                nameof(Ref.Texts) => Place<Ref.Texts>(field),
                nameof(OptionSlice) => Place<OptionSlice>(field),
                nameof(NumberVec) => Place<NumberVec>(field),
                nameof(TextVec) => Place<TextVec>(field),
                nameof(People) => Place<People>(field),
                "String" => Place<RefString>(field),
                nameof(Corner) => Place<Corner>(field),
                nameof(Corners) => Place<Corners>(field),
                nameof(CornersMut) => Place<CornersMut>(field),
                nameof(Packed) => Place<Packed>(field),
                _ => throw new InvalidOperationException($"no {args[i]}"),
            };
            Same($"{args[i]}.{field} {args[i + 2]}", $"{args[i]}.{field} {actual}");
            seen++;
        }

        Same(65, seen);
    }

    private static void Constructors()
    {
        Same("apple", new Node("apple", 3).Name);
        Same("anonymous", Node.Anonymous().Name);
        Same(12, Node.Parse("pear:12").Weight);
        Throws<RefException>(() => new Node("", 3));
        ErrorException error = Throws<ErrorException>(() => Node.Parse("pear"));
        Same("Invalid: an argument cannot be right", $"{error.Code}: {error.Message}");
        Same("there is nothing", Functions.ErrorText(ErrorCode.Empty));
    }

    private static void References()
    {
        using Node top = new("top", 1);
        Node below = new("below", 2);
        Same(null, top.Below());
        top.Hang(below);
        Same(2u, below.References());
        using Node again = top.Below()!;
        Same(3u, below.References());
        True(again == below && !ReferenceEquals(again, below));
        top.Dispose();
        Same(2u, below.References());
        below.Dispose();
        Same("below 1", $"{again.Name} {again.References()}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Node Tree()
    {
        Node top = new("top", 1);
        top.Hang(new Node("below", 2));
        return top;
    }

    private static void Taken()
    {
        using Node top = Tree();
        Collect();
        Node taken = top.Take()!;
        Same(1u, taken.References());
        Same(null, top.Take());
        top.Hang(taken);
        top.Hang(null);
        Same(1u, taken.References());
    }

    private static void Properties()
    {
        using Node node = new("apple", 3);
        node.Weight = 4;
        Same(4, node.Weight);
        Throws<ErrorException>(() => node.Weight = -1);
        Same("apple 4", $"{node.Name} {node.Weight}");
        node.Dispose();
        Throws<ObjectDisposedException>(() => _ = node.Weight);
        Throws<ObjectDisposedException>(() => node.Weight = 5);
    }

    private static void Protocols()
    {
        using Node light = new("b", 1), heavy = new("a", 2), twin = light.Clone();
        Same("b:1", light.ToString());
        Node[] sorted = [heavy, light];
        Array.Sort(sorted);
        True(ReferenceEquals(sorted[0], light));
        True(light < heavy && light <= heavy && heavy > light && heavy >= light && light != heavy);
        True(light == twin && light.Equals((object)twin) && !light.Equals("b:1"));
        Same(1u, twin.References());
        Same(2, new HashSet<Node>([light, twin, heavy]).Count);
        using Node? heavier = Node.Heavier(light, heavy);
        True(heavier == heavy);
        Same(null, Node.Heavier(light, twin));
        Node? nothing = null;
        True(nothing < light);
        Same(false, light.Equals(nothing));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Walk Walk()
    {
        Node top = Tree();
        Walk walk = new(top);
        top.Dispose();
        return walk;
    }

    private static void Walks()
    {
        using Walk walk = Walk();
        Collect();
        Same(false, walk.IsOver());
        Same("top below", string.Join(' ', walk.Select(node => node.Name)));
        Same(true, walk.IsOver());
        Same(0, walk.Count());
        using Countdown countdown = new(3);
        Same("(3, 9) (2, 4) (1, 1)", string.Join(' ', countdown));
        Same(0, new Countdown(0).Count());
        Throws<RefException>(() => new Countdown(-1));
    }

    private static void GivenAway()
    {
        using Basket basket = new(), empty = new();
        Apple one = new(100), other = new(200);
        Throws<ArgumentException>(() => basket.Put(one, one));
        Same(100, one.Grams());
        Same(0, basket.Weights()?.Length ?? 0);
        basket.Put(one, other);
        Throws<ObjectDisposedException>(() => one.Grams());
        Throws<ObjectDisposedException>(() => basket.Put(other, null));
        Throws<ArgumentNullException>(() => basket.Put(null!, null));
        Same("100 200", string.Join(' ', basket.Weights()!));
        Throws<ArgumentException>(() => basket.Pour(basket));
        basket.Pour(empty);
        Throws<ObjectDisposedException>(() => basket.Weights());
        using Apple taken = empty.Take()!;
        Same("200 100", $"{taken.Grams()} {string.Join(' ', empty.Weights()!)}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Apple Last()
    {
        using Basket basket = new();
        Same(null, basket.Last());
        basket.Put(new Apple(100), new Apple(200));
        return basket.Last()!;
    }

    private static void LentByOwner()
    {
        Apple last = Last();
        Collect();
        Same(200, last.Grams());
        last.Dispose();
    }

    private static void Storage()
    {
        using Adder adder = new(3);
        using Multiplier multiplier = new(3);
        Same("7 12", $"{adder.Add(4)} {multiplier.Times(4)}");
        Same("7 1 12", $"{adder.Total} {adder.Steps} {multiplier.Total}");
        adder.Total = 1;
        Same(2L, adder.Add(1));
        Throws<ErrorException>(() => new Adder(-1));
        Throws<ErrorException>(() => new Multiplier(-1));
    }

    private static void OneThread()
    {
        using Desk desk = new();
        Exception? caught = null;
        Thread thread = new(() => caught = Throws<InvalidOperationException>(() => desk.Sit()));
        thread.Start();
        thread.Join();
        Same("This Desk belongs to another thread.", caught?.Message);
        caught = null;
        thread = new(() => caught = Throws<InvalidOperationException>(() => desk.Dispose()));
        thread.Start();
        thread.Join();
        Same("This Desk belongs to another thread.", caught?.Message);
        Same(1, desk.Sit());
    }

    private static void ManyThreads()
    {
        Node shared = new("shared", 1);
        Node[] tops = [.. Enumerable.Range(0, 4).Select(n => new Node("top", n))];
        Parallel.ForEach(tops, top =>
        {
            for (int i = 0; i < 200; i++)
            {
                top.Hang(shared);
                using Node below = top.Below()!;
                Same("shared", below.Name);
            }
        });
        Collect();
        Same((uint)(1 + tops.Length), shared.References());
        foreach (Node top in tops)
        {
            top.Dispose();
        }

        shared.Dispose();
    }

    private static void Visits()
    {
        List<int> seen = [];
        Same(6, Functions.Visit(10, value =>
        {
            seen.Add(value);
            return value < 4 ? value : -1;
        }));
        Same("1 2 3 4", string.Join(' ', seen));
        Same(0, Functions.VisitMaybe(3, null));
        Same(3, Functions.VisitMaybe(3, _ => 1));
        Throws<ArgumentNullException>(() => Functions.Visit(3, null!));
        int calls = 0;
        Throws<FormatException>(() => Functions.Visit(3, _ =>
        {
            calls++;
            throw new FormatException();
        }));
        Same(1, calls);
        Same(1, Functions.Visited());
        Throws<FormatException>(() => Functions.VisitMaybe(3, _ => throw new FormatException()));
        int[] numbers = [3, 1, 2];
        Functions.Sort(numbers, (a, b) => b - a);
        Same("3 2 1", string.Join(' ', numbers));
        calls = 0;
        Throws<FormatException>(() => Functions.Sort(numbers, (a, b) =>
        {
            calls++;
            throw new FormatException();
        }));
        Same(1, calls);
        calls = 0;
        Throws<FormatException>(() => Functions.TellApart(
            6,
            _ =>
            {
                calls++;
                throw new FormatException();
            },
            null));
        Same(1, calls);
    }

    private static void Elsewhere()
    {
        HashSet<int> threads = [];
        Same(6, Functions.VisitElsewhere(3, value =>
        {
            threads.Add(System.Environment.CurrentManagedThreadId);
            return value;
        }));
        Same(false, threads.Contains(System.Environment.CurrentManagedThreadId));
        Throws<FormatException>(() => Functions.VisitElsewhere(3, _ => throw new FormatException()));
        Same(10, Functions.Visit(3, n => Functions.Visit(n, m => m)));
    }

    private static void LentToCallbacks()
    {
        using Node top = new("top", 1);
        top.Hang(new Node("below", 2));
        List<Node> kept = [];
        top.Visit((node, name) =>
        {
            Same(name, node.Name);
            kept.Add(node);
            return true;
        });
        Same(2, kept.Count);
        Throws<ObjectDisposedException>(() => _ = kept[0].Weight);
        List<Walk> walks = [];
        top.Visit((node, name) =>
        {
            walks.Add(new Walk(node));
            return !walks[^1].IsOver();
        });
        Throws<ObjectDisposedException>(() => _ = walks[0].IsOver());
        walks[0].Dispose();
        Throws<FormatException>(() => top.Visit((_, _) => throw new FormatException()));
        using Node node = Node.Weighed("apple", length => 2 * length);
        Same(10, node.Weight);
        Throws<FormatException>(() => Node.Weighed("apple", _ => throw new FormatException()));
        Throws<RefException>(() => Node.Weighed("", _ => 1));
    }

    private static void Bare()
    {
        Same(0, Functions.Operate(3, 4));
        Functions.OperationSet((a, b) => a * b);
        Collect();
        Same(12, Functions.Operate(3, 4));
        Functions.OperationSet((_, _) => throw new FormatException());
        Throws<FormatException>(() => Functions.Operate(3, 4));
    }

    private static void Listeners()
    {
        List<string> heard = [];
        using Bell bell = new();
        bell.Listen(heard.Add);
        bell.Listen(text => heard.Add(text.ToUpperInvariant()));
        Collect();
        Same(2, bell.Ring("ding"));
        Same("ding DING", string.Join(' ', heard));
        Same(2L, Functions.CountsNow().Callbacks);
        bell.Silence();
        Same(0, bell.Ring("dong"));
        Same(0L, Functions.CountsNow().Callbacks);
        bell.Listen(_ => throw new FormatException("heard"));
        bell.Listen(_ => throw new FormatException("heard later"));
        Same("heard", Throws<FormatException>(() => bell.Ring("ding")).Message);
        bell.Silence();
        int thread = 0;
        bell.Listen(_ => thread = System.Environment.CurrentManagedThreadId);
        Same(1, bell.RingElsewhere("ding"));
        True(thread != 0 && thread != System.Environment.CurrentManagedThreadId);
    }

    private static void Asked()
    {
        Stack<bool> answers = new([true, false]);
        List<string> heard = [], asked = [];
        using Bell bell = new();
        bell.Listen(heard.Add);
        bell.Ask(text =>
        {
            asked.Add(text);
            return answers.Pop();
        });
        Collect();
        Same("0 1", $"{bell.Ring("ä")} {bell.Ring("b")}");
        Throws<InvalidOperationException>(() => bell.Ring("c"));
        Same("ä b c, b c", $"{string.Join(' ', asked)}, {string.Join(' ', heard)}");
        bell.Ask(null);
        Same(1, bell.Ring("d"));
    }

    private static void AskedAfterAFailure()
    {
        List<string> asked = [];
        using Bell bell = new();
        bell.Listen(_ => { });
        bell.Ask(text => throw new FormatException(text));
        Same("over", Throws<FormatException>(() => bell.Ask(text =>
        {
            asked.Add(text);
            return false;
        })).Message);
        Collect();
        Same("0 a", $"{bell.Ring("a")} {asked[0]}");
    }

    private static void Shared()
    {
        List<string> steps = [];
        using Bell bell = new();
        bell.Wrap(() => steps.Add("begin"), heard => steps.Add($"{heard}"));
        Collect();
        bell.Ring("ding");
        bell.Wrap(null, heard => steps.Add($"{heard}"));
        bell.Ring("ding");
        bell.Wrap(null, null);
        bell.Ring("ding");
        Same("begin 0 0", string.Join(' ', steps));
    }

    private static void Handles()
    {
        Channel[] channels = [.. Enumerable.Range(0, 4).Select(_ => Functions.ChannelNeed())];
        Same(new Channel(1), channels[1]);
        Same(null, Functions.ChannelOpen());
        Throws<RefException>(() => Functions.ChannelNeed());
        foreach (Channel channel in channels)
        {
            Functions.ChannelClose(channel);
        }

        Throws<ErrorException>(() => Functions.ChannelClose(channels[0]));
        (Channel? one, Channel other) = Functions.ChannelPair();
        List<Channel> shown = [];
        Functions.ChannelEach(shown.Add);
        True(shown.SequenceEqual([one!.Value, other]));
        Same(one, Functions.ChannelNext(null));
        Same(other, Functions.ChannelNext(one));
        Same(null, Functions.ChannelNext(other));
        Functions.ChannelClose(one.Value);
        Functions.ChannelClose(other);
        Same(null, Functions.PlaceOf(10));
        Place[] places = [.. Enumerable.Range(0, 10).Select(n => Functions.PlaceOf(n)!.Value)];
        Same(10, places.Distinct().Count());
        Same(7, Functions.PlaceNumber(places[7]));
    }

    private class Sink : ISink
    {
        internal List<string> Lines { get; } = [];

        public virtual int Write(string line)
        {
            Lines.Add(line);
            return line.Length;
        }
    }

    private sealed class SmallSink : Sink, ISinkHasRoom
    {
        public bool HasRoom(nuint lines) => Lines.Count + (int)lines <= 2;
    }

    private sealed class BrokenSink : Sink
    {
        public override int Write(string line) => throw new FormatException(line);
    }

    private sealed class Lightest : IOrder
    {
        public bool IsBefore(Node a, Node b) => a.Weight < b.Weight;
    }

    private static void Interfaces()
    {
        Sink sink = new();
        int all = Functions.Write(sink, 3);
        Same(3, sink.Lines.Count);
        Same(sink.Lines.Sum(line => line.Length), all);
        Functions.Write(new SmallSink(), 2);
        SmallSink small = new();
        Functions.Write(small, 10);
        True(small.Lines.Count <= 2);
        Throws<FormatException>(() => Functions.Write(new BrokenSink(), 1));
        Throws<ArgumentNullException>(() => Functions.Write(null!, 1));
        Same(0, Functions.WriteElsewhere(null, 3));
        Functions.WriteElsewhere(sink, 1);
        Same(4, sink.Lines.Count);
        using Node light = new("light", 1), heavy = new("heavy", 2);
        using Node? first = Node.First(new Lightest(), heavy, light);
        Same("light", first!.Name);
        using (Log log = new(sink))
        {
            Collect();
            log.Write("a line");
            Same("a line", sink.Lines[^1]);
            log.Order(new Lightest());
            Collect();
            log.WriteNodes(heavy, light);
            Same("light heavy", string.Join(' ', string.Join(' ', sink.Lines.TakeLast(2)).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    private static void Texts()
    {
        const string Text = "naïve 😀";
        Same((nuint)11, Functions.TextLength(Text));
        Same((nuint)0, Functions.TextLengthOrZero(null));
        Same((nuint)3, Functions.TextAscii("abc"));
        Throws<ArgumentException>(() => Functions.TextAscii("ä"));
        Same("ab", Functions.TextJoin("a", "b"));
        Same(null, Functions.TextMaybe(""));
        Same("x", Functions.TextMaybe("x"));
        Same("1 2 3", string.Join(' ', Functions.CountUp(3)!));
        Same(null, Functions.CountUp(0));
        Same((nuint)8, Functions.TextUtf16Length(Text));
        Same(Text, Functions.TextUtf16Copy(Text));
        Same((nuint)7, Functions.TextUtf32Length(Text));
        Same((nuint)0, Functions.TextUtf32Length(string.Empty));
        True(Functions.TextBytes([1, 200, 3])!.AsSpan().SequenceEqual(new byte[] { 1, 200, 3 }));
        Same("123456789", Functions.TextNumber(123456789).TrimStart());
        Same("-3 -2 -1", string.Join(" ", Functions.Backwards(-3)));
        Throws<InvalidOperationException>(() => Functions.Backwards(13));
        Functions.TextGive(Text);
        Same((nuint)11, Functions.TextGiven());
        Throws<ArgumentException>(() => Functions.TextGive("a\0b"));
        Functions.TextGive(null);
        Same((nuint)0, Functions.TextGiven());
        Same((nuint)6, Functions.TextFrom(n => new string('x', n), 3));
        Throws<FormatException>(() => Functions.TextFrom(_ => throw new FormatException(), 3));
        Throws<InvalidOperationException>(() => Functions.TextFrom(_ => "a\0b", 3));
        Same("ééé", Functions.TextCollect(n => new string('é', n), 2));
        Throws<FormatException>(() => Functions.TextCollect(n => n < 3 ? "x" : throw new FormatException(), 4));
    }

    private static async Task Later()
    {
        using Worker worker = await Worker.OpenAsync("w");
        Same(49L, await worker.SquareAsync(7, 2));
        Same("grün", await worker.EchoAsync("grün"));
        Same(27L, await worker.CubeAsync(3, 1));
        long[] squares = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => worker.SquareAsync(n, 5)));
        True(squares.SequenceEqual(Enumerable.Range(0, 20).Select(n => (long)n * n)));
        Same(42L, await Functions.AtOnceAsync(41));
        long begin = System.Environment.TickCount64;
        await Functions.TickAsync(30);
        True(System.Environment.TickCount64 - begin >= 20);
    }

    private static async Task<ErrorCode> Failure(Func<Task> call)
    {
        try
        {
            await call();
            return ErrorCode.Ok;
        }
        catch (ErrorException error)
        {
            return error.Code;
        }
    }

    private static async Task LaterFails()
    {
        Same(ErrorCode.Invalid, await Failure(() => Worker.OpenAsync("")));
        Worker worker = await Worker.OpenAsync("w");
        Same(ErrorCode.Empty, await Failure(() => worker.EchoAsync("")));
        True(await Failure(() => Functions.AtOnceAsync(-1)) != ErrorCode.Ok);
        worker.Dispose();
        Throws<ObjectDisposedException>(() => worker.SquareAsync(1, 1));
        Throws<ArgumentException>(() => Worker.OpenAsync("a\0b"));
    }

    private static async Task Cancelled()
    {
        using Worker worker = await Worker.OpenAsync("w");
        using CancellationTokenSource source = new(20);
        long begin = System.Environment.TickCount64;
        try
        {
            await worker.SquareAsync(3, 60000, source.Token);
            throw new InvalidOperationException("it was not cancelled");
        }
        catch (OperationCanceledException error)
        {
            Same(source.Token, error.CancellationToken);
        }

        True(System.Environment.TickCount64 - begin < 10000);
        Throws<OperationCanceledException>(() => worker.SquareAsync(3, 1, source.Token));
        using CancellationTokenSource late = new();
        Same(9L, await worker.SquareAsync(3, 1, late.Token));
        await late.CancelAsync();
    }

    private static async Task Dropped() => Same(9L, await (await Worker.OpenAsync("w")).SquareAsync(3, 30));

    private static void Once()
    {
        List<int> ticks = [];
        Functions.Remember(() => ticks.Add(1));
        Functions.Remember(() => ticks.Add(2));
        Collect();
        Functions.Tell();
        Functions.Tell();
        Same("2 1", string.Join(' ', ticks));
    }
}
