"""Integers and pointers that stand for something else: handles.h through its generated module."""
# SPDX-License-Identifier: MIT

import unittest
from typing import List

import reference as ref


class TestHandles(unittest.TestCase):
    def tearDown(self) -> None:
        self.assertEqual(ref.counts_now().objects, 0)

    def test_an_integer_is_a_type_of_its_own(self) -> None:
        channels = [ref.channel_need() for _ in range(4)]
        self.assertEqual([repr(channel) for channel in channels[:2]], ["Channel(0)", "Channel(1)"])
        self.assertIsNone(ref.channel_open())
        with self.assertRaises(ref.RefError):
            ref.channel_need()
        for channel in channels:
            ref.channel_close(channel)
        with self.assertRaises(ref.Error):
            ref.channel_close(channels[0])
        for wrong in (None, 1):
            with self.assertRaises(TypeError):
                ref.channel_close(wrong)  # type: ignore[arg-type]
        with self.assertRaises(OverflowError):
            ref.channel_close(ref.Channel(1 << 40))

    def test_through_pointers_and_callbacks(self) -> None:
        one, other = ref.channel_pair()
        shown: List[ref.Channel] = []
        ref.channel_each(shown.append)
        assert one is not None
        self.assertEqual(shown, [one, other])
        with self.assertRaises(TypeError):
            ref.channel_each(lambda channel: len(channel))  # type: ignore[arg-type]
        first = ref.channel_next(None)
        self.assertEqual((first, ref.channel_next(first), ref.channel_next(other)), (one, other, None))
        with self.assertRaises(OverflowError):
            ref.channel_next(ref.Channel(1 << 40))
        ref.channel_close(one)
        ref.channel_close(other)

    def test_a_pointer(self) -> None:
        self.assertIsNone(ref.place_of(10))
        places = [ref.place_of(n) for n in range(10)]
        self.assertEqual(len(set(places)), 10)
        for n, place in enumerate(places):
            assert place is not None
            self.assertEqual(ref.place_number(place), n)
        with self.assertRaises(TypeError):
            ref.place_number(None)  # type: ignore[arg-type]


if __name__ == "__main__":
    unittest.main()
