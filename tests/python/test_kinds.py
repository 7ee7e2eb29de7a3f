"""Each kind of thing that a binding carries: kinds.h through its generated module."""
# SPDX-License-Identifier: MIT

import array
import ctypes
import gc
import io
import math
import os
import subprocess
import sys
import threading
import unittest
import warnings
import weakref

import kinds


class TestKinds(unittest.TestCase):
    def setUp(self) -> None:
        gc.collect()
        self.live, self.disorder = kinds.live(), kinds.disorder()
        self.stderr, sys.stderr = sys.stderr, io.StringIO()

    def tearDown(self) -> None:
        self.written, sys.stderr = sys.stderr.getvalue(), self.stderr
        gc.collect()
        self.assertEqual(kinds.live(), self.live)
        self.assertEqual(kinds.disorder(), self.disorder)
        self.assertEqual(self.written, "")

    # ---- numbers ----

    def test_integers_keep_their_values_and_limits(self) -> None:
        for bits in (8, 16, 32, 64):
            for name, low, high in (
                (f"i{bits}", -(1 << bits - 1), (1 << bits - 1) - 1),
                (f"u{bits}", 0, (1 << bits) - 1),
            ):
                function = getattr(kinds, name)
                self.assertEqual((function(low), function(high)), (low, high))
                for wrong in (low - 1, high + 1):
                    with self.assertRaises(OverflowError):
                        function(wrong)
                for wrong in (None, "1", b"1"):
                    with self.assertRaises(TypeError):
                        function(wrong)
                with self.assertRaises((TypeError, ctypes.ArgumentError)):
                    function(1.5)

    def test_what_is_no_integer_is_called_by_its_name(self) -> None:
        with self.assertRaisesRegex(TypeError, "^x must be int, not str$"):
            kinds.u8("7")  # type: ignore[arg-type]
        with self.assertRaisesRegex(TypeError, "^x must be int, not float$"):
            kinds.u8(7.0)  # type: ignore[arg-type]
        with self.assertRaisesRegex(OverflowError, "^x: 256 does not fit into C's (unsigned char|uint8_t)$"):
            kinds.u8(256)

        class Seven:
            def __index__(self) -> int:
                return 7

        self.assertEqual(kinds.u8(Seven()), 7)  # type: ignore[arg-type]

    def test_other_numbers(self) -> None:
        self.assertEqual((kinds.char(-3), kinds.kinds_bool(True), kinds.kinds_float(0.5)), (-3, True, 0.5))
        self.assertEqual((kinds.double(0.1), kinds.long_double(0.1)), (0.1, 0.1))
        self.assertEqual(kinds.leaf(4), 4)

    def test_defaults_and_names_that_python_has_taken(self) -> None:
        self.assertEqual((kinds.default(), kinds.default(1)), (42, 36))
        self.assertEqual(kinds.kinds_lambda(from_=1, in_=2, self_=3), 123)

    def test_what_is_deprecated_warns(self) -> None:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            kinds.old()
        self.assertEqual([str(one.message) for one in caught], ["kinds_old is deprecated: use kinds_new"])
        self.assertEqual(caught[0].filename, __file__)

    def test_variables_are_in_the_raw_layer(self) -> None:
        self.assertEqual(kinds.raw.kinds_counter.value, 42)

    def test_what_ctypes_cannot_carry_is_not_there(self) -> None:
        for name in ("kinds_wide", "kinds_by_value"):
            self.assertFalse(hasattr(kinds.raw, name))

    # ---- enumerations ----

    def test_enumerations(self) -> None:
        self.assertIs(kinds.signed(kinds.Signed.LOW), kinds.Signed.LOW)
        self.assertEqual(kinds.signed(kinds.Signed(77)), 77)
        self.assertIs(kinds.closed(kinds.Closed.B), kinds.Closed.B)
        with self.assertRaises(ValueError):
            kinds.closed(3)
        both = kinds.Bits.A | kinds.Bits.TOP
        self.assertEqual(kinds.bits(both), both)
        self.assertIsInstance(kinds.bits(both), kinds.Bits)
        self.assertEqual(kinds.bits(kinds.Bits(64)), 64)

    def test_bit_sets_have_a_sign_bit(self) -> None:
        top, signs = kinds.Signs.TOP, kinds.Signs
        self.assertEqual(kinds.signs_same(top), top)
        self.assertEqual(kinds.signs_same(top | signs.A), top | signs.A)
        self.assertEqual(kinds.signs_same(~signs.A) & (top | signs.A | signs.B), top | signs.B)
        self.assertEqual(kinds.signs_same(signs(-1)), 0xFFFFFFFF)
        self.assertEqual(kinds.signs_any([top, signs.B]), top | signs.B)
        self.assertEqual(kinds.signs_ask(lambda bits: bits | signs.A), top | signs.A)
        for wrong in (1 << 32, -(1 << 31) - 1):
            with self.assertRaises(OverflowError):
                kinds.signs_same(wrong)
            with self.assertRaises(OverflowError):
                kinds.signs_any([wrong])
            with self.assertRaises(OverflowError):
                kinds.signs_ask(lambda bits: wrong)

    def test_enumerations_in_integers_of_another_size(self) -> None:
        taste = kinds.Taste
        self.assertIs(kinds.taste_short(taste.SOUR), taste.SOUR)
        self.assertEqual(kinds.taste_wide(taste.STRONG), 1 << 40)
        self.assertIs(kinds.taste_next(taste.SWEET), taste.SOUR)
        self.assertEqual(kinds.taste_sum([taste.SWEET, taste.SOUR]), 3)
        self.assertEqual(kinds.taste_sum_wide([taste.STRONG, taste.SOUR]), 70002)
        tastes = array.array("h", [0, 0])
        kinds.taste_fill(tastes)
        self.assertEqual(list(tastes), [2, 2])
        self.assertEqual(kinds.tastes(), [taste.SOUR, taste.SWEET, 3])
        self.assertEqual(kinds.taste_ask(lambda taste: taste, taste.SOUR), 2)
        self.assertEqual((kinds.maybe_taste(taste.SOUR), kinds.maybe_taste(None)), (taste.SOUR, None))
        for call in (
            kinds.taste_short, kinds.taste_next, kinds.maybe_taste, lambda taste: kinds.taste_sum([taste]),
            lambda taste: kinds.taste_ask(lambda _: taste, 1),
        ):
            with self.assertRaises(OverflowError):
                call(taste.STRONG)

    def test_closed_enumerations_are_checked_everywhere(self) -> None:
        self.assertEqual(kinds.closed_sum([kinds.Closed.A, kinds.Closed.B]), 3)
        self.assertEqual(kinds.closed_sum(array.array("I", [1, 2, 2])), 5)
        self.assertEqual(kinds.closed_ask(lambda: kinds.Closed.B), 2)
        for wrong in ([1, 3], array.array("I", [1, 3])):
            with self.assertRaises(ValueError):
                kinds.closed_sum(wrong)
        with self.assertRaises(ValueError):
            kinds.closed_ask(lambda: 3)
        self.assertIs(kinds.closed_make(2), kinds.Closed.B)
        with self.assertRaisesRegex(ValueError, "7 is not a valid Closed"):
            kinds.closed_make(7)
        ends = kinds.Ends(closed=kinds.Closed.B)
        with self.assertRaises(ValueError):
            ends.closed = 3
        with self.assertRaises(ValueError):
            kinds.Ends(closed=3)
        self.assertEqual(ends.closed, kinds.Closed.B)
        ends.each[1] = kinds.Closed.A
        with self.assertRaises(ValueError):
            ends.each[1] = 3
        with self.assertRaises(ValueError):
            kinds.Ends(each=[kinds.Closed.A, 3])
        self.assertEqual(ends.each[1], kinds.Closed.A)
        self.assertIs(ends.few, kinds.Closed.A)
        with self.assertRaises(ValueError):
            ends.few = 3
        told: list = []
        kinds.closed_tell(told.append, 2)
        self.assertEqual((told, kinds.closed_fill(2, 1)), ([kinds.Closed.B], [kinds.Closed.A] * 2))
        with self.assertRaises(ValueError):
            kinds.closed_tell(told.append, 3)
        with self.assertRaises(ValueError):
            kinds.closed_fill(1, 3)
        self.assertEqual(kinds.bits_all(), 0xFFFFFFFF)

    def test_floats_do_not_become_infinite(self) -> None:
        most = float.fromhex("0x1.fffffep127")
        for fits in (most, -most, 0.0, -0.0, math.inf, 1):
            self.assertEqual(kinds.kinds_float(fits), fits)
            self.assertEqual(kinds.float_sum([fits]), fits)
            self.assertEqual(kinds.float_ask(lambda: fits), fits)
            self.assertEqual(math.copysign(1, kinds.kinds_float(fits)), math.copysign(1, fits))
        self.assertTrue(math.isnan(kinds.kinds_float(math.nan)))
        self.assertTrue(math.isnan(kinds.float_sum([math.nan])))
        for wrong in (2 * most, -1e300, 1 << 200):
            for call in (kinds.kinds_float, lambda x: kinds.float_sum([x]), lambda x: kinds.float_ask(lambda: x)):
                with self.assertRaises(OverflowError):
                    call(wrong)
        with self.assertRaises(OverflowError):
            kinds.float_sum(array.array("d", [1e300]))
        for no_number in ("1", None):
            with self.assertRaisesRegex(TypeError, "x must be float, not"):
                kinds.kinds_float(no_number)

    def test_bools_are_nothing_else(self) -> None:
        self.assertEqual(kinds.bool_sum([True, False, True]), 2)
        self.assertEqual(kinds.bool_sum(memoryview(bytes([2, 0, 255])).cast("?")), 2)
        with self.assertRaises(OverflowError):
            kinds.bool_sum([2])

    # ---- structs ----

    def test_numbers_that_do_not_fit_into_fields_are_refused(self) -> None:
        ends = kinds.Ends(grid=[[1, 2], [3, -4]], real=0.5, signs=kinds.Signs.TOP)
        self.assertIn("grid=[[1, 2, 0], [3, -4, 0]]", repr(ends))
        ends.either.number = 5
        ends.pairs[1].wide = 6
        self.assertEqual(kinds.ends_same(ends), ends)
        self.assertEqual(ends.either, ends.either)
        inner = kinds.Inner(1, 2)
        for record, field, wrong in (
            (inner, "a", 256), (inner, "a", -1), (inner, "b", 1 << 32), (ends, "real", 1e300),
            (ends.either, "number", 1 << 32), (ends.either, "real", -1e300), (ends, "signs", 1 << 32),
        ):
            before = getattr(record, field)
            with self.assertRaises(OverflowError):
                setattr(record, field, wrong)
            self.assertEqual(getattr(record, field), before)
        for grid in ([[1 << 15]], [[0], [0, -(1 << 15) - 1]]):
            with self.assertRaises(OverflowError):
                kinds.Ends(grid=grid)
        for grid in ([[0, 0, 0, 0]], [[], [], []]):
            with self.assertRaises(ValueError):
                kinds.Ends(grid=grid)
        for place, wrong in ((0, 1 << 15), (1, -(1 << 15) - 1), (slice(0, 2), [1, 1 << 15])):
            before = ends.grid[1][:]
            with self.assertRaises(OverflowError):
                ends.grid[1][place] = wrong
            self.assertEqual(ends.grid[1][:], before)
        for wrong in ([1, 1 << 15, 2], (ctypes.c_int32 * 3)(1, 1 << 15, 2)):
            with self.assertRaisesRegex(OverflowError, "32768 does not fit into c_short"):
                ends.grid[0] = wrong
            with self.assertRaisesRegex(OverflowError, "32768 does not fit into c_short"):
                ends.grid = [[0, 0, 0], wrong]
        ends.grid[0] = (ctypes.c_int16 * 3)(7, 8, 9)
        ends.grid[0][1:] = [4, -5]
        self.assertEqual([row[:] for row in kinds.ends_same(ends).grid], [[7, 4, -5], [3, -4, 0]])
        self.assertEqual(memoryview(ends.grid[0]).cast("B").cast("h").tolist(), [7, 4, -5])
        other = kinds.ends_same(ends)
        other.pairs[1].wide = 7
        self.assertNotEqual(other, ends)
        other.pairs[1].wide = 6
        self.assertEqual(other, ends)
        other.either.number = 8
        self.assertNotEqual(other, ends)

    def test_layouts_are_what_c_says(self) -> None:
        text = subprocess.check_output([os.environ["KINDS_PROBE"]], text=True)
        seen = 0
        for record, field, value in (line.split() for line in text.splitlines()):
            kind = getattr(kinds, record)
            if field == "size":
                self.assertEqual(ctypes.sizeof(kind), int(value), record)
            else:
                self.assertEqual(getattr(kind, field).offset, int(value), f"{record}.{field}")
            seen += 1
        self.assertGreater(seen, 15)

    def test_c_reads_what_python_wrote(self) -> None:
        plain = kinds.Plain(
            byte=1, bits=kinds.Bits.B, inner=kinds.Inner(3, 4), numbers=[5, 6, 7], name=b"eight", yes=True,
            text=b"four", wide=10.0,
        )
        other = kinds.Plain(byte=100)
        plain.next = ctypes.addressof(other)
        self.assertEqual(kinds.sum_plain(plain), 1 + 2 + 7 + 18 + 5 + 1 + 4 + 10 + 100)
        self.assertEqual(plain.bits, kinds.Bits.B)
        self.assertIn("numbers=[5, 6, 7]", repr(plain))
        self.assertEqual(kinds.sum_packed(kinds.Packed(1, 2, 3)), 6)
        for _ in range(100):
            self.assertEqual(kinds.sum_aligned(kinds.Aligned(1, 2)), 3)
        holder = kinds.Holder(tag=1)
        holder.either.number = 2
        holder.x, holder.y = 3, 4
        holder.packed.b = 5
        self.assertEqual(kinds.sum_holder(holder), 15)
        self.assertEqual(kinds.swap(kinds.Inner(1, 2)), kinds.Inner(2, 1))

    def test_bit_fields(self) -> None:
        fields = kinds.Fields()
        kinds.fill_fields(fields)
        self.assertEqual(fields, kinds.Fields(5, -16, 0xABCDEF0123, True, 200, 99))
        self.assertEqual(kinds.sum_fields(kinds.Fields(7, 15, 1 << 39, True, 1, 127)), 7 + 15 + (1 << 39) + 1 + 1 + 127)
        fields.high = 15
        self.assertEqual((fields.low, fields.high, fields.wide), (5, 15, 0xABCDEF0123))
        for name, wrong in (("low", 8), ("low", -1), ("high", 16), ("high", -17), ("wide", 1 << 40)):
            with self.assertRaises(OverflowError):
                setattr(fields, name, wrong)

    def test_struct_fields_are_checked_when_they_are_made(self) -> None:
        for wrong in ({"a": 256}, {"a": -1}, {"b": 1 << 32}):
            with self.assertRaises(OverflowError):
                kinds.Inner(**wrong)

    # ---- texts ----

    def test_texts_in_each_encoding(self) -> None:
        self.assertEqual((kinds.length("\u00e4"), kinds.length(None)), (2, 1000))
        self.assertEqual((kinds.maybe(True), kinds.maybe(False), kinds.always()), ("", None, "\u00e4"))
        self.assertEqual(kinds.counted("\u00e4b"), 3)
        self.assertEqual(kinds.octets(b"\xff\xfe"), 2)
        self.assertEqual(kinds.ascii("abc"), 3)
        self.assertEqual(kinds.locale("abc"), 3)
        with self.assertRaises(UnicodeEncodeError):
            kinds.ascii("\u00e4")
        with self.assertRaises(ValueError):
            kinds.octets(b"a\0b")
        with self.assertRaises(TypeError):
            kinds.octets("text")

    def test_owned_texts_are_freed(self) -> None:
        self.assertEqual((kinds.twice("ab"), kinds.twice("")), ("abab", None))

    def test_a_promise_that_is_broken_is_an_error(self) -> None:
        self.assertEqual(kinds.promise("ab"), "abab")
        with self.assertRaisesRegex(ValueError, r"kinds_promise\(\) gave NULL"):
            kinds.promise("")
        with self.assertRaises(ValueError):
            kinds.lie()
        with self.assertRaises(ValueError):
            kinds.no_base()

    def test_a_text_without_an_end_is_all_of_the_buffer(self) -> None:
        self.assertEqual(kinds.fill(3), (3, "xxx"))

    def test_a_text_that_is_none_is_an_error(self) -> None:
        with self.assertRaises(UnicodeDecodeError):
            kinds.broken(10)

    # ---- slices ----

    def test_bytes_are_lent_not_copied(self) -> None:
        for data in (b"\1\2\3", bytearray(b"\1\2\3"), memoryview(b"\0\1\2\3")[1:], array.array("B", [1, 2, 3]),
                     (ctypes.c_ubyte * 3)(1, 2, 3)):
            self.assertEqual(kinds.sum_bytes(data), 6)
        self.assertEqual((kinds.sum_bytes(b""), kinds.sum_bytes(bytearray())), (0, 0))
        self.assertEqual((kinds.sum_short(None), kinds.sum_short(b"\1\1")), (12345, 2))
        with self.assertRaises(OverflowError):
            kinds.sum_short(bytes(256))
        for wrong in ("text", 1, None, [1, 2]):
            with self.assertRaises(TypeError):
                kinds.sum_bytes(wrong)
        with self.assertRaises(BufferError):
            kinds.sum_bytes(memoryview(b"abcdef")[::2])

    def test_c_changes_the_callers_memory(self) -> None:
        for data in (bytearray(b"\0\xff"), array.array("B", [0, 255]), (ctypes.c_ubyte * 2)(0, 255)):
            kinds.invert(data)
            self.assertEqual(bytes(data), b"\xff\0")
        with self.assertRaises(BufferError):
            kinds.invert(b"\0")
        data = bytearray(1)
        kinds.invert(data)
        data.append(1)  # nothing is lent any more

    def test_numbers(self) -> None:
        for data in ([1, -2, 3], (1, -2, 3), array.array("i", [1, -2, 3]), (ctypes.c_int32 * 3)(1, -2, 3), range(3)):
            self.assertEqual(kinds.sum_ints(data), sum(data))
        for order in ("__ctype_be__", "__ctype_le__"):
            self.assertEqual(kinds.sum_ints((getattr(ctypes.c_int32, order) * 3)(1, -2, 3)), 2)
        with self.assertRaises(OverflowError):
            kinds.sum_ints([1 << 31])
        with self.assertRaises(TypeError):
            kinds.sum_ints([1.5])
        self.assertEqual(kinds.sum_ints([]), 0)
        scaled = array.array("d", [1, 2])
        kinds.scale(scaled, 2)
        self.assertEqual(list(scaled), [2, 4])
        for wrong in ([1.0], array.array("f", [1]), b"12345678"):
            with self.assertRaises(TypeError):
                kinds.scale(wrong, 2)
        self.assertEqual(kinds.dot([1, 2], [3, 4]), 11)
        with self.assertRaisesRegex(ValueError, "b must have 2 elements, not 1"):
            kinds.dot([1, 2], [3])
        self.assertEqual(kinds.three([1, 2, 3]), 123)
        with self.assertRaisesRegex(ValueError, "data must have 3 elements, not 2"):
            kinds.three([1, 2])

    def test_arrays_of_structs(self) -> None:
        inners = (kinds.Inner * 2)(kinds.Inner(1, 2), kinds.Inner(3, 4))
        self.assertEqual((kinds.sum_inners(inners), kinds.sum_inners(list(inners))), (10, 10))
        kinds.change_inners(inners)
        self.assertEqual([inner.b for inner in inners], [3, 5])
        with self.assertRaises(TypeError):
            kinds.change_inners(list(inners))

    def test_results_through_parameters(self) -> None:
        self.assertEqual((kinds.kinds_range(4), kinds.kinds_range(0)), ([0, 1, 2, 3], None))
        self.assertEqual(kinds.divide(17, 5), (3, 2))
        self.assertEqual(kinds.increment(4), 5)
        self.assertEqual((kinds.read(100), kinds.read(2), kinds.read(0)), (b"hello", b"he", b""))

    # ---- failures ----

    def test_errno_and_sentinels(self) -> None:
        self.assertEqual(kinds.open("there"), 3)
        with self.assertRaises(FileNotFoundError):
            kinds.open("elsewhere")
        self.assertEqual(kinds.find(3), 3)
        with self.assertRaises(kinds.KindsError):
            kinds.find(0)

    # ---- objects ----

    def test_what_failed_to_open_is_closed_and_tells_why(self) -> None:
        with self.assertRaises(kinds.StatusError) as caught:
            kinds.Base("bad")
        self.assertEqual(caught.exception.message, "the name is bad")
        self.assertIs(caught.exception.code, kinds.Status.BUSY)

    def test_codes_that_are_no_errors_are_results(self) -> None:
        with kinds.Base("b") as base:
            self.assertIs(base.step(0), kinds.Status.FINE)
            self.assertIs(base.step(2), kinds.Status.MORE)
            with self.assertRaisesRegex(kinds.StatusError, "it is busy"):
                base.step(1)

    def test_a_destructor_that_fails_raises_from_close(self) -> None:
        base = kinds.Base("b")
        base.step(99)
        with self.assertRaises(kinds.StatusError):
            base.close()
        base.close()
        base = kinds.Base("b")
        base.step(99)
        del base

    def test_what_others_need_ends_after_them(self) -> None:
        base = kinds.Base("b")
        child, made = kinds.Child(base), base.make()
        base.close()
        with self.assertRaises(ValueError):
            base.step(0)
        self.assertEqual(kinds.live(), self.live + 3)
        borrowed = made.base()
        made.close()
        child.close()
        self.assertEqual(borrowed.step(0), 0)
        self.assertEqual(kinds.live(), self.live + 2)
        borrowed.close()
        self.assertEqual(kinds.live(), self.live)

    def test_what_an_object_keeps_tells_its_errors(self) -> None:
        base = kinds.Base("b")
        child = kinds.Child(base)
        base.close()
        with self.assertRaisesRegex(kinds.StatusError, "the child failed"):
            child.fail()
        with self.assertRaisesRegex(kinds.StatusError, "the child failed"):
            child.itself().fail()
        with self.assertRaisesRegex(kinds.StatusError, "BUSY"):  # nobody is there to ask
            kinds.last_child().fail()
        child.close()

    def test_the_collector_keeps_the_order(self) -> None:
        for turn in range(50):
            base = kinds.Base("b")
            ring = [base, kinds.Child(base), base.make()]
            if turn % 2:
                ring.reverse()
            ring.append(ring)
            del base, ring
            gc.collect()

    def test_objects_as_arguments(self) -> None:
        with kinds.Base("b") as base:
            child, other = kinds.Child(base), kinds.Child(base)
            self.assertTrue(child.same(child))
            self.assertFalse(child.same(other) or child.same(None))
            with self.assertRaisesRegex(TypeError, "other must be Child, not Base"):
                child.same(base)
            child.eat(other)
            with self.assertRaisesRegex(ValueError, "this Child is closed"):
                other.same(None)
            with self.assertRaises(ValueError):
                child.same(other)
            child.close()

    def test_objects_of_one_thread(self) -> None:
        bound = kinds.Bound()
        refused = []

        def work() -> None:
            for use in (bound.use, bound.close):
                try:
                    use()
                except RuntimeError as error:
                    refused.append(str(error))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        self.assertEqual(refused, ["this Bound belongs to another thread"] * 2)
        self.assertEqual(bound.use(), 1)
        bound.close()
        bound.close()
        with self.assertRaises(ValueError):
            bound.use()

    def test_objects_may_outlive_the_program(self) -> None:
        program = (
            "import builtins, kinds\n"
            "builtins.kept = kinds.Base('b')\n"
            "builtins.ring = [kinds.Child(builtins.kept)]\n"
            "builtins.ring.append(builtins.ring)\n"
            "stream = kinds.Stream(0)\n"
            "kinds.listen(print)\n"
        )
        done = subprocess.run([sys.executable, "-B", "-c", program], stderr=subprocess.PIPE, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    # ---- callbacks ----

    def test_bare_functions(self) -> None:
        inners = (kinds.Inner * 4)(*(kinds.Inner(0, b) for b in (3, 1, 2, 0)))
        kinds.sort(inners, lambda a, b: a.b - b.b)
        self.assertEqual([inner.b for inner in inners], [0, 1, 2, 3])
        calls = []

        def fail(a: kinds.Inner, b: kinds.Inner) -> int:
            calls.append(a)
            raise LookupError

        with self.assertRaises(LookupError):
            kinds.sort(inners, fail)
        self.assertEqual(len(calls), 1)
        with self.assertRaises(TypeError):
            kinds.sort(inners, lambda a, b: "no number")
        with self.assertRaises(OverflowError):
            kinds.sort(inners, lambda a, b: 1 << 31)

    def test_what_callbacks_get(self) -> None:
        rows = []
        self.assertEqual(kinds.rows(3, lambda *row: rows.append(row) or 2), 6)
        self.assertEqual(rows, [(None, b"", kinds.Signed.LOW), ("row", b"a", -4), ("row", b"ab", -3)])
        self.assertEqual(kinds.rows(3, None), 0)
        self.assertEqual(kinds.rows(3, lambda *row: -7), -7)

    def test_functions_that_c_keeps(self) -> None:
        heard = []
        for _ in range(10):
            kinds.listen(heard.append)
        kinds.tell(1)
        kinds.tell_elsewhere(2)
        self.assertEqual(heard, [1, 2])
        self.assertEqual(len(kinds._closures), self.kept + 1)
        kinds.silence()
        self.assertEqual(len(kinds._closures), self.kept)
        kinds.tell(3)
        self.assertEqual(heard, [1, 2])

    kept = len(kinds._closures)

    def test_exceptions_of_functions_that_c_keeps(self) -> None:
        def fail(value: int) -> None:
            raise LookupError(value)

        reported = []
        hook, sys.excepthook = sys.excepthook, lambda kind, error, traceback: reported.append(error.args)
        try:
            kinds.listen(fail)
            with self.assertRaisesRegex(LookupError, "5"):
                kinds.tell(5)
            kinds.tell_elsewhere(6)
            kinds.silence()
        finally:
            sys.excepthook = hook
        self.assertEqual(reported, [(6,)])
        self.assertEqual(kinds._raised, {})

    def test_functions_for_ever(self) -> None:
        heard = []
        kinds.on_signal(heard.append)
        gc.collect()
        kinds.kinds_raise(4)
        self.assertEqual(heard, [4])
        type(self).kept += 1

    def test_functions_that_an_object_keeps(self) -> None:
        heard = []
        with kinds.Base("b") as base:
            base.hook(heard.append)
            gc.collect()
            base.step(0)

            def close(value: int) -> None:
                base.close()
                raise LookupError

            base.hook(close)
            with self.assertRaises(LookupError):
                base.step(2)
        self.assertEqual(heard, [0])
        gc.collect()
        self.assertEqual(len(kinds._closures), self.kept)

    def test_a_function_goes_with_the_object_that_kept_it(self) -> None:
        def hear(value: int) -> None:
            pass

        base = kinds.Base("b")
        base.hook(hear)
        alive = weakref.ref(hear)
        del hear
        gc.disable()
        try:
            self.assertIsNotNone(alive())
            base.close()
            self.assertIsNone(alive())
        finally:
            gc.enable()

    def test_c_gets_all_of_a_number_or_an_error(self) -> None:
        for number in (0, -1, 1 << 30, -(1 << 30), (1 << 31) - 1, -(1 << 31)):
            self.assertEqual(kinds.rows(1, lambda text, data, kind: number), number)
        for number in (1 << 31, -(1 << 31) - 1, 1 << 64):
            with self.assertRaisesRegex(OverflowError, f"from the function, not {number}"):
                kinds.rows(1, lambda text, data, kind: number)
        for other in (1.0, "1", None):
            with self.assertRaises(TypeError):
                kinds.rows(1, lambda text, data, kind: other)

    def test_exceptions_while_an_object_ends_are_reported(self) -> None:
        def fail(value: int) -> None:
            if value < 0:
                raise LookupError

        reported = []
        hook, sys.excepthook = sys.excepthook, lambda kind, error, traceback: reported.append(kind)
        try:
            base = kinds.Base("b")
            base.hook(fail)
            base.step(99)
            del base
        finally:
            sys.excepthook = hook
        self.assertEqual(reported, [LookupError])
        self.assertEqual(kinds._raised, {})

    def test_threads_do_not_take_each_others_exceptions(self) -> None:
        def fail(value: int) -> None:
            raise LookupError(value)

        kinds.listen(fail)
        wrong = []

        def work(number: int) -> None:
            for _ in range(200):
                try:
                    if number % 2:
                        kinds.tell(number)
                        wrong.append("nothing was raised")
                    else:
                        kinds.i8(1)
                except LookupError as error:
                    if error.args != (number,) or number % 2 == 0:
                        wrong.append(error)

        threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kinds.silence()
        self.assertEqual(wrong, [])

    # ---- storage of the binding ----

    def test_streams(self) -> None:
        source, room = b"0123456789", bytearray(4)
        with kinds.Stream(0) as stream:
            self.assertEqual((stream.message, stream.mode), ("ready", kinds.Signed.HIGH))
            stream.mode = kinds.Signed.LOW
            self.assertIs(stream.mode, kinds.Signed.LOW)
            stream.in_ = source
            out = b""
            while stream.n_in:
                stream.out = room
                n = stream.copy()
                out += room[:n]
            self.assertEqual(out, source)
            self.assertEqual((bytes(stream.in_), bytes(stream.out)), (b"", bytes(room[2:])))
            with self.assertRaises(BufferError):
                room.append(1)
            stream.out = None
            room.append(1)
            self.assertEqual((stream.out, stream.n_out), (None, 0))
            with self.assertRaises(OverflowError):
                stream.level = 1 << 16
            with self.assertRaises(OverflowError):
                stream.out = bytearray(1 << 16)
            with self.assertRaises(BufferError):
                stream.out = b"abc"
        with self.assertRaises(ValueError):
            stream.level
        with self.assertRaises(kinds.StatusError):
            kinds.Stream(1)

    def test_streams_of_char(self) -> None:
        room = bytearray(4)
        with kinds.Pipe() as pipe:
            self.assertEqual((pipe.source, pipe.sink), (None, None))
            pipe.source = b"a\0bcdef"
            pipe.sink = room
            pipe.copy()
            self.assertEqual((bytes(room), pipe.n_sink), (b"a\0bc", 0))
            self.assertEqual(pipe.source, b"def")
            with self.assertRaises(BufferError):
                pipe.sink = b"abc"
            pipe.source = pipe.sink = None
            self.assertEqual((pipe.source, pipe.sink), (None, None))


if __name__ == "__main__":
    unittest.main()
