// Run time of the C# bindings: values inside C objects.
// SPDX-License-Identifier: MIT

internal unsafe delegate void NativeFree(byte* at);

/// <summary>What C objects point to, and the objects that they hold, for the length of a call.</summary>
internal readonly unsafe struct NativeKeep() : IDisposable
{
    private readonly List<nint> _memory = [];
    private readonly List<SafeHandle> _held = [];

    internal byte* Memory(long size)
    {
        void* memory = NativeMemory.AllocZeroed((nuint)size);
        _memory.Add((nint)memory);
        return (byte*)memory;
    }

    internal nint Hold(SafeHandle handle)
    {
        bool held = false;
        handle.DangerousAddRef(ref held);
        _held.Add(handle);
        return handle.DangerousGetHandle();
    }

    public void Dispose()
    {
        foreach (SafeHandle handle in _held)
        {
            handle.DangerousRelease();
        }

        foreach (nint memory in _memory)
        {
            NativeMemory.Free((void*)memory);
        }

        _held.Clear();
        _memory.Clear();
    }
}

/// <summary>How a C object of so many bytes holds a value, which it is read from and written to.</summary>
internal abstract unsafe class Form<T>(int size)
{
    internal int Size { get; } = size;

    internal abstract T Read(byte* at);

    /// <summary>Makes the zeroed object at AT; what it points to lives as long as KEEP.</summary>
    internal virtual void Write(byte* at, T value, string name, NativeKeep keep) =>
        throw new NotSupportedException("C alone makes such a value.");

    internal virtual void ReadAll(byte* at, Span<T> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Read(at + ((long)i * Size));
        }
    }

    internal virtual void WriteAll(byte* at, ReadOnlySpan<T> values, string name, NativeKeep keep)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Write(at + ((long)i * Size), values[i], name, keep);
        }
    }

    /// <summary>Frees what the object at AT owns.</summary>
    internal virtual void Free(byte* at)
    {
    }

    internal byte* Make(T value, string name, NativeKeep keep)
    {
        byte* at = keep.Memory(Size);
        Write(at, value, name, keep);
        return at;
    }

    internal byte* MakeOrNull(T value, string name, NativeKeep keep) =>
        value is null ? null : Make(value, name, keep);

    internal T There(void* at) =>
        at == null ? throw new InvalidOperationException("C returned NULL where it promised a value.") : Read((byte*)at);

    internal T? OrNull(void* at) => at == null ? default : Read((byte*)at);
}

/// <summary>A pointer to a text or to many.</summary>
internal abstract unsafe class PointerForm<T>(bool nullable, NativeFree? release) : Form<T>(sizeof(void*))
{
    internal NativeFree? Release { get; } = release;

    private protected bool IsNullable { get; } = nullable;

    internal abstract T ReadMany(void* first, long count);

    internal abstract byte* MakeMany(T value, string name, NativeKeep keep, out long count);

    /// <summary>How many there are at FIRST, where nobody counts them.</summary>
    internal abstract long Length(byte* first);

    internal virtual void FreeMany(void* first, long count)
    {
    }

    internal override T Read(byte* at)
    {
        byte* first = *(byte**)at;
        return ReadMany(first, first == null ? Missing() : Length(first));
    }

    internal override void Free(byte* at)
    {
        byte* first = *(byte**)at;
        if (first != null)
        {
            FreeMany(first, Length(first));
            Release?.Invoke(first);
        }
    }

    private protected long Missing() =>
        IsNullable ? 0 : throw new InvalidOperationException("C returned NULL where it promised a value.");
}
