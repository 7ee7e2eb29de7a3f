// Run time of the C# bindings: calls that complete later.
// SPDX-License-Identifier: MIT

/// <summary>A call that C completes on any thread, maybe before it has returned.</summary>
internal sealed class Completion<T>
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;
    private CancellationToken _token;

    internal Task<T> Task => _source.Task;

    internal void Set(T value)
    {
        _source.TrySetResult(value);
        _registration.Unregister();
    }

    /// <summary>What C says after it was told to give up is that.</summary>
    internal bool Fail(Exception error)
    {
        if (_token.IsCancellationRequested)
        {
            _source.TrySetCanceled(_token);
        }
        else
        {
            _source.TrySetException(error);
        }

        _registration.Unregister();
        return true;
    }

    /// <summary>CANCEL tells C to give up while HANDLE, which it needs, is alive.</summary>
    internal void GiveUp(SafeHandle? handle, System.Action cancel, CancellationToken token)
    {
        _token = token;
        _registration = token.UnsafeRegister(_ => Cancel(handle, cancel), null);
    }

    private void Cancel(SafeHandle? handle, System.Action cancel)
    {
        bool held = false;
        try
        {
            if (!_source.Task.IsCompleted)
            {
                handle?.DangerousAddRef(ref held);
                cancel();
            }
        }
        catch (ObjectDisposedException) when (!held)
        {
            // It completed meanwhile, and nobody else needed the object.
        }
        finally
        {
            if (held)
            {
                handle!.DangerousRelease();
            }
        }
    }
}
