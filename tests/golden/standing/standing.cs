// Made by ffirender from the description that the compiler wrote; changes will be lost.
#nullable enable
#pragma warning disable CS0618 // What is obsolete is still read and made here.

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

namespace Standing;

/// <summary>The constants of the C library.</summary>
public static class Constants
{
    /// <summary>How many there may be.</summary>
    /// <remarks>It came with version 1.9.</remarks>
    [Obsolete("there is none")]
    public const int Limit = 16;
}

/// <summary>C's enum standing_mode.</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum Mode : uint
{
    /// <summary>C's STANDING_PLAIN.</summary>
    Plain = 0,

    /// <summary>Made by hand.</summary>
    [Obsolete("use STANDING_PLAIN")]
    Old = 1,

    /// <summary>Made by no one.</summary>
    [Obsolete("It is deprecated.")]
    Older = 2,

    /// <summary>Made anew</summary>
    /// <remarks>It came with version 2.1.</remarks>
    New = 3,

    /// <summary>C's STANDING_BRIEF.</summary>
    /// <remarks>It came with version 2.2.</remarks>
    [Obsolete("it came, \"and\" went")]
    Brief = 4,
}

/// <summary>How fast.</summary>
/// <remarks>It came with version 1.1.</remarks>
[Obsolete("use numbers")]
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum Speed : uint
{
    /// <summary>C's STANDING_SLOW.</summary>
    Slow = 0,

    /// <summary>C's STANDING_FAST.</summary>
    Fast = 1,
}

/// <summary>What may go wrong.</summary>
/// <remarks>It came with version 1.14.</remarks>
[Obsolete("all is well")]
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum ErrorCode : uint
{
    /// <summary>C's STANDING_OK.</summary>
    Ok = 0,

    /// <summary>C's STANDING_BAD.</summary>
    Bad = 1,
}

/// <summary>Where it goes.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 28)]
public struct Point
{
    /// <summary>to the right</summary>
    [FieldOffset(0)]
    public int X;

    /// <summary>C's y.</summary>
    [Obsolete("it is always 0")]
    [FieldOffset(4)]
    public int Y;

    /// <summary>Towards you.</summary>
    /// <remarks>It came with version 2.0.</remarks>
    [FieldOffset(8)]
    public int Z;

    [FieldOffset(12)]
    private byte _flat;

    /// <summary>C's flat.</summary>
    [Obsolete("It is deprecated.")]
    public bool Flat
    {
        readonly get => _flat != 0;
        set => _flat = value ? (byte)1 : (byte)0;
    }

    /// <summary>C's mode.</summary>
    [Obsolete("use x")]
    [FieldOffset(16)]
    public Mode Mode;

    [FieldOffset(20)]
    private ManyArray _many;

    /// <summary>C's many.</summary>
    [Obsolete("use x")]
    [UnscopedRef]
    public Span<int> Many => _many;

    [InlineArray(2)]
    private struct ManyArray
    {
        private int _element;
    }

    [FieldOffset(0)]
    private BitsArray _bits;

    /// <summary>C's kind, of 3 bits.</summary>
    /// <remarks>It came with version 1.5.</remarks>
    [Obsolete("use x")]
    public uint Kind
    {
        readonly get => (uint)BitFields.Get(_bits, 104, 3);
        set => BitFields.Set(_bits, 104, 3, unchecked((ulong)value));
    }

    [InlineArray(28)]
    private struct BitsArray
    {
        private byte _element;
    }
}

/// <summary>What has a text.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct NoteStruct
{
    /// <summary>C's text.</summary>
    [Obsolete("use the other")]
    public nint Text;

    /// <summary>C's other.</summary>
    /// <remarks>It came with version 2.0.</remarks>
    [Obsolete("use neither")]
    public nint Other;
}

/// <summary>What went before.</summary>
/// <remarks>It came with version 1.2.</remarks>
[Obsolete("use struct standing_point")]
[StructLayout(LayoutKind.Sequential)]
public record struct Past
{
    /// <summary>C's x.</summary>
    public int X;
}

