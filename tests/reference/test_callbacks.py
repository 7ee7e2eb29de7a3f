"""Functions of the caller: callbacks.h through its generated module."""
# SPDX-License-Identifier: MIT

import array
import gc
import io
import subprocess
import sys
import threading
import unittest
from typing import List

import reference as ref


# Python clears the module before it finds the ring; the bell then lets its listeners go.
AT_EXIT = """
import reference as ref
class Ring: pass
ring = Ring()
ring.bell, ring.itself = ref.Bell(), ring
ring.bell.listen(lambda text: ring)
ring.bell.ask(lambda text: True)
"""


class Oops(Exception):
    pass


class TestCallbacks(unittest.TestCase):
    def setUp(self) -> None:
        self.said = io.StringIO()
        self.stderr, sys.stderr = sys.stderr, self.said

    def test_python_ends_before_c_has_let_go(self) -> None:
        for _ in range(3):
            done = subprocess.run([sys.executable, "-c", AT_EXIT], stderr=subprocess.PIPE)
            self.assertEqual((done.returncode, done.stderr), (0, b""))

    def tearDown(self) -> None:
        sys.stderr = self.stderr
        gc.collect()
        counts = ref.counts_now()
        self.assertEqual((counts.objects, counts.callbacks, counts.memory), (0, 0, 0))
        self.assertEqual(self.said.getvalue(), "")

    # ---- for the call ----

    def test_a_callback_for_the_call(self) -> None:
        seen: List[int] = []

        def visit(value: int) -> int:
            seen.append(value)
            return value if value < 4 else -1

        self.assertEqual((ref.visit(10, visit), seen), (6, [1, 2, 3, 4]))
        self.assertEqual(ref.visit_maybe(3, None), 0)
        self.assertEqual(ref.visit_maybe(3, lambda value: 1), 3)
        with self.assertRaises(TypeError):
            ref.visit(3, None)  # type: ignore[arg-type]

    def test_what_it_raises_goes_on_behind_the_call(self) -> None:
        seen: List[int] = []

        def visit(value: int) -> int:
            seen.append(value)
            raise Oops(value)

        with self.assertRaises(Oops):
            ref.visit(3, visit)
        self.assertEqual((seen, ref.visited()), ([1], 1))
        with self.assertRaises(OverflowError):
            ref.visit(3, lambda value: 1 << 31)
        with self.assertRaises(Oops):
            ref.visit_maybe(3, visit)
        with self.assertRaises(Oops):
            ref.visit_elsewhere(3, visit)

    def test_it_runs_on_another_thread(self) -> None:
        threads = set()

        def visit(value: int) -> int:
            threads.add(threading.get_ident())
            return value

        self.assertEqual(ref.visit_elsewhere(3, visit), 6)
        self.assertNotIn(threading.get_ident(), threads)

    def test_calls_within_calls(self) -> None:
        self.assertEqual(ref.visit(3, lambda n: ref.visit(n, lambda m: m)), 10)

    def test_two_for_the_call_share_their_user_data(self) -> None:
        even: List[int] = []
        self.assertEqual((ref.tell_apart(5, even.append, lambda n: n), even), (14, [2, 4]))
        self.assertEqual(ref.tell_apart(5, even.append, None), 5)

        def fails(value: int) -> int:
            raise Oops(value)

        with self.assertRaises(Oops):
            ref.tell_apart(5, even.append, fails)
        with self.assertRaises(TypeError):
            ref.tell_apart(5, None, None)  # type: ignore[arg-type]

    def test_objects_are_lent_to_it(self) -> None:
        top, names, kept = ref.Node("top", 1), [], []
        top.hang(ref.Node("below", 2))

        def visit(node: ref.Node, name: str) -> bool:
            names.append((name, node.weight))
            kept.append(node)
            return True

        top.visit(visit)
        self.assertEqual(names, [("top", 1), ("below", 2)])
        with self.assertRaises(ValueError):
            kept[0].weight
        self.assert_loans_end(top)

        def fails(node: ref.Node, name: str) -> bool:
            raise Oops(name)

        with self.assertRaises(Oops):
            top.visit(fails)

    def assert_loans_end(self, top: ref.Node) -> None:
        """What is made of a lent object is closed with it."""
        walks: List[ref.Walk] = []

        def walk(node: ref.Node, name: str) -> bool:
            walks.append(ref.Walk(node))
            self.assertEqual(next(iter(walks[-1])).name, name)
            with ref.Walk(node) as other, node:
                self.assertFalse(other.is_over())
            return False

        top.visit(walk)
        with self.assertRaises(ValueError):
            walks[0].is_over()
        walks[0].close()

    def test_a_constructor_asks(self) -> None:
        node = ref.Node.weighed("apple", lambda length: 2 * length)
        self.assertEqual((node.name, node.weight), ("apple", 10))

        def fails(length: int) -> int:
            raise Oops(length)

        with self.assertRaises(Oops):
            ref.Node.weighed("apple", fails)
        with self.assertRaises(ref.RefError):
            ref.Node.weighed("", fails)

    def test_it_is_asked_for_an_order(self) -> None:
        numbers = array.array("i", [3, 1, 2])
        ref.sort(numbers, lambda a, b: b - a)
        self.assertEqual(list(numbers), [3, 2, 1])
        asked: List[int] = []

        def fails(a: int, b: int) -> int:
            asked.append(a)
            raise Oops(a)

        with self.assertRaises(Oops):
            ref.sort(numbers, fails)
        self.assertEqual(asked, [3])
        evens: List[int] = []

        def fails_too(value: int) -> None:
            evens.append(value)
            raise Oops(value)

        with self.assertRaises(Oops):
            ref.tell_apart(6, fails_too, None)
        self.assertEqual(evens, [2])

    # ---- for ever ----

    def test_a_bare_function_stays(self) -> None:
        self.assertEqual(ref.operate(3, 4), 0)
        ref.operation_set(lambda a, b: a * b)
        gc.collect()
        self.assertEqual(ref.operate(3, 4), 12)

        def fails(a: int, b: int) -> int:
            raise Oops(a, b)

        ref.operation_set(fails)
        with self.assertRaises(Oops):
            ref.operate(3, 4)
        ref.operation_set(lambda a, b: 1 << 31)
        with self.assertRaises(OverflowError):
            ref.operate(3, 4)

    # ---- as long as C likes, or an object lives ----

    def test_listeners_are_let_go(self) -> None:
        heard: List[str] = []
        with ref.Bell() as bell:
            bell.listen(heard.append)
            bell.listen(lambda text: heard.append(text.upper()))
            gc.collect()
            self.assertEqual((bell.ring("dïng"), heard), (2, ["dïng", "DÏNG"]))
            self.assertEqual(ref.counts_now().callbacks, 2)
            bell.silence()
            self.assertEqual((bell.ring("dong"), ref.counts_now().callbacks), (0, 0))
            for _ in range(4):
                bell.listen(heard.append)
            with self.assertRaises(ref.Error):
                bell.listen(heard.append)

    def test_a_listener_on_another_thread_and_one_that_raises(self) -> None:
        with ref.Bell() as bell:
            threads = []
            bell.listen(lambda text: threads.append(threading.get_ident()))
            self.assertEqual(bell.ring_elsewhere("ding"), 1)
            self.assertNotEqual(threads, [threading.get_ident()])

            def fails(text: str) -> None:
                raise Oops(text)

            def fails_later(text: str) -> None:
                raise KeyError(text)

            bell.listen(fails)
            bell.listen(fails_later)
            with self.assertRaises(Oops):
                bell.ring("ding")

    def test_what_is_asked_lives_with_the_bell(self) -> None:
        answers = [True, False]
        with ref.Bell() as bell:
            heard: List[str] = []
            asked: List[str] = []

            def ask(text: str) -> bool:
                asked.append(text)
                return answers.pop()

            bell.listen(heard.append)
            bell.ask(ask)
            gc.collect()
            self.assertEqual((bell.ring("ä"), bell.ring("b")), (0, 1))
            with self.assertRaises(IndexError):
                bell.ring("c")
            self.assertEqual((asked, heard), (["ä", "b", "c"], ["b", "c"]))
            bell.ask(None)
            self.assertEqual(bell.ring("d"), 1)

    def test_what_c_keeps_lives_though_another_one_raised(self) -> None:
        def fails(text: str) -> bool:
            raise Oops(text)

        asked: List[str] = []

        def refuses(text: str) -> bool:
            asked.append(text)
            return False

        with ref.Bell() as bell:
            bell.listen(lambda text: None)
            bell.ask(fails)
            with self.assertRaisesRegex(Oops, "over"):
                bell.ask(refuses)
            gc.collect()
            self.assertEqual((bell.ring("a"), asked), (0, ["a"]))

    def test_user_data_that_is_asked_for(self) -> None:
        numbers: List[int] = []
        with ref.Bell() as bell:
            bell.set_echo(3, lambda lent, n: numbers.append(n))
            bell.ring("ding")
            bell.set_echo(1, lambda lent, n: numbers.append(lent.ring("") if n < 0 else -n))
            gc.collect()
            bell.ring("dong")
            lent: List[ref.Bell] = []
            bell.set_echo(1, lambda it, n: lent.append(it))
            bell.ring("dong")
            with self.assertRaises(ValueError):
                lent[0].ring("late")
        self.assertEqual(numbers, [0, 1, 2, 0])

    def test_functions_that_share_their_user_data(self) -> None:
        steps: List[object] = []
        with ref.Bell() as bell:
            bell.wrap(lambda: steps.append("begin"), steps.append)
            gc.collect()
            bell.ring("ding")
            bell.wrap(None, steps.append)
            bell.ring("ding")
            bell.wrap(None, None)
            bell.ring("ding")
        self.assertEqual(steps, ["begin", 0, 0])


if __name__ == "__main__":
    unittest.main()
