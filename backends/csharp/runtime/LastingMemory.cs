// Run time of the C# bindings: memory that C reads after the call, too.
// SPDX-License-Identifier: MIT

internal static class LastingMemory
{
    /// <summary>A copy in memory that does not move; null for no memory.</summary>
    internal static T[]? Of<T>(ReadOnlySpan<T> span)
        where T : unmanaged
    {
        if (Unsafe.IsNullRef(ref MemoryMarshal.GetReference(span)))
        {
            return null;
        }

        T[] copy = System.GC.AllocateUninitializedArray<T>(span.Length, true);
        span.CopyTo(copy);
        return copy;
    }
}
