# SPDX-License-Identifier: MIT
import ctypes
import platform
import unittest

import peers

FILLED = {
    "XregsState": {"header.features": 0x1122334455667788, "header.small": 99},
    "AltInstr": {"offset": -5, "skewed": -6, "cpuid": 0xABCD, "flags": 0x1234, "both": 0x1234ABCD, "length": 77},
    "SglDescriptor": {"address": 42, "keyed.length": 0x123456, "keyed.key": 0xFEDCBA98, "keyed.subtype": 5, "keyed.type_": 10,
                      "generic.subtype": 5, "generic.type_": 10},
    "FinderInfo": {"opaque.2": -3, "number": -70000},
    "LongDoubleBits": {"x": -2.0, "lh.high": 0x80000000, "lh.sign_exponent": -0x4000},
    "MostlyBytes": {"first": 1.5, "middle": -17000000000, "behind": ord("x")},
    "PackedBehind": {"a": ord("a"), "b": -2},
    "PackedBefore": {"a": ord("a"), "b": -2},
    "Attributes": {"a": ord("a"), "b": ord("b"), "c": -3},
    "MixedBits": {"a": 9, "b": 0xABC, "c": 0xFEDC, "d": 0x1FEDCBA98, "e": 100, "f": -3},
    "KeptBits": {"a": 0, "b": 1},
    "CrossedBits": {"one": 1, "two": 15, "three": -1, "four": -1},
    "OuterRecord": {"inner.x": -4, "inner.deep.y": ord("y"), "inner.deep.z": 123456, "choice": -7},
    "ZeroWidth": {"a": 5, "b": -60, "c": True, "d": True},
    "AtomicRecord": {"a": ord("a"), "b": -1234567890123, "c": True},
}


def member(record, path):
    for name in path.split("."):
        record = record[int(name)] if name.isdigit() else getattr(record, name)
    return record


def set_member(record, path, value):
    *outer, last = path.split(".")
    target = member(record, ".".join(outer)) if outer else record
    if last.isdigit():
        target[int(last)] = value
    else:
        setattr(target, last, value)


class Peers(unittest.TestCase):
    def test_what_c_wrote_is_read(self):
        for name, expected in FILLED.items():
            record = getattr(peers, name)()
            fill = next(f for f in dir(peers.raw) if f.replace("peers_fill_", "").replace("_", "") == name.lower())
            getattr(peers.raw, fill)(ctypes.byref(record))
            for path, value in expected.items():
                with self.subTest(name=name, path=path):
                    self.assertEqual(member(record, path), value)

    def test_what_is_written_is_what_c_writes(self):
        for name, expected in FILLED.items():
            if name in ("LongDoubleBits", "Attributes"):
                continue  # fewer values are written here than there
            theirs, ours = getattr(peers, name)(), getattr(peers, name)()
            fill = next(f for f in dir(peers.raw) if f.replace("peers_fill_", "").replace("_", "") == name.lower())
            getattr(peers.raw, fill)(ctypes.byref(theirs))
            for path, value in expected.items():
                set_member(ours, path, value)
            with self.subTest(name=name):
                self.assertEqual(bytes(ours), bytes(theirs))

    def test_long_doubles_travel(self):
        self.assertEqual(peers.raw.peers_long_double(1.5, 2.25), 3.75)
        self.assertEqual([peers.raw.peers_long_double(i, 0) for i in range(20)], list(range(20)))

    def test_complex_numbers_travel(self):
        self.assertEqual(peers.raw.peers_complex(1.1 - 2.1j), 2.2 - 4.2j)
        self.assertEqual(peers.raw.peers_float_complex(1.5 + 2.5j), 3 + 5j)

    def test_what_libffi_writes_elsewhere_is_refused(self):
        last = peers.BothRegisters(n=3, x=4.0)
        self.assertEqual(peers.register_before(1, 1, 1, 1, 2.5, last), 43254)
        self.assertEqual(peers.last_register_first(1, 1, 1, 1, 1, last, 2.5), 43255)
        if platform.machine() == "x86_64":
            self.assertFalse(hasattr(peers, "last_register") or hasattr(peers.raw, "peers_last_register"))
        else:
            self.assertEqual(peers.last_register(1, 1, 1, 1, 1, 2.5, last), 43255)

    def test_constants(self):
        self.assertEqual(peers.LIMIT, ctypes.sizeof(peers.InnerRecord) * 2)
        self.assertEqual((peers.InnerChoice.FIRST, peers.InnerChoice.LAST), (3, -7))


if __name__ == "__main__":
    unittest.main()
