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

namespace Crowded;

/// <summary>C's enum crowded_kind.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum Kind : uint
{
    /// <summary>C's CROWDED_KIND_LINE.</summary>
    Line = 0,

    /// <summary>C's CROWDED_KIND_DISC.</summary>
    Disc = 1,
}

/// <summary>C's crowded_box.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct BoxStructNative
{
    /// <summary>C's text.</summary>
    public nint Text;

    /// <summary>C's size.</summary>
    public int Size;
}

/// <summary>C's crowded_box_struct.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct BoxStruct
{
    /// <summary>C's width.</summary>
    public int Width;
}

/// <summary>C's crowded_hook_handle.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct HookHandle
{
    /// <summary>C's length.</summary>
    public int Length;
}

/// <summary>C's struct crowded_shape/as.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 4)]
public struct CrowdedShapeAs
{
    /// <summary>C's line.</summary>
    [FieldOffset(0)]
    public int Line;

    /// <summary>C's disc.</summary>
    [FieldOffset(0)]
    public int Disc;
}

/// <summary>C's struct crowded_shape.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 8)]
public struct ShapeStruct
{
    /// <summary>C's kind.</summary>
    [FieldOffset(0)]
    public Kind Kind;

    /// <summary>C's as.</summary>
    [FieldOffset(4)]
    public CrowdedShapeAs As;
}

/// <summary>C's crowded_shape_line.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct ShapeLine
{
    /// <summary>C's x.</summary>
    public int X;
}

/// <summary>C's struct crowded_sink.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct SinkStruct
{
    /// <summary>C's user.</summary>
    public nint User;

    /// <summary>C's write.</summary>
    public nint Write;

    /// <summary>C's flush.</summary>
    public nint Flush;

    /// <summary>C's close.</summary>
    public nint CloseNative;
}

/// <summary>C's crowded_i_sink.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct ISink
{
    /// <summary>C's x.</summary>
    public int X;
}

/// <summary>C's crowded_i_sink_flush.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct ISinkFlush
{
    /// <summary>C's x.</summary>
    public int X;
}

/// <summary>C's crowded_sink_functions.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct SinkFunctions
{
    /// <summary>C's x.</summary>
    public int X;
}

/// <summary>C's crowded_visit_native.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct VisitNative
{
    /// <summary>C's x.</summary>
    public int X;
}

/// <summary>C's crowded_task.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct CrowdedTask
{
    /// <summary>C's x.</summary>
    public int X;
}

/// <summary>C's crowded_encoding.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct CrowdedEncoding
{
    /// <summary>C's x.</summary>
    public int X;
}

/// <summary>C's crowded_box.</summary>
public sealed record Box
{
    /// <summary>C's text.</summary>
    public required string Text { get; init; }

    /// <summary>C's size.</summary>
    public int Size { get; init; }
}

/// <summary>C's struct crowded_shape.</summary>
public abstract record Shape
{
    private protected Shape()
    {
    }
}

/// <summary>C's struct crowded_shape whose tag is Kind.Line.</summary>
/// <param name="Value">What it is.</param>
public sealed record ShapeLineNative(int Value) : Shape;

/// <summary>C's struct crowded_shape whose tag is Kind.Disc.</summary>
/// <param name="Value">What it is.</param>
public sealed record ShapeDisc(int Value) : Shape;

