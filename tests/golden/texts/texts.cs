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

namespace Texts;

/// <summary>What goes wrong in texts.</summary>
public class TextsException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public TextsException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public TextsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public TextsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>void text_free(char *);</summary>
    // Only here: it frees what other functions give, which bindings see to
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void text_free(byte* text)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.text_free(text);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<byte*, void>)NativeLoader.Entry(ref NativeEntries.text_free_entry.At, "text_free"))(
                text);
        }
    }

    /// <summary>size_t text_length(const char *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint text_length(byte* text)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.text_length(text);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*, nuint>)NativeLoader.Entry(ref NativeEntries.text_length_entry.At, "text_length"))(
                text);
        }
    }

    /// <summary>size_t text_length_or_zero(const char *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint text_length_or_zero(byte* text)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.text_length_or_zero(text);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*, nuint>)NativeLoader.Entry(ref NativeEntries.text_length_or_zero_entry.At, "text_length_or_zero"))(
                text);
        }
    }

    /// <summary>const char *text_constant(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* text_constant()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.text_constant();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*>)NativeLoader.Entry(ref NativeEntries.text_constant_entry.At, "text_constant"))();
        }
    }

    /// <summary>char *text_copy(const char *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* text_copy(byte* text)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.text_copy(text);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*, byte*>)NativeLoader.Entry(ref NativeEntries.text_copy_entry.At, "text_copy"))(
                text);
        }
    }

    /// <summary>char *text_maybe(_Bool);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* text_maybe(byte yes)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.text_maybe(yes);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte, byte*>)NativeLoader.Entry(ref NativeEntries.text_maybe_entry.At, "text_maybe"))(
                yes);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libtexts.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "TEXTS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "text_free text_length text_length_or_zero text_constant text_copy text_maybe");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void text_free(byte* text);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint text_length(byte* text);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint text_length_or_zero(byte* text);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte* text_constant();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte* text_copy(byte* text);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte* text_maybe(byte yes);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class text_free_entry { internal static nint At; }
    internal static class text_length_entry { internal static nint At; }
    internal static class text_length_or_zero_entry { internal static nint At; }
    internal static class text_constant_entry { internal static nint At; }
    internal static class text_copy_entry { internal static nint At; }
    internal static class text_maybe_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.text_free_entry.At = loader.Find("text_free");
        NativeEntries.text_length_entry.At = loader.Find("text_length");
        NativeEntries.text_length_or_zero_entry.At = loader.Find("text_length_or_zero");
        NativeEntries.text_constant_entry.At = loader.Find("text_constant");
        NativeEntries.text_copy_entry.At = loader.Find("text_copy");
        NativeEntries.text_maybe_entry.At = loader.Find("text_maybe");
        return true;
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Calls C's text_length.</summary>
    /// <param name="text">C's text</param>
    /// <returns>what C gives back</returns>
    public static nuint Length(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using NativeText textText = new(text, stackalloc byte[NativeText.Room], nameof(text));
        fixed (byte* textPointer = textText)
        {
            nuint result = Raw.text_length(textPointer);
            return result;
        }
    }

    /// <summary>Calls C's text_length_or_zero.</summary>
    /// <param name="text">C's text</param>
    /// <returns>what C gives back</returns>
    public static nuint LengthOrZero(string? text)
    {
        using NativeText textText = new(text, stackalloc byte[NativeText.Room], nameof(text));
        fixed (byte* textPointer = textText)
        {
            nuint result = Raw.text_length_or_zero(textPointer);
            return result;
        }
    }

    /// <summary>Calls C's text_constant.</summary>
    /// <returns>what C gives back</returns>
    public static string? Constant()
    {
        byte* result = Raw.text_constant();
        return TextOf.OrNull(result);
    }

    /// <summary>Calls C's text_copy.</summary>
    /// <param name="text">C's text</param>
    /// <returns>what C gives back</returns>
    public static string Copy(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using NativeText textText = new(text, stackalloc byte[NativeText.Room], nameof(text));
        byte* owned = null;
        try
        {
            fixed (byte* textPointer = textText)
            {
                byte* result = Raw.text_copy(textPointer);
                owned = result;
                return TextOf.There(result);
            }
        }
        finally
        {
            if (owned != null)
            {
                Raw.text_free(owned);
            }
        }
    }

    /// <summary>Calls C's text_maybe.</summary>
    /// <param name="yes">C's yes</param>
    /// <returns>what C gives back</returns>
    public static string? Maybe(bool yes)
    {
        byte* owned = null;
        try
        {
            byte* result = Raw.text_maybe(yes ? (byte)1 : (byte)0);
            owned = result;
            return TextOf.OrNull(result);
        }
        finally
        {
            if (owned != null)
            {
                Raw.text_free(owned);
            }
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
