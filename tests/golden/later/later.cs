// Made by ffirender from the description that the compiler wrote; changes will be lost.
#nullable enable

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Later;

/// <summary>C's enum later_code.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum Code : uint
{
    /// <summary>C's LATER_OK.</summary>
    Ok = 0,

    /// <summary>C's LATER_FULL.</summary>
    Full = 1,

    /// <summary>C's LATER_OVER.</summary>
    Over = 2,
}

/// <summary>C's struct later_sink.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct SinkStruct
{
    /// <summary>C's write.</summary>
    public nint Write;

    /// <summary>C's has_room.</summary>
    public nint HasRoom;

    /// <summary>C's user.</summary>
    public nint User;
}

/// <summary>What goes wrong in later.</summary>
public class LaterException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public LaterException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public LaterException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public LaterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>later_queue *later_queue_new(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint later_queue_new()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.later_queue_new();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint>)NativeLoader.Entry(ref NativeEntries.later_queue_new_entry.At, "later_queue_new"))();
        }
    }

    /// <summary>void later_queue_free(later_queue *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void later_queue_free(nint queue)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.later_queue_free(queue);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.later_queue_free_entry.At, "later_queue_free"))(
                queue);
        }
    }

    /// <summary>unsigned int later_queue_add(later_queue *, const char *, later_done, void *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint later_queue_add(
        nint queue,
        byte* text,
        delegate* unmanaged[Cdecl]<void*, Code, long, void> done,
        void* user)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.later_queue_add(queue, text, done, user);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, byte*, delegate* unmanaged[Cdecl]<void*, Code, long, void>, void*, uint>)NativeLoader.Entry(ref NativeEntries.later_queue_add_entry.At, "later_queue_add"))(
                queue,
                text,
                done,
                user);
        }
    }

    /// <summary>void later_queue_cancel(later_queue *, unsigned int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void later_queue_cancel(nint queue, uint job)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.later_queue_cancel(queue, job);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, uint, void>)NativeLoader.Entry(ref NativeEntries.later_queue_cancel_entry.At, "later_queue_cancel"))(
                queue,
                job);
        }
    }

    /// <summary>void later_queue_once(later_queue *, later_tick, void *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void later_queue_once(nint queue, delegate* unmanaged[Cdecl]<void*, void> tick, void* user)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.later_queue_once(queue, tick, user);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<void*, void>, void*, void>)NativeLoader.Entry(ref NativeEntries.later_queue_once_entry.At, "later_queue_once"))(
                queue,
                tick,
                user);
        }
    }

    /// <summary>int later_queue_drain(later_queue *, const struct later_sink *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int later_queue_drain(nint queue, SinkStruct* sink)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.later_queue_drain(queue, sink);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, SinkStruct*, int>)NativeLoader.Entry(ref NativeEntries.later_queue_drain_entry.At, "later_queue_drain"))(
                queue,
                sink);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "liblater.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "LATER_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "later_queue_new later_queue_free later_queue_add later_queue_cancel later_queue_once " +
            "later_queue_drain");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint later_queue_new();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void later_queue_free(nint queue);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint later_queue_add(
        nint queue,
        byte* text,
        delegate* unmanaged[Cdecl]<void*, Code, long, void> done,
        void* user);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void later_queue_cancel(nint queue, uint job);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void later_queue_once(nint queue, delegate* unmanaged[Cdecl]<void*, void> tick, void* user);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int later_queue_drain(nint queue, SinkStruct* sink);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class later_queue_new_entry { internal static nint At; }
    internal static class later_queue_free_entry { internal static nint At; }
    internal static class later_queue_add_entry { internal static nint At; }
    internal static class later_queue_cancel_entry { internal static nint At; }
    internal static class later_queue_once_entry { internal static nint At; }
    internal static class later_queue_drain_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.later_queue_new_entry.At = loader.Find("later_queue_new");
        NativeEntries.later_queue_free_entry.At = loader.Find("later_queue_free");
        NativeEntries.later_queue_add_entry.At = loader.Find("later_queue_add");
        NativeEntries.later_queue_cancel_entry.At = loader.Find("later_queue_cancel");
        NativeEntries.later_queue_once_entry.At = loader.Find("later_queue_once");
        NativeEntries.later_queue_drain_entry.At = loader.Find("later_queue_drain");
        return true;
    }
}

/// <summary>A failure that C tells with later_code.</summary>
public class CodeException : LaterException
{
    /// <summary>Makes one without a message.</summary>
    public CodeException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public CodeException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public CodeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one of what C returned.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="code">what C returned</param>
    public CodeException(string message, Code code)
        : base(message)
    {
        Code = code;
    }

