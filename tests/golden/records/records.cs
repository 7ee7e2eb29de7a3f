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

namespace Records;

/// <summary>C's struct pair.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Pair
{
    /// <summary>C's first.</summary>
    public int First;

    /// <summary>C's second.</summary>
    public short Second;
}

/// <summary>C's struct nested/inner.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct NestedInner
{
    /// <summary>C's a.</summary>
    public int A;

    /// <summary>C's b.</summary>
    public sbyte B;
}

/// <summary>C's struct nested/#3.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 4)]
public struct Nested3
{
    /// <summary>C's as_int.</summary>
    [FieldOffset(0)]
    public int AsInt;

    /// <summary>C's as_float.</summary>
    [FieldOffset(0)]
    public float AsFloat;
}

/// <summary>C's struct nested.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 80)]
public struct Nested
{
    /// <summary>C's pair.</summary>
    [FieldOffset(0)]
    public Pair Pair;

    /// <summary>C's inner.</summary>
    [FieldOffset(8)]
    public NestedInner Inner;

    /// <summary>C's as_int.</summary>
    [FieldOffset(16)]
    public int AsInt;

    /// <summary>C's as_float.</summary>
    [FieldOffset(16)]
    public float AsFloat;

    [FieldOffset(24)]
    private MatrixArray _matrix;

    /// <summary>C's matrix.</summary>
    [UnscopedRef]
    public Span<double> Matrix => _matrix;

    [InlineArray(6)]
    private struct MatrixArray
    {
        private double _element;
    }

    /// <summary>C's text.</summary>
    [FieldOffset(72)]
    public nint Text;
}

/// <summary>C's struct bits.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 4)]
public struct Bits
{
    [FieldOffset(0)]
    private BitsArray _bits;

    /// <summary>C's low, of 3 bits.</summary>
    public uint Low
    {
        readonly get => (uint)BitFields.Get(_bits, 0, 3);
        set => BitFields.Set(_bits, 0, 3, unchecked((ulong)value));
    }

    /// <summary>C's middle, of 5 bits.</summary>
    public uint Middle
    {
        readonly get => (uint)BitFields.Get(_bits, 3, 5);
        set => BitFields.Set(_bits, 3, 5, unchecked((ulong)value));
    }

    /// <summary>C's high, of 24 bits.</summary>
    public int High
    {
        readonly get => (int)((long)BitFields.Get(_bits, 8, 24) << 40 >> 40);
        set => BitFields.SetSigned(_bits, 8, 24, (long)value);
    }

    [InlineArray(4)]
    private struct BitsArray
    {
        private byte _element;
    }
}

/// <summary>C's struct packed.</summary>
[StructLayout(LayoutKind.Explicit, Size = 5)]
public record struct Packed
{
    /// <summary>C's c.</summary>
    [FieldOffset(0)]
    public sbyte C;

    /// <summary>C's i.</summary>
    [FieldOffset(1)]
    public int I;
}

/// <summary>C's struct aligned.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public record struct Aligned
{
    /// <summary>C's c.</summary>
    [FieldOffset(0)]
    public sbyte C;

    /// <summary>C's i.</summary>
    [FieldOffset(32)]
    public int I;
}

/// <summary>C's union number.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 8)]
public struct Number
{
    /// <summary>C's i.</summary>
    [FieldOffset(0)]
    public int I;

    /// <summary>C's d.</summary>
    [FieldOffset(0)]
    public double D;
}

