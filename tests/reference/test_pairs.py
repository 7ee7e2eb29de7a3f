"""Several words about who owns what, through the generated module, with nothing left behind."""
# SPDX-License-Identifier: MIT

import array
import asyncio
import errno
import gc
import threading
import time
import unittest
import weakref
from typing import List, Optional

import reference as ref


def alive() -> List[int]:
    gc.collect()
    counts = ref.counts_now()
    return [counts.objects, counts.callbacks, counts.memory]


def walk_of(name: str, below: Optional[str] = None) -> ref.Walk:
    """A walk that alone needs its node."""
    node = ref.Node(name, 1)
    if below is not None:
        node.hang(ref.Node(below, 2))
    return ref.Walk(node)


def walk_that_is_over() -> ref.Walk:
    walk = walk_of("over")
    assert len(list(walk)) == 1
    return walk


class Sink:
    def __init__(self) -> None:
        self.lines: List[str] = []

    def write(self, line: str) -> int:
        self.lines.append(line)
        return len(line)


class WaitingSink(Sink):
    def __init__(self) -> None:
        super().__init__()
        self.begins, self.goes_on = threading.Event(), threading.Event()

    def write(self, line: str) -> int:
        self.begins.set()
        self.goes_on.wait(10)
        return super().write(line)


class ByName:
    def is_before(self, a: ref.Node, b: ref.Node) -> bool:
        return a.name < b.name


class PairsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.assertEqual(alive(), [0, 0, 0])

    def tearDown(self) -> None:
        for _ in range(200):
            if alive() == [0, 0, 0]:
                return
            time.sleep(0.01)
        self.assertEqual(alive(), [0, 0, 0])

    # ---- constructors that take an object over ----

    def test_what_is_made_keeps_what_the_given_object_needs(self) -> None:
        node = ref.Node("a", 1)
        walk = ref.Walk(node)
        guide = ref.Guide(walk)
        with self.assertRaises(ValueError):
            walk.is_over()
        node.close()
        del node, walk
        self.assertEqual(alive()[0], 3, "the node lives as long as the guide")
        self.assertEqual(guide.go(), 1)
        guide.close()
        del guide
        self.assertEqual(alive()[0], 0)

    def test_it_ends_with_what_is_made_though_nobody_closes_it(self) -> None:
        guide = ref.Guide(walk_of("a"))
        self.assertEqual(alive()[0], 3)
        del guide
        self.assertEqual(alive()[0], 0)

    def test_two_are_taken_over(self) -> None:
        guide = ref.Guide.along(walk_of("a"), walk_of("b", "c"))
        self.assertEqual(alive()[0], 6)
        self.assertEqual(guide.go(), 3)
        self.assertEqual(ref.Guide.along(walk_of("a"), None).go(), 1)

    def test_one_that_fails_leaves_nothing(self) -> None:
        with self.assertRaises(ref.Error) as caught:
            ref.Guide.along(walk_that_is_over(), walk_of("b"))
        self.assertEqual(caught.exception.code, ref.ErrorCode.EMPTY)
        del caught
        self.assertEqual(alive()[0], 0)
        with self.assertRaises(ref.RefError):
            ref.Guide.permitted(walk_of("never"), lambda name: name != "never")
        with self.assertRaises(ZeroDivisionError):
            ref.Guide.permitted(walk_of("raises"), lambda name: bool(1 // 0))
        self.assertEqual(ref.Guide.permitted(walk_of("a", "b"), lambda name: name == "a").go(), 1)

    def test_one_is_not_given_twice(self) -> None:
        walk = walk_of("a")
        with self.assertRaises(ValueError):
            ref.Guide.along(walk, walk)
        self.assertFalse(walk.is_over())

    # ---- methods ----

    def test_a_walk_a_listener_and_a_text(self) -> None:
        guide = ref.Guide(walk_of("a"))
        heard: List[str] = []
        self.assertEqual(guide.lead(walk_of("b", "c"), heard.append), "b")
        with self.assertRaises(ref.Error):
            guide.lead(walk_that_is_over(), heard.append)
        self.assertEqual((guide.go(), heard), (2, ["a", "c"]))
        guide.lead(walk_of("d", "e"), lambda text: heard.insert(0, text))
        self.assertEqual((guide.go(), heard[0]), (1, "e"))
        self.assertEqual(alive()[1], 1, "the first listener is let go")

    def test_memory_and_a_callback_that_stay(self) -> None:
        guide = ref.Guide(walk_of("a"))
        asked: List[int] = []

        def may(weight: int) -> bool:
            asked.append(weight)
            return weight < 10

        with self.assertRaises(OSError) as caught:
            guide.pack([], may)
        self.assertEqual(caught.exception.errno, errno.EINVAL)
        self.assertEqual(guide.pack(array.array("i", [5, 50, 6]), may), 61)
        del may
        gc.collect()
        self.assertEqual(guide.go(), 1)
        self.assertEqual((guide.packed(), asked), (2, [5, 50, 6]))

    def test_an_interface_that_stays_and_an_object_that_needs_its_guide(self) -> None:
        guide = ref.Guide(walk_of("b"))
        halt = guide.halt(ByName())
        order = ByName()
        gone = weakref.ref(order)
        with self.assertRaises(ref.Error):
            guide.halt(order)
        del order
        gc.collect()
        self.assertIsNone(gone())
        guide.close()
        del guide
        gc.collect()
        with ref.Node("a", 1) as other:
            self.assertEqual(halt.first(other).name, "a")
        with ref.Node("c", 1) as other:
            self.assertEqual(halt.first(other).name, "b")
        with self.assertRaises(TypeError):
            halt.first(ref.Apple(1))  # type: ignore[arg-type]

    def test_a_tagged_union_an_interface_and_texts_that_are_made(self) -> None:
        guide, sink = ref.Guide(walk_of("a")), Sink()
        box = ref.Shape(ref.ShapeKind.BOX, ref.Box(2, 3))
        self.assertEqual(guide.tell(box, sink, lambda n: "x" * n, 3), "6 6.0")
        self.assertEqual(sink.lines, ["x", "xx", "xxx"])
        with self.assertRaises(TypeError):
            guide.tell(box, None, lambda n: "x", 3)  # type: ignore[arg-type]
        for broken in (lambda n: str(1 // 0), lambda n: str(n // 0)):
            with self.assertRaises(ZeroDivisionError):
                guide.tell(box, sink, broken, 3)

    def test_a_walk_and_an_interface_of_what_completes_later(self) -> None:
        async def send() -> None:
            guide, sink = ref.Guide(walk_of("a")), Sink()
            self.assertEqual(await guide.send(walk_of("b", "c"), sink, "to"), 2)
            self.assertEqual(sink.lines, ["to b", "to c"])
            with self.assertRaises(ref.Error):
                await guide.send(walk_that_is_over(), sink, "to")

        asyncio.run(send())

    def test_a_guide_that_is_closed_lives_until_all_is_sent(self) -> None:
        async def send() -> None:
            guide, sink = ref.Guide(walk_of("a")), WaitingSink()
            call = guide.send(walk_of("b"), sink, "to")
            call.send(None)
            self.assertTrue(sink.begins.wait(10))
            guide.close()
            call.close()
            del guide, call
            self.assertEqual(alive()[0], 5, "two walks with their nodes, and the guide")
            sink.goes_on.set()
            for _ in range(1000):
                if alive() == [0, 0, 0]:
                    break
                await asyncio.sleep(0.01)
            self.assertEqual((alive(), sink.lines), ([0, 0, 0], ["to b"]))

        asyncio.run(send())


if __name__ == "__main__":
    unittest.main()