/// <summary>What goes wrong in crowded.</summary>
public class CrowdedException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public CrowdedException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public CrowdedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public CrowdedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>crowded_box crowded_pack(const char *, crowded_box_struct);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BoxStructNative crowded_pack(byte* text, BoxStruct room)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.crowded_pack(text, room);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*, BoxStruct, BoxStructNative>)NativeLoader.Entry(ref NativeEntries.crowded_pack_entry.At, "crowded_pack"))(
                text,
                room);
        }
    }

    /// <summary>crowded_hook *crowded_hook_new(crowded_hook_handle);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint crowded_hook_new(HookHandle handle)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.crowded_hook_new(handle);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<HookHandle, nint>)NativeLoader.Entry(ref NativeEntries.crowded_hook_new_entry.At, "crowded_hook_new"))(
                handle);
        }
    }

    /// <summary>void crowded_hook_free(crowded_hook *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void crowded_hook_free(nint hook)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.crowded_hook_free(hook);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.crowded_hook_free_entry.At, "crowded_hook_free"))(
                hook);
        }
    }

    /// <summary>void crowded_hook_close(crowded_hook *, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void crowded_hook_close(nint hook, int close)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.crowded_hook_close(hook, close);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, int, void>)NativeLoader.Entry(ref NativeEntries.crowded_hook_close_entry.At, "crowded_hook_close"))(
                hook,
                close);
        }
    }

    /// <summary>int crowded_close(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int crowded_close(int close)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.crowded_close(close);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.crowded_close_entry.At, "crowded_close"))(
                close);
        }
    }

    /// <summary>crowded_shape crowded_shape_of(crowded_shape_line);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShapeStruct crowded_shape_of(ShapeLine line)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.crowded_shape_of(line);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<ShapeLine, ShapeStruct>)NativeLoader.Entry(ref NativeEntries.crowded_shape_of_entry.At, "crowded_shape_of"))(
                line);
        }
    }

    /// <summary>
    /// int crowded_write(const crowded_sink *, crowded_i_sink, crowded_i_sink_flush, crowded_sink_functions);
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int crowded_write(SinkStruct* sink, ISink a, ISinkFlush b, SinkFunctions c)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.crowded_write(sink, a, b, c);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<SinkStruct*, ISink, ISinkFlush, SinkFunctions, int>)NativeLoader.Entry(ref NativeEntries.crowded_write_entry.At, "crowded_write"))(
                sink,
                a,
                b,
                c);
        }
    }

    /// <summary>int crowded_each(crowded_visit, crowded_visit_native);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int crowded_each(delegate* unmanaged[Cdecl]<int, int> visit, VisitNative native)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.crowded_each(visit, native);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, int>, VisitNative, int>)NativeLoader.Entry(ref NativeEntries.crowded_each_entry.At, "crowded_each"))(
                visit,
                native);
        }
    }

    /// <summary>crowded_task crowded_run(crowded_encoding);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CrowdedTask crowded_run(CrowdedEncoding encoding)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.crowded_run(encoding);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<CrowdedEncoding, CrowdedTask>)NativeLoader.Entry(ref NativeEntries.crowded_run_entry.At, "crowded_run"))(
                encoding);
        }
    }

    /// <summary>void Raw(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RawNative()
    {
        if (NativeLoader.Imports)
        {
            NativeImports.RawNative();
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<void>)NativeLoader.Entry(ref NativeEntries.RawNative_entry.At, "Raw"))();
        }
    }

    /// <summary>int Equals(int, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EqualsNative(int a, int b)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.EqualsNative(a, b);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int, int>)NativeLoader.Entry(ref NativeEntries.EqualsNative_entry.At, "Equals"))(
                a,
                b);
        }
    }

    /// <summary>void Loader(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoaderNative()
    {
        if (NativeLoader.Imports)
        {
            NativeImports.LoaderNative();
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<void>)NativeLoader.Entry(ref NativeEntries.LoaderNative_entry.At, "Loader"))();
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libcrowded.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "CROWDED_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "crowded_pack crowded_hook_new crowded_hook_free crowded_hook_close crowded_close crowded_shape_of " +
            "crowded_write crowded_each crowded_run Raw Equals Loader");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial BoxStructNative crowded_pack(byte* text, BoxStruct room);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint crowded_hook_new(HookHandle handle);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void crowded_hook_free(nint hook);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void crowded_hook_close(nint hook, int close);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int crowded_close(int close);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ShapeStruct crowded_shape_of(ShapeLine line);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int crowded_write(SinkStruct* sink, ISink a, ISinkFlush b, SinkFunctions c);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int crowded_each(delegate* unmanaged[Cdecl]<int, int> visit, VisitNative native);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial CrowdedTask crowded_run(CrowdedEncoding encoding);

    [LibraryImport(Library, EntryPoint = "Raw")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void RawNative();

    [LibraryImport(Library, EntryPoint = "Equals")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int EqualsNative(int a, int b);

    [LibraryImport(Library, EntryPoint = "Loader")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void LoaderNative();
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class crowded_pack_entry { internal static nint At; }
    internal static class crowded_hook_new_entry { internal static nint At; }
    internal static class crowded_hook_free_entry { internal static nint At; }
    internal static class crowded_hook_close_entry { internal static nint At; }
    internal static class crowded_close_entry { internal static nint At; }
    internal static class crowded_shape_of_entry { internal static nint At; }
    internal static class crowded_write_entry { internal static nint At; }
    internal static class crowded_each_entry { internal static nint At; }
    internal static class crowded_run_entry { internal static nint At; }
    internal static class RawNative_entry { internal static nint At; }
    internal static class EqualsNative_entry { internal static nint At; }
    internal static class LoaderNative_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.crowded_pack_entry.At = loader.Find("crowded_pack");
        NativeEntries.crowded_hook_new_entry.At = loader.Find("crowded_hook_new");
        NativeEntries.crowded_hook_free_entry.At = loader.Find("crowded_hook_free");
        NativeEntries.crowded_hook_close_entry.At = loader.Find("crowded_hook_close");
        NativeEntries.crowded_close_entry.At = loader.Find("crowded_close");
        NativeEntries.crowded_shape_of_entry.At = loader.Find("crowded_shape_of");
        NativeEntries.crowded_write_entry.At = loader.Find("crowded_write");
        NativeEntries.crowded_each_entry.At = loader.Find("crowded_each");
        NativeEntries.crowded_run_entry.At = loader.Find("crowded_run");
        NativeEntries.RawNative_entry.At = loader.Find("Raw");
        NativeEntries.EqualsNative_entry.At = loader.Find("Equals");
        NativeEntries.LoaderNative_entry.At = loader.Find("Loader");
        return true;
    }
}

/// <summary>C's crowded_visit.</summary>
/// <param name="x">C's x</param>
/// <returns>what C gets</returns>
public delegate int Visit(int x);

internal sealed unsafe class VisitNativeNative(NativeClosure closure)
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Function(int x);

    internal static nint Make(NativeClosure closure)
    {
        Function function = new VisitNativeNative(closure).Run;
        closure.Native = function;
        return Marshal.GetFunctionPointerForDelegate(function);
    }

    private int Run(int x)
    {
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<Visit>(closure.Function)(x);
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }
}

