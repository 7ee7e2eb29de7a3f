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

namespace Docs;

/// <summary>how it is done</summary>
[SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
public enum Mode : uint
{
    /// <summary>at once</summary>
    Fast = 0,

    /// <summary>later on. Then well.</summary>
    Slow = 1,

    /// <summary>not at all</summary>
    Never = 2,
}

/// <summary>A pair.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Pair
{
    /// <summary>the first — 'one'</summary>
    public int First;

    /// <summary>The second.</summary>
    /// <remarks>It follows.</remarks>
    public int Second;
}

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
            return ((delegate* unmanaged[Cdecl]<int, int, int>)NativeLoader.Entry(ref NativeEntries.docs_add_entry.At, "docs_add"))(
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
            ((delegate* unmanaged[Cdecl]<void>)NativeLoader.Entry(ref NativeEntries.docs_line_entry.At, "docs_line"))();
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
            ((delegate* unmanaged[Cdecl]<void>)NativeLoader.Entry(ref NativeEntries.docs_plain_entry.At, "docs_plain"))();
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
            return ((delegate* unmanaged[Cdecl]<int, int>)NativeLoader.Entry(ref NativeEntries.docs_kernel_entry.At, "docs_kernel"))(
                n);
        }
    }

    /// <summary>Reads pairs.</summary>
    /// <remarks>
    /// <para>
    /// What is read:
    /// </para>
    /// <list type="bullet">
    /// <item><description>pairs</description></item>
    /// <item><description>nothing else</description></item>
    /// </list>
    /// <para>
    /// Like this:
    /// </para>
    /// <code>
    /// int n = 1 &lt; 2;
    ///
    /// docs_read("x", &amp;n);
    /// </code>
    /// <para>
    /// Or not.
    /// </para>
    /// <para>
    /// See docs_add
    /// </para>
    /// </remarks>
    /// <param name="name">whose</param>
    /// <param name="out">(out) where they go</param>
    /// <param name="n">(in, out) how many</param>
    /// <returns>how many there were</returns>
    // int docs_read(const char *, struct docs_pair **, int *);
    // Only here: parameter 'out': 'struct docs_pair **' may mean many things (FFI_OUT, FFI_INOUT, FFI_ARRAY, FFI_BUFFER)
    [Obsolete("write on")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int docs_read(byte* name, Pair** @out, int* n)
    {
        if (NativeLoader.Imports)
        {
            return NativeImports.docs_read(name, @out, n);
        }
        else
        {
            return ((delegate* unmanaged[Cdecl]<byte*, Pair**, int*, int>)NativeLoader.Entry(ref NativeEntries.docs_read_entry.At, "docs_read"))(
                name,
                @out,
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
            "docs_add docs_line docs_plain docs_kernel docs_read");

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

    [LibraryImport(Library)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int docs_read(byte* name, Pair** @out, int* n);
}

/// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
internal static class NativeEntries
{
    internal static class docs_add_entry { internal static nint At; }
    internal static class docs_line_entry { internal static nint At; }
    internal static class docs_plain_entry { internal static nint At; }
    internal static class docs_kernel_entry { internal static nint At; }
    internal static class docs_read_entry { internal static nint At; }
}

/// <summary>Finds them, before the first call.</summary>
internal static class NativeSymbols
{
    internal static readonly bool Found = Find(NativeImports.Loader);

    private static bool Find(NativeLoader loader)
    {
        NativeEntries.docs_add_entry.At = loader.Find("docs_add");
        NativeEntries.docs_line_entry.At = loader.Find("docs_line");
        NativeEntries.docs_plain_entry.At = loader.Find("docs_plain");
        NativeEntries.docs_kernel_entry.At = loader.Find("docs_kernel");
        NativeEntries.docs_read_entry.At = loader.Find("docs_read");
        return true;
    }
}

/// <summary>The functions of the C library that belong to no class.</summary>
public static unsafe class Functions
{
    /// <summary>Brief words that end here.</summary>
    /// <remarks>
    /// <para>
    /// And more of them, with "quotes", """ and a backslash: \n.
    /// </para>
    /// <para>
    /// A paragraph with &lt;/summary&gt; &amp; markup, and 100 % of it.
    /// </para>
    /// <para>
    /// Since 1.2
    /// </para>
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

    /// <summary>in the kernel's way</summary>
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
