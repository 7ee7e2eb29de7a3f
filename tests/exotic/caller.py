"""Calls everything of exotic.h that Python has, and looks that it lacks no more than it says."""
import array
import ctypes
import platform
import sys

import exotic
from exotic import raw

# What each number is in Python, and what else holds several of it as C does.
NUMBERS = {
    "cfloat": 1.5 + 2.5j,
    "cdouble": 1.1 - 2.1j,
    "clong": 1.25 + 2.5j,
    "ldouble": 1.25,
    "f16": 1.5,
    "f32": 1.5,
    "f64": 1.1,
    "i128": -(2**100) - 7,
    "u128": 2**120 + 7,
    "atom": 5,
    "c16": 5,
    "c32": 5,
    "wide": 5,
    "bit7": -9,
    "bit40": 2**37 + 1,
    "bit100": -(2**95) - 1,
    "bit200": 2**190 + 1,
}
# ctypes gives C no structures from a callback, and calls none with numbers that libffi knows nothing of.
NO_EACH = {"cfloat", "cdouble", "clong", "f16", "i128", "u128", "bit7", "bit40", "bit100", "bit200"}
# By value a complex number is two numbers on these.
PAIRS = ("x86_64", "aarch64", "arm", "riscv64")
NO_TELL = NO_EACH - ({"cfloat", "cdouble"} if platform.machine().startswith(PAIRS) else set())
NOTHING = {"f128", "d32", "d64", "d128"}


def same(given, wanted):
    assert given == wanted, f"{given!r} is not {wanted!r}"
    assert type(given) is type(wanted), f"{type(given)} is not {type(wanted)}"


def check(family, v):
    def called(what, *given):
        return getattr(exotic, f"{family}_{what}")(*given)

    box_class = getattr(exotic, f"{family.capitalize()}Box")
    same(called("twice", v), v + v)
    same(called("put", v), v + v)
    same(called("raise", v), v + v)
    same(called("sum", [v, v, v]), v + v + v)
    box = called("boxed", v)
    same((box.before, box.one, list(box.many)), (1, v, [v + v, v]))
    box = box_class(2, v, [v, v + v])
    same(called("unbox", box), v + v + v + v)
    same(called("behind", 0.5, 7, v, ord("c"), v, box), v + v + v + v + v)
    called("rebox", box)
    same(box.one, v + v + v)
    box.one, box.many[0], box.many[1:] = v, v + v, [v]
    same((box.one, box.many[0], box.many[:]), (v, v + v, [v + v, v]))
    box.many = [v, v]
    same(box.many[0:2], [v, v])
    assert box == box_class(2, v, [v, v]) and box != box_class(2, v, [v, v + v])
    assert repr(v) in repr(box), repr(box)
    variable = getattr(raw, f"{family}_global")
    variable.value = v
    same(variable.value, v)
    if family not in NO_EACH:
        same(called("each", v, lambda value: value + value), v + v + v)
    if family not in NO_TELL:
        told = []
        called("tell", v, told.append)
        same(told, [v + v])
    for what, absent in (("each", NO_EACH), ("tell", NO_TELL)):
        assert hasattr(exotic, f"{family}_{what}") == (family not in absent), (family, what)


def refused(exception, function, *given):
    try:
        function(*given)
    except exception:
        return
    raise AssertionError(f"{function.__name__}{given} was not refused")


for family, number in NUMBERS.items():
    if hasattr(raw, f"{family}_twice"):
        check(family, number)
for family in NOTHING:
    assert not any(hasattr(exotic, f"{family}_{what}") for what in ("twice", "put", "sum", "boxed"))

# Memory of the caller's own.
pairs = array.array("d", [1, 2, 3, 4])
exotic.cdouble_fill(pairs)
assert pairs.tolist() == [2, 4, 6, 8] and exotic.cdouble_sum(pairs) == 8 + 12j
assert exotic.cfloat_sum(array.array("f", [1, 2, 3, 4])) == 4 + 6j
refused(TypeError, exotic.cdouble_fill, [1j])
refused(TypeError, exotic.cdouble_fill, array.array("d", [1, 2, 3]))

def fill(numbers):
    assert numbers[:] == [1, 2]
    numbers[1] = 7j


assert exotic.filled(fill) == 1 + 7j and exotic.successor() == 3 and exotic.successor(1j) == 1 + 1j

# Bit-fields, each set behind those that share its bytes.
SET = (
    (exotic.Mixed, dict(a=5, b=99, s=-7, w=-123456789012, f=True, h=exotic.Hue.BLUE, g=-100)),
    (exotic.Straddle, dict(a=21, b=0x1234567890, c=-200, d=0x2345678)),
    (exotic.Sized, dict(a=-3, b=-11, c=-200, d=-0x87654321, e=0xDEADBEEF)),
    (exotic.Inner, dict(before=255, x=0xABC, y=0xFFFFF, p=-2, q=33)),
)
WANTED = (
    dict(before=1, a=2, b=77, s=9, w=234567890123, f=False, h=exotic.Hue.GREEN, g=100),
    dict(a=11, b=0xFEDCBA987, c=199, d=0x3FEDCBA9),
    dict(a=3, b=11, c=200, d=0x87654321, e=0x12345678),
    dict(before=1, x=0x123, y=0x98765, p=1, q=44),
)
records = [made() for made, _ in SET]
exotic.set_bits(*records)
for record, (_, values), wanted in zip(records, SET, WANTED):
    for name, value in values.items():
        same(getattr(record, name), value)
    for name in reversed(wanted):
        setattr(record, name, wanted[name])
    for name, value in wanted.items():
        same(getattr(record, name), value)
same(exotic.wrong_bits(*records), 0)
refused(OverflowError, setattr, records[0], "a", 8)
refused(OverflowError, setattr, records[0], "s", 16)

# What does not fit, and what is no number.
refused((TypeError, ctypes.ArgumentError), exotic.cdouble_twice, "1+2j")
refused((OverflowError, ctypes.ArgumentError), exotic.cfloat_twice, 1e300j)
if hasattr(raw, "f16_twice"):
    refused(OverflowError, exotic.f16_put, 1e6)
    refused(TypeError, exotic.f16_put, "1")
if hasattr(raw, "i128_twice"):
    refused(OverflowError, exotic.i128_twice, 2**127)
    refused(OverflowError, exotic.u128_twice, -1)
    refused(TypeError, exotic.i128_twice, 1.5)
    refused(OverflowError, exotic.i128_sum, [1, 2**127])
    box = exotic.I128Box()
    refused(OverflowError, setattr, box, "one", 2**127)
    refused(OverflowError, box.many.__setitem__, 0, 2**127)
    words = bytearray((2**70).to_bytes(16, sys.byteorder) * 2)
    exotic.i128_fill(words)
    assert int.from_bytes(words[16:], sys.byteorder) == 2**71
    refused(TypeError, exotic.i128_fill, array.array("d", [1, 2]))
assert exotic.cdouble_twice(2) == 4 and exotic.cdouble_twice(0.5) == 1
assert exotic.text16("a\U0001f600") == 3 and exotic.text32("a\U0001f600") == 2
if hasattr(raw, "bit7_twice"):
    refused(OverflowError, exotic.bit7_twice, 64)
print("called")
