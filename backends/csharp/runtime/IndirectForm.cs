// Run time of the C# bindings: pointers in C objects to one value.
// Needs Form.
// SPDX-License-Identifier: MIT

internal sealed unsafe class IndirectForm<T>(Form<T> to, bool nullable = false, NativeFree? release = null)
    : Form<T>(sizeof(void*))
{
    internal override T Read(byte* at) => nullable ? to.OrNull(*(void**)at)! : to.There(*(void**)at);

    internal override void Write(byte* at, T value, string name, NativeKeep keep) =>
        *(byte**)at = value is not null ? to.Make(value, name, keep)
            : nullable ? null : throw new ArgumentNullException(name);

    internal override void Free(byte* at)
    {
        byte* pointer = *(byte**)at;
        if (pointer != null)
        {
            to.Free(pointer);
            release?.Invoke(pointer);
        }
    }
}
