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
	for seed in 1 2 3 4 5 6 7 8 9 10 11 12 35; do # 35 passes an array of arrays in a register
		csharp=
		[ $seed = 1 ] && csharp=csharp
		check "random declarations, seed $seed" "$ROOT/tests/fuzz/run" $seed "$T/fuzz" $csharp
	done
	# It can fail: fields that are not where the binding says.
	sed 's/\( offsets="[b0-9 ]*\) 4\([ "]\)/\1 3\2/; s/\( offsets="[b0-9 ]*\) 8\([ "]\)/\1 9\2/' "$T/fuzz/oracle/whole.xml" > "$T/wrong.xml"
	refuses "another layout is noticed" 'differs: |error: ' "$BUILD/oracle" compare "$T/wrong.xml" "$T/fuzz/oracle/whole.o"
	cd "$T/fuzz" || exit 2
	sed 's/\(if (p0[^;]*\) wrong = 1;/wrong = 1;/' calls.c > wrong.c
	check "another library is there" "$CC" -w -fPIC -shared "-I$ROOT/attributes" -I. wrong.c -Wl,-soname,libcalls.so -o libcalls.so
	refuses "another value is noticed" 'argument 1 is another' python3 -B caller.py
fi
