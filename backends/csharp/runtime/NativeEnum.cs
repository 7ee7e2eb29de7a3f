// Run time of the C# bindings: enumerations that have no values without a name.
// SPDX-License-Identifier: MIT

internal static class NativeEnum
{
    /// <summary>The value, which C or a function of the caller gave.</summary>
    internal static T Known<T>(T value)
        where T : struct, System.Enum =>
        System.Enum.IsDefined(value) ? value : throw new InvalidOperationException($"{value} is no {typeof(T).Name}.");

    /// <summary>The values, which C gave.</summary>
    [return: NotNullIfNotNull(nameof(values))]
    internal static T[]? Known<T>(T[]? values)
        where T : struct, System.Enum
    {
        foreach (T value in values ?? [])
        {
            _ = Known(value);
        }

        return values;
    }

    /// <summary>The values in a struct, which C may have given, to be read or set. Zero: not set yet.</summary>
    internal static Span<T> Known<T>(Span<T> values)
        where T : struct, System.Enum
    {
        foreach (T value in values)
        {
            if (!EqualityComparer<T>.Default.Equals(value, default))
            {
                _ = Known(value);
            }
        }

        return values;
    }

    /// <summary>The value, which the caller gave.</summary>
    internal static T Given<T>(T value, string name)
        where T : struct, System.Enum =>
        System.Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{value} is no {typeof(T).Name}.");

    internal static void Check<T>(ReadOnlySpan<T> values, string name)
        where T : struct, System.Enum
    {
        foreach (T value in values)
        {
            _ = Given(value, name);
        }
    }
}
