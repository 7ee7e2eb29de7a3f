"""Plain C: plain.h through its generated module."""
# SPDX-License-Identifier: MIT

import asyncio
import ctypes
import enum
import errno
import inspect
import os
import subprocess
import unittest
from typing import Any, Callable, List, Optional

import reference as ref

SAMPLES = {
    "str": "x",
    "float": 1.0,
    "Visitor": lambda value: 0,
    "Callable[[int], None]": lambda value: None,
    "TextMaker": lambda n: "",
    "NumbersTaker": lambda numbers, options: True,
    "ReadableBuffer": b"x",
    "Sink": type("Nothing", (), {"write": lambda self, line: 0})(),
    "Optional[int]": None,
}

def summary() -> ref.Summary:
    store = ref.Store("s")
    store.set("one", 1)
    return ref.Summary(store)


# What makes the objects whose methods and fields take numbers.
OBJECTS: List[Callable[[], Any]] = [
    lambda: ref.Store("s"),
    summary,
    lambda: ref.Node("a", 1),
    lambda: ref.Countdown(1),
    lambda: ref.Apple(1),
    lambda: ref.Adder(1),
    lambda: ref.Multiplier(1),
    ref.Bell,
    lambda: asyncio.run(ref.Worker.open("w")),
    lambda: ref.Badge("red"),
    lambda: ref.units.lengths.Scale(ref.units.Kind.FINE),
    lambda: ref.units.times.Scale(ref.units.Seconds(1)),
]


def numbers_of(annotation: str) -> List[int]:
    """What is too large and too small for each type of C, as numbers of that kind; nothing if that is no number of C's."""
    kind = int if annotation == "int" else vars(ref).get(annotation)
    if not inspect.isclass(kind) or not issubclass(kind, int) or kind in (ref.Closed, ref.Place):
        return []
    return [kind(1 << 64)] if issubclass(kind, enum.Flag) else [kind(1 << 64), kind(-1 << 64)]


