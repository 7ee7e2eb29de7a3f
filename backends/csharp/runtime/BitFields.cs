// Run time of the C# bindings: bit-fields, at exactly the place where the C compiler put them.
// SPDX-License-Identifier: MIT

internal static class BitFields
{
    internal static ulong Get(ReadOnlySpan<byte> memory, int offset, int width)
    {
        ulong value = 0;
        for (int i = 0; i < width; i++)
        {
            int at = offset + i;
            value |= (ulong)((memory[at / 8] >> Place(at)) & 1) << (BitConverter.IsLittleEndian ? i : width - 1 - i);
        }

        return value;
    }

    internal static void SetSigned(Span<byte> memory, int offset, int width, long value)
    {
        int others = 64 - width;
        ArgumentOutOfRangeException.ThrowIfNotEqual(value, value << others >> others);
        Set(memory, offset, width, unchecked((ulong)value << others >> others));
    }

    internal static void Set(Span<byte> memory, int offset, int width, ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ulong.MaxValue >> (64 - width));

        for (int i = 0; i < width; i++)
        {
            int at = offset + i;
            int bit = 1 << Place(at);
            bool one = ((value >> (BitConverter.IsLittleEndian ? i : width - 1 - i)) & 1) != 0;
            memory[at / 8] = (byte)(one ? memory[at / 8] | bit : memory[at / 8] & ~bit);
        }
    }

    private static int Place(int at) => BitConverter.IsLittleEndian ? at % 8 : 7 - (at % 8);
}
