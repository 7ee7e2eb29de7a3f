#!/bin/sh
# Where a binding would go wrong without a word: what is refused, and what is done instead.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

build() {
	"$CC" -g -fPIC -shared -fplugin="$PLUGIN" -I"$ROOT/attributes" "$ROOT/tests/traps/traps.c" \
		-Wl,-soname,libtraps.so -o "$T/libtraps.so" &&
		"$FFIRENDER" python "$T/libtraps.so" -o "$T/traps.py" &&
		"$FFIRENDER" c "$T/libtraps.so" -o "$T/traps.ffi.h"
}
check "the library builds" build

python() { (cd "$T" && PYTHONPATH=$T python3 -B -W error "$ROOT/tests/traps/test_traps.py"); }
check "Python says what C did wrong" python

caller() {
	"$CC" -g -Wall -Wextra -Werror -I"$T" "$ROOT/tests/traps/traps_test.c" -o "$T/caller" "$T/libtraps.so" -Wl,-rpath,"$T"
}
check "a caller in C builds" caller
if have valgrind; then
	check "C says what C did wrong, and nothing leaks" valgrind -q --leak-check=full --error-exitcode=9 "$T/caller"
else
	missing "C says what C did wrong" valgrind
fi
