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

namespace Numbers;

/// <summary>A way.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Way
{
    /// <summary>C's length.</summary>
    public Metres Length;

    /// <summary>C's parts.</summary>
    public int Parts;
}

/// <summary>A length, if it is known.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Known
{
    private byte _knownValue;

    /// <summary>C's known.</summary>
    public bool KnownValue
    {
        readonly get => _knownValue != 0;
        set => _knownValue = value ? (byte)1 : (byte)0;
    }

    /// <summary>C's length.</summary>
    public Metres Length;
}

/// <summary>Goes on.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct WalkerStruct
{
    /// <summary>where it is</summary>
    public Metres At;
}

/// <summary>What goes wrong in numbers.</summary>
public class NumbersException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public NumbersException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public NumbersException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public NumbersException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>metres numbers_add(metres, metres);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double numbers_add(double a, double b)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.numbers_add(a, b);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<double, double, double>)NativeLoader.Entry(ref NativeEntries.numbers_add_entry.At, "numbers_add"))(
                a,
                b);
        }
    }

    /// <summary>numbers_key numbers_next(numbers_key);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint numbers_next(uint key)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.numbers_next(key);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<uint, uint>)NativeLoader.Entry(ref NativeEntries.numbers_next_entry.At, "numbers_next"))(
                key);
        }
    }

    /// <summary>void numbers_double(metres *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void numbers_double(double* length)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.numbers_double(length);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<double*, void>)NativeLoader.Entry(ref NativeEntries.numbers_double_entry.At, "numbers_double"))(
                length);
        }
    }

    /// <summary>metres numbers_sum(const metres *, unsigned int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double numbers_sum(double* lengths, uint n)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.numbers_sum(lengths, n);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<double*, uint, double>)NativeLoader.Entry(ref NativeEntries.numbers_sum_entry.At, "numbers_sum"))(
                lengths,
                n);
        }
    }

    /// <summary>void numbers_steps(metres *, unsigned int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void numbers_steps(double* lengths, uint n)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.numbers_steps(lengths, n);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<double*, uint, void>)NativeLoader.Entry(ref NativeEntries.numbers_steps_entry.At, "numbers_steps"))(
                lengths,
                n);
        }
    }

    /// <summary>metres numbers_all(struct numbers_way);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double numbers_all(Way way)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.numbers_all(way);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Way, double>)NativeLoader.Entry(ref NativeEntries.numbers_all_entry.At, "numbers_all"))(
                way);
        }
    }

    /// <summary>struct numbers_known numbers_half(struct numbers_known);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Known numbers_half(Known length)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.numbers_half(length);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Known, Known>)NativeLoader.Entry(ref NativeEntries.numbers_half_entry.At, "numbers_half"))(
                length);
        }
    }

    /// <summary>metres numbers_changed(metres, numbers_change, void *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double numbers_changed(
        double length,
        delegate* unmanaged[Cdecl]<double, void*, double> change,
        void* user)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.numbers_changed(length, change, user);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<double, delegate* unmanaged[Cdecl]<double, void*, double>, void*, double>)NativeLoader.Entry(ref NativeEntries.numbers_changed_entry.At, "numbers_changed"))(
                length,
                change,
                user);
        }
    }

    /// <summary>struct numbers_walker *numbers_walker_new(metres);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint numbers_walker_new(double at)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.numbers_walker_new(at);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<double, nint>)NativeLoader.Entry(ref NativeEntries.numbers_walker_new_entry.At, "numbers_walker_new"))(
                at);
        }
    }

    /// <summary>void numbers_walker_free(struct numbers_walker *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void numbers_walker_free(nint walker)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.numbers_walker_free(walker);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.numbers_walker_free_entry.At, "numbers_walker_free"))(
                walker);
        }
    }

    /// <summary>metres numbers_walker_go(struct numbers_walker *, metres);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double numbers_walker_go(nint walker, double by)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.numbers_walker_go(walker, by);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, double, double>)NativeLoader.Entry(ref NativeEntries.numbers_walker_go_entry.At, "numbers_walker_go"))(
                walker,
                by);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libnumbers.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "NUMBERS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "numbers_add numbers_next numbers_double numbers_sum numbers_steps numbers_all numbers_half " +
            "numbers_changed numbers_walker_new numbers_walker_free numbers_walker_go");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double numbers_add(double a, double b);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint numbers_next(uint key);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void numbers_double(double* length);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double numbers_sum(double* lengths, uint n);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void numbers_steps(double* lengths, uint n);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double numbers_all(Way way);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial Known numbers_half(Known length);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double numbers_changed(
        double length,
        delegate* unmanaged[Cdecl]<double, void*, double> change,
        void* user);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint numbers_walker_new(double at);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void numbers_walker_free(nint walker);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double numbers_walker_go(nint walker, double by);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class numbers_add_entry { internal static nint At; }
    internal static class numbers_next_entry { internal static nint At; }
    internal static class numbers_double_entry { internal static nint At; }
    internal static class numbers_sum_entry { internal static nint At; }
    internal static class numbers_steps_entry { internal static nint At; }
    internal static class numbers_all_entry { internal static nint At; }
    internal static class numbers_half_entry { internal static nint At; }
    internal static class numbers_changed_entry { internal static nint At; }
    internal static class numbers_walker_new_entry { internal static nint At; }
    internal static class numbers_walker_free_entry { internal static nint At; }
    internal static class numbers_walker_go_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.numbers_add_entry.At = loader.Find("numbers_add");
        NativeEntries.numbers_next_entry.At = loader.Find("numbers_next");
        NativeEntries.numbers_double_entry.At = loader.Find("numbers_double");
        NativeEntries.numbers_sum_entry.At = loader.Find("numbers_sum");
        NativeEntries.numbers_steps_entry.At = loader.Find("numbers_steps");
        NativeEntries.numbers_all_entry.At = loader.Find("numbers_all");
        NativeEntries.numbers_half_entry.At = loader.Find("numbers_half");
        NativeEntries.numbers_changed_entry.At = loader.Find("numbers_changed");
        NativeEntries.numbers_walker_new_entry.At = loader.Find("numbers_walker_new");
        NativeEntries.numbers_walker_free_entry.At = loader.Find("numbers_walker_free");
        NativeEntries.numbers_walker_go_entry.At = loader.Find("numbers_walker_go");
        return true;
    }
}

