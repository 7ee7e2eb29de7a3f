"""Calls what cannot be called as it is, by the shims."""
import shims
from shims import raw

assert shims.add(2, 3) == raw.shims_add(2, 3) == 5
pair = shims.swap(shims.Pair(1, 2))
assert (pair.a, pair.b) == (2, 1)
assert shims.square(7) == 49 and shims.square() == 4
assert shims.sum(0) == 0 and shims.sum_int(1, 4) == 4 and shims.sum_int_double(2, 4, 0.25) == 4.25
assert shims.say("A", 1, None) == ord("A") + 1
assert shims.say("A", number=1, more="B") == ord("A") + 1 + ord("B")
try:
    shims.say("A\0", 1, None)
    raise SystemExit("a null character was passed")
except ValueError as error:
    assert "format" in str(error)
either = shims.Either()
either.whole = -10
assert shims.half(either, 1).whole == -5 and either.whole == -10
either.part = 1.0
assert shims.half(either, 0).part == 0.5
bits = shims.Bits()
bits.low, bits.high, bits.rest = 5, 3, 9
turned = shims.turn(bits)
assert (turned.low, turned.high, turned.rest) == (3, 5, -9)
assert shims.halve(1.0) == 0.5
assert shims.conjugate(1 + 2j) == 1 - 2j
assert shims.double(-(2**100) - 1) == -(2**101) - 2
assert shims.scale([1, 2, 3, 4], 0.5) == [0.5, 1, 1.5, 2]
try:
    shims.scale([1, 2, 3], 0.5)
    raise SystemExit("three of four were passed")
except ValueError as error:
    assert "numbers must have 4 elements" in str(error)
print("called")
