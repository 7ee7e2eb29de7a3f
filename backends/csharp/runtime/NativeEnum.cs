// Run time of the C# bindings: enumerations of which C is given no values without a name.
// SPDX-License-Identifier: MIT

internal static class NativeEnum
{
    /// <summary>The value, which a function of the caller gave.</summary>
    internal static T Known<T>(T value)
        where T : struct, System.Enum =>
        System.Enum.IsDefined(value) ? value : throw new InvalidOperationException($"{value} is no {typeof(T).Name}.");

    internal static void Check<T>(ReadOnlySpan<T> values, string name)
        where T : struct, System.Enum
    {
        foreach (T value in values)
        {
            if (!System.Enum.IsDefined(value))
            {
                throw new ArgumentOutOfRangeException(name);
            }
        }
    }
}
