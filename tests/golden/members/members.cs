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

namespace Members;

/// <summary>What goes wrong in members.</summary>
public class MembersException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public MembersException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public MembersException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public MembersException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>members_coin *members_coin_new(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint members_coin_new(int value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.members_coin_new(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, nint>)NativeLoader.Entry(ref NativeEntries.members_coin_new_entry.At, "members_coin_new"))(
                value);
        }
    }

    /// <summary>void members_coin_free(members_coin *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void members_coin_free(nint coin)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.members_coin_free(coin);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.members_coin_free_entry.At, "members_coin_free"))(
                coin);
        }
    }

    /// <summary>int members_coin_get_value(const members_coin *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int members_coin_get_value(nint coin)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.members_coin_get_value(coin);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, int>)NativeLoader.Entry(ref NativeEntries.members_coin_get_value_entry.At, "members_coin_get_value"))(
                coin);
        }
    }

    /// <summary>void members_coin_set_value(members_coin *, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void members_coin_set_value(nint coin, int value)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.members_coin_set_value(coin, value);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, int, void>)NativeLoader.Entry(ref NativeEntries.members_coin_set_value_entry.At, "members_coin_set_value"))(
                coin,
                value);
        }
    }

    /// <summary>const char *members_coin_text(const members_coin *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* members_coin_text(nint coin)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.members_coin_text(coin);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, byte*>)NativeLoader.Entry(ref NativeEntries.members_coin_text_entry.At, "members_coin_text"))(
                coin);
        }
    }

    /// <summary>_Bool members_coin_equals(const members_coin *, const members_coin *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte members_coin_equals(nint coin, nint other)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.members_coin_equals(coin, other);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, nint, byte>)NativeLoader.Entry(ref NativeEntries.members_coin_equals_entry.At, "members_coin_equals"))(
                coin,
                other);
        }
    }

    /// <summary>uint64_t members_coin_hash(const members_coin *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong members_coin_hash(nint coin)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.members_coin_hash(coin);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, ulong>)NativeLoader.Entry(ref NativeEntries.members_coin_hash_entry.At, "members_coin_hash"))(
                coin);
        }
    }

    /// <summary>int members_coin_compare(const members_coin *, const members_coin *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int members_coin_compare(nint coin, nint other)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.members_coin_compare(coin, other);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, nint, int>)NativeLoader.Entry(ref NativeEntries.members_coin_compare_entry.At, "members_coin_compare"))(
                coin,
                other);
        }
    }

    /// <summary>_Bool members_coin_next(members_coin *, int *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte members_coin_next(nint coin, int* digit)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.members_coin_next(coin, digit);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, int*, byte>)NativeLoader.Entry(ref NativeEntries.members_coin_next_entry.At, "members_coin_next"))(
                coin,
                digit);
        }
    }

    /// <summary>members_slot members_coin_slot(const members_coin *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int members_coin_slot(nint coin)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.members_coin_slot(coin);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, int>)NativeLoader.Entry(ref NativeEntries.members_coin_slot_entry.At, "members_coin_slot"))(
                coin);
        }
    }

    /// <summary>void members_coin_put(members_coin *, members_slot);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void members_coin_put(nint coin, int slot)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.members_coin_put(coin, slot);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, int, void>)NativeLoader.Entry(ref NativeEntries.members_coin_put_entry.At, "members_coin_put"))(
                coin,
                slot);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libmembers.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "MEMBERS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "members_coin_new members_coin_free members_coin_get_value members_coin_set_value members_coin_text " +
            "members_coin_equals members_coin_hash members_coin_compare members_coin_next members_coin_slot " +
            "members_coin_put");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint members_coin_new(int value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void members_coin_free(nint coin);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int members_coin_get_value(nint coin);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void members_coin_set_value(nint coin, int value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte* members_coin_text(nint coin);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte members_coin_equals(nint coin, nint other);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ulong members_coin_hash(nint coin);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int members_coin_compare(nint coin, nint other);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte members_coin_next(nint coin, int* digit);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int members_coin_slot(nint coin);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void members_coin_put(nint coin, int slot);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class members_coin_new_entry { internal static nint At; }
    internal static class members_coin_free_entry { internal static nint At; }
    internal static class members_coin_get_value_entry { internal static nint At; }
    internal static class members_coin_set_value_entry { internal static nint At; }
    internal static class members_coin_text_entry { internal static nint At; }
    internal static class members_coin_equals_entry { internal static nint At; }
    internal static class members_coin_hash_entry { internal static nint At; }
    internal static class members_coin_compare_entry { internal static nint At; }
    internal static class members_coin_next_entry { internal static nint At; }
    internal static class members_coin_slot_entry { internal static nint At; }
    internal static class members_coin_put_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.members_coin_new_entry.At = loader.Find("members_coin_new");
        NativeEntries.members_coin_free_entry.At = loader.Find("members_coin_free");
        NativeEntries.members_coin_get_value_entry.At = loader.Find("members_coin_get_value");
        NativeEntries.members_coin_set_value_entry.At = loader.Find("members_coin_set_value");
        NativeEntries.members_coin_text_entry.At = loader.Find("members_coin_text");
        NativeEntries.members_coin_equals_entry.At = loader.Find("members_coin_equals");
        NativeEntries.members_coin_hash_entry.At = loader.Find("members_coin_hash");
        NativeEntries.members_coin_compare_entry.At = loader.Find("members_coin_compare");
        NativeEntries.members_coin_next_entry.At = loader.Find("members_coin_next");
        NativeEntries.members_coin_slot_entry.At = loader.Find("members_coin_slot");
        NativeEntries.members_coin_put_entry.At = loader.Find("members_coin_put");
        return true;
    }
}

