"""A caller of libpoint in Python, which knows it by point.py only."""
# SPDX-License-Identifier: MIT

import math

from point import Axis, Cloud, Error, ErrorCode, Options, Point, clouds_alive, middle, move, norm


def main() -> None:
    p = Point(3, 4)
    move(p, Axis.X, 2)
    print(f"{p} is {norm(p):.3f} from the origin, half way to it is {middle(p, Point())}")

    with Cloud("corners", Options.SORTED | Options.UNIQUE) as cloud:
        cloud.add(Point(2, 1))
        cloud.add_all([Point(0, 1), Point(2, 1), Point(0, 0)])
        low, high = cloud.bounds()
        print(f"{cloud.size()} points between {low} and {high}, centre {cloud.centre()}")
        print(cloud.format())

        def visit(point: Point) -> bool:
            print(f"  visited {point.x:g}, {point.y:g}")
            return point.x < 1

        print(f"{cloud.each(visit)} visited, {clouds_alive()} cloud alive")

        try:
            cloud.add(Point(math.nan, 0))
        except Error as error:
            assert error.code is ErrorCode.NO_NUMBER
            print(f"refused: {error}")

    print(f"{clouds_alive()} clouds alive")


if __name__ == "__main__":
    main()
