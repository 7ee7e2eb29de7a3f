// Run time of the C# bindings: what functions throw that C keeps.
// SPDX-License-Identifier: MIT

/// <summary>The calls of C that run on this thread, and what was thrown in the innermost.</summary>
internal static class NativeCalls
{
    [ThreadStatic]
    private static int s_depth;

    [ThreadStatic]
    private static ExceptionDispatchInfo? s_error;

    internal static void Enter() => s_depth++;

    internal static void Leave() => s_depth--;

    /// <summary>Keeps ERROR for the call that it was thrown in; false if there is none.</summary>
    internal static bool Fail(Exception error)
    {
        if (s_depth == 0)
        {
            return false;
        }

        s_error ??= ExceptionDispatchInfo.Capture(error);
        return true;
    }

    internal static bool Failed => s_error is not null;

    internal static void Rethrow()
    {
        ExceptionDispatchInfo? error = s_error;
        s_error = null;
        error?.Throw();
    }
}
