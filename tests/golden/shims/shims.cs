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

namespace Shims;

/// <summary>A number of either kind.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 8)]
public struct Either
{
    /// <summary>C's whole.</summary>
    [FieldOffset(0)]
    public long Whole;

    /// <summary>C's part.</summary>
    [FieldOffset(0)]
    public double Part;
}

/// <summary>C's struct bits.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 8)]
public struct Bits
{
    /// <summary>C's rest.</summary>
    [FieldOffset(4)]
    public int Rest;

    [FieldOffset(0)]
    private BitsArray _bits;

    /// <summary>C's low, of 3 bits.</summary>
    public uint Low
    {
        readonly get => (uint)BitFields.Get(_bits, 0, 3);
        set => BitFields.Set(_bits, 0, 3, unchecked((ulong)value));
    }

    /// <summary>C's high, of 5 bits.</summary>
    public uint High
    {
        readonly get => (uint)BitFields.Get(_bits, 3, 5);
        set => BitFields.Set(_bits, 3, 5, unchecked((ulong)value));
    }

    [InlineArray(8)]
    private struct BitsArray
    {
        private byte _element;
    }
}

/// <summary>C's struct pair.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Pair
{
    /// <summary>C's a.</summary>
    public int A;

    /// <summary>C's b.</summary>
    public int B;
}

