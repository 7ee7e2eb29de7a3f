// Run time of the C# bindings: many values in C objects.
// Needs Form.
// SPDX-License-Identifier: MIT

/// <summary>A pointer to many: counted, FIXED of them, or up to one that is all zero.</summary>
internal sealed unsafe class ManyForm<T>(Form<T> item, long count = -1, bool nullable = false, NativeFree? release = null)
    : PointerForm<T[]>(nullable, release)
{
    internal long ItemSize => item.Size;

    internal override long Length(byte* first)
    {
        if (count >= 0)
        {
            return count;
        }

        long found = 0;
        while (new ReadOnlySpan<byte>(first + (found * item.Size), item.Size).ContainsAnyExcept((byte)0))
        {
            found++;
        }

        return found;
    }

    internal override T[] ReadMany(void* first, long count)
    {
        if (first == null && (count != 0 || IsNullable))
        {
            return count == 0 ? null! : throw new InvalidOperationException("C returned NULL with a length.");
        }

        if (count == 0)
        {
            return [];
        }

        T[] values = new T[count];
        item.ReadAll((byte*)first, values);
        return values;
    }

    /// <summary>What is at FIRST, up to its end.</summary>
    internal T[] ReadEnded(void* first) => ReadMany(first, first == null ? Missing() : Length((byte*)first));

    internal byte* MakeSpan(ReadOnlySpan<T> values, string name, NativeKeep keep)
    {
        if (IsNullable && Unsafe.IsNullRef(ref MemoryMarshal.GetReference(values)))
        {
            return null;
        }

        byte* memory = keep.Memory((values.Length + 1L) * item.Size);
        item.WriteAll(memory, values, name, keep);
        return memory;
    }

    internal override byte* MakeMany(T[] value, string name, NativeKeep keep, out long count)
    {
        count = 0;
        if (value is null)
        {
            return IsNullable ? null : throw new ArgumentNullException(name);
        }

        count = value.LongLength;
        return MakeSpan(value, name, keep);
    }

    internal override void Write(byte* at, T[] value, string name, NativeKeep keep)
    {
        *(byte**)at = MakeMany(value, name, keep, out long made);
        if (count >= 0 && value is not null && made != count)
        {
            throw new ArgumentException("The number of elements is wrong.", name);
        }
    }

    internal override void FreeMany(void* first, long count)
    {
        for (long i = 0; first != null && i < count; i++)
        {
            item.Free((byte*)first + (i * item.Size));
        }
    }
}
