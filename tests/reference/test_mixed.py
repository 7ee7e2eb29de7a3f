"""What several words say together, through the generated module, with nothing left behind."""
# SPDX-License-Identifier: MIT

import array
from typing import Any, Callable, List, Type

import reference as ref


def raises(kind: Type[BaseException], function: Callable[..., Any], *arguments: Any) -> BaseException:
    """What FUNCTION raises, which has to be of KIND."""
    try:
        function(*arguments)
    except kind as error:
        return error
    raise AssertionError(f"{function}{arguments} raised nothing")


def values() -> None:
    assert ref.mixed_ask(0) is None
    assert ref.mixed_ask(1) is None
    assert ref.mixed_ask(2) == "two"
    answer = ref.mixed_ask(3)
    assert isinstance(answer, ref.FaultError) and answer.code == ref.Fault.NOT_FOUND, answer
    corners = (ref.Corner * 2)(ref.Corner(1, 2), ref.Corner(3, 4))
    assert ref.corners_sum(list(corners)) == 10
    ref.corners_swap(corners)
    assert (corners[0].x, corners[1].y) == (2, 3)
    assert ref.mixed_length(["ab", "c"]) == 3 and ref.mixed_length(None) == 0


def objects() -> None:
    with ref.Node.read("pear:4") as node:
        assert node.weight == 4 and node.name == "pear"
        assert node.share(2) == 2
        error = raises(ref.FaultError, node.share, 0)
        assert isinstance(error, ref.FaultError) and error.code == ref.Fault.INVALID
        assert node.repeat(3) == "pearpearpear"
        assert node.repeat(500) == "pear" * 500
        empty = raises(ref.Error, node.repeat, 0)
        assert isinstance(empty, ref.Error) and empty.code == ref.ErrorCode.EMPTY
        node.hang(ref.Node("fig", 2))
        assert node.depth() == 2 and node.weights() == [4, 2]
    refused = raises(ref.Error, ref.Node.read, "nothing")
    assert isinstance(refused, ref.Error) and refused.code == ref.ErrorCode.INVALID


def references() -> None:
    assert ref.mixed_turn(ref.Closed.A) == ref.Closed.B
    assert ref.mixed_look(ref.Open.HIGH) == ref.Open.HIGH and ref.mixed_look(None) == ref.Open.LOW
    assert ref.mixed_count(3) == 3
    error = raises(ref.StepCodeError, ref.mixed_count, -1)
    assert isinstance(error, ref.StepCodeError) and error.code == -1


def callbacks() -> None:
    seen: List[int] = []
    ref.mixed_witness(seen.append)
    ref.mixed_tell(7)
    ref.mixed_tell(8)
    assert seen == [7, 8]


def failing_callbacks() -> None:
    assert ref.mixed_collect(3, lambda value: value * value) == [1, 4, 9]
    for n in (3, -3):
        raises(ZeroDivisionError, ref.mixed_collect, n, lambda value: 1 // 0)
    error = raises(ref.FaultError, ref.mixed_collect, -3, lambda value: 0)
    assert isinstance(error, ref.FaultError) and error.code == ref.Fault.INVALID
    with ref.mixed_weigh(lambda value: 6) as node:
        assert node.weight == 6
    raises(ZeroDivisionError, ref.mixed_weigh, lambda value: 1 // 0)
    raises(ref.FaultError, ref.mixed_weigh, lambda value: 0)


def types() -> None:
    line = ref.Line()
    for _ in range(5):
        assert ref.line_next(line) == 0, "C's alignment"
    assert (line.first, line.aligned) == (5, 5)
    well, made = ref.line_make()
    assert well and (made.first, made.aligned) == (1, 2)
    assert ref.small_other(ref.Small.NONE) == ref.Small.SOME
    smalls = ref.smalls_swap(ref.Smalls(ref.Small.SOME, ref.Small.NONE, 3))
    assert (smalls.one, smalls.other, smalls.behind) == (ref.Small.NONE, ref.Small.SOME, 3)
    assert ref.int_pair_sum(ref.int_pair_make(2, 3)) == 5
    assert ref.double_pair_sum(ref.double_pair_make(0.5, 0.25)) == 0.75
    assert ref.sum(array.array("i", [1])) == 1


for test in (values, objects, references, callbacks, failing_callbacks, types):
    test()
    counts = ref.counts_now()
    assert (counts.objects, counts.callbacks, counts.memory) == (0, 0, 0), (test, counts)
