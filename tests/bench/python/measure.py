"""Times calls of libcalls.so through generated bindings and hand-written ones, in turn.

	measure.py FOLDER [ROUNDS]

FOLDER has the generated calls.py and libcalls.so. Prints a line for each case:
LAYER, CASE, the median ratio of times, ns of a generated and of a hand-written call (medians), separated by tabs.

SPDX-License-Identifier: MIT
"""
import gc
import os
import statistics
import sys
import timeit
from typing import Any, Dict, List, NamedTuple, Optional

folder = os.path.abspath(sys.argv[1])
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 101
os.environ["LIBCALLS"] = os.path.join(folder, "libcalls.so")
sys.path.insert(0, folder)
sys.path.insert(1, os.path.dirname(os.path.abspath(__file__)))

import calls  # noqa: E402
import handwritten  # noqa: E402

try:
    import calls_cffi  # noqa: E402
except ImportError:
    calls_cffi = None

# C calls back so often in one call that only the callback counts.
MANY = 100
TEXT = "sixteen letters."
BYTES = bytes(range(64))


def visit(value: int) -> int:
    return value


def listen(value: int) -> None:
    pass


def visit_raw(value: int, user: Any) -> int:
    return value


class Case(NamedTuple):
    layer: str
    name: str
    statement: str
    generated: Dict[str, Any]
    by_hand: Dict[str, Any]
    per: int = 1


def both(layer: str, name: str, statement: str, function: str, per: int = 1, **names: Any) -> Case:
    """FUNCTION, called f in STATEMENT, from both bindings; a value that is a pair has one for each."""
    ours, theirs = (calls.raw, handwritten) if layer == "raw" else (calls, handwritten)
    sides = [{"f": getattr(ours, function)}, {"f": getattr(theirs, function)}]
    for key, value in names.items():
        for side, one in zip(sides, value if isinstance(value, tuple) else (value, value)):
            side[key] = one
    return Case(layer, name, statement, sides[0], sides[1], per)


def cases() -> List[Case]:
    points = (calls.Point(1, 2), handwritten.Point(1, 2))
    kept = (calls.raw.calls_visit(visit_raw), handwritten.VISIT(visit_raw))
    found = [
        both("raw", "void", "f()", "calls_void"),
        both("raw", "u32", "f(7)", "calls_u32"),
        both("raw", "5 arguments", "f(1, 2, 3, 4, 5)", "calls_five"),
        both("raw", "10 arguments", "f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)", "calls_ten"),
        both("raw", "struct by value", "f(p)", "calls_by_value", p=points),
        both("raw", "struct by pointer", "f(p)", "calls_by_pointer", p=points),
        both("raw", "string", "f(s)", "calls_string", s=TEXT.encode()),
        both("raw", "slice", "f(d, 64)", "calls_total", d=BYTES),
        both("raw", "callback", f"f({MANY}, v, None)", "calls_each", MANY, v=kept),
        both("idiomatic", "void", "f()", "void"),
        both("idiomatic", "u32", "f(7)", "u32"),
        both("idiomatic", "5 arguments", "f(1, 2, 3, 4, 5)", "five"),
        both("idiomatic", "10 arguments", "f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)", "ten"),
        both("idiomatic", "struct by value", "f(p)", "by_value", p=points),
        both("idiomatic", "struct by pointer", "f(p)", "by_pointer", p=points),
        both("idiomatic", "string", "f(s)", "string", s=TEXT),
        both("idiomatic", "slice", "f(d)", "total", d=BYTES),
        both("idiomatic", "callback for one call", "f(1, v)", "each", v=visit),
    ]
    bells = (calls.Bell(), handwritten.Bell())
    for bell in bells:
        bell.hook(visit)
        if bell.ring(MANY) != MANY * (MANY - 1) // 2:
            sys.exit("measure: the bell rang wrongly")
        bell.listen(listen)
    for name, method in [("callback, retained", "tell"), ("callback with a result, retained", "ring")]:
        ours, theirs = [{"f": getattr(bell, method)} for bell in bells]
        found.append(Case("idiomatic", name, f"f({MANY})", ours, theirs, MANY))
    if calls_cffi is not None:
        found += peers(points[1])
    return found


def peers(point: Any) -> List[Case]:
    """cffi in its compiled mode, an extension module in C, against the hand-written ctypes."""
    lib, ffi = calls_cffi.lib, calls_cffi.ffi
    theirs = ffi.new("struct calls_point *", [1, 2])
    names = [
        ("void", "f()", "calls_void", None, None),
        ("u32", "f(7)", "calls_u32", None, None),
        ("5 arguments", "f(1, 2, 3, 4, 5)", "calls_five", None, None),
        ("10 arguments", "f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)", "calls_ten", None, None),
        ("struct by value", "f(x)", "calls_by_value", theirs[0], point),
        ("struct by pointer", "f(x)", "calls_by_pointer", theirs, point),
        ("string", "f(x)", "calls_string", TEXT.encode(), TEXT.encode()),
        ("slice", "f(x, 64)", "calls_total", BYTES, BYTES),
    ]
    return [
        Case(
            "cffi",
            name,
            statement,
            {"f": getattr(lib, function), "x": ours},
            {"f": getattr(handwritten, function), "x": other},
        )
        for name, statement, function, ours, other in names
    ]


def timer(statement: str, names: Dict[str, Any]) -> timeit.Timer:
    setup = "; ".join(f"{name} = _names[{name!r}]" for name in names)
    return timeit.Timer(statement, setup, globals={"_names": names})


def measure(case: Case, only: Optional[int] = None) -> None:
    generated, by_hand = timer(case.statement, case.generated), timer(case.statement, case.by_hand)
    number = 1
    while by_hand.timeit(number) < 0.0015:
        number *= 2
    generated.timeit(number)
    times: List[List[float]] = [[], []]
    for i in range(rounds):
        turn = [(generated, times[0]), (by_hand, times[1])]
        for one, into in turn if i % 2 else reversed(turn):
            into.append(one.timeit(number) / number / case.per * 1e9)
    ratio = statistics.median(a / b for a, b in zip(*times))
    print(
        case.layer,
        case.name,
        f"{ratio:.3f}",
        f"{statistics.median(times[0]):.1f}",
        f"{statistics.median(times[1]):.1f}",
        sep="\t",
        flush=True,
    )


gc.disable()
for one_case in cases():
    measure(one_case)
