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

/// <summary>Constants of C.</summary>
[SuppressMessage("Design", "CA1008", Justification = "The values are C's.")]
public enum TapeError
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

    /// <summary>const char *tape_text(tape *);</summary>
    // Only here: several classes are made of 'struct tape' (FFI_METHOD)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* tape_text(nint t)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.tape_text(t);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, byte*>)NativeLoader.Entry(ref NativeEntries.tape_text_entry.At, "tape_text"))(
                t);
        }
    }

    /// <summary>tape *tape_player(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint tape_player()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.tape_player();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint>)NativeLoader.Entry(ref NativeEntries.tape_player_entry.At, "tape_player"))();
        }
    }

    /// <summary>void tape_eject(tape *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void tape_eject(nint t)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.tape_eject(t);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.tape_eject_entry.At, "tape_eject"))(
                t);
        }
    }

    /// <summary>tape *tape_recorder(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint tape_recorder()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.tape_recorder();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint>)NativeLoader.Entry(ref NativeEntries.tape_recorder_entry.At, "tape_recorder"))();
        }
    }

    /// <summary>void tape_end(tape *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void tape_end(nint t)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.tape_end(t);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.tape_end_entry.At, "tape_end"))(
                t);
        }
    }

    /// <summary>int tape_record(tape *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int tape_record(nint t)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.tape_record(t);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, int>)NativeLoader.Entry(ref NativeEntries.tape_record_entry.At, "tape_record"))(
                t);
        }
    }

    /// <summary>int recorder_speed(const tape *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int recorder_speed(nint t)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.recorder_speed(t);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, int>)NativeLoader.Entry(ref NativeEntries.recorder_speed_entry.At, "recorder_speed"))(
                t);
        }
    }

    /// <summary>int tape_speed_in_hertz(const tape *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int tape_speed_in_hertz(nint t)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.tape_speed_in_hertz(t);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, int>)NativeLoader.Entry(ref NativeEntries.tape_speed_in_hertz_entry.At, "tape_speed_in_hertz"))(
                t);
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
            "fail_text fail_step fail_open fail_seek drop_last drop_it drop_count tape_text tape_player tape_eject " +
            "tape_recorder tape_end tape_record recorder_speed tape_speed_in_hertz");

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

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte* tape_text(nint t);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint tape_player();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void tape_eject(nint t);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint tape_recorder();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void tape_end(nint t);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int tape_record(nint t);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int recorder_speed(nint t);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int tape_speed_in_hertz(nint t);
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
    internal static class tape_text_entry { internal static nint At; }
    internal static class tape_player_entry { internal static nint At; }
    internal static class tape_eject_entry { internal static nint At; }
    internal static class tape_recorder_entry { internal static nint At; }
    internal static class tape_end_entry { internal static nint At; }
    internal static class tape_record_entry { internal static nint At; }
    internal static class recorder_speed_entry { internal static nint At; }
    internal static class tape_speed_in_hertz_entry { internal static nint At; }
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
        NativeEntries.tape_text_entry.At = loader.Find("tape_text");
        NativeEntries.tape_player_entry.At = loader.Find("tape_player");
        NativeEntries.tape_eject_entry.At = loader.Find("tape_eject");
        NativeEntries.tape_recorder_entry.At = loader.Find("tape_recorder");
        NativeEntries.tape_end_entry.At = loader.Find("tape_end");
        NativeEntries.tape_record_entry.At = loader.Find("tape_record");
        NativeEntries.recorder_speed_entry.At = loader.Find("recorder_speed");
        NativeEntries.tape_speed_in_hertz_entry.At = loader.Find("tape_speed_in_hertz");
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

/// <summary>A failure that C tells with TapeError.</summary>
public class TapeErrorException : ErrorsException
{
    /// <summary>Makes one without a message.</summary>
    public TapeErrorException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public TapeErrorException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public TapeErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one of what C returned.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="code">what C returned</param>
    public TapeErrorException(string message, TapeError code)
        : base(message)
    {
        Code = code;
    }

