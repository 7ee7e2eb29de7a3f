#!/bin/sh
# Macros as constants: values and types against a second compile, what is left out and why, and that the
# user's compile does not notice.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

DATA=$ROOT/tests/plugin
# Plain messages, and nothing in debug information that tells the options of the plugin.
FLAGS="-fno-diagnostics-show-caret -gno-record-gcc-switches"

# extract FILE ARGUMENTS...: its document to $T/out.xml
extract() {
	file=$1
	shift
	rm -f "$T/out.xml"
	$CC "-fplugin=$PLUGIN" "-fplugin-arg-ffiextract-output=$T/out.xml" "$@" -c -o "$T/out.o" "$file"
}

# values HEADER GLOBS AT_LEAST: checked by a second compile
values() {
	printf '#include %s\nint values_unit;\n' "$1" > "$T/values.c"
	extract "$T/values.c" "-I$DATA" "-fplugin-arg-ffiextract-headers=$2" &&
		python3 "$DATA/constants.py" "$1" "$T/out.xml" "$3" > "$T/check.c" &&
		$CC -w "-I$DATA" -o "$T/check" "$T/check.c" && "$T/check"
}

# header NAME: is it there?
header() { printf '#include <%s>\n' "$1" | $CC -E - > "$T/header.out" 2>&1; }

has_constant() { grep -q "<constant id=\"#$1\"" "$T/out.xml"; }

# same NAME FLAGS... with the unit in $T/unit.c: status, messages and object as without macros
same() {
	name=$1
	shift
	for macros in '' '-fplugin-arg-ffiextract-macros=*'; do
		rm -f "$T/unit.o"
		(cd "$T" && $CC "-fplugin=$PLUGIN" $macros $FLAGS "$@" -c -o unit.o unit.c > "messages$macros" 2>&1)
		echo "status $?" >> "$T/messages$macros"
		: > "$T/object$macros"
		[ -f "$T/unit.o" ] && objcopy -R .ffi.ir "$T/unit.o" "$T/object$macros"
	done
	diff "$T/messages" "$T/messages-fplugin-arg-ffiextract-macros=*" &&
		cmp "$T/object" "$T/object-fplugin-arg-ffiextract-macros=*"
}

check "macros of C have their values and types" values '"macros.h"' macros.h 129
for one in sqlite3.h:400 zlib.h:30 limits.h:15; do
	name=${one%:*}
	if header "$name"; then
		check "constants of <$name>" values "<$name>" "$name" "${one#*:}"
	else
		missing "constants of <$name>" "$name"
	fi
done

extract_nasty() { printf '#include "macros.h"\n' > "$T/nasty.c" && extract "$T/nasty.c" "-I$DATA" "$@"; }

left_out() {
	extract_nasty -fplugin-arg-ffiextract-headers=macros.h || return 1
	! grep '<constant id="#NO_' "$T/out.xml"
}
check "what is no constant is left out" left_out

# reason NAME TEXT: selected by its name it is recorded with the reason
reason() {
	extract_nasty "-fplugin-arg-ffiextract-select=$1" || return 1
	grep "<constant id=\"#$1\"" "$T/out.xml" > "$T/reason" && grep -F "$2" "$T/reason"
}
while IFS='|' read -r name text; do
	check "$name: $text" reason "$name" "$text"
done << 'END'
NO_VALUE|it is empty
NO_FUNCTION|it uses the function
NO_FUNCTION_LIKE|it names the macro 'CALLED', which takes arguments
NO_FUNCTION_LIKE_NAMED|it names the macro 'CALLED', which takes arguments
NO_FUNCTION_LIKE_INSIDE|it names the macro 'CALLED', which takes arguments
NO_VARIABLE|it reads the variable
NO_CONST|it reads the variable
NO_CALL_AFTER|it uses the function 'macro_function'
NO_READING_AFTER|it reads the variable 'macro_counter'
NO_STRING_OF_OTHERS|it is the address of something
NO_STRING_OF_NOTHING|it is the address of something
NO_ADDRESS|the variable
NO_TYPE|it is a type
NO_SEMICOLON|it holds more than an expression
NO_LIST|it is a list
NO_BRACKET|its brackets do not match
NO_ASSIGNMENT|it changes something
NO_NAME|which is not declared
NO_LINE|it depends on where it is used
NO_PRAGMA|it has a _Pragma
NO_KEYWORD|it uses the keyword
NO_DIVISION|it is no constant expression
NO_COMPLEX|it is a complex constant
NO_OPERATOR|it is no expression
NO_OPERATOR_BETWEEN|it is no constant expression
NO_MIDDLE|it is no constant expression
NO_OVERFLOW|its value overflows
NO_SMALL_EXPANSION|it expands to too many tokens
CALLED|it takes arguments
END

