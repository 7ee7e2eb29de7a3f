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

namespace Arrays;

/// <summary>C's enum array_error.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum ErrorCode : uint
{
    /// <summary>C's ARRAY_OK.</summary>
    Ok = 0,

    /// <summary>C's ARRAY_SHORT.</summary>
    Short = 1,
}

/// <summary>C's struct item.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Item
{
    /// <summary>C's id.</summary>
    public int Id;

    /// <summary>C's weight.</summary>
    public float Weight;
}

/// <summary>What goes wrong in arrays.</summary>
public class ArraysException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public ArraysException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public ArraysException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public ArraysException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>long array_sum(const int *, size_t);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long array_sum(int* values, nuint n)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.array_sum(values, n);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int*, nuint, long>)NativeLoader.Entry(ref NativeEntries.array_sum_entry.At, "array_sum"))(
                values,
                n);
        }
    }

    /// <summary>void array_scale(double *, unsigned int, double);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void array_scale(double* values, uint n, double by)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.array_scale(values, n, by);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<double*, uint, double, void>)NativeLoader.Entry(ref NativeEntries.array_scale_entry.At, "array_scale"))(
                values,
                n,
                by);
        }
    }

    /// <summary>void array_add(const int *, int *, size_t);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void array_add(int* a, int* b, nuint n)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.array_add(a, b, n);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<int*, int*, nuint, void>)NativeLoader.Entry(ref NativeEntries.array_add_entry.At, "array_add"))(
                a,
                b,
                n);
        }
    }

    /// <summary>unsigned int array_check(const void *, size_t);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint array_check(void* bytes, nuint size)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.array_check(bytes, size);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<void*, nuint, uint>)NativeLoader.Entry(ref NativeEntries.array_check_entry.At, "array_check"))(
                bytes,
                size);
        }
    }

    /// <summary>float array_weight(const struct item *, size_t);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float array_weight(Item* items, nuint n)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.array_weight(items, n);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Item*, nuint, float>)NativeLoader.Entry(ref NativeEntries.array_weight_entry.At, "array_weight"))(
                items,
                n);
        }
    }

    /// <summary>int array_dot(const int *, const int *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int array_dot(int* a, int* b)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.array_dot(a, b);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int*, int*, int>)NativeLoader.Entry(ref NativeEntries.array_dot_entry.At, "array_dot"))(
                a,
                b);
        }
    }

    /// <summary>const int *array_primes(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int* array_primes()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.array_primes();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int*>)NativeLoader.Entry(ref NativeEntries.array_primes_entry.At, "array_primes"))();
        }
    }

    /// <summary>enum array_error array_digits(unsigned int, unsigned char *, size_t *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorCode array_digits(uint number, byte* digits, nuint* size)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.array_digits(number, digits, size);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<uint, byte*, nuint*, ErrorCode>)NativeLoader.Entry(ref NativeEntries.array_digits_entry.At, "array_digits"))(
                number,
                digits,
                size);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libarrays.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "ARRAYS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "array_sum array_scale array_add array_check array_weight array_dot array_primes array_digits");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial long array_sum(int* values, nuint n);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void array_scale(double* values, uint n, double by);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void array_add(int* a, int* b, nuint n);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint array_check(void* bytes, nuint size);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial float array_weight(Item* items, nuint n);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int array_dot(int* a, int* b);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int* array_primes();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ErrorCode array_digits(uint number, byte* digits, nuint* size);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class array_sum_entry { internal static nint At; }
    internal static class array_scale_entry { internal static nint At; }
    internal static class array_add_entry { internal static nint At; }
    internal static class array_check_entry { internal static nint At; }
    internal static class array_weight_entry { internal static nint At; }
    internal static class array_dot_entry { internal static nint At; }
    internal static class array_primes_entry { internal static nint At; }
    internal static class array_digits_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.array_sum_entry.At = loader.Find("array_sum");
        NativeEntries.array_scale_entry.At = loader.Find("array_scale");
        NativeEntries.array_add_entry.At = loader.Find("array_add");
        NativeEntries.array_check_entry.At = loader.Find("array_check");
        NativeEntries.array_weight_entry.At = loader.Find("array_weight");
        NativeEntries.array_dot_entry.At = loader.Find("array_dot");
        NativeEntries.array_primes_entry.At = loader.Find("array_primes");
        NativeEntries.array_digits_entry.At = loader.Find("array_digits");
        return true;
    }
}