/// <summary>C's crowded_sink_write.</summary>
/// <param name="line">C's line</param>
/// <returns>what C gets</returns>
public delegate int CrowdedSinkWrite(int line);

/// <summary>C's crowded_sink_flush.</summary>
/// <returns>what C gets</returns>
public delegate int CrowdedSinkFlush();

/// <summary>C's crowded_sink_close.</summary>
public delegate void CrowdedSinkClose();

internal static unsafe class Trampolines
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int CrowdedSinkWrite(void* user, int line)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<CrowdedSinkWrite>(closure.Members[0]!)(line);
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int CrowdedSinkFlush(void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<CrowdedSinkFlush>(closure.Members[1]!)();
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void CrowdedSinkClose(void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return;
        }

        try
        {
            Unsafe.As<CrowdedSinkClose>(closure.Members[2]!)();
        }
        catch (Exception error) when (closure.Fail(error))
        {
        }
    }
}

/// <summary>What C calls as crowded_sink.</summary>
public interface ISinkNative
{
    /// <summary>C's write.</summary>
    /// <param name="line">C's line</param>
    /// <returns>what C gets</returns>
    int Write(int line);

    /// <summary>C's close.</summary>
    void Close();
}

/// <summary>What an ISinkNative may have besides.</summary>
public interface ISinkFlushNative : ISinkNative
{
    /// <summary>C's flush.</summary>
    /// <returns>what C gets</returns>
    int Flush();
}

