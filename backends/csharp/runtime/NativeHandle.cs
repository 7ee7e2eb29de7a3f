// Run time of the C# bindings: C objects.
// SPDX-License-Identifier: MIT

/// <summary>An object that was given away, whose taker keeps what it used.</summary>
internal readonly record struct Inherited(NativeHandle? Given);

/// <summary>A C object. It ends when it is disposed of and neither a call nor another object needs it.</summary>
internal abstract class NativeHandle : SafeHandle
{
    /// <summary>What C may use for nobody knows how long: only its owner ends it.</summary>
    private static readonly ConcurrentDictionary<object, bool> Staying = new();

    private readonly object _lock = new();
    private Stack<object>? _kept;

    /// <summary>What C lends for a call and this is, or was made of; and what was made of that.</summary>
    private NativeHandle? _loan;
    private Stack<WeakReference<NativeHandle>>? _made;

    protected NativeHandle(nint pointer, bool owned, params object?[] kept)
        : base(0, true)
    {
        Owned = owned;
        SetHandle(pointer);
        foreach (object? other in kept)
        {
            if (other is System.Action release)
            {
                Keep(release);
            }
            else if (other is Inherited inherited)
            {
                Inherit(inherited.Given);
            }
            else
            {
                Keep((SafeHandle?)other);
            }
        }
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Disposed of, though a call or another object may need the C object still.</summary>
    internal bool IsGone { get; private set; }

    internal bool Owned { get; set; }

    /// <summary>C lends it for a call: what is made of it is disposed of with it.</summary>
    internal bool IsLent
    {
        get => _loan == this;
        init => _loan = value ? this : null;
    }

    internal static bool IsThere(nint pointer) => pointer != 0;

    /// <summary>OTHER lives as long as this.</summary>
    internal void Keep(SafeHandle? other)
    {
        if (other is null || other == this)
        {
            return;
        }

        bool held = false;
        other.DangerousAddRef(ref held);
        Push(other);
        if (other is NativeHandle { _loan: { } loan })
        {
            _loan ??= loan;
            lock (loan._lock)
            {
                loan._made ??= new Stack<WeakReference<NativeHandle>>();
                loan._made.Push(new WeakReference<NativeHandle>(this));
            }
        }
    }

    /// <summary>RELEASE is called when this has ended.</summary>
    internal void Keep(System.Action release) => Push(release);

    /// <summary>C has the object now: it is disposed of, but not ended.</summary>
    internal void HandOver()
    {
        Owned = false;
        Dispose();
    }

    /// <summary>The same, where nobody knows who has it then.</summary>
    internal void Detach()
    {
        Strand();
        HandOver();
    }

    /// <summary>What GIVEN used, which C's object has now, lives as long as this.</summary>
    internal void Inherit(NativeHandle? given)
    {
        if (given is null)
        {
            return;
        }

        if (!Owned || given == this)
        {
            given.Strand();
            return;
        }

        object[] all = given.Kept();
        for (int i = all.Length - 1; i >= 0; i--)
        {
            Push(all[i]);
        }
    }

    protected abstract void End(nint pointer);

    protected override void Dispose(bool disposing)
    {
        IsGone = true;
        Staying.TryRemove(this, out _);
        while (disposing && _made is not null && _made.TryPop(out WeakReference<NativeHandle>? made))
        {
            if (made.TryGetTarget(out NativeHandle? other))
            {
                other.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    protected override bool ReleaseHandle()
    {
        if (Owned)
        {
            End(handle);
        }

        while (_kept is not null && _kept.TryPop(out object? kept))
        {
            if (kept is SafeHandle other)
            {
                other.DangerousRelease();
            }
            else
            {
                ((System.Action)kept)();
            }
        }

        return true;
    }

    /// <summary>The C object of class T that this keeps alive, or is; 0 if there is none.</summary>
    internal nint PointerOf<T>()
        where T : SafeHandle
    {
        if (this is T)
        {
            return handle;
        }

        lock (_lock)
        {
            foreach (object kept in _kept ?? new Stack<object>())
            {
                nint found = kept is T it ? it.DangerousGetHandle() : kept is NativeHandle other ? other.PointerOf<T>() : 0;
                if (found != 0)
                {
                    return found;
                }
            }
        }

        return 0;
    }

    /// <summary>C may use what this keeps for nobody knows how long: until it is disposed of, and functions for ever.</summary>
    private void Strand()
    {
        object[] all = Kept();
        for (int i = all.Length - 1; i >= 0; i--)
        {
            if (all[i] is NativeHandle other)
            {
                Push(other);
                other.Stay();
            }
        }
    }

    private void Stay()
    {
        if (!IsGone)
        {
            Staying.TryAdd(this, true);
        }
    }

    /// <summary>What this keeps; it keeps nothing then.</summary>
    private object[] Kept()
    {
        lock (_lock)
        {
            object[] kept = _kept?.ToArray() ?? [];
            _kept?.Clear();
            return kept;
        }
    }

    private void Push(object other)
    {
        lock (_lock)
        {
            _kept ??= new Stack<object>();
            _kept.Push(other);
        }
    }
}
