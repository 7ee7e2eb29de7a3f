#!/bin/sh
# Every type against DWARF: sizes, alignments, offsets, bits, values and types of what the plugin recorded are
# those of the debugging information that the same compile wrote.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

: "${CXX:=g++}"

if [ ! -x "$BUILD/oracle" ]; then
	missing "the types agree with DWARF" libdw
	exit 0
fi
export BUILD
HEADERS=-fplugin-arg-ffiextract-headers
RUN=$ROOT/tests/oracle/run

# agree NAME COMPILER PLUGIN UNIT LEAST ARGS...: no difference, and at least LEAST fields and enumerators.
agree() {
	name=$1 compiler=$2 plugin=$3 unit=$4 least=$5
	shift 5
	"$RUN" "$compiler" "$plugin" "$unit" "$T/oracle" "$@" > "$T/said" 2>&1
	status=$?
	n=$(sed -n 's/.* fields \([0-9]*\) .* enumerators \([0-9]*\) .*/\1 + \2/p' "$T/said")
	if [ $status -eq 0 ] && [ "$((${n:-0}))" -ge "$least" ]; then ok "$name"; else not_ok "$name" "$T/said"; fi
}

printf '#include "types.h"\n#include "layouts.h"\n' > "$T/types.c"
TYPES="-I$ROOT/tests/traps -I$ROOT/tests/peers $HEADERS=types.h,layouts.h"
traps() {
	name=$1 compiler=$2 plugin=$3
	shift 3
	# shellcheck disable=SC2086
	agree "$name" "$compiler" "$plugin" "$T/types.c" 350 $TYPES "$@"
}
traps "every type" "$CC" "$PLUGIN"
traps "every type in C23" "$CC" "$PLUGIN" -std=gnu2x
traps "every type, -fpack-struct" "$CC" "$PLUGIN" -fpack-struct=2
traps "every type, -fshort-enums" "$CC" "$PLUGIN" -fshort-enums
traps "every type, -fshort-wchar and -funsigned-char" "$CC" "$PLUGIN" -fshort-wchar -funsigned-char
printf '#include "declarations.h"\n' > "$T/declarations.c"
agree "every declaration" "$CC" "$PLUGIN" "$T/declarations.c" 3 -std=gnu17 -I"$ROOT/tests/traps" "$HEADERS=declarations.h"
if have "$CXX"; then
	cp "$T/declarations.c" "$T/declarations.cc"
	agree "every declaration by g++" "$CXX" "$PLUGIN" "$T/declarations.cc" 3 -I"$ROOT/tests/traps" "$HEADERS=declarations.h"
fi
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	traps "every type, -mms-bitfields" "$CC" "$PLUGIN" -mms-bitfields
	traps "every type, -mlong-double-128" "$CC" "$PLUGIN" -mlong-double-128
	# Without the headers of the C library for it there is no stubs-32.h.
	if printf '#include <stddef.h>\n#include <stdint.h>\n' | "$CC" -m32 -fsyntax-only -x c - 2> /dev/null; then
		traps "every type, -m32" "$CC" "$PLUGIN" -m32
		traps "every type, -m32 -malign-double" "$CC" "$PLUGIN" -m32 -malign-double
	else
		skip "every type, -m32" "needs gcc-multilib"
	fi
	if printf '#include <stddef.h>\n#include <stdint.h>\n' | "$CC" -mx32 -fsyntax-only -x c - 2> /dev/null; then
		traps "every type, -mx32" "$CC" "$PLUGIN" -mx32
	else
		skip "every type, -mx32" "needs gcc-multilib and libc6-dev-x32"
	fi
fi
for plugin in "$BUILD"/*-*/ffiextract.so; do
	[ -f "$plugin" ] && [ -f "${plugin%.so}-gcc.so" ] || continue
	target=$(basename "$(dirname "$plugin")")
	version=$(echo "$target" | sed -n 's/.*-\([0-9]*\(-win32\|-posix\)\{0,1\}\)$/\1/p')
	compiler=${target%-"$version"}-gcc-$version
	have "$compiler" || compiler=${target%-"$version"}-gcc
	own=''
	case $target in riscv64-unknown-elf*) own=--specs=picolibc.specs ;; esac
	# shellcheck disable=SC2086
	if printf '#include <wchar.h>\n' | "$compiler" $own -fsyntax-only -x c - 2> /dev/null; then
		traps "every type: $target" "$compiler" "$plugin" $own
		case $target in
		*mingw*) traps "every type: $target, -mno-ms-bitfields" "$compiler" "$plugin" -mno-ms-bitfields ;;
		esac
	fi
done

# ---- it can fail ----
# shellcheck disable=SC2086
"$RUN" "$CC" "$PLUGIN" "$T/types.c" "$T/oracle" $TYPES > "$T/said" 2>&1
"$BUILD/oracle" compare "$T/oracle/whole.xml" "$T/oracle/whole.o" /dev/null > "$T/said" 2>&1 &&
	sed '/<field name="behind" bits="12"/,/<on /s/b32"/b50"/' "$T/oracle/whole.xml" > "$T/wrong.xml"