/// <summary>A length.</summary>
/// <param name="Value">what C has for it</param>
public readonly record struct Metres(double Value);

/// <summary>C's numbers_key: a number of its own kind.</summary>
/// <param name="Value">what C has for it</param>
public readonly record struct Key(uint Value);

/// <summary>Changes a length.</summary>
/// <param name="length">C's length</param>
/// <returns>what C gets</returns>
public delegate Metres Change(Metres length);

internal static unsafe class Trampolines
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static double Change(double length, void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            Metres handle = Unsafe.As<Change>(closure.Function)(new Metres((double)length));
            return (double)handle.Value;
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }
}

internal sealed unsafe class WalkerHandle : NativeHandle
{
    internal WalkerHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.numbers_walker_free(pointer);
    }
}

/// <summary>Goes on.</summary>
public sealed unsafe class Walker : IDisposable
{
    internal readonly WalkerHandle _handle;

    internal Walker(WalkerHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's numbers_walker_new.</summary>
    /// <param name="at">C's at</param>
    /// <exception cref="NumbersException">if it fails</exception>
    public Walker(Metres at)
    {
        nint result = Raw.numbers_walker_new((double)at.Value);
        if (result == 0)
        {
            throw new NumbersException("numbers_walker_new() failed");
        }

        _handle = new WalkerHandle(result, true);
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>where it is</summary>
    public Metres At
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsGone, this);
            bool held = false;
            try
            {
                _handle.DangerousAddRef(ref held);
                return ((WalkerStruct*)_handle.DangerousGetHandle())->At;
            }
            finally
            {
                if (held)
                {
                    _handle.DangerousRelease();
                }
            }
        }

