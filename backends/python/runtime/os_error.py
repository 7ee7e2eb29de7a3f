# Run time of the Python bindings: failures that errno tells of.
# SPDX-License-Identifier: MIT
import ctypes
import os


def _os_error() -> OSError:
    code = ctypes.get_errno()
    return OSError(code, os.strerror(code))
