"""Numbers of their own kinds, and namespaces, through the generated module."""
# SPDX-License-Identifier: MIT

import pickle
from typing import Any, Callable, Type

import reference as ref
from reference import units


def raises(kind: Type[BaseException], function: Callable[..., Any], *arguments: Any) -> BaseException:
    """What FUNCTION raises, which has to be of KIND."""
    try:
        function(*arguments)
    except kind as error:
        return error
    raise AssertionError(f"{function}{arguments} raised nothing")


def numbers() -> None:
    metres = units.Metres
    assert units.add(metres(2.5), metres(1.5)) == 4.0 and units.add(metres(2)) == 3.0
    assert isinstance(units.add(metres(1)), metres) and repr(metres(1)) == "Metres(1.0)"
    assert str(raises(TypeError, units.add, 1.0)) == "a must be Metres, not float"
    raises(TypeError, units.add, units.Seconds(1))
    raises(TypeError, units.double, 1.0)
    assert units.sum([metres(1), metres(2)]) == 3.0 and units.sum([]) == 0.0
    assert units.sum([metres(1)] * 40) == 40.0
    steps = units.steps(3)
    raises(OverflowError, units.steps, -1)
    assert [float(step) for step in steps] == [0, 1, 2] and all(isinstance(step, metres) for step in steps)
    assert units.double(metres(1.5)) == 3.0
    trip = units.twice(units.Trip(metres(2), units.Seconds(5)))
    assert (trip.length, trip.time) == (4.0, 10) and isinstance(trip.length, metres)
    assert isinstance(trip.time, units.Seconds) and "length=Metres(4.0)" in repr(trip)
    half = units.half(metres(3))
    assert half == 1.5 and isinstance(half, metres) and units.half(None) is None
    assert units.stretch(metres(3), lambda length: metres(length * 4)) == 12.0
    raises(ZeroDivisionError, units.stretch, metres(3), lambda length: metres(length / 0))
    raises(TypeError, units.stretch, metres(3), lambda length: "4")
    raises(OverflowError, ref.units.times.Scale, units.Seconds(1 << 32))


def places() -> None:
    assert units.MILE == 1609.344
    with units.lengths.Scale(units.Kind.COARSE) as ruler, units.times.Scale(units.Seconds(5)) as clock:
        assert (units.lengths.how_many(), units.times.how_many()) == (1, 1)
        assert ruler.read(units.Metres(2.75)) == 2.0
        assert clock.go(units.Seconds(3)) == 8
        assert ref.counts_now().objects == 2
        assert (type(ruler).__qualname__, type(clock).__qualname__) == ("units.lengths.Scale", "units.times.Scale")
    assert pickle.loads(pickle.dumps(units.Kind.COARSE)) is units.Kind.COARSE
    assert pickle.loads(pickle.dumps(units.Metres(2))) == units.Metres(2)
    assert "units" in ref.__all__ and "UnitsKind" not in ref.__all__


for test in (numbers, places):
    test()
    counts = ref.counts_now()
    assert (counts.objects, counts.callbacks, counts.memory) == (0, 0, 0), (test, counts)
