// Run time of the C# bindings: arrays of C.
// SPDX-License-Identifier: MIT

internal static unsafe class Copies
{
    /// <summary>A copy of COUNT elements; null for NULL.</summary>
    internal static T[]? OrNull<T>(void* first, ulong count)
        where T : unmanaged => first == null ? null : Of<T>(first, count);

    /// <summary>What MAKE makes of each of COUNT pointers; null for NULL.</summary>
    internal static T[]? OrNull<T>(void* first, ulong count, Func<nint, T> make) =>
        first == null ? null : Of(first, count, make);

    internal static T[] Of<T>(void* first, ulong count, Func<nint, T> make)
    {
        nint[] pointers = Of<nint>(first, count);
        T[] made = new T[pointers.Length];
        for (int i = 0; i < made.Length; i++)
        {
            made[i] = make(pointers[i]);
        }

        return made;
    }

    internal static T[] Of<T>(void* first, ulong count)
        where T : unmanaged
    {
        if (count == 0)
        {
            return [];
        }

        if (first == null)
        {
            throw new InvalidOperationException("C returned NULL with a length.");
        }

        return new ReadOnlySpan<T>(first, checked((int)count)).ToArray();
    }
}
