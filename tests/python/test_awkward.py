"""What is awkward to write down in Python: awkward.c through its generated module."""
# SPDX-License-Identifier: MIT

import ctypes
import unittest

import awkward


class TestAwkward(unittest.TestCase):
    def test_comments_are_what_they_were(self) -> None:
        self.assertEqual(awkward.quote.__doc__, 'Ends with a quote "')
        self.assertTrue(awkward.escapes.__doc__.startswith('Three """ quotes, a \\ backslash, '))
        self.assertIn("\\N{DEGREE SIGN}", awkward.escapes.__doc__)
        self.assertIn("{braces} %d %s $x \u00fc", awkward.braces.__doc__)
        self.assertIn("class_: is a keyword", awkward.long.__doc__)
        self.assertIn('"""', awkward.long.__doc__)

    def test_constants(self) -> None:
        self.assertEqual((awkward.TEXT, awkward.OCTETS), ('quote " back \\ \u00e9', b"\1 \xff"))
        self.assertEqual((awkward.INF, awkward.BIG, awkward.CHARACTER), (float("inf"), (1 << 64) - 1, 120))
        self.assertEqual(awkward.FLOAT, ctypes.c_float(0.1).value)

    def test_names(self) -> None:
        self.assertEqual(awkward.braces(*range(10)), 45)
        self.assertEqual(awkward.my_import(1, 2, 3, 4, 5), 15)
        self.assertEqual(awkward.my_enum(awkward.Names.NAME), 4)
        self.assertEqual(awkward.raw._my_under(3), 3)
        self.assertTrue(issubclass(awkward.MyLib2Error, Exception))

    def test_names_are_not_mangled(self) -> None:
        hidden = next(kind for name, kind in vars(awkward).items() if name.endswith("Hidden"))
        self.assertEqual(awkward.hidden(hidden(x=7)), 7)

    def test_structs(self) -> None:
        struct = awkward.Struct(class_=1, self_=2, from_buffer_=3)
        struct.in_ = 10
        self.assertEqual(awkward.take(struct), 14)
        self.assertEqual(awkward.Struct.x.size, 24)
        self.assertEqual(ctypes.sizeof(awkward.Empty), 0)
        self.assertEqual(awkward.empty_take(awkward.Empty()), 1)

    def test_fields_that_only_case_tells_apart(self) -> None:
        self.assertEqual(awkward.sum(awkward.Twins(max_hdu=1, MAX_HDU=10, planes=100, planes_=1000)), 4321)

    def test_lists_of_structs(self) -> None:
        last = awkward.Node(v=3)
        first = awkward.Node(next=ctypes.addressof(last), v=4)
        self.assertEqual(awkward.walk(first), 7)
        self.assertEqual(awkward.later(awkward.Later(inner=last)), 3)

    def test_functions_without_a_typedef(self) -> None:
        self.assertEqual(awkward.apply(lambda x: x * 2, 4), 8)
        with self.assertRaises(ZeroDivisionError):
            awkward.apply(lambda x: 1 / 0, 4)
        with self.assertRaises(TypeError):
            awkward.apply(lambda x: "text", 4)

    def test_records_of_hidden_records(self) -> None:
        self.assertEqual(awkward.hidden_text(awkward._HiddenText("text", 3)), 3)
        self.assertEqual(awkward.all_texts(awkward.Texts(n=4)), 4)

    def test_a_function_called_as_a_type_of_python(self) -> None:
        self.assertEqual(awkward.my_complex(1 + 2j), awkward.raw.my_complex(1 + 2j))

    def test_numbers_that_no_double_holds(self) -> None:
        self.assertTrue(hasattr(awkward, "FLOAT"))
        for name in ("TOO_BIG", "TOO_SMALL"):
            self.assertFalse(hasattr(awkward, name))

    def test_what_is_raw_only(self) -> None:
        for name in ("my_get", "my_pointers"):
            self.assertTrue(hasattr(awkward.raw, name))
            self.assertFalse(hasattr(awkward, name[3:]))
        for name in ("my_va", "my_vector"):
            self.assertFalse(hasattr(awkward.raw, name))
        self.assertEqual((list(awkward.raw.my_array), awkward.raw.my_name.value), ([1, 2, 3, 4], b"n"))


if __name__ == "__main__":
    unittest.main()
