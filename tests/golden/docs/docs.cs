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
[SuppressMessage("Interoperability", "CA1401", Justification = "Made to be called.")]
[SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
public static unsafe partial class Raw
{
    private const string Library = "libdocs.so";

    static Raw() =>
        new NativeLoader(
            Library,
            "DOCS_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "docs_add docs_line docs_plain docs_kernel").Register();

    /// <summary>int docs_add(int, int);</summary>
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int docs_add(int a, int b);

    /// <summary>void docs_line(void);</summary>
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void docs_line();

    /// <summary>void docs_plain(void);</summary>
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void docs_plain();

    /// <summary>int docs_kernel(int);</summary>
    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int docs_kernel(int n);
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
internal sealed class NativeLoader(string file, string variable, string target, bool fits, string symbols)
{
    private readonly object _lock = new();
    private nint _library;

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
            Load();
        }
    }

    private nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        if (name != file)
        {
            return 0;
        }

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

        string[] missing = System.Array.FindAll(symbols.Split(' '), name => !NativeLibrary.TryGetExport(library, name, out _));
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