    /// <summary>What C returned.</summary>
    public TapeError Code { get; }
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

    internal static unsafe TapeErrorException TapeErrorException(TapeError code, byte* text)
    {
        return new TapeErrorException(Marshal.PtrToStringUTF8((nint)text) ?? code.ToString(), code);
    }
}

internal sealed unsafe class PlayerHandle : NativeHandle
{
    internal PlayerHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.tape_eject(pointer);
    }
}

/// <summary>
/// An object tells the text, of whichever class over its struct it is; a property has the name that a method would have.
/// </summary>
public sealed unsafe class Player : IDisposable
{
    internal readonly PlayerHandle _handle;

    internal Player(PlayerHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's tape_player.</summary>
    /// <exception cref="ErrorsException">if it fails</exception>
    public Player()
    {
        nint result = Raw.tape_player();
        if (result == 0)
        {
            throw new ErrorsException("tape_player() failed");
        }

        _handle = new PlayerHandle(result, true);
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }
}

internal sealed unsafe class RecorderHandle : NativeHandle
{
    internal RecorderHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.tape_end(pointer);
    }
}

/// <summary>
/// An object tells the text, of whichever class over its struct it is; a property has the name that a method would have.
/// </summary>
public sealed unsafe class Recorder : IDisposable
{
    internal readonly RecorderHandle _handle;

    internal Recorder(RecorderHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's tape_recorder.</summary>
    /// <exception cref="ErrorsException">if it fails</exception>
    public Recorder()
    {
        nint result = Raw.tape_recorder();
        if (result == 0)
        {
            throw new ErrorsException("tape_recorder() failed");
        }

        _handle = new RecorderHandle(result, true);
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>C's tape_speed_in_hertz.</summary>
    public int Speed
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsGone, this);
            bool selfHeld = false;
            try
            {
                _handle.DangerousAddRef(ref selfHeld);
                int result = Raw.tape_speed_in_hertz(_handle.DangerousGetHandle());
                return result;
            }
            finally
            {
                if (selfHeld)
                {
                    _handle.DangerousRelease();
                }
            }
        }
    }

    /// <summary>Calls C's tape_record.</summary>
    /// <exception cref="TapeErrorException">if it fails</exception>
    public void Record()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            int result = Raw.tape_record(_handle.DangerousGetHandle());
            if (result != 0)
            {
                nint teller = _handle.DangerousGetHandle();
                throw Failures.TapeErrorException((TapeError)result, NativeHandle.IsThere(teller) ? Raw.tape_text((nint)teller) : null);
            }
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Calls C's recorder_speed.</summary>
    /// <returns>what C gives back</returns>
    public int RecorderSpeed()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            int result = Raw.recorder_speed(_handle.DangerousGetHandle());
            return result;
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
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

/// <summary>An object that was given away, whose taker keeps what it used.</summary>
internal readonly record struct Inherited(NativeHandle? Given);

/// <summary>A C object. It ends when it is disposed of and neither a call nor another object needs it.</summary>
internal abstract class NativeHandle : SafeHandle
{
    /// <summary>What C may use for nobody knows how long: only its owner ends it.</summary>
    private static readonly ConcurrentDictionary<object, bool> Staying = new();

    private readonly object _lock = new();
    private Stack<object>? _kept;

    /// <summary>What C lends for a call and this is, or was made of; and what was made of that.</summary>
    private NativeHandle? _loan;
    private Stack<WeakReference<NativeHandle>>? _made;