        set
        {
            ObjectDisposedException.ThrowIf(_handle.IsGone, this);
            bool held = false;
            try
            {
                _handle.DangerousAddRef(ref held);
                ((WalkerStruct*)_handle.DangerousGetHandle())->At = value;
            }
            finally
            {
                if (held)
                {
                    _handle.DangerousRelease();
                }
            }
        }
    }

    /// <summary>Calls C's numbers_walker_go.</summary>
    /// <param name="by">C's by</param>
    /// <returns>what C gives back</returns>
    public Metres Go(Metres by)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            double result = Raw.numbers_walker_go(_handle.DangerousGetHandle(), (double)by.Value);
            return new Metres((double)result);
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Calls C's numbers_add.</summary>
    /// <param name="a">C's a</param>
    /// <param name="b">C's b</param>
    /// <returns>what C gives back</returns>
    public static Metres Add(Metres a, Metres b)
    {
        double result = Raw.numbers_add((double)a.Value, (double)b.Value);
        return new Metres((double)result);
    }

    /// <summary>Calls C's numbers_next.</summary>
    /// <param name="key">C's key</param>
    /// <returns>what C gives back</returns>
    public static Key Next(Key key)
    {
        uint result = Raw.numbers_next((uint)key.Value);
        return new Key((uint)result);
    }

    /// <summary>Calls C's numbers_double.</summary>
    /// <param name="length">C's length</param>
    /// <returns>what C gives back</returns>
    public static Metres Double(Metres length)
    {
        double length2 = default;
        length2 = (double)length.Value;
        Raw.numbers_double(&length2);
        return new Metres((double)length2);
    }

    /// <summary>Calls C's numbers_sum.</summary>
    /// <param name="lengths">C's lengths</param>
    /// <returns>what C gives back</returns>
    public static Metres Sum(ReadOnlySpan<Metres> lengths)
    {
        fixed (Metres* lengthsPointer = &Slices.First<Metres>(lengths))
        {
            double result = Raw.numbers_sum((double*)lengthsPointer, (uint)lengths.Length);
            return new Metres((double)result);
        }
    }

    /// <summary>Calls C's numbers_steps.</summary>
    /// <param name="n">C's n</param>
    /// <returns>what C gives back</returns>
    public static Metres[] Steps(uint n)
    {
        double* lengths = null;
        try
        {
            lengths = (double*)NativeMemory.AllocZeroed((nuint)n, (nuint)sizeof(double));
            Raw.numbers_steps(lengths, n);
            return Copies.Of<Metres>(lengths, (ulong)n);
        }
        finally
        {
            NativeMemory.Free(lengths);
        }
    }

    /// <summary>Calls C's numbers_all.</summary>
    /// <param name="way">C's way</param>
    /// <returns>what C gives back</returns>
    public static Metres All(Way way)
    {
        double result = Raw.numbers_all(way);
        return new Metres((double)result);
    }

    /// <summary>Calls C's numbers_half.</summary>
    /// <param name="length">C's length</param>
    /// <returns>what C gives back</returns>
    public static Metres? Half(Metres? length)
    {
        using NativeKeep keep = new();
        Known lengthStruct = default;
        Forms.KnownForm.Write((byte*)&lengthStruct, length, nameof(length), keep);
        Known result = Raw.numbers_half(lengthStruct);
        return Forms.KnownForm.Read((byte*)&result);
    }

    /// <summary>Calls C's numbers_changed.</summary>
    /// <param name="length">C's length</param>
    /// <param name="change">C's change</param>
    /// <returns>what C gives back</returns>
    public static Metres Changed(Metres length, Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        NativeClosure closure = new(change);
        try
        {
            double result = Raw.numbers_changed(
                (double)length.Value,
                (delegate* unmanaged[Cdecl]<double, void*, double>)&Trampolines.Change,
                (void*)closure.Key);
            closure.Rethrow();
            return new Metres((double)result);
        }
        finally
        {
            closure.Release();
        }
    }
}

internal static unsafe class Forms
{
    internal static readonly Form<Metres?> KnownForm = new OptionForm<Metres?>(
        16,
        new NumberAt<byte>(0),
        null,
        new LiftedForm<Metres>(new PlainForm<Metres>())!,
        8)!;
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

internal static unsafe class Slices
{
    /// <summary>The first element; of an empty span an address that is not NULL, as C functions may ask for.</summary>
    internal static ref T First<T>(ReadOnlySpan<T> span)
        where T : unmanaged =>
        ref span.IsEmpty ? ref Unsafe.AsRef<T>((void*)64) : ref MemoryMarshal.GetReference(span);

