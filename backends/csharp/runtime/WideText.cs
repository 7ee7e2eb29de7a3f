// Run time of the C# bindings: text of 16 and 32 bits a unit.
// SPDX-License-Identifier: MIT

internal static unsafe class WideText
{
    private static readonly UTF32Encoding Strict = new(!BitConverter.IsLittleEndian, false, true);

    /// <summary>The text itself, which is UTF-16 with a NUL behind it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Checked(string? text, string name)
    {
        if (text is not null && text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The text must not hold a null character.", name);
        }

        return text;
    }

    /// <summary>The text in UTF-32 with a NUL behind it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static uint[]? Units(string? text, string name)
    {
        if (Checked(text, name) is null)
        {
            return null;
        }

        try
        {
            uint[] units = new uint[(Strict.GetByteCount(text!) / sizeof(uint)) + 1];
            Strict.GetBytes(text!, MemoryMarshal.AsBytes(units.AsSpan()));
            return units;
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException("The text holds half of a surrogate pair.", name, error);
        }
    }

    /// <summary>A copy of the text up to its NUL; null for NULL.</summary>
    internal static string? OrNull(char* text) => text == null ? null : new string(text);

    internal static string There(char* text) => OrNull(text) ?? throw Missing();

    /// <summary>A copy of so many units of text; null for NULL.</summary>
    internal static string? OrNull(char* text, nuint size) =>
        text == null ? null : new string(text, 0, checked((int)size));

    internal static string There(char* text, nuint size) =>
        size == 0 ? string.Empty : OrNull(text, size) ?? throw Missing();

    internal static string? OrNull(uint* text)
    {
        nuint size = 0;
        while (text != null && text[size] != 0)
        {
            size++;
        }

        return OrNull(text, size);
    }

    internal static string There(uint* text) => OrNull(text) ?? throw Missing();

    internal static string? OrNull(uint* text, nuint size) =>
        text == null ? null : Strict.GetString((byte*)text, checked((int)(size * sizeof(uint))));

    internal static string There(uint* text, nuint size) =>
        size == 0 ? string.Empty : OrNull(text, size) ?? throw Missing();

    private static InvalidOperationException Missing() => new("C returned NULL where it promised a text.");
}
