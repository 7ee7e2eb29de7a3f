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

namespace Scalars;

/// <summary>What goes wrong in scalars.</summary>
public class ScalarsException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public ScalarsException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public ScalarsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public ScalarsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>_Bool scalars_not(_Bool);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte scalars_not(byte value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_not(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte, byte>)NativeLoader.Entry(ref NativeEntries.scalars_not_entry.At, "scalars_not"))(
                value);
        }
    }

    /// <summary>int8_t scalars_i8(int8_t);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte scalars_i8(sbyte value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_i8(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<sbyte, sbyte>)NativeLoader.Entry(ref NativeEntries.scalars_i8_entry.At, "scalars_i8"))(
                value);
        }
    }

    /// <summary>uint8_t scalars_u8(uint8_t);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte scalars_u8(byte value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_u8(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte, byte>)NativeLoader.Entry(ref NativeEntries.scalars_u8_entry.At, "scalars_u8"))(
                value);
        }
    }

    /// <summary>short scalars_short(short);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short scalars_short(short value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_short(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<short, short>)NativeLoader.Entry(ref NativeEntries.scalars_short_entry.At, "scalars_short"))(
                value);
        }
    }

    /// <summary>unsigned int scalars_unsigned(unsigned int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint scalars_unsigned(uint value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_unsigned(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<uint, uint>)NativeLoader.Entry(ref NativeEntries.scalars_unsigned_entry.At, "scalars_unsigned"))(
                value);
        }
    }

    /// <summary>long scalars_long(long);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long scalars_long(long value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_long(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<long, long>)NativeLoader.Entry(ref NativeEntries.scalars_long_entry.At, "scalars_long"))(
                value);
        }
    }

    /// <summary>int64_t scalars_i64(int64_t);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long scalars_i64(long value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_i64(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<long, long>)NativeLoader.Entry(ref NativeEntries.scalars_i64_entry.At, "scalars_i64"))(
                value);
        }
    }

    /// <summary>size_t scalars_size(size_t);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint scalars_size(nuint value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_size(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nuint, nuint>)NativeLoader.Entry(ref NativeEntries.scalars_size_entry.At, "scalars_size"))(
                value);
        }
    }

    /// <summary>float scalars_float(float);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float scalars_float(float value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_float(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<float, float>)NativeLoader.Entry(ref NativeEntries.scalars_float_entry.At, "scalars_float"))(
                value);
        }
    }

    /// <summary>double scalars_double(double);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double scalars_double(double value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_double(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<double, double>)NativeLoader.Entry(ref NativeEntries.scalars_double_entry.At, "scalars_double"))(
                value);
        }
    }

    /// <summary>char scalars_char(char);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte scalars_char(sbyte value)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.scalars_char(value);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<sbyte, sbyte>)NativeLoader.Entry(ref NativeEntries.scalars_char_entry.At, "scalars_char"))(
                value);
        }
    }

    /// <summary>void scalars_none(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void scalars_none()
    {
        if (NativeLoader.Imports)
        {
            NativeImports.scalars_none();
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<void>)NativeLoader.Entry(ref NativeEntries.scalars_none_entry.At, "scalars_none"))();
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libscalars.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "SCALARS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "scalars_not scalars_i8 scalars_u8 scalars_short scalars_unsigned scalars_long scalars_i64 " +
            "scalars_size scalars_float scalars_double scalars_char scalars_none");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte scalars_not(byte value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial sbyte scalars_i8(sbyte value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte scalars_u8(byte value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial short scalars_short(short value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint scalars_unsigned(uint value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial long scalars_long(long value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial long scalars_i64(long value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint scalars_size(nuint value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial float scalars_float(float value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double scalars_double(double value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial sbyte scalars_char(sbyte value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void scalars_none();
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class scalars_not_entry { internal static nint At; }
    internal static class scalars_i8_entry { internal static nint At; }
    internal static class scalars_u8_entry { internal static nint At; }
    internal static class scalars_short_entry { internal static nint At; }
    internal static class scalars_unsigned_entry { internal static nint At; }
    internal static class scalars_long_entry { internal static nint At; }
    internal static class scalars_i64_entry { internal static nint At; }
    internal static class scalars_size_entry { internal static nint At; }
    internal static class scalars_float_entry { internal static nint At; }
    internal static class scalars_double_entry { internal static nint At; }
    internal static class scalars_char_entry { internal static nint At; }
    internal static class scalars_none_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.scalars_not_entry.At = loader.Find("scalars_not");
        NativeEntries.scalars_i8_entry.At = loader.Find("scalars_i8");
        NativeEntries.scalars_u8_entry.At = loader.Find("scalars_u8");
        NativeEntries.scalars_short_entry.At = loader.Find("scalars_short");
        NativeEntries.scalars_unsigned_entry.At = loader.Find("scalars_unsigned");
        NativeEntries.scalars_long_entry.At = loader.Find("scalars_long");
        NativeEntries.scalars_i64_entry.At = loader.Find("scalars_i64");
        NativeEntries.scalars_size_entry.At = loader.Find("scalars_size");
        NativeEntries.scalars_float_entry.At = loader.Find("scalars_float");
        NativeEntries.scalars_double_entry.At = loader.Find("scalars_double");
        NativeEntries.scalars_char_entry.At = loader.Find("scalars_char");
        NativeEntries.scalars_none_entry.At = loader.Find("scalars_none");
        return true;
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Calls C's scalars_not.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static bool Not(bool value)
    {
        byte result = Raw.scalars_not(value ? (byte)1 : (byte)0);
        return result != 0;
    }

    /// <summary>Calls C's scalars_i8.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static sbyte I8(sbyte value)
    {
        sbyte result = Raw.scalars_i8(value);
        return result;
    }

    /// <summary>Calls C's scalars_u8.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static byte U8(byte value)
    {
        byte result = Raw.scalars_u8(value);
        return result;
    }

    /// <summary>Calls C's scalars_short.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static short Short(short value)
    {
        short result = Raw.scalars_short(value);
        return result;
    }

    /// <summary>Calls C's scalars_unsigned.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static uint Unsigned(uint value)
    {
        uint result = Raw.scalars_unsigned(value);
        return result;
    }

    /// <summary>Calls C's scalars_long.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static long Long(long value)
    {
        long result = Raw.scalars_long(value);
        return result;
    }

    /// <summary>Calls C's scalars_i64.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static long I64(long value)
    {
        long result = Raw.scalars_i64(value);
        return result;
    }

    /// <summary>Calls C's scalars_size.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static nuint Size(nuint value)
    {
        nuint result = Raw.scalars_size(value);
        return result;
    }

    /// <summary>Calls C's scalars_float.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static float Float(float value)
    {
        float result = Raw.scalars_float(value);
        return result;
    }

    /// <summary>Calls C's scalars_double.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static double Double(double value)
    {
        double result = Raw.scalars_double(value);
        return result;
    }

    /// <summary>Calls C's scalars_char.</summary>
    /// <param name="value">C's value</param>
    /// <returns>what C gives back</returns>
    public static sbyte Char(sbyte value)
    {
        sbyte result = Raw.scalars_char(value);
        return result;
    }

    /// <summary>Calls C's scalars_none.</summary>
    public static void None()
    {
        Raw.scalars_none();
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
