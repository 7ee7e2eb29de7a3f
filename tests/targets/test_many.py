"""many.h through a module for several targets, on the one that this is: test_many.py TARGET. Needs no unittest, which
the small Pythons of other machines lack.

SPDX-License-Identifier: MIT
"""
import ctypes
import sys

import many

LONG = 8 * ctypes.sizeof(ctypes.c_long)
WORD = 8 * ctypes.sizeof(ctypes.c_void_p)


def check_target():
    assert many._target == sys.argv[1], many._target


def check_layout():
    assert ctypes.sizeof(many.Sizes) == many.raw.many_size()


def check_fields():
    s = many.fill()
    assert (s.l, s.t, s.s, s.d, s.ll) == (-5, 1 << 30, 7, 1.5, -(1 << 40)), s
    assert (s.low, s.middle, s.high) == (5, 0x54321, -3), s
    assert list(s.halves) == [1, 2, 3], s
    assert chr(s.c) == "c" and chr(s.w) == "w"
    s.low, s.middle, s.high = 1, 0x12345, 7
    assert (s.low, s.middle, s.high) == (1, 0x12345, 7), s
    assert many.sum(s) == ord("c") - 5 + (1 << 30) + 7 + ord("w") + 1 + 1 + 0x12345 + 7 + 6


def check_range():
    top = (1 << (LONG - 1)) - 1
    assert many.add([top, -top]) == 0
    try:
        many.add([top + 1])
    except OverflowError:
        pass
    else:
        raise AssertionError("a long holds more than it can")
    assert many.MAX == (1 << LONG) - 1


def check_ranges_of_each():
    top = (1 << (LONG - 1)) - 1
    sizes = many.fill()
    sizes.l, sizes.s = -top - 1, (1 << WORD) - 1
    assert (sizes.l, sizes.s) == (-top - 1, (1 << WORD) - 1), sizes
    assert many.later(0, -top) == -top
    many.each(-top - 1, None.__eq__)
    for call, number in ((lambda value: setattr(sizes, "l", value), top + 1), (lambda value: setattr(sizes, "s", value), 1 << WORD),
                         (lambda value: many.later(0, value), top + 1), (lambda value: many.each(value, None.__eq__), top + 1)):
        try:
            call(number)
        except OverflowError:
            continue
        raise AssertionError(f"{number} fits")


def check_words():
    assert many.Level.LONG == LONG // 8
    assert many.level_of(LONG // 8) == many.Level.LONG
    assert WORD == 32 or many.level_of((1 << 32) + LONG // 8) == many.Level.LAST
    try:
        many.level_of(1 << (WORD - 1))
    except OverflowError:
        pass
    else:
        raise AssertionError("a word holds more than it can")


def check_signs():
    assert many.char(200) == (200 if many.char(255) == 255 else 200 - 256)
    assert many.later(5, -6) == -1
    assert many.wide(ord("a")) == ord("b")
    try:
        assert many.wide(-2) == -1
    except OverflowError:
        assert sys.argv[1].startswith(("aarch64", "arm")), "wchar_t is signed"


def check_pairs():
    pair = many.swap(many.Pair(low=7, high=-2))
    assert (pair.low, pair.high) == (0xFFFE, 7), pair


def check_callbacks():
    seen = []
    many.each(3, seen.append)
    assert seen == [0, 1, 2]


def check_what_only_some_have():
    assert hasattr(many, "only_big") == sys.argv[1].startswith("s390x")
    assert hasattr(many, "only_windows") == (sys.platform == "win32")
    assert hasattr(many, "DRIVE") == (sys.platform == "win32")
    assert many.NAME == "many"


for name, check in sorted(globals().items()):
    if name.startswith("check_"):
        check()
        print("fine", name)
