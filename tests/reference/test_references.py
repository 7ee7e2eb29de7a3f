"""References, and what is passed by many or in few bytes, through the generated module."""
# SPDX-License-Identifier: MIT

from typing import Any, Callable, Tuple

import reference as ref


def refuses(function: Callable[..., Any], *arguments: Any) -> None:
    """FUNCTION raises before C is called."""
    try:
        function(*arguments)
    except (OverflowError, TypeError, ValueError):
        return
    raise AssertionError(f"{function}{arguments} raised nothing")


def of_numbers() -> None:
    assert ref.read(41) == 42
    assert ref.bump(41) == (True, 42) and ref.bump(None) == (False, None)
    refuses(ref.bump, 1 << 63)
    refuses(ref.read, None)


def of_enums() -> None:
    assert ref.read_open(ref.Open.LOW) == ref.Open.LOW
    assert ref.read_closed(ref.Closed.A) == ref.Closed.A and ref.read_closed(None) == ref.Closed.B
    assert ref.turn(ref.Closed.A) == (True, ref.Closed.B) and ref.turn(None) == (False, None)
    refuses(ref.turn, 7)


def of_options() -> None:
    assert ref.read_option(5) and not ref.read_option(None)
    assert ref.empty_option(5) == (True, None) and ref.empty_option(None) == (False, None)


def of_vectors() -> None:
    assert ref.read_texts(["a", "b"]) == 2 and ref.read_texts([]) == 0
    assert ref.read_texts_or_none(["a", "b"]) == 2 and ref.read_texts_or_none(None) == 100
    refuses(ref.read_texts, None)


def of_pointers() -> None:
    assert ref.find_number(1) == (True, 20) and ref.find_number(7) == (False, None)
    assert ref.find_text(1) == (True, "one") and ref.find_text(2) == (False, "many")


def few_and_many() -> None:
    assert ref.middle_other(ref.Middle.LOW) == ref.Middle.HIGH
    packed = ref.packed_next(ref.Packed(1, 2, 3))
    assert (packed.a, packed.b, packed.c) == (2, 3, 4)
    refuses(ref.packed_next, None)
    sums: Tuple[Callable[..., int], ...] = (
        ref.sum_of_three,
        ref.sum_of_four,
        ref.sum_of_five,
        ref.sum_of_six,
        ref.sum_of_seven,
        ref.sum_of_eight,
        ref.sum_of_nine,
    )
    for n, function in enumerate(sums, 3):
        numbers: Any = range(1, n + 1)
        assert function(*numbers) == n * (n + 1) // 2


for test in (of_numbers, of_enums, of_options, of_vectors, of_pointers, few_and_many):
    test()
    counts = ref.counts_now()
    assert (counts.objects, counts.callbacks, counts.memory) == (0, 0, 0), (test, counts)
