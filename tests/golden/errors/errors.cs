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

namespace Errors;

/// <summary>The constants of the C library.</summary>
public static class Constants
{
    /// <summary>C's FAIL_OK.</summary>
    public const int FailOk = 0;

    /// <summary>C's FAIL_MORE.</summary>
    public const int FailMore = 1;

    /// <summary>C's FAIL_IO.</summary>
    public const int FailIo = -1;
}

/// <summary>Constants of C.</summary>
public enum Fail
{
    /// <summary>C's FAIL_OK.</summary>
    Ok = 0,

    /// <summary>C's FAIL_MORE.</summary>
    More = 1,

    /// <summary>C's FAIL_IO.</summary>
    Io = -1,
}

/// <summary>Constants of C.</summary>
[SuppressMessage("Design", "CA1008", Justification = "The values are C's.")]
public enum DropError
{
}

/// <summary>The text stands in a struct: git's way.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Drop
{
    /// <summary>C's message.</summary>
    public nint Message;

    /// <summary>C's kind.</summary>
    public int Kind;
}

/// <summary>What goes wrong in errors.</summary>
public class ErrorsException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public ErrorsException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public ErrorsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public ErrorsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>const char *fail_text(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* fail_text(int code)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.fail_text(code);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, byte*>)NativeLoader.Entry(ref NativeEntries.fail_text_entry.At, "fail_text"))(
                code);
        }
    }

    /// <summary>int fail_step(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int fail_step(int n)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.fail_step(n);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.fail_step_entry.At, "fail_step"))(
                n);
        }
    }

    /// <summary>int fail_open(const char *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int fail_open(byte* path)
    {
        return NativeImports.fail_open(path);
    }

    /// <summary>long fail_seek(long);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long fail_seek(long at)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.fail_seek(at);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<long, long>)NativeLoader.Entry(ref NativeEntries.fail_seek_entry.At, "fail_seek"))(
                at);
        }
    }

    /// <summary>const struct drop *drop_last(void);</summary>
    // Only here: what comes back: nobody says who frees the 'struct drop' (FFI_OWNED_BY, FFI_BORROWED)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Drop* drop_last()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.drop_last();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Drop*>)NativeLoader.Entry(ref NativeEntries.drop_last_entry.At, "drop_last"))();
        }
    }

    /// <summary>int drop_it(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int drop_it(int height)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.drop_it(height);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.drop_it_entry.At, "drop_it"))(
                height);
        }
    }

    /// <summary>int drop_count(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int drop_count(int height)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.drop_count(height);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.drop_count_entry.At, "drop_count"))(
                height);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "liberrors.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "ERRORS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "fail_text fail_step fail_open fail_seek drop_last drop_it drop_count");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte* fail_text(int code);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int fail_step(int n);

    [LibraryImport(Library, SetLastError = true)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int fail_open(byte* path);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial long fail_seek(long at);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial Drop* drop_last();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int drop_it(int height);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int drop_count(int height);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class fail_text_entry { internal static nint At; }
    internal static class fail_step_entry { internal static nint At; }
    internal static class fail_seek_entry { internal static nint At; }
    internal static class drop_last_entry { internal static nint At; }
    internal static class drop_it_entry { internal static nint At; }
    internal static class drop_count_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.fail_text_entry.At = loader.Find("fail_text");
        NativeEntries.fail_step_entry.At = loader.Find("fail_step");
        NativeEntries.fail_seek_entry.At = loader.Find("fail_seek");
        NativeEntries.drop_last_entry.At = loader.Find("drop_last");
        NativeEntries.drop_it_entry.At = loader.Find("drop_it");
        NativeEntries.drop_count_entry.At = loader.Find("drop_count");
        return true;
    }
}

/// <summary>A failure that C tells with Fail.</summary>
public class FailException : ErrorsException
{
    /// <summary>Makes one without a message.</summary>
    public FailException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public FailException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public FailException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one of what C returned.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="code">what C returned</param>
    public FailException(string message, Fail code)
        : base(message)
    {
        Code = code;
    }

    /// <summary>What C returned.</summary>
    public Fail Code { get; }
}

/// <summary>A failure that C tells with DropError.</summary>
public class DropErrorException : ErrorsException
{
    /// <summary>Makes one without a message.</summary>
    public DropErrorException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public DropErrorException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public DropErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one of what C returned.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="code">what C returned</param>
    public DropErrorException(string message, DropError code)
        : base(message)
    {
        Code = code;
    }

    /// <summary>What C returned.</summary>
    public DropError Code { get; }
}

internal static class Failures
{
    internal static unsafe FailException FailException(Fail code)
    {
        byte* text = Raw.fail_text((int)code);
        return new FailException(Marshal.PtrToStringUTF8((nint)text) ?? code.ToString(), code);
    }

    internal static unsafe DropErrorException DropErrorException(DropError code)
    {
        nint from = (nint)Raw.drop_last();
        byte* text = from == 0 ? null : *(byte**)(from + 0);
        return new DropErrorException(Marshal.PtrToStringUTF8((nint)text) ?? code.ToString(), code);
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Calls C's fail_text.</summary>
    /// <param name="code">C's code</param>
    /// <returns>what C gives back</returns>
    public static string? FailText(int code)
    {
        byte* result = Raw.fail_text(code);
        return TextOf.OrNull(result);
    }

    /// <summary>Calls C's fail_step.</summary>
    /// <param name="n">C's n</param>
    /// <returns>what C gives back</returns>
    /// <exception cref="FailException">if it fails</exception>
    public static Fail FailStep(int n)
    {
        int result = Raw.fail_step(n);
        if (result is not (0 or 1))
        {
            throw Failures.FailException((Fail)result);
        }

        return (Fail)result;
    }

    /// <summary>Calls C's fail_open.</summary>
    /// <param name="path">C's path</param>
    /// <returns>what C gives back</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">if it fails</exception>
    public static int FailOpen(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using NativeText pathText = new(path, stackalloc byte[NativeText.Room], nameof(path));
        fixed (byte* pathPointer = pathText)
        {
            int result = Raw.fail_open(pathPointer);
            int errno = Marshal.GetLastPInvokeError();
            if (result == -1)
            {
                throw new System.ComponentModel.Win32Exception(errno);
            }

            return result;
        }
    }

    /// <summary>Calls C's fail_seek.</summary>
    /// <param name="at">C's at</param>
    /// <returns>what C gives back</returns>
    /// <exception cref="ErrorsException">if it fails</exception>
    public static long FailSeek(long at)
    {
        long result = Raw.fail_seek(at);
        if (result == -1)
        {
            throw new ErrorsException("fail_seek() failed");
        }

        return result;
    }

    /// <summary>Calls C's drop_it.</summary>
    /// <param name="height">C's height</param>
    /// <exception cref="DropErrorException">if it fails</exception>
    public static void DropIt(int height)
    {
        int result = Raw.drop_it(height);
        if (result != 0)
        {
            throw Failures.DropErrorException((DropError)result);
        }
    }

    /// <summary>Calls C's drop_count.</summary>
    /// <param name="height">C's height</param>
    /// <returns>what C gives back</returns>
    /// <exception cref="DropErrorException">if it fails</exception>
    public static int DropCount(int height)
    {
        int result = Raw.drop_count(height);
        if (result < 0)
        {
            throw Failures.DropErrorException((DropError)result);
        }

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
