// SPDX-License-Identifier: MIT
// Shapes of one namespace are drawn, visited and measured by another, which has no types of its own for them.
using System.Globalization;
using Drawing;
using Shapes;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using (Shape triangle = new([new Point { X = 0, Y = 0 }, new Point { X = 4, Y = 0 }, new Point { X = 0, Y = 3 }], Color.Green))
using (Shape square = Drawing.Functions.Square(new Point { X = 1, Y = 1 }, 2))
using (Canvas canvas = new(Color.Red))
{
    canvas.Draw(triangle);
    canvas.Draw(square);
    canvas.Visit((shape, color) =>
    {
        Console.WriteLine($"visited {shape.Corners()} corners, color {(int)color}");
        return 0;
    });
    int corners = 0;
    Shapes.Told told = corner =>
    {
        corners++;
        return 0;
    };
    canvas.Tell(told);
    Console.WriteLine($"told of {corners} corners");
    Viewer viewer = new();
    canvas.Show(viewer);
    Console.WriteLine($"shown: {viewer.Shown}");
    Box box = Drawing.Functions.BoxOf(triangle);
    Console.WriteLine($"box of the triangle: {box.Low.X} {box.Low.Y} to {box.High.X} {box.High.Y}");
    try
    {
        Drawing.Functions.Square(new Point { X = 1, Y = 1 }, -1);
    }
    catch (ErrorException error)
    {
        Console.WriteLine($"a wrong square: {error.Message}");
    }
}
Console.WriteLine($"shapes left: {Shapes.Functions.Live()}");
return Shapes.Functions.Live();

// Counts what it is shown.
internal sealed class Viewer : IViewerCorner
{
    public int Shown { get; private set; }

    public int Begin(Shape s)
    {
        Shown += 10 * (int)s.Corners();
        return 0;
    }

    public int Corner(Point corner)
    {
        Shown++;
        return 0;
    }
}
