// Run time of the C# bindings: texts in C objects.
// Needs Form.
// SPDX-License-Identifier: MIT

internal static class TextEncodings
{
    internal static readonly Encoding Utf8 = new UTF8Encoding(false, true);

    internal static readonly Encoding Ascii =
        Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    internal static readonly Encoding Utf16 = new UnicodeEncoding(!BitConverter.IsLittleEndian, false, true);

    internal static readonly Encoding Utf32 = new UTF32Encoding(!BitConverter.IsLittleEndian, false, true);

    internal static byte[] Encode(Encoding encoding, string text, string name)
    {
        try
        {
            return encoding.GetBytes(text);
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException("C's encoding does not have all characters of the text.", name, error);
        }
    }

    /// <summary>The units in front of the first that is zero, LIMIT at most.</summary>
    internal static unsafe long Units(byte* text, int unit, long limit = long.MaxValue)
    {
        long count = 0;
        while (count < limit && new ReadOnlySpan<byte>(text + (count * unit), unit).ContainsAnyExcept((byte)0))
        {
            count++;
        }

        return count;
    }
}

/// <summary>A pointer to a text, counted in code units or ended by a NUL.</summary>
internal sealed unsafe class TextForm(Encoding encoding, bool nullable = false, NativeFree? release = null)
    : PointerForm<string>(nullable, release)
{
    private readonly int _unit = encoding.GetByteCount("a");

    internal override long Length(byte* first) => TextEncodings.Units(first, _unit);

    internal override string ReadMany(void* first, long count)
    {
        if (first == null)
        {
            return count != 0 || IsNullable ? Nothing(count) : string.Empty;
        }

        return encoding.GetString((byte*)first, checked((int)(count * _unit)));
    }

    internal override byte* MakeMany(string value, string name, NativeKeep keep, out long count)
    {
        count = 0;
        if (value is null)
        {
            return IsNullable ? null : throw new ArgumentNullException(name);
        }

        byte[] bytes = TextEncodings.Encode(encoding, value, name);
        byte* memory = keep.Memory((long)bytes.Length + _unit);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        count = bytes.Length / _unit;
        return memory;
    }

    internal override void Write(byte* at, string value, string name, NativeKeep keep)
    {
        if (value is not null && value.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The text must not hold a null character.", name);
        }

        *(byte**)at = MakeMany(value!, name, keep, out _);
    }

    private string Nothing(long count)
    {
        if (count != 0)
        {
            throw new InvalidOperationException("C returned NULL with a length.");
        }

        Missing();
        return null!;
    }
}
