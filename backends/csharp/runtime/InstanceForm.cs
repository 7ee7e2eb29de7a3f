// Run time of the C# bindings: objects in C objects.
// Needs Form.
// SPDX-License-Identifier: MIT

internal sealed unsafe class InstanceForm<T>(Func<nint, T> make, Func<T, SafeHandle> handleOf, bool nullable = false)
    : Form<T>(sizeof(void*))
    where T : class
{
    internal override T Read(byte* at)
    {
        nint pointer = *(nint*)at;
        return pointer != 0 ? make(pointer)
            : nullable ? null! : throw new InvalidOperationException("C returned NULL where it promised an object.");
    }

    internal override void Write(byte* at, T value, string name, NativeKeep keep)
    {
        if (value is not null)
        {
            *(nint*)at = keep.Hold(handleOf(value));
        }
        else if (!nullable)
        {
            throw new ArgumentNullException(name);
        }
    }
}
