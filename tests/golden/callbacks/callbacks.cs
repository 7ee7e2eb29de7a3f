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

namespace Callbacks;

/// <summary>C's struct callbacks_samples.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Samples
{
    /// <summary>C's samples.</summary>
    public nint SamplesValue;

    /// <summary>C's n.</summary>
    public nuint N;
}

/// <summary>What goes wrong in callbacks.</summary>
public class CallbacksException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public CallbacksException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public CallbacksException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public CallbacksException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>int callbacks_compare(int, int, compare, void *);</summary>
    // Only here: parameter 'with': its parameter 'a': 'const int *' may mean many things (FFI_ARRAY, FFI_IN)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int callbacks_compare(
        int a,
        int b,
        delegate* unmanaged[Cdecl]<int*, int*, void*, int> with,
        void* user)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.callbacks_compare(a, b, with, user);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int, delegate* unmanaged[Cdecl]<int*, int*, void*, int>, void*, int>)NativeLoader.Entry(ref NativeEntries.callbacks_compare_entry.At, "callbacks_compare"))(
                a,
                b,
                with,
                user);
        }
    }

    /// <summary>int callbacks_apply(int (*)(int), int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int callbacks_apply(delegate* unmanaged[Cdecl]<int, int> f, int value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.callbacks_apply(f, value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, int>, int, int>)NativeLoader.Entry(ref NativeEntries.callbacks_apply_entry.At, "callbacks_apply"))(
                f,
                value);
        }
    }

    /// <summary>bell *bell_new(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint bell_new()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.bell_new();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint>)NativeLoader.Entry(ref NativeEntries.bell_new_entry.At, "bell_new"))();
        }
    }

    /// <summary>void bell_free(bell *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void bell_free(nint b)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.bell_free(b);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.bell_free_entry.At, "bell_free"))(
                b);
        }
    }

    /// <summary>void bell_on_ring(bell *, each, void *, release);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void bell_on_ring(
        nint b,
        delegate* unmanaged[Cdecl]<int, void*, void> ring,
        void* user,
        delegate* unmanaged[Cdecl]<void*, void> done)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.bell_on_ring(b, ring, user, done);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<int, void*, void>, void*, delegate* unmanaged[Cdecl]<void*, void>, void>)NativeLoader.Entry(ref NativeEntries.bell_on_ring_entry.At, "bell_on_ring"))(
                b,
                ring,
                user,
                done);
        }
    }

    /// <summary>void bell_ring(bell *, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void bell_ring(nint b, int times)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.bell_ring(b, times);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, int, void>)NativeLoader.Entry(ref NativeEntries.bell_ring_entry.At, "bell_ring"))(
                b,
                times);
        }
    }

    /// <summary>size_t callbacks_fill(fill, void *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint callbacks_fill(delegate* unmanaged[Cdecl]<float*, nuint, void*, nuint> with, void* user)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.callbacks_fill(with, user);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<float*, nuint, void*, nuint>, void*, nuint>)NativeLoader.Entry(ref NativeEntries.callbacks_fill_entry.At, "callbacks_fill"))(
                with,
                user);
        }
    }

    /// <summary>size_t callbacks_read(size_t (*)(void *, size_t, void *), void *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint callbacks_read(delegate* unmanaged[Cdecl]<void*, nuint, void*, nuint> read, void* user)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.callbacks_read(read, user);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<void*, nuint, void*, nuint>, void*, nuint>)NativeLoader.Entry(ref NativeEntries.callbacks_read_entry.At, "callbacks_read"))(
                read,
                user);
        }
    }

    /// <summary>void callbacks_change(void (*)(struct callbacks_samples, void *), void *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void callbacks_change(delegate* unmanaged[Cdecl]<Samples, void*, void> change, void* user)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.callbacks_change(change, user);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<Samples, void*, void>, void*, void>)NativeLoader.Entry(ref NativeEntries.callbacks_change_entry.At, "callbacks_change"))(
                change,
                user);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libcallbacks.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "CALLBACKS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "callbacks_compare callbacks_apply bell_new bell_free bell_on_ring bell_ring callbacks_fill " +
            "callbacks_read callbacks_change");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int callbacks_compare(
        int a,
        int b,
        delegate* unmanaged[Cdecl]<int*, int*, void*, int> with,
        void* user);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int callbacks_apply(delegate* unmanaged[Cdecl]<int, int> f, int value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint bell_new();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void bell_free(nint b);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void bell_on_ring(
        nint b,
        delegate* unmanaged[Cdecl]<int, void*, void> ring,
        void* user,
        delegate* unmanaged[Cdecl]<void*, void> done);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void bell_ring(nint b, int times);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint callbacks_fill(
        delegate* unmanaged[Cdecl]<float*, nuint, void*, nuint> with,
        void* user);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint callbacks_read(
        delegate* unmanaged[Cdecl]<void*, nuint, void*, nuint> read,
        void* user);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void callbacks_change(delegate* unmanaged[Cdecl]<Samples, void*, void> change, void* user);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class callbacks_compare_entry { internal static nint At; }
    internal static class callbacks_apply_entry { internal static nint At; }
    internal static class bell_new_entry { internal static nint At; }
    internal static class bell_free_entry { internal static nint At; }
    internal static class bell_on_ring_entry { internal static nint At; }
    internal static class bell_ring_entry { internal static nint At; }
    internal static class callbacks_fill_entry { internal static nint At; }
    internal static class callbacks_read_entry { internal static nint At; }
    internal static class callbacks_change_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.callbacks_compare_entry.At = loader.Find("callbacks_compare");
        NativeEntries.callbacks_apply_entry.At = loader.Find("callbacks_apply");
        NativeEntries.bell_new_entry.At = loader.Find("bell_new");
        NativeEntries.bell_free_entry.At = loader.Find("bell_free");
        NativeEntries.bell_on_ring_entry.At = loader.Find("bell_on_ring");
        NativeEntries.bell_ring_entry.At = loader.Find("bell_ring");
        NativeEntries.callbacks_fill_entry.At = loader.Find("callbacks_fill");
        NativeEntries.callbacks_read_entry.At = loader.Find("callbacks_read");
        NativeEntries.callbacks_change_entry.At = loader.Find("callbacks_change");
        return true;
    }
}

