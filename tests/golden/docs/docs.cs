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

namespace Docs;

/// <summary>What goes wrong in docs.</summary>
public class DocsException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public DocsException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">what went wrong</param>
    public DocsException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    /// <param name="message">what went wrong</param>
    /// <param name="innerException">the cause</param>
    public DocsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe class Raw
{
    /// <summary>int docs_add(int, int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int docs_add(int a, int b)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.docs_add(a, b);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int, int>)NativeLoader.Entry(ref NativeEntries.docs_add, "docs_add"))(
                a,
                b);
        }
    }

    /// <summary>void docs_line(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void docs_line()
    {
        if (NativeLoader.Imports)
        {
            NativeImports.docs_line();
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<void>)NativeLoader.Entry(ref NativeEntries.docs_line, "docs_line"))();
        }
    }

    /// <summary>void docs_plain(void);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void docs_plain()
    {
        if (NativeLoader.Imports)
        {
            NativeImports.docs_plain();
        }
        else
        {
            ((delegate* unmanaged[Cdecl]<void>)NativeLoader.Entry(ref NativeEntries.docs_plain, "docs_plain"))();
        }
    }

    /// <summary>int docs_kernel(int);</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int docs_kernel(int n)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.docs_kernel(n);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.docs_kernel, "docs_kernel"))(
                n);
        }
    }
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libdocs.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "DOCS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "docs_add docs_line docs_plain docs_kernel");

    static NativeImports() => Loader.Register();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int docs_add(int a, int b);

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void docs_line();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial void docs_plain();

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int docs_kernel(int n);
}

/// <summary>How code that was compiled ahead of time calls C.</summary>
internal static class NativeEntries
{
    internal static nint docs_add;
    internal static nint docs_line;
    internal static nint docs_plain;
    internal static nint docs_kernel;
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Brief words that end here.</summary>
    /// <remarks>
    /// And more of them, with "quotes", """ and a backslash: \n.
    ///
    /// A paragraph with &lt;/summary&gt; &amp; markup, and 100 % of it.
    ///
    /// Since 1.2
    /// </remarks>
    /// <param name="a">
    /// the first, a very long description that has to be broken over several lines of the output because it is so long
    /// </param>
    /// <param name="b">the second that goes on</param>
    /// <returns>their sum</returns>
    public static int Add(int a, int b)
    {
        int result = Raw.docs_add(a, b);
        return result;
    }

    /// <summary>One line.</summary>
    public static void Line()
    {
        Raw.docs_line();
    }

    /// <summary>Plain, and touching.</summary>
    public static void Plain()
    {
        Raw.docs_plain();
    }

    /// <summary>docs_kernel - in the kernel's way</summary>
    /// <param name="n">how many</param>
    /// <returns>twice as many</returns>
    public static int Kernel(int n)
    {
        int result = Raw.docs_kernel(n);
        return result;
    }
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
