// Made by ffirender from the description that the compiler wrote; changes will be lost.
#nullable enable

using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Outs;

/// <summary>C's enum outs_error.</summary>
public enum ErrorCode
{
    /// <summary>C's OUTS_OK.</summary>
    Ok = 0,

    /// <summary>C's OUTS_ZERO.</summary>
    Zero = 1,
}

/// <summary>What goes wrong in outs.</summary>
public class OutsException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public OutsException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public OutsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public OutsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>void outs_split(double, int *, double *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void outs_split(double value, int* whole, double* rest)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.outs_split(value, whole, rest);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<double, int*, double*, void>)NativeLoader.Entry(ref NativeEntries.outs_split, "outs_split"))(
                value,
                whole,
                rest);
        }
    }

    /// <summary>enum outs_error outs_divide(int, int, int *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorCode outs_divide(int a, int b, int* quotient)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.outs_divide(a, b, quotient);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int, int*, ErrorCode>)NativeLoader.Entry(ref NativeEntries.outs_divide, "outs_divide"))(
                a,
                b,
                quotient);
        }
    }

    /// <summary>_Bool outs_next(unsigned int *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte outs_next(uint* seed)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.outs_next(seed);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<uint*, byte>)NativeLoader.Entry(ref NativeEntries.outs_next, "outs_next"))(
                seed);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libouts.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "OUTS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "outs_split outs_divide outs_next");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void outs_split(double value, int* whole, double* rest);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ErrorCode outs_divide(int a, int b, int* quotient);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte outs_next(uint* seed);
}

/// <summary>How code that was compiled ahead of time calls C.</summary>
internal static class NativeEntries
{
    internal static nint outs_split;
    internal static nint outs_divide;
    internal static nint outs_next;
}

/// <summary>A failure that C tells with outs_error.</summary>
public class ErrorException : OutsException
{
    /// <summary>Makes one without a message.</summary>
    public ErrorException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public ErrorException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public ErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one of what C returned.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="code">what C returned</param>
    public ErrorException(string message, ErrorCode code)
        : base(message)
    {
        Code = code;
    }

    /// <summary>What C returned.</summary>
    public ErrorCode Code { get; }
}

internal static class Failures
{
    internal static unsafe ErrorException ErrorException(ErrorCode code)
    {
        return new ErrorException(code.ToString(), code);
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Calls C's outs_split.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static (int Whole, double RestValue) Split(double value)
    {
        int whole = default;
        double rest = default;
        Raw.outs_split(value, &whole, &rest);
        return (whole, rest);
    }

    /// <summary>Calls C's outs_divide.</summary>
    /// <param name="a">C's a</param>
    /// <param name="b">C's b</param>
    /// <returns>what C gives back</returns>
    /// <exception cref="ErrorException">if it fails</exception>
    public static int Divide(int a, int b)
    {
        int quotient = default;
        ErrorCode result = Raw.outs_divide(a, b, &quotient);
        if (result != ErrorCode.Ok)
        {
            throw Failures.ErrorException(result);
        }

        return quotient;
    }

    /// <summary>Calls C's outs_next.</summary>
    /// <param name="seed">C's seed</param>
    /// <returns>what C gives back</returns>
    public static (bool Result, uint Seed) Next(uint seed)
    {
        uint seed2 = default;
        seed2 = seed;
        byte result = Raw.outs_next(&seed2);
        return (result != 0, seed2);
    }
}

/// <summary>Finds the library before the first call, and says what is wrong with it.</summary>
internal sealed class NativeLoader(string file, string variable, string target, bool fits, string symbols, NativeLoader? shims = null)
{
    private readonly object _lock = new();
    private nint _library;

    /// <summary>
    /// Whether functions are called by imports. Ahead of time a call by pointer is faster, as it needs no stub. A program
    /// that links the library statically, or that has a resolver of its own, defines FFI_IMPORTS.
    /// </summary>
#if FFI_IMPORTS
    internal static bool Imports => true;
#else
    internal static bool Imports => RuntimeFeature.IsDynamicCodeCompiled;
#endif

    /// <summary>The address of a function, which is looked for once and kept in ENTRY.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Entry(ref nint entry, string symbol)
    {
        nint found = entry;
        if (found == 0)
        {
            found = Find(ref entry, symbol);
        }

        return found;
    }

    /// <summary>From now on the library's functions are looked for here.</summary>
    internal void Register()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The assembly has a resolver already: .NET finds what is loaded.
            Loaded();
            _ = shims?.Loaded();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Find(ref nint entry, string symbol) =>
        entry = NativeImports.Loader.Export(symbol);

    private nint Export(string symbol) =>
        shims is null || NativeLibrary.TryGetExport(Loaded(), symbol, out _)
            ? NativeLibrary.GetExport(Loaded(), symbol)
            : shims.Export(symbol);

    private nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path) =>
        name == file ? Loaded() : shims is null ? 0 : shims.Resolve(name, assembly, path);

    private nint Loaded()
    {
        lock (_lock)
        {
            return _library != 0 ? _library : _library = Load();
        }
    }

    private nint Load()
    {
        if (!fits)
        {
            throw new PlatformNotSupportedException($"These bindings are made for {target}.");
        }

        string path = Find();
        nint library;
        try
        {
            library = NativeLibrary.Load(path, typeof(NativeLoader).Assembly, null);
        }
        catch (DllNotFoundException error)
        {
            throw new DllNotFoundException($"Cannot load '{path}', which {variable} in the environment can name: {error.Message}", error);
        }

        string[] missing = System.Array.FindAll(symbols.Split(' ', StringSplitOptions.RemoveEmptyEntries), name => !NativeLibrary.TryGetExport(library, name, out _));
        if (missing.Length == 0)
        {
            return library;
        }

        string more = missing.Length > 5 ? $" and {missing.Length - 5} more" : string.Empty;
        NativeLibrary.Free(library);
        throw new EntryPointNotFoundException($"{path} lacks {string.Join(", ", missing[..System.Math.Min(5, missing.Length)])}{more}.");
    }

    /// <summary>What VARIABLE names, else the file beside the program, else what the system's loader finds.</summary>
    private string Find()
    {
        if (System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen)
        {
            return chosen;
        }

        string beside = System.IO.Path.Combine(AppContext.BaseDirectory, file);
        return System.IO.File.Exists(beside) ? beside : file;
    }
}
