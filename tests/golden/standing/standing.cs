// Made by ffirender from the description that the compiler wrote; changes will be lost.
#nullable enable
#pragma warning disable CS0618 // What is obsolete is still read and made here.

using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Standing;

/// <summary>C's enum standing_mode.</summary>
public enum Mode
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
}

/// <summary>How the JIT's code calls C.</summary>
internal static unsafe partial class NativeImports
{
    private const string Library = "libstanding.so";

    internal static readonly NativeLoader Loader =
        new(
            Library,
            "STANDING_LIBRARY",
            "x86_64-linux-gnu",
            nint.Size == 8 && BitConverter.IsLittleEndian,
            "standing_price");

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
}

/// <summary>Where C's functions are, for code that was compiled ahead of time.</summary>
internal static class NativeEntries
{
    internal static class standing_worth_entry { internal static nint At; }
    internal static class standing_bare_entry { internal static nint At; }
    internal static class standing_price_entry { internal static nint At; }
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
        return true;
    }
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
}

internal static unsafe class Forms
{
    internal static readonly Form<Note> NoteForm = new NoteReader();

    internal static readonly Form<string> Form1 = new TextForm(TextEncodings.Utf8);

    internal static readonly Form<string?> Form2 = new TextForm(TextEncodings.Utf8, true)!;
}
internal sealed unsafe class NoteReader() : Form<Note>(16)
{
    internal override Note Read(byte* at) => new()
    {
        Text = Forms.Form1.Read(at + 0),
        Other = Forms.Form2.Read(at + 8),
    };

    internal override void Write(byte* at, Note value, string name, NativeKeep keep)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        Forms.Form1.Write(at + 0, value.Text, name, keep);
        Forms.Form2.Write(at + 8, value.Other, name, keep);
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
    /// that links the library statically, or that has a resolver of its own, defines FFI_IMPORTS.
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
    /// The address of a function; 0 if there is none: what an initialiser throws would reach callers as a
    /// TypeInitializationException.
    /// </summary>
    internal nint Find(string symbol) =>
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
    private static void Throw(string symbol) => throw NativeImports.Loader.Failure(symbol);

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

    internal static void Set(Span<byte> memory, int offset, int width, ulong value)
    {
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
