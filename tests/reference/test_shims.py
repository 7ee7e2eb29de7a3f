"""What has no symbol: shims.h through its generated module."""
# SPDX-License-Identifier: MIT

import errno
import gc
import unittest

import reference as ref


class TestShims(unittest.TestCase):
    def tearDown(self) -> None:
        gc.collect()
        self.assertEqual(ref.counts_now(), ref.Counts())

    def test_inline_functions_are_called(self) -> None:
        self.assertEqual(ref.inline_sum([1, 2, 3]), 6)
        turned = ref.range_turn(ref.Range(1, 9))
        self.assertEqual((turned.from_, turned.to), (9, 1))
        self.assertEqual(ref.inline_check(5), 5)
        with self.assertRaises(OSError) as error:
            ref.inline_check(-5)
        self.assertEqual(error.exception.errno, errno.EDOM)

    def test_what_a_callback_raises_comes_through(self) -> None:
        seen = []

        def visit(value: int) -> int:
            seen.append(value)
            if value == 3:
                raise KeyError(value)
            return value

        self.assertEqual(ref.inline_visit(2, visit), 3)
        with self.assertRaises(KeyError):
            ref.inline_visit(9, visit)
        self.assertEqual(seen, [1, 2, 1, 2, 3])

    def test_macros_are_called(self) -> None:
        self.assertEqual((ref.larger(3, 4), ref.larger(3), ref.larger(-3)), (4, 3, 0))
        with ref.Badge("red") as badge:
            self.assertEqual((badge.version(), badge.text(), badge.copy()), (3, "red", "red"))
            self.assertIs(badge.has_text(), True)
        with self.assertRaises(ValueError):
            badge.has_text()
        self.assertIs(ref.Badge("").has_text(), False)

    def test_variadic_functions_are_called(self) -> None:
        with ref.Badge("red") as badge:
            badge.set_long(ref.BadgePart.NUMBER, 2**40)
            badge.set_string(ref.BadgePart.TEXT, "blüe")
            self.assertEqual((badge.number(), badge.text()), (2**40, "blüe"))
            badge.set_string(ref.BadgePart.TEXT, None)
            self.assertEqual(badge.text(), "")
            with self.assertRaises(OverflowError):
                badge.set_long(ref.BadgePart.NUMBER, 2**63)
            with self.assertRaises(ref.Error) as failure:
                badge.set_long(ref.BadgePart.COLOUR, 1)
            self.assertIs(failure.exception.code, ref.ErrorCode.INVALID)
            with self.assertRaises(ref.Error):
                badge.set_string(ref.BadgePart.COLOUR, "red")
        self.assertEqual(ref.variadic_sum(0), 0)
        self.assertEqual(ref.variadic_sum_double(1, 0.5), 0.5)
        self.assertEqual(ref.variadic_sum_double_double(2, 0.5, 2), 2.5)


if __name__ == "__main__":
    unittest.main()