/// <summary>What goes wrong in shims.</summary>
public class ShimsException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public ShimsException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public ShimsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public ShimsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>int shims_add(int, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int shims_add(int a, int b)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.shims_add(a, b);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int, int>)NativeLoader.Entry(ref NativeEntries.shims_add_entry.At, "shims_shim_shims_add"))(
                a,
                b);
        }
    }

    /// <summary>void shims_swap(const struct pair *, struct pair *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void shims_swap(Pair* p, Pair* result)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.shims_swap(p, result);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<Pair*, Pair*, void>)NativeLoader.Entry(ref NativeEntries.shims_swap_entry.At, "shims_shim_shims_swap"))(
                p,
                result);
        }
    }

    /// <summary>int SHIMS_SQUARE(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SHIMS_SQUARE(int number)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.SHIMS_SQUARE(number);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.SHIMS_SQUARE_entry.At, "shims_shim_SHIMS_SQUARE"))(
                number);
        }
    }

    /// <summary>int SHIMS_IGNORE(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SHIMS_IGNORE(int number)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.SHIMS_IGNORE(number);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.SHIMS_IGNORE_entry.At, "shims_shim_SHIMS_IGNORE"))(
                number);
        }
    }

    /// <summary>double shims_sum(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double shims_sum(int count)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.shims_sum(count);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, double>)NativeLoader.Entry(ref NativeEntries.shims_sum_entry.At, "shims_shim_shims_sum"))(
                count);
        }
    }

    /// <summary>double shims_sum_int(int, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double shims_sum_int(int count, int first)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.shims_sum_int(count, first);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int, double>)NativeLoader.Entry(ref NativeEntries.shims_sum_int_entry.At, "shims_shim_shims_sum_int"))(
                count,
                first);
        }
    }

    /// <summary>double shims_sum_int_double(int, int, double);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double shims_sum_int_double(int count, int first, double second)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.shims_sum_int_double(count, first, second);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int, double, double>)NativeLoader.Entry(ref NativeEntries.shims_sum_int_double_entry.At, "shims_shim_shims_sum_int_double"))(
                count,
                first,
                second);
        }
    }

    /// <summary>int shims_say(const char *, int, const char *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int shims_say(byte* format, int number, byte* more)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.shims_say(format, number, more);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*, int, byte*, int>)NativeLoader.Entry(ref NativeEntries.shims_say_entry.At, "shims_shim_shims_say"))(
                format,
                number,
                more);
        }
    }

    /// <summary>int shims_note(const char *, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int shims_note(byte* format, int argument2)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.shims_note(format, argument2);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*, int, int>)NativeLoader.Entry(ref NativeEntries.shims_note_entry.At, "shims_shim_shims_note"))(
                format,
                argument2);
        }
    }

    /// <summary>_Complex double shims_conjugate(_Complex double);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static System.Numerics.Complex shims_conjugate(System.Numerics.Complex z)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.shims_conjugate(z);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<System.Numerics.Complex, System.Numerics.Complex>)NativeLoader.Entry(ref NativeEntries.shims_conjugate_entry.At, "shims_conjugate"))(
                z);
        }
    }

    /// <summary>void shims_double(const __int128 *, __int128 *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void shims_double(System.Int128* number, System.Int128* result)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.shims_double(number, result);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<System.Int128*, System.Int128*, void>)NativeLoader.Entry(ref NativeEntries.shims_double_entry.At, "shims_shim_shims_double"))(
                number,
                result);
        }
    }

    /// <summary>void shims_half(const union either *, int, union either *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void shims_half(Either* number, int isWhole, Either* result)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.shims_half(number, isWhole, result);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<Either*, int, Either*, void>)NativeLoader.Entry(ref NativeEntries.shims_half_entry.At, "shims_shim_shims_half"))(
                number,
                isWhole,
                result);
        }
    }

    /// <summary>void shims_turn(const struct bits *, struct bits *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void shims_turn(Bits* bits, Bits* result)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.shims_turn(bits, result);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<Bits*, Bits*, void>)NativeLoader.Entry(ref NativeEntries.shims_turn_entry.At, "shims_shim_shims_turn"))(
                bits,
                result);
        }
    }

    /// <summary>void shims_scale(const float *, float, float *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void shims_scale(float* numbers, float factor, float* result)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.shims_scale(numbers, factor, result);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<float*, float, float*, void>)NativeLoader.Entry(ref NativeEntries.shims_scale_entry.At, "shims_shim_shims_scale"))(
                numbers,
                factor,
                result);
        }
    }

    /// <summary>double shims_halve(double);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double shims_halve(double number)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.shims_halve(number);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<double, double>)NativeLoader.Entry(ref NativeEntries.shims_halve_entry.At, "shims_shim_shims_halve"))(
                number);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libshims.so";
    private const string Shims = "libshims_extra.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "SHIMS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "shims_conjugate",
            new(
                Shims,
                "SHIMS_SHIMS",
                "x86_64-linux-gnu",
                nint.Size == 8 && BitConverter.IsLittleEndian,
                "shims_shims_e27e0a0516a117be shims_shim_shims_add shims_shim_shims_swap shims_shim_SHIMS_SQUARE " +
                "shims_shim_SHIMS_IGNORE shims_shim_shims_sum shims_shim_shims_sum_int shims_shim_shims_sum_int_double " +
                "shims_shim_shims_say shims_shim_shims_note shims_shim_shims_double shims_shim_shims_half " +
                "shims_shim_shims_turn shims_shim_shims_scale shims_shim_shims_halve"));

    static NativeImports() => Loader.Register();

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_add")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int shims_add(int a, int b);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_swap")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void shims_swap(Pair* p, Pair* result);

    [LibraryImport(Shims, EntryPoint = "shims_shim_SHIMS_SQUARE")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SHIMS_SQUARE(int number);

    [LibraryImport(Shims, EntryPoint = "shims_shim_SHIMS_IGNORE")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SHIMS_IGNORE(int number);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_sum")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double shims_sum(int count);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_sum_int")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double shims_sum_int(int count, int first);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_sum_int_double")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double shims_sum_int_double(int count, int first, double second);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_say")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int shims_say(byte* format, int number, byte* more);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_note")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int shims_note(byte* format, int argument2);

    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "A type of .NET's own.")]
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern System.Numerics.Complex shims_conjugate(System.Numerics.Complex z);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_double")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void shims_double(System.Int128* number, System.Int128* result);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_half")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void shims_half(Either* number, int isWhole, Either* result);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_turn")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void shims_turn(Bits* bits, Bits* result);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_scale")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void shims_scale(float* numbers, float factor, float* result);

    [LibraryImport(Shims, EntryPoint = "shims_shim_shims_halve")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double shims_halve(double number);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class shims_add_entry { internal static nint At; }
    internal static class shims_swap_entry { internal static nint At; }
    internal static class SHIMS_SQUARE_entry { internal static nint At; }
    internal static class SHIMS_IGNORE_entry { internal static nint At; }
    internal static class shims_sum_entry { internal static nint At; }
    internal static class shims_sum_int_entry { internal static nint At; }
    internal static class shims_sum_int_double_entry { internal static nint At; }
    internal static class shims_say_entry { internal static nint At; }
    internal static class shims_note_entry { internal static nint At; }
    internal static class shims_conjugate_entry { internal static nint At; }
    internal static class shims_double_entry { internal static nint At; }
    internal static class shims_half_entry { internal static nint At; }
    internal static class shims_turn_entry { internal static nint At; }
    internal static class shims_scale_entry { internal static nint At; }
    internal static class shims_halve_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.shims_add_entry.At = loader.Find("shims_shim_shims_add");
        NativeEntries.shims_swap_entry.At = loader.Find("shims_shim_shims_swap");
        NativeEntries.SHIMS_SQUARE_entry.At = loader.Find("shims_shim_SHIMS_SQUARE");
        NativeEntries.SHIMS_IGNORE_entry.At = loader.Find("shims_shim_SHIMS_IGNORE");
        NativeEntries.shims_sum_entry.At = loader.Find("shims_shim_shims_sum");
        NativeEntries.shims_sum_int_entry.At = loader.Find("shims_shim_shims_sum_int");
        NativeEntries.shims_sum_int_double_entry.At = loader.Find("shims_shim_shims_sum_int_double");
        NativeEntries.shims_say_entry.At = loader.Find("shims_shim_shims_say");
        NativeEntries.shims_note_entry.At = loader.Find("shims_shim_shims_note");
        NativeEntries.shims_conjugate_entry.At = loader.Find("shims_conjugate");
        NativeEntries.shims_double_entry.At = loader.Find("shims_shim_shims_double");
        NativeEntries.shims_half_entry.At = loader.Find("shims_shim_shims_half");
        NativeEntries.shims_turn_entry.At = loader.Find("shims_shim_shims_turn");
        NativeEntries.shims_scale_entry.At = loader.Find("shims_shim_shims_scale");
        NativeEntries.shims_halve_entry.At = loader.Find("shims_shim_shims_halve");
        return true;
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Adds two numbers.</summary>
    /// <param name="a">C's a</param>
    /// <param name="b">C's b</param>
    /// <returns>what C gives back</returns>
    public static int Add(int a, int b)
    {
        int result = Raw.shims_add(a, b);
        return result;
    }

    /// <summary>Turns a pair.</summary>
    /// <param name="p">C's p</param>
    /// <returns>what C gives back</returns>
    public static Pair Swap(in Pair p)
    {
        Pair result = default;
        fixed (Pair* pPointer = &p)
        {
            Raw.shims_swap(pPointer, &result);
            return result;
        }
    }

    /// <summary>The square of a number.</summary>
    /// <param name="number">C's number</param>
    /// <returns>what C gives back</returns>
    public static int Square(int number = 2)
    {
        int result = Raw.SHIMS_SQUARE(number);
        return result;
    }

    /// <summary>Does not look at the number.</summary>
    /// <param name="number">C's number</param>
    /// <returns>what C gives back</returns>
    public static int Ignore(int number)
    {
        int result = Raw.SHIMS_IGNORE(number);
        return result;
    }

    /// <summary>Sums up what follows.</summary>
    /// <param name="count">C's count</param>
    /// <returns>what C gives back</returns>
    public static double Sum(int count)
    {
        double result = Raw.shims_sum(count);
        return result;
    }

    /// <summary>Sums up what follows.</summary>
    /// <param name="count">C's count</param>
    /// <param name="first">C's first</param>
    /// <returns>what C gives back</returns>
    public static double SumInt(int count, int first)
    {
        double result = Raw.shims_sum_int(count, first);
        return result;
    }

    /// <summary>Sums up what follows.</summary>
    /// <param name="count">C's count</param>
    /// <param name="first">C's first</param>
    /// <param name="second">C's second</param>
    /// <returns>what C gives back</returns>
    public static double SumIntDouble(int count, int first, double second)
    {
        double result = Raw.shims_sum_int_double(count, first, second);
        return result;
    }

    /// <summary>Says it.</summary>
    /// <param name="format">C's format</param>
    /// <param name="number">C's number</param>
    /// <param name="more">C's more</param>
    /// <returns>what C gives back</returns>
    public static int Say(string format, int number, string? more)
    {
        ArgumentNullException.ThrowIfNull(format);
        using NativeText formatText = new(format, stackalloc byte[NativeText.Room], nameof(format));
        using NativeText moreText = new(more, stackalloc byte[NativeText.Room], nameof(more));
        fixed (byte* formatPointer = formatText)
        fixed (byte* morePointer = moreText)
        {
            int result = Raw.shims_say(formatPointer, number, morePointer);
            return result;
        }
    }

    /// <summary>Notes it: what is behind the text does not count it.</summary>
    /// <param name="format">C's format</param>
    /// <param name="argument2">C's #2</param>
    /// <returns>what C gives back</returns>
    public static int Note(string format, int argument2)
    {
        ArgumentNullException.ThrowIfNull(format);
        using NativeText formatText = new(format, stackalloc byte[NativeText.Room], nameof(format));
        fixed (byte* formatPointer = formatText)
        {
            int result = Raw.shims_note(formatPointer, argument2);
            return result;
        }
    }

    /// <summary>Its conjugate.</summary>
    /// <param name="z">C's z</param>
    /// <returns>what C gives back</returns>
    public static System.Numerics.Complex Conjugate(System.Numerics.Complex z)
    {
        System.Numerics.Complex result = Raw.shims_conjugate(z);
        return result;
    }

    /// <summary>Twice that.</summary>
    /// <param name="number">C's number</param>
    /// <returns>what C gives back</returns>
    public static System.Int128 Double(System.Int128 number)
    {
        byte* number2Room = stackalloc byte[31];
        System.Int128* number2 = (System.Int128*)(((nuint)number2Room + 15) & ~(nuint)15);
        (*number2) = default;
        byte* resultRoom = stackalloc byte[31];
        System.Int128* result = (System.Int128*)(((nuint)resultRoom + 15) & ~(nuint)15);
        (*result) = default;
        (*number2) = number;
        Raw.shims_double(&(*number2), &(*result));
        return (*result);
    }

    /// <summary>The half of it.</summary>
    /// <param name="number">C's number</param>
    /// <param name="isWhole">C's is_whole</param>
    /// <returns>what C gives back</returns>
    public static Either Half(in Either number, int isWhole)
    {
        Either result = default;
        fixed (Either* numberPointer = &number)
        {
            Raw.shims_half(numberPointer, isWhole, &result);
            return result;
        }
    }

    /// <summary>The bits the other way round.</summary>
    /// <param name="bits">C's bits</param>
    /// <returns>what C gives back</returns>
    public static Bits Turn(in Bits bits)
    {
        Bits result = default;
        fixed (Bits* bitsPointer = &bits)
        {
            Raw.shims_turn(bitsPointer, &result);
            return result;
        }
    }

    /// <summary>Each of them times a factor.</summary>
    /// <param name="numbers">C's numbers</param>
    /// <param name="factor">C's factor</param>
    /// <returns>what C gives back</returns>
    public static float[] Scale(ReadOnlySpan<float> numbers, float factor)
    {
        if (numbers.Length != 4)
        {
            throw new ArgumentException("The number of elements is wrong.", nameof(numbers));
        }

        float* result = null;
        try
        {
            fixed (float* numbersPointer = &Slices.First<float>(numbers))
            {
                result = (float*)NativeMemory.AllocZeroed((nuint)4, (nuint)sizeof(float));
                Raw.shims_scale(numbersPointer, factor, result);
                return Copies.Of<float>(result, (ulong)4);
            }
        }
        finally
        {
            NativeMemory.Free(result);
        }
    }

    /// <summary>Half of it, exactly.</summary>
    /// <param name="number">C's number</param>
    /// <returns>what C gives back</returns>
    public static double Halve(double number)
    {
        double result = Raw.shims_halve(number);
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