internal static unsafe class SinkFunctionsNative
{
    internal static System.Delegate?[] Of(ISinkNative? implemented)
    {
        if (implemented is null)
        {
            return [];
        }

        return [
            new CrowdedSinkWrite(implemented.Write),
            implemented is ISinkFlushNative with2 ? new CrowdedSinkFlush(with2.Flush) : null,
            new CrowdedSinkClose(implemented.Close)];
    }

    internal static SinkStruct Struct(NativeClosure closure) => new()
    {
        User = closure.Key,
        Write = (nint)(delegate* unmanaged[Cdecl]<void*, int, int>)&Trampolines.CrowdedSinkWrite,
        Flush = closure.Members[1] is null ? 0 : (nint)(delegate* unmanaged[Cdecl]<void*, int>)&Trampolines.CrowdedSinkFlush,
        CloseNative = (nint)(delegate* unmanaged[Cdecl]<void*, void>)&Trampolines.CrowdedSinkClose,
    };

    internal static SinkStruct* Make(NativeClosure closure)
    {
        if (closure.Key == 0)
        {
            return null;
        }

        SinkStruct* made = (SinkStruct*)NativeMemory.Alloc((nuint)sizeof(SinkStruct));
        *made = Struct(closure);
        closure.LetGo = () => NativeMemory.Free(made);
        return made;
    }
}

internal sealed unsafe class HookHandleNative : NativeHandle
{
    internal HookHandleNative(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.crowded_hook_free(pointer);
    }
}

/// <summary>C's crowded_hook.</summary>
public sealed unsafe class Hook : IDisposable
{
    internal readonly HookHandleNative _handle;

