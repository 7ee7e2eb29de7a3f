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
struct decimal { double d; _Decimal64 x; };
struct decimal unsaid_value(struct decimal d);
int unsaid_pointer(const struct decimal *d);
void unsaid_callback(int (*f)(struct decimal));
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
