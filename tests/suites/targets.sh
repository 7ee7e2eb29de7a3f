#!/bin/sh
# Other targets, of which nothing is run to extract: the layouts that are recorded are asserted by the target's own
# compiler, over the header that was made of them and over the original; point's caller runs where an emulator is.
# TARGETS=all takes all targets, else those whose compilers `make deps` installs.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

: "${TARGETS:=some}"
TRAPS=$ROOT/tests/traps
ARG=-fplugin-arg-ffiextract
case $("$CC" -dumpmachine) in
x86_64-linux-gnu) ;;
*)
	skip "other targets" "the tests know compilers on x86_64-linux-gnu"
	exit 0
	;;
esac

# Target, compiler, flags, how its programs are run ("none": not), the package; which ones: some, or all only.
table() {
	cat << 'E'
i686        native                            -m32     env               libc6-dev-i386                            some
x32         native                            -mx32    env               libc6-dev-x32                             some
aarch64     aarch64-linux-gnu-gcc-12          -        qemu-aarch64      gcc-12-plugin-dev-aarch64-linux-gnu       some
mingw64     x86_64-w64-mingw32-gcc            -        wine              gcc-mingw-w64-x86-64-win32                some
mingw32     i686-w64-mingw32-gcc              -        wine              gcc-mingw-w64-i686-win32                  all
armhf       arm-linux-gnueabihf-gcc-12        -        qemu-arm          gcc-12-plugin-dev-arm-linux-gnueabihf     all
eabi        arm-none-eabi-gcc                 -        none              gcc-arm-none-eabi                         all
riscv64     riscv64-linux-gnu-gcc-12          -        qemu-riscv64      gcc-12-plugin-dev-riscv64-linux-gnu       all
riscv64-elf riscv64-unknown-elf-gcc           --specs=picolibc.specs none gcc-riscv64-unknown-elf                  all
s390x       s390x-linux-gnu-gcc-12            -        qemu-s390x        gcc-12-plugin-dev-s390x-linux-gnu         all
powerpc     powerpc-linux-gnu-gcc-12          -        qemu-ppc          gcc-12-plugin-dev-powerpc-linux-gnu       all
ppc64       powerpc64-linux-gnu-gcc-12        -        qemu-ppc64        gcc-12-plugin-dev-powerpc64-linux-gnu     all
ppc64le     powerpc64le-linux-gnu-gcc-12      -        qemu-ppc64le      gcc-12-plugin-dev-powerpc64le-linux-gnu   all
sparc64     sparc64-linux-gnu-gcc-12          -        qemu-sparc64      gcc-12-plugin-dev-sparc64-linux-gnu       all
m68k        m68k-linux-gnu-gcc-12             -        qemu-m68k         gcc-12-plugin-dev-m68k-linux-gnu          all
mips64      mips64-linux-gnuabi64-gcc-12      -        qemu-mips64       gcc-12-plugin-dev-mips64-linux-gnuabi64   all
E
}

# target ARGS...: the compiler, in the scratch folder. extract ARGS...: with the plugin.
target() { (cd "$T" && $compiler $flags "$@"); }
extract() { target -fplugin="$plugin" -I"$ROOT/attributes" "$@"; }

# The header that is made of every kind of type, and its assertions behind the original.
layouts() {
	extract -w "$ARG-scan" "$ARG-headers=*traps/types.h" "$ARG-output=types.xml" -I"$TRAPS" -S -o /dev/null types.c &&
		"$FFIRENDER" c "$T/types.xml" --module types -o "$T/types.ffi.h" 2> "$T/types.said" || return
	# A record that only a pointer or an array names has a tag of the header's own, which ends with '_'.
	grep -E '^TYPES_CHECK' "$T/types.ffi.h" | grep -vE '(struct|union) [a-z_]*_[),]' > "$T/checks"
	[ "$(wc -l < "$T/checks")" -ge 300 ] || { echo "few assertions"; return 1; }
	{
		echo '#include "types.h"'
		echo '#define TYPES_CHECK(condition, text) _Static_assert(condition, text)'
		echo '#define TYPES_NAME(name) name'
		cat "$T/checks"
	} > "$T/original.c"
	target -w -std=gnu11 -S -o /dev/null made.c && target -w -std=gnu11 -I"$TRAPS" -S -o /dev/null original.c
}

# Each type, with its qualifiers.
spelled() {
	python3 "$ROOT/tests/oracle/spelled.py" "$T/types.xml" types.h traps/types.h > "$T/spelled.c" &&
		grep -qE '^int asserted = [2-9][0-9][0-9];' "$T/spelled.c" &&
		target -w -std=gnu11 -I"$TRAPS" -S -o /dev/null spelled.c
}

# A library with records in its object, and the header that is made of these.
library() {
	extract -O2 -c "$TRAPS/traps.c" -o traps.o && "$FFIRENDER" c "$T/traps.o" --module traps -o "$T/traps.ffi.h" &&
		target -Wall -Wextra -Werror -S -o /dev/null trap.c
}

