// A caller of libpoint in C#, which knows it by Point.cs only.
// SPDX-License-Identifier: MIT
using System;
using PointLibrary;

Point p = new() { X = 3, Y = 4 };
Functions.Move(ref p, Axis.X, 2);
Console.WriteLine($"{p} is {Functions.Norm(p):F3} from the origin, half way to it is {Functions.Middle(p, default)}");

using (Cloud cloud = new("corners", Options.Sorted | Options.Unique))
{
    cloud.Add(new Point { X = 2, Y = 1 });
    cloud.AddAll([new Point { Y = 1 }, new Point { X = 2, Y = 1 }, default]);
    (Point low, Point high) = cloud.Bounds();
    Console.WriteLine($"{cloud.Size()} points between {low} and {high}, centre {cloud.Centre()}");
    Console.WriteLine(cloud.Format());

    nuint visited = cloud.Each(point =>
    {
        Console.WriteLine($"  visited {point.X}, {point.Y}");
        return point.X < 1;
    });
    Console.WriteLine($"{visited} visited, {Functions.CloudsAlive()} cloud alive");

    try
    {
        cloud.Add(new Point { X = double.NaN });
    }
    catch (ErrorException error) when (error.Code == ErrorCode.NoNumber)
    {
        Console.WriteLine($"refused: {error.Message}");
    }
}

Console.WriteLine($"{Functions.CloudsAlive()} clouds alive");
