// What cannot be called as it is, by shims: of tests/golden/shims, and of the system's libraries.
// SPDX-License-Identifier: MIT
using System;
using Real;
using Shims;

internal static unsafe class Caller
{
    private static void True(bool so, string what)
    {
        if (!so)
        {
            throw new InvalidOperationException(what);
        }
    }

    private static void OfItself()
    {
        True(Shims.Functions.Add(2, 3) == 5, "inline");
        Pair turned = Shims.Functions.Swap(new() { A = 1, B = 2 });
        True(turned.A == 2 && turned.B == 1, "struct by value");
        True(Shims.Functions.Square(7) == 49 && Shims.Functions.Square() == 4, "macro");
        True(Shims.Functions.Sum(0) == 0 && Shims.Functions.SumInt(1, 4) == 4 && Shims.Functions.SumIntDouble(2, 4, 0.25) == 4.25, "variadic");
        True(Shims.Functions.Say("A", 1, null) == 'A' + 1 && Shims.Functions.Say("A", 1, "B") == 'A' + 1 + 'B', "text");
        Either either = new() { Whole = -10 };
        True(Shims.Functions.Half(either, 1).Whole == -5 && either.Whole == -10, "union");
        Bits given = new() { Low = 5, High = 3, Rest = 9 }, bits = Shims.Functions.Turn(given);
        True(Shims.Functions.Halve(1.0) == 0.5, "long double");
        True(Shims.Functions.Conjugate(new(1, 2)) == new System.Numerics.Complex(1, -2), "complex number");
        True(Shims.Functions.Double(-(Int128.One << 100) - 1) == -(Int128.One << 101) - 2, "128 bits");
        True(Shims.Functions.Scale([1, 2, 3, 4], 0.5f) is [0.5f, 1, 1.5f, 2], "vector");
        True(bits.Low == 3 && bits.High == 5 && bits.Rest == -9, "bit-fields");
    }

    private static void OfTheSystem()
    {
        using (Deflater deflater = new())
        {
            True(deflater is not null, "deflateInit");
        }

        try
        {
            using Deflater wrong = new(99);
            True(false, "a level of 99");
        }
        catch (ZErrorException error)
        {
            True(error.Code == ZError.StreamError, error.Message);
        }

        True(Real.Functions.Sqlite3Config(Real.Constants.SqliteConfigSerialized) == 0, "sqlite3_config");
        True(Real.Functions.Sqlite3ConfigInt(Real.Constants.SqliteConfigUri, 1) == 0, "sqlite3_config");
        True(Real.Functions.Sqlite3MprintfString("<%Q>", "it's") == "<'it''s'>", "sqlite3_mprintf");
        True(Real.Functions.Sqlite3MprintfIntDouble("%d %.2f", 42, 1.5) == "42 1.50", "sqlite3_mprintf");
        void* curl = Real.Raw.curl_easy_init();
        fixed (byte* url = "file:///nothing/of/that/name\0"u8)
        {
            True(Real.Raw.curl_easy_setopt_string(curl, CURLoption.Url, url) == 0, "curl_easy_setopt");
        }

        True(Real.Raw.curl_easy_setopt_long(curl, CURLoption.TimeoutMs, 60000) == 0, "curl_easy_setopt");
        True(Real.Raw.curl_easy_perform(curl) == CURLcode.CurleFileCouldntReadFile, "curl_easy_perform");
        Real.Raw.curl_easy_cleanup(curl);
        True(Real.Functions.__Bswap64(0x0102030405060708) == 0x0807060504030201, "inline of the C library");
    }

    internal static int Main(string[] args)
    {
        try
        {
            OfItself();
        }
        catch (EntryPointNotFoundException error)
        {
            Console.WriteLine(error.Message);
            return 1;
        }

        if (args.Length > 0)
        {
            OfTheSystem();
        }

        Console.WriteLine("called");
        return 0;
    }
}
