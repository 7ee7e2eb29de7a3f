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
            return ((delegate* unmanaged[Cdecl]<byte, byte>)NativeLoader.Entry(ref NativeEntries.scalars_not, "scalars_not"))(
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
            return ((delegate* unmanaged[Cdecl]<sbyte, sbyte>)NativeLoader.Entry(ref NativeEntries.scalars_i8, "scalars_i8"))(
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
            return ((delegate* unmanaged[Cdecl]<byte, byte>)NativeLoader.Entry(ref NativeEntries.scalars_u8, "scalars_u8"))(
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
            return ((delegate* unmanaged[Cdecl]<short, short>)NativeLoader.Entry(ref NativeEntries.scalars_short, "scalars_short"))(
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
            return ((delegate* unmanaged[Cdecl]<uint, uint>)NativeLoader.Entry(ref NativeEntries.scalars_unsigned, "scalars_unsigned"))(
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
            return ((delegate* unmanaged[Cdecl]<long, long>)NativeLoader.Entry(ref NativeEntries.scalars_long, "scalars_long"))(
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
            return ((delegate* unmanaged[Cdecl]<long, long>)NativeLoader.Entry(ref NativeEntries.scalars_i64, "scalars_i64"))(
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
            return ((delegate* unmanaged[Cdecl]<nuint, nuint>)NativeLoader.Entry(ref NativeEntries.scalars_size, "scalars_size"))(
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
            return ((delegate* unmanaged[Cdecl]<float, float>)NativeLoader.Entry(ref NativeEntries.scalars_float, "scalars_float"))(
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
            return ((delegate* unmanaged[Cdecl]<double, double>)NativeLoader.Entry(ref NativeEntries.scalars_double, "scalars_double"))(
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
            return ((delegate* unmanaged[Cdecl]<sbyte, sbyte>)NativeLoader.Entry(ref NativeEntries.scalars_char, "scalars_char"))(
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
            ((delegate* unmanaged[Cdecl]<void>)NativeLoader.Entry(ref NativeEntries.scalars_none, "scalars_none"))();
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

/// <summary>How code that was compiled ahead of time calls C.</summary>
internal static class NativeEntries
{
    internal static nint scalars_not;
    internal static nint scalars_i8;
    internal static nint scalars_u8;
    internal static nint scalars_short;
    internal static nint scalars_unsigned;
    internal static nint scalars_long;
    internal static nint scalars_i64;
    internal static nint scalars_size;
    internal static nint scalars_float;
    internal static nint scalars_double;
    internal static nint scalars_char;
    internal static nint scalars_none;
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