    internal Hook(HookHandleNative handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's crowded_hook_new.</summary>
    /// <param name="handle">C's handle</param>
    /// <exception cref="CrowdedException">if it fails</exception>
    public Hook(HookHandle handle)
    {
        nint result = Raw.crowded_hook_new(handle);
        if (result == 0)
        {
            throw new CrowdedException("crowded_hook_new() failed");
        }

        _handle = new HookHandleNative(result, true);
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>Calls C's crowded_hook_close.</summary>
    /// <param name="close">C's close</param>
    public void CloseNative(int close)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            Raw.crowded_hook_close(_handle.DangerousGetHandle(), close);
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
    /// <summary>Calls C's crowded_pack.</summary>
    /// <param name="text">C's text</param>
    /// <param name="room">C's room</param>
    /// <returns>what C gives back</returns>
    public static Box Pack(string text, BoxStruct room)
    {
        ArgumentNullException.ThrowIfNull(text);
        using NativeText textText = new(text, stackalloc byte[NativeText.Room], nameof(text));
        fixed (byte* textPointer = textText)
        {
            BoxStructNative result = Raw.crowded_pack(textPointer, room);
            return Forms.BoxForm.Read((byte*)&result);
        }
    }

    /// <summary>Calls C's crowded_close.</summary>
    /// <param name="close">C's close</param>
    /// <returns>what C gives back</returns>
    public static int CloseNative(int close)
    {
        int result = Raw.crowded_close(close);
        return result;
    }

    /// <summary>Calls C's crowded_shape_of.</summary>
    /// <param name="line">C's line</param>
    /// <returns>what C gives back</returns>
    public static Shape ShapeOf(ShapeLine line)
    {
        ShapeStruct result = Raw.crowded_shape_of(line);
        return Forms.ShapeForm.Read((byte*)&result);
    }

    /// <summary>Calls C's crowded_write.</summary>
    /// <param name="sink">C's sink</param>
    /// <param name="a">C's a</param>
    /// <param name="b">C's b</param>
    /// <param name="c">C's c</param>
    /// <returns>what C gives back</returns>
    public static int Write(ISinkNative sink, ISink a, ISinkFlush b, SinkFunctions c)
    {
        ArgumentNullException.ThrowIfNull(sink);
        NativeClosure closure = NativeClosure.Share(SinkFunctionsNative.Of(sink));
        SinkStruct* sinkFunctions = SinkFunctionsNative.Make(closure);
        try
        {
            int result = Raw.crowded_write(sinkFunctions, a, b, c);
            closure.Rethrow();
            return result;
        }
        finally
        {
            closure.Release();
        }
    }

    /// <summary>Calls C's crowded_each.</summary>
    /// <param name="visit">C's visit</param>
    /// <param name="native">C's native</param>
    /// <returns>what C gives back</returns>
    public static int Each(Visit visit, VisitNative native)
    {
        ArgumentNullException.ThrowIfNull(visit);
        NativeClosure closure = new(visit);
        try
        {
            int result = Raw.crowded_each((delegate* unmanaged[Cdecl]<int, int>)VisitNativeNative.Make(closure), native);
            closure.Rethrow();
            return result;
        }
        finally
        {
            closure.Release();
        }
    }

    /// <summary>Calls C's crowded_run.</summary>
    /// <param name="encoding">C's encoding</param>
    /// <returns>what C gives back</returns>
    public static CrowdedTask Run(CrowdedEncoding encoding)
    {
        CrowdedTask result = Raw.crowded_run(encoding);
        return result;
    }

    /// <summary>Calls C's Raw.</summary>
    public static void RawNative()
    {
        Raw.RawNative();
    }

    /// <summary>Calls C's Equals.</summary>
    /// <param name="a">C's a</param>
    /// <param name="b">C's b</param>
    /// <returns>what C gives back</returns>
    public static int EqualsNative(int a, int b)
    {
        int result = Raw.EqualsNative(a, b);
        return result;
    }

    /// <summary>Calls C's Loader.</summary>
    public static void Loader()
    {
        Raw.LoaderNative();
    }
}

internal static unsafe class Forms
{
    internal static readonly Form<Box> BoxForm = new BoxReader();

    internal static readonly Form<Shape> ShapeForm = new ShapeReader();

    internal static readonly Form<int> Form1 = new PlainForm<int>();

    internal static readonly Form<string> Form2 = new TextForm(TextEncodings.Utf8);
}
internal sealed unsafe class ShapeReader() : Form<Shape>(8)
{
    internal override Shape Read(byte* at) => Unsafe.ReadUnaligned<Kind>(at + 0) switch
    {
        Kind.Line => new ShapeLineNative(Forms.Form1.Read(at + 4)),
        Kind.Disc => new ShapeDisc(Forms.Form1.Read(at + 4)),
        _ => throw new InvalidOperationException("C gave a tag that no case has."),
    };

    internal override void Write(byte* at, Shape value, string name, NativeKeep keep)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        switch (value)
        {
            case ShapeLineNative one:
                Unsafe.WriteUnaligned<Kind>(at + 0, Kind.Line);
                Forms.Form1.Write(at + 4, one.Value, name, keep);
                break;
            case ShapeDisc one:
                Unsafe.WriteUnaligned<Kind>(at + 0, Kind.Disc);
                Forms.Form1.Write(at + 4, one.Value, name, keep);
                break;
        }
    }
}

internal sealed unsafe class BoxReader() : Form<Box>(16)
{
    internal override Box Read(byte* at) => new()
    {
        Text = Forms.Form2.Read(at + 0),
        Size = Forms.Form1.Read(at + 8),
    };

    internal override void Write(byte* at, Box value, string name, NativeKeep keep)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        Forms.Form2.Write(at + 0, value.Text, name, keep);
        Forms.Form1.Write(at + 8, value.Size, name, keep);
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

/// <summary>A function that C calls. What it throws waits here until C has returned.</summary>
internal sealed class NativeClosure
{
    private readonly Func<Exception, bool>? _fail;
    private GCHandle _self;
    private ExceptionDispatchInfo? _error;

    internal NativeClosure(System.Delegate? function, Func<Exception, bool>? fail = null)
    {
        Function = function!;
        _fail = fail;
        if (function is not null)
        {
            _self = GCHandle.Alloc(this);
        }
    }

    internal static NativeClosure Share(params System.Delegate?[] functions) =>
        new(System.Array.Find(functions, static function => function is not null)) { Members = functions };

    internal System.Delegate Function { get; }

    /// <summary>Functions that share one user data; C knows which of them it calls.</summary>
    internal System.Delegate?[] Members { get; init; } = [];

