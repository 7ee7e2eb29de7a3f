// What an expert writes by hand for calls.h: the baseline of `make bench`. SPDX-License-Identifier: MIT
//
// Why it looks as it does, each form tried against the others (.NET 10 on CoreCLR, .NET 8 compiled ahead of time):
// - Signatures are blittable. Nothing is marshalled by the run time; what has to be done stands in C#.
// - On CoreCLR, DllImport: the JIT compiles the call into the caller. A function pointer in a static field costs a
//   load more.
// - Ahead of time, function pointers: a DllImport goes through a stub that looks whether the function is resolved.
// - The bare calls are inlined into their callers: a frame of their own costs 1 ns.
// - No SuppressGCTransition: it forbids callbacks and anything that takes long.
// - Text is encoded into the stack; a copy on the heap costs more than the call.
// - A callback is an UnmanagedCallersOnly method and a GCHandle as user data: no thunk has to be made, and
//   ahead of time it is entered faster than a delegate.
// - What a callback throws must not cross C: it waits, and is thrown when C is back.
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

[assembly: DisableRuntimeMarshalling]

namespace Handwritten;

public struct Point
{
    public double X;
    public double Y;
}

internal static unsafe class Import
{
    private const string Library = "libcalls.so";

    [DllImport(Library)]
    internal static extern void calls_void();

    [DllImport(Library)]
    internal static extern uint calls_u32(uint x);

    [DllImport(Library)]
    internal static extern uint calls_five(uint a, uint b, uint c, uint d, uint e);

    [DllImport(Library)]
    internal static extern uint calls_ten(
        uint a, uint b, uint c, uint d, uint e, uint f, uint g, uint h, uint i, uint j);

    [DllImport(Library)]
    internal static extern double calls_by_value(Point p);

    [DllImport(Library)]
    internal static extern double calls_by_pointer(Point* p);

    [DllImport(Library)]
    internal static extern nuint calls_string(byte* text);

    [DllImport(Library)]
    internal static extern nuint calls_total(byte* data, nuint n);

    [DllImport(Library)]
    internal static extern uint calls_each(uint n, delegate* unmanaged[Cdecl]<uint, void*, uint> visit, void* user);

    [DllImport(Library)]
    internal static extern nint calls_bell_new();

    [DllImport(Library)]
    internal static extern void calls_bell_free(nint bell);

    [DllImport(Library)]
    internal static extern void calls_bell_hook(
        nint bell, delegate* unmanaged[Cdecl]<uint, void*, uint> visit, void* user);

    [DllImport(Library)]
    internal static extern uint calls_bell_ring(nint bell, uint n);

    [DllImport(Library)]
    internal static extern void calls_bell_listen(
        nint bell, delegate* unmanaged[Cdecl]<uint, void*, void> listener, void* user);

    [DllImport(Library)]
    internal static extern void calls_bell_tell(nint bell, uint n);
}

internal static unsafe class Pointers
{
    private static readonly nint s_library = NativeLibrary.Load("libcalls.so", typeof(Pointers).Assembly, null);

    internal static readonly delegate* unmanaged[Cdecl]<void> calls_void =
        (delegate* unmanaged[Cdecl]<void>)Find("calls_void");

    internal static readonly delegate* unmanaged[Cdecl]<uint, uint> calls_u32 =
        (delegate* unmanaged[Cdecl]<uint, uint>)Find("calls_u32");

    internal static readonly delegate* unmanaged[Cdecl]<uint, uint, uint, uint, uint, uint> calls_five =
        (delegate* unmanaged[Cdecl]<uint, uint, uint, uint, uint, uint>)Find("calls_five");

    internal static readonly delegate* unmanaged[Cdecl]<
        uint, uint, uint, uint, uint, uint, uint, uint, uint, uint, uint> calls_ten =
        (delegate* unmanaged[Cdecl]<uint, uint, uint, uint, uint, uint, uint, uint, uint, uint, uint>)Find("calls_ten");

    internal static readonly delegate* unmanaged[Cdecl]<Point, double> calls_by_value =
        (delegate* unmanaged[Cdecl]<Point, double>)Find("calls_by_value");

    internal static readonly delegate* unmanaged[Cdecl]<Point*, double> calls_by_pointer =
        (delegate* unmanaged[Cdecl]<Point*, double>)Find("calls_by_pointer");

    internal static readonly delegate* unmanaged[Cdecl]<byte*, nuint> calls_string =
        (delegate* unmanaged[Cdecl]<byte*, nuint>)Find("calls_string");

    internal static readonly delegate* unmanaged[Cdecl]<byte*, nuint, nuint> calls_total =
        (delegate* unmanaged[Cdecl]<byte*, nuint, nuint>)Find("calls_total");

    internal static readonly delegate* unmanaged[Cdecl]<
        uint, delegate* unmanaged[Cdecl]<uint, void*, uint>, void*, uint> calls_each =
        (delegate* unmanaged[Cdecl]<uint, delegate* unmanaged[Cdecl]<uint, void*, uint>, void*, uint>)Find("calls_each");

    private static nint Find(string name) => NativeLibrary.GetExport(s_library, name);
}