    /// <summary>What C returned.</summary>
    public Code Code { get; }
}

internal static class Failures
{
    internal static unsafe CodeException CodeException(Code code)
    {
        return new CodeException(code.ToString(), code);
    }
}

/// <summary>C's later_done.</summary>
/// <param name="code">C's code</param>
/// <param name="result">C's result</param>
public delegate void Done(Code code, long result);

/// <summary>C's later_tick.</summary>
public delegate void Tick();

/// <summary>C's later_sink_write.</summary>
/// <param name="line">C's line</param>
/// <returns>what C gets</returns>
public delegate int LaterSinkWrite(string line);

/// <summary>C's later_sink_has_room.</summary>
/// <returns>what C gets</returns>
public delegate bool LaterSinkHasRoom();

internal static unsafe class Trampolines
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void Done(void* user, Code code, long resultValue)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return;
        }

        try
        {
            Unsafe.As<Done>(closure.Function)(code, resultValue);
        }
        catch (Exception error) when (closure.Fail(error))
        {
        }
        finally
        {
            closure.Ran();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void Tick(void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return;
        }

        try
        {
            Unsafe.As<Tick>(closure.Function)();
        }
        catch (Exception error) when (closure.Fail(error))
        {
        }
        finally
        {
            closure.Ran();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int LaterSinkWrite(void* user, byte* line)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<LaterSinkWrite>(closure.Members[0]!)(TextOf.There(line));
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static byte LaterSinkHasRoom(void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<LaterSinkHasRoom>(closure.Members[1]!)() ? (byte)1 : (byte)0;
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }
}

/// <summary>What C calls as later_sink.</summary>
public interface ISink
{
    /// <summary>C's write.</summary>
    /// <param name="line">C's line</param>
    /// <returns>what C gets</returns>
    int Write(string line);
}

/// <summary>What an ISink may have besides.</summary>
public interface ISinkHasRoom : ISink
{
    /// <summary>C's has_room.</summary>
    /// <returns>what C gets</returns>
    bool HasRoom();
}

internal static unsafe class SinkFunctions
{
    internal static System.Delegate?[] Of(ISink? implemented)
    {
        if (implemented is null)
        {
            return [];
        }

        return [
            new LaterSinkWrite(implemented.Write),
            implemented is ISinkHasRoom with2 ? new LaterSinkHasRoom(with2.HasRoom) : null];
    }

    internal static SinkStruct Struct(NativeClosure closure) => new()
    {
        User = closure.Key,
        Write = (nint)(delegate* unmanaged[Cdecl]<void*, byte*, int>)&Trampolines.LaterSinkWrite,
        HasRoom = closure.Members[1] is null ? 0 : (nint)(delegate* unmanaged[Cdecl]<void*, byte>)&Trampolines.LaterSinkHasRoom,
    };

    internal static SinkStruct* Make(NativeClosure closure)
    {
        if (closure.Key == 0)
        {
            return null;
        }

        SinkStruct* made = (SinkStruct*)NativeMemory.Alloc((nuint)sizeof(SinkStruct));
        *made = Struct(closure);
        closure.LetGo = () => NativeMemory.Free(made);
        return made;
    }
}

internal sealed unsafe class QueueHandle : NativeHandle
{
    internal QueueHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.later_queue_free(pointer);
    }
}

/// <summary>C's later_queue.</summary>
public sealed unsafe class Queue : IDisposable
{
    internal readonly QueueHandle _handle;