/// <summary>C's union standing_both.</summary>
[Obsolete("It is deprecated.")]
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 4)]
public struct Both
{
    /// <summary>C's i.</summary>
    [FieldOffset(0)]
    public int I;

    /// <summary>C's f.</summary>
    [FieldOffset(0)]
    public float F;
}

/// <summary>A typedef that has taken its place deprecates nothing.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Present
{
    /// <summary>C's x.</summary>
    public int X;
}

/// <summary>Watches.</summary>
/// <remarks>It came with version 1.8.</remarks>
[Obsolete("do not watch")]
[StructLayout(LayoutKind.Sequential)]
public record struct WatcherStruct
{
    /// <summary>Sees a number.</summary>
    /// <remarks>It came with version 1.6.</remarks>
    [Obsolete("use noticed")]
    public nint Seen;

    /// <summary>Is told.</summary>
    /// <remarks>It came with version 1.7.</remarks>
    [Obsolete("It is deprecated.")]
    public nint Noticed;

    /// <summary>C's user.</summary>
    public nint User;
}

/// <summary>C's struct standing_maybe.</summary>
[Obsolete("It is deprecated.")]
[StructLayout(LayoutKind.Sequential)]
public record struct Maybe
{
    private byte _there;

    /// <summary>C's there.</summary>
    public bool There
    {
        readonly get => _there != 0;
        set => _there = value ? (byte)1 : (byte)0;
    }

    /// <summary>C's value.</summary>
    public int Value;
}

/// <summary>C's struct standing_pair.</summary>
/// <remarks>It came with version 1.12.</remarks>
[Obsolete("no pairs")]
[StructLayout(LayoutKind.Sequential)]
public record struct PairStruct
{
    /// <summary>C's text.</summary>
    public nint Text;

    /// <summary>C's n.</summary>
    public int N;
}

/// <summary>C's struct standing_shape/#2.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 8)]
public struct StandingShape2
{
    /// <summary>C's round.</summary>
    [FieldOffset(0)]
    public int Round;

    /// <summary>C's square.</summary>
    [FieldOffset(0)]
    public double Square;
}

/// <summary>C's struct standing_shape.</summary>
/// <remarks>It came with version 1.13.</remarks>
[Obsolete("no shapes")]
[SuppressMessage("Performance", "CA1815", Justification = "C does not say what makes two equal.")]
[StructLayout(LayoutKind.Explicit, Size = 16)]
public struct ShapeStruct
{
    /// <summary>C's mode.</summary>
    [FieldOffset(0)]
    public Mode Mode;

    /// <summary>C's round.</summary>
    [FieldOffset(8)]
    public int Round;

    /// <summary>C's square.</summary>
    [FieldOffset(8)]
    public double Square;
}

/// <summary>What has a text.</summary>
public sealed record Note
{
    /// <summary>C's text.</summary>
    /// <remarks>Deprecated: use the other</remarks>
    public required string Text { get; init; }

    /// <summary>C's other.</summary>
    /// <remarks>It came with version 2.0.</remarks>
    [Obsolete("use neither")]
    public string? Other { get; init; }
}

/// <summary>C's struct standing_pair.</summary>
/// <remarks>It came with version 1.12.</remarks>
[Obsolete("no pairs")]
public sealed record Pair
{
    /// <summary>C's text.</summary>
    public required string Text { get; init; }

    /// <summary>C's n.</summary>
    public int N { get; init; }
}

/// <summary>C's struct standing_shape.</summary>
/// <remarks>It came with version 1.13.</remarks>
[Obsolete("no shapes")]
public abstract record Shape
{
    private protected Shape()
    {
    }
}

/// <summary>C's struct standing_shape whose tag is Mode.Plain.</summary>
/// <param name="Value">What it is.</param>
public sealed record ShapePlain(int Value) : Shape;

/// <summary>C's struct standing_shape whose tag is Mode.New.</summary>
/// <param name="Value">What it is.</param>
public sealed record ShapeNew(double Value) : Shape;

/// <summary>C's struct standing_shape whose tag is Mode.Old.</summary>
public sealed record ShapeOld : Shape;

/// <summary>C's struct standing_shape whose tag is Mode.Older.</summary>
public sealed record ShapeOlder : Shape;

