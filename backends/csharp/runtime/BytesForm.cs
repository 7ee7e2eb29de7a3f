// Run time of the C# bindings: texts of any bytes in C objects.
// Needs Form.
// SPDX-License-Identifier: MIT

/// <summary>A pointer to bytes, counted or ended by a NUL.</summary>
internal sealed unsafe class BytesForm(bool nullable = false, NativeFree? release = null)
    : PointerForm<byte[]>(nullable, release)
{
    internal override long Length(byte* first)
    {
        long count = 0;
        while (first[count] != 0)
        {
            count++;
        }

        return count;
    }

    internal override byte[] ReadMany(void* first, long count)
    {
        if (first == null && (count != 0 || IsNullable))
        {
            return count == 0 ? null! : throw new InvalidOperationException("C returned NULL with a length.");
        }

        return new ReadOnlySpan<byte>(first, checked((int)count)).ToArray();
    }

    internal override byte* MakeMany(byte[] value, string name, NativeKeep keep, out long count)
    {
        count = 0;
        if (value is null)
        {
            return IsNullable ? null : throw new ArgumentNullException(name);
        }

        byte* memory = keep.Memory(value.LongLength + 1);
        value.CopyTo(new Span<byte>(memory, value.Length));
        count = value.LongLength;
        return memory;
    }

    internal override void Write(byte* at, byte[] value, string name, NativeKeep keep)
    {
        if (value is not null && System.Array.IndexOf(value, (byte)0) >= 0)
        {
            throw new ArgumentException("The text must not hold a null byte.", name);
        }

        *(byte**)at = MakeMany(value!, name, keep, out _);
    }
}
