#!/bin/sh
# Every kind of declaration: recorded as the linker knows it, or refused with a reason; nothing is left out.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

TRAPS=$ROOT/tests/traps
HEADERS=-fplugin-arg-ffiextract-headers
printf 'TRAPS_1.0 { global: *; local: only_in_file; };\nTRAPS_2.0 { } TRAPS_1.0;\n' > "$T/versions"

build() {
	"$CC" -std=gnu17 -w -fPIC -shared -fplugin="$PLUGIN" "$HEADERS=declarations.*" "$TRAPS/declarations.c" \
		-Wl,--version-script="$T/versions" -o "$T/libdeclarations.so" &&
		"$FFIRENDER" merge "$T/libdeclarations.so" -o "$T/built.xml" 2> "$T/log"
}
check "a library with every kind of declaration" build
check "and its header alone" "$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" --headers=declarations.h \
	"$TRAPS/declarations.h" -o "$T/scanned.xml" -- -std=gnu17

# one FILE: a declaration a line
one() { tr -d '\n' < "$1" | sed 's/> *</></g; s/ \(at\|file\)="[^"]*"//g; s/<\(function\|variable\|constant\|record\|enumeration\|alias\) id=/\n&/g'; }
one "$T/built.xml" > "$T/built"
one "$T/scanned.xml" > "$T/scanned"
# has NAME FILE DECLARATION TEXT...
has() {
	name=$1 file=$T/$2 declaration=$3
	shift 3
	grep -E "^<[a-z]+ id=\"#?$declaration\"" "$file" > "$T/found"
	for text; do
		if ! grep -qE -- "$text" "$T/found"; then
			echo "lacks: $text" >> "$T/found"
			not_ok "$name" "$T/found"
			return
		fi
	done
	ok "$name"
}

# ---- what the library exports is recorded ----
if have nm; then
	nm -D --defined-only "$T/libdeclarations.so" | sed -n 's/^[0-9a-f]* [TWiDBRV] \([a-z_0-9]*\).*/\1/p' | sort -u > "$T/exported"
	# versioned is a name that the assembler alone knows of its definitions
	sed -n '/ inline="yes"\| visibility="\(hidden\|internal\)"\|^<[a-z]* [^>]* unsupported="a C++/d; s/^<\(function\|variable\) .*<on symbol="\([^"]*\)".*/\2/p; t
		s/^<\(function\|variable\) id="\([^"]*\)".*<on[ /].*/\2/p' "$T/built" | sort -u > "$T/recorded"
	comm -23 "$T/exported" "$T/recorded" | grep -vxE 'versioned|per_thread' > "$T/lost"
	if [ -s "$T/lost" ] || [ "$(wc -l < "$T/recorded")" -lt 25 ]; then not_ok "all that is exported is recorded" "$T/lost"; else ok "all that is exported is recorded"; fi
	comm -13 "$T/exported" "$T/recorded" > "$T/invented"
	if [ -s "$T/invented" ]; then not_ok "nothing else is recorded as exported" "$T/invented"; else ok "nothing else is recorded as exported"; fi
else
	missing "all that is exported is recorded" nm
fi