/// <summary>C's struct standing_shape whose tag is Mode.Brief.</summary>
public sealed record ShapeBrief : Shape;

/// <summary>What goes wrong in standing.</summary>
public class StandingException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public StandingException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public StandingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public StandingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>int standing_worth(struct standing_point, enum standing_mode);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_worth(Point p, Mode mode)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_worth(p, mode);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Point, Mode, int>)NativeLoader.Entry(ref NativeEntries.standing_worth_entry.At, "standing_worth"))(
                p,
                mode);
        }
    }

    /// <summary>int standing_bare(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_bare()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_bare();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int>)NativeLoader.Entry(ref NativeEntries.standing_bare_entry.At, "standing_bare"))();
        }
    }

    /// <summary>int standing_price(const struct standing_note *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_price(NoteStruct* note)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_price(note);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<NoteStruct*, int>)NativeLoader.Entry(ref NativeEntries.standing_price_entry.At, "standing_price"))(
                note);
        }
    }

    /// <summary>standing_box *standing_box_new(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint standing_box_new()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_box_new();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint>)NativeLoader.Entry(ref NativeEntries.standing_box_new_entry.At, "standing_box_new"))();
        }
    }

    /// <summary>void standing_box_free(standing_box *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void standing_box_free(nint box)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.standing_box_free(box);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.standing_box_free_entry.At, "standing_box_free"))(
                box);
        }
    }

    /// <summary>int standing_box_speed(const standing_box *, enum standing_speed);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_box_speed(nint box, Speed speed)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_box_speed(box, speed);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, Speed, int>)NativeLoader.Entry(ref NativeEntries.standing_box_speed_entry.At, "standing_box_speed"))(
                box,
                speed);
        }
    }

    /// <summary>int standing_box_level(const standing_box *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_box_level(nint box)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_box_level(box);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, int>)NativeLoader.Entry(ref NativeEntries.standing_box_level_entry.At, "standing_box_level"))(
                box);
        }
    }

    /// <summary>_Bool standing_box_equal(const standing_box *, const standing_box *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte standing_box_equal(nint a, nint b)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_box_equal(a, b);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<nint, nint, byte>)NativeLoader.Entry(ref NativeEntries.standing_box_equal_entry.At, "standing_box_equal"))(
                a,
                b);
        }
    }

    /// <summary>standing_ticket standing_take(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_take()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_take();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int>)NativeLoader.Entry(ref NativeEntries.standing_take_entry.At, "standing_take"))();
        }
    }

    /// <summary>int standing_call(standing_each, void *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_call(delegate* unmanaged[Cdecl]<void*, int, int> each, void* user)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_call(each, user);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<void*, int, int>, void*, int>)NativeLoader.Entry(ref NativeEntries.standing_call_entry.At, "standing_call"))(
                each,
                user);
        }
    }

    /// <summary>int standing_watch(const standing_watcher *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_watch(WatcherStruct* watcher)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_watch(watcher);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<WatcherStruct*, int>)NativeLoader.Entry(ref NativeEntries.standing_watch_entry.At, "standing_watch"))(
                watcher);
        }
    }

    /// <summary>standing_maybe standing_ask(struct standing_past, union standing_both *, standing_gift *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Maybe standing_ask(Past past, Both* both, Present* gift)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_ask(past, both, gift);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<Past, Both*, Present*, Maybe>)NativeLoader.Entry(ref NativeEntries.standing_ask_entry.At, "standing_ask"))(
                past,
                both,
                gift);
        }
    }

    /// <summary>int standing_tie(const standing_pair *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_tie(PairStruct* pair)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_tie(pair);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<PairStruct*, int>)NativeLoader.Entry(ref NativeEntries.standing_tie_entry.At, "standing_tie"))(
                pair);
        }
    }

    /// <summary>int standing_draw(const standing_shape *);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_draw(ShapeStruct* shape)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_draw(shape);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<ShapeStruct*, int>)NativeLoader.Entry(ref NativeEntries.standing_draw_entry.At, "standing_draw"))(
                shape);
        }
    }

    /// <summary>int standing_next(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int standing_next(int n)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_next(n);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.standing_next_entry.At, "standing_next"))(
                n);
        }
    }

    /// <summary>enum standing_error standing_spoil(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ErrorCode standing_spoil()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.standing_spoil();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<ErrorCode>)NativeLoader.Entry(ref NativeEntries.standing_spoil_entry.At, "standing_spoil"))();
        }
    }

    /// <summary>How many there are.</summary>
    /// <remarks>It came with version 1.10.</remarks>
    [Obsolete("do not count")]
    public static int standing_count
    {
        get => *(int*)NativeLoader.Entry(ref NativeEntries.standing_count_entry.At, "standing_count");
        set => *(int*)NativeLoader.Entry(ref NativeEntries.standing_count_entry.At, "standing_count") = value;
    }
}

