#!/bin/sh
# Random declarations, random layouts on other targets, and random functions that are called: the seeds are fixed, so that
# each run is the same; `make fuzz` tries others. TARGETS=all takes all targets, else those whose compilers `make deps` installs.
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
	# A compiler, its flags, the package; which: some or all only.
	while read -r compiler flags package which; do
		[ "$flags" != - ] || flags=
		plugin=$PLUGIN
		[ "$which" = some ] || [ "${TARGETS:-some}" = all ] || continue
		if [ "$compiler" = native ]; then
			compiler=$CC flags="$flags -idirafter /usr/include/$("$CC" -print-multiarch)"
		elif have "$compiler" && [ -f "$("$compiler" -print-file-name=plugin)/include/gcc-plugin.h" ]; then
			plugin_for "$compiler" "$compiler" < /dev/null
		else
			if [ "$which" = some ]; then missing "$compiler" "$package"; else skip "$compiler" "needs '$package'"; fi
			continue
		fi
		for number in 1 2 5 7; do
			# shellcheck disable=SC2086
			check "random layouts, seed $number: $compiler $flags" \
				"$ROOT/tests/fuzz/target" $number "$FUZZ/layouts" "$compiler" "$plugin" $flags < /dev/null
		done
	done <<- E
		native                       -     -                                         some
		native                       -m32  libc6-dev-i386                            some
		aarch64-linux-gnu-gcc-12     -     gcc-12-plugin-dev-aarch64-linux-gnu       some
		x86_64-w64-mingw32-gcc       -     gcc-mingw-w64-x86-64-win32                some
		native                       -mx32 libc6-dev-x32                             all
		i686-w64-mingw32-gcc         -     gcc-mingw-w64-i686-win32                  all
		arm-linux-gnueabihf-gcc-12   -     gcc-12-plugin-dev-arm-linux-gnueabihf     all
		arm-none-eabi-gcc            -     gcc-arm-none-eabi                         all
		riscv64-linux-gnu-gcc-12     -     gcc-12-plugin-dev-riscv64-linux-gnu       all
		s390x-linux-gnu-gcc-12       -     gcc-12-plugin-dev-s390x-linux-gnu         all
		powerpc-linux-gnu-gcc-12     -     gcc-12-plugin-dev-powerpc-linux-gnu       all
		powerpc64le-linux-gnu-gcc-12 -     gcc-12-plugin-dev-powerpc64le-linux-gnu   all
		sparc64-linux-gnu-gcc-12     -     gcc-12-plugin-dev-sparc64-linux-gnu       all
		m68k-linux-gnu-gcc-12        -     gcc-12-plugin-dev-m68k-linux-gnu          all
		mips64-linux-gnuabi64-gcc-12 -     gcc-12-plugin-dev-mips64-linux-gnuabi64   all
	E
	sed 's/ offsets="0 \([b0-9]\)/ offsets="0 1\1/' "$FUZZ/layouts/oracle/whole.xml" > "$T/wrong.xml"
	refuses "another layout of a target is noticed" 'differs: |error: ' "$BUILD/oracle" compare "$T/wrong.xml" "$FUZZ/layouts/oracle/whole.o" /dev/null
	# It can fail: fields that are not where the binding says.
	sed 's/\( offsets="[b0-9 ]*\) 4\([ "]\)/\1 3\2/; s/\( offsets="[b0-9 ]*\) 8\([ "]\)/\1 9\2/' "$FUZZ/12/oracle/whole.xml" > "$T/wrong.xml"
	refuses "another layout is noticed" 'differs: |error: ' "$BUILD/oracle" compare "$T/wrong.xml" "$FUZZ/12/oracle/whole.o" /dev/null
	cd "$FUZZ/12" || exit 2
	sed 's/\(if (p0[^;]*\) wrong = 1;/wrong = 1;/' calls.c > wrong.c
	check "another library is there" "$CC" -w -fPIC -shared "-I$ROOT/attributes" -I. wrong.c -Wl,-soname,libcalls.so -o libcalls.so
	refuses "another value is noticed" 'argument 1 is another' python3 -B caller.py
fi
