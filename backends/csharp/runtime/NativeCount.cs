// Run time of the C# bindings: how many elements came back.
// SPDX-License-Identifier: MIT

internal static class NativeCount
{
    /// <summary>COUNT, unless it is more than there is ROOM for: the function of C is wrong then.</summary>
    internal static ulong Within(ulong count, ulong room, string function) =>
        count <= room
            ? count
            : throw new InvalidOperationException($"{function}() gave a length of {count}, there is room for {room}.");
}