/// <summary>How the JIT's code calls C.</summary>
// What .NET writes for it has no pragma.
[Obsolete("Its types are.")]
internal static unsafe partial class NativeImports
{
    private const string Library = "libstanding.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "STANDING_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "standing_price standing_box_new standing_box_free standing_box_speed standing_box_level " +
            "standing_box_equal standing_take standing_call standing_watch standing_ask standing_tie standing_draw " +
            "standing_next standing_spoil");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_worth(Point p, Mode mode);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_bare();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_price(NoteStruct* note);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint standing_box_new();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void standing_box_free(nint box);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_box_speed(nint box, Speed speed);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_box_level(nint box);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte standing_box_equal(nint a, nint b);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_take();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_call(delegate* unmanaged[Cdecl]<void*, int, int> each, void* user);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_watch(WatcherStruct* watcher);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial Maybe standing_ask(Past past, Both* both, Present* gift);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_tie(PairStruct* pair);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_draw(ShapeStruct* shape);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int standing_next(int n);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial ErrorCode standing_spoil();
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class standing_worth_entry { internal static nint At; }
    internal static class standing_bare_entry { internal static nint At; }
    internal static class standing_price_entry { internal static nint At; }
    internal static class standing_box_new_entry { internal static nint At; }
    internal static class standing_box_free_entry { internal static nint At; }
    internal static class standing_box_speed_entry { internal static nint At; }
    internal static class standing_box_level_entry { internal static nint At; }
    internal static class standing_box_equal_entry { internal static nint At; }
    internal static class standing_take_entry { internal static nint At; }
    internal static class standing_call_entry { internal static nint At; }
    internal static class standing_watch_entry { internal static nint At; }
    internal static class standing_ask_entry { internal static nint At; }
    internal static class standing_tie_entry { internal static nint At; }
    internal static class standing_draw_entry { internal static nint At; }
    internal static class standing_next_entry { internal static nint At; }
    internal static class standing_spoil_entry { internal static nint At; }
    internal static class standing_count_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.standing_worth_entry.At = loader.Find("standing_worth");
        NativeEntries.standing_bare_entry.At = loader.Find("standing_bare");
        NativeEntries.standing_price_entry.At = loader.Find("standing_price");
        NativeEntries.standing_box_new_entry.At = loader.Find("standing_box_new");
        NativeEntries.standing_box_free_entry.At = loader.Find("standing_box_free");
        NativeEntries.standing_box_speed_entry.At = loader.Find("standing_box_speed");
        NativeEntries.standing_box_level_entry.At = loader.Find("standing_box_level");
        NativeEntries.standing_box_equal_entry.At = loader.Find("standing_box_equal");
        NativeEntries.standing_take_entry.At = loader.Find("standing_take");
        NativeEntries.standing_call_entry.At = loader.Find("standing_call");
        NativeEntries.standing_watch_entry.At = loader.Find("standing_watch");
        NativeEntries.standing_ask_entry.At = loader.Find("standing_ask");
        NativeEntries.standing_tie_entry.At = loader.Find("standing_tie");
        NativeEntries.standing_draw_entry.At = loader.Find("standing_draw");
        NativeEntries.standing_next_entry.At = loader.Find("standing_next");
        NativeEntries.standing_spoil_entry.At = loader.Find("standing_spoil");
        NativeEntries.standing_count_entry.At = loader.Find("standing_count");
        return true;
    }
}

