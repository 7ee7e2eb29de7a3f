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

namespace ConstantsLibrary;

/// <summary>The constants of the C library.</summary>
public static class Constants
{
    /// <summary>C's LIMIT.</summary>
    public const int Limit = 16;

    /// <summary>C's BIG.</summary>
    public const ulong Big = 9223372036854775808;

    /// <summary>C's NEGATIVE.</summary>
    public const int Negative = -3;

    /// <summary>C's RATIO.</summary>
    public const double Ratio = 0.5;

    /// <summary>C's NAME.</summary>
    public const string Name = "constants";

    /// <summary>C's LETTER.</summary>
    public const int Letter = 120;

    /// <summary>C's SIZE.</summary>
    public const int Size = 8;

    /// <summary>C's WIDE_NAME.</summary>
    public const string WideName = "w\u0000ïdeሴ";

    /// <summary>C's BYTES.</summary>
    public static System.ReadOnlySpan<byte> Bytes => [255, 0, 1];

    /// <summary>C's WIDEST.</summary>
    public static System.UInt128 Widest => new(0xffffffffffffffffUL, 0xffffffffffffffffUL);

    /// <summary>C's WIDE_NEGATIVE.</summary>
    public static System.Int128 WideNegative => new(0xfffffffffbffffffUL, 0xffffffffffffffffUL);

    /// <summary>C's ENDLESS.</summary>
    public const double Endless = double.NegativeInfinity;

    /// <summary>C's TENTH.</summary>
    public const double Tenth = 0.1;

    // How much is told.
    //
    // These constants are what a call takes, and this comment is about all of them.

    /// <summary>C's LEVEL_LOW.</summary>
    public const int LevelLow = 1;

    /// <summary>C's LEVEL_HIGH.</summary>
    public const int LevelHigh = 2;
}

/// <summary>How much is told.</summary>
/// <remarks>These constants are what a call takes, and this comment is about all of them.</remarks>
[SuppressMessage("Design", "CA1008", Justification = "The values are C's.")]
public enum Level
{
    /// <summary>C's LEVEL_LOW.</summary>
    Low = 1,

    /// <summary>C's LEVEL_HIGH.</summary>
    High = 2,
}

/// <summary>What goes wrong in constants.</summary>
public class ConstantsException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public ConstantsException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public ConstantsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public ConstantsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>int constants_level(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int constants_level(int at)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.constants_level(at);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.constants_level_entry.At, "constants_level"))(
                at);
        }
    }

    /// <summary>const int constants_answer;</summary>
    public static int constants_answer => *(int*)NativeLoader.Entry(
        ref NativeEntries.constants_answer_entry.At,
        "constants_answer");

    /// <summary>int constants_counter;</summary>
    public static int constants_counter
    {
        get => *(int*)NativeLoader.Entry(ref NativeEntries.constants_counter_entry.At, "constants_counter");
        set => *(int*)NativeLoader.Entry(ref NativeEntries.constants_counter_entry.At, "constants_counter") = value;
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libconstants.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "CONSTANTS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "constants_level constants_answer constants_counter");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int constants_level(int at);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class constants_level_entry { internal static nint At; }
    internal static class constants_answer_entry { internal static nint At; }
    internal static class constants_counter_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.constants_level_entry.At = loader.Find("constants_level");
        NativeEntries.constants_answer_entry.At = loader.Find("constants_answer");
        NativeEntries.constants_counter_entry.At = loader.Find("constants_counter");
        return true;
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Calls C's constants_level.</summary>
    /// <param name="at">C's at</param>
    /// <returns>what C gives back</returns>
    public static Level ConstantsLevel(Level at)
    {
        int result = Raw.constants_level((int)at);
        return (Level)result;
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