    internal static bool IsNull<T>(ReadOnlySpan<T> span) => Unsafe.IsNullRef(ref MemoryMarshal.GetReference(span));

    internal static byte[] Terminated(byte[] text, string name)
    {
        if (System.Array.IndexOf(text, (byte)0) >= 0)
        {
            throw new ArgumentException("The text must not hold a null byte.", name);
        }

        byte[] copy = new byte[text.Length + 1];
        text.CopyTo(copy, 0);
        return copy;
    }
}

internal static unsafe class Copies
{
    /// <summary>A copy of COUNT elements; null for NULL.</summary>
    internal static T[]? OrNull<T>(void* first, ulong count)
        where T : unmanaged => first == null ? null : Of<T>(first, count);

    /// <summary>What MAKE makes of each of COUNT pointers; null for NULL.</summary>
    internal static T[]? OrNull<T>(void* first, ulong count, Func<nint, T> make) =>
        first == null ? null : Of(first, count, make);

    internal static T[] Of<T>(void* first, ulong count, Func<nint, T> make)
    {
        nint[] pointers = Of<nint>(first, count);
        T[] made = new T[pointers.Length];
        for (int i = 0; i < made.Length; i++)
        {
            made[i] = make(pointers[i]);
        }

        return made;
    }

    internal static T[] Of<T>(void* first, ulong count)
        where T : unmanaged
    {
        if (count == 0)
        {
            return [];
        }

        if (first == null)
        {
            throw new InvalidOperationException("C returned NULL with a length.");
        }

        return new ReadOnlySpan<T>(first, checked((int)count)).ToArray();
    }
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

internal unsafe delegate void NativeFree(byte* at);

/// <summary>What C objects point to, and the objects that they hold, for the length of a call.</summary>
internal readonly unsafe struct NativeKeep() : IDisposable
{
    private readonly List<nint> _memory = [];
    private readonly List<SafeHandle> _held = [];

    internal byte* Memory(long size)
    {
        void* memory = NativeMemory.AllocZeroed((nuint)size);
        _memory.Add((nint)memory);
        return (byte*)memory;
    }

    internal nint Hold(SafeHandle handle)
    {
        bool held = false;
        handle.DangerousAddRef(ref held);
        _held.Add(handle);
        return handle.DangerousGetHandle();
    }

    public void Dispose()
    {
        foreach (SafeHandle handle in _held)
        {
            handle.DangerousRelease();
        }

        foreach (nint memory in _memory)
        {
            NativeMemory.Free((void*)memory);
        }

        _held.Clear();
        _memory.Clear();
    }
}

/// <summary>How a C object of so many bytes holds a value, which it is read from and written to.</summary>
internal abstract unsafe class Form<T>(int size)
{
    internal int Size { get; } = size;

    internal abstract T Read(byte* at);

    /// <summary>Makes the zeroed object at AT; what it points to lives as long as KEEP.</summary>
    internal virtual void Write(byte* at, T value, string name, NativeKeep keep) =>
        throw new NotSupportedException("C alone makes such a value.");

    internal virtual void ReadAll(byte* at, Span<T> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Read(at + ((long)i * Size));
        }
    }

    internal virtual void WriteAll(byte* at, ReadOnlySpan<T> values, string name, NativeKeep keep)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Write(at + ((long)i * Size), values[i], name, keep);
        }
    }

    /// <summary>Frees what the object at AT owns.</summary>
    internal virtual void Free(byte* at)
    {
    }

    internal byte* Make(T value, string name, NativeKeep keep)
    {
        byte* at = keep.Memory(Size);
        Write(at, value, name, keep);
        return at;
    }

    internal byte* MakeOrNull(T value, string name, NativeKeep keep) =>
        value is null ? null : Make(value, name, keep);

    internal T There(void* at) =>
        at == null ? throw new InvalidOperationException("C returned NULL where it promised a value.") : Read((byte*)at);

    internal T? OrNull(void* at) => at == null ? default : Read((byte*)at);
}

