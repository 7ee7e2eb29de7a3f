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

namespace PointLibrary;

/// <summary>The constants of the C library.</summary>
public static class Constants
{
    /// <summary>The greatest number of points that a cloud can hold.</summary>
    public const int CloudMax = 1000000;

    /// <summary>The version of this header.</summary>
    public const string Version = "1.0";
}

/// <summary>What can go wrong.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum ErrorCode : uint
{
    /// <summary>all is well</summary>
    Ok = 0,

    /// <summary>the cloud holds no points</summary>
    Empty = 1,

    /// <summary>the cloud can hold no more points</summary>
    Full = 2,

    /// <summary>the buffer cannot hold the text</summary>
    TooSmall = 3,

    /// <summary>a coordinate is not a number</summary>
    NoNumber = 4,
}

/// <summary>A direction in which points can be moved.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum Axis : uint
{
    /// <summary>to the right</summary>
    X = 0,

    /// <summary>upwards</summary>
    Y = 1,
}

/// <summary>How a cloud behaves.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
[Flags]
public enum Options : uint
{
    /// <summary>C's POINT_OPTION_NONE.</summary>
    None = 0,

    /// <summary>keep the points sorted by their distance from the origin</summary>
    Sorted = 1,

    /// <summary>ignore a point that is there already</summary>
    Unique = 2,
}

/// <summary>A point in the plane.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Point
{
    /// <summary>to the right</summary>
    public double X;

    /// <summary>upwards</summary>
    public double Y;
}

