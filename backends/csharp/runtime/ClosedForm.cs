// Run time of the C# bindings: values of enumerations that have no values without a name.
// Needs Form NativeEnum.
// SPDX-License-Identifier: MIT

internal sealed unsafe class ClosedForm<T>() : Form<T>(sizeof(T))
    where T : unmanaged, System.Enum
{
    internal override T Read(byte* at) => NativeEnum.Known(Unsafe.ReadUnaligned<T>(at));

    internal override void Write(byte* at, T value, string name, NativeKeep keep) =>
        Unsafe.WriteUnaligned(at, NativeEnum.Given(value, name));
}
