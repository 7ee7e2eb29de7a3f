"""Structs of functions that Python implements: interfaces.h through its generated module."""
# SPDX-License-Identifier: MIT

import gc
import unittest
import weakref
from typing import List

import reference as ref


class Lines:
    """A sink that lacks what may be left out."""

    def __init__(self) -> None:
        self.lines: List[str] = []

    def write(self, line: str) -> int:
        self.lines.append(line)
        return len(line)


class Room(Lines):
    room = 2

    def has_room(self, lines: int) -> bool:
        return lines <= self.room


class Full(Lines):
    def write(self, line: str) -> int:
        raise OSError(line)


class ByName:
    def is_before(self, a: ref.Node, b: ref.Node) -> bool:
        return a.name < b.name


class TestInterfaces(unittest.TestCase):
    def tearDown(self) -> None:
        gc.collect()
        counts = ref.counts_now()
        self.assertEqual((counts.objects, counts.callbacks, counts.memory), (0, 0, 0))

    def test_for_the_call(self) -> None:
        lines, room = Lines(), Room()
        self.assertEqual((ref.write(lines, 2), lines.lines), (12, ["line 1", "line 2"]))
        self.assertEqual((ref.write(room, 2), ref.write(room, 3)), (12, 0))
        self.assertEqual(ref.write_elsewhere(lines, 1), 6)
        self.assertEqual(ref.write_elsewhere(None, 1), 0)

    def test_what_it_raises_goes_on_behind_the_call(self) -> None:
        with self.assertRaises(OSError):
            ref.write(Full(), 2)
        with self.assertRaises(OSError):
            ref.write_elsewhere(Full(), 2)
        with self.assertRaises(AttributeError):
            ref.write(object(), 1)  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            ref.write(None, 1)  # type: ignore[arg-type]

    def test_by_value(self) -> None:
        a, b = ref.Node("a", 2), ref.Node("b", 1)
        self.assertEqual((ref.Node.first(ByName(), a, b), ref.Node.first(ByName(), b, a)), (a, a))
        with self.assertRaises(TypeError):
            ref.Node.first(None, a, b)  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            ref.Node.first(ByName(), a, ref.Apple(1))  # type: ignore[arg-type]

    def test_c_keeps_it_until_it_is_released(self) -> None:
        lines = Lines()
        gone = weakref.ref(lines)
        log = ref.Log(lines)
        written = lines.lines
        del lines
        gc.collect()
        self.assertEqual((log.write("one"), written), (3, ["one"]))
        self.assertIsNotNone(gone())
        log.close()
        gc.collect()
        self.assertIsNone(gone())

    def test_an_object_keeps_it(self) -> None:
        lines = Lines()
        log, a, b = ref.Log(lines), ref.Node("a", 1), ref.Node("b", 1)
        log.order(ByName())
        gc.collect()
        log.write_nodes(b, a)
        for pair in ((a, log), (log, a)):
            with self.assertRaises(TypeError):
                log.write_nodes(*pair)  # type: ignore[arg-type]
        self.assertEqual(lines.lines, ["a", "b"])
        with self.assertRaises(OSError):
            ref.Log(Full()).write("x")
        with self.assertRaises(TypeError):
            log.order(None)  # type: ignore[arg-type]


if __name__ == "__main__":
    unittest.main()
