// Run time of the C# bindings: texts in an array of a C object.
// Needs TextForm.
// SPDX-License-Identifier: MIT

/// <summary>So many bytes, or fewer and a NUL.</summary>
internal sealed unsafe class TextInside(Encoding encoding, int size) : Form<string>(size)
{
    private readonly int _unit = encoding.GetByteCount("a");

    internal override string Read(byte* at) =>
        encoding.GetString(at, (int)TextEncodings.Units(at, _unit, Size / _unit) * _unit);

    internal override void Write(byte* at, string value, string name, NativeKeep keep)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        byte[] bytes = TextEncodings.Encode(encoding, value, name);
        if (bytes.Length > Size - _unit)
        {
            throw new ArgumentException("The text is too long for C.", name);
        }

        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The text must not hold a null character.", name);
        }

        bytes.CopyTo(new Span<byte>(at, Size));
    }
}