# ---- functions ----
has "names of parameters come from the header" built plain '<param name="a">.*<param name="b">'
has "or from the definition, where the header has none" built unnamed '<param name="one">.*<param name="two_">.*<param name="f">'
has "or are numbers" scanned unnamed '<param>.*<param>.*<param>'
has "variadic" built variadic '^<function id="variadic" variadic="yes"'
has "a prototype behind an old declaration counts" built old_style '^<function id="old_style" defined="yes"'
has "no prototype at all" scanned old_style '^<function id="old_style" unprototyped="yes"'
has "a definition of the old style" built old_style_defined 'unprototyped="yes"' '<param name="c"><int name="char"/>' '<param name="f"><float name="float"/>'
has "static inline has no symbol" built inlined 'inline="yes"' '<on arguments="di:4"'
has "nor has static" built only_static 'inline="yes"' '<on arguments="di:4"'
has "weak" built weak '^<function id="weak" defined="yes"' '<on arguments="[^"]*" result="[^"]*"/>'
has "an alias" built alias '^<function id="alias" defined="yes"'
has "chosen when it is loaded" built chosen '^<function id="chosen" defined="yes"'
has "renamed in the assembler" built renamed 'symbol="the_symbol"'
has "hidden" built hidden 'visibility="hidden"'
has "protected" built protected_one 'visibility="protected"'
has "a symbol with versions" scanned versioned '^<function id="versioned">.*<on arguments="[^"]*"'
has "a redeclaration adds its attributes" built again 'deprecated="use plain"' '<param name="a">'
has "deprecated without a message" scanned just_old 'deprecated=""'
has "nor has it that of its result's typedef" scanned old_with_result 'deprecated=""'
has "but its own" scanned old_in_other_words 'deprecated="use young"'
has "arrays as parameters are pointers" scanned takes_arrays '<param name="a"><pointer><int name="int"/></pointer>' '<param name="b"><pointer><array count="3">'
has "a function as a parameter is a pointer" scanned takes_function '<param name="f"><pointer><function>.*<param name="x">' '<param name="g"><pointer><named to="function_type"/></pointer>'
has "a typedef of a function declares one" scanned of_type '^<function id="of_type" variadic="yes"' '<param name="x">'
has "a function that returns one that returns one" scanned returns_function_twice '<result><pointer><function><result><pointer><function><result><int name="int"/>' '<param name="b">' '<param name="c">' '<param name="a"><int name="int"/></param><on'
has "several in one declaration" scanned three '<param name="b">.*<param name="c">'
has "a name between brackets" scanned macro_name '<param name="a"><int name="int"/></param>'
has "a name that is also a macro" scanned and_macro '^<function id="and_macro"'
has "callbacks in callbacks have their names" scanned nested_callback '<param name="row">.*<param name="inner">.*<param name="name">.*<param name="user">'
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	has "another convention" built windows 'convention="ms"' 'arguments="cx:'
	has "a pointer to what is called otherwise is refused" scanned windows_callback '<unsupported reason="a pointer to a function that is called in another way \(ms\)"'
	if printf '#include <stddef.h>\n' | "$CC" -m32 -fsyntax-only -x c - 2> "$T/null" &&
		"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" --headers=declarations.h "$TRAPS/declarations.h" -o "$T/m32.xml" -- -std=gnu17 -m32; then
		one "$T/m32.xml" > "$T/m32"
		has "stdcall" m32 called_std 'convention="stdcall" arguments="memory[ "]'
		has "fastcall" m32 called_fast 'convention="fastcall"' 'arguments="cx:'
		has "regparm" m32 called_reg 'convention="regparm\(3\)"' 'arguments="ax:[0-9]* dx:[0-9]* cx:'
	fi
fi

for plugin in "$BUILD"/arm-linux-gnueabihf-*/ffiextract.so; do
	arm=arm-linux-gnueabihf-gcc-$(basename "$(dirname "$plugin")" | sed 's/.*-//')
	[ -f "$plugin" ] && have "$arm" || continue
	"$FFIRENDER" scan --cc="$arm" --plugin "$plugin" --headers=declarations.h "$TRAPS/declarations.h" -o "$T/arm.xml" -- -std=gnu17 && one "$T/arm.xml" > "$T/arm"
	has "pcs" arm called_pcs 'convention="pcs\(aapcs\)"' 'arguments="r0:'
	"$FFIRENDER" c "$T/arm.xml" --module arm -o "$T/arm.ffi.h" 2> "$T/null"
	check "pcs in C" grep -qF 'double called_pcs(double a) __attribute__((pcs("aapcs")));' "$T/arm.ffi.h"
done

