// Run time of the C# bindings: texts of any bytes in an array of a C object.
// Needs Form.
// SPDX-License-Identifier: MIT

/// <summary>So many bytes, or fewer and a NUL.</summary>
internal sealed unsafe class BytesInside(int size) : Form<byte[]>(size)
{
    internal override byte[] Read(byte* at)
    {
        ReadOnlySpan<byte> bytes = new(at, Size);
        int end = bytes.IndexOf((byte)0);
        return bytes[..(end < 0 ? Size : end)].ToArray();
    }

    internal override void Write(byte* at, byte[] value, string name, NativeKeep keep)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (value.Length >= Size)
        {
            throw new ArgumentException("The text is too long for C.", name);
        }

        if (System.Array.IndexOf(value, (byte)0) >= 0)
        {
            throw new ArgumentException("The text must not hold a null byte.", name);
        }

        value.CopyTo(new Span<byte>(at, Size));
    }
}