    internal System.Delegate? Native { get; set; }

    /// <summary>Lets go what C uses as long as it calls the function.</summary>
    internal System.Action? LetGo { get; set; }

    internal bool Failed => _error is not null;

    /// <summary>The user data by which C tells the closure; NULL if there is no function.</summary>
    internal nint Key => _self.IsAllocated ? GCHandle.ToIntPtr(_self) : 0;

    /// <summary>The closure of that key. The JIT would call this for each callback, and never compile it well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static NativeClosure At(nint key) => (NativeClosure)GCHandle.FromIntPtr(key).Target!;

    /// <summary>Keeps what the function threw; true, so that a filter catches it.</summary>
    internal bool Fail(Exception error)
    {
        if (_fail is not null)
        {
            return _fail(error);
        }

        _error ??= ExceptionDispatchInfo.Capture(error);
        return true;
    }

    internal void Rethrow()
    {
        ExceptionDispatchInfo? error = _error;
        _error = null;
        error?.Throw();
    }

    /// <summary>C has called the function. If that was all, what C used is let go, but not in the middle of C's.</summary>
    internal void Ran()
    {
        if (LetGo is not null)
        {
            Free();
            ThreadPool.UnsafeQueueUserWorkItem(static closure => closure.Finish(), this, false);
        }
    }

    /// <summary>C does not call the function any more.</summary>
    internal void Release()
    {
        Free();
        Finish();
    }

    private void Finish()
    {
        System.Action? letGo = LetGo;
        LetGo = null;
        letGo?.Invoke();
    }

    private void Free()
    {
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }
}

internal unsafe delegate void NativeFree(byte* at);

/// <summary>What C objects point to, and the objects that they hold, for the length of a call.</summary>
internal readonly unsafe struct NativeKeep() : IDisposable
{
    private readonly List<nint> _memory = [];
    private readonly List<SafeHandle> _held = [];

    internal byte* Memory(long size)
    {
        void* memory = NativeMemory.AllocZeroed((nuint)size);
        _memory.Add((nint)memory);
        return (byte*)memory;
    }

    internal nint Hold(SafeHandle handle)
    {
        bool held = false;
        handle.DangerousAddRef(ref held);
        _held.Add(handle);
        return handle.DangerousGetHandle();
    }

    public void Dispose()
    {
        foreach (SafeHandle handle in _held)
        {
            handle.DangerousRelease();
        }

        foreach (nint memory in _memory)
        {
            NativeMemory.Free((void*)memory);
        }

        _held.Clear();
        _memory.Clear();
    }
}

/// <summary>How a C object of so many bytes holds a value, which it is read from and written to.</summary>
internal abstract unsafe class Form<T>(int size)
{
    internal int Size { get; } = size;

    internal abstract T Read(byte* at);

    /// <summary>Makes the zeroed object at AT; what it points to lives as long as KEEP.</summary>
    internal virtual void Write(byte* at, T value, string name, NativeKeep keep) =>
        throw new NotSupportedException("C alone makes such a value.");

    internal virtual void ReadAll(byte* at, Span<T> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Read(at + ((long)i * Size));
        }
    }

    internal virtual void WriteAll(byte* at, ReadOnlySpan<T> values, string name, NativeKeep keep)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Write(at + ((long)i * Size), values[i], name, keep);
        }
    }

    /// <summary>Frees what the object at AT owns.</summary>
    internal virtual void Free(byte* at)
    {
    }

    internal byte* Make(T value, string name, NativeKeep keep)
    {
        byte* at = keep.Memory(Size);
        Write(at, value, name, keep);
        return at;
    }

    internal byte* MakeOrNull(T value, string name, NativeKeep keep) =>
        value is null ? null : Make(value, name, keep);

    internal T There(void* at) =>
        at == null ? throw new InvalidOperationException("C returned NULL where it promised a value.") : Read((byte*)at);

    internal T? OrNull(void* at) => at == null ? default : Read((byte*)at);
}

