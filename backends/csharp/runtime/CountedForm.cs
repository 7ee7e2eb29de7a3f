// Run time of the C# bindings: texts and arrays that a C object counts.
// Needs Form NumberAt.
// SPDX-License-Identifier: MIT

/// <summary>A pointer, a length, and perhaps a capacity. RELEASE takes the object, or the pointer.</summary>
internal sealed unsafe class CountedForm<T>(
    int size,
    PointerForm<T> form,
    int pointerAt,
    NumberAt? length,
    NumberAt? capacity = null,
    NativeFree? release = null,
    bool takesPointer = false)
    : Form<T>(size)
{
    internal override T Read(byte* at) =>
        length is null ? form.Read(at + pointerAt) : form.ReadMany(*(void**)(at + pointerAt), length.Length(at));

    internal override void Write(byte* at, T value, string name, NativeKeep keep)
    {
        if (length is null)
        {
            form.Write(at + pointerAt, value, name, keep);
            return;
        }

        *(byte**)(at + pointerAt) = form.MakeMany(value, name, keep, out long count);
        length.Write(at, count, name);
        capacity?.Write(at, count, name);
    }

    internal override void Free(byte* at)
    {
        byte* first = *(byte**)(at + pointerAt);
        if (length is not null)
        {
            form.FreeMany(first, length.Length(at));
        }

        if (release is not null && (first != null || !takesPointer))
        {
            release(takesPointer ? first : at);
        }
    }
}