/// <summary>A failure that C tells with array_error.</summary>
public class ErrorException : ArraysException
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
    /// <summary>Calls C's array_sum.</summary>
    /// <param name="values">C's values</param>
    /// <returns>what C gives back</returns>
    public static long Sum(ReadOnlySpan<int> values)
    {
        fixed (int* valuesPointer = &Slices.First<int>(values))
        {
            long result = Raw.array_sum(valuesPointer, (nuint)values.Length);
            return result;
        }
    }

    /// <summary>Calls C's array_scale.</summary>
    /// <param name="values">C's values</param>
    /// <param name="by">C's by</param>
    public static void Scale(Span<double> values, double by)
    {
        fixed (double* valuesPointer = &Slices.First<double>(values))
        {
            Raw.array_scale(valuesPointer, (uint)values.Length, by);
        }
    }

    /// <summary>Calls C's array_add.</summary>
    /// <param name="a">C's a</param>
    /// <param name="b">C's b</param>
    public static void Add(ReadOnlySpan<int> a, Span<int> b)
    {
        if (b.Length != (int)(nuint)a.Length)
        {
            throw new ArgumentException("The number of elements is wrong.", nameof(b));
        }

        fixed (int* aPointer = &Slices.First<int>(a))
        fixed (int* bPointer = &Slices.First<int>(b))
        {
            Raw.array_add(aPointer, bPointer, (nuint)a.Length);
        }
    }

    /// <summary>Calls C's array_check.</summary>
    /// <param name="bytes">C's bytes</param>
    /// <returns>what C gives back</returns>
    public static uint Check(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* bytesPointer = &Slices.First<byte>(bytes))
        {
            uint result = Raw.array_check((void*)bytesPointer, (nuint)bytes.Length);
            return result;
        }
    }

    /// <summary>Calls C's array_weight.</summary>
    /// <param name="items">C's items</param>
    /// <returns>what C gives back</returns>
    public static float Weight(ReadOnlySpan<Item> items)
    {
        fixed (Item* itemsPointer = &Slices.First<Item>(items))
        {
            float result = Raw.array_weight(itemsPointer, (nuint)items.Length);
            return result;
        }
    }

    /// <summary>Calls C's array_dot.</summary>
    /// <param name="a">C's a</param>
    /// <param name="b">C's b</param>
    /// <returns>what C gives back</returns>
    public static int Dot(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.Length != 3)
        {
            throw new ArgumentException("The number of elements is wrong.", nameof(a));
        }

        if (b.Length != 3)
        {
            throw new ArgumentException("The number of elements is wrong.", nameof(b));
        }

        fixed (int* aPointer = &Slices.First<int>(a))
        fixed (int* bPointer = &Slices.First<int>(b))
        {
            int result = Raw.array_dot(aPointer, bPointer);
            return result;
        }
    }

    /// <summary>Calls C's array_primes.</summary>
    /// <returns>what C gives back</returns>
    public static int[] Primes()
    {
        int* result = Raw.array_primes();
        return Copies.Of<int>(result, 4);
    }

    /// <summary>Calls C's array_digits.</summary>
    /// <param name="number">C's number</param>
    /// <returns>what C gives back</returns>
    /// <exception cref="ErrorException">if it fails</exception>
    public static byte[] Digits(uint number)
    {
        byte* digits = null;
        nuint size = default;
        ErrorCode result = default;
        try
        {
            nuint capacity = 256;
            while (true)
            {
                NativeMemory.Free(digits);
                digits = (byte*)NativeMemory.AllocZeroed(capacity, 1);
                size = capacity;
                result = Raw.array_digits(number, digits, &size);
                if (result != ErrorCode.Short || capacity > nuint.MaxValue / 2)
                {
                    break;
                }

                capacity = capacity == 0 ? 1 : capacity * 2;
            }

            if (result != ErrorCode.Ok)
            {
                throw Failures.ErrorException(result);
            }

            return Copies.Of<byte>(digits, NativeCount.Within((ulong)size, (ulong)capacity, "array_digits"));
        }
        finally
        {
            NativeMemory.Free(digits);
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

internal static class NativeCount
{
    /// <summary>COUNT, unless it is more than there is ROOM for: the function of C is wrong then.</summary>
    internal static ulong Within(ulong count, ulong room, string function) =>
        count <= room
            ? count
            : throw new InvalidOperationException($"{function}() gave a length of {count}, there is room for {room}.");
}
