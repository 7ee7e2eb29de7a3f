// Run time of the C# bindings: complex numbers of C's float, of which .NET has only those of double.
// SPDX-License-Identifier: MIT

/// <summary>A complex number of two floats, as C lays it out.</summary>
/// <param name="Real">The real part.</param>
/// <param name="Imaginary">The imaginary part.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ComplexSingle(float Real, float Imaginary)
{
    /// <summary>The same number, exactly.</summary>
    public static implicit operator System.Numerics.Complex(ComplexSingle number) => new(number.Real, number.Imaginary);

    /// <summary>The nearest number of two floats.</summary>
    public static explicit operator ComplexSingle(System.Numerics.Complex number) =>
        new((float)number.Real, (float)number.Imaginary);

    /// <summary>The same number, exactly.</summary>
    public System.Numerics.Complex ToComplex() => this;

    /// <summary>The nearest number of two floats.</summary>
    public static ComplexSingle FromComplex(System.Numerics.Complex number) => (ComplexSingle)number;
}
