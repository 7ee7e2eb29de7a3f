"""Classes: services.h through its generated module."""
# SPDX-License-Identifier: MIT

import copy
import gc
import pickle
import sys
import threading
import unittest
from typing import Any, Callable, List

import reference as ref


class TestServices(unittest.TestCase):
    def setUp(self) -> None:
        self.unraisable: List[object] = []
        sys.unraisablehook = lambda what: self.unraisable.append(what.exc_value)

    def tearDown(self) -> None:
        gc.collect()
        sys.unraisablehook = sys.__unraisablehook__
        counts = ref.counts_now()
        self.assertEqual((counts.objects, counts.callbacks, counts.memory), (0, 0, 0))
        self.assertEqual(self.unraisable, [])

    # ---- counted objects ----

    def test_texts_are_of_unicode(self) -> None:
        with ref.Node("blüe", 1) as node:
            self.assertEqual((node.name, str(node), node.repeat(2)), ("blüe", "blüe:1", "blüeblüe"))

    def test_constructors_take_objects_of_one_class(self) -> None:
        other: Any = ref.Node("a", 1)
        for constructor in (ref.Rows, ref.Summary, ref.Seal):
            with self.assertRaises(TypeError):
                constructor(other)

    def test_constructors_make_or_raise(self) -> None:
        self.assertEqual(ref.Node("apple", 3).name, "apple")
        self.assertEqual(ref.Node.anonymous().name, "anonymous")
        self.assertEqual(ref.Node.parse("pear:12").weight, 12)
        with self.assertRaises(ref.RefError):
            ref.Node("", 3)
        with self.assertRaises(ref.Error) as failure:
            ref.Node.parse("pear")
        self.assertEqual(failure.exception.code, ref.ErrorCode.INVALID)
        self.assertEqual(failure.exception.message, "an argument cannot be right")
        self.assertEqual(ref.error_text(ref.ErrorCode.EMPTY), "there is nothing")

    def test_references_are_counted(self) -> None:
        top, below = ref.Node("top", 1), ref.Node("below", 2)
        self.assertIsNone(top.below())
        top.hang(below)
        self.assertEqual(below.references(), 2)
        again = top.below()
        assert again is not None
        self.assertEqual((again == below, again is below, below.references()), (True, False, 3))
        top.close()
        self.assertEqual(below.references(), 2)
        below.close()
        self.assertEqual((again.name, again.references()), ("below", 1))

    def test_what_is_taken_is_owned(self) -> None:
        top = ref.Node("top", 1)
        top.hang(ref.Node("below", 2))
        taken = top.take()
        assert taken is not None
        self.assertEqual(taken.references(), 1)
        self.assertIsNone(top.take())
        top.hang(taken)
        top.hang(None)
        self.assertEqual(taken.references(), 1)

    def test_one_object_may_be_given_many_times_if_it_is_counted(self) -> None:
        one, other, shared = ref.Node("one", 1), ref.Node("other", 1), ref.Node("shared", 1)
        one.hang(shared)
        other.hang(shared)
        self.assertEqual(shared.references(), 3)

    def test_properties(self) -> None:
        node = ref.Node("apple", 3)
        node.weight = 4
        self.assertEqual(node.weight, 4)
        with self.assertRaises(ref.Error):
            node.weight = -1
        with self.assertRaises(OverflowError):
            node.weight = 1 << 40
        with self.assertRaises(AttributeError):
            node.name = "pear"  # type: ignore[misc]
        self.assertEqual((node.name, node.weight), ("apple", 4))
        node.close()
        with self.assertRaises(ValueError):
            node.weight

    def test_text_equality_order_hash_and_copies(self) -> None:
        light, heavy = ref.Node("b", 1), ref.Node("a", 2)
        self.assertEqual((str(light), light.format()), ("b:1", "b:1"))
        self.assertEqual(sorted([heavy, light]), [light, heavy])
        self.assertTrue(light < heavy and light <= heavy and heavy > light and heavy >= light)
        self.assertTrue(light != heavy and light != "b:1" and light == ref.Node("b", 1))
        same = ref.Node("b", 1)
        self.assertTrue(light <= same and light >= same and not light < same and not light > same)
        self.assertFalse(heavy < light or heavy <= light or light > heavy or light >= heavy)
        self.assertEqual(len({light, same, heavy}), 2)
        with self.assertRaises(TypeError):
            light < 3
        twin = copy.copy(light)
        self.assertEqual((twin == light, twin is light, twin.references()), (True, False, 1))

    def test_objects_are_not_copied_but_by_c(self) -> None:
        apple = ref.Apple(100)
        copies: List[Callable[[Any], Any]] = [copy.copy, copy.deepcopy, pickle.dumps]
        for copied in copies:
            with self.assertRaisesRegex(TypeError, "Apple is an object of C, which Python cannot copy"):
                copied(apple)
        self.assertEqual(apple.grams(), 100)

    def test_a_static_method(self) -> None:
        light, heavy = ref.Node("b", 1), ref.Node("a", 2)
        self.assertEqual(ref.Node.heavier(light, heavy), heavy)
        self.assertIsNone(ref.Node.heavier(light, light))

    def test_objects_of_other_classes_are_refused(self) -> None:
        node, apple, basket = ref.Node("a", 1), ref.Apple(1), ref.Basket()
        for call in (
            lambda: node.equals(apple),  # type: ignore[arg-type]
            lambda: node.compare(apple),  # type: ignore[arg-type]
            lambda: node.hang(apple),  # type: ignore[arg-type]
            lambda: ref.Node.heavier(node, apple),  # type: ignore[arg-type]
            lambda: ref.Node.heavier(apple, node),  # type: ignore[arg-type]
            lambda: ref.Walk(apple),  # type: ignore[arg-type]
            lambda: basket.put(apple, node),  # type: ignore[arg-type]
            lambda: basket.put(node, apple),  # type: ignore[arg-type]
            lambda: basket.pour(apple),  # type: ignore[arg-type]
        ):
            with self.assertRaises(TypeError):
                call()  # type: ignore[no-untyped-call]
        self.assertEqual((apple.grams(), basket.weights()), (1, []))

    # ---- iteration and dependent objects ----

    def test_a_walk_keeps_its_node(self) -> None:
        top, below = ref.Node("top", 1), ref.Node("below", 2)
        top.hang(below)
        walk = ref.Walk(top)
        top.close()
        below.close()
        del top, below
        gc.collect()
        self.assertFalse(walk.is_over())
        self.assertEqual([node.name for node in walk], ["top", "below"])
        self.assertTrue(walk.is_over())
        self.assertEqual(list(walk), [])

    def test_who_takes_a_walk_over_keeps_its_node(self) -> None:
        first, second = ref.Node("first", 1), ref.Node("second", 2)
        walk, rest = ref.Walk(first), ref.Walk(second)
        walk.append(rest)
        for closed in (first, second, rest):
            closed.close()
        del first, second, rest, closed
        gc.collect()
        self.assertEqual(ref.counts_now().objects, 4)
        self.assertEqual([node.name for node in walk], ["first", "second"])

    def test_without_a_taker_the_node_lives_until_it_is_closed(self) -> None:
        node = ref.Node("node", 1)
        walk = ref.Walk(node)
        self.assertEqual(walk.finish(), 1)
        with self.assertRaises(ValueError):
            walk.is_over()
        gc.collect()
        self.assertEqual((node.name, ref.counts_now().objects), ("node", 1))
        node.close()
        self.assertEqual(ref.counts_now().objects, 0)
        closed = ref.Node("closed", 1)
        walk = ref.Walk(closed)
        closed.close()
        self.assertEqual((ref.counts_now().objects, walk.finish()), (2, 1))
        gc.collect()
        self.assertEqual(ref.counts_now().objects, 0)

    def test_an_iterator_that_gives_several_values(self) -> None:
        self.assertEqual(list(ref.Countdown(3)), [(3, 9), (2, 4), (1, 1)])
        self.assertEqual(list(ref.Countdown(0)), [])
        with self.assertRaises(ref.RefError):
            ref.Countdown(-1)

    # ---- objects that are given away ----

    def test_what_c_takes_over_is_gone(self) -> None:
        basket, one, other = ref.Basket(), ref.Apple(100), ref.Apple(200)
        basket.put(one, other)
        for apple in (one, other):
            with self.assertRaises(ValueError):
                apple.grams()
        with self.assertRaises(ValueError):
            basket.put(one, None)
        self.assertEqual(basket.weights(), [100, 200])

    def test_an_object_is_not_given_twice(self) -> None:
        basket, apple = ref.Basket(), ref.Apple(100)
        with self.assertRaises(ValueError):
            basket.put(apple, apple)
        self.assertEqual((apple.grams(), basket.weights()), (100, []))
        with self.assertRaises(ValueError):
            basket.pour(basket)
        self.assertEqual(basket.weights(), [])
        with self.assertRaises(TypeError):
            basket.put(None, apple)  # type: ignore[arg-type]
        self.assertEqual(apple.grams(), 100)

    def test_what_is_lent_keeps_its_owner(self) -> None:
        basket = ref.Basket()
        self.assertIsNone(basket.last())
        basket.put(ref.Apple(100), ref.Apple(200))
        last = basket.last()
        assert last is not None
        with self.assertRaises(ValueError):
            basket.put(last, None)
        apple = ref.Apple(300)
        with self.assertRaises(ValueError):
            basket.put(apple, last)
        self.assertEqual(apple.grams(), 300)
        basket.close()
        del basket
        gc.collect()
        self.assertEqual(last.grams(), 200)

    def test_baskets_are_poured_and_taken_from(self) -> None:
        full, empty = ref.Basket(), ref.Basket()
        full.put(ref.Apple(1), ref.Apple(2))
        full.pour(empty)
        with self.assertRaises(ValueError):
            full.weights()
        taken = empty.take()
        assert taken is not None
        self.assertEqual((taken.grams(), empty.weights()), (2, [1]))
        self.assertIsNone(ref.Basket().take())

    # ---- storage ----

    def test_two_classes_over_one_struct(self) -> None:
        with ref.Adder(3) as adder, ref.Multiplier(3) as multiplier:
            self.assertEqual((adder.add(4), multiplier.times(4)), (7, 12))
            self.assertEqual((adder.total, adder.steps, multiplier.total), (7, 1, 12))
            adder.total = 1
            self.assertEqual(adder.add(1), 2)
        for meter in (ref.Adder, ref.Multiplier):
            with self.assertRaises(ref.Error):
                meter(-1)

    # ---- threads ----

    def test_an_object_of_one_thread(self) -> None:
        desk, caught = ref.Desk(), []

        def sit() -> None:
            for use in (desk.sit, desk.close):
                try:
                    use()
                except Exception as error:
                    caught.append(type(error))

        thread = threading.Thread(target=sit)
        thread.start()
        thread.join()
        self.assertEqual((caught, desk.sit()), ([RuntimeError, RuntimeError], 1))
        desk.close()

    def test_what_c_says_of_threads_is_told(self) -> None:
        self.assertIn("Any thread may use it at any time.", ref.Node.__doc__ or "")
        self.assertIn("Only the thread that made it may use it.", ref.Desk.__doc__ or "")
        self.assertIn("It may wait.", ref.wait.__doc__ or "")

    def test_others_run_while_one_waits(self) -> None:
        thread = threading.Thread(target=ref.wait, args=(300,))
        thread.start()
        gc.collect()
        self.assertTrue(thread.is_alive())
        thread.join()

    def test_counted_objects_from_many_threads(self) -> None:
        shared, tops = ref.Node("shared", 1), [ref.Node("top", n) for n in range(8)]

        def hang(top: ref.Node) -> None:
            for _ in range(200):
                top.hang(shared)
                below = top.below()
                assert below is not None and below.name == "shared"

        threads = [threading.Thread(target=hang, args=(top,)) for top in tops]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        gc.collect()
        self.assertEqual(shared.references(), 1 + len(tops))


if __name__ == "__main__":
    unittest.main()
