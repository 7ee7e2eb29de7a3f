// The system's zlib through its C# bindings. SPDX-License-Identifier: MIT
using System;
using System.Text;
using Zlib;
using static Checks;

internal static class ZlibTest
{
    internal static int Tests(string[] args)
    {
        byte[] text = Encoding.UTF8.GetBytes(new string('a', 5000) + "the end");

        Run("a checksum", () => Same(0xCBF43926UL, (ulong)Functions.Crc32(0, "123456789"u8)));

        Run("at once", () =>
        {
            True(Functions.Uncompress((ulong)text.Length, Functions.Compress(text)).AsSpan().SequenceEqual(text));
            True(Functions.Uncompress((ulong)text.Length, Functions.Compress2(text, 1)).AsSpan().SequenceEqual(text));
        });

        Run("streams in pieces, with the collector in between", () =>
        {
            byte[] packed = new byte[200];
            int size;
            using (Deflater deflater = new())
            {
                deflater.NextIn = text;
                deflater.NextOut = packed;
                Collect();
                Same(ZError.StreamEnd, deflater.Deflate(Flush.Finish));
                size = packed.Length - (int)deflater.AvailOut;
            }

            byte[] back = new byte[text.Length];
            using Inflater inflater = new();
            int done = 0;
            inflater.NextOut = back;
            ZError result = ZError.Ok;
            while (result != ZError.StreamEnd)
            {
                inflater.NextIn = packed.AsMemory(done, Math.Min(10, size - done)).ToArray();
                Collect();
                result = inflater.Inflate(Flush.NoFlush);
                done += 10;
            }

            True(text.AsSpan().SequenceEqual(back));
        });

        Run("what is no deflated data is an error", () =>
        {
            using Inflater inflater = new();
            inflater.NextIn = new byte[] { 1, 2, 3 };
            inflater.NextOut = new byte[10];
            Same(ZError.DataError, Throws<ZErrorException>(() => inflater.Inflate(Flush.NoFlush)).Code);
        });

        return Failures;
    }
}