order() {
	extract_nasty -fplugin-arg-ffiextract-select='REDEFINED,AHEAD,DEFINED_LATER' || return 1
	sed -n 's/.*<constant id="#\([A-Z_]*\)".*/\1/p' "$T/out.xml" | tr '\n' ' ' > "$T/order"
	echo 'AHEAD DEFINED_LATER REDEFINED ' | diff - "$T/order" | grep '^[<>]'
	[ "$(cat "$T/order")" = 'AHEAD DEFINED_LATER REDEFINED ' ] && grep -A3 '#REDEFINED' "$T/out.xml" | grep -q 'value="2"'
}
check "the last definition counts, in order" order

only_selected() {
	extract_nasty -fplugin-arg-ffiextract-select='macro_function*' -fplugin-arg-ffiextract-macros='BIG*,ONE' || return 1
	has_constant ONE && has_constant BIGGEST && ! has_constant UNSIGNED
}
check "macros= names them apart from the rest" only_selected

of_main_file() {
	printf '#define LIMIT (4 * 4)\nint unit;\n' > "$T/main.c"
	extract "$T/main.c" -DCOMMAND_LINE=5 -fplugin-arg-ffiextract-select='*' || return 1
	has_constant LIMIT && ! has_constant COMMAND_LINE && ! has_constant __INT_MAX__
}
check "a main file's macros, not the command line's" of_main_file

preprocessed() {
	printf '#define LIMIT 16\nint unit;\n' > "$T/main.c" && $CC -E -o "$T/main.i" "$T/main.c" &&
		extract "$T/main.i" -fplugin-arg-ffiextract-select='*' && ! has_constant LIMIT
}
check "preprocessed text has no macros" preprocessed

plain_in_cxx() {
	printf '#define PLAIN -16L\n#define VERSION "1." MINOR\n#define MINOR "2"\n#define SIZE sizeof (int)\nint unit;\n' > "$T/main.cc"
	extract "$T/main.cc" -x c++ -fplugin-arg-ffiextract-select='PLAIN,VERSION,SIZE' || return 1
	has_constant PLAIN && grep -A2 '"#VERSION"' "$T/out.xml" | grep -q 'value="1.2"' && grep '"#SIZE"' "$T/out.xml" | grep -q 'evaluated only in C'
}
if $CC -x c++ -fsyntax-only /dev/null 2> "$T/cxx"; then
	check "C++ has plain integers and strings, and says what it leaves out" plain_in_cxx
else
	missing "C++ has plain integers and strings, and says what it leaves out" "g++ for $CC"
fi

# Units that end anywhere, and what macros might leave behind.
N=0
while read -r unit; do
	N=$((N + 1))
	printf "#define SIZE sizeof (int)\n$unit" > "$T/unit.c"
	trace() {
		same "$unit" -std=gnu17 -Wall -Wextra -Wunused-macros -g && same "$unit" -std=c99 -pedantic -O2
	}
	check "no trace: $unit" trace
done << 'END'
int x
int x;
int x; /* no newline */
int x = 
int f(void) {
int f(void) { return 0; }
int f(a, b)
int f(a, b) int a;
struct s { int a;
enum e { X,
int a[] = { 1,
#if 1\nint a;
#define F(x) x\nint a = F(
#define F(x) x\nint F
#define END }\nint f(void) { return 0; END
#define OPEN struct s {\nOPEN int a;
int a; /* unterminated
int a; "text
int a; }
int a;;
;
__extension__
int a; __attribute__((unused))
int a; asm
int a; asm("nop")
_Static_assert(1, "x")
_Static_assert(1, "x");
#pragma pack(push)\nint a;
#pragma GCC visibility push(hidden)\nint a;
#pragma GCC poison sizeof\nint a;
_Pragma("GCC diagnostic push") int a;
#define void int\n#define __attribute__(x)\nint a;
static int f(void);\n#define CALL f()\n#define NAME f\n
static int v;\n#define SIZE_OF_V sizeof (v)\n#define ADDRESS (&v)\n
static int g(void) { return 1; }\n#define G sizeof (g ())\n
static int h(void);\nstatic int u;\n#define H (0 && h ())\n#define U (1 || &u == 0)\n
extern int w;\n#define SET (w = 1)\n#define STATEMENT ({ int a = 1; a; })\n#define LITERAL ((int[]){1})[0]\nint f(int a) { return a; }
int f(void) { return __COUNTER__; }\n#define COUNT __COUNTER__\n#define UNDECLARED nothing(1)\nint g(void) { return __COUNTER__; }
#define IN_SIZE sizeof (struct { int a; })\n#define IN_ENUM sizeof (enum { IN_A })\nint a;
END
printf '' > "$T/unit.c"
check "no trace: an empty unit" same "empty" -Wall -Wextra -pedantic -g
