// Run time of the C# bindings: memory of the caller for C.
// SPDX-License-Identifier: MIT

internal static unsafe class Slices
{
    /// <summary>The first element; of an empty span an address that is not NULL, as C functions may ask for.</summary>
    internal static ref T First<T>(ReadOnlySpan<T> span)
        where T : unmanaged =>
        ref span.IsEmpty ? ref Unsafe.AsRef<T>((void*)64) : ref MemoryMarshal.GetReference(span);

    internal static bool IsNull<T>(ReadOnlySpan<T> span) => Unsafe.IsNullRef(ref MemoryMarshal.GetReference(span));

    internal static byte[] Terminated(byte[] text, string name)
    {
        if (System.Array.IndexOf(text, (byte)0) >= 0)
        {
            throw new ArgumentException("The text must not hold a null byte.", name);
        }

        byte[] copy = new byte[text.Length + 1];
        text.CopyTo(copy, 0);
        return copy;
    }
}
