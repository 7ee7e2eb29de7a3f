// What the tests have in common: each check has a name, failures are counted. SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

internal static class Checks
{
    private static int s_failures;

    internal static int Failures => s_failures;

    internal static void Run(string name, Action test)
    {
        try
        {
            test();
        }
        catch (Exception error)
        {
            s_failures++;
            Console.WriteLine($"{name}: {error}");
        }
    }

    internal static void Same<T>(T expected, T actual)
    {
        if (!Equals(expected, actual))
        {
            throw new InvalidOperationException($"{expected} was expected, not {actual}");
        }
    }

    internal static void Equal<T>(T[] expected, IEnumerable<T>? actual) =>
        Same(string.Join('|', expected), string.Join('|', actual ?? throw new InvalidOperationException("null")));

    internal static void True(bool value) => Same(true, value);

    internal static T Throws<T>(Action action)
        where T : Exception
    {
        try
        {
            action();
        }
        catch (T error)
        {
            return error;
        }

        throw new InvalidOperationException($"{typeof(T).Name} was expected");
    }

    /// <summary>The size of a struct, "." by name, or where one of its fields is.</summary>
    internal static int Place<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields)] T>(string name)
        where T : unmanaged
    {
        Same(Unsafe.SizeOf<T>(), Marshal.SizeOf<T>());
        return name == "." ? Unsafe.SizeOf<T>() : (int)Marshal.OffsetOf<T>(name);
    }

    /// <summary>Collects until nothing is left to finalize.</summary>
    internal static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
