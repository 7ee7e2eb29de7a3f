// Run time of the C# bindings: functions that C keeps.
// Needs NativeCalls NativeClosure.
// SPDX-License-Identifier: MIT

/// <summary>A function that C calls later, too. What it throws goes to the call that runs it, if any.</summary>
internal static class LastingClosure
{
    internal static NativeClosure Make(System.Delegate? function) => new(function, Fail);

    internal static NativeClosure Share(params System.Delegate?[] functions) =>
        new(System.Array.Find(functions, static function => function is not null), Fail) { Members = functions };

    internal static bool Fail(Exception error)
    {
        if (!NativeCalls.Fail(error))
        {
            ExceptionDispatchInfo thrown = ExceptionDispatchInfo.Capture(error);
            ThreadPool.UnsafeQueueUserWorkItem(static info => info.Throw(), thrown, false);
        }

        return true;
    }

    /// <summary>What C calls when it is done with the user data.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static unsafe void Destroy(void* user)
    {
        if (user != null)
        {
            NativeClosure.At((nint)user).Release();
        }
    }
}
