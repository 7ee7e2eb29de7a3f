// examples/reference through its C# bindings: what has no symbol and is called by shims.
// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using Ref;
using static Checks;

internal static class ShimsTest
{
    internal static void Inline()
    {
        Same(6, (int)Functions.InlineSum([1, 2, 3]));
        Ref.Range turned = Functions.RangeTurn(new() { From = 1, To = 9 });
        Same("9 1", $"{turned.From} {turned.To}");
        Same(5, Functions.InlineCheck(5));
        Throws<Exception>(() => Functions.InlineCheck(-5));
        Same(3, Functions.InlineVisit(2, value => value));
        Throws<KeyNotFoundException>(() => Functions.InlineVisit(9, value => value == 3 ? throw new KeyNotFoundException() : value));
    }

    internal static void Macros()
    {
        Same("4 3 0", $"{Functions.Larger(3, 4)} {Functions.Larger(3)} {Functions.Larger(-3)}");
        using Badge badge = new("red");
        Same("3 red red", $"{badge.Version()} {badge.Text()} {badge.Copy()}");
        True(badge.HasText());
        badge.Dispose();
        Throws<ObjectDisposedException>(() => badge.HasText());
    }

    internal static void Variadic()
    {
        using Badge badge = new("red");
        badge.SetLong(BadgePart.Number, 1L << 40);
        badge.SetString(BadgePart.Text, "blüe");
        Same($"{1L << 40} blüe", $"{badge.Number()} {badge.Text()}");
        badge.SetString(BadgePart.Text, null);
        Same("", badge.Text());
        Same(ErrorCode.Invalid, Throws<ErrorException>(() => badge.SetLong(BadgePart.Colour, 1)).Code);
        Same(ErrorCode.Invalid, Throws<ErrorException>(() => badge.SetString(BadgePart.Colour, "red")).Code);
        Same(0.0, Functions.VariadicSum(0));
        Same(0.5, Functions.VariadicSumDouble(1, 0.5));
        Same(2.5, Functions.VariadicSumDoubleDouble(2, 0.5, 2));
    }
}
