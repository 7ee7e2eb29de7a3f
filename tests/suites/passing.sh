#!/bin/sh
# How values travel: what GCC's hooks were asked, what its flags make impossible, and that asking is not seen in
# the compile.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

ARG=-fplugin-arg-ffiextract
cat > "$T/lib.h" << 'END'
struct mixed { double d; int i; };
struct large { char c[40]; };
struct three { char c[3]; };
union either { float f; int i; };
double number(double a, int b);
struct mixed mixed(struct mixed m, struct large l);
struct large narrow(struct three t, _Bool b, unsigned char u, signed char s, unsigned short us);
long double wide(long double x);
float _Complex complex(float _Complex a, double _Complex b);
void many(int a, int b, int c, int d, int e, int f, int g, double h);
int variadic(const char *format, double d, ...);
int whole(int x, const char *s, union either e);
struct nothing { };
struct nothing nothing(struct nothing n, int i);
END
cat > "$T/old.c" << 'END'
#include "lib.h"
int old(a, c, f) int a; char c; float f; { return a + c + (int)f; }
END
printf '#include "lib.h"\n' > "$T/lib.c"

# document FLAGS...: $T/lib.xml, one declaration a line
document() {
	(cd "$T" && "$CC" -w "$@" -S -o /dev/null -fplugin="$PLUGIN" "$ARG-scan" "$ARG-select=*" "$ARG-output=lib.xml") &&
		tr -d '\n' < "$T/lib.xml" | sed 's/> *</></g; s/<function /\n&/g' > "$T/flat"
}
# has NAME FUNCTION TEXT
has() {
	if grep "^<function id=\"$2\"" "$T/flat" | grep -qF -- "$3"; then ok "$1"; else not_ok "$1" "$T/flat"; fi
}

check "functions of every kind are recorded" document lib.c
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	has "a number in its register" number 'arguments="xmm0:8 di:4" result="xmm0:8"'
	has "a struct in two registers" mixed 'arguments="xmm0:8+di:8@8 memory"'
	has "a large one in memory" mixed 'xmm0:8+di:8@8 memory"'
	has "and in front of the arguments as a result" narrow 'arguments="si:3 '
	has "with its address in a register" narrow 'result="memory(di:8)"'
	has "who passes a narrow number extends it" narrow ' dx:1/zero cx:1/zero r8:1/sign '
	has "a long double comes back in st" wide 'arguments="memory" result="st:16"'
	has "complex numbers" complex ' xmm1:8+xmm2:8@8"'
	has "what registers do not hold is in memory" many ' memory xmm0:8"'
	has "of no bytes nothing travels" nothing 'arguments="registers di:4" result="registers"'
	has "a variadic function's named arguments" variadic ' xmm0:8" result='

	# The same question twice has the same answer, and another option another one.
	document lib.c -mabi=ms
	has "-mabi=ms passes a struct by reference" mixed 'reference(dx:8)'
	document old.c
	has "what has no prototype is called with promoted arguments" old ' si:4 xmm0:8"'

	check "what compiles under -mno-sse compiles with the plugin" document lib.c -mno-sse
	has "-mno-sse: a double does not come back" number 'result="not-callable"'
	has "-mno-sse: what has none is called as ever" whole 'arguments="di:4 '
	document lib.c -mno-80387
	has "-mno-80387: nor does a long double" wide 'result="not-callable"'
	"$FFIRENDER" show --plan "$T/lib.xml" > "$T/plan" 2>&1
	check "and the binding says so" grep -q "cannot be returned with the compiler's flags" "$T/plan"
fi

