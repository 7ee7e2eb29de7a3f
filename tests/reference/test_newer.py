"""What came later: newer.h, which the library has, or lacks if there is an argument."""
# SPDX-License-Identifier: MIT

import sys

import reference as ref

if len(sys.argv) > 1:
    try:
        ref.triple(2)
    except NotImplementedError as error:
        assert "ref_triple(), which came with 1.1" in str(error), error
    else:
        raise AssertionError("nothing was raised")
    assert ref.raw.ref_age is None
else:
    assert ref.raw.ref_age.value == 11
    assert ref.triple(2) == 6
    assert "It came with version 1.1" in (ref.triple.__doc__ or "")
