#!/bin/sh
# Random declarations, and random functions that are called: the seeds are fixed, so that each run is the same; `make fuzz` tries others.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

if ! have python3; then
	missing "random declarations" python3
elif [ ! -x "$BUILD/oracle" ]; then
	missing "random declarations" libdw
else
	export BUILD CC
	seed() { check "random declarations, seed $1" "$ROOT/tests/fuzz/run" "$1" "$FUZZ/$1" $2; }
	FUZZ=$T/fuzz
	beside seed 1 csharp
	# 35 passes an array of arrays in a register, 204 a struct behind a float in the last general one; 1006 has a struct that
	# only the callback of a raw function takes, 1008 a field that would align its record more, 1221 a typedef of a const one;
	# 1084 has an enum without a name that would be called as one with a name.
	for number in 2 3 4 5 6 7 8 9 10 11 12 35 204 1006 1008 1084 1221; do
		beside seed $number ""
	done
	gather
	# It can fail: fields that are not where the binding says.
	sed 's/\( offsets="[b0-9 ]*\) 4\([ "]\)/\1 3\2/; s/\( offsets="[b0-9 ]*\) 8\([ "]\)/\1 9\2/' "$FUZZ/12/oracle/whole.xml" > "$T/wrong.xml"
	refuses "another layout is noticed" 'differs: |error: ' "$BUILD/oracle" compare "$T/wrong.xml" "$FUZZ/12/oracle/whole.o" /dev/null
	cd "$FUZZ/12" || exit 2
	sed 's/\(if (p0[^;]*\) wrong = 1;/wrong = 1;/' calls.c > wrong.c
	check "another library is there" "$CC" -w -fPIC -shared "-I$ROOT/attributes" -I. wrong.c -Wl,-soname,libcalls.so -o libcalls.so
	refuses "another value is noticed" 'argument 1 is another' python3 -B caller.py
fi