class TestPlain(unittest.TestCase):
    def test_numbers_of_every_width(self) -> None:
        ref.nothing()
        self.assertIs(ref.opposite(False), True)
        for name, low, high in (
            ("i8", -(2**7), 2**7 - 1),
            ("u8", 0, 2**8 - 1),
            ("i16", -(2**15), 2**15 - 1),
            ("u16", 0, 2**16 - 1),
            ("i32", -(2**31), 2**31 - 1),
            ("u32", 0, 2**32 - 1),
            ("i64", -(2**63), 2**63 - 1),
            ("u64", 0, 2**64 - 1),
            ("size", 0, 2**64 - 1),
            ("difference", -(2**63), 2**63 - 1),
        ):
            function = getattr(ref, f"next_{name}")
            self.assertEqual(function(low), low + 1)
            self.assertEqual(function(high - 1), high)
            for wrong in (low - 1, high + 1):
                with self.assertRaises(OverflowError):
                    function(wrong)
            self.assertEqual(ref.raw.__dict__[f"ref_next_{name}"](high), low, name)
        self.assertEqual((ref.half_float(3), ref.half_double(0.5)), (1.5, 0.25))
        self.assertEqual(ref.sum_ten(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 55)

    def test_layouts_are_what_c_says(self) -> None:
        seen = 0
        for record, field, value in map(str.split, subprocess.check_output([os.environ["REF_PROBE"]], text=True).splitlines()):
            kind = getattr(ref, record)
            told = ctypes.sizeof(kind) if field == "." else getattr(kind, field).offset
            self.assertEqual(told, int(value), f"{record} {field}")
            seen += 1
        self.assertEqual(seen, 65)

    def refuse(self, function: Callable[..., Any], what: str) -> int:
        """FUNCTION refuses what does not fit for each of its numbers; how many these are."""
        parameters = inspect.signature(function).parameters
        given = {name: SAMPLES.get(str(of.annotation), 0) for name, of in parameters.items()}
        numbers = {name: numbers_of(str(of.annotation)) for name, of in parameters.items()}
        for name in numbers:
            for number in numbers[name]:
                with self.assertRaises(OverflowError, msg=f"{what}({name})"):
                    result = function(**{**given, name: number})
                    if inspect.isawaitable(result):
                        asyncio.run(result)  # type: ignore[arg-type]
        return sum(map(bool, numbers.values()))

    def test_numbers_that_do_not_fit_are_refused(self) -> None:
        checked = 0
        ref.operation_set(lambda a, b: 0)
        for place in (ref, ref.units, ref.units.lengths, ref.units.times):
            for name in ref.__all__ if place is ref else dir(place):
                if inspect.isfunction(getattr(place, name)):
                    checked += self.refuse(getattr(place, name), name)
        self.assertGreaterEqual(checked, 86)

    def test_numbers_that_do_not_fit_are_refused_by_objects(self) -> None:
        checked = 0
        for make in OBJECTS:
            with make() as made:
                kind = type(made)
                checked += self.refuse(kind, kind.__name__)
                for name in dir(kind):
                    is_property = isinstance(getattr(kind, name), property)
                    if is_property and isinstance(getattr(made, name), int) and getattr(kind, name).fset:
                        checked += 1
                        for number in (1 << 64, -1 << 64):
                            with self.assertRaises(OverflowError, msg=f"{kind.__name__}.{name}"):
                                setattr(made, name, number)
                    elif not is_property and not name.startswith("_") and callable(getattr(made, name)):
                        checked += self.refuse(getattr(made, name), f"{kind.__name__}.{name}")
        self.assertGreaterEqual(checked, 29)

    def test_numbers_that_do_not_fit_into_fields_are_refused(self) -> None:
        checked = 0
        for name, kind in vars(ref).items():
            if not inspect.isclass(kind) or not issubclass(kind, (ctypes.Structure, ctypes.Union)):
                continue
            if hasattr(kind, "returned") or name == "_Buffer":
                continue  # what travels in the place of another one, and what is Python's
            for field, form, *_ in getattr(kind, "_fields_", ()):
                shown = field.lstrip("_")
                if getattr(form, "_type_", "?") in tuple("bBhHiIlLqQ") and hasattr(kind, shown):
                    made, high = kind(), 8 * ctypes.sizeof(form)
                    if form(-1).value < 0:
                        high -= 1
                    for number in (1 << high, -1 - (1 << high if form(-1).value < 0 else 0)):
                        with self.assertRaises(OverflowError, msg=f"{name}.{shown} = {number}"):
                            setattr(made, shown, number)
                    checked += 1
        self.assertGreaterEqual(checked, 50)

    def test_constants(self) -> None:
        self.assertEqual((ref.ANSWER, ref.PI, ref.MAKER), (42, 3.25, 'the "makers"'))
        self.assertEqual((ref.CODE_MORE, ref.CODE_BROKEN, ref.STORE_ROW), (1, -1, 100))
        self.assertEqual((ref.MODE_READ | ref.MODE_WRITE, ref.COLOUR_BLUE), (ref.MODE_BOTH, 2))

    def test_enums_open_closed_and_of_bits(self) -> None:
        self.assertEqual(ref.open_next(ref.Open.LOW), -4)
        self.assertEqual(ref.open_next(ref.Open(100)), 101)
        self.assertIs(ref.closed_other(ref.Closed.A), ref.Closed.B)
        with self.assertRaises(ValueError):
            ref.closed_other(7)  # type: ignore[arg-type]
        bits = ref.Bits.ONE | ref.Bits.FOUR
        self.assertEqual(ref.bits_without(bits, ref.Bits.ONE), ref.Bits.FOUR)
        self.assertIs(ref.mode_add(ref.Mode.READ, ref.Mode.WRITE), ref.Mode.BOTH)
        self.assertIs(ref.colour_other(ref.Colour.RED), ref.Colour.BLUE)

    def test_structs_by_value_and_by_pointer(self) -> None:
        self.assertEqual(ref.corner_swap(ref.Corner(1, 2)), ref.Corner(2, 1))
        grid = ref.grid_fill(3)
        self.assertEqual(list(grid.cells[1]), [3, 3, 3])
        self.assertEqual(grid.corners[1], ref.Corner(3, 4))
        self.assertEqual(ref.grid_sum(grid), 18)
        packed = ref.Packed(b=4, c=5)
        ref.packed_double(packed)
        for function in (ref.packed_double, ref.grid_sum):
            with self.assertRaises(TypeError):
                function(None)  # type: ignore[operator]
        self.assertEqual((packed.b, packed.c), (8, 10))

    def test_what_is_left_out_and_what_is_passed(self) -> None:
        self.assertEqual((ref.add(1), ref.add(1, 2)), (11, 3))
        ref.check_size()
        self.assertEqual(ref.square(7), (7, 49))
        self.assertEqual(ref.divide(17, 5), (3, 2))

    def test_variables_are_the_librarys(self) -> None:
        for before in (5, -1):
            ref.raw.ref_nothings.value = before
            ref.nothing()
            self.assertEqual(ref.raw.ref_nothings.value, before + 1)
        self.assertAlmostEqual(ref.raw.ref_third.value, 1 / 3)
        self.assertIs(ref.raw.ref_more.value, True)
        self.assertEqual(ref.raw.ref_usual.value, ref.Open.LOW)
        self.assertEqual((ref.raw.ref_origin.x, ref.raw.ref_origin.y), (1, 2))
        self.assertEqual(ref.raw.ref_owner.value, b"the owner")

    def test_failures_of_each_kind(self) -> None:
        self.assertEqual(ref.step(1), 1)
        self.assertEqual(ref.step(0), 0)
        with self.assertRaises(ref.StepCodeError) as failure:
            ref.step(-1)
        self.assertEqual(failure.exception.code, -1)
        self.assertEqual(ref.position(ord("c")), 2)
        with self.assertRaises(ref.RefError):
            ref.position(ord("?"))
        self.assertEqual(ref.root(17), 4)
        with self.assertRaises(OSError) as error:
            ref.root(-1)
        self.assertEqual(error.exception.errno, errno.EDOM)


if __name__ == "__main__":
    unittest.main()
