// Run time of the C# bindings: values in C objects that may be errors.
// Needs Form NumberAt.
// SPDX-License-Identifier: MIT

internal unsafe delegate Exception NativeFailure(byte* at);

/// <summary>A value, or why there is none.</summary>
/// <typeparam name="T">What the value is.</typeparam>
public sealed class Outcome<T>
{
    private readonly T _value;

    internal Outcome(T value, Exception? error) => (_value, Error) = (value, error);

    /// <summary>Why there is no value; null if there is one.</summary>
    public Exception? Error { get; }

    /// <summary>The value; throws <see cref="Error"/> if there is none.</summary>
    [SuppressMessage("Design", "CA1065", Justification = "A value that is not there cannot be read.")]
    public T Value => Error is null ? _value : throw Error;
}

/// <summary>All is well if the tag is GOOD, or is not BAD.</summary>
internal sealed unsafe class ResultForm<T>(
    int size,
    NumberAt tag,
    long? good,
    long? bad,
    Form<T>? form,
    int valueAt,
    NativeFailure failure,
    NativeFree? freeError = null)
    : Form<Outcome<T>>(size)
{
    internal override Outcome<T> Read(byte* at) => IsGood(at) ? new(Value(at), null) : new(default!, failure(at));

    /// <summary>The value; throws the error.</summary>
    internal T Take(byte* at) => IsGood(at) ? Value(at) : throw failure(at);

    internal override void Free(byte* at)
    {
        if (IsGood(at))
        {
            form?.Free(at + valueAt);
        }
        else
        {
            freeError?.Invoke(at);
        }
    }

    private T Value(byte* at) => form is null ? default! : form.Read(at + valueAt);

    private bool IsGood(byte* at) => good is null ? tag.Read(at) != bad : tag.Read(at) == good;
}
