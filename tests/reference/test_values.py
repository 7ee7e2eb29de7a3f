"""Values: texts, arrays, options and records through the generated module, with nothing left behind."""
# SPDX-License-Identifier: MIT

from __future__ import annotations

import array
import ctypes
import gc
import io
import os
from typing import Any, Callable, List, Type

import reference as ref


def raises(kind: Type[BaseException], function: Callable[..., Any], *arguments: Any) -> BaseException:
    """What FUNCTION raises, which has to be of KIND."""
    try:
        function(*arguments)
    except kind as error:
        return error
    raise AssertionError(f"{function}{arguments} raised nothing")


def texts() -> None:
    assert ref.fault_text(ref.Fault.NOT_FOUND) == "there is no such thing"
    assert ref.text_length("héllo") == 6
    assert ref.text_length_or_zero(None) == 0 and ref.text_length_or_zero("abc") == 3
    assert ref.text_ascii("abc") == 3
    for function in (ref.text_ascii, ref.text_locale_length, ref.text_utf16_length, ref.text_utf32_length):
        raises(ValueError, function, "a\0b")
        raises(TypeError, function, b"ab")
    raises(ValueError, ref.text_bytes, b"a\0b")
    raises(UnicodeEncodeError, ref.text_ascii, "é")
    raises(ValueError, ref.text_length, "a\0b")
    raises(TypeError, ref.text_length, None)
    assert ref.text_borrowed() == "héllo"
    assert ref.text_join("a", "bc") == "abc"
    assert ref.text_maybe("") is None and ref.text_maybe("x") == "x"
    assert ref.text_count("aba", ord("a")) == 2
    assert ref.bytes_count(b"\0\1\0", 0) == 2
    assert ref.text_utf16_length("wide\U0001f600") == 6
    assert ref.text_utf16_copy("wide\U0001f600") == "wide\U0001f600"
    assert ref.text_utf32_length("wide\U0001f600") == 5
    assert ref.text_locale_length(os.fsdecode(b"ab\xff")) == 3
    assert ref.text_bytes(b"\xff\xfe") == b"\xff\xfe"
    ref.text_give("taken over")
    assert ref.text_given() == 10
    ref.text_give(None)
    assert ref.text_given() == 0
    raises(TypeError, ref.text_give, 1)
    raises(ValueError, ref.text_give, "a\0b")
    assert ref.text_number(-12) == "-12".rjust(600)


def many_texts() -> None:
    assert ref.texts_join(["a", "é", ""]) == "a é "
    assert ref.texts_join([]) == ""
    raises(TypeError, ref.texts_join, ["a", None])
    raises(TypeError, ref.texts_join, "abc")
    raises(ValueError, ref.texts_join, ["a\0b"])
    assert ref.texts_join_ended(("x", "ÿ")) == "x ÿ"
    assert ref.texts_split(" one  two three ") == ["one", "two", "three"]
    assert ref.texts_split("") == []
    days = ref.texts_days()
    assert days is not None and days[6] == "Sunday" and len(days) == 7
    assert ref.texts_words("a bc") == ["a", "bc"]
    assert ref.view_length("h\0llo") == 5
    assert ref.view_first("one two") == "one" and ref.view_first("") == ""
    assert ref.string_repeat("ab", 3) == "ababab"
    assert ref.string_fill("x") == "x"
    error = raises(ref.FaultError, ref.string_fill, "")
    assert str(error) == "the argument makes no sense (INVALID, 1)"
    assert ref.text_from(lambda n: "x" * n, 4) == 10
    raises(TypeError, ref.text_from, lambda n: 5, 1)
    raises(ValueError, ref.text_from, lambda n: "a\0b", 1)
    assert ref.text_collect(lambda n: "é" * n, 3) == "é" * 6
    raises(TypeError, ref.text_collect, lambda n: "x" if n < 3 else 5, 4)
    seen: List[Any] = []
    ref.text_show(lambda *given: seen.append(given))
    assert seen == [("tëxt", None, "view", "wïde", ["one", "two"])], seen


def kept_memory() -> None:
    label = ref.Label("".join(["la", "bel"]))
    label.number([int(str(n)) for n in (1000, 200, 40, 3, 2, 1)])
    gc.collect()
    _ = ["".join(["xx", "xxx"]) for _ in range(100)]
    assert label.show() == "label: 1246", label.show()
    label.close()
    assert ref.counts_now().objects == 0