/// <summary>Each call in the form that is faster on the run time it is compiled for.</summary>
internal static unsafe class Functions
{
    private static bool Jit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RuntimeFeature.IsDynamicCodeCompiled;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Void()
    {
        if (Jit)
        {
            Import.calls_void();
        }
        else
        {
            Pointers.calls_void();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint U32(uint x) => Jit ? Import.calls_u32(x) : Pointers.calls_u32(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Five(uint a, uint b, uint c, uint d, uint e) =>
        Jit ? Import.calls_five(a, b, c, d, e) : Pointers.calls_five(a, b, c, d, e);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Ten(uint a, uint b, uint c, uint d, uint e, uint f, uint g, uint h, uint i, uint j) =>
        Jit ? Import.calls_ten(a, b, c, d, e, f, g, h, i, j) : Pointers.calls_ten(a, b, c, d, e, f, g, h, i, j);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double ByValue(Point p) => Jit ? Import.calls_by_value(p) : Pointers.calls_by_value(p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double ByPointer(Point* p) => Jit ? Import.calls_by_pointer(p) : Pointers.calls_by_pointer(p);

    internal static double ByReference(in Point p)
    {
        fixed (Point* pointer = &p)
        {
            return ByPointer(pointer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nuint String(byte* text) => Jit ? Import.calls_string(text) : Pointers.calls_string(text);

    [SkipLocalsInit]
    internal static nuint String(string text)
    {
        const int room = 256;
        int most = Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        Span<byte> bytes = most <= room ? stackalloc byte[room] : new byte[most];
        if (Utf8.FromUtf16(text, bytes, out _, out int written, false) != System.Buffers.OperationStatus.Done ||
            bytes[..written].Contains((byte)0))
        {
            throw new ArgumentException("not a text for C", nameof(text));
        }

        bytes[written] = 0;
        fixed (byte* pointer = bytes)
        {
            return String(pointer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nuint Total(byte* data, nuint n) => Jit ? Import.calls_total(data, n) : Pointers.calls_total(data, n);

    internal static nuint Total(ReadOnlySpan<byte> data)
    {
        fixed (byte* pointer = data)
        {
            return Total(pointer, (nuint)data.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Each(uint n, delegate* unmanaged[Cdecl]<uint, void*, uint> visit, void* user) =>
        Jit ? Import.calls_each(n, visit, user) : Pointers.calls_each(n, visit, user);

    internal static uint Each(uint n, Func<uint, uint> visit)
    {
        Visitor visitor = new(visit);
        GCHandle handle = GCHandle.Alloc(visitor);
        try
        {
            uint result = Each(n, &Visitor.Run, (void*)GCHandle.ToIntPtr(handle));
            visitor.Rethrow();
            return result;
        }
        finally
        {
            handle.Free();
        }
    }
}

/// <summary>What a callback threw, until C is back.</summary>
internal abstract class Thrower
{
    private ExceptionDispatchInfo? _thrown;

    protected bool HasThrown => _thrown is not null;

    protected void Threw(Exception error) => _thrown = ExceptionDispatchInfo.Capture(error);

    internal void Rethrow()
    {
        ExceptionDispatchInfo? thrown = _thrown;
        _thrown = null;
        thrown?.Throw();
    }
}

internal sealed class Visitor(Func<uint, uint> visit) : Thrower
{
    private readonly Func<uint, uint> _visit = visit;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static unsafe uint Run(uint value, void* user)
    {
        Visitor visitor = (Visitor)GCHandle.FromIntPtr((nint)user).Target!;
        if (visitor.HasThrown)
        {
            return 0;
        }

        try
        {
            return visitor._visit(value);
        }
        catch (Exception error)
        {
            visitor.Threw(error);
            return 0;
        }
    }
}

internal sealed class Listener(Action<uint> listen) : Thrower
{
    private readonly Action<uint> _listen = listen;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static unsafe void Run(uint value, void* user)
    {
        Listener listener = (Listener)GCHandle.FromIntPtr((nint)user).Target!;
        if (listener.HasThrown)
        {
            return;
        }

        try
        {
            listener._listen(value);
        }
        catch (Exception error)
        {
            listener.Threw(error);
        }
    }
}

internal sealed unsafe class Bell : SafeHandle
{
    private Visitor? _visitor;
    private Listener? _listener;
    private GCHandle _visitorKey;
    private GCHandle _listenerKey;

    internal Bell()
        : base(0, true) => SetHandle(Import.calls_bell_new());

    public override bool IsInvalid => handle == 0;

    internal void Hook(Func<uint, uint> visit)
    {
        _visitor = new Visitor(visit);
        GCHandle old = _visitorKey;
        _visitorKey = GCHandle.Alloc(_visitor);
        Import.calls_bell_hook(handle, &Visitor.Run, (void*)GCHandle.ToIntPtr(_visitorKey));
        Free(old);
    }

    internal uint Ring(uint n)
    {
        bool held = false;
        try
        {
            DangerousAddRef(ref held);
            uint result = Import.calls_bell_ring(handle, n);
            _visitor?.Rethrow();
            return result;
        }
        finally
        {
            if (held)
            {
                DangerousRelease();
            }
        }
    }

    internal void Listen(Action<uint> listen)
    {
        _listener = new Listener(listen);
        GCHandle old = _listenerKey;
        _listenerKey = GCHandle.Alloc(_listener);
        Import.calls_bell_listen(handle, &Listener.Run, (void*)GCHandle.ToIntPtr(_listenerKey));
        Free(old);
    }

    internal void Tell(uint n)
    {
        bool held = false;
        try
        {
            DangerousAddRef(ref held);
            Import.calls_bell_tell(handle, n);
            _listener?.Rethrow();
        }
        finally
        {
            if (held)
            {
                DangerousRelease();
            }
        }
    }

    protected override bool ReleaseHandle()
    {
        Import.calls_bell_free(handle);
        Free(_visitorKey);
        Free(_listenerKey);
        return true;
    }

    private static void Free(GCHandle handle)
    {
        if (handle.IsAllocated)
        {
            handle.Free();
        }
    }
}
