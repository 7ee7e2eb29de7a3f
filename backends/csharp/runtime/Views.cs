// Run time of the C# bindings: memory of C that a function may change while C waits for it.
// SPDX-License-Identifier: MIT

internal static unsafe class Views
{
    /// <summary>COUNT elements as they lie at FIRST; none for NULL.</summary>
    internal static Span<T> Of<T>(void* first, ulong count)
        where T : unmanaged =>
        first == null && count != 0
            ? throw new InvalidOperationException("C gave NULL with a length.")
            : new Span<T>(first, checked((int)count));
}