# ---- asking is not seen ----
cat > "$T/uses.c" << 'END'
#include "lib.h"
typedef int wide_vector __attribute__((vector_size(32)));
wide_vector vector(wide_vector v);
wide_vector uses_vector(wide_vector v) { return vector(v); }
double uses(void) { return number(1.5, 2) + number(2.5, 3); }
END
# alike FLAGS...: the same diagnostics and status with the plugin as without
alike() {
	(cd "$T" && "$CC" -Wall "$@" -S uses.c -o with.s -fplugin="$PLUGIN" "$ARG-scan" "$ARG-select=*" "$ARG-output=uses.xml") > "$T/with" 2>&1
	echo $? >> "$T/with"
	(cd "$T" && "$CC" -Wall "$@" -S uses.c -o without.s) > "$T/without" 2>&1
	echo $? >> "$T/without"
	diff "$T/without" "$T/with" && { [ ! -f "$T/without.s" ] || cmp "$T/without.s" "$T/with.s"; }
	status=$?
	rm -f "$T/with.s" "$T/without.s"
	return $status
}
check "a warning about the ABI is the user's" alike -O2
grep -q 'Wpsabi' "$T/without" || [ "$("$CC" -dumpmachine)" != x86_64-linux-gnu ] || not_ok "there is a warning about the ABI" "$T/without"
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	check "an error that comes once is the user's" alike -O2 -mno-sse
	grep -q 'error: SSE register return' "$T/without" && ok "there is such an error" || not_ok "there is such an error" "$T/without"
fi

# ---- flags under which some signatures are impossible ----
# What compiles without the plugin compiles with it, says the same, and makes the same; LEAST values cannot be passed.
table() {
	cat << 'E'
x86_64-linux-gnu          -mgeneral-regs-only           4
x86_64-linux-gnu          -msoft-float                  1
x86_64-linux-gnu          -m32,-mno-80387               0
x86_64-linux-gnu          -m32,-mregparm=3              0
aarch64-linux-gnu         -mgeneral-regs-only           5
aarch64-linux-gnu         -mabi=ilp32                   0
arm-linux-gnueabihf       -mgeneral-regs-only           4
arm-linux-gnueabihf       -mfloat-abi=softfp            0
arm-none-eabi             -mcpu=cortex-m0               0
powerpc-linux-gnu         -msoft-float                  0
powerpc64le-linux-gnu     -mno-altivec,-mno-vsx         0
mips64-linux-gnuabi64     -mabi=n32                     0
mips64-linux-gnuabi64     -msoft-float                  0
riscv64-linux-gnu         -mabi=lp64,-march=rv64imac    0
s390x-linux-gnu           -msoft-float                  0
s390x-linux-gnu           -march=z14                    0
sparc64-linux-gnu         -m32                          0
m68k-linux-gnu            -mshort                       0
E
}
# unseen COMPILER PLUGIN LEAST FLAGS...
unseen() {
	compiler=$1 plugin=$2 least=$3
	shift 3
	(cd "$T" && "$compiler" -w "$@" -S lib.c -o without.s) > "$T/without" 2>&1 &&
		(cd "$T" && "$compiler" -w "$@" -S lib.c -o with.s -fplugin="$plugin" "$ARG-scan" "$ARG-select=*" "$ARG-output=flags.xml") > "$T/with" 2>&1 &&
		diff "$T/without" "$T/with" && cmp "$T/without.s" "$T/with.s" && "$FFIRENDER" show "$T/flags.xml" > "$T/null" &&
		[ "$(grep -c 'not-callable' "$T/flags.xml")" -ge "$least" ]
}
version=$("$CC" -dumpversion | cut -d. -f1)
table > "$T/table"
while read -r target flags least; do
	compiler=$target-gcc-$version plugin=$BUILD/$target-$version/ffiextract.so
	have "$compiler" || compiler=$target-gcc
	if [ "$target" = "$("$CC" -dumpmachine)" ]; then compiler=$CC plugin=$PLUGIN; fi
	[ -f "$plugin" ] && have "$compiler" || continue
	# shellcheck disable=SC2046
	check "$target $(echo "$flags" | tr , ' '): what compiles compiles, and to the same" unseen "$compiler" "$plugin" "$least" $(echo "$flags" | tr , ' ')
done < "$T/table"