/// <summary>A pointer to a text or to many.</summary>
internal abstract unsafe class PointerForm<T>(bool nullable, NativeFree? release) : Form<T>(sizeof(void*))
{
    internal NativeFree? Release { get; } = release;

    private protected bool IsNullable { get; } = nullable;

    internal abstract T ReadMany(void* first, long count);

    internal abstract byte* MakeMany(T value, string name, NativeKeep keep, out long count);

    /// <summary>How many there are at FIRST, where nobody counts them.</summary>
    internal abstract long Length(byte* first);

    internal virtual void FreeMany(void* first, long count)
    {
    }

    internal override T Read(byte* at)
    {
        byte* first = *(byte**)at;
        return ReadMany(first, first == null ? Missing() : Length(first));
    }

    internal override void Free(byte* at)
    {
        byte* first = *(byte**)at;
        if (first != null)
        {
            FreeMany(first, Length(first));
            Release?.Invoke(first);
        }
    }

    private protected long Missing() =>
        IsNullable ? 0 : throw new InvalidOperationException("C returned NULL where it promised a value.");
}

internal sealed unsafe class PlainForm<T>() : Form<T>(sizeof(T))
    where T : unmanaged
{
    internal override T Read(byte* at) => Unsafe.ReadUnaligned<T>(at);

    internal override void Write(byte* at, T value, string name, NativeKeep keep) => Unsafe.WriteUnaligned(at, value);

    internal override void ReadAll(byte* at, Span<T> values) => new ReadOnlySpan<T>(at, values.Length).CopyTo(values);

    internal override void WriteAll(byte* at, ReadOnlySpan<T> values, string name, NativeKeep keep) =>
        values.CopyTo(new Span<T>(at, values.Length));
}

internal abstract unsafe class NumberAt
{
    internal abstract long Read(byte* at);

    internal abstract void Write(byte* at, long value, string name);

    internal long Length(byte* at)
    {
        long length = Read(at);
        return length >= 0 ? length : throw new InvalidOperationException("C returned a length that cannot be.");
    }
}

/// <summary>A number so many bytes behind an object's beginning, which counts steps.</summary>
internal sealed unsafe class NumberAt<T>(int where, int step = 1) : NumberAt
    where T : unmanaged, System.Numerics.INumberBase<T>
{
    internal override long Read(byte* at) => long.CreateTruncating(Unsafe.ReadUnaligned<T>(at + where)) / step;

    internal override void Write(byte* at, long value, string name)
    {
        try
        {
            Unsafe.WriteUnaligned(at + where, T.CreateChecked(checked(value * step)));
        }
        catch (OverflowException error)
        {
            throw new ArgumentException("It is too long for C.", name, error);
        }
    }
}

/// <summary>A value that is there if the tag is THERE, or anything but 0 if that is null.</summary>
internal sealed unsafe class OptionForm<T>(int size, NumberAt tag, long? there, Form<T> form, int valueAt) : Form<T>(size)
{
    internal override T Read(byte* at) => IsThere(at) ? form.Read(at + valueAt) : default!;

    internal override void Write(byte* at, T value, string name, NativeKeep keep)
    {
        if (value is not null)
        {
            tag.Write(at, there ?? 1, name);
            form.Write(at + valueAt, value, name, keep);
        }
        else if (there == 0)
        {
            tag.Write(at, 1, name);
        }
    }

    internal override void Free(byte* at)
    {
        if (IsThere(at))
        {
            form.Free(at + valueAt);
        }
    }

    private bool IsThere(byte* at) => there is null ? tag.Read(at) != 0 : tag.Read(at) == there;
}

internal sealed unsafe class LiftedForm<T>(Form<T> form) : Form<T?>(form.Size)
    where T : struct
{
    internal override T? Read(byte* at) => form.Read(at);

    internal override void Write(byte* at, T? value, string name, NativeKeep keep) =>
        form.Write(at, value ?? throw new ArgumentNullException(name), name, keep);

    internal override void Free(byte* at) => form.Free(at);
}
