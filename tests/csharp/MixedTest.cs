// examples/reference through its C# bindings: numbers of their own kinds, namespaces, and what several words say
// together. SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using Ref;
using Ref.Units;
using static Checks;
using Functions = Ref.Functions;
using Measures = Ref.Units.Functions;

internal static class MixedTest
{
    internal static void Numbers()
    {
        Same(new Metres(4), Measures.Add(new(2.5), new(1.5)));
        Same(new Metres(3), Measures.Sum([new(1), new(2)]));
        Same(new Metres(0), Measures.Sum([]));
        Equal([new Metres(0), new Metres(1), new Metres(2)], Measures.Steps(3));
        Same(new Metres(3), Measures.Double(new(1.5)));
        Same(new Trip { Length = new(4), Time = new(10) }, Measures.Twice(new() { Length = new(2), Time = new(5) }));
        Same<Metres?>(new Metres(1.5), Measures.Half(new Metres(3)));
        Same<Metres?>(null, Measures.Half(null));
        Same(new Metres(12), Measures.Stretch(new(3), length => new(length.Value * 4)));
        Throws<FormatException>(() => Measures.Stretch(new(3), _ => throw new FormatException()));
    }

    internal static void Places()
    {
        Same(1609.344, Ref.Units.Constants.Mile);
        using Ref.Units.Lengths.Scale ruler = new(Kind.Coarse);
        using Ref.Units.Times.Scale clock = new(new Seconds(5));
        Same(1, Ref.Units.Lengths.Functions.HowMany());
        Same(1, Ref.Units.Times.Functions.HowMany());
        Same(new Metres(2), ruler.Read(new(2.75)));
        Same(new Seconds(8), clock.Go(new(3)));
    }

    internal static void Values()
    {
        True(Functions.MixedAsk(0) is null);
        Same(null, Functions.MixedAsk(1)!.Value);
        Same("two", Functions.MixedAsk(2)!.Value);
        Same(Fault.NotFound, ((FaultException)Functions.MixedAsk(3)!.Error!).Code);
        Corner[] corners = [new() { X = 1, Y = 2 }, new() { X = 3, Y = 4 }];
        Same(10f, Functions.CornersSum(corners));
        Functions.CornersSwap(corners);
        Same(4f, corners[1].X);
        Same((nuint)3, Functions.MixedLength(["ab", "c"]));
        Same((nuint)0, Functions.MixedLength(null));
    }

    internal static void Objects()
    {
        using Node node = Node.Read("pear:4");
        Same(4, node.Weight);
        Same(2, node.Share(2));
        Same(Fault.Invalid, Throws<FaultException>(() => node.Share(0)).Code);
        Same("pearpearpear", node.Repeat(3));
        Same(2000, node.Repeat(500).Length);
        Same(ErrorCode.Empty, Throws<ErrorException>(() => node.Repeat(0)).Code);
        using Node below = new("fig", 2);
        node.Hang(below);
        Same((nuint)2, node.Depth());
        Equal([4, 2], node.Weights());
        Same(ErrorCode.Invalid, Throws<ErrorException>(() => Node.Read("nothing")).Code);
    }

    internal static void References()
    {
        Same(Closed.B, Functions.MixedTurn(Closed.A));
        Same(Open.High, Functions.MixedLook(Open.High));
        Same(Open.Low, Functions.MixedLook(null));
        Same(3, Functions.MixedCount(3));
        Same(-1, (int)Throws<StepCodeException>(() => Functions.MixedCount(-1)).Code);
        List<int> told = [];
        Functions.MixedWitness(told.Add);
        Collect();
        Functions.MixedTell(7);
        Equal([7], told);
    }

    internal static void FailingCallbacks()
    {
        Equal([1, 4, 9], Functions.MixedCollect(3, value => value * value)!);
        Throws<TimeoutException>(() => Functions.MixedCollect(3, value => throw new TimeoutException()));
        Throws<TimeoutException>(() => Functions.MixedCollect(-3, value => throw new TimeoutException()));
        Same(Fault.Invalid, Throws<FaultException>(() => Functions.MixedCollect(-3, value => 0)).Code);
        using Node node = Functions.MixedWeigh(value => 6);
        Same(6, node.Weight);
        Throws<TimeoutException>(() => Functions.MixedWeigh(value => throw new TimeoutException()));
        Throws<FaultException>(() => Functions.MixedWeigh(value => 0));
    }

    internal static void Types()
    {
        Line line = default;
        for (int i = 0; i < 5; i++)
            Same(0U, Functions.LineNext(ref line));
        Same((byte)5, line.Aligned);
        (bool well, Line made) = Functions.LineMake();
        True(well);
        Same((byte)2, made.Aligned);
        Same(Small.Some, Functions.SmallOther(Small.None));
        Smalls smalls = Functions.SmallsSwap(new() { One = Small.Some, Behind = 3 });
        Same(Small.Some, smalls.Other);
        Same((short)3, smalls.Behind);
        Same(5, Functions.IntPairSum(Functions.IntPairMake(2, 3)));
        Same(0.75, Functions.DoublePairSum(Functions.DoublePairMake(0.5, 0.25)));
    }
}
