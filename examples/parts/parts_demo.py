#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Shapes of one module are drawn, visited and measured by another, which has no types of its own for them."""
import gc

import draw
import shape


class Viewer:
    """Counts what it is shown."""

    shown = 0

    def begin(self, s: shape.Shape) -> int:
        self.shown += 10 * s.corners()
        return 0

    def corner(self, corner: shape.Point) -> int:
        self.shown += 1
        return 0


def main() -> int:
    triangle = shape.Shape([shape.Point(0, 0), shape.Point(4, 0), shape.Point(0, 3)], shape.Color.GREEN)
    square = draw.square(shape.Point(1, 1), 2)
    assert type(square) is shape.Shape
    canvas = draw.Canvas(shape.Color.RED)
    canvas.draw(triangle)
    canvas.draw(square)

    def say(s: shape.Shape, color: shape.Color) -> int:
        print(f"visited {s.corners()} corners, color {int(color)}")
        return 0

    canvas.visit(say)
    corners = []

    def told(corner: shape.Point) -> int:
        corners.append((corner.x, corner.y))
        return 0

    of_both: shape.Told = told
    canvas.tell(of_both)
    print(f"told of {len(corners)} corners")
    viewer = Viewer()
    of_both_too: shape.Viewer = viewer
    canvas.show(of_both_too)
    print(f"shown: {viewer.shown}")
    box = draw.box_of(triangle)
    print(f"box of the triangle: {box.low.x:g} {box.low.y:g} to {box.high.x:g} {box.high.y:g}")
    try:
        draw.square(shape.Point(1, 1), -1)
    except shape.Error as error:
        print("a wrong square:", error.message)

    # The canvas keeps what was drawn on it.
    square.close()
    del triangle, square
    gc.collect()
    drawn = [canvas.drawn(i) for i in range(3)]
    assert [s and s.corners() for s in drawn] == [3, 4, None]
    del drawn
    canvas.close()
    del canvas
    gc.collect()
    print("shapes left:", shape.live())
    return shape.live()


if __name__ == "__main__":
    raise SystemExit(main())