    internal Queue(QueueHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's later_queue_new.</summary>
    /// <exception cref="LaterException">if it fails</exception>
    public Queue()
    {
        NativeCalls.Enter();
        try
        {
            nint result = Raw.later_queue_new();
            if (NativeCalls.Failed)
            {
                if (NativeHandle.IsThere(result))
                {
                    Raw.later_queue_free(result);
                }
                NativeCalls.Rethrow();
            }
            if (result == 0)
            {
                throw new LaterException("later_queue_new() failed");
            }

            _handle = new QueueHandle(result, true);
        }
        finally
        {
            NativeCalls.Leave();
        }
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>Calls C's later_queue_add.</summary>
    /// <param name="text">C's text</param>
    /// <param name="cancellationToken">tells C to give up</param>
    /// <returns>a task that ends when C is done</returns>
    /// <exception cref="CodeException">if it fails</exception>
    public Task<long> AddAsync(string text, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        ArgumentNullException.ThrowIfNull(text);
        byte[] textText = LastingText.Make(text, nameof(text));
        bool selfHeld = false;
        cancellationToken.ThrowIfCancellationRequested();
        Completion<long> completion = new();
        OnceClosure closure = new(
            (Done)((code, result) =>
            {
                if (code != Code.Ok)
                {
                    completion.Fail(Failures.CodeException(code));
                    return;
                }

                completion.Set(result);
            }),
            completion.Fail);
        NativeCalls.Enter();
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            closure.Keep(_handle);
            closure.Keep(textText);
            fixed (byte* textPointer = textText)
            {
                uint result2 = Raw.later_queue_add(
                    _handle.DangerousGetHandle(),
                    textPointer,
                    (delegate* unmanaged[Cdecl]<void*, Code, long, void>)&Trampolines.Done,
                    (void*)closure.Key);
                NativeCalls.Rethrow();
                completion.GiveUp(_handle, () => Raw.later_queue_cancel(_handle.DangerousGetHandle(), result2), cancellationToken);
                return completion.Task;
            }
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }

            NativeCalls.Leave();
        }
    }

    /// <summary>Calls C's later_queue_cancel.</summary>
    /// <param name="job">C's job</param>
    public void Cancel(uint job)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        NativeCalls.Enter();
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            Raw.later_queue_cancel(_handle.DangerousGetHandle(), job);
            NativeCalls.Rethrow();
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }

            NativeCalls.Leave();
        }
    }

    /// <summary>Calls C's later_queue_once.</summary>
    /// <param name="tick">C's tick</param>
    public void Once(Tick tick)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        ArgumentNullException.ThrowIfNull(tick);
        bool selfHeld = false;
        OnceClosure closure = OnceClosure.Make(tick);
        NativeCalls.Enter();
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            Raw.later_queue_once(
                _handle.DangerousGetHandle(),
                (delegate* unmanaged[Cdecl]<void*, void>)&Trampolines.Tick,
                (void*)closure.Key);
            NativeCalls.Rethrow();
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }

            NativeCalls.Leave();
        }
    }

    /// <summary>Calls C's later_queue_drain.</summary>
    /// <param name="sink">C's sink</param>
    /// <returns>what C gives back</returns>
    public int Drain(ISink sink)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        ArgumentNullException.ThrowIfNull(sink);
        bool selfHeld = false;
        NativeClosure closure = NativeClosure.Share(SinkFunctions.Of(sink));
        SinkStruct* sinkFunctions = SinkFunctions.Make(closure);
        NativeCalls.Enter();
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            int result = Raw.later_queue_drain(_handle.DangerousGetHandle(), sinkFunctions);
            closure.Rethrow();
            NativeCalls.Rethrow();
            return result;
        }
        finally
        {
            closure.Release();
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }

            NativeCalls.Leave();
        }
    }
}

/// <summary>Finds the library before the first call, and says what is wrong with it.</summary>
internal sealed class NativeLoader(string file, string variable, string target, bool fits, string symbols, NativeLoader? shims = null)
{
    private readonly Lazy<(nint Library, Exception? Error)> _loaded = new(
        () => fits
            ? Load(Locate(file, variable), variable, symbols.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : (0, new PlatformNotSupportedException($"These bindings are made for {target}.")));

    /// <summary>
    /// Whether functions are called by imports. Ahead of time a call by pointer is faster, as it needs no stub. A program
    /// that links the library statically, or that has a resolver of its own, defines FFI_IMPORTS; what variables of C it
    /// uses it has to export then.
    /// </summary>
#if FFI_IMPORTS
    internal static bool Imports => true;
#else
    internal static bool Imports => RuntimeFeature.IsDynamicCodeCompiled;
#endif

    /// <summary>
    /// The address of a function. In a loop this is one load and one branch that is not taken: that the functions were
    /// looked for is known in front of it, and what does not return is compiled behind it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Entry(ref nint entry, string symbol)
    {
        _ = NativeSymbols.Found;
        nint found = entry;
        if (found == 0)
        {
            Throw(symbol);
        }

        return found;
    }

    /// <summary>
    /// The address of a function or variable; 0 if there is none: what an initialiser throws would reach callers as a
    /// TypeInitializationException.
    /// </summary>
    internal nint Find(string symbol) =>
#if FFI_IMPORTS
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), symbol, out nint linked) ? linked :
#endif
        _loaded.Value.Error is null && NativeLibrary.TryGetExport(_loaded.Value.Library, symbol, out nint entry)
            ? entry
            : shims?.Find(symbol) ?? 0;

    /// <summary>From now on the library's functions are looked for here.</summary>
    internal void Register()
    {
        System.Reflection.Assembly assembly = typeof(NativeLoader).Assembly;
        Offer(assembly);
        shims?.Offer(assembly);
        try
        {
            NativeLibrary.SetDllImportResolver(assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The assembly has a resolver already. That of other bindings asks for this library, too; behind a program's own,
            // .NET finds what is loaded.
            _ = _loaded.Value;
            _ = shims?._loaded.Value;
        }
    }

    private static string Key(string file, System.Reflection.Assembly assembly) => $"{assembly.FullName}: {file}";

    private static nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path) =>
        AppContext.GetData(Key(name, assembly)) is Func<nint> loaded ? loaded() : 0;

    [DoesNotReturn]
    private static void Throw(string symbol) =>