point() {
	extract -O2 -c "$ROOT/examples/point/point.c" -o point.o && "$FFIRENDER" c "$T/point.o" -o "$T/point.ffi.h" &&
		target -Wall -Wextra -Werror -I. -c "$ROOT/examples/point/main.c" -o main.o
}

runs() {
	target -static main.o point.o -lm -o point.exe && (cd "$T" && WINEPREFIX=$T/wine WINEDEBUG=-all $run ./point.exe) > "$T/said" &&
		grep -q '0 clouds are alive' "$T/said"
}

# What has no symbol, by shims that the target's compiler takes without a word.
shims() {
	extract -O1 -w -c shims.c -o shims.o && "$FFIRENDER" shims "$T/shims.o" -o "$T/extra.c" &&
		target -Wall -Wextra -Werror -Wno-psabi -I"$ROOT/attributes" -c extra.c -o extra.o &&
		"$FFIRENDER" c "$T/shims.o" --shims extra -o "$T/shims.ffi.h" &&
		target -Wall -Wextra -Werror -c caller.c -o caller.o
}

calls_shims() {
	target -static caller.o shims.o extra.o -lm -o caller.exe &&
		(cd "$T" && WINEPREFIX=$T/wine WINEDEBUG=-all $run ./caller.exe) | tr -d '\r' > "$T/said" && [ "$(cat "$T/said")" = called ]
}

# Whether a program of the target can be made, and run, at all: its status is 7.
can_run() {
	[ "$run" != none ] && have "$run" && target -static one.c -o one.exe > /dev/null 2>&1 || return
	(cd "$T" && WINEPREFIX=$T/wine WINEDEBUG=-all $run ./one.exe) > /dev/null 2>&1
	[ $? -eq 7 ]
}

cp "$ROOT"/tests/golden/shims/shims.[ch] "$ROOT/tests/shims/caller.c" "$T/"
printf '#include "types.h"\n' > "$T/types.c"
printf '#include "types.ffi.h"\nint made;\n' > "$T/made.c"
printf '#include "traps.ffi.h"\nint trap;\n' > "$T/trap.c"
printf 'int main(void) { return 7; }\n' > "$T/one.c"
printf '#include <stdint.h>\n#include <wchar.h>\n#include <stdlib.h>\n' > "$T/libc.c"

one() {
	title=$1 compiler=$2 flags=$3 run=$4 package=$5
	[ "$flags" != - ] || flags=
	rm -f "$T"/*.o "$T"/*.exe "$T"/*.xml "$T"/*.ffi.h
	if [ "$compiler" = native ]; then
		# Without gcc-multilib asm/ is only where the native compiler looks.
		compiler=$CC plugin=$PLUGIN flags="$flags -idirafter /usr/include/$("$CC" -print-multiarch)"
	else
		have "$compiler" && [ -f "$("$compiler" -print-file-name=plugin)/include/gcc-plugin.h" ] || {
			if [ "$which" = some ]; then missing "$title" "$package"; else skip "$title" "needs '$package'"; fi
			return
		}
		plugin_for "$title" "$compiler"
	fi
	if ! target -fsyntax-only libc.c > /dev/null 2>&1; then
		skip "$title" "needs the headers of a C library for it ('$package', libc6-dev-...-cross, picolibc or newlib)"
		return
	fi
	check "$title: the layout of every type" layouts
	check "$title: the spelling of every type" spelled
	check "$title: a library with traps" library
	check "$title: a header for callers" point
	check "$title: shims" shims
	if can_run; then
		check "$title: a caller runs" runs
		check "$title: a caller of shims runs" calls_shims
	elif [ "$run" != none ]; then
		skip "$title: a caller runs" "'$run' runs nothing of it here"
	fi
}

# Cross compilers of the release that the native one has.
table | sed "s/gcc-12/gcc-$("$CC" -dumpversion | cut -d. -f1)/g" > "$T/table"
while read -r name compiler flags run package which; do
	[ "$which" = some ] || [ "$TARGETS" = all ] || continue
	one "$name" "$compiler" "$flags" "$run" "$package" < /dev/null
done < "$T/table"

# ---- it can fail ----
compiler=$CC plugin=$PLUGIN flags=
check "the layouts of $CC" layouts
sed 's/\(sizeof(struct integers) == \)[0-9]*/\11/' "$T/types.ffi.h" > "$T/wrong.ffi.h" && mv "$T/wrong.ffi.h" "$T/types.ffi.h"
refuses "a wrong size is noticed" 'sizeof\(struct integers\)' target -w -std=gnu11 -S -o /dev/null made.c
check "the spelling by $CC" spelled
sed -i 's/\(<field name="one".*named to="triple"\) const="yes"/\1/' "$T/types.xml"
refuses "a lost qualifier is noticed" 'struct arrays_by_name.one' spelled

# ---- compilers that are too old ----
if have avr-gcc && [ "$(avr-gcc -dumpversion | cut -d. -f1)" -lt 11 ]; then
	refuses "a GCC that is too old" 'avr-gcc is GCC 5: .* 11' make -s -C "$ROOT" BUILD="$BUILD" CC="$CC" PLUGIN_CC=avr-gcc plugin
fi
