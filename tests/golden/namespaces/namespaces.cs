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

namespace Spaces
{
    namespace Shapes
    {
        /// <summary>The constants of the C library.</summary>
        public static class Constants
        {
            /// <summary>So many sides there may be.</summary>
            public const int Sides = 8;
        }
    }

    /// <summary>The constants of the C library.</summary>
    public static class Constants
    {
        /// <summary>C's SPACES_LIMIT.</summary>
        public const int Limit = 3;
    }

    namespace Shapes
    {
        /// <summary>What can go wrong with shapes.</summary>
        [SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
        public enum Fault : uint
        {
            /// <summary>C's SPACES_FINE.</summary>
            Fine = 0,

            /// <summary>C's SPACES_CROOKED.</summary>
            Crooked = 1,
        }
    }

    namespace Shapes
    {
        /// <summary>The colour of a shape.</summary>
        [SuppressMessage("Design", "CA1028", Justification = "The type is C's.")]
        public enum Colour : uint
        {
            /// <summary>C's SPACES_COLOUR_RED.</summary>
            Red = 0,

            /// <summary>C's SPACES_COLOUR_BLUE.</summary>
            Blue = 1,
        }
    }

    namespace Shapes.Flat
    {
        /// <summary>Where a shape is.</summary>
        [StructLayout(LayoutKind.Sequential)]
        public record struct Point
        {
            /// <summary>C's x.</summary>
            public double X;

            /// <summary>C's y.</summary>
            public double Y;
        }
    }

    /// <summary>What goes wrong in spaces.</summary>
    public class SpacesException : Exception
    {
        /// <summary>Makes one without a message.</summary>
        public SpacesException()
        {
        }

        /// <summary>Makes one with a message.</summary>
        /// <param name="message">what went wrong</param>
        public SpacesException(string message)
            : base(message)
        {
        }

        /// <summary>Makes one with a message and its cause.</summary>
        /// <param name="message">what went wrong</param>
        /// <param name="innerException">the cause</param>
        public SpacesException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The C functions themselves: nothing is checked, nothing is freed.</summary>
    [SuppressMessage("Naming", "CA1707", Justification = "The names are C's.")]
    public static unsafe class Raw
    {
        /// <summary>spaces_shape *spaces_shape_new(spaces_sides, spaces_colour);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static nint spaces_shape_new(int sides, Shapes.Colour colour)
        {
            if (NativeLoader.Imports)
            {
                return NativeImports.spaces_shape_new(sides, colour);
            }
            else
            {
                return ((delegate* unmanaged[Cdecl]<int, Shapes.Colour, nint>)NativeLoader.Entry(ref NativeEntries.spaces_shape_new_entry.At, "spaces_shape_new"))(
                    sides,
                    colour);
            }
        }

        /// <summary>void spaces_shape_free(spaces_shape *);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void spaces_shape_free(nint shape)
        {
            if (NativeLoader.Imports)
            {
                NativeImports.spaces_shape_free(shape);
            }
            else
            {
                ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.spaces_shape_free_entry.At, "spaces_shape_free"))(
                    shape);
            }
        }

        /// <summary>spaces_letter *spaces_letter_new(void);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static nint spaces_letter_new()
        {
            if (NativeLoader.Imports)
            {
                return NativeImports.spaces_letter_new();
            }
            else
            {
                return ((delegate* unmanaged[Cdecl]<nint>)NativeLoader.Entry(ref NativeEntries.spaces_letter_new_entry.At, "spaces_letter_new"))();
            }
        }

        /// <summary>void spaces_letter_free(spaces_letter *);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void spaces_letter_free(nint letter)
        {
            if (NativeLoader.Imports)
            {
                NativeImports.spaces_letter_free(letter);
            }
            else
            {
                ((delegate* unmanaged[Cdecl]<nint, void>)NativeLoader.Entry(ref NativeEntries.spaces_letter_free_entry.At, "spaces_letter_free"))(
                    letter);
            }
        }

        /// <summary>spaces_sides spaces_shape_sides(const spaces_shape *);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int spaces_shape_sides(nint shape)
        {
            if (NativeLoader.Imports)
            {
                return NativeImports.spaces_shape_sides(shape);
            }
            else
            {
                return ((delegate* unmanaged[Cdecl]<nint, int>)NativeLoader.Entry(ref NativeEntries.spaces_shape_sides_entry.At, "spaces_shape_sides"))(
                    shape);
            }
        }

