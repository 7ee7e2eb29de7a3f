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

# ---- options after which C is called in another way ----
cat > "$T/options.c" << 'END'
#include <ffiextract.h>
FFI_EXPORT_BEGIN
struct pair { int a, b; };
struct wide { long double number; };
int number(int x);
struct pair pair(int a);
long double wide(long double x);
int look(const struct wide *w FFI_IN);
struct wide one(void);
FFI_EXPORT_END
int number(int x) { return x; }
struct pair pair(int a) { return (struct pair){a, a}; }
long double wide(long double x) { return x; }
int look(const struct wide *w) { return (int)w->number; }
struct wide one(void) { return (struct wide){1}; }
END

# callable OPTION: the functions that Python can call in a library that was compiled with it.
callable() {
	"$CC" -fPIC -shared -fplugin="$PLUGIN" -I"$ROOT/attributes" "$1" "$T/options.c" -o "$T/liboptions.so" &&
		"$FFIRENDER" python "$T/liboptions.so" -o "$T/options.py" 2> "$T/null" &&
		sed -n 's/^    \([a-z]*\): Callable.*/\1/p' "$T/options.py" | tr '\n' ' '
}

# leaves OPTION FUNCTION...
leaves() {
	option=$1
	shift
	called=$(callable "$option")
	[ "${called% }" = "$*" ] || { echo "callable: $called"; false; }
}
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	check "a struct of one long double does not come back through libffi" leaves -O0 number pair wide look
	check "-fshort-enums changes no call" leaves -fshort-enums number pair wide look
	check "-mlong-double-80 is the usual one" leaves -mlong-double-80 number pair wide look
	check "-mlong-double-64 is another number" leaves -mlong-double-64 number pair look
	check "-mlong-double-128 is another number" leaves -mlong-double-128 number pair look
	check "-fpcc-struct-return returns structs elsewhere" leaves -fpcc-struct-return number wide look
	check "-mabi=ms is another convention" leaves -mabi=ms
fi

# ---- what C's own words cannot say ----
cat > "$T/unsaid.h" << 'END'
#include <stdarg.h>
struct __attribute__((scalar_storage_order("big-endian"))) other { double d; short bits : 5; };
struct other unsaid_value(struct other d);
int unsaid_pointer(const struct other *d);
void unsaid_callback(int (*f)(struct other));
typedef void (*unsaid_log)(const char *format, va_list list);
void unsaid_set_log(unsaid_log log);
typedef struct { int a; } *unsaid_nameless;
int unsaid_nameless_use(unsaid_nameless p);
END
"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" --select='unsaid_*' "$T/unsaid.h" -o "$T/unsaid.xml" > "$T/log" 2>&1 &&
	"$FFIRENDER" c "$T/unsaid.xml" --module unsaid -o "$T/unsaid.ffi.h" >> "$T/log" 2>&1
printf '#include "unsaid.ffi.h"\nint the_unit;\n' > "$T/unsaid.c"
check "what cannot be said leaves a header that compiles" "$CC" -Wall -Wextra -Werror -fsyntax-only "$T/unsaid.c"
said=$(sed -n 's/^[a-z].* \**\(unsaid_[a-z_]*\)(.*);$/\1/p' "$T/unsaid.ffi.h" | tr '\n' ' ')
check "a struct that is declared as bytes is passed by pointer only" [ "$said" = "unsaid_pointer unsaid_nameless_use " ]

