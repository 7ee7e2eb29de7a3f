// Run time of the C# bindings: text for C.
// SPDX-License-Identifier: MIT

/// <summary>Text as C takes it, in UTF-8 and with a NUL behind it, for the length of a call.</summary>
internal ref struct NativeText
{
    internal const int Room = 256;
    private static readonly UTF8Encoding Strict = new(false, true);
    private readonly ReadOnlySpan<byte> _bytes;
    private byte[]? _rented;

    internal NativeText(string? text, Span<byte> room, string name, bool ascii = false)
    {
        if (text is null)
        {
            return;
        }

        if (text.AsSpan().Contains('\0'))
        {
            throw new ArgumentException("The text must not hold a null character.", name);
        }

        if (text.Length < room.Length &&
            Ascii.FromUtf16(text, room, out int written) == System.Buffers.OperationStatus.Done)
        {
            Length = written;
        }
        else if (ascii && !Ascii.IsValid(text))
        {
            throw new ArgumentException("The text must be of ASCII characters.", name);
        }
        else
        {
            int most = Strict.GetMaxByteCount(text.Length) + 1;
            if (most > room.Length)
            {
                room = _rented = System.Buffers.ArrayPool<byte>.Shared.Rent(most);
            }

            Length = Encoded(text, room, name);
        }

        room[Length] = 0;
        _bytes = room;
    }

    internal int Length { get; }

    public readonly ref readonly byte GetPinnableReference() => ref _bytes.GetPinnableReference();

    public void Dispose()
    {
        if (_rented is not null)
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private static int Encoded(string text, Span<byte> room, string name)
    {
        try
        {
            return Strict.GetBytes(text, room);
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException("The text holds half of a surrogate pair.", name, error);
        }
    }
}
