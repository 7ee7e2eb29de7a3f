// Run time of the C# bindings: text that C reads after the call, too.
// SPDX-License-Identifier: MIT

internal static class LastingText
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>TEXT in UTF-8 with a NUL behind it, in memory that does not move.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static byte[]? Make(string? text, string name, bool ascii = false)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The text must not hold a null character.", name);
        }

        if (ascii && !Ascii.IsValid(text))
        {
            throw new ArgumentException("The text must be of ASCII characters.", name);
        }

        try
        {
            byte[] bytes = System.GC.AllocateArray<byte>(Strict.GetByteCount(text) + 1, true);
            Strict.GetBytes(text, bytes);
            return bytes;
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException("The text holds half of a surrogate pair.", name, error);
        }
    }
}