# ---- what one compiler has and another has not ----
cat > "$T/rare.h" << 'END'
typedef _Decimal64 rare_money;
struct rare_decimals { _Decimal32 small; rare_money m; int behind; };
struct rare_atomic { _Atomic int a; };
struct rare_empty { struct { } nothing; int a; };
struct rare_float { _Float128 q; _Complex _Float32 c; };
typedef union { int *i; const char *c; } rare_any __attribute__((transparent_union));
typedef _Complex int rare_gauss;
rare_money rare_add(rare_money a, rare_money b);
int rare_look(const struct rare_decimals *d);
struct rare_decimals rare_whole(struct rare_decimals d);
int rare_take(rare_any any, int n);
rare_gauss rare_turn(rare_gauss c);
struct rare_float rare_quad(struct rare_float f);
int rare_load(struct rare_atomic *a);
int rare_nothing(struct rare_empty e);
END
cat > "$T/rare.c" << 'END'
#include "rare.h"
rare_money rare_add(rare_money a, rare_money b) { return a + b; }
int rare_look(const struct rare_decimals *d) { return (int)(d->small + d->m) + d->behind; }
struct rare_decimals rare_whole(struct rare_decimals d) { d.m += d.small; return d; }
int rare_take(rare_any any, int n) { return *any.i + n; }
rare_gauss rare_turn(rare_gauss c) { return c * 1i; }
struct rare_float rare_quad(struct rare_float f) { f.q += 1; return f; }
int rare_load(struct rare_atomic *a) { return a->a; }
int rare_nothing(struct rare_empty e) { return e.a; }
END
cat > "$T/uses_rare.c" << 'END'
#include "rare.ffi.h"
#include <assert.h>
int main(void)
{
	int seven = 7;
	struct rare_atomic atomic;
	(void)sizeof atomic;
#ifndef __cplusplus
	struct rare_empty empty = {.a = 3};
	assert(rare_take(&seven, 1) == 8 && rare_take((const char *)&seven, 1) == 8 && rare_nothing(empty) == 3);
#endif
#if defined __DEC64_MAX__ && !defined __cplusplus
	struct rare_decimals d = {.small = 1.5df, .m = 2.5dd, .behind = 3};
	assert(rare_add(1.1dd, 2.2dd) == 3.3dd && rare_look(&d) == 7 && rare_whole(d).m == 4);
#else
	assert(sizeof(struct rare_decimals) == 24);
#endif
#if defined __FLT128_MAX__ && !defined __cplusplus
	struct rare_float f = {.q = 2};
	assert(rare_quad(f).q == 3);
#endif
	assert(__imag__ rare_turn((rare_gauss)(seven)) == 7);
	return 0;
}
END
rare() {
	(cd "$T" && "$CC" -w -shared -fPIC rare.c -o librare.so) &&
		"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" --select='rare_*' "$T/rare.h" -o "$T/rare.xml" > "$T/null" &&
		"$FFIRENDER" c "$T/rare.xml" --module rare -o "$T/rare.ffi.h" 2> "$T/null" &&
		"$FFIRENDER" python "$T/rare.xml" --library "$T/librare.so" -o "$T/rare.py" 2> "$T/rare.said"
}
# uses_rare COMPILER ARGS...
uses_rare() { "$@" -Wall -Wextra -Werror -Wno-unused-function "$T/uses_rare.c" -x none "$T/librare.so" -Wl,-rpath,"$T" -o "$T/uses_rare" && "$T/uses_rare"; }
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	check "numbers that few compilers have" rare
	check "$CC has them" uses_rare "$CC"
	for compiler in "clang" "${CXX:-g++} -x c++" "clang++ -x c++"; do
		if have "${compiler%% *}"; then
			# shellcheck disable=SC2086
			check "$compiler has the others" uses_rare $compiler
		else
			missing "$compiler has the others" "${compiler%% *}"
		fi
	done
	cat > "$T/rare_test.py" << 'END'
import ctypes
import rare
number = ctypes.c_int(41)
assert rare.raw.rare_take(ctypes.byref(number), 1) == 42
assert ctypes.sizeof(rare.Decimals) == 24 and rare.Decimals.behind.offset == 16
# 24 bytes travel in memory, whatever they are (System V ABI for AMD64, 3.2.3).
assert rare.raw.rare_whole(rare.Decimals(behind=77)).behind == 77
for name in ("rare_add", "rare_turn", "rare_quad"):
    assert not hasattr(rare.raw, name), name
END
	check "Python passes a transparent union as its first member" env PYTHONPATH="$T" python3 -B "$T/rare_test.py"
	check "and says what it lacks" grep -q "cannot be called from Python: .*ctypes has no '_Decimal64'" "$T/rare.said"
fi

# ---- constant texts in units of several bytes ----
cat > "$T/wide.h" << 'END'
#define WIDE_16 u"h\u00e4i\U0001F600?\"\\\n"
#define WIDE_32 U"h\u00e4i\U0001F600"
#define WIDE_L L"wide \x80\u2028"
#define WIDE_8 u8"h\u00e4i"
#define WIDE_BROKEN u"\xd800"
#define WIDE_BYTES "\xff\xfe"
END
cat > "$T/wide_test.py" << 'END'
import ast, sys
with open(sys.argv[1], encoding="utf-8") as made:
    w = {node.target.id: ast.literal_eval(node.value) for node in ast.parse(made.read()).body
         if isinstance(node, ast.AnnAssign) and node.target.id.startswith("WIDE")}
assert w == {"WIDE_16": "h\u00e4i\U0001F600?\"\\\n", "WIDE_32": "h\u00e4i\U0001F600", "WIDE_L": "wide \x80\u2028", "WIDE_8": "h\u00e4i",
             "WIDE_BYTES": b"\xff\xfe"}, w
END
# wide COMPILER PLUGIN: the document, and what Python and C# have of it
wide() {
	"$FFIRENDER" scan --cc="$1" --plugin "$2" --headers=wide.h "$T/wide.h" -o "$T/wide.xml" &&
		"$FFIRENDER" python "$T/wide.xml" --library none -o "$T/wide_texts.py" && python3 "$T/wide_test.py" "$T/wide_texts.py" &&
		"$FFIRENDER" csharp "$T/wide.xml" --library none --module wide -o "$T/wide.cs" && grep -qF 'Wide16 = "häi😀?\"\\\u000a"' "$T/wide.cs" &&
		grep -qF 'WideL = "wide \u0080\u2028"' "$T/wide.cs" && grep -q 'WIDE_BROKEN: C# has no literal' "$T/wide.cs" &&
		grep -q 'ReadOnlySpan<byte> WideBytes => \[255, 254\];' "$T/wide.cs"
}
check "texts of two and four bytes a unit are texts" wide "$CC" "$PLUGIN"
for plugin in "$BUILD"/powerpc-linux-gnu-*/ffiextract.so; do
	[ -f "$plugin" ] && have powerpc-linux-gnu-gcc-12 && check "big-endian ones too" wide powerpc-linux-gnu-gcc-12 "$plugin"
