// Run time of the C# bindings: C objects that something else frees.
// Needs Form.
// SPDX-License-Identifier: MIT

/// <summary>A form of which RELEASE frees the object where it came back.</summary>
internal sealed unsafe class FreedForm<T>(Form<T> form, NativeFree release) : Form<T>(form.Size)
{
    internal override T Read(byte* at) => form.Read(at);

    internal override void Write(byte* at, T value, string name, NativeKeep keep) => form.Write(at, value, name, keep);

    internal override void Free(byte* at)
    {
        form.Free(at);
        release(at);
    }
}
