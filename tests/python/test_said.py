"""The examples of ffiextract.h, called. SPDX-License-Identifier: MIT"""
import asyncio
import gc
import unittest

import said as s


class Visitor:
    def visit(self, n):
        return n


class SaidTest(unittest.TestCase):
    def tearDown(self):
        gc.collect()
        self.assertEqual(s.alive(), 0)

    def test_constants_and_places(self):
        self.assertEqual((s.SHAPE_MAX, s.ShapeKind.SQUARE), (16, 2))
        with self.assertRaises(s.ShapeCodeError):
            s.shapes.io.shape_save("")
        self.assertIsNone(s.shapes.io.shape_save("x"))

    def test_a_class(self):
        with s.Shape(3) as shape:
            self.assertEqual((shape.area(), shape.surface(), shape.kind()), (9, 18, s.ShapeKind.SQUARE))
            shape.scale()
            self.assertEqual((shape.width, shape.draw(2), shape.init(), s.Shape.count()), (6, 12, 1, 1))
            shape.width = 4
            with s.Shape(4) as same, shape.copy() as copy:
                self.assertTrue(shape == same == copy and hash(shape) == hash(same) and not shape < copy)
            self.assertEqual((str(shape), shape.size()), ("4x3", (4, 3)))
            shape.rename("box")
            self.assertEqual(shape.name(), "box")
            shape.rename(None)
            self.assertEqual(shape.name(), "none")
            shape.colour([1.0, 2.0, 4.0])
            self.assertEqual((shape.area(), shape.edges()), (28, s.Edges.LEFT | s.Edges.RIGHT))
            shape.width = 3000
            self.assertEqual(shape.text(), "x" * 3000)
            shape.width = 6000
            with self.assertRaisesRegex(s.ShapeError, "worse"):
                shape.text()
        with self.assertRaises(s.ShapesError):
            s.Shape(0)

    def test_objects_of_objects(self):
        group = s.Group()
        group.add(s.Shape(1))
        group.add(s.Shape(2))
        self.assertEqual(list(group), [1, 2])
        query = group.prepare()
        group.close()
        del group
        gc.collect()
        self.assertEqual(query.run(), 2)

    def test_many_and_texts(self):
        self.assertEqual((s.sum([1, 2]), s.sum_bytes([1, 2]), s.run(["a", "b"])), (3, 3, 2))
        self.assertEqual((s.names(), s.log_line("x")), (["one", "two"], 1))
        s.set_name("me")
        self.assertEqual((s.shapes_in("x"), s.store("x")), (3, 4))
        with self.assertRaises(s.ShapeCodeError):
            s.shapes_in("")
        with self.assertRaises(FileNotFoundError):
            s.store("")

    def test_values_in_structs(self):
        self.assertEqual(s.points_length([s.Point(1, 0), s.Point(4, 0)]), 4)
        self.assertEqual(list(s.ints_up_to(3)), [0, 1, 2])
        self.assertEqual((s.text_size("abc"), s.half(4), s.half(3), s.half(None)), (3, 2, None, None))
        self.assertEqual(s.parse("12"), 12)
        with self.assertRaises(s.ShapesError):
            s.parse("")
        key, click = s.Event(s.What.KEY, 3), s.Event(s.What.CLICK, s.Point(5, 0))
        self.assertEqual((s.event_weight(key), s.event_weight(click)), (3, 5))
        self.assertEqual(s.options_level(s.Options(level=6)), 6)
        self.assertEqual(s.metres_add(s.Metres(1), s.Metres(2)), 3)
        self.assertEqual((s.shape_id_number(s.shape_find("x")), s.shape_find("")), (7, None))

    def test_functions_of_the_caller(self):
        self.assertEqual((s.visit_all(3, Visitor()), s.each(lambda what: what == 2)), (6, 1))
        with self.assertRaises(ZeroDivisionError):
            s.each(lambda what: 1 // 0)
        told = []
        s.watch(told.append)
        gc.collect()
        s.tell(5)
        s.watch(lambda what: None)
        with s.Shape(8) as shape:
            shape.watch(told.append)
            gc.collect()
            shape.shake()
        self.assertEqual((told, asyncio.run(s.load("x"))), ([5, 8], 9))
        with self.assertRaisesRegex(s.ShapeError, "bad"):
            asyncio.run(s.load(""))


if __name__ == "__main__":
    unittest.main()
