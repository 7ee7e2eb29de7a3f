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
    // raw_printf cannot be called: it takes any number of arguments: 'FFI_VARIADIC' says which it is called with

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
            ((delegate* unmanaged[Cdecl]<int*, void>)NativeLoader.Entry(ref NativeEntries.raw_scalar_entry.At, "raw_scalar"))(
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
            return ((delegate* unmanaged[Cdecl]<void*>)NativeLoader.Entry(ref NativeEntries.raw_memory_entry.At, "raw_memory"))();
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
            return ((delegate* unmanaged[Cdecl]<byte*>)NativeLoader.Entry(ref NativeEntries.raw_text_entry.At, "raw_text"))();
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
            ((delegate* unmanaged[Cdecl]<Node*, int, void>)NativeLoader.Entry(ref NativeEntries.raw_many_entry.At, "raw_many"))(
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
            ((delegate* unmanaged[Cdecl]<Node**, void>)NativeLoader.Entry(ref NativeEntries.raw_later_entry.At, "raw_later"))(
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

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class raw_scalar_entry { internal static nint At; }
    internal static class raw_memory_entry { internal static nint At; }
    internal static class raw_text_entry { internal static nint At; }
    internal static class raw_many_entry { internal static nint At; }
    internal static class raw_later_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.raw_scalar_entry.At = loader.Find("raw_scalar");
        NativeEntries.raw_memory_entry.At = loader.Find("raw_memory");
        NativeEntries.raw_text_entry.At = loader.Find("raw_text");
        NativeEntries.raw_many_entry.At = loader.Find("raw_many");
        NativeEntries.raw_later_entry.At = loader.Find("raw_later");
        return true;
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
