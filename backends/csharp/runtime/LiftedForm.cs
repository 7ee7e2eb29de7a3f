// Run time of the C# bindings: values in C objects as ones that may be null.
// Needs Form.
// SPDX-License-Identifier: MIT

internal sealed unsafe class LiftedForm<T>(Form<T> form) : Form<T?>(form.Size)
    where T : struct
{
    internal override T? Read(byte* at) => form.Read(at);

    internal override void Write(byte* at, T? value, string name, NativeKeep keep) =>
        form.Write(at, value ?? throw new ArgumentNullException(name), name, keep);

    internal override void Free(byte* at) => form.Free(at);
}
