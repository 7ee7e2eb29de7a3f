# Run time of the Python bindings: functions that C keeps together.
# SPDX-License-Identifier: MIT


class _SharedClosure(_Methods, _LastingClosure):
    """Functions under one key that C calls later, too."""

    __slots__ = ()
