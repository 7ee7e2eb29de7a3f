// Run time of the C# bindings: objects that C lends to a function that it calls.
// SPDX-License-Identifier: MIT

/// <summary>Objects that are gone when the function has returned.</summary>
internal readonly struct Lent<T>(T[]? items) : IDisposable
    where T : IDisposable
{
    internal T[]? Items { get; } = items;

    public void Dispose()
    {
        foreach (T item in Items ?? [])
        {
            item.Dispose();
        }
    }
}