#if FFI_IMPORTS
        throw new EntryPointNotFoundException(
            $"The program does not export {symbol}, as one that has the library inside of it has to.",
            NativeImports.Loader.Failure(symbol));
#else
        throw NativeImports.Loader.Failure(symbol);
#endif

    private static (nint Library, Exception? Error) Load(string path, string variable, string[] symbols)
    {
        nint library;
        try
        {
            library = NativeLibrary.Load(path, typeof(NativeLoader).Assembly, null);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            string message = $"Cannot load '{path}', which {variable} in the environment can name: {error.Message}";
            return (0, new DllNotFoundException(message, error));
        }

        string[] missing = System.Array.FindAll(symbols, name => !NativeLibrary.TryGetExport(library, name, out _));
        if (missing.Length == 0)
        {
            return (library, null);
        }

        string more = missing.Length > 5 ? $" and {missing.Length - 5} more" : string.Empty;
        NativeLibrary.Free(library);
        return (0, new EntryPointNotFoundException($"{path} lacks {string.Join(", ", missing[..System.Math.Min(5, missing.Length)])}{more}."));
    }

    /// <summary>What VARIABLE names, else the file beside the program, else what the system's loader finds.</summary>
    private static string Locate(string file, string variable)
    {
        if (System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen)
        {
            return chosen;
        }

        string beside = System.IO.Path.Combine(AppContext.BaseDirectory, file);
        return System.IO.File.Exists(beside) ? beside : file;
    }

    private void Offer(System.Reflection.Assembly assembly) => AppContext.SetData(Key(file, assembly), (Func<nint>)Loaded);

    private Exception Failure(string symbol) =>
        _loaded.Value.Error ?? shims?._loaded.Value.Error ?? new EntryPointNotFoundException($"{file} lacks {symbol}.");

    private nint Loaded() => _loaded.Value.Error is Exception error ? throw error : _loaded.Value.Library;
}

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

internal static class LastingText
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>TEXT in UTF-8 with a NUL behind it, in memory that does not move.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static byte[]? Make(string? text, string name, bool ascii = false)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The text must not hold a null character.", name);
        }

        if (ascii && !Ascii.IsValid(text))
        {
            throw new ArgumentException("The text must be of ASCII characters.", name);
        }

        try
        {
            byte[] bytes = System.GC.AllocateArray<byte>(Strict.GetByteCount(text) + 1, true);
            Strict.GetBytes(text, bytes);
            return bytes;
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException("The text holds half of a surrogate pair.", name, error);
        }
    }
}

internal static unsafe class TextOf
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>A copy of the text up to its NUL; null for NULL.</summary>
    internal static string? OrNull(byte* text) =>
        text == null ? null : Strict.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    internal static string There(byte* text) =>
        OrNull(text) ?? throw new InvalidOperationException("C returned NULL where it promised a text.");

    /// <summary>A copy of so many bytes of text; null for NULL.</summary>
    internal static string? OrNull(byte* text, nuint size) =>
        text == null ? null : Strict.GetString(text, checked((int)size));

    internal static string There(byte* text, nuint size) =>
        size == 0 ? string.Empty
        : OrNull(text, size) ?? throw new InvalidOperationException("C returned NULL where it promised a text.");

    /// <summary>A copy of the bytes up to a NUL; null for NULL.</summary>
    internal static byte[]? BytesOrNull(byte* text) =>
        text == null ? null : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text).ToArray();

    internal static byte[] Bytes(byte* text) =>
        BytesOrNull(text) ?? throw new InvalidOperationException("C returned NULL where it promised a text.");
}

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
