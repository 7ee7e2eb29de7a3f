"""examples/point through its generated module. POINT_PROBE is a program that prints C's own layout."""
# SPDX-License-Identifier: MIT

import array
import copy
import ctypes
import gc
import io
import math
import os
import pickle
import subprocess
import sys
import threading
import time
import traceback
import unittest
import weakref

import point
from point import Axis, Cloud, Error, ErrorCode, Options, Point


class TestPoint(unittest.TestCase):
    def setUp(self) -> None:
        gc.collect()
        self.assertEqual(point.clouds_alive(), 0)
        self.stderr, sys.stderr = sys.stderr, io.StringIO()

    def tearDown(self) -> None:
        written, sys.stderr = sys.stderr.getvalue(), self.stderr
        gc.collect()
        self.assertEqual(point.clouds_alive(), 0)
        self.assertEqual(written, "")

    # ---- values ----

    def test_layout_is_what_c_says(self) -> None:
        text = subprocess.check_output([os.environ["POINT_PROBE"]], text=True)
        says = dict(line.split() for line in text.splitlines())
        self.assertEqual(ctypes.sizeof(Point), int(says["size"]))
        self.assertEqual(ctypes.alignment(Point), int(says["align"]))
        self.assertEqual(Point.x.offset, int(says["x"]))
        self.assertEqual(Point.y.offset, int(says["y"]))

    def test_structs_compare_by_value_and_show_their_fields(self) -> None:
        self.assertEqual(Point(1, 2), Point(x=1, y=2))
        self.assertNotEqual(Point(1, 2), Point(1, 3))
        self.assertNotEqual(Point(1, 2), (1, 2))
        self.assertEqual(repr(Point(1, 2)), "Point(x=1.0, y=2.0)")
        with self.assertRaises(TypeError):
            hash(Point())

    def test_structs_are_copied_by_value_and_changed_by_reference(self) -> None:
        p = Point(3, 4)
        self.assertEqual(point.norm(p), 5)
        self.assertEqual(point.middle(p, Point()), Point(1.5, 2))
        point.move(p, Axis.Y, -4)
        self.assertEqual(p, Point(3, 0))
        self.assertEqual(copy.copy(p), p)

    def test_constants(self) -> None:
        self.assertEqual((point.CLOUD_MAX, point.VERSION), (1000000, "1.0"))

    def test_enumerations_are_ints_with_names(self) -> None:
        self.assertIs(ErrorCode(2), ErrorCode.FULL)
        self.assertEqual(Axis.Y, 1)
        self.assertEqual(Options.SORTED | Options.UNIQUE, 3)

    def test_a_value_without_a_name_is_no_error(self) -> None:
        odd = ErrorCode(77)
        self.assertEqual((odd, odd.value, odd.name), (77, 77, "77"))
        self.assertIsInstance(odd, ErrorCode)
        self.assertEqual(point.error_text(odd), "an unknown error")
        self.assertEqual(pickle.loads(pickle.dumps(odd)), odd)
        with self.assertRaises(ValueError):
            ErrorCode("77")

    # ---- refusals ----

    def test_numbers_that_do_not_fit_are_refused(self) -> None:
        for wrong in (-1, 1 << 32, 1 << 80):
            with self.assertRaises(OverflowError):
                point.move(Point(), wrong, 1)

    def test_none_is_refused_where_c_wants_something(self) -> None:
        for call in (
            lambda: point.move(None, Axis.X, 1),
            lambda: Cloud(None, Options.NONE),
            lambda: point.norm(None),
        ):
            with self.assertRaises((TypeError, ctypes.ArgumentError)):
                call()
        with Cloud("c", Options.NONE) as cloud:
            for call in (lambda: cloud.each(None), lambda: cloud.add_all(None)):
                with self.assertRaises(TypeError):
                    call()

    def test_texts_are_checked(self) -> None:
        with self.assertRaisesRegex(ValueError, "name must not hold a null character"):
            Cloud("a\0b", Options.NONE)
        with self.assertRaisesRegex(TypeError, "name must be str, not bytes"):
            Cloud(b"a", Options.NONE)
        with self.assertRaises(UnicodeEncodeError):
            Cloud("\ud800", Options.NONE)
        with Cloud("wolke \u2601 \U0001f300", Options.NONE) as cloud:
            self.assertEqual(cloud.name(), "wolke \u2601 \U0001f300")

    # ---- objects ----

    def test_a_constructor_that_fails_raises_and_leaves_nothing(self) -> None:
        with self.assertRaisesRegex(point.PointError, "point_cloud_new"):
            Cloud("", Options.NONE)

    def test_closing_ends_the_object_at_once(self) -> None:
        cloud = Cloud("c", Options.NONE)
        self.assertEqual(point.clouds_alive(), 1)
        cloud.close()
        self.assertEqual(point.clouds_alive(), 0)
        cloud.close()
        for use in (cloud.size, cloud.format, cloud.centre, lambda: cloud.add(Point()), cloud.__enter__().name):
            with self.assertRaisesRegex(ValueError, "this Cloud is closed"):
                use()

    def test_with_closes_also_after_an_exception(self) -> None:
        with self.assertRaises(ZeroDivisionError):
            with Cloud("c", Options.NONE):
                1 / 0
        self.assertEqual(point.clouds_alive(), 0)

    def test_closing_is_not_held_up_by_a_kept_exception(self) -> None:
        cloud = Cloud("c", Options.NONE)
        try:
            cloud.centre()
        except Error as error:
            kept = error
        cloud.close()
        self.assertEqual(point.clouds_alive(), 0)
        self.assertIs(kept.code, ErrorCode.EMPTY)

    def test_the_collector_ends_objects(self) -> None:
        for _ in range(1000):
            Cloud("c", Options.NONE)
        self.assertEqual(point.clouds_alive(), 0)
        ring = [Cloud("c", Options.NONE)]
        ring.append(ring)
        del ring
        gc.collect()
        self.assertEqual(point.clouds_alive(), 0)

    def test_objects_can_be_referred_to_weakly_and_inherited_from(self) -> None:
        class Named(Cloud):
            def __init__(self) -> None:
                super().__init__("named", Options.NONE)
                self.extra = 1

        cloud = Named()
        alive = weakref.ref(cloud)
        self.assertEqual((cloud.name(), cloud.extra), ("named", 1))
        del cloud
        self.assertIsNone(alive())

    def test_a_missing_attribute_is_an_attribute_error(self) -> None:
        with Cloud("c", Options.NONE) as cloud:
            with self.assertRaisesRegex(AttributeError, "'Cloud' object has no attribute 'nothing'"):
                cloud.nothing
            self.assertFalse(hasattr(cloud, "nothing"))

    # ---- errors ----

    def test_errors_carry_code_and_message(self) -> None:
        with Cloud("c", Options.NONE) as cloud:
            with self.assertRaises(Error) as caught:
                cloud.add(Point(math.nan, 0))
        error = caught.exception
        self.assertIsInstance(error, point.PointError)
        self.assertIs(error.code, ErrorCode.NO_NUMBER)
        self.assertEqual(error.message, "a coordinate is not a number")
        self.assertEqual(str(error), "a coordinate is not a number (NO_NUMBER, 4)")
        self.assertEqual(str(Error("new", ErrorCode(77))), "new (77)")
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((again.code, str(again)), (error.code, str(error)))

    # ---- slices, out parameters, buffers ----

    def test_slices_take_sequences_and_c_arrays(self) -> None:
        points = [Point(i, 0) for i in range(5)]
        with Cloud("c", Options.NONE) as cloud:
            cloud.add_all(points)
            cloud.add_all(tuple(points))
            cloud.add_all((Point * 5)(*points))
            cloud.add_all([])
            self.assertEqual(cloud.size(), 15)
            with self.assertRaisesRegex(TypeError, "points must be a sequence of Point"):
                cloud.add_all([1, 2])
            with self.assertRaises(TypeError):
                cloud.add_all(array.array("d", [1, 2]))
            with self.assertRaises(Error):
                cloud.add_all([Point(math.nan, 1)])
            self.assertEqual(cloud.size(), 15)

    def test_out_parameters_are_results(self) -> None:
        with Cloud("c", Options.NONE) as cloud:
            with self.assertRaises(Error):
                cloud.bounds()
            cloud.add_all([Point(1, 5), Point(3, 1)])
            self.assertEqual(cloud.bounds(), (Point(1, 1), Point(3, 5)))
            self.assertEqual(cloud.centre(), Point(2, 3))

    def test_a_buffer_grows_until_the_text_fits(self) -> None:
        with Cloud("c", Options.NONE) as cloud:
            self.assertEqual(cloud.format(), "c:")
            cloud.add_all([Point(i, i) for i in range(5000)])
            text = cloud.format()
        self.assertTrue(text.startswith("c: (0, 0) (1, 1)") and text.endswith("(4999, 4999)"))

    # ---- callbacks ----

    def test_callbacks_get_values_and_stop_the_visit(self) -> None:
        with Cloud("c", Options.NONE) as cloud:
            cloud.add_all([Point(i, 0) for i in range(5)])
            seen = []
            self.assertEqual(cloud.each(lambda p: seen.append(p) or p.x < 2), 3)
            self.assertEqual(seen, [Point(0, 0), Point(1, 0), Point(2, 0)])

    def test_an_exception_passes_through_c_with_its_traceback(self) -> None:
        def fail(p: Point) -> bool:
            raise KeyError("from the callback")

        with Cloud("c", Options.NONE) as cloud:
            cloud.add_all([Point()] * 3)
            try:
                cloud.each(fail)
                self.fail("nothing was raised")
            except KeyError as error:
                self.assertEqual(error.args, ("from the callback",))
                self.assertIn("fail", [frame.name for frame in traceback.extract_tb(error.__traceback__)])
            for wanted in (SystemExit, KeyboardInterrupt, GeneratorExit):
                with self.assertRaises(wanted):
                    cloud.each(lambda p, wanted=wanted: (_ for _ in ()).throw(wanted))
            with self.assertRaises(TypeError):
                cloud.each(lambda: True)

    def test_callbacks_nest(self) -> None:
        with Cloud("outer", Options.NONE) as outer, Cloud("inner", Options.NONE) as inner:
            outer.add_all([Point(i, 0) for i in range(3)])
            inner.add_all([Point(i, 0) for i in range(4)])

            def visit(p: Point) -> bool:
                with self.assertRaises(ZeroDivisionError):
                    inner.each(lambda q: 1 / 0)
                self.assertEqual(inner.each(lambda q: True), 4)
                return True

            self.assertEqual(outer.each(visit), 3)

    def test_closing_in_a_callback_waits_for_the_call(self) -> None:
        cloud = Cloud("c", Options.NONE)
        cloud.add_all([Point(i, 0) for i in range(3)])
        alive = []

        def visit(p: Point) -> bool:
            cloud.close()
            alive.append(point.clouds_alive())
            with self.assertRaises(ValueError):
                cloud.size()
            return True

        self.assertEqual(cloud.each(visit), 3)
        self.assertEqual(alive, [1, 1, 1])
        self.assertEqual(point.clouds_alive(), 0)

    def test_callbacks_are_let_go_of(self) -> None:
        class Visitor:
            def __call__(self, p: Point) -> bool:
                return True

        visitor = Visitor()
        gone = weakref.ref(visitor)
        with Cloud("c", Options.NONE) as cloud:
            cloud.add(Point())
            cloud.each(visitor)
        del visitor
        self.assertIsNone(gone())

    # ---- threads ----

    def test_closing_in_another_thread_waits_for_the_call(self) -> None:
        for _ in range(50):
            cloud = Cloud("c", Options.NONE)
            cloud.add_all([Point(i, 0) for i in range(10)])
            inside, closed = threading.Event(), threading.Event()

            def visit(p: Point) -> bool:
                inside.set()
                closed.wait(5)
                return True

            results = []
            thread = threading.Thread(target=lambda: results.append(cloud.each(visit)))
            thread.start()
            inside.wait(5)
            cloud.close()
            closed.set()
            thread.join(5)
            self.assertEqual(results, [10])
            self.assertEqual(point.clouds_alive(), 0)

    def test_threads_keep_their_exceptions_apart(self) -> None:
        wrong = []

        def work(number: int) -> None:
            def visit(p: Point) -> bool:
                time.sleep(0)
                if p.x == number:
                    raise LookupError(number)
                return True

            with Cloud(f"thread {number}", Options.NONE) as cloud:
                cloud.add_all([Point(i, 0) for i in range(10)])
                for _ in range(50):
                    try:
                        cloud.each(visit)
                        wrong.append("no exception")
                    except LookupError as error:
                        if error.args != (number,):
                            wrong.append(error)

        threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    # ---- the raw layer ----

    def test_the_raw_layer_is_c(self) -> None:
        cloud = point.raw.point_cloud_new(b"raw", 0)
        self.assertEqual(point.raw.point_cloud_add(cloud, Point(1, 2)), 0)
        middle = Point()
        self.assertEqual(point.raw.point_cloud_centre(cloud, ctypes.byref(middle)), 0)
        self.assertEqual(middle, Point(1, 2))
        visit = point.raw.point_visitor(lambda p, user: user == 7)
        self.assertEqual(point.raw.point_cloud_each(cloud, visit, 7), 1)
        self.assertEqual(point.raw.point_cloud_name(cloud), b"raw")
        point.raw.point_cloud_free(cloud)

    def test_the_module_says_what_it_exports(self) -> None:
        for name in point.__all__:
            self.assertTrue(hasattr(point, name), name)
        self.assertEqual(
            [name for name in vars(point) if name[0] != "_" and name not in point.__all__
             and getattr(vars(point)[name], "__module__", "") == "point"], [])


if __name__ == "__main__":
    unittest.main()
