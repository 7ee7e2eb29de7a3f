// Run time of the C# bindings: an object that C gives to a function that it calls.
// SPDX-License-Identifier: MIT

/// <summary>What MAKE makes of a pointer; null for NULL.</summary>
internal readonly struct Adopted<T>(nint pointer, Func<nint, T> make)
    where T : class
{
    internal T? Item { get; } = pointer == 0 ? null : make(pointer);
}