def arrays() -> None:
    assert ref.sum([1, 2, 3]) == 6 and ref.sum(array.array("i", [4, 5])) == 9
    raises(OverflowError, ref.sum, [1, 1 << 31])
    assert ref.sum(range(100)) == 4950 and ref.sum(range(7)) == 21
    assert ref.sum_three([1, 2, 3]) == 6
    raises(ValueError, ref.sum_three, [1, 2])
    assert ref.sum_ended([1, 2, 3]) == 6
    numbers = array.array("i", [1, 2])
    ref.double(numbers)
    assert list(numbers) == [2, 4]
    assert ref.sum_bytes([1, 2]) == 3 and ref.sum_bytes(range(100)) == 4950
    assert ref.count_up(3) == [1, 2, 3] and ref.count_up(0) is None
    assert ref.squares(4) == [0, 1, 4, 9]
    assert ref.three() == [1, 2, 3]
    assert ref.slice_sum([1, -2, 5]) == 4
    raises(OverflowError, ref.slice_sum, [1 << 40])
    raises(TypeError, ref.slice_sum, ["a"])
    ref.slice_double(numbers)
    assert list(numbers) == [4, 8]
    raises(TypeError, ref.slice_double, (1, 2))
    assert ref.slice_half([1, 2, 3, 4]) == [1, 2]
    assert ref.bytes_sum(b"\1\2\3") == 6
    assert ref.slice_texts_length(["a", "bc"]) == 3
    assert ref.slice_options_length(["abc", None, "d"]) == 4
    assert ref.vec_count_up(3) == [1, 2, 3] and ref.vec_count_up(0) == []
    assert ref.vec_split("a bc") == ["a", "bc"]
    assert ref.vec_split_or_fail("x") == ["x"]
    raises(ref.FaultError, ref.vec_split_or_fail, "")
    assert ref.backwards(3) == [3, 2, 1]
    assert ref.backwards(-5) == [-5, -4, -3, -2, -1]  # begins without any room
    try:
        ref.backwards(13)
    except ValueError as error:
        assert "room for 13" in str(error)
    else:
        raise AssertionError("more than there was room for")
    assert ref.backwards_bound(3) == 3
    seen: List[Any] = []

    def takes(*given: Any) -> bool:
        seen.append(given)
        return True

    assert ref.numbers_show(takes, 3)
    assert seen == [([1, 2, 3], [7, None])], seen

    def fails(*given: Any) -> bool:
        raise KeyError("mine")

    raises(KeyError, ref.numbers_show, fails, 3)
    memory_of_c_is_changed_in_place()


