"""Objects that tell what went wrong with them: store.h through its generated module."""
# SPDX-License-Identifier: MIT

import ctypes
import gc
import unittest

import reference as ref


class TestStore(unittest.TestCase):
    def tearDown(self) -> None:
        gc.collect()
        self.assertEqual(ref.counts_now().objects, 0)

    def test_what_cannot_be_opened_tells_why(self) -> None:
        with self.assertRaises(ref.StoreCodeError) as failure:
            ref.Store("!")
        self.assertEqual(failure.exception.message, "no store has such a name")
        self.assertEqual(failure.exception.code, ref.StoreCode.BROKEN)
        self.assertFalse(hasattr(ref.Store, "inside"))

    def test_numbers_by_name(self) -> None:
        with ref.Store("s") as store:
            store.set("one", 1)
            self.assertEqual(store.number_of("one"), 1)
            with self.assertRaises(ref.StoreCodeError) as failure:
                store.number_of("two")
            self.assertEqual(failure.exception.message, "nothing has that name")

    def test_each_failure_is_told_by_its_store(self) -> None:
        with ref.Store("s") as store:
            with self.assertRaises(ref.StoreCodeError) as failure:
                store.set("a name that is too long", 1)
            self.assertEqual(failure.exception.message, "there is no room")
            self.assertEqual(store.complaint(), "there is no room")

    def test_an_end_that_fails_is_told(self) -> None:
        store = ref.Store("s")
        store.set("one", 1)
        pointer, rows = ctypes.c_void_p(store._handle.value), ctypes.c_void_p()
        self.assertEqual(ref.raw.ref_rows_open(pointer, rows), ref.STORE_OK)
        with self.assertRaises(ref.StoreCodeError) as failure:
            store.close()
        self.assertEqual(failure.exception.code, ref.StoreCode.BROKEN)
        store.close()
        other = ref.Store("s")
        other.set("!", 1)
        with self.assertRaises(ref.StoreCodeError):
            other.close()
        ref.raw.ref_rows_close(rows)
        self.assertEqual(ref.raw.ref_store_close(pointer), ref.STORE_OK)

    def test_members_of_a_ring_end_in_their_order(self) -> None:
        for _ in range(3):
            store = ref.Store("s")
            store.set("one", 1)
            ring = [store, ref.Rows(store), ref.Summary(store), ref.Rows(store)]
            ring.append(ring)  # type: ignore[arg-type]
            del ring, store
            gc.collect()
            self.assertEqual((ref.counts_now().objects, ref.raw.ref_counts_now().objects), (0, 0))

    def test_rows_end_with_a_code(self) -> None:
        store = ref.Store("s")
        with self.assertRaises(ref.StoreCodeError) as failure:
            ref.Rows(store)
        self.assertEqual(failure.exception.message, "it is empty")
        store.set("one", 1)
        store.set("two", 2)
        rows = ref.Rows(store)
        store.close()
        del store
        gc.collect()
        self.assertEqual(list(rows), [("one", 1), ("two", 2)])

    def test_a_row_that_fails_asks_its_store(self) -> None:
        store = ref.Store("s")
        store.set("minus", -1)
        with self.assertRaises(ref.StoreCodeError) as failure:
            list(ref.Rows(store))
        self.assertEqual(failure.exception.message, "a number is negative")

    def test_fields_of_an_object_that_c_made(self) -> None:
        store = ref.Store("s")
        store.set("one", 1)
        summary = ref.Summary(store)
        store.close()
        del store
        gc.collect()
        self.assertEqual((summary.n, summary.first, summary.weight), (1, "one", 0))
        summary.weight = 7
        self.assertEqual(summary.weight, 7)
        with self.assertRaises(OverflowError):
            summary.weight = 1 << 40
        summary.close()
        with self.assertRaises(ValueError):
            summary.n

    def test_a_struct_whose_fields_stay_hidden(self) -> None:
        store = ref.Store("s")
        seal = ref.Seal(store)
        self.assertTrue(seal.holds())
        store.set("one", 1)
        self.assertFalse(seal.holds())
        self.assertFalse(hasattr(seal, "secret"))
        store.close()
        del store
        gc.collect()
        self.assertFalse(seal.holds())


if __name__ == "__main__":
    unittest.main()
