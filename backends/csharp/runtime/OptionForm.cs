// Run time of the C# bindings: values in C objects that may be absent.
// Needs Form NumberAt.
// SPDX-License-Identifier: MIT

/// <summary>A value that is there if the tag is THERE, or anything but 0 if that is null.</summary>
internal sealed unsafe class OptionForm<T>(int size, NumberAt tag, long? there, Form<T> form, int valueAt) : Form<T>(size)
{
    internal override T Read(byte* at) => IsThere(at) ? form.Read(at + valueAt) : default!;

    internal override void Write(byte* at, T value, string name, NativeKeep keep)
    {
        if (value is not null)
        {
            tag.Write(at, there ?? 1, name);
            form.Write(at + valueAt, value, name, keep);
        }
        else if (there == 0)
        {
            tag.Write(at, 1, name);
        }
    }

    internal override void Free(byte* at)
    {
        if (IsThere(at))
        {
            form.Free(at + valueAt);
        }
    }

    private bool IsThere(byte* at) => there is null ? tag.Read(at) != 0 : tag.Read(at) == there;
}