        /// <summary>enum spaces_fault spaces_shape_move(spaces_shape *, struct spaces_point);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Shapes.Fault spaces_shape_move(nint shape, Shapes.Flat.Point to)
        {
            if (NativeLoader.Imports)
            {
                return NativeImports.spaces_shape_move(shape, to);
            }
            else
            {
                return ((delegate* unmanaged[Cdecl]<nint, Shapes.Flat.Point, Shapes.Fault>)NativeLoader.Entry(ref NativeEntries.spaces_shape_move_entry.At, "spaces_shape_move"))(
                    shape,
                    to);
            }
        }

        /// <summary>int spaces_shapes_count(void);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int spaces_shapes_count()
        {
            if (NativeLoader.Imports)
            {
                return NativeImports.spaces_shapes_count();
            }
            else
            {
                return ((delegate* unmanaged[Cdecl]<int>)NativeLoader.Entry(ref NativeEntries.spaces_shapes_count_entry.At, "spaces_shapes_count"))();
            }
        }

        /// <summary>int spaces_shape_show(spaces_shape *, spaces_look, void *);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int spaces_shape_show(nint shape, delegate* unmanaged[Cdecl]<nint, void*, int> look, void* user)
        {
            if (NativeLoader.Imports)
            {
                return NativeImports.spaces_shape_show(shape, look, user);
            }
            else
            {
                return ((delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, void*, int>, void*, int>)NativeLoader.Entry(ref NativeEntries.spaces_shape_show_entry.At, "spaces_shape_show"))(
                    shape,
                    look,
                    user);
            }
        }

        /// <summary>int spaces_letters(void);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int spaces_letters()
        {
            if (NativeLoader.Imports)
            {
                return NativeImports.spaces_letters();
            }
            else
            {
                return ((delegate* unmanaged[Cdecl]<int>)NativeLoader.Entry(ref NativeEntries.spaces_letters_entry.At, "spaces_letters"))();
            }
        }

        /// <summary>int spaces_count(void);</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static int spaces_count()
        {
            if (NativeLoader.Imports)
            {
                return NativeImports.spaces_count();
            }
            else
            {
                return ((delegate* unmanaged[Cdecl]<int>)NativeLoader.Entry(ref NativeEntries.spaces_count_entry.At, "spaces_count"))();
            }
        }
    }

    /// <summary>How the JIT's code calls C.</summary>
    internal static unsafe partial class NativeImports
    {
        private const string Library = "libspaces.so";

        internal static readonly NativeLoader Loader =
            new(
                Library,
                "SPACES_LIBRARY",
                "x86_64-linux-gnu",
                nint.Size == 8 && BitConverter.IsLittleEndian,
                "spaces_shape_new spaces_shape_free spaces_letter_new spaces_letter_free spaces_shape_sides " +
                "spaces_shape_move spaces_shapes_count spaces_shape_show spaces_letters spaces_count");

        static NativeImports() => Loader.Register();

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial nint spaces_shape_new(int sides, Shapes.Colour colour);

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial void spaces_shape_free(nint shape);

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial nint spaces_letter_new();

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial void spaces_letter_free(nint letter);

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial int spaces_shape_sides(nint shape);

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial Shapes.Fault spaces_shape_move(nint shape, Shapes.Flat.Point to);

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial int spaces_shapes_count();

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial int spaces_shape_show(
            nint shape,
            delegate* unmanaged[Cdecl]<nint, void*, int> look,
            void* user);

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial int spaces_letters();

        [LibraryImport(Library)]
        [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static partial int spaces_count();
    }

    /// <summary>Where C's functions are, for code that was compiled ahead of time, and its variables.</summary>
    internal static class NativeEntries
    {
        internal static class spaces_shape_new_entry { internal static nint At; }
        internal static class spaces_shape_free_entry { internal static nint At; }
        internal static class spaces_letter_new_entry { internal static nint At; }
        internal static class spaces_letter_free_entry { internal static nint At; }
        internal static class spaces_shape_sides_entry { internal static nint At; }
        internal static class spaces_shape_move_entry { internal static nint At; }
        internal static class spaces_shapes_count_entry { internal static nint At; }
        internal static class spaces_shape_show_entry { internal static nint At; }
        internal static class spaces_letters_entry { internal static nint At; }
        internal static class spaces_count_entry { internal static nint At; }
    }