# ---- what a header of the system has declared already ----
mkdir "$T/system"
cat > "$T/system/first.h" << 'END'
/** The system's. */
void *grab(unsigned long __size) __attribute__((malloc));
void *grab(unsigned long __size) __attribute__((warn_unused_result));
int taken(int), kept(int);
extern int counter, other_counter;
typedef int number;
END
cat > "$T/second.h" << 'END'
#include <first.h>
/** Ours. */
void *
grab (
	unsigned long size
);
int fresh(int (*f)(int a)), taken(int value);
#define DECLARE(name) extern int name
DECLARE(counter);
typedef int number;
END
printf '#include "second.h"\nint fresh(int (*f)(int a)) { return f(counter); }\nint kept(int given) { return given; }\n' > "$T/second.c"
# second SELECTION COMPILER...: what is selected of it
second() {
	selection=-fplugin-arg-ffiextract-$1
	shift
	"$@" -S -o "$T/null.s" -isystem "$T/system" -I"$T" "$T/second.c" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-scan \
		"$selection" "-fplugin-arg-ffiextract-output=$T/second.xml" && one "$T/second.xml" > "$T/second"
}
# places: NAME LINE:COLUMN of each declaration
places() { sed -n 's/^ *<\(function\|variable\|alias\) id="\([^"]*\)" at="\([^"]*\)".*/\2 \3/p' "$T/second.xml"; }
for compiler in "$CC -x c" "${CXX:-g++} -x c++"; do
	have "${compiler%% *}" || { missing "$compiler: declared again" "${compiler%% *}"; continue; }
	# shellcheck disable=SC2086
	check "$compiler: declared again" second headers=second.h $compiler
	check "all of the header is there, where it stands" test "$(places | tr '\n' ';')" = 'grab 4:1;fresh 7:5;taken 7:29;counter 9:1;number 10:13;'
	has "with its own comment, and the facts of all" second grab '/\*\* Ours' 'name="must_use"' 'name="malloc"'
	case $compiler in # g++ keeps the names that came first
	*c++) ;;
	*) has "and its own names" second grab '<param name="size">' && has "several in one declaration" second taken '<param name="value">' ;;
	esac
	# shellcheck disable=SC2086
	check "$compiler: defined again" second headers=second.c $compiler
	check "a definition that is selected counts" test "$(places | tr '\n' ';')" = 'fresh 2:5;kept 3:5;'
done