/// <summary>A pointer to a text or to many.</summary>
internal abstract unsafe class PointerForm<T>(bool nullable, NativeFree? release) : Form<T>(sizeof(void*))
{
    internal NativeFree? Release { get; } = release;

    private protected bool IsNullable { get; } = nullable;

    internal abstract T ReadMany(void* first, long count);

    internal abstract byte* MakeMany(T value, string name, NativeKeep keep, out long count);

    /// <summary>How many there are at FIRST, where nobody counts them.</summary>
    internal abstract long Length(byte* first);

    internal virtual void FreeMany(void* first, long count)
    {
    }

    internal override T Read(byte* at)
    {
        byte* first = *(byte**)at;
        return ReadMany(first, first == null ? Missing() : Length(first));
    }

    internal override void Free(byte* at)
    {
        byte* first = *(byte**)at;
        if (first != null)
        {
            FreeMany(first, Length(first));
            Release?.Invoke(first);
        }
    }

    private protected long Missing() =>
        IsNullable ? 0 : throw new InvalidOperationException("C returned NULL where it promised a value.");
}

internal sealed unsafe class PlainForm<T>() : Form<T>(sizeof(T))
    where T : unmanaged
{
    internal override T Read(byte* at) => Unsafe.ReadUnaligned<T>(at);

    internal override void Write(byte* at, T value, string name, NativeKeep keep) => Unsafe.WriteUnaligned(at, value);

    internal override void ReadAll(byte* at, Span<T> values) => new ReadOnlySpan<T>(at, values.Length).CopyTo(values);

    internal override void WriteAll(byte* at, ReadOnlySpan<T> values, string name, NativeKeep keep) =>
        values.CopyTo(new Span<T>(at, values.Length));
}

internal static class TextEncodings
{
    internal static readonly Encoding Utf8 = new UTF8Encoding(false, true);

    internal static readonly Encoding Ascii =
        Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    internal static readonly Encoding Utf16 = new UnicodeEncoding(!BitConverter.IsLittleEndian, false, true);

    internal static readonly Encoding Utf32 = new UTF32Encoding(!BitConverter.IsLittleEndian, false, true);

    internal static byte[] Encode(Encoding encoding, string text, string name)
    {
        try
        {
            return encoding.GetBytes(text);
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException("C's encoding does not have all characters of the text.", name, error);
        }
    }

    /// <summary>The units in front of the first that is zero, LIMIT at most.</summary>
    internal static unsafe long Units(byte* text, int unit, long limit = long.MaxValue)
    {
        long count = 0;
        while (count < limit && new ReadOnlySpan<byte>(text + (count * unit), unit).ContainsAnyExcept((byte)0))
        {
            count++;
        }

        return count;
    }
}

/// <summary>A pointer to a text, counted in code units or ended by a NUL.</summary>
internal sealed unsafe class TextForm(Encoding encoding, bool nullable = false, NativeFree? release = null)
    : PointerForm<string>(nullable, release)
{
    private readonly int _unit = encoding.GetByteCount("a");

    internal override long Length(byte* first) => TextEncodings.Units(first, _unit);

    internal override string ReadMany(void* first, long count)
    {
        if (first == null)
        {
            return count != 0 || IsNullable ? Nothing(count) : string.Empty;
        }

        return encoding.GetString((byte*)first, checked((int)(count * _unit)));
    }

    internal override byte* MakeMany(string value, string name, NativeKeep keep, out long count)
    {
        count = 0;
        if (value is null)
        {
            return IsNullable ? null : throw new ArgumentNullException(name);
        }

        byte[] bytes = TextEncodings.Encode(encoding, value, name);
        byte* memory = keep.Memory((long)bytes.Length + _unit);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        count = bytes.Length / _unit;
        return memory;
    }

    internal override void Write(byte* at, string value, string name, NativeKeep keep)
    {
        if (value is not null && value.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The text must not hold a null character.", name);
        }

        *(byte**)at = MakeMany(value!, name, keep, out _);
    }

    private string Nothing(long count)
    {
        if (count != 0)
        {
            throw new InvalidOperationException("C returned NULL with a length.");
        }

        Missing();
        return null!;
    }
}
