// Run time of the C# bindings: functions that C runs once, later.
// Needs LastingClosure.
// SPDX-License-Identifier: MIT

/// <summary>A function that C runs exactly once, on any thread; until then it keeps what C uses.</summary>
internal sealed class OnceClosure
{
    private readonly Stack<object> _kept = new();

    internal OnceClosure(System.Delegate? function, Func<Exception, bool> fail) =>
        Inner = new NativeClosure(function, fail) { LetGo = LetGo };

    internal NativeClosure Inner { get; }

    internal nint Key => Inner.Key;

    internal static OnceClosure Make(System.Delegate? function) => new(function, LastingClosure.Fail);

    internal void Keep(object? kept)
    {
        if (kept is SafeHandle handle)
        {
            bool held = false;
            handle.DangerousAddRef(ref held);
        }

        _kept.Push(kept ?? this);
    }

    internal void Release() => Inner.Release();

    private void LetGo()
    {
        while (_kept.TryPop(out object? kept))
        {
            (kept as SafeHandle)?.DangerousRelease();
        }
    }
}