/// <summary>C's each.</summary>
/// <param name="value">C's value</param>
public delegate void EachPointer(int value);

/// <summary>C's fill.</summary>
/// <param name="samples">C's samples</param>
/// <returns>what C gets</returns>
public delegate nuint Fill(Span<float> samples);

/// <summary>C's callbacks_apply_f.</summary>
/// <param name="value">C's value</param>
/// <returns>what C gets</returns>
public delegate int CallbacksApplyF(int value);

internal sealed unsafe class CallbacksApplyFNative(NativeClosure closure)
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Function(int value);

    internal static nint Make(NativeClosure closure)
    {
        Function function = new CallbacksApplyFNative(closure).Run;
        closure.Native = function;
        return Marshal.GetFunctionPointerForDelegate(function);
    }

    private int Run(int value)
    {
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<CallbacksApplyF>(closure.Function)(value);
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }
}

/// <summary>C's callbacks_read_read.</summary>
/// <param name="bytes">C's bytes</param>
/// <returns>what C gets</returns>
public delegate nuint CallbacksReadRead(Span<byte> bytes);

/// <summary>C's callbacks_change_change.</summary>
/// <param name="samples">C's samples</param>
public delegate void CallbacksChangeChange(Span<short> samples);

internal static unsafe class Trampolines
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void EachPointer(int value, void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return;
        }

        try
        {
            Unsafe.As<EachPointer>(closure.Function)(value);
        }
        catch (Exception error) when (closure.Fail(error))
        {
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static nuint Fill(float* samples, nuint n, void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<Fill>(closure.Function)(Views.Of<float>(samples, (ulong)n));
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static nuint CallbacksReadRead(void* bytes, nuint room, void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<CallbacksReadRead>(closure.Function)(Views.Of<byte>(bytes, (ulong)room));
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void CallbacksChangeChange(Samples samples, void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return;
        }

        try
        {
            Unsafe.As<CallbacksChangeChange>(closure.Function)(
                Views.Of<short>((void*)Unsafe.ReadUnaligned<nint>((byte*)&samples + 0), (ulong)Unsafe.ReadUnaligned<nuint>((byte*)&samples + 8)));
        }
        catch (Exception error) when (closure.Fail(error))
        {
        }
    }
}

internal sealed unsafe class BellHandle : NativeHandle
{
    internal BellHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.bell_free(pointer);
    }
}

/// <summary>C's bell.</summary>
public sealed unsafe class Bell : IDisposable
{
    internal readonly BellHandle _handle;

