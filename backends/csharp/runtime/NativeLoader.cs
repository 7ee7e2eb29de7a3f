// Run time of the C# bindings: finding the library, and whether it is the right one.
// SPDX-License-Identifier: MIT

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
