// Run time of the C# bindings: text of C.
// SPDX-License-Identifier: MIT

internal static unsafe class TextOf
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>A copy of the text up to its NUL; null for NULL.</summary>
    internal static string? OrNull(byte* text) =>
        text == null ? null : Strict.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    internal static string There(byte* text) =>
        OrNull(text) ?? throw new InvalidOperationException("C returned NULL where it promised a text.");

    /// <summary>A copy of so many bytes of text; null for NULL.</summary>
    internal static string? OrNull(byte* text, nuint size) =>
        text == null ? null : Strict.GetString(text, checked((int)size));

    internal static string There(byte* text, nuint size) =>
        size == 0 ? string.Empty
        : OrNull(text, size) ?? throw new InvalidOperationException("C returned NULL where it promised a text.");

    /// <summary>A copy of the bytes up to a NUL; null for NULL.</summary>
    internal static byte[]? BytesOrNull(byte* text) =>
        text == null ? null : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text).ToArray();

    internal static byte[] Bytes(byte* text) =>
        BytesOrNull(text) ?? throw new InvalidOperationException("C returned NULL where it promised a text.");
}