    protected NativeHandle(nint pointer, bool owned, params object?[] kept)
        : base(0, true)
    {
        Owned = owned;
        SetHandle(pointer);
        foreach (object? other in kept)
        {
            if (other is System.Action release)
            {
                Keep(release);
            }
            else if (other is Inherited inherited)
            {
                Inherit(inherited.Given);
            }
            else
            {
                Keep((SafeHandle?)other);
            }
        }
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Disposed of, though a call or another object may need the C object still.</summary>
    internal bool IsGone { get; private set; }

    internal bool Owned { get; set; }

    /// <summary>C lends it for a call: what is made of it is disposed of with it.</summary>
    internal bool IsLent
    {
        get => _loan == this;
        init => _loan = value ? this : null;
    }

    internal static bool IsThere(nint pointer) => pointer != 0;

    /// <summary>OTHER lives as long as this.</summary>
    internal void Keep(SafeHandle? other)
    {
        if (other is null || other == this)
        {
            return;
        }

        bool held = false;
        other.DangerousAddRef(ref held);
        Push(other);
        if (other is NativeHandle { _loan: { } loan })
        {
            _loan ??= loan;
            lock (loan._lock)
            {
                loan._made ??= new Stack<WeakReference<NativeHandle>>();
                loan._made.Push(new WeakReference<NativeHandle>(this));
            }
        }
    }

    /// <summary>RELEASE is called when this has ended.</summary>
    internal void Keep(System.Action release) => Push(release);

    /// <summary>C has the object now: it is disposed of, but not ended.</summary>
    internal void HandOver()
    {
        Owned = false;
        Dispose();
    }

    /// <summary>The same, where nobody knows who has it then.</summary>
    internal void Detach()
    {
        Strand();
        HandOver();
    }

    /// <summary>What GIVEN used, which C's object has now, lives as long as this.</summary>
    internal void Inherit(NativeHandle? given)
    {
        if (given is null)
        {
            return;
        }

        if (!Owned || given == this)
        {
            given.Strand();
            return;
        }

        object[] all = given.Kept();
        for (int i = all.Length - 1; i >= 0; i--)
        {
            Push(all[i]);
        }
    }

    protected abstract void End(nint pointer);

    protected override void Dispose(bool disposing)
    {
        IsGone = true;
        Staying.TryRemove(this, out _);
        while (disposing && _made is not null && _made.TryPop(out WeakReference<NativeHandle>? made))
        {
            if (made.TryGetTarget(out NativeHandle? other))
            {
                other.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    protected override bool ReleaseHandle()
    {
        if (Owned)
        {
            End(handle);
        }

        while (_kept is not null && _kept.TryPop(out object? kept))
        {
            if (kept is SafeHandle other)
            {
                other.DangerousRelease();
            }
            else
            {
                ((System.Action)kept)();
            }
        }

        return true;
    }

    /// <summary>The C object of class T that this keeps alive, or is; 0 if there is none.</summary>
    internal nint PointerOf<T>()
        where T : SafeHandle
    {
        if (this is T)
        {
            return handle;
        }

        lock (_lock)
        {
            foreach (object kept in _kept ?? new Stack<object>())
            {
                nint found = kept is T it ? it.DangerousGetHandle() : kept is NativeHandle other ? other.PointerOf<T>() : 0;
                if (found != 0)
                {
                    return found;
                }
            }
        }

        return 0;
    }

    /// <summary>C may use what this keeps for nobody knows how long: until it is disposed of, and functions for ever.</summary>
    private void Strand()
    {
        object[] all = Kept();
        for (int i = all.Length - 1; i >= 0; i--)
        {
            if (all[i] is NativeHandle other)
            {
                Push(other);
                other.Stay();
            }
        }
    }

    private void Stay()
    {
        if (!IsGone)
        {
            Staying.TryAdd(this, true);
        }
    }

    /// <summary>What this keeps; it keeps nothing then.</summary>
    private object[] Kept()
    {
        lock (_lock)
        {
            object[] kept = _kept?.ToArray() ?? [];
            _kept?.Clear();
            return kept;
        }
    }

    private void Push(object other)
    {
        lock (_lock)
        {
            _kept ??= new Stack<object>();
            _kept.Push(other);
        }
    }
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
