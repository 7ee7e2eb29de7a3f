// Run time of the C# bindings: values that are C's as they are.
// Needs Form.
// SPDX-License-Identifier: MIT

internal sealed unsafe class PlainForm<T>() : Form<T>(sizeof(T))
    where T : unmanaged
{
    internal override T Read(byte* at) => Unsafe.ReadUnaligned<T>(at);

    internal override void Write(byte* at, T value, string name, NativeKeep keep) => Unsafe.WriteUnaligned(at, value);

    internal override void ReadAll(byte* at, Span<T> values) => new ReadOnlySpan<T>(at, values.Length).CopyTo(values);

    internal override void WriteAll(byte* at, ReadOnlySpan<T> values, string name, NativeKeep keep) =>
        values.CopyTo(new Span<T>(at, values.Length));
}
