// What bindings say of a library that is not there, or another one. Arguments: the exception's name and how its message
// begins. SPDX-License-Identifier: MIT
using System;
using static Checks;

internal static class LoaderTest
{
    internal static int Tests(string[] args)
    {
        Run("other bindings in the same assembly find theirs", () => Same(5, Kinds.Functions.I32(5)));
        Run("what is wrong is said each time, by either layer", () =>
        {
            for (int i = 0; i < 2; i++)
            {
                Say(Throws<Exception>(() => PointLibrary.Functions.Norm(new PointLibrary.Point { X = 3, Y = 4 })));
                Say(Throws<Exception>(static () => PointLibrary.Raw.point_norm(default)));
            }
        });
        return Failures;

        void Say(Exception error)
        {
            Same(args[0], error.GetType().Name);
            Same(args[1], error.Message[..Math.Min(args[1].Length, error.Message.Length)]);
        }
    }
}