/// <summary>C's members_slot: it stands for something that C knows.</summary>
/// <param name="Value">what C has for it</param>
public readonly record struct Slot(int Value);

internal sealed unsafe class CoinHandle : NativeHandle
{
    internal CoinHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.members_coin_free(pointer);
    }
}

/// <summary>C's members_coin.</summary>
public sealed unsafe class Coin : IDisposable, IEquatable<Coin>, IComparable<Coin>, IEnumerable<int>
{
    internal readonly CoinHandle _handle;

    internal Coin(CoinHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's members_coin_new.</summary>
    /// <param name="value">C's value</param>
    /// <exception cref="MembersException">if it fails</exception>
    public Coin(int value)
    {
        nint result = Raw.members_coin_new(value);
        if (result == 0)
        {
            throw new MembersException("members_coin_new() failed");
        }

        _handle = new CoinHandle(result, true);
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>C's members_coin_get_value.</summary>
    public int Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsGone, this);
            bool selfHeld = false;
            try
            {
                _handle.DangerousAddRef(ref selfHeld);
                int result = Raw.members_coin_get_value(_handle.DangerousGetHandle());
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

        set
        {
            ObjectDisposedException.ThrowIf(_handle.IsGone, this);
            bool selfHeld = false;
            try
            {
                _handle.DangerousAddRef(ref selfHeld);
                Raw.members_coin_set_value(_handle.DangerousGetHandle(), value);
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

    /// <summary>Calls C's members_coin_text.</summary>
    /// <returns>what C gives back</returns>
    public string Text()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            byte* result = Raw.members_coin_text(_handle.DangerousGetHandle());
            return TextOf.There(result);
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Calls C's members_coin_equals.</summary>
    /// <param name="other">C's other</param>
    /// <returns>what C gives back</returns>
    private bool EqualsNative(Coin other)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        ArgumentNullException.ThrowIfNull(other);
        ObjectDisposedException.ThrowIf(other._handle.IsGone, other);
        bool selfHeld = false;
        bool otherHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            other._handle.DangerousAddRef(ref otherHeld);
            byte result = Raw.members_coin_equals(_handle.DangerousGetHandle(), other._handle.DangerousGetHandle());
            return result != 0;
        }
        finally
        {
            if (otherHeld)
            {
                other._handle.DangerousRelease();
            }

            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Calls C's members_coin_hash.</summary>
    /// <returns>what C gives back</returns>
    private ulong Hash()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            ulong result = Raw.members_coin_hash(_handle.DangerousGetHandle());
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

    /// <summary>Calls C's members_coin_compare.</summary>
    /// <param name="other">C's other</param>
    /// <returns>what C gives back</returns>
    private int Compare(Coin other)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        ArgumentNullException.ThrowIfNull(other);
        ObjectDisposedException.ThrowIf(other._handle.IsGone, other);
        bool selfHeld = false;
        bool otherHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            other._handle.DangerousAddRef(ref otherHeld);
            int result = Raw.members_coin_compare(_handle.DangerousGetHandle(), other._handle.DangerousGetHandle());
            return result;
        }
        finally
        {
            if (otherHeld)
            {
                other._handle.DangerousRelease();
            }

            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Calls C's members_coin_next.</summary>
    /// <returns>what C gives back</returns>
    public (bool Result, int Digit) Next()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        int digit = default;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            byte result = Raw.members_coin_next(_handle.DangerousGetHandle(), &digit);
            return (result != 0, digit);
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Calls C's members_coin_slot.</summary>
    /// <returns>what C gives back</returns>
    public Slot? Slot()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            int result = Raw.members_coin_slot(_handle.DangerousGetHandle());
            return (int)result == -1 ? null : new Slot((int)result);
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Calls C's members_coin_put.</summary>
    /// <param name="slot">C's slot</param>
    public void Put(Slot slot)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            Raw.members_coin_put(_handle.DangerousGetHandle(), (int)slot.Value);
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text();

    /// <summary>Whether the objects are equal.</summary>
    /// <param name="other">another one</param>
    /// <returns>true if they are equal</returns>
    public bool Equals(Coin? other) => other is not null && EqualsNative(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Coin other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash().GetHashCode();

    /// <summary>Which of the objects comes first.</summary>
    /// <param name="other">another one</param>
    /// <returns>less than 0 if this comes first, 0 if they are equal</returns>
    public int CompareTo(Coin? other) => other is null ? 1 : Compare(other).CompareTo(0);

    /// <summary>Whether the objects are equal.</summary>
    /// <param name="left">the first</param>
    /// <param name="right">the second</param>
    /// <returns>true if it is so</returns>
    public static bool operator ==(Coin? left, Coin? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the objects are not equal.</summary>
    /// <param name="left">the first</param>
    /// <param name="right">the second</param>
    /// <returns>true if it is so</returns>
    public static bool operator !=(Coin? left, Coin? right) => !(left == right);

    /// <summary>Whether the first comes before the second; nothing comes first.</summary>
    /// <param name="left">the first</param>
    /// <param name="right">the second</param>
    /// <returns>true if it is so</returns>
    public static bool operator <(Coin? left, Coin? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Whether the first does not come behind the second.</summary>
    /// <param name="left">the first</param>
    /// <param name="right">the second</param>
    /// <returns>true if it is so</returns>
    public static bool operator <=(Coin? left, Coin? right) => !(right < left);

    /// <summary>Whether the first comes behind the second.</summary>
    /// <param name="left">the first</param>
    /// <param name="right">the second</param>
    /// <returns>true if it is so</returns>
    public static bool operator >(Coin? left, Coin? right) => right < left;

    /// <summary>Whether the first does not come before the second.</summary>
    /// <param name="left">the first</param>
    /// <param name="right">the second</param>
    /// <returns>true if it is so</returns>
    public static bool operator >=(Coin? left, Coin? right) => !(left < right);

    /// <summary>What Next() gives, until the end.</summary>
    /// <returns>the elements</returns>
    public IEnumerator<int> GetEnumerator()
    {
        while (true)
        {
            var (more, item1) = Next();
            if (!(more))
            {
                yield break;
            }

            yield return item1;
        }
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
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
