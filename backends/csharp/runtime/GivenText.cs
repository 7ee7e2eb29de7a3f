// Run time of the C# bindings: text that C frees.
// SPDX-License-Identifier: MIT

/// <summary>Copies in memory of C's malloc.</summary>
internal static unsafe class GivenText
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>A copy of SIZE bytes; NULL for NULL.</summary>
    internal static void* Copy(void* text, int size)
    {
        if (text == null)
        {
            return null;
        }

        void* copy = NativeMemory.Alloc((nuint)size);
        NativeMemory.Copy(text, copy, (nuint)size);
        return copy;
    }

    /// <summary>TEXT in UTF-8 with a NUL behind it; NULL for null.</summary>
    internal static void* Of(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The text must not hold a null character.");
        }

        int size = Strict.GetByteCount(text);
        byte* copy = (byte*)NativeMemory.Alloc((nuint)size + 1);
        Strict.GetBytes(text, new Span<byte>(copy, size));
        copy[size] = 0;
        return copy;
    }
}
