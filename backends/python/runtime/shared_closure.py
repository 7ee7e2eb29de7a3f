# Run time of the Python bindings: functions that C keeps together.
# Needs lasting_closure methods.
# SPDX-License-Identifier: MIT


class _SharedClosure(_Methods, _LastingClosure):
    """Functions under one key that C calls later, too."""

    __slots__ = ()