    /// <summary>Finds them, before the first call.</summary>
    internal static class NativeSymbols
    {
        internal static readonly bool Found = Find(NativeImports.Loader);

        private static bool Find(NativeLoader loader)
        {
            NativeEntries.spaces_shape_new_entry.At = loader.Find("spaces_shape_new");
            NativeEntries.spaces_shape_free_entry.At = loader.Find("spaces_shape_free");
            NativeEntries.spaces_letter_new_entry.At = loader.Find("spaces_letter_new");
            NativeEntries.spaces_letter_free_entry.At = loader.Find("spaces_letter_free");
            NativeEntries.spaces_shape_sides_entry.At = loader.Find("spaces_shape_sides");
            NativeEntries.spaces_shape_move_entry.At = loader.Find("spaces_shape_move");
            NativeEntries.spaces_shapes_count_entry.At = loader.Find("spaces_shapes_count");
            NativeEntries.spaces_shape_show_entry.At = loader.Find("spaces_shape_show");
            NativeEntries.spaces_letters_entry.At = loader.Find("spaces_letters");
            NativeEntries.spaces_count_entry.At = loader.Find("spaces_count");
            return true;
        }
    }

    namespace Shapes
    {
        /// <summary>What can go wrong with shapes.</summary>
        public class FaultException : SpacesException
        {
            /// <summary>Makes one without a message.</summary>
            public FaultException()
            {
            }

            /// <summary>Makes one with a message.</summary>
            /// <param name="message">what went wrong</param>
            public FaultException(string message)
                : base(message)
            {
            }

            /// <summary>Makes one with a message and its cause.</summary>
            /// <param name="message">what went wrong</param>
            /// <param name="innerException">the cause</param>
            public FaultException(string message, Exception innerException)
                : base(message, innerException)
            {
            }

            /// <summary>Makes one of what C returned.</summary>
            /// <param name="message">what went wrong</param>
            /// <param name="code">what C returned</param>
            public FaultException(string message, Shapes.Fault code)
                : base(message)
            {
                Code = code;
            }

            /// <summary>What C returned.</summary>
            public Shapes.Fault Code { get; }
        }
    }

    internal static class Failures
    {
        internal static unsafe Shapes.FaultException Shapes_FaultException(Shapes.Fault code)
        {
            return new Shapes.FaultException(code.ToString(), code);
        }
    }

    namespace Shapes
    {
        /// <summary>A number of sides.</summary>
        /// <param name="Value">what C has for it</param>
        public readonly record struct Sides(int Value);
    }

    namespace Shapes
    {
        /// <summary>Looks at a shape.</summary>
        /// <param name="shape">C's shape</param>
        /// <returns>what C gets</returns>
        public delegate int Look(Shapes.Flat.Item shape);
    }

    internal static unsafe class Trampolines
    {
        [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
        internal static int Shapes_Look(nint shape, void* user)
        {
            NativeClosure closure = NativeClosure.At((nint)user);
            if (closure.Failed)
            {
                return default;
            }

            try
            {
                using Shapes.Flat.Item object1 = new Shapes.Flat.Item(new Shapes.Flat.ItemHandle((nint)shape, false) { IsLent = true });
                return Unsafe.As<Shapes.Look>(closure.Function)(object1);
            }
            catch (Exception error) when (closure.Fail(error))
            {
                return default;
            }
        }
    }

    namespace Shapes.Flat
    {
        internal sealed unsafe class ItemHandle : NativeHandle
        {
            internal ItemHandle(nint pointer, bool owned, params object?[] kept)
                : base(pointer, owned, kept)
            {
            }

            protected override void End(nint pointer)
            {
                Raw.spaces_shape_free(pointer);
            }
        }

        /// <summary>A shape.</summary>
        public sealed unsafe class Item : IDisposable
        {
            internal readonly Shapes.Flat.ItemHandle _handle;

            internal Item(Shapes.Flat.ItemHandle handle)
            {
                _handle = handle;
            }

            /// <summary>Calls C's spaces_shape_new.</summary>
            /// <param name="sides">C's sides</param>
            /// <param name="colour">C's colour</param>
            /// <exception cref="SpacesException">if it fails</exception>
            public Item(Shapes.Sides sides, Shapes.Colour colour)
            {
                nint result = Raw.spaces_shape_new((int)sides.Value, colour);
                if (result == 0)
                {
                    throw new SpacesException("spaces_shape_new() failed");
                }

                _handle = new Shapes.Flat.ItemHandle(result, true);
            }