    internal Bell(BellHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's bell_new.</summary>
    /// <exception cref="CallbacksException">if it fails</exception>
    public Bell()
    {
        NativeCalls.Enter();
        try
        {
            nint result = Raw.bell_new();
            if (NativeCalls.Failed)
            {
                if (NativeHandle.IsThere(result))
                {
                    Raw.bell_free(result);
                }
                NativeCalls.Rethrow();
            }
            if (result == 0)
            {
                throw new CallbacksException("bell_new() failed");
            }

            _handle = new BellHandle(result, true);
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

    /// <summary>Calls C's bell_on_ring.</summary>
    /// <param name="ring">C's ring</param>
    public void OnRing(EachPointer ring)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        ArgumentNullException.ThrowIfNull(ring);
        bool selfHeld = false;
        NativeClosure closure = LastingClosure.Make(ring);
        NativeCalls.Enter();
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            Raw.bell_on_ring(
                _handle.DangerousGetHandle(),
                (delegate* unmanaged[Cdecl]<int, void*, void>)&Trampolines.EachPointer,
                (void*)closure.Key,
                (delegate* unmanaged[Cdecl]<void*, void>)&LastingClosure.Destroy);
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

    /// <summary>Calls C's bell_ring.</summary>
    /// <param name="times">C's times</param>
    public void Ring(int times)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        NativeCalls.Enter();
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            Raw.bell_ring(_handle.DangerousGetHandle(), times);
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
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Calls C's callbacks_apply.</summary>
    /// <param name="f">C's f</param>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static int Apply(CallbacksApplyF f, int value)
    {
        ArgumentNullException.ThrowIfNull(f);
        NativeClosure closure = new(f);
        NativeCalls.Enter();
        try
        {
            int result = Raw.callbacks_apply((delegate* unmanaged[Cdecl]<int, int>)CallbacksApplyFNative.Make(closure), value);
            closure.Rethrow();
            NativeCalls.Rethrow();
            return result;
        }
        finally
        {
            closure.Release();
            NativeCalls.Leave();
        }
    }

    /// <summary>Calls C's callbacks_fill.</summary>
    /// <param name="with">C's with</param>
    /// <returns>what C gives back</returns>
    public static nuint CallbacksFill(Fill with)
    {
        ArgumentNullException.ThrowIfNull(with);
        NativeClosure closure = new(with);
        NativeCalls.Enter();
        try
        {
            nuint result = Raw.callbacks_fill(
                (delegate* unmanaged[Cdecl]<float*, nuint, void*, nuint>)&Trampolines.Fill,
                (void*)closure.Key);
            closure.Rethrow();
            NativeCalls.Rethrow();
            return result;
        }
        finally
        {
            closure.Release();
            NativeCalls.Leave();
        }
    }

    /// <summary>Calls C's callbacks_read.</summary>
    /// <param name="read">C's read</param>
    /// <returns>what C gives back</returns>
    public static nuint Read(CallbacksReadRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        NativeClosure closure = new(read);
        NativeCalls.Enter();
        try
        {
            nuint result = Raw.callbacks_read(
                (delegate* unmanaged[Cdecl]<void*, nuint, void*, nuint>)&Trampolines.CallbacksReadRead,
                (void*)closure.Key);
            closure.Rethrow();
            NativeCalls.Rethrow();
            return result;
        }
        finally
        {
            closure.Release();
            NativeCalls.Leave();
        }
    }

    /// <summary>Calls C's callbacks_change.</summary>
    /// <param name="change">C's change</param>
    public static void Change(CallbacksChangeChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        NativeClosure closure = new(change);
        NativeCalls.Enter();
        try
        {
            Raw.callbacks_change(
                (delegate* unmanaged[Cdecl]<Samples, void*, void>)&Trampolines.CallbacksChangeChange,
                (void*)closure.Key);
            closure.Rethrow();
            NativeCalls.Rethrow();
        }
        finally
        {
            closure.Release();
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

internal static unsafe class Views
{
    /// <summary>COUNT elements as they lie at FIRST; none for NULL.</summary>
    internal static Span<T> Of<T>(void* first, ulong count)
        where T : unmanaged =>
        first == null && count != 0
            ? throw new InvalidOperationException("C gave NULL with a length.")
            : new Span<T>(first, checked((int)count));
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