/// <summary>What goes wrong in records.</summary>
public class RecordsException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public RecordsException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public RecordsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public RecordsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>struct pair pair_swap(struct pair);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair pair_swap(Pair p)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.pair_swap(p);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Pair, Pair>)NativeLoader.Entry(ref NativeEntries.pair_swap_entry.At, "pair_swap"))(
                p);
        }
    }

    /// <summary>int nested_sum(const struct nested *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int nested_sum(Nested* n)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.nested_sum(n);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Nested*, int>)NativeLoader.Entry(ref NativeEntries.nested_sum_entry.At, "nested_sum"))(
                n);
        }
    }

    /// <summary>void bits_set(struct bits *, unsigned int);</summary>
    // Only here: parameter 'b': 'low' follows it, so it may point to many (FFI_ARRAY, FFI_IN, FFI_INOUT)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void bits_set(Bits* b, uint low)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.bits_set(b, low);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<Bits*, uint, void>)NativeLoader.Entry(ref NativeEntries.bits_set_entry.At, "bits_set"))(
                b,
                low);
        }
    }

    // packed_get cannot be called: C# cannot pass 'struct packed' by value as C does

    /// <summary>int aligned_get(const struct aligned *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int aligned_get(Aligned* a)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.aligned_get(a);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Aligned*, int>)NativeLoader.Entry(ref NativeEntries.aligned_get_entry.At, "aligned_get"))(
                a);
        }
    }

    // number_double cannot be called: C# cannot pass 'union number' by value as C does
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "librecords.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "RECORDS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "pair_swap nested_sum bits_set aligned_get");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial Pair pair_swap(Pair p);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int nested_sum(Nested* n);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void bits_set(Bits* b, uint low);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int aligned_get(Aligned* a);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class pair_swap_entry { internal static nint At; }
    internal static class nested_sum_entry { internal static nint At; }
    internal static class bits_set_entry { internal static nint At; }
    internal static class aligned_get_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.pair_swap_entry.At = loader.Find("pair_swap");
        NativeEntries.nested_sum_entry.At = loader.Find("nested_sum");
        NativeEntries.bits_set_entry.At = loader.Find("bits_set");
        NativeEntries.aligned_get_entry.At = loader.Find("aligned_get");
        return true;
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Calls C's pair_swap.</summary>
    /// <param name="p">C's p</param>
    /// <returns>what C gives back</returns>
    public static Pair PairSwap(Pair p)
    {
        Pair result = Raw.pair_swap(p);
        return result;
    }

    /// <summary>Calls C's nested_sum.</summary>
    /// <param name="n">C's n</param>
    /// <returns>what C gives back</returns>
    public static int NestedSum(in Nested n)
    {
        fixed (Nested* nPointer = &n)
        {
            int result = Raw.nested_sum(nPointer);
            return result;
        }
    }

    /// <summary>Calls C's aligned_get.</summary>
    /// <param name="a">C's a</param>
    /// <returns>what C gives back</returns>
    public static int AlignedGet(in Aligned a)
    {
        byte* aPointerRoom = stackalloc byte[95];
        Aligned* aPointer = (Aligned*)(((nuint)aPointerRoom + 31) & ~(nuint)31);
        *aPointer = a;
        int result = Raw.aligned_get(aPointer);
        return result;
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

internal static class BitFields
{
    internal static ulong Get(ReadOnlySpan<byte> memory, int offset, int width)
    {
        ulong value = 0;
        for (int i = 0; i < width; i++)
        {
            int at = offset + i;
            value |= (ulong)((memory[at / 8] >> Place(at)) & 1) << (BitConverter.IsLittleEndian ? i : width - 1 - i);
        }

        return value;
    }

    internal static void SetSigned(Span<byte> memory, int offset, int width, long value)
    {
        int others = 64 - width;
        ArgumentOutOfRangeException.ThrowIfNotEqual(value, value << others >> others);
        Set(memory, offset, width, unchecked((ulong)value << others >> others));
    }

    internal static void Set(Span<byte> memory, int offset, int width, ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ulong.MaxValue >> (64 - width));

        for (int i = 0; i < width; i++)
        {
            int at = offset + i;
            int bit = 1 << Place(at);
            bool one = ((value >> (BitConverter.IsLittleEndian ? i : width - 1 - i)) & 1) != 0;
            memory[at / 8] = (byte)(one ? memory[at / 8] | bit : memory[at / 8] & ~bit);
        }
    }

    private static int Place(int at) => BitConverter.IsLittleEndian ? at % 8 : 7 - (at % 8);
}