            /// <summary>Lets go of the C object.</summary>
            public void Dispose()
            {
                _handle.Dispose();
            }

            /// <summary>Calls C's spaces_shape_sides.</summary>
            /// <returns>what C gives back</returns>
            public Shapes.Sides Sides()
            {
                ObjectDisposedException.ThrowIf(_handle.IsGone, this);
                bool selfHeld = false;
                try
                {
                    _handle.DangerousAddRef(ref selfHeld);
                    int result = Raw.spaces_shape_sides(_handle.DangerousGetHandle());
                    return new Shapes.Sides((int)result);
                }
                finally
                {
                    if (selfHeld)
                    {
                        _handle.DangerousRelease();
                    }
                }
            }

            /// <summary>Calls C's spaces_shape_move.</summary>
            /// <param name="to">C's to</param>
            /// <exception cref="Shapes.FaultException">if it fails</exception>
            public void Move(Shapes.Flat.Point to)
            {
                ObjectDisposedException.ThrowIf(_handle.IsGone, this);
                bool selfHeld = false;
                try
                {
                    _handle.DangerousAddRef(ref selfHeld);
                    Shapes.Fault result = Raw.spaces_shape_move(_handle.DangerousGetHandle(), to);
                    if (result != Shapes.Fault.Fine)
                    {
                        throw Failures.Shapes_FaultException(result);
                    }
                }
                finally
                {
                    if (selfHeld)
                    {
                        _handle.DangerousRelease();
                    }
                }
            }

            /// <summary>Calls C's spaces_shape_show.</summary>
            /// <param name="look">C's look</param>
            /// <returns>what C gives back</returns>
            public int Show(Shapes.Look look)
            {
                ObjectDisposedException.ThrowIf(_handle.IsGone, this);
                ArgumentNullException.ThrowIfNull(look);
                bool selfHeld = false;
                NativeClosure closure = new(look);
                try
                {
                    _handle.DangerousAddRef(ref selfHeld);
                    int result = Raw.spaces_shape_show(
                        _handle.DangerousGetHandle(),
                        (delegate* unmanaged[Cdecl]<nint, void*, int>)&Trampolines.Shapes_Look,
                        (void*)closure.Key);
                    closure.Rethrow();
                    return result;
                }
                finally
                {
                    closure.Release();
                    if (selfHeld)
                    {
                        _handle.DangerousRelease();
                    }
                }
            }
        }
    }

    namespace Texts
    {
        internal sealed unsafe class ItemHandle : NativeHandle
        {
            internal ItemHandle(nint pointer, bool owned, params object?[] kept)
                : base(pointer, owned, kept)
            {
            }

            protected override void End(nint pointer)
            {
                Raw.spaces_letter_free(pointer);
            }
        }

        /// <summary>A letter.</summary>
        public sealed unsafe class Item : IDisposable
        {
            internal readonly Texts.ItemHandle _handle;

            internal Item(Texts.ItemHandle handle)
            {
                _handle = handle;
            }

            /// <summary>Calls C's spaces_letter_new.</summary>
            /// <exception cref="SpacesException">if it fails</exception>
            public Item()
            {
                nint result = Raw.spaces_letter_new();
                if (result == 0)
                {
                    throw new SpacesException("spaces_letter_new() failed");
                }

                _handle = new Texts.ItemHandle(result, true);
            }

            /// <summary>Lets go of the C object.</summary>
            public void Dispose()
            {
                _handle.Dispose();
            }
        }
    }

    namespace Shapes
    {
        /// <summary>The functions of the C library that belong to no class.</summary>
        public static unsafe class Functions
        {
            /// <summary>Calls C's spaces_shapes_count.</summary>
            /// <returns>what C gives back</returns>
            public static int Count()
            {
                int result = Raw.spaces_shapes_count();
                return result;
            }
        }
    }

    namespace Texts
    {
        /// <summary>The functions of the C library that belong to no class.</summary>
        public static unsafe class Functions
        {
            /// <summary>Calls C's spaces_letters.</summary>
            /// <returns>what C gives back</returns>
            public static int Count()
            {
                int result = Raw.spaces_letters();
                return result;
            }
        }
    }

    /// <summary>The functions of the C library that belong to no class.</summary>
    public static unsafe class Functions
    {
        /// <summary>Calls C's spaces_count.</summary>
        /// <returns>what C gives back</returns>
        public static int Count()
        {
            int result = Raw.spaces_count();
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
}
