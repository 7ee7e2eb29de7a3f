// Run time of the C# bindings: lengths and tags in C objects.
// SPDX-License-Identifier: MIT

internal abstract unsafe class NumberAt
{
    internal abstract long Read(byte* at);

    internal abstract void Write(byte* at, long value, string name);

    internal long Length(byte* at)
    {
        long length = Read(at);
        return length >= 0 ? length : throw new InvalidOperationException("C returned a length that cannot be.");
    }
}

/// <summary>A number so many bytes behind an object's beginning, which counts steps.</summary>
internal sealed unsafe class NumberAt<T>(int where, int step = 1) : NumberAt
    where T : unmanaged, System.Numerics.INumberBase<T>
{
    internal override long Read(byte* at) => long.CreateTruncating(Unsafe.ReadUnaligned<T>(at + where)) / step;

    internal override void Write(byte* at, long value, string name)
    {
        try
        {
            Unsafe.WriteUnaligned(at + where, T.CreateChecked(checked(value * step)));
        }
        catch (OverflowException error)
        {
            throw new ArgumentException("It is too long for C.", name, error);
        }
    }
}