/// <summary>What goes wrong in point.</summary>
public class PointException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public PointException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public PointException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public PointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>const char *point_error_text(enum point_error);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* point_error_text(ErrorCode error)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_error_text(error);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<ErrorCode, byte*>)NativeLoader.Entry(ref NativeEntries.point_error_text_entry.At, "point_error_text"))(
                error);
        }
    }

    /// <summary>double point_norm(struct point);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double point_norm(Point p)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_norm(p);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Point, double>)NativeLoader.Entry(ref NativeEntries.point_norm_entry.At, "point_norm"))(
                p);
        }
    }

    /// <summary>struct point point_middle(struct point, struct point);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Point point_middle(Point a, Point b)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_middle(a, b);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Point, Point, Point>)NativeLoader.Entry(ref NativeEntries.point_middle_entry.At, "point_middle"))(
                a,
                b);
        }
    }

    /// <summary>void point_move(struct point *, enum point_axis, double);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void point_move(Point* p, Axis axis, double distance)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.point_move(p, axis, distance);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<Point*, Axis, double, void>)NativeLoader.Entry(ref NativeEntries.point_move_entry.At, "point_move"))(
                p,
                axis,
                distance);
        }
    }

    /// <summary>point_cloud *point_cloud_new(const char *, enum point_options);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint point_cloud_new(byte* name, Options options)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_cloud_new(name, options);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*, Options, nint>)NativeLoader.Entry(ref NativeEntries.point_cloud_new_entry.At, "point_cloud_new"))(
                name,
                options);
        }
    }

    /// <summary>void point_cloud_free(point_cloud *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void point_cloud_free(nint cloud)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.point_cloud_free(cloud);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.point_cloud_free_entry.At, "point_cloud_free"))(
                cloud);
        }
    }

    /// <summary>const char *point_cloud_name(const point_cloud *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* point_cloud_name(nint cloud)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_cloud_name(cloud);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, byte*>)NativeLoader.Entry(ref NativeEntries.point_cloud_name_entry.At, "point_cloud_name"))(
                cloud);
        }
    }

    /// <summary>size_t point_cloud_size(const point_cloud *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint point_cloud_size(nint cloud)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_cloud_size(cloud);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, nuint>)NativeLoader.Entry(ref NativeEntries.point_cloud_size_entry.At, "point_cloud_size"))(
                cloud);
        }
    }

    /// <summary>enum point_error point_cloud_add(point_cloud *, struct point);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorCode point_cloud_add(nint cloud, Point p)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_cloud_add(cloud, p);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, Point, ErrorCode>)NativeLoader.Entry(ref NativeEntries.point_cloud_add_entry.At, "point_cloud_add"))(
                cloud,
                p);
        }
    }

    /// <summary>enum point_error point_cloud_add_all(point_cloud *, const struct point *, size_t);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorCode point_cloud_add_all(nint cloud, Point* points, nuint n)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_cloud_add_all(cloud, points, n);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, Point*, nuint, ErrorCode>)NativeLoader.Entry(ref NativeEntries.point_cloud_add_all_entry.At, "point_cloud_add_all"))(
                cloud,
                points,
                n);
        }
    }

    /// <summary>enum point_error point_cloud_centre(const point_cloud *, struct point *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorCode point_cloud_centre(nint cloud, Point* centre)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_cloud_centre(cloud, centre);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, Point*, ErrorCode>)NativeLoader.Entry(ref NativeEntries.point_cloud_centre_entry.At, "point_cloud_centre"))(
                cloud,
                centre);
        }
    }

    /// <summary>enum point_error point_cloud_bounds(const point_cloud *, struct point *, struct point *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorCode point_cloud_bounds(nint cloud, Point* low, Point* high)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_cloud_bounds(cloud, low, high);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, Point*, Point*, ErrorCode>)NativeLoader.Entry(ref NativeEntries.point_cloud_bounds_entry.At, "point_cloud_bounds"))(
                cloud,
                low,
                high);
        }
    }

    /// <summary>enum point_error point_cloud_format(const point_cloud *, char *, size_t *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorCode point_cloud_format(nint cloud, byte* text, nuint* size)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_cloud_format(cloud, text, size);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, byte*, nuint*, ErrorCode>)NativeLoader.Entry(ref NativeEntries.point_cloud_format_entry.At, "point_cloud_format"))(
                cloud,
                text,
                size);
        }
    }

    /// <summary>size_t point_cloud_each(const point_cloud *, point_visitor, void *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint point_cloud_each(nint cloud, delegate* unmanaged[Cdecl]<Point, void*, byte> visit, void* user)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_cloud_each(cloud, visit, user);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<Point, void*, byte>, void*, nuint>)NativeLoader.Entry(ref NativeEntries.point_cloud_each_entry.At, "point_cloud_each"))(
                cloud,
                visit,
                user);
        }
    }

    /// <summary>size_t point_clouds_alive(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint point_clouds_alive()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.point_clouds_alive();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nuint>)NativeLoader.Entry(ref NativeEntries.point_clouds_alive_entry.At, "point_clouds_alive"))();
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libpoint.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "POINT_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "point_error_text point_norm point_middle point_move point_cloud_new point_cloud_free point_cloud_name " +
            "point_cloud_size point_cloud_add point_cloud_add_all point_cloud_centre point_cloud_bounds " +
            "point_cloud_format point_cloud_each point_clouds_alive");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte* point_error_text(ErrorCode error);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial double point_norm(Point p);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial Point point_middle(Point a, Point b);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void point_move(Point* p, Axis axis, double distance);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint point_cloud_new(byte* name, Options options);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void point_cloud_free(nint cloud);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte* point_cloud_name(nint cloud);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint point_cloud_size(nint cloud);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ErrorCode point_cloud_add(nint cloud, Point p);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ErrorCode point_cloud_add_all(nint cloud, Point* points, nuint n);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ErrorCode point_cloud_centre(nint cloud, Point* centre);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ErrorCode point_cloud_bounds(nint cloud, Point* low, Point* high);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ErrorCode point_cloud_format(nint cloud, byte* text, nuint* size);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint point_cloud_each(
        nint cloud,
        delegate* unmanaged[Cdecl]<Point, void*, byte> visit,
        void* user);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nuint point_clouds_alive();
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class point_error_text_entry { internal static nint At; }
    internal static class point_norm_entry { internal static nint At; }
    internal static class point_middle_entry { internal static nint At; }
    internal static class point_move_entry { internal static nint At; }
    internal static class point_cloud_new_entry { internal static nint At; }
    internal static class point_cloud_free_entry { internal static nint At; }
    internal static class point_cloud_name_entry { internal static nint At; }
    internal static class point_cloud_size_entry { internal static nint At; }
    internal static class point_cloud_add_entry { internal static nint At; }
    internal static class point_cloud_add_all_entry { internal static nint At; }
    internal static class point_cloud_centre_entry { internal static nint At; }
    internal static class point_cloud_bounds_entry { internal static nint At; }
    internal static class point_cloud_format_entry { internal static nint At; }
    internal static class point_cloud_each_entry { internal static nint At; }
    internal static class point_clouds_alive_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.point_error_text_entry.At = loader.Find("point_error_text");
        NativeEntries.point_norm_entry.At = loader.Find("point_norm");
        NativeEntries.point_middle_entry.At = loader.Find("point_middle");
        NativeEntries.point_move_entry.At = loader.Find("point_move");
        NativeEntries.point_cloud_new_entry.At = loader.Find("point_cloud_new");
        NativeEntries.point_cloud_free_entry.At = loader.Find("point_cloud_free");
        NativeEntries.point_cloud_name_entry.At = loader.Find("point_cloud_name");
        NativeEntries.point_cloud_size_entry.At = loader.Find("point_cloud_size");
        NativeEntries.point_cloud_add_entry.At = loader.Find("point_cloud_add");
        NativeEntries.point_cloud_add_all_entry.At = loader.Find("point_cloud_add_all");
        NativeEntries.point_cloud_centre_entry.At = loader.Find("point_cloud_centre");
        NativeEntries.point_cloud_bounds_entry.At = loader.Find("point_cloud_bounds");
        NativeEntries.point_cloud_format_entry.At = loader.Find("point_cloud_format");
        NativeEntries.point_cloud_each_entry.At = loader.Find("point_cloud_each");
        NativeEntries.point_clouds_alive_entry.At = loader.Find("point_clouds_alive");
        return true;
    }
}

