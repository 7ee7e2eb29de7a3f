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

namespace Enums;

/// <summary>A colour.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum Colour : uint
{
    /// <summary>C's COLOUR_RED.</summary>
    Red = 0,

    /// <summary>C's COLOUR_GREEN.</summary>
    Green = 5,

    /// <summary>C's COLOUR_BLUE.</summary>
    Blue = 6,
}

/// <summary>C's enum access.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
[Flags]
public enum Access : uint
{
    /// <summary>C's ACCESS_READ.</summary>
    Read = 1,

    /// <summary>C's ACCESS_WRITE.</summary>
    Write = 2,

    /// <summary>C's ACCESS_ALL.</summary>
    All = 3,
}

/// <summary>C's enum sign.</summary>
public enum Sign
{
    /// <summary>C's SIGN_MINUS.</summary>
    Minus = -1,

    /// <summary>C's SIGN_NONE.</summary>
    None = 0,

    /// <summary>C's SIGN_PLUS.</summary>
    Plus = 1,
}

/// <summary>C's enum wide.</summary>
[SuppressMessage("Design", "CA1027", Justification = "C has one of them at a time.")]
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum Wide : ulong
{
    /// <summary>C's WIDE_SMALL.</summary>
    Small = 0,

    /// <summary>C's WIDE_LARGE.</summary>
    Large = 4294967296,
}

/// <summary>C's enum mode.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum Mode : uint
{
    /// <summary>C's MODE_A.</summary>
    A = 0,

    /// <summary>C's MODE_B.</summary>
    B = 1,
}

/// <summary>What goes wrong in enums.</summary>
public class EnumsException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public EnumsException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public EnumsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public EnumsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>enum colour colour_next(enum colour);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Colour colour_next(Colour c)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.colour_next(c);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Colour, Colour>)NativeLoader.Entry(ref NativeEntries.colour_next_entry.At, "colour_next"))(
                c);
        }
    }

    /// <summary>enum access access_add(enum access, enum access);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Access access_add(Access a, Access b)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.access_add(a, b);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Access, Access, Access>)NativeLoader.Entry(ref NativeEntries.access_add_entry.At, "access_add"))(
                a,
                b);
        }
    }

    /// <summary>enum sign sign_of(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Sign sign_of(int i)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.sign_of(i);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, Sign>)NativeLoader.Entry(ref NativeEntries.sign_of_entry.At, "sign_of"))(
                i);
        }
    }

    /// <summary>enum wide wide_get(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide wide_get()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.wide_get();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Wide>)NativeLoader.Entry(ref NativeEntries.wide_get_entry.At, "wide_get"))();
        }
    }

    /// <summary>void mode_set(enum mode);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void mode_set(Mode m)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.mode_set(m);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<Mode, void>)NativeLoader.Entry(ref NativeEntries.mode_set_entry.At, "mode_set"))(
                m);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libenums.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "ENUMS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "colour_next access_add sign_of wide_get mode_set");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial Colour colour_next(Colour c);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial Access access_add(Access a, Access b);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial Sign sign_of(int i);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial Wide wide_get();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void mode_set(Mode m);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class colour_next_entry { internal static nint At; }
    internal static class access_add_entry { internal static nint At; }
    internal static class sign_of_entry { internal static nint At; }
    internal static class wide_get_entry { internal static nint At; }
    internal static class mode_set_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.colour_next_entry.At = loader.Find("colour_next");
        NativeEntries.access_add_entry.At = loader.Find("access_add");
        NativeEntries.sign_of_entry.At = loader.Find("sign_of");
        NativeEntries.wide_get_entry.At = loader.Find("wide_get");
        NativeEntries.mode_set_entry.At = loader.Find("mode_set");
        return true;
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Calls C's colour_next.</summary>
    /// <param name="c">C's c</param>
    /// <returns>what C gives back</returns>
    public static Colour ColourNext(Colour c)
    {
        Colour result = Raw.colour_next(c);
        return result;
    }

    /// <summary>Calls C's access_add.</summary>
    /// <param name="a">C's a</param>
    /// <param name="b">C's b</param>
    /// <returns>what C gives back</returns>
    public static Access AccessAdd(Access a, Access b)
    {
        Access result = Raw.access_add(a, b);
        return result;
    }

    /// <summary>Calls C's sign_of.</summary>
    /// <param name="i">C's i</param>
    /// <returns>what C gives back</returns>
    public static Sign SignOf(int i)
    {
        Sign result = Raw.sign_of(i);
        return result;
    }

    /// <summary>Calls C's wide_get.</summary>
    /// <returns>what C gives back</returns>
    public static Wide WideGet()
    {
        Wide result = Raw.wide_get();
        return result;
    }

    /// <summary>Calls C's mode_set.</summary>
    /// <param name="m">C's m</param>
    public static void ModeSet(Mode m)
    {
        if (m is not (Mode.A or Mode.B))
        {
            throw new ArgumentOutOfRangeException(nameof(m));
        }

        Raw.mode_set(m);
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