done
# From C23 on u8"" is of unsigned characters, as which the header has a pointer; C++ and C11 have a literal.
"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" --headers=wide.h "$T/wide.h" -o "$T/wide.xml" -- -std=gnu11 &&
	"$FFIRENDER" c "$T/wide.xml" --module wide -o "$T/wide.ffi.h"
cat > "$T/wide.c" << 'END'
#include <string.h>
#include "wide.ffi.h"
static const char made[] = WIDE_8 WIDE_BYTES;
static const __CHAR16_TYPE__ made_16[] = WIDE_16;
static const __CHAR32_TYPE__ made_32[] = WIDE_32;
static const __WCHAR_TYPE__ made_l[] = WIDE_L;
#undef WIDE_8
#undef WIDE_16
#undef WIDE_32
#undef WIDE_L
#undef WIDE_BYTES
#include "wide.h"
#define SAME(a, b) (sizeof(a) == sizeof(b) && memcmp(a, b, sizeof(a)) == 0)
int main(void)
{
	return !(SAME(made, WIDE_8 WIDE_BYTES) && SAME(made_16, WIDE_16) && SAME(made_32, WIDE_32) && SAME(made_l, WIDE_L));
}
END
c_texts() { "$@" -std=gnu11 -Wall -Wextra -Werror -Wno-unused-function "$T/wide.c" -o "$T/wide" && "$T/wide"; }
check "C's literals are the same bytes" c_texts "$CC"
if have clang; then check "clang's too" c_texts clang; else missing "clang's too" clang; fi

shown() {
	"$FFIRENDER" show "$T/wide.xml" > "$T/shown" && grep -qF '#define WIDE_16 u"häi😀?\"\\\012"   (' "$T/shown" &&
		grep -qF '#define WIDE_BROKEN "\000\330"   (' "$T/shown" && grep -qF '#define WIDE_BYTES "\377\376"   (' "$T/shown"
}
check "show shows what nobody could see" shown

# ---- numbers that the host's own types do not hold ----
cat > "$T/numbers.h" << 'END'
#define N_TENTH 0.1L
#define N_NEGATIVE (-0.1L)
#define N_PI 3.141592653589793238462643383279502884L
#define N_MOST __LDBL_MAX__
#define N_LEAST __LDBL_MIN__
#define N_DENORMAL __LDBL_DENORM_MIN__
#define N_EPSILON __LDBL_EPSILON__
#define N_NEAR_ONE (1.0L + 0x1p-90L)
#define N_DOUBLE 4.9e-324
#define N_FLOAT 1e-45f
#define N_HALF ((_Float32)0.1f)
#ifdef __SIZEOF_INT128__
#define N_WIDEST (~(unsigned __int128)0)
#define N_WIDEST_NEGATIVE (-((__int128)1 << 126) * 2)
#define N_WIDE (-((__int128)1 << 90) - 1)
#endif
END
sed 's/ N_/ O_/' "$T/numbers.h" > "$T/originals.h"
# numbers COMPILER PLUGIN: what C's header and the original say is the same to the target's compiler
numbers() {
	"$FFIRENDER" scan --cc="$1" --plugin "$2" --headers=numbers.h "$T/numbers.h" -o "$T/numbers.xml" &&
		"$FFIRENDER" c "$T/numbers.xml" --module numbers -o "$T/numbers.ffi.h" || return 1
	{
		printf '#include "numbers.ffi.h"\n#include "originals.h"\n'
		sed -n 's/^#define N_\([A-Z_]*\) .*/_Static_assert(N_\1 == O_\1 \&\& __builtin_types_compatible_p(__typeof__(N_\1), __typeof__(O_\1)), "\1");/p' "$T/numbers.ffi.h"
	} > "$T/numbers.c"
	[ "$(grep -c _Static_assert "$T/numbers.c")" -ge 11 ] && "$1" -fsyntax-only "$T/numbers.c"
}
check "numbers are exact in the C header" numbers "$CC" "$PLUGIN"
for target in aarch64-linux-gnu s390x-linux-gnu powerpc64le-linux-gnu sparc64-linux-gnu m68k-linux-gnu; do
	for plugin in "$BUILD/$target"-*/ffiextract.so; do
		if [ -f "$plugin" ] && have "$target-gcc-12"; then
			check "and on $target" numbers "$target-gcc-12" "$plugin"
		fi
	done
done