/// <summary>What can go wrong.</summary>
public class ErrorException : PointException
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
        byte* text = Raw.point_error_text(code);
        return new ErrorException(Marshal.PtrToStringUTF8((nint)text) ?? code.ToString(), code);
    }
}

/// <summary>Looks at a point.</summary>
/// <param name="p">the point</param>
/// <returns>false to stop</returns>
public delegate bool Visitor(Point p);

internal static unsafe class Trampolines
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static byte Visitor(Point p, void* user)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return 0;
        }

        try
        {
            return Unsafe.As<Visitor>(closure.Function)(p) ? (byte)1 : (byte)0;
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return 0;
        }
    }
}

internal sealed unsafe class CloudHandle : NativeHandle
{
    internal CloudHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.point_cloud_free(pointer);
    }
}

/// <summary>A set of points, in the order in which they were added.</summary>
public sealed unsafe class Cloud : IDisposable
{
    internal readonly CloudHandle _handle;

    internal Cloud(CloudHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Makes an empty cloud.</summary>
    /// <param name="name">what to call it</param>
    /// <param name="options">how it behaves</param>
    /// <exception cref="PointException">if it fails; C returns the cloud, or NULL if name is empty</exception>
    public Cloud(string name, Options options)
    {
        ArgumentNullException.ThrowIfNull(name);
        using NativeText nameText = new(name, stackalloc byte[NativeText.Room], nameof(name));
        fixed (byte* namePointer = nameText)
        {
            nint result = Raw.point_cloud_new(namePointer, options);
            if (result == 0)
            {
                throw new PointException("point_cloud_new() failed");
            }

            _handle = new CloudHandle(result, true);
        }
    }

    /// <summary>Frees a cloud and all its points.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>What the cloud is called.</summary>
    /// <returns>what C gives back</returns>
    public string? Name()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            byte* result = Raw.point_cloud_name(_handle.DangerousGetHandle());
            return TextOf.OrNull(result);
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>The number of points.</summary>
    /// <returns>what C gives back</returns>
    public nuint Size()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            nuint result = Raw.point_cloud_size(_handle.DangerousGetHandle());
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

    /// <summary>Adds one point.</summary>
    /// <param name="p">C's p</param>
    /// <exception cref="ErrorException">if it fails</exception>
    public void Add(Point p)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            ErrorCode result = Raw.point_cloud_add(_handle.DangerousGetHandle(), p);
            if (result != ErrorCode.Ok)
            {
                throw Failures.ErrorException(result);
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

    /// <summary>Adds many points at once, or none if one of them is no number.</summary>
    /// <param name="points">the points</param>
    /// <exception cref="ErrorException">if it fails</exception>
    public void AddAll(ReadOnlySpan<Point> points)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            fixed (Point* pointsPointer = &Slices.First<Point>(points))
            {
                ErrorCode result = Raw.point_cloud_add_all(_handle.DangerousGetHandle(), pointsPointer, (nuint)points.Length);
                if (result != ErrorCode.Ok)
                {
                    throw Failures.ErrorException(result);
                }
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

    /// <summary>Finds the middle of all points.</summary>
    /// <returns>the middle</returns>
    /// <exception cref="ErrorException">POINT_EMPTY if there are no points</exception>
    public Point Centre()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        Point centre = default;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            ErrorCode result = Raw.point_cloud_centre(_handle.DangerousGetHandle(), &centre);
            if (result != ErrorCode.Ok)
            {
                throw Failures.ErrorException(result);
            }

            return centre;
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Finds the box around all points.</summary>
    /// <returns>the corner at the lower left; the corner at the upper right</returns>
    /// <exception cref="ErrorException">if it fails</exception>
    public (Point Low, Point High) Bounds()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        Point low = default;
        Point high = default;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            ErrorCode result = Raw.point_cloud_bounds(_handle.DangerousGetHandle(), &low, &high);
            if (result != ErrorCode.Ok)
            {
                throw Failures.ErrorException(result);
            }

            return (low, high);
        }
        finally
        {
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Writes the cloud as text, "name: (x, y) (x, y) ...".</summary>
    /// <returns>where to</returns>
    /// <exception cref="ErrorException">POINT_TOO_SMALL if the room is too small</exception>
    public string Format()
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        byte* text = null;
        nuint size = default;
        ErrorCode result = default;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            nuint capacity = 256;
            while (true)
            {
                NativeMemory.Free(text);
                text = (byte*)NativeMemory.AllocZeroed(capacity, 1);
                size = capacity;
                result = Raw.point_cloud_format(_handle.DangerousGetHandle(), text, &size);
                if (result != ErrorCode.TooSmall || capacity > nuint.MaxValue / 2)
                {
                    break;
                }

                capacity = capacity == 0 ? 1 : capacity * 2;
            }

            if (result != ErrorCode.Ok)
            {
                throw Failures.ErrorException(result);
            }

            return TextOf.There(text, (nuint)NativeCount.Within((ulong)size, (ulong)capacity, "point_cloud_format"));
        }
        finally
        {
            NativeMemory.Free(text);
            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Calls visit for each point until it returns false.</summary>
    /// <param name="visit">looks at a point</param>
    /// <returns>how many points were visited</returns>
    public nuint Each(Visitor visit)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        ArgumentNullException.ThrowIfNull(visit);
        bool selfHeld = false;
        NativeClosure closure = new(visit);
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            nuint result = Raw.point_cloud_each(
                _handle.DangerousGetHandle(),
                (delegate* unmanaged[Cdecl]<Point, void*, byte>)&Trampolines.Visitor,
                (void*)closure.Key);
            closure.Rethrow();
            return result;
        }
        finally
        {
            closure.Release();
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
    /// <summary>The text of an error, in English.</summary>
    /// <param name="error">C's error</param>
    /// <returns>what C gives back</returns>
    public static string? ErrorText(ErrorCode error)
    {
        byte* result = Raw.point_error_text(error);
        return TextOf.OrNull(result);
    }

    /// <summary>The distance of p from the origin.</summary>
    /// <param name="p">C's p</param>
    /// <returns>what C gives back</returns>
    public static double Norm(Point p)
    {
        double result = Raw.point_norm(p);
        return result;
    }

    /// <summary>The point in the middle between two.</summary>
    /// <param name="a">one point</param>
    /// <param name="b">the other</param>
    /// <returns>the point half way</returns>
    public static Point Middle(Point a, Point b)
    {
        Point result = Raw.point_middle(a, b);
        return result;
    }

    /// <summary>Moves p by distance along axis.</summary>
    /// <param name="p">C's p</param>
    /// <param name="axis">C's axis</param>
    /// <param name="distance">C's distance</param>
    public static void Move(ref Point p, Axis axis, double distance)
    {
        fixed (Point* pPointer = &p)
        {
            Raw.point_move(pPointer, axis, distance);
        }
    }

    /// <summary>How many clouds exist.</summary>
    /// <returns>what C gives back</returns>
    public static nuint CloudsAlive()
    {
        nuint result = Raw.point_clouds_alive();
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

internal static class NativeCount
{
    /// <summary>COUNT, unless it is more than there is ROOM for: the function of C is wrong then.</summary>
    internal static ulong Within(ulong count, ulong room, string function) =>
        count <= room
            ? count
            : throw new InvalidOperationException($"{function}() gave a length of {count}, there is room for {room}.");
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