refuses "a wrong bit offset is noticed" 'behind: bit offset is 50, DWARF says' "$BUILD/oracle" compare "$T/wrong.xml" "$T/oracle/whole.o" /dev/null
sed 's/<enumerator name="NEGATIVE_B" value="-4"/<enumerator name="NEGATIVE_B" value="-3"/' "$T/oracle/whole.xml" > "$T/wrong.xml"
refuses "a wrong enumerator is noticed" 'NEGATIVE_B is -3, DWARF says -4' "$BUILD/oracle" compare "$T/wrong.xml" "$T/oracle/whole.o" /dev/null
sed 's/<int name="unsigned int" volatile/<int name="int" volatile/' "$T/oracle/whole.xml" > "$T/wrong.xml"
refuses "a wrong type is noticed" "vu: 'int' is 'unsigned int' in DWARF" "$BUILD/oracle" compare "$T/wrong.xml" "$T/oracle/whole.o" /dev/null

# ---- GCC has some types under the names of other typedefs ----
cat > "$T/respelled.h" << 'END'
typedef int number;
typedef struct pair pair;
struct pair {
	number a, b;
};
static inline int added(int a, const struct pair *p, const int *n);
static inline int added(number a, const pair *p, const number *n)
{
	return a + p->b + *n;
}
extern pair two;
extern struct pair two;
typedef number aliasing __attribute__((may_alias));
END
printf '#include "respelled.h"\n' > "$T/respelled.c"
agree "the same type in other words" "$CC" "$PLUGIN" "$T/respelled.c" 2 "$HEADERS=respelled.h"
behind() {
	sed "$1" "$T/oracle/whole.xml" > "$T/wrong.xml"
	refuses "$2" "$3" "$BUILD/oracle" compare "$T/wrong.xml" "$T/oracle/whole.o" "$T/oracle/respelled"
}
behind '/<param name="a"/s/name="\(int\|number\)"/name="unsigned int"/' "a wrong type behind such words is noticed" "a: 'unsigned int' is 'int' in DWARF"
behind '/<param name="n"/s/ const="yes"//' "a qualifier too" "n: the sum of all qualifiers is 0, DWARF says 1"
behind '/id="aliasing"/s/<named to="number"\/>/<int name="long"\/>/' "and a typedef with may_alias that is another" "aliasing: 'long' is 'int' in DWARF"

# ---- attributes that change what a typedef names once another has made it a typedef ----
cat > "$T/modes.h" << 'END'
typedef int aligned_wide __attribute__((aligned(16))) __attribute__((mode(DI)));
typedef float aligned_double __attribute__((aligned(16))) __attribute__((mode(DF)));
typedef int aligned_short __attribute__((aligned(8), mode(HI)));
typedef unsigned byte_aligned __attribute__((mode(QI), aligned(4)));
typedef long aligned_vector __attribute__((aligned(32))) __attribute__((vector_size(32))) __attribute__((may_alias));
typedef long vector_aligned __attribute__((vector_size(32), aligned(64)));
struct modes {
	aligned_wide wide;
	aligned_short narrow;
	byte_aligned byte;
	aligned_double real;
	aligned_vector four;
};
aligned_wide takes_modes(aligned_wide a, aligned_double b, aligned_short c, byte_aligned *d, const aligned_vector *e);
END
printf '#include "modes.h"\n' > "$T/modes.c"
agree "attributes that change a typedef" "$CC" "$PLUGIN" "$T/modes.c" 5 "$HEADERS=modes.h"
check "are those of an alias" sh -c 'grep -q "id=\"aligned_wide\" at=\"1:13\"><int name=\"long" "$1" && grep -q "id=\"aligned_vector\"[^>]*><vector count" "$1"' - "$T/oracle/first.xml"

# ---- headers that nobody here wrote: those that `make deps` installs ----
LIBRARIES=$ROOT/tests/oracle/libraries
for library in libc sockets linux zlib sqlite3 xml2 elf ffi cunit; do
	"$LIBRARIES" $library > "$T/said" 2>&1
	status=$?
	if grep -q 'not installed' "$T/said"; then
		skip "$library's headers" "they are not here"
	elif [ $status -eq 0 ] && grep -q 'mismatched 0$' "$T/said"; then
		ok "$library's headers"
	else
		not_ok "$library's headers" "$T/said"
	fi
done

# ---- what these libraries export is recorded, as GCC itself lists what is declared ----
for library in libc sockets zlib sqlite3 xml2 elf ffi cunit; do
	"$LIBRARIES" -x $library > "$T/said" 2>&1
	status=$?
	if grep -q 'not installed' "$T/said"; then
		skip "all that $library exports" "its headers are not here"
	elif [ $status -eq 0 ] && grep -q 'exported [1-9].* missing 0 invented 0$' "$T/said"; then
		ok "all that $library exports"
	else
		not_ok "all that $library exports" "$T/said"
	fi
done
printf '#include "lost.h"\n' > "$T/lost.c"
printf 'int lost(int a);\nint puts(const char *text);\n' > "$T/lost.h"
cat > "$T/loses" << 'END'
#!/bin/sh
# A compiler whose plugin forgets a function and has one that nobody declared.
"$FORGETFUL" "$@" || exit
for arg; do case $arg in -fplugin-arg-ffiextract-output=*) sed -i 's/"puts"/"puts_"/' "${arg#*=}" ;; esac; done
END
chmod +x "$T/loses"
refuses "a function that is lost is noticed" 'missing: puts' env FORGETFUL="$CC" python3 "$ROOT/tests/oracle/exported" "$T/loses" "$PLUGIN" "$T/lost.c" "$T/lost" "$HEADERS=lost.h"
cp "$T/check.out" "$T/said"
check "and one that is invented" grep -q 'invented: puts_' "$T/said"