/// <summary>What may go wrong.</summary>
/// <remarks>It came with version 1.14.</remarks>
[Obsolete("all is well")]
public class ErrorException : StandingException
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

/// <summary>C's standing_ticket: it stands for something that C knows.</summary>
/// <remarks>It came with version 1.4.</remarks>
/// <param name="Value">what C has for it</param>
[Obsolete("use a box")]
public readonly record struct Ticket(int Value);

/// <summary>C's standing_each.</summary>
/// <remarks>It came with version 1.5.</remarks>
/// <param name="n">C's n</param>
/// <returns>what C gets</returns>
[Obsolete("use standing_watcher")]
public delegate int StandingEach(int n);

/// <summary>Sees a number.</summary>
/// <remarks>It came with version 1.6.</remarks>
/// <param name="n">C's n</param>
/// <returns>what C gets</returns>
[Obsolete("use noticed")]
public delegate int StandingWatcherSeen(int n);

/// <summary>Is told.</summary>
/// <remarks>It came with version 1.7.</remarks>
/// <param name="n">C's n</param>
/// <returns>what C gets</returns>
[Obsolete("It is deprecated.")]
public delegate int StandingWatcherNoticed(int n);

internal static unsafe class Trampolines
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int StandingEach(void* user, int n)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<StandingEach>(closure.Function)(n);
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int StandingWatcherSeen(void* user, int n)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<StandingWatcherSeen>(closure.Members[0]!)(n);
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int StandingWatcherNoticed(void* user, int n)
    {
        NativeClosure closure = NativeClosure.At((nint)user);
        if (closure.Failed)
        {
            return default;
        }

        try
        {
            return Unsafe.As<StandingWatcherNoticed>(closure.Members[1]!)(n);
        }
        catch (Exception error) when (closure.Fail(error))
        {
            return default;
        }
    }
}

/// <summary>Watches.</summary>
/// <remarks>It came with version 1.8.</remarks>
[Obsolete("do not watch")]
public interface IWatcher
{
    /// <summary>Sees a number.</summary>
    /// <remarks>It came with version 1.6.</remarks>
    /// <param name="n">C's n</param>
    /// <returns>what C gets</returns>
    [Obsolete("use noticed")]
    int Seen(int n);
}

/// <summary>What an IWatcher may have besides.</summary>
public interface IWatcherNoticed : IWatcher
{
    /// <summary>Is told.</summary>
    /// <remarks>It came with version 1.7.</remarks>
    /// <param name="n">C's n</param>
    /// <returns>what C gets</returns>
    [Obsolete("It is deprecated.")]
    int Noticed(int n);
}

internal static unsafe class WatcherFunctions
{
    internal static System.Delegate?[] Of(IWatcher? implemented)
    {
        if (implemented is null)
        {
            return [];
        }

        return [
            new StandingWatcherSeen(implemented.Seen),
            implemented is IWatcherNoticed with2 ? new StandingWatcherNoticed(with2.Noticed) : null];
    }

    internal static WatcherStruct Struct(NativeClosure closure) => new()
    {
        User = closure.Key,
        Seen = (nint)(delegate* unmanaged[Cdecl]<void*, int, int>)&Trampolines.StandingWatcherSeen,
        Noticed = closure.Members[1] is null ? 0 : (nint)(delegate* unmanaged[Cdecl]<void*, int, int>)&Trampolines.StandingWatcherNoticed,
    };

    internal static WatcherStruct* Make(NativeClosure closure)
    {
        if (closure.Key == 0)
        {
            return null;
        }

        WatcherStruct* made = (WatcherStruct*)NativeMemory.Alloc((nuint)sizeof(WatcherStruct));
        *made = Struct(closure);
        closure.LetGo = () => NativeMemory.Free(made);
        return made;
    }
}

internal sealed unsafe class BoxHandle : NativeHandle
{
    internal BoxHandle(nint pointer, bool owned, params object?[] kept)
        : base(pointer, owned, kept)
    {
    }

    protected override void End(nint pointer)
    {
        Raw.standing_box_free(pointer);
    }
}

