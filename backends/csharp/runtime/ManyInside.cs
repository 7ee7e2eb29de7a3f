// Run time of the C# bindings: arrays in C objects.
// Needs Form.
// SPDX-License-Identifier: MIT

/// <summary>So many values in the object itself.</summary>
internal sealed unsafe class ManyInside<T>(Form<T> item, int count) : Form<T[]>(item.Size * count)
{
    internal override T[] Read(byte* at)
    {
        T[] values = new T[count];
        item.ReadAll(at, values);
        return values;
    }

    internal override void Write(byte* at, T[] value, string name, NativeKeep keep)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (value.Length != count)
        {
            throw new ArgumentException("The number of elements is wrong.", name);
        }

        item.WriteAll(at, value, name, keep);
    }

    internal override void Free(byte* at)
    {
        for (int i = 0; i < count; i++)
        {
            item.Free(at + (i * item.Size));
        }
    }
}
