# Run time of the Python bindings: numbers that do not fit.
# SPDX-License-Identifier: MIT


def _out_of_range(name: str, value: object, kind: str) -> OverflowError:
    return OverflowError(f"{name}: {value} does not fit into C's {kind}")
