# Run time of the Python bindings: arguments that are not there.
# SPDX-License-Identifier: MIT


def _none(name: str) -> TypeError:
    return TypeError(f"{name} must not be None")
