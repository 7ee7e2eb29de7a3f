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

namespace Outs;

/// <summary>C's enum outs_error.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum ErrorCode : uint
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
            ((delegate* unmanaged[Cdecl]<double, int*, double*, void>)NativeLoader.Entry(ref NativeEntries.outs_split_entry.At, "outs_split"))(
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
            return ((delegate* unmanaged[Cdecl]<int, int, int*, ErrorCode>)NativeLoader.Entry(ref NativeEntries.outs_divide_entry.At, "outs_divide"))(
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
            return ((delegate* unmanaged[Cdecl]<uint*, byte>)NativeLoader.Entry(ref NativeEntries.outs_next_entry.At, "outs_next"))(
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

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class outs_split_entry { internal static nint At; }
    internal static class outs_divide_entry { internal static nint At; }
    internal static class outs_next_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.outs_split_entry.At = loader.Find("outs_split");
        NativeEntries.outs_divide_entry.At = loader.Find("outs_divide");
        NativeEntries.outs_next_entry.At = loader.Find("outs_next");
        return true;
    }
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
