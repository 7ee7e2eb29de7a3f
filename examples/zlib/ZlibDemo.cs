// The system's zlib through its generated C# file: one-shot, streaming, files, and an error.
// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Text;
using Zlib;

byte[] data = Text(1 << 20);
ulong crc = Functions.Crc32(0, data);
Console.WriteLine($"zlib {Functions.Version()}, a megabyte with crc 0x{crc:x8}");

byte[] packed = Functions.Compress2(data, 9);
Tell("one shot: ", packed.Length, Functions.Uncompress((ulong)data.Length, packed));

packed = Deflate(data, 50000);
Tell("streaming:", packed.Length, Inflate(packed, 1000));

string name = Path.GetTempFileName();
try
{
    using (GzFile file = new(name, "wb9"))
    {
        file.Write(data);
    }

    using GzFile written = new(name, "rb");
    Tell("a file:   ", (int)new FileInfo(name).Length, written.Read((uint)data.Length));
}
finally
{
    File.Delete(name);
}

packed[packed.Length / 2] ^= 0xFF;
try
{
    Functions.Uncompress((ulong)data.Length, packed);
}
catch (ZErrorException error)
{
    Console.WriteLine($"damaged:   {error.GetType().Name} {error.Code}: {error.Message}");
}

void Tell(string how, int size, byte[] back) =>
    Console.WriteLine($"{how} {size} bytes, restored: {back.AsSpan().SequenceEqual(data)}, crc 0x{Functions.Crc32(0, back):x8}");

// SIZE bytes that can be compressed, the same in every run.
static byte[] Text(int size)
{
    string[] words = ["point", "cloud", "line", "plane"];
    StringBuilder text = new();
    for (uint i = 0, word = 7; text.Length < size; i++)
    {
        word = (word * 1664525) + 1013904223;
        text.Append(word % 5 == 4 ? $"{i}" : words[word % 5]).Append(' ');
    }

    return Encoding.ASCII.GetBytes(text.ToString(0, size));
}

// Compresses DATA in pieces.
static byte[] Deflate(byte[] data, int piece)
{
    using MemoryStream packed = new();
    using Deflater stream = new(level: 9);
    byte[] room = new byte[16384];
    for (int start = 0; start < data.Length; start += piece)
    {
        stream.NextIn = data.AsMemory(start, Math.Min(piece, data.Length - start));
        Flush flush = start + piece >= data.Length ? Flush.Finish : Flush.NoFlush;
        do
        {
            stream.NextOut = room;
            stream.Deflate(flush);
            packed.Write(room, 0, room.Length - (int)stream.AvailOut);
        }
        while (stream.AvailOut == 0);
    }

    return packed.ToArray();
}

// Restores what Deflate made, in pieces.
static byte[] Inflate(byte[] packed, int piece)
{
    using MemoryStream data = new();
    using Inflater stream = new();
    byte[] room = new byte[16384];
    for (int start = 0; start < packed.Length; start += piece)
    {
        ZError code;
        stream.NextIn = packed.AsMemory(start, Math.Min(piece, packed.Length - start));
        do
        {
            stream.NextOut = room;
            code = stream.Inflate(Flush.NoFlush);
            data.Write(room, 0, room.Length - (int)stream.AvailOut);
        }
        while (stream.AvailOut == 0 && code != ZError.StreamEnd);
    }

    return data.ToArray();
}
