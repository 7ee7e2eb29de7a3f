// Made by ffirender from the description that the compiler wrote; changes will be lost.
#nullable enable

using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace RawLibrary;

/// <summary>C's struct node.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Node
{
    /// <summary>C's next.</summary>
    public nint Next;
}

/// <summary>What goes wrong in raw.</summary>
public class RawException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public RawException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public RawException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public RawException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    // raw_printf cannot be called: it takes any number of arguments

    /// <summary>void raw_scalar(int *);</summary>
    // Only here: parameter 'value': 'int *' may mean many things (FFI_OUT, FFI_INOUT, FFI_ARRAY, FFI_BUFFER)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void raw_scalar(int* value)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.raw_scalar(value);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<int*, void>)NativeLoader.Entry(ref NativeEntries.raw_scalar, "raw_scalar"))(
                value);
        }
    }

    /// <summary>void *raw_memory(void);</summary>
    // Only here: what comes back: 'void *' may mean many things (FFI_ARRAY, FFI_ARRAY_FIXED)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void* raw_memory()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.raw_memory();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<void*>)NativeLoader.Entry(ref NativeEntries.raw_memory, "raw_memory"))();
        }
    }

    /// <summary>char *raw_text(void);</summary>
    // Only here: what comes back: nobody says who frees the 'char *' (FFI_OWNED_BY, FFI_BORROWED)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* raw_text()
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.raw_text();
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*>)NativeLoader.Entry(ref NativeEntries.raw_text, "raw_text"))();
        }
    }

    /// <summary>void raw_many(struct node *, int);</summary>
    // Only here: parameter 'nodes': 'n' follows it, so it may point to many (FFI_ARRAY, FFI_IN, FFI_INOUT)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void raw_many(Node* nodes, int n)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.raw_many(nodes, n);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<Node*, int, void>)NativeLoader.Entry(ref NativeEntries.raw_many, "raw_many"))(
                nodes,
                n);
        }
    }

    // raw_inline cannot be called: it is inline: the library has no symbol for it

    /// <summary>void raw_later(struct node **);</summary>
    // Only here: parameter 'nodes': 'struct node **' may mean many things (FFI_OUT, FFI_INOUT, FFI_ARRAY, FFI_BUFFER)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void raw_later(Node** nodes)
    {
        if (NativeLoader.Imports)
        {
            NativeImports.raw_later(nodes);
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<Node**, void>)NativeLoader.Entry(ref NativeEntries.raw_later, "raw_later"))(
                nodes);
        }
    }

    // raw_wide cannot be called: C# has no 'long double'
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libraw.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "RAW_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "raw_scalar raw_memory raw_text raw_many raw_later");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void raw_scalar(int* value);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void* raw_memory();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial byte* raw_text();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void raw_many(Node* nodes, int n);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void raw_later(Node** nodes);
}

/// <summary>How code that was compiled ahead of time calls C.</summary>
internal static class NativeEntries
{
    internal static nint raw_scalar;
    internal static nint raw_memory;
    internal static nint raw_text;
    internal static nint raw_many;
    internal static nint raw_later;
}

/// <summary>Finds the library before the first call, and says what is wrong with it.</summary>
internal sealed class NativeLoader(string file, string variable, string target, bool fits, string symbols, NativeLoader? shims = null)
{
    private readonly object _lock = new();
    private nint _library;

    /// <summary>
    /// Whether functions are called by imports. Ahead of time a call by pointer is faster, as it needs no stub. A program
    /// that links the library statically, or that has a resolver of its own, defines FFI_IMPORTS.
    /// </summary>
#if FFI_IMPORTS
    internal static bool Imports => true;
#else
    internal static bool Imports => RuntimeFeature.IsDynamicCodeCompiled;
#endif

    /// <summary>The address of a function, which is looked for once and kept in ENTRY.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Entry(ref nint entry, string symbol)
    {
        nint found = entry;
        if (found == 0)
        {
            found = Find(ref entry, symbol);
        }

        return found;
    }

    /// <summary>From now on the library's functions are looked for here.</summary>
    internal void Register()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // The assembly has a resolver already: .NET finds what is loaded.
            Loaded();
            _ = shims?.Loaded();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Find(ref nint entry, string symbol) =>
        entry = NativeImports.Loader.Export(symbol);

    private nint Export(string symbol) =>
        shims is null || NativeLibrary.TryGetExport(Loaded(), symbol, out _)
            ? NativeLibrary.GetExport(Loaded(), symbol)
            : shims.Export(symbol);

    private nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path) =>
        name == file ? Loaded() : shims is null ? 0 : shims.Resolve(name, assembly, path);

    private nint Loaded()
    {
        lock (_lock)
        {
            return _library != 0 ? _library : _library = Load();
        }
    }

    private nint Load()
    {
        if (!fits)
        {
            throw new PlatformNotSupportedException($"These bindings are made for {target}.");
        }

        string path = Find();
        nint library;
        try
        {
            library = NativeLibrary.Load(path, typeof(NativeLoader).Assembly, null);
        }
        catch (DllNotFoundException error)
        {
            throw new DllNotFoundException($"Cannot load '{path}', which {variable} in the environment can name: {error.Message}", error);
        }

        string[] missing = System.Array.FindAll(symbols.Split(' ', StringSplitOptions.RemoveEmptyEntries), name => !NativeLibrary.TryGetExport(library, name, out _));
        if (missing.Length == 0)
        {
            return library;
        }

        string more = missing.Length > 5 ? $" and {missing.Length - 5} more" : string.Empty;
        NativeLibrary.Free(library);
        throw new EntryPointNotFoundException($"{path} lacks {string.Join(", ", missing[..System.Math.Min(5, missing.Length)])}{more}.");
    }

    /// <summary>What VARIABLE names, else the file beside the program, else what the system's loader finds.</summary>
    private string Find()
    {
        if (System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen)
        {
            return chosen;
        }

        string beside = System.IO.Path.Combine(AppContext.BaseDirectory, file);
        return System.IO.File.Exists(beside) ? beside : file;
    }
}
