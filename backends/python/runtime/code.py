# Run time of the Python bindings: what C returned where it failed, for people.
# SPDX-License-Identifier: MIT


def _code_text(code: int) -> str:
    """The name and the number of CODE; the number alone if it has no name."""
    name = getattr(code, "name", "")
    return f"{name}, {int(code)}" if name.isidentifier() else f"{int(code)}"
