# SPDX-License-Identifier: MIT
import ctypes
import gc
import unittest

import traps


class Traps(unittest.TestCase):
    def test_bytes_are_no_text(self):
        self.assertFalse(hasattr(traps, "bytes_") or hasattr(traps, "traps_bytes"))
        self.assertFalse(hasattr(traps, "takes_bytes"))

    def test_a_function_is_called_once(self):
        self.assertEqual(traps.next(), "b")
        self.assertEqual(traps.next(), "c")

    def test_more_than_there_is_room_for(self):
        for call in (traps.read, traps.print, traps.numbers, traps.in_out):
            self.assertEqual(len(call(4, 2)), 2)
            self.assertEqual(len(call(4, 4)), 4)
            with self.assertRaisesRegex(ValueError, "length of 5, there is room for 4"):
                call(4, 5)

    def test_negative_lengths(self):
        for call in (traps.read, traps.print, traps.numbers, traps.in_out):
            with self.assertRaisesRegex(ValueError, "length of -1"):
                call(4, -1)
        self.assertEqual(traps.vector(2), [1, 2])
        self.assertEqual(traps.octets(2), b"ab")
        for call in (traps.vector, traps.octets):
            with self.assertRaisesRegex(ValueError, "length of -1"):
                call(-1)

    def test_negative_lengths_of_callbacks(self):
        self.assertEqual(traps.call(sum, 3), 6)
        with self.assertRaisesRegex(ValueError, "length of -1"):
            traps.call(sum, -1)

    def test_memory_that_is_filled_whole(self):
        self.assertEqual(traps.fill(3), [1, 2, 3])
        self.assertEqual(traps.fill(0), [])

    def test_buffers_that_start_with_nothing(self):
        self.assertEqual(traps.grow(0), "0123456789")
        self.assertEqual(traps.grow(3), "0123456789")

    def test_sentinels_as_the_result_holds_them(self):
        self.assertEqual(traps.wide_sentinel(1), 1)
        with self.assertRaises(traps.TrapsError):
            traps.wide_sentinel(-1)
        with self.assertRaises(traps.TrapsError):
            traps.negative_sentinel(0xFFFF)

    def test_codes_as_the_result_holds_them(self):
        self.assertEqual(traps.hresult(0), 0)
        self.assertEqual(traps.hresult(-0x7FFFFFFF), -0x7FFFFFFF)
        with self.assertRaises(traps.TrapsError):
            traps.hresult(-2)

    def test_what_a_lent_object_uses_lives_on(self):
        box = traps.Box()
        self.assertEqual(box.lend(lambda lent: lent.hook(lambda value: value * 2) or 1), 1)
        gc.collect()
        self.assertEqual(box.fire(21), 42)

    def test_what_an_object_uses_that_was_given_away_lives_on(self):
        box, other = traps.Box(), traps.Box()
        other.hook(lambda value: value * 3)
        box.eat(other, "other")
        del other
        gc.collect()
        self.assertEqual(box.fire_eaten(4), 12)

    def test_nothing_is_given_away_before_all_arguments_are_right(self):
        box, other = traps.Box(), traps.Box()
        with self.assertRaises(ValueError):
            box.eat(other, "a\0b")
        self.assertEqual(other.lend(lambda lent: 7), 7)

    def test_what_was_made_is_ended_when_a_callback_raised(self):
        box = traps.Box()
        before = traps.boxes()
        with self.assertRaises(KeyError):
            box.make(lambda lent: {}[0])
        self.assertEqual(traps.boxes(), before)

    def test_each_class_has_its_own_end(self):
        for kind, ends in ((traps.Reader, 1), (traps.Writer, 100)):
            before = traps.ended()
            with self.assertRaises(traps.StatusError):
                kind(1)
            kind(0)
            gc.collect()
            self.assertEqual(traps.ended() - before, 2 * ends)

    def test_structs_of_their_own_kind(self):
        size = ctypes.sizeof(traps.Tree)
        leaf = traps.Leaf(traps.Tree(value=7))
        twigs = [traps.Tree(value=value) for value in (1, 2)]
        tree = traps.Tree(sub=[ctypes.addressof(twig) for twig in twigs], value=4)
        self.assertEqual(traps.sum(tree, size), 7)
        tree.leaves[0][1] = ctypes.addressof(leaf)
        self.assertEqual(traps.sum(tree, size), 77)


unittest.main()
