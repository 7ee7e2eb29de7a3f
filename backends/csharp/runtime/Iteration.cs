// Run time of the C# bindings: objects one after the other.
// SPDX-License-Identifier: MIT

internal static class Iteration
{
    /// <summary>What NEXT gives, until that is nothing.</summary>
    internal static IEnumerator<T> Of<T>(Func<T?> next)
        where T : class
    {
        while (next() is { } item)
        {
            yield return item;
        }
    }
}
