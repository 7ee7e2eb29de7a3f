// Run time of the C# bindings: memory that a field of an object points to.
// SPDX-License-Identifier: MIT

/// <summary>Memory that stays where it is until other memory is set or the object ends.</summary>
internal sealed class NativePin
{
    private System.Buffers.MemoryHandle _handle;
    private Memory<byte> _memory;
    private bool _kept;

    internal unsafe void* Set(NativeHandle owner, ReadOnlyMemory<byte> memory) => Set(owner, MemoryMarshal.AsMemory(memory));

    internal unsafe void* Set(NativeHandle owner, Memory<byte> memory)
    {
        if (!_kept)
        {
            owner.Keep(Release);
            _kept = true;
        }

        _handle.Dispose();
        _handle = memory.Pin();
        _memory = memory;
        return _handle.Pointer;
    }

    /// <summary>What is left of the memory when C has gone through it up to its last COUNT bytes.</summary>
    internal Memory<byte> Last(ulong count) =>
        count >= (ulong)_memory.Length ? _memory : _memory[(_memory.Length - (int)count)..];

    private void Release()
    {
        _handle.Dispose();
        _memory = default;
    }
}