def memory_of_c_is_changed_in_place() -> None:
    asked: List[int] = []

    def fills(numbers: ctypes.Array[Any]) -> int:
        asked.append(len(numbers))
        numbers[:] = list(range(len(numbers)))
        numbers[0] = 100
        return len(numbers)

    assert ref.sum_filled(6, fills) == 100 + 1 + 2 + 3 + 100 + 1 and asked == [4, 2]
    assert ref.sum_filled(6, lambda numbers: 0) == 0

    def overflows(numbers: ctypes.Array[Any]) -> int:
        numbers[0] = 1 << 31
        return 1

    raises(OverflowError, ref.sum_filled, 1, overflows)
    source, views = io.BytesIO(bytes(range(20))), []

    def reads(memory: memoryview) -> int:
        views.append(memory)
        return source.readinto(memory)

    assert ref.sum_read(reads) == 190 and len(views) == 4
    raises(ValueError, lambda: views[0][0])

    def cannot_read(memory: memoryview) -> int:
        raise KeyError("mine")

    raises(KeyError, ref.sum_read, cannot_read)

    def changes(numbers: Any, three: Any, boxes: Any) -> None:
        assert numbers[:] == [1, 2, 3] and three[:] == [0.5] * 3 and len(boxes) == 1
        numbers[1] = 20
        three[2] = 0.25
        assert boxes[0] == ref.Box(1, 2)
        boxes[0].width = 4

    assert ref.sum_changed(3, changes) == 24 + 1.25 + 6
    assert ref.sum_changed(0, lambda numbers, three, boxes: None) == 4.5
    raises(ZeroDivisionError, ref.sum_changed, 1, lambda *given: 1 // 0)


def options() -> None:
    assert ref.option_half(4) == 2 and ref.option_half(5) is None
    assert ref.option_or(None, 7) == 7 and ref.option_or(0, 7) == 0
    raises(OverflowError, ref.option_or, 1 << 31, 0)
    assert ref.option_text_length("abc") == 3 and ref.option_text_length(None) == -1
    assert ref.option_name(2) == "two" and ref.option_name(9) is None
    assert ref.option_increment(1) == 2 and ref.option_increment(None) is None
    assert ref.pointed_or(None, 5) == 5 and ref.pointed_or(0, 5) == 0
    assert ref.pointed(2) == 7 and ref.pointed(3) is None
    assert ref.pointed_option(1) and not ref.pointed_option(None)
    assert ref.result_divide(12, 4) == 3
    error = raises(ref.FaultError, ref.result_divide, 1, 0)
    assert isinstance(error, ref.FaultError) and error.code == ref.Fault.INVALID
    assert ref.result_parse("12") == 12 and ref.result_parse("") is None
    assert str(raises(ref.RefError, ref.result_parse, "x")) == "this is no number"
    quotients = ref.result_quotients(3)
    assert isinstance(quotients[0], ref.FaultError) and quotients[1:] == [12, 6, 4]


def shapes() -> None:
    box = ref.Shape(ref.ShapeKind.BOX, ref.Box(2, 3))
    nothing = ref.Shape(ref.ShapeKind.NOTHING, None)
    assert ref.shape_area(box) == 6
    assert ref.shape_area(ref.Shape(ref.ShapeKind.CIRCLE, 1.0)) == 3
    assert ref.shape_area(ref.Shape(ref.ShapeKind.LABEL, "abcd")) == 4
    assert ref.shape_area(nothing) == 0
    assert ref.shape_make(ref.ShapeKind.CIRCLE) == ref.Shape(ref.ShapeKind.CIRCLE, 2.0)
    assert ref.shape_make(ref.ShapeKind.LABEL).value == "two"
    assert ref.shape_make(ref.ShapeKind.NOTHING).value is None
    assert ref.shapes_area([box, nothing, box]) == 12
    raises(TypeError, ref.shapes_area, [ref.Shape(ref.ShapeKind.NOTHING, 1.0)])
    raises(ValueError, ref.shapes_area, [ref.Shape(ref.ShapeKind(9), None)])


def records() -> None:
    sticker = ref.sticker_make("box")
    assert sticker == ref.Sticker("box", b"m\xff", b"\0\1\0\2", b"\3\0\4\0"), sticker
    assert ref.sticker_weigh(sticker) == sum(b"box" + b"m\xff" + b"\1\2\3\4")
    assert ref.sticker_weigh(ref.Sticker("", b"", b"1234", b"\0\0\0\1")) == sum(b"1234") + 1
    raises(ValueError, ref.sticker_weigh, ref.Sticker("", b"four", bytes(4), bytes(4)))
    raises(ValueError, ref.sticker_weigh, ref.Sticker("", b"\0", bytes(4), bytes(4)))
    raises(ValueError, ref.sticker_weigh, ref.Sticker("", b"", bytes(5), bytes(4)))
    raises(TypeError, ref.sticker_weigh, ref.Sticker("", None, bytes(4), bytes(4)))  # type: ignore[arg-type]
    raises(ValueError, ref.sticker_weigh, ref.Sticker("a\0b", b"", bytes(4), bytes(4)))
    ann = ref.person_make("Anna", 4)
    assert ann == ref.Person("Anna", "a", [1, 2, 3, 4], 2, "de"), ann
    assert ref.person_make("Bo", 3) == ref.Person("Bo", None, [1, 2, 3], None, "de")
    assert ref.person_weigh(ann) == 4 + 10 + 1000 + 2 + 2
    raises(ValueError, ref.person_weigh, ref.Person("x", None, [], None, "too long a code"))
    raises(ValueError, ref.person_weigh, ref.Person("x", None, [], None, "8 bytes."))
    assert ref.person_weigh(ref.Person("", None, [], None, "7 bytes")) == ref.person_weigh(ref.Person("", None, [], None, "")) + 7
    raises(TypeError, ref.person_weigh, ref.Person(None, None, [], None, ""))  # type: ignore[arg-type]
    raises(TypeError, ref.person_weigh, "Anna")
    assert ref.person_find("Zoe").marks == [1, 2, 3, 4]
    raises(ref.FaultError, ref.person_find, "")
    assert [one.name for one in ref.people_of("a b")] == ["a", "b"]
    people = ref.people_find("Anna Bo Carla")
    assert [one.nick for one in people] == ["a", None, "la"]
    raises(ref.FaultError, ref.people_find, "")
    assert ref.people_weigh(people) == sum(ref.person_weigh(one) for one in people)
    assert ref.options_apply(ref.Options(3, True)) == 6
    assert ref.options_usual() == ref.Options(6, True)


def main() -> None:
    for part in (texts, many_texts, kept_memory, arrays, options, shapes, records):
        part()
        gc.collect()
        left = ref.counts_now().memory
        assert left == 0, f"{part.__name__}: {left} pieces of memory are left"
    print("values: all called, nothing left")


if __name__ == "__main__":
    main()
