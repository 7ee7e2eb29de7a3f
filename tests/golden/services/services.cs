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

namespace Services;

/// <summary>C's enum db_error.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum DbError : uint
{
    /// <summary>C's DB_OK.</summary>
    Ok = 0,

    /// <summary>C's DB_BAD.</summary>
    Bad = 1,
}

/// <summary>C's struct meter.</summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
public record struct MeterStruct
{
    /// <summary>C's total.</summary>
    [FieldOffset(0)]
    public int Total;
}

/// <summary>What goes wrong in services.</summary>
public class ServicesException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public ServicesException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public ServicesException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public ServicesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>enum db_error db_open(const char *, db **);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DbError db_open(byte* name, nint* @out)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.db_open(name, @out);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*, nint*, DbError>)NativeLoader.Entry(ref NativeEntries.db_open_entry.At, "db_open"))(
                name,
                @out);
        }
    }

    /// <summary>void db_close(db *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void db_close(nint d)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.db_close(d);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.db_close_entry.At, "db_close"))(
                d);
        }
    }

    /// <summary>int db_changes(const db *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int db_changes(nint d)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.db_changes(d);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, int>)NativeLoader.Entry(ref NativeEntries.db_changes_entry.At, "db_changes"))(
                d);
        }
    }

    /// <summary>query *query_new(db *, const char *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint query_new(nint d, byte* text)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.query_new(d, text);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, byte*, nint>)NativeLoader.Entry(ref NativeEntries.query_new_entry.At, "query_new"))(
                d,
                text);
        }
    }

    /// <summary>enum db_error query_end(query *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DbError query_end(nint q)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.query_end(q);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, DbError>)NativeLoader.Entry(ref NativeEntries.query_end_entry.At, "query_end"))(
                q);
        }
    }

    /// <summary>int db_threads(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int db_threads()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.db_threads();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int>)NativeLoader.Entry(ref NativeEntries.db_threads_entry.At, "db_threads"))();
        }
    }

    /// <summary>void meter_init(struct meter *, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void meter_init(MeterStruct* m, int start)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.meter_init(m, start);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<MeterStruct*, int, void>)NativeLoader.Entry(ref NativeEntries.meter_init_entry.At, "meter_init"))(
                m,
                start);
        }
    }

    /// <summary>void meter_clear(struct meter *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void meter_clear(MeterStruct* m)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.meter_clear(m);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<MeterStruct*, void>)NativeLoader.Entry(ref NativeEntries.meter_clear_entry.At, "meter_clear"))(
                m);
        }
    }

    /// <summary>void meter_add(struct meter *, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void meter_add(MeterStruct* m, int by)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.meter_add(m, by);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<MeterStruct*, int, void>)NativeLoader.Entry(ref NativeEntries.meter_add_entry.At, "meter_add"))(
                m,
                by);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libservices.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "SERVICES_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "db_open db_close db_changes query_new query_end db_threads meter_init meter_clear meter_add");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial DbError db_open(byte* name, nint* @out);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void db_close(nint d);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int db_changes(nint d);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint query_new(nint d, byte* text);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial DbError query_end(nint q);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int db_threads();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void meter_init(MeterStruct* m, int start);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void meter_clear(MeterStruct* m);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void meter_add(MeterStruct* m, int by);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class db_open_entry { internal static nint At; }
    internal static class db_close_entry { internal static nint At; }
    internal static class db_changes_entry { internal static nint At; }
    internal static class query_new_entry { internal static nint At; }
    internal static class query_end_entry { internal static nint At; }
    internal static class db_threads_entry { internal static nint At; }
    internal static class meter_init_entry { internal static nint At; }
    internal static class meter_clear_entry { internal static nint At; }
    internal static class meter_add_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.db_open_entry.At = loader.Find("db_open");
        NativeEntries.db_close_entry.At = loader.Find("db_close");
        NativeEntries.db_changes_entry.At = loader.Find("db_changes");
        NativeEntries.query_new_entry.At = loader.Find("query_new");
        NativeEntries.query_end_entry.At = loader.Find("query_end");
        NativeEntries.db_threads_entry.At = loader.Find("db_threads");
        NativeEntries.meter_init_entry.At = loader.Find("meter_init");
        NativeEntries.meter_clear_entry.At = loader.Find("meter_clear");
        NativeEntries.meter_add_entry.At = loader.Find("meter_add");
        return true;
    }
}

/// <summary>A failure that C tells with db_error.</summary>
public class DbErrorException : ServicesException
{
    /// <summary>Makes one without a message.</summary>
    public DbErrorException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public DbErrorException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public DbErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one of what C returned.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="code">what C returned</param>
    public DbErrorException(string message, DbError code)
        : base(message)
    {
        Code = code;
    }

    /// <summary>What C returned.</summary>
    public DbError Code { get; }
}

internal static class Failures
{
    internal static unsafe DbErrorException DbErrorException(DbError code)
    {
        return new DbErrorException(code.ToString(), code);
    }
}

internal sealed unsafe class DbHandle : NativeHandle
{
    internal DbHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.db_close(pointer);
    }
}

/// <summary>C's db.</summary>
public sealed unsafe class Db : IDisposable
{
    internal readonly DbHandle _handle;