/// <summary>Holds things.</summary>
/// <remarks>It came with version 1.3.</remarks>
[Obsolete("use a bag")]
public sealed unsafe class Box : IDisposable, IEquatable<Box>
{
    internal readonly BoxHandle _handle;

    internal Box(BoxHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Calls C's standing_box_new.</summary>
    /// <exception cref="StandingException">if it fails</exception>
    public Box()
    {
        nint result = Raw.standing_box_new();
        if (result == 0)
        {
            throw new StandingException("standing_box_new() failed");
        }

        _handle = new BoxHandle(result, true);
    }

    /// <summary>Lets go of the C object.</summary>
    public void Dispose()
    {
        _handle.Dispose();
    }

    /// <summary>How full it is.</summary>
    [Obsolete("weigh it")]
    public int Level
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsGone, this);
            bool selfHeld = false;
            try
            {
                _handle.DangerousAddRef(ref selfHeld);
                int result = Raw.standing_box_level(_handle.DangerousGetHandle());
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

    /// <summary>Calls C's standing_box_speed.</summary>
    /// <param name="speed">C's speed</param>
    /// <returns>what C gives back</returns>
    public int Speed(Speed speed)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        bool selfHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            int result = Raw.standing_box_speed(_handle.DangerousGetHandle(), speed);
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

    /// <summary>Calls C's standing_box_equal.</summary>
    /// <param name="b">C's b</param>
    /// <returns>what C gives back</returns>
    [Obsolete("weigh them")]
    private bool Equal(Box b)
    {
        ObjectDisposedException.ThrowIf(_handle.IsGone, this);
        ArgumentNullException.ThrowIfNull(b);
        ObjectDisposedException.ThrowIf(b._handle.IsGone, b);
        bool selfHeld = false;
        bool bHeld = false;
        try
        {
            _handle.DangerousAddRef(ref selfHeld);
            b._handle.DangerousAddRef(ref bHeld);
            byte result = Raw.standing_box_equal(_handle.DangerousGetHandle(), b._handle.DangerousGetHandle());
            return result != 0;
        }
        finally
        {
            if (bHeld)
            {
                b._handle.DangerousRelease();
            }

            if (selfHeld)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Whether the objects are equal.</summary>
    /// <param name="other">another one</param>
    /// <returns>true if they are equal</returns>
    [Obsolete("weigh them")]
    public bool Equals(Box? other) => other is not null && Equal(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Box other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>What it is worth.</summary>
    /// <remarks>It came with version 2.0: a library may lack it.</remarks>
    /// <param name="p">C's p</param>
    /// <param name="mode">C's mode</param>
    /// <returns>what C gives back</returns>
    public static int Worth(Point p, Mode mode = Mode.Older)
    {
        int result = Raw.standing_worth(p, mode);
        return result;
    }

    /// <summary>Calls C's standing_bare.</summary>
    /// <remarks>It came with version 2.0: a library may lack it.</remarks>
    /// <returns>what C gives back</returns>
    public static int Bare()
    {
        int result = Raw.standing_bare();
        return result;
    }

    /// <summary>Calls C's standing_price.</summary>
    /// <param name="note">C's note</param>
    /// <returns>what C gives back</returns>
    [Obsolete("use standing_worth")]
    public static int Price(Note note)
    {
        using NativeKeep keep = new();
        byte* notePointer = Forms.NoteForm.Make(note, nameof(note), keep);
        int result = Raw.standing_price((NoteStruct*)notePointer);
        return result;
    }

    /// <summary>Calls C's standing_take.</summary>
    /// <returns>what C gives back</returns>
    public static Ticket? Take()
    {
        int result = Raw.standing_take();
        return (int)result == -1 ? null : new Ticket((int)result);
    }

    /// <summary>Calls C's standing_call.</summary>
    /// <param name="each">C's each</param>
    /// <returns>what C gives back</returns>
    public static int Call(StandingEach each)
    {
        ArgumentNullException.ThrowIfNull(each);
        NativeClosure closure = new(each);
        try
        {
            int result = Raw.standing_call(
                (delegate* unmanaged[Cdecl]<void*, int, int>)&Trampolines.StandingEach,
                (void*)closure.Key);
            closure.Rethrow();
            return result;
        }
        finally
        {
            closure.Release();
        }
    }

    /// <summary>Calls C's standing_watch.</summary>
    /// <param name="watcher">C's watcher</param>
    /// <returns>what C gives back</returns>
    public static int Watch(IWatcher watcher)
    {
        ArgumentNullException.ThrowIfNull(watcher);
        NativeClosure closure = NativeClosure.Share(WatcherFunctions.Of(watcher));
        WatcherStruct* watcherFunctions = WatcherFunctions.Make(closure);
        try
        {
            int result = Raw.standing_watch(watcherFunctions);
            closure.Rethrow();
            return result;
        }
        finally
        {
            closure.Release();
        }
    }

    /// <summary>Calls C's standing_ask.</summary>
    /// <param name="past">C's past</param>
    /// <param name="both">C's both</param>
    /// <param name="gift">C's gift</param>
    /// <returns>what C gives back</returns>
    public static int? Ask(Past past, ref Both both, ref Present gift)
    {
        fixed (Both* bothPointer = &both)
        fixed (Present* giftPointer = &gift)
        {
            Maybe result = Raw.standing_ask(past, bothPointer, giftPointer);
            return Forms.MaybeForm.Read((byte*)&result);
        }
    }

    /// <summary>Calls C's standing_tie.</summary>
    /// <param name="pair">C's pair</param>
    /// <returns>what C gives back</returns>
    public static int Tie(Pair pair)
    {
        using NativeKeep keep = new();
        byte* pairPointer = Forms.PairForm.Make(pair, nameof(pair), keep);
        int result = Raw.standing_tie((PairStruct*)pairPointer);
        return result;
    }

    /// <summary>Calls C's standing_draw.</summary>
    /// <param name="shape">C's shape</param>
    /// <returns>what C gives back</returns>
    public static int Draw(Shape shape)
    {
        using NativeKeep keep = new();
        byte* shapePointer = Forms.ShapeForm.Make(shape, nameof(shape), keep);
        int result = Raw.standing_draw((ShapeStruct*)shapePointer);
        return result;
    }

    /// <summary>Adds one.</summary>
    /// <param name="n">C's n</param>
    /// <returns>what C gives back</returns>
    [Obsolete("write + 1")]
    public static int Next(int n)
    {
        int result = Raw.standing_next(n);
        return result;
    }

    /// <summary>Calls C's standing_spoil.</summary>
    /// <exception cref="ErrorException">if it fails</exception>
    public static void Spoil()
    {
        ErrorCode result = Raw.standing_spoil();
        if (result != ErrorCode.Ok)
        {
            throw Failures.ErrorException(result);
        }
    }
}

internal static unsafe class Forms
{
    internal static readonly Form<Note> NoteForm = new NoteReader();

    internal static readonly Form<int?> MaybeForm = new OptionForm<int?>(
        8,
        new NumberAt<byte>(0),
        null,
        new LiftedForm<int>(new PlainForm<int>())!,
        4)!;

    internal static readonly Form<Pair> PairForm = new PairReader();

    internal static readonly Form<Shape> ShapeForm = new ShapeReader();

    internal static readonly Form<int> Form1 = new PlainForm<int>();

    internal static readonly Form<double> Form2 = new PlainForm<double>();

    internal static readonly Form<string> Form3 = new TextForm(TextEncodings.Utf8);

    internal static readonly Form<string?> Form4 = new TextForm(TextEncodings.Utf8, true)!;
}
internal sealed unsafe class ShapeReader() : Form<Shape>(16)
{
    internal override Shape Read(byte* at) => Unsafe.ReadUnaligned<Mode>(at + 0) switch
    {
        Mode.Plain => new ShapePlain(Forms.Form1.Read(at + 8)),
        Mode.New => new ShapeNew(Forms.Form2.Read(at + 8)),
        Mode.Old => new ShapeOld(),
        Mode.Older => new ShapeOlder(),
        Mode.Brief => new ShapeBrief(),
        _ => throw new InvalidOperationException("C gave a tag that no case has."),
    };

    internal override void Write(byte* at, Shape value, string name, NativeKeep keep)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        switch (value)
        {
            case ShapePlain one:
                Unsafe.WriteUnaligned<Mode>(at + 0, Mode.Plain);
                Forms.Form1.Write(at + 8, one.Value, name, keep);
                break;
            case ShapeNew one:
                Unsafe.WriteUnaligned<Mode>(at + 0, Mode.New);
                Forms.Form2.Write(at + 8, one.Value, name, keep);
                break;
            case ShapeOld:
                Unsafe.WriteUnaligned<Mode>(at + 0, Mode.Old);
                break;
            case ShapeOlder:
                Unsafe.WriteUnaligned<Mode>(at + 0, Mode.Older);
                break;
            case ShapeBrief:
                Unsafe.WriteUnaligned<Mode>(at + 0, Mode.Brief);
                break;
        }
    }
}

internal sealed unsafe class PairReader() : Form<Pair>(16)
{
    internal override Pair Read(byte* at) => new()
    {
        Text = Forms.Form3.Read(at + 0),
        N = Forms.Form1.Read(at + 8),
    };

    internal override void Write(byte* at, Pair value, string name, NativeKeep keep)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        Forms.Form3.Write(at + 0, value.Text, name, keep);
        Forms.Form1.Write(at + 8, value.N, name, keep);
    }
}

internal sealed unsafe class NoteReader() : Form<Note>(16)
{
    internal override Note Read(byte* at) => new()
    {
        Text = Forms.Form3.Read(at + 0),
        Other = Forms.Form4.Read(at + 8),
    };

    internal override void Write(byte* at, Note value, string name, NativeKeep keep)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        Forms.Form3.Write(at + 0, value.Text, name, keep);
        Forms.Form4.Write(at + 8, value.Other, name, keep);
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

internal abstract unsafe class NumberAt
{
    internal abstract long Read(byte* at);

    internal abstract void Write(byte* at, long value, string name);

    internal long Length(byte* at)
    {
        long length = Read(at);
        return length >= 0 ? length : throw new InvalidOperationException("C returned a length that cannot be.");
    }
}

/// <summary>A number so many bytes behind an object's beginning, which counts steps.</summary>
internal sealed unsafe class NumberAt<T>(int where, int step = 1) : NumberAt
    where T : unmanaged, System.Numerics.INumberBase<T>
{
    internal override long Read(byte* at) => long.CreateTruncating(Unsafe.ReadUnaligned<T>(at + where)) / step;

    internal override void Write(byte* at, long value, string name)
    {
        try
        {
            Unsafe.WriteUnaligned(at + where, T.CreateChecked(checked(value * step)));
        }
        catch (OverflowException error)
        {
            throw new ArgumentException("It is too long for C.", name, error);
        }
    }
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

/// <summary>A value that is there if the tag is THERE, or anything but 0 if that is null.</summary>
internal sealed unsafe class OptionForm<T>(int size, NumberAt tag, long? there, Form<T> form, int valueAt) : Form<T>(size)
{
    internal override T Read(byte* at) => IsThere(at) ? form.Read(at + valueAt) : default!;

    internal override void Write(byte* at, T value, string name, NativeKeep keep)
    {
        if (value is not null)
        {
            tag.Write(at, there ?? 1, name);
            form.Write(at + valueAt, value, name, keep);
        }
        else if (there == 0)
        {
            tag.Write(at, 1, name);
        }
    }

    internal override void Free(byte* at)
    {
        if (IsThere(at))
        {
            form.Free(at + valueAt);
        }
    }

    private bool IsThere(byte* at) => there is null ? tag.Read(at) != 0 : tag.Read(at) == there;
}

internal sealed unsafe class LiftedForm<T>(Form<T> form) : Form<T?>(form.Size)
    where T : struct
{
    internal override T? Read(byte* at) => form.Read(at);

    internal override void Write(byte* at, T? value, string name, NativeKeep keep) =>
        form.Write(at, value ?? throw new ArgumentNullException(name), name, keep);

    internal override void Free(byte* at) => form.Free(at);
}