# ---- what of a header is static ----
cat > "$T/static.h" << 'END'
static const char four[4] = "four", more[10] = "more", none[1] = "";
static const char *const text = "text", *const behind = "behind" + 2;
static const __CHAR16_TYPE__ wide[2] = u"xy";
typedef char name[8];
static const name named = "named";
static const int table[2] = {1, 2};
static int counter = 3;
static const char *changes = "changes";
#ifdef __SIZEOF_INT128__
static const unsigned __int128 power = (unsigned __int128)1 << 100, all = ~(unsigned __int128)0;
static const __int128 least = -((__int128)1 << 126) * 2, below = -((__int128)1 << 100) - 12345;
#endif
END
static_ones() {
	"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" --headers=static.h "$T/static.h" -o "$T/static.xml" &&
		"$FFIRENDER" c "$T/static.xml" --module static -o "$T/static.ffi.h" && "$FFIRENDER" python "$T/static.xml" -o "$T/static_.py" &&
		one "$T/static.xml" > "$T/static"
}
check "static constants of a header" static_ones
cat > "$T/static.c" << 'END'
#include "static.ffi.h"
_Static_assert(sizeof four == 5 && sizeof more == 5 && sizeof none == 1 && sizeof text == 5 && sizeof wide == 6 && sizeof named == 6, "");
#ifdef __SIZEOF_INT128__
_Static_assert(power == (unsigned __int128)1 << 100 && all == ~(unsigned __int128)0 && all > 0, "");
_Static_assert(least == -((__int128)1 << 126) * 2 && below == -((__int128)1 << 100) - 12345 && below < 0, "");
#endif
int main(void) { return four[3] == 'r' && text[3] == 't' && wide[1] == 'y' ? 0 : 1; }
END
static_values() { "$CC" "$T/static.c" -o "$T/static.exe" && "$T/static.exe"; }
check "have their values in C" static_values
static_python() {
	(cd "$T" && python3 -c '
import re
text = open("static_.py").read()
values = dict(re.findall(r"^([A-Z]+): Final = (.*)", text, re.M))
assert eval(values["FOUR"]) == "four" and eval(values["TEXT"]) == "text", values
if "POWER" in values:
    found = [eval(values[name]) for name in ("POWER", "ALL", "LEAST", "BELOW")]
    assert found == [2**100, 2**128 - 1, -2**127, -2**100 - 12345], found
')
}
check "and in Python" static_python
for name in behind table counter changes; do
	has "what has none is refused: $name" static $name 'unsupported="a static variable: each unit has one of its own"'
done

# ---- types that only what is declared with them names ----
cat > "$T/nameless.h" << 'END'
struct { int k; char c; } returned(void);
extern struct { double d; } single, *pointed;
extern const struct { char text[2]; int n; } table[2];
extern enum { OUTSIDE_A = 4, OUTSIDE_B } outside, outside_too;
enum { RESULT_A = 1 } state(void);
struct twice { enum { OFF, ON } a, b; enum { ONCE = 7 } c; };
int count(const struct twice *t);
END
cat > "$T/nameless.c" << 'END'
#include "nameless.h"
__typeof__(returned()) returned(void) { return (__typeof__(returned())){3, 'c'}; }
__typeof__(single) single = {2.5}, *pointed = &single;
__typeof__(table) table = {{"a", 1}, {"b", 2}};
__typeof__(outside) outside = OUTSIDE_B, outside_too = OUTSIDE_A;
__typeof__(state()) state(void) { return RESULT_A; }
int count(const struct twice *t) { return t->a + t->b + t->c; }
END
cat > "$T/uses_nameless.c" << 'END'
#include "nameless.ffi.h"
int main(void)
{
	struct twice t = {ON, ON, ONCE};
	return !(returned().k == 3 && returned().c == 'c' && single.d == 2.5 && pointed == &single && table[1].n == 2 &&
		 outside == OUTSIDE_B && outside_too == OUTSIDE_A && state() == RESULT_A && count(&t) == 9);
}
END
nameless() {
	"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" "$T/nameless.h" -o "$T/nameless.xml" &&
		"$FFIRENDER" c "$T/nameless.xml" --module nameless -o "$T/nameless.ffi.h" 2> "$T/null" &&
		"$@" -Wall -Wextra -Werror -c "$T/uses_nameless.c" -o "$T/uses_nameless.o" &&
		"$CC" -w "$T/nameless.c" "$T/uses_nameless.o" -o "$T/nameless" && "$T/nameless"
}
check "types without names have one in the C header" nameless "$CC"
if have clang; then check "to clang too" nameless clang; else missing "to clang too" clang; fi

# ---- C23's enums that are complete without values ----
printf 'enum handle : short;\nenum handle opened(enum handle h, enum handle *p);\n' > "$T/handle.h"
if "$CC" -std=gnu2x -fsyntax-only -x c "$T/handle.h" 2> "$T/null"; then
	check "an enum without values" "$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" "$T/handle.h" -o "$T/handle.xml" -- -std=gnu2x
	one "$T/handle.xml" > "$T/handle"
	has "travels as its integer" handle opened '<result><int name="short"/></result>' '<param name="h"><int name="short"/>' '<param name="p"><pointer><int name="short"/>'
fi

# ---- C calls as the attribute says ----
# conventions FLAGS...: a function of each convention, called through what was recorded of it
conventions() {
	(cd "$T" && "$CC" "$@" -c called.c -o called.o -fplugin="$PLUGIN" "$HEADERS=called.h" && "$FFIRENDER" c called.o --module called -o called.ffi.h 2> null &&
		"$CC" "$@" -Wall -Wextra -Werror -Wno-unused-function caller.c called.o -o caller && ./caller)
}
cat > "$T/called.h" << 'END'
#ifdef __x86_64__
#define EACH(DO) DO(ms, ms_abi) DO(sysv, sysv_abi)
#else
#define BOTH regparm(2), stdcall
#define ALL sseregparm, stdcall, regparm(1)
#define EACH(DO) DO(std, stdcall) DO(fast, fastcall) DO(this, thiscall) DO(reg, regparm(2)) DO(sse, sseregparm) DO(both, BOTH) DO(all, ALL)
#endif
#define DECLARE(name, ...) double called_##name(int a, double b, long long c) __attribute__((__VA_ARGS__));
EACH(DECLARE)
END
printf '#include "called.h"\n#define DEFINE(name, ...) __attribute__((__VA_ARGS__)) double called_##name(int a, double b, long long c) { return a + 10 * b + 100 * c; }\nEACH(DEFINE)\n' > "$T/called.c"
cat > "$T/caller.c" << 'END'
#include "called.ffi.h"
#ifdef __x86_64__
int main(void) { return called_ms(1, 2, 3) != 321 || called_sysv(1, 2, 3) != 321; }
#else
int main(void)
{
	return called_std(1, 2, 3) != 321 || called_fast(1, 2, 3) != 321 || called_this(1, 2, 3) != 321 || called_reg(1, 2, 3) != 321 ||
	       called_sse(1, 2, 3) != 321 || called_both(1, 2, 3) != 321 || called_all(1, 2, 3) != 321;
}
#endif
END
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	check "C calls by other conventions" conventions -O1
	if printf '#include <stdlib.h>\nint main(void) { return 0; }\n' | "$CC" -m32 -x c - -o "$T/i686" 2> "$T/null"; then
		check "and on i686" conventions -m32 -msse2 -idirafter "/usr/include/$("$CC" -print-multiarch)"
	fi
fi

# ---- callbacks: names, annotations and comments of their parameters ----
check "a header of callbacks" "$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" "$TRAPS/callbacks.h" -o "$T/callbacks.xml" -- -I"$ROOT/attributes"
one "$T/callbacks.xml" > "$T/callbacks"
CONTEXT='<param name="user"><pointer><void/></pointer><annotation name="context" by="declared"/>'
has "of a typedef" callbacks row_fn '<param name="row"><int name="int"/><comment>/\*\*&lt; the row.s number' '<param name="cells">.*<annotation name="array" by="declared"><arg>row</arg>' "$CONTEXT"
has "of a typedef of a function" callbacks visit '<alias id="visit"><function>' 'of the file' "$CONTEXT"
has "of a field" callbacks "struct table" '<field name="each"><pointer><function>.*<param name="count"><int name="int"/><comment>/\*\*&lt; how many' '<arg>count</arg>.*'"$CONTEXT"
has "of a parameter's parameter" callbacks "struct table" '<field name="nested">.*<param name="inner"><pointer><function>.*<param name="x"><float name="double"/><comment>.*<param name="ctx"><pointer><void/></pointer><annotation name="context"'
has "of what a callback returns" callbacks "struct table" '<field name="maker">.*<param name="second">.*<param name="first">'
has "of an array of them" callbacks "struct table" '<field name="list"><array count="3"><pointer><function>.*<param name="index">'
has "of a parameter" callbacks direct '<param name="compare"><pointer><function>.*<param name="a">.*the left.*<param name="b">.*the right'
has "of a result" callbacks get '<result><pointer><function>.*<param name="arg">.*of the result'
has "of a variable" callbacks hook '<param name="event">.*which.*<param name="data">.*<annotation name="nullable"'
has "of a callback's callback" callbacks later '<param name="each"><pointer><function>.*<param name="n">.*<param name="u">'

# ---- variables ----
has "a variable" built counter '<int name="int"/><on/>'
has "one that is const" built limit '<int name="int" const="yes"/>'
has "a table of texts" built words '<array count="2"><pointer const="yes"><int name="char" const="yes"/>'
has "an array of unknown size" scanned unknown_size '<array><int name="int"/></array>'
has "whose definition tells it" built unknown_size '<array count="3">'
has "thread-local is refused" built per_thread 'unsupported="a thread-local variable: export a function that returns it"'
has "volatile" built changes '<int name="int" volatile="yes"/>'
has "a pointer to a function" built hook '<param name="event">'
has "renamed" built renamed_variable 'symbol="the_variable"'
has "hidden" built ratio 'visibility="hidden"'
has "a number in a header is a constant" scanned in_header '^<constant .*value="42"'
has "as large as it is" scanned large_in_header 'value="18446744073709551615"'
has "a real one too" scanned real_in_header '<float name="double"/>.*kind="float"'
has "and a text" scanned string_in_header 'value="text" kind="string"'
has "a tentative definition" built tentative 'defined="yes"'

# ---- g++ ----
CXX=${CXX:-g++}
if have "$CXX"; then
	printf '#include "callbacks.h"\n' > "$T/callbacks.c"
	# by COMPILER LANGUAGE: what is said of each declaration
	by() {
		"$1" -x "$2" -I"$TRAPS" -I"$ROOT/attributes" -S -o /dev/null "$T/callbacks.c" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-scan \
			"$HEADERS=callbacks.h" -fplugin-arg-ffiextract-output="$T/by.xml" && one "$T/by.xml" > "$T/by-$2"
	}
	in_both() { by "$CC" c && by "$CXX" c++ && [ "$(grep -c . "$T/by-c")" -ge 10 ] && diff "$T/by-c" "$T/by-c++"; }
	check "g++: what parameters of callbacks say, in every place" in_both
	printf '#include "declarations.h"\nnamespace inside { int scoped(int a); struct in_class { virtual int f(); ~in_class(); }; }\nint overloaded(int a);\nint overloaded(double a);\ntemplate <class X> X make(X x) { return x; }\nint refers(int &r, inside::in_class c, int (inside::in_class::*m)());\nint (&refers_array())[3];\nauto deduced() -> int;\nenum class scoped_enum : short { one };\nscoped_enum takes_enum(scoped_enum e);\nconstexpr int evaluated = 5;\nint with_default(int a = 1) noexcept;\nint rvalue(int &&r);\n' > "$T/unit.h"
	printf '#include "unit.h"\nint deduced_body() { return make(1); }\n' > "$T/unit.cc"
	printf '#include "declarations.h"\n' > "$T/same.cc"
	if "$CXX" -w -I"$TRAPS" -I"$T" -c "$T/unit.cc" -o "$T/unit.o" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-scan "$HEADERS=unit.h,declarations.h" \
		-fplugin-arg-ffiextract-output="$T/cxx.xml" > "$T/log" 2>&1; then
		one "$T/cxx.xml" > "$T/cxx"
		check "what g++ wrote is an interface" "$FFIRENDER" merge "$T/cxx.xml" -o "$T/null"
		has "g++: extern \"C\"" cxx plain '<param name="a">.*<param name="b">' '^<function id="plain"' '<on arguments="di:4 si:8" '
		has "g++: an overloaded function is refused" cxx overloaded 'unsupported="a C\+\+ function: it needs extern &quot;C&quot;"'
		has "g++: a reference is refused" cxx refers '<unsupported reason="a C\+\+ reference"'
		has "g++: a member pointer is refused" cxx refers '<unsupported reason="a C\+\+ pointer to member"'
		grep -E 'id="(scoped|_Z[^"]*|__[^"]*)"' "$T/cxx" > "$T/found"
		if [ -s "$T/found" ]; then not_ok "g++: namespaces are no interface, nor what it makes itself" "$T/found"; else ok "g++: namespaces are no interface, nor what it makes itself"; fi
	else
		not_ok "g++ compiles declarations of C++" "$T/log"
	fi
else
	missing "g++: extern \"C\"" "$CXX"
fi