    internal Db(DbHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's db_open.</summary>
    /// <param name="name">C's name</param>
    /// <exception cref="DbErrorException">if it fails</exception>
    /// <exception cref="ServicesException">if C says that it went well and gives nothing</exception>
    public Db(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using NativeText nameText = new(name, stackalloc byte[NativeText.Room], nameof(name));
        nint out2 = default;
        fixed (byte* namePointer = nameText)
        {
            DbError result = Raw.db_open(namePointer, &out2);
            nint out2Address = out2;
            if (result != DbError.Ok)
            {
                DbErrorException failure = Failures.DbErrorException(result);
                if (NativeHandle.IsThere(out2Address))
                {
                    Raw.db_close(out2Address);
                }
                throw failure;
            }

            if (out2Address == 0)
            {
                throw new ServicesException("db_open() failed");
            }

            _handle = new DbHandle(out2Address, true);
        }
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>Calls C's db_changes.</summary>
    /// <returns>what C gives back</returns>
    public int Changes()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            int result = Raw.db_changes(_handle.DangerousGetHandle());
            return result;
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Calls C's db_threads.</summary>
    /// <returns>what C gives back</returns>
    public static int Threads()
    {
        int result = Raw.db_threads();
        return result;
    }
}

internal sealed unsafe class QueryHandle : NativeHandle
{
    internal QueryHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    internal Exception? Failure { get; private set; }

    protected override void End(nint pointer)
    {
        DbError status = Raw.query_end(pointer);
        if (status != DbError.Ok)
        {
            Failure = Failures.DbErrorException((DbError)status);
        }
    }
}

/// <summary>C's query.</summary>
public sealed unsafe class Query : IDisposable
{
    internal readonly QueryHandle _handle;

    internal Query(QueryHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's query_new.</summary>
    /// <param name="d">C's d</param>
    /// <param name="text">C's text</param>
    /// <exception cref="ServicesException">if it fails</exception>
    public Query(Db d, string text)
    {
        ArgumentNullException.ThrowIfNull(d);
        ObjectDisposedException.ThrowIf(d._handle.IsGone, d);
        ArgumentNullException.ThrowIfNull(text);
        using NativeText textText = new(text, stackalloc byte[NativeText.Room], nameof(text));
        bool dHeld = false;
        try
        {
            d._handle.DangerousAddRef(ref dHeld);
            fixed (byte* textPointer = textText)
            {
                nint result = Raw.query_new(d._handle.DangerousGetHandle(), textPointer);
                if (result == 0)
                {
                    throw new ServicesException("query_new() failed");
                }

                _handle = new QueryHandle(result, true);
                _handle.Keep(d._handle);
            }
        }
        finally
        {
            if (dHeld)
            {
                d._handle.DangerousRelease();
            }
        }
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>Disposes of the object, and throws if C says that this failed.</summary>
    public void Close()
    {
        Dispose();
        if (_handle.Failure is not null)
        {
            throw _handle.Failure;
        }
    }
}

internal sealed unsafe class MeterHandle : NativeHandle
{
    private readonly bool _allocated;

    internal MeterHandle()
        : base((nint)NativeMemory.AlignedAlloc(8, 8), false)
    {
        NativeMemory.Clear((void*)handle, 8);
        _allocated = true;
    }

    internal MeterHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override bool ReleaseHandle()
    {
        bool released = base.ReleaseHandle();
        if (_allocated)
        {
            NativeMemory.AlignedFree((void*)handle);
        }

        return released;
    }

    protected override void End(nint pointer)
    {
        Raw.meter_clear((MeterStruct*)pointer);
    }
}

/// <summary>C's meter.</summary>
public sealed unsafe class Meter : IDisposable
{
    internal readonly MeterHandle _handle;

    internal Meter(MeterHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's meter_init.</summary>
    /// <param name="start">C's start</param>
    public Meter(int start)
    {
        MeterHandle handle = new();
        Raw.meter_init((MeterStruct*)handle.DangerousGetHandle(), start);
        handle.Owned = true;
        _handle = handle;
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>C's total.</summary>
    public int Total
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsGone, this);
            bool held = false;
            try
            {
                _handle.DangerousAddRef(ref held);
                return ((MeterStruct*)_handle.DangerousGetHandle())->Total;
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
                ((MeterStruct*)_handle.DangerousGetHandle())->Total = value;
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

    /// <summary>Calls C's meter_add.</summary>
    /// <param name="by">C's by</param>
    public void Add(int by)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            Raw.meter_add((MeterStruct*)_handle.DangerousGetHandle(), by);
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

/// <summary>Text as C takes it, in UTF-8 and with a NUL behind it, for the length of a call.</summary>
internal ref struct NativeText
{
    internal const int Room = 256;
    private static readonly UTF8Encoding Strict = new(false, true);
    private readonly ReadOnlySpan<byte> _bytes;
    private byte[]? _rented;

    internal NativeText(string? text, Span<byte> room, string name, bool ascii = false)
    {
        if (text is null)
        {
            return;
        }

        if (text.AsSpan().Contains('\0'))
        {
            throw new ArgumentException("The text must not hold a null character.", name);
        }

        if (text.Length < room.Length &&
            Ascii.FromUtf16(text, room, out int written) == System.Buffers.OperationStatus.Done)
        {
            Length = written;
        }
        else if (ascii && !Ascii.IsValid(text))
        {
            throw new ArgumentException("The text must be of ASCII characters.", name);
        }
        else
        {
            int most = Strict.GetMaxByteCount(text.Length) + 1;
            if (most > room.Length)
            {
                room = _rented = System.Buffers.ArrayPool<byte>.Shared.Rent(most);
            }

            Length = Encoded(text, room, name);
        }

        room[Length] = 0;
        _bytes = room;
    }

    internal int Length { get; }

    public readonly ref readonly byte GetPinnableReference() => ref _bytes.GetPinnableReference();

    public void Dispose()
    {
        if (_rented is not null)
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private static int Encoded(string text, Span<byte> room, string name)
    {
        try
        {
            return Strict.GetBytes(text, room);
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException("The text holds half of a surrogate pair.", name, error);
        }
    }
}
