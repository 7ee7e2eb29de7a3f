// Run time of the C# bindings: functions that C calls.
// SPDX-License-Identifier: MIT

/// <summary>A function that C calls. What it throws waits here until C has returned.</summary>
internal sealed class NativeClosure
{
    private readonly Func<Exception, bool>? _fail;
    private GCHandle _self;
    private ExceptionDispatchInfo? _error;

    internal NativeClosure(System.Delegate? function, Func<Exception, bool>? fail = null)
    {
        Function = function!;
        _fail = fail;
        if (function is not null)
        {
            _self = GCHandle.Alloc(this);
        }
    }

    internal static NativeClosure Share(params System.Delegate?[] functions) =>
        new(System.Array.Find(functions, static function => function is not null)) { Members = functions };

    internal System.Delegate Function { get; }

    /// <summary>Functions that share one user data; C knows which of them it calls.</summary>
    internal System.Delegate?[] Members { get; init; } = [];

    internal System.Delegate? Native { get; set; }

    /// <summary>Lets go what C uses as long as it calls the function.</summary>
    internal System.Action? LetGo { get; set; }

    internal bool Failed => _error is not null;

    /// <summary>The user data by which C tells the closure; NULL if there is no function.</summary>
    internal nint Key => _self.IsAllocated ? GCHandle.ToIntPtr(_self) : 0;

    /// <summary>The closure of that key. The JIT would call this for each callback, and never compile it well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static NativeClosure At(nint key) => (NativeClosure)GCHandle.FromIntPtr(key).Target!;

    /// <summary>Keeps what the function threw; true, so that a filter catches it.</summary>
    internal bool Fail(Exception error)
    {
        if (_fail is not null)
        {
            return _fail(error);
        }

        _error ??= ExceptionDispatchInfo.Capture(error);
        return true;
    }

    internal void Rethrow()
    {
        ExceptionDispatchInfo? error = _error;
        _error = null;
        error?.Throw();
    }

    /// <summary>C has called the function. If that was all, what C used is let go, but not in the middle of C's.</summary>
    internal void Ran()
    {
        if (LetGo is not null)
        {
            Free();
            ThreadPool.UnsafeQueueUserWorkItem(static closure => closure.Finish(), this, false);
        }
    }

    /// <summary>C does not call the function any more.</summary>
    internal void Release()
    {
        Free();
        Finish();
    }

    private void Finish()
    {
        System.Action? letGo = LetGo;
        LetGo = null;
        letGo?.Invoke();
    }

    private void Free()
    {
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }
}
