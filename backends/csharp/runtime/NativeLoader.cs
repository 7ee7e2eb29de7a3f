// Run time of the C# bindings: finding the library, and whether it is the right one.
// SPDX-License-Identifier: MIT

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
