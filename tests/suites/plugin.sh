#!/bin/sh
# The plugin in the compiler: what it records, when it does nothing, and that a compile is the same with it.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

CXX=${CXX:-g++}
GCC_PLUGIN=$BUILD/ffiextract-gcc.so
ARG=-fplugin-arg-ffiextract
INCLUDE=$ROOT/attributes

cat > "$T/lib.h" << 'END'
#include <ffiextract.h>
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
FFI_EXPORT_BEGIN
/** A pair. */
struct pair { int first; unsigned low:3, high:5; double second; };
enum colour { RED, GREEN = 5 };
typedef int (*visitor)(int index, const struct pair *p, void *user FFI_CONTEXT);
struct secret;
int visit(const struct pair *list FFI_ARRAY(n), size_t n, visitor each FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
enum colour nested(void (*outer)(int row, void (*inner)(char c, int k), char **cells) FFI_SCOPE(call));
struct secret *secret_new(int seed);
extern int counter;
FFI_EXPORT_END
int not_exported(int a);
#ifdef __cplusplus
}
#endif
END
cat > "$T/lib.c" << 'END'
#include "lib.h"
struct secret { int hidden; };
int counter = 3;
static int twice(int x) { return 2 * x + counter; }
int visit(const struct pair *a, size_t m, visitor f, void *u)
{
	int sum = 0;
	for (size_t i = 0; i < m; i++)
		sum += f((int)i, &a[i], u) + twice(a[i].first);
	return sum;
}
enum colour nested(void (*o)(int, void (*)(char, int), char **)) { o(1, NULL, NULL); return GREEN; }
struct secret *secret_new(int seed)
{
	static struct secret s;
	s.hidden = twice(seed);
	return &s;
}
int not_exported(int a) { return twice(a); }
END
cp "$T/lib.c" "$T/lib.cc"
sed -i 's/^struct secret \*secret_new/extern "C" &/' "$T/lib.cc"

# compile ARGS...: in $T, with the plugin
compile() { (cd "$T" && "$CC" -fplugin="$PLUGIN" -I"$INCLUDE" -I. "$@"); }
records() { readelf -W -S "$1" 2> /dev/null | grep -q '\.ffi\.ir'; }
# section FILE: the bytes of its records
section() { objcopy -O binary --only-section=.ffi.ir --set-section-flags .ffi.ir=alloc "$1" "$1.ir" && cat "$1.ir"; }

# ---- what is recorded ----

check 'a unit compiles into an object with records' compile -c lib.c -o lib.o
check 'the object holds them in section .ffi.ir' records "$T/lib.o"
check 'a document lands in a file' compile -c lib.c -o lib.o "$ARG-output=lib.xml"
check 'the document is XML' xmllint --noout "$T/lib.xml"

# flat FILE: its text with neither places nor blanks between elements
flat() { tr -d '\n' < "$1" | sed 's/> *</></g; s/ \(at\|file\)="[^"]*"//g'; }
# has NAME PATTERN [FILE]: the document holds PATTERN; has_not: it is there, but does not
has() {
	flat "${3:-$T/lib.xml}" > "$T/flat" 2>&1
	if grep -qE -- "$2" "$T/flat"; then ok "$1"; else not_ok "$1" "$T/flat"; fi
}
has_not() {
	flat "${3:-$T/lib.xml}" > "$T/flat" 2>&1
	if ! grep -q '</interface>' "$T/flat" || grep -qE -- "$2" "$T/flat"; then not_ok "$1" "$T/flat"; else ok "$1"; fi
}

has 'bit-fields have their width and place' '<field name="high" bits="5"><int name="unsigned int"/>.*<on [^>]* offsets="[b0-9 ]* b35[ "]'
has 'a record has size and alignment' '<record id="struct pair">.*<on size="16" align="8" offsets='
has 'an enumerator has its value' '<enumerator name="GREEN" value="5"'
has 'names of parameters come from the header' '<function id="visit"[^>]*>.*<param name="list">.*<param name="n"><named to="size_t"/>'
has 'annotations of parameters survive a definition without them' '<param name="list">.*<annotation name="array" by="declared"><arg>n</arg>'
has 'parameters of a callback typedef keep names and annotations' '<alias id="visitor">.*<param name="user"><pointer><void/></pointer><annotation name="context"'
has 'parameters of nested function pointers keep their names' '<param name="outer">.*<param name="row">.*<param name="inner">.*<param name="c">.*<param name="k">.*<param name="cells">'
has 'a body in the main file only is opaque' '<record id="struct secret" opaque="yes"/>'
has 'a variable has its type and symbol' '<variable id="counter" defined="yes"><int name="int"/><on/>'
has_not 'what stands outside of the region is not recorded' 'not_exported'
has 'the unit says what it defines' '<defines key="visit"/>'

compile -c lib.c -o /dev/null "$ARG-select=not_*" "$ARG-output=selected.xml"
has 'select names functions without annotations' '<function id="not_exported"' "$T/selected.xml"

sed 's/struct pair \*a, size_t m/struct pair *a FFI_ARRAY(m), size_t m FFI_NAME("how_many")/' "$T/lib.c" > "$T/own.c"
compile -c own.c -o /dev/null "$ARG-output=own.xml"
has 'a name in the annotation of a definition becomes the one in the header' '<param name="list">.*<annotation name="array" by="declared"><arg>n</arg></annotation></param><param name="n"><named to="size_t"/><annotation name="name" by="declared"><arg>how_many</arg>' "$T/own.xml"

sed 's/^struct secret {/#line 1 "grammar.y"\n&/' "$T/lib.c" > "$T/generated.c"
compile -c generated.c -o /dev/null "$ARG-output=generated.xml"
has 'so is one that #line gives another file' '<record id="struct secret" opaque="yes"/>' "$T/generated.xml"

cat > "$T/declares.c" << 'END'
#include "lib.h"
int other(void) { return counter; }
END
compile -c declares.c -o /dev/null "$ARG-output=declares.xml"
has 'a unit that only declares a function says no more than that' '<declares key="visit"/>' "$T/declares.xml"
has_not 'and leaves the function to who defines it' '<function id="visit"' "$T/declares.xml"
compile -c declares.c -o /dev/null "$ARG-output=scanned.xml" "$ARG-scan"
has 'under scan a declaration is enough' '<function id="visit">' "$T/scanned.xml"

cat > "$T/types.h" << 'END'
#include <stdarg.h>
typedef struct { int a; } untagged, *untagged_pointer;
typedef struct tagged { int a; } tagged;
enum { NOBODY_A, NOBODY_B };
struct outer {
	int a:3, :2, b:7;
	struct { int x, y; };
	union { int i; double d; } pos;
	int (*(*maker)(int first))(char second);
	char rest[];
};
struct packed { char c; int i; } __attribute__((packed));
typedef int function_type(int a, char b);
function_type by_typedef;
int va(const char *format, va_list ap);
int variadic(const char *format, ...);
int old_style();
void (*returns_pointer(int sig, void (*func)(int s)))(int r);
double _Complex complex(float _Complex z);
int (*typed(int (*p)(int named)))(int last);
static const int limit = 42;
static inline int inlined(int a) { return a; }
int renamed(int) __asm__("real_name");
extern __thread int per_thread;
void takes_other_way(void (__attribute__((ms_abi)) *p)(int));
__attribute__((deprecated("use x"))) void old(void);
void vectors(int __attribute__((vector_size(16))) v);
struct zero { int n; char z[0]; };
struct by_value { int q; };
void takes(struct by_value v);
END
printf '#include "types.h"\n' > "$T/types.c"
check 'a header of many kinds of types is scanned' compile -std=gnu17 -c types.c -o /dev/null -w "$ARG-headers=types.h" "$ARG-scan" "$ARG-output=types.xml"
t=$T/types.xml
has 'a record without tag takes the name of its typedef' '<record id="untagged">.*<alias id="untagged_pointer"><pointer><named to="untagged"/>' "$t"
has 'a typedef of a tagged record is an alias' '<alias id="tagged"><named to="struct tagged"/></alias>' "$t"
has 'an enum that nobody names is named by its first enumerator' '<enumeration id="enum/NOBODY_A">' "$t"
has 'an unnamed bit-field is counted' '<field bits="2">' "$t"
has 'an anonymous member is named by its position' '<field anonymous="yes"><named to="struct outer/#4"/>' "$t"
has 'an unnamed union is named by its field' '<record id="struct outer/pos" kind="union">' "$t"
has 'a flexible array has no count' '<field name="rest"><array><int name="char"/></array>' "$t"
has 'an array of no elements has one' '<field name="z"><array count="0">' "$t"
has 'a function declared by a typedef has its parameters' '<function id="by_typedef"[^>]*><result><int name="int"/></result><param name="a">' "$t"
has 'va_list is refused with a reason' '<param name="ap"><unsupported reason="va_list"/>' "$t"
has 'a variadic function is one' '<function id="variadic" variadic="yes"' "$t"
has 'a function without prototype is one' '<function id="old_style" unprototyped="yes"' "$t"
has 'both lists of a function that returns a pointer to one' '<result><pointer><function><param name="r">.*<param name="sig">.*<param name="func">.*<param name="s">' "$t"
has 'complex numbers' '<result><complex name="_Complex double"/></result><param name="z"><complex name="_Complex float"/>' "$t"
has 'a static constant is a constant' '<constant id="#limit" from="declared"><int name="int"/><on value="42"/>' "$t"
has 'a static inline function has no symbol' '<function id="inlined"[^>]*inline="yes"' "$t"
has 'an assembler name is the symbol' '<function id="renamed"[^>]*>.*symbol="real_name"' "$t"
has 'a thread-local variable is refused' '<variable id="per_thread"[^>]*unsupported="a thread-local variable: export a function that returns it"' "$t"
case $("$CC" -dumpmachine) in
x86_64*) has 'a pointer to a function of another convention is refused' '<param name="p"><unsupported reason="[^"]*\(ms\)"' "$t" ;;
esac
has 'deprecation keeps its message' '<function id="old"[^>]*deprecated="use x"' "$t"
has 'a vector has its elements' '<vector count="4"><int name="int"/></vector>' "$t"
has 'a record that travels by value is complete' '<record id="struct by_value"><field name="q">' "$t"

cat > "$T/values.c" << 'END'
#include <ffiextract.h>
struct FFI_OPAQUE box { int secret; };
struct visible { int x; };
struct FFI_SERVICE machine { int state; int speed FFI_EXPORT; };
FFI_EXPORT int opens(struct box b) { return b.secret; }
FFI_EXPORT struct visible shows(struct machine *m) { struct visible v = { m->state }; return v; }
END
compile -c values.c -o /dev/null "$ARG-output=values.xml"
has 'what is opaque cannot travel by value' "<param name=.b.><unsupported reason=.'struct box' is opaque" "$T/values.xml"
has 'what travels by value is complete, also in the main file' '<record id="struct visible"><field name="x">' "$T/values.xml"
has 'a service in the main file is opaque' '<record id="struct machine" opaque="yes">' "$T/values.xml"

cat > "$T/kr.c" << 'END'
#include "kr.h"
int add(a, b) int a; char b; { return a + b; }
END
echo 'int add(int left, char right);' > "$T/kr.h"
sed -i 's/char right/int right/; ' "$T/kr.h"
sed -i 's/char b/int b/' "$T/kr.c"
compile -std=gnu17 -c kr.c -o /dev/null "$ARG-select=add" "$ARG-output=kr.xml"
has 'a definition in the old style takes the prototype of its header' '<param name="left"><int name="int"/></param><param name="right">' "$T/kr.xml"

# ---- targets ----

echo 'int plain(int a) { return a; }' > "$T/plain.c"
id=$("$CC" -dumpmachine)
compile -fshort-enums -c plain.c -o /dev/null "$ARG-output=target.xml"
has 'a flag of the ABI is part of the target' "<target id=.$id-fshort-enums. .*flags=.-fshort-enums." "$T/target.xml"
compile -O2 -g -fPIC -Wall -c plain.c -o /dev/null "$ARG-output=target.xml"
has 'other flags are not' "<target id=.$id. .*flags=..>" "$T/target.xml"
case $id in
x86_64*)
	echo 'struct s { char c; double d; long l; };' > "$T/m32.h"
	echo '#include "m32.h"' > "$T/m32.c"
	compile -m32 m32.c -S -o /dev/null "$ARG-select=s" "$ARG-output=m32.xml"
	has '-m32 has layouts of its own' '<basic name="double" size="8" align="8" field-align="4"/>.*size="16" align="4" offsets="[^"]* 4[ "]' "$T/m32.xml"
	;;
esac

# ---- every standard of C and C++ ----

for std in c89 c99 c11 c17 c2x gnu89 gnu17; do
	source=lib.c
	case $std in c89 | gnu89) sed 's/for (size_t i = 0/size_t i; for (i = 0/' "$T/lib.c" > "$T/lib89.c" && source=lib89.c ;; esac
	check "-std=$std" compile -std=$std -Wall -Wextra -Werror -Wno-declaration-after-statement -c $source -o std.o "$ARG-output=std.xml"
	has "-std=$std records the same" '<param name="list">.*<annotation name="array" by="declared"><arg>n</arg>' "$T/std.xml"
done
if have "$CXX"; then
	for std in c++98 c++17 c++20; do
		check "-std=$std" sh -c "cd '$T' && '$CXX' -fplugin='$PLUGIN' -I'$INCLUDE' -std=$std -c lib.cc -o cc.o $ARG-output=cc.xml"
		has "-std=$std records functions and layouts" '<record id="struct pair">.*<function id="visit" defined="yes">.*<param name="list">.*<annotation name="array"' "$T/cc.xml"
	done
	has 'an enum is recorded in C++' '<enumeration id="enum colour">.*<enumerator name="GREEN" value="5"' "$T/cc.xml"
	has 'a typedef is recorded in C++' '<alias id="visitor"><pointer><function>' "$T/cc.xml"
else
	missing 'C++' g++
fi

# ---- when it does nothing ----

same_output() { # NAME ARGS...: standard output is what it is without the plugin
	what=$1
	shift
	(cd "$T" && "$CC" -I"$INCLUDE" "$@") > "$T/without" 2>&1
	compile "$@" > "$T/with" 2>&1
	check "$what" cmp "$T/without" "$T/with"
}
same_output '-M says the same' -M lib.c
same_output '-E of what has no annotations says the same' -E plain.c
compile -E lib.c > "$T/lib.i"
check '-E keeps the annotations' grep -q __ffi_array__ "$T/lib.i"
check 'preprocessed text compiles' compile -c lib.i -o lib.i.o "$ARG-output=i.xml"
has 'and records the same' '<param name="list">.*<annotation name="array" by="declared"><arg>n</arg>' "$T/i.xml"
cat > "$T/warned.c" << 'END'
#define UNUSED_MACRO 1
static int unused_function(int a) { return a; }
static int unused_variable = UNUSED_MACRO;
#define OTHER_MACRO unused_variable
enum { A, B };
int warned(int p, unsigned q) { int local; if (p < q) return -1; switch (p) { case A: return B; } }
struct unfinished;
static int never_defined(struct unfinished *u);
END
(cd "$T" && "$CC" -Wall -Wextra -Wunused-macros -O2 -c warned.c -o warned.o) > "$T/without" 2>&1
compile -Wall -Wextra -Wunused-macros -O2 -c warned.c -o warned.o "$ARG-headers=*" > "$T/with" 2>&1
check "GCC's own warnings stay the same" diff "$T/without" "$T/with"
check 'and there are some' test "$(grep -c warning: "$T/without")" -ge 5
printf '#define FOUR 4\n\t.globl four\nfour:\t.long FOUR\n' > "$T/four.S"
check 'an assembler file' compile -c four.S -o four.o
: > "$T/empty.c"
check 'an empty unit' compile -c empty.c -o empty.o
if records "$T/empty.o"; then not_ok 'an empty unit has no records'; else ok 'an empty unit has no records'; fi
compile -c plain.c -o plain.o
if records "$T/plain.o"; then not_ok 'a unit that exports nothing has no records'; else ok 'a unit that exports nothing has no records'; fi
compile -c plain.c -o plain.o "$ARG-select=other_*"
if records "$T/plain.o"; then not_ok 'a selection that matches nothing has no records'; else ok 'a selection that matches nothing has no records'; fi
check '-fsyntax-only' compile -fsyntax-only lib.c "$ARG-output=syntax.xml"
compile -S lib.c -o lib.s "$ARG-output=whole.xml"
sed '/<evidence/d' "$T/whole.xml" > "$T/declared.xml"
check '-fsyntax-only writes what needs no bodies' diff "$T/declared.xml" "$T/syntax.xml"

# ---- output ----

printf '#include "lib.h"\nint broken( { return }\n' > "$T/broken.c"
refuses 'a unit with a syntax error' 'broken.c:2' compile -c broken.c -o broken.o "$ARG-output=broken.xml"
refuses 'also under -fsyntax-only' 'broken.c:2' compile -fsyntax-only broken.c "$ARG-output=broken.xml"
check 'leaves no document' test ! -e "$T/broken.xml"
printf '#include "lib.h"\nint late(int x) { __asm__("# %%0" : : "i"(x)); return x; }\n' > "$T/late.c"
refuses 'an error after the records were made' 'late.c:2' compile -O0 -c late.c -o late.o "$ARG-output=late.xml"
check 'leaves no document either' test ! -e "$T/late.xml"
refuses 'a full disk is an error' "cannot write the interface to '?.?.?/dev/full" compile -c lib.c -o full.o "$ARG-output=/dev/full"
refuses 'a folder that is not there is an error' 'cannot write the interface' compile -c lib.c -o full.o "$ARG-output=nowhere/lib.xml"
mkdir "$T/folder" "$T/sub"
cp "$T/plain.c" "$T/sub/lib.c"
check 'a folder takes one document a unit' compile -c lib.c sub/lib.c declares.c "$ARG-output=folder/"
check 'named after the input' test -s "$T/folder/lib.ffi.xml" -a -s "$T/folder/declares.ffi.xml"
check 'and units of one name in two folders stay apart' test -s "$T/folder/sub+lib.ffi.xml"
check 'nothing else is left in the folder' sh -c "test \$(ls '$T/folder' | wc -l) = 3"

# again CHANGE: the document that is there is CHANGEd, and written again: it is what it was. Says its inode before and behind.
again() {
	sh -c "$1" && before=$(stat -c %i "$T/kept.xml") && compile -c lib.c -o kept.o "$ARG-output=kept.xml" && cmp "$T/kept.xml" "$T/kept.was" &&
		behind=$(stat -c %i "$T/kept.xml") && [ "$(ls "$T" | grep -c '^kept.xml')" = 1 ]
}
compile -c lib.c -o kept.o "$ARG-output=kept.xml"
cp "$T/kept.xml" "$T/kept.was"
kept() { again "touch -d 2001-01-01 '$T/kept.xml'" && [ "$before" = "$behind" ] && [ -n "$(find "$T/kept.xml" -mmin -60)" ]; }
check 'a document that would be the same is kept, as one of now' kept
anew() { again "$1" && [ "$before" != "$behind" ]; }
check 'one that is longer is not' anew "echo '<!-- -->' >> '$T/kept.xml'"
check 'nor one that is cut' anew "truncate -s -9 '$T/kept.xml'"
check 'nor an empty one' anew ": > '$T/kept.xml'"
check 'nor one that differs' anew "sed -i 's/visit/tisiv/' '$T/kept.xml'"
# Its text is longer than what is compared at once.
long() {
	{ echo '#include "lib.h"' && seq 4000 | sed 's/.*/FFI_EXPORT int long_function_&(int argument_&);/'; } > "$T/long.c"
	compile -c long.c -o long.o "$ARG-output=long.xml" && cp "$T/long.xml" "$T/long.was" &&
		for at in 3999 1000 1; do
			sed -i "s/long_function_$at\"/long_function_0\"/" "$T/long.xml" && ! cmp -s "$T/long.xml" "$T/long.was" &&
				compile -c long.c -o long.o "$ARG-output=long.xml" && cmp "$T/long.xml" "$T/long.was" || return
		done
}
check 'nor a long one that differs anywhere' long
mkdir "$T/shut" && cp "$T/kept.was" "$T/shut/kept.xml" && ln -s shut/kept.xml "$T/link.xml"
check 'a link to one is replaced by a document' compile -c lib.c -o kept.o "$ARG-output=link.xml"
check 'and what it led to is left' test ! -L "$T/link.xml" -a -s "$T/shut/kept.xml"

check '-pipe' compile -pipe -c lib.c -o pipe.o
check '-pipe has records' records "$T/pipe.o"
check '-S' compile -S lib.c -o lib.s
check '-S shows them' grep -q 'FFI1 decl visit' "$T/lib.s"

refuses 'an unknown argument' 'unknown argument.*ouput.*did you mean .?.?.?output' compile -c plain.c -o plain.o "$ARG-ouput=x"
cp "$T/check.out" "$T/said"
check 'the known ones are listed' grep -q 'headers=GLOB' "$T/said"
refuses 'an argument without its value' 'needs a value' compile -c plain.c -o plain.o "$ARG-select"
refuses 'a value where none may be' 'takes no value' compile -c plain.c -o plain.o "$ARG-scan=yes"
refuses 'an unknown warning' 'unknown warning.*ignord.*did you mean .?.?.?ffi-ignored' compile -c plain.c -o plain.o "$ARG-warn=no-ffi-ignord"
check 'known warnings' compile -c plain.c -o plain.o "$ARG-warn=no-ffi-ignored,suggest,ffi-scope,error"

printf '#include <ffiextract.h>\nFFI_EXPORT __attribute__((visibility("hidden"))) int hidden(void);\nint hidden(void) { return 1; }\n' > "$T/hidden.c"
compile -c hidden.c -o hidden.o > "$T/out" 2>&1
check 'what is exported but hidden is warned of' grep -q 'hidden.c:.*warning:.*hidden.*\[ffi-hidden\]' "$T/out"
compile -c hidden.c -o hidden.o "$ARG-warn=no-ffi-hidden" > "$T/out" 2>&1
check 'unless the warning is off' test ! -s "$T/out"
refuses 'a warning can be made an error' 'error:.*ffi-hidden' compile -c hidden.c -o hidden.o "$ARG-warn=ffi-hidden,error"

# ---- precompiled headers ----

cp "$T/lib.h" "$T/pch.h"
sed 's/lib\.h/pch.h/' "$T/lib.c" > "$T/usepch.c"
(cd "$T" && "$CC" -I"$INCLUDE" pch.h -o pch.h.gch)
check 'a header precompiled without the plugin' compile -c usepch.c -o usepch.o "$ARG-output=usepch.xml"
has 'is read again' '<param name="list">.*<annotation name="array" by="declared"><arg>n</arg>' "$T/usepch.xml"
rm "$T/pch.h.gch"
check 'a header is precompiled with the plugin' compile pch.h -o pch.h.gch "$ARG-output=pch.xml" "$ARG-headers=pch.h"
check 'and no document is written of it' test ! -e "$T/pch.xml"
check 'and used' compile -c usepch.c -o usepch.o "$ARG-output=usepch.xml"
has 'with all that it says' '<param name="list">.*<annotation name="array" by="declared"><arg>n</arg>' "$T/usepch.xml"
rm "$T/pch.h.gch"

# ---- the code stays the same ----

# Where -g and -flto record the name of the plugin, both compiles name the same file.
mkdir "$T/p"
echo 'int plugin_is_GPL_compatible; int plugin_init(void *a, void *b) { (void)a; (void)b; return 0; }' > "$T/none.c"
"$CC" -shared -fPIC -o "$T/none.so" "$T/none.c"
with() { cp "$PLUGIN" "$GCC_PLUGIN" "$T/p/"; }
without() { rm -f "$T/p/ffiextract-gcc.so"; cp "$T/none.so" "$T/p/ffiextract.so"; }

same_code() { # NAME COMPILER SOURCE ARGS...
	what=$1 compiler=$2 source=$3
	shift 3
	with
	(cd "$T" && "$compiler" -fplugin="$T/p/ffiextract.so" -frandom-seed=1 -I"$INCLUDE" "$@" -c "$source" -o with.o) || return
	without
	(cd "$T" && "$compiler" -fplugin="$T/p/ffiextract.so" -frandom-seed=1 -I"$INCLUDE" "$@" -c "$source" -o without.o)
	if ! records "$T/with.o"; then not_ok "$what: has records"; return; fi
	objcopy --remove-section .ffi.ir "$T/with.o" "$T/with.bare"
	objcopy --remove-section .ffi.ir "$T/without.o" "$T/without.bare"
	check "$what" cmp "$T/with.bare" "$T/without.bare"
}
for flags in -O0 -O1 -O2 -O3 -Os -Og '-O0 -g' '-O2 -g' '-O2 -fPIC' '-O2 -g -fPIC' '-O2 -ffunction-sections'; do
	# shellcheck disable=SC2086
	same_code "gcc $flags: the object is the same but for its records" "$CC" lib.c $flags
done
if have "$CXX"; then
	for flags in -O0 '-O2 -g' '-O2 -fPIC'; do
		# shellcheck disable=SC2086
		same_code "g++ $flags: the object is the same but for its records" "$CXX" lib.cc $flags
	done
fi

for kind in -ffat-lto-objects -fno-fat-lto-objects; do
	for plugin in with without; do
		$plugin
		(cd "$T" && "$CC" -fplugin="$T/p/ffiextract.so" -frandom-seed=1 -I"$INCLUDE" -O2 -fPIC -flto $kind -c lib.c -o lto.o &&
			"$CC" -fplugin="$T/p/ffiextract.so" -frandom-seed=1 -O2 -fPIC -flto=1 -shared lto.o -o $plugin.so) ||
			not_ok "-flto $kind links ($plugin)"
		objdump -d --no-show-raw-insn "$T/$plugin.so" | sed '/file format/d' > "$T/$plugin.code"
	done
	check "-flto $kind: the records reach the library" records "$T/with.so"
	check "-flto $kind: the linked code is the same" cmp "$T/with.code" "$T/without.code"
done
with

# ---- what is recorded does not depend on how the code is made ----

# but for the unit's own record, whose evidence says what compiler and flags it is from
declarations() { section "$1" | tr '\0' '\1' | sed 's/\o1/\n\o1\n/g' | sed '/^FFI1 unit/,$d'; }
compile -O0 -c lib.c -o base.o
declarations "$T/base.o" > "$T/base.ir"
check 'there are declarations to compare' grep -q 'FFI1 decl visit' "$T/base.ir"
for flags in -O2 -O3 -fPIC '-g -O1' '-flto -ffat-lto-objects -O2'; do
	# shellcheck disable=SC2086
	compile $flags -c lib.c -o other.o
	declarations "$T/other.o" > "$T/other.ir"
	check "$flags records the same" cmp "$T/base.ir" "$T/other.ir"
done
compile --param ggc-min-expand=0 --param ggc-min-heapsize=0 -c lib.c -o other.o
declarations "$T/other.o" > "$T/other.ir"
check 'garbage collection at every turn records the same' cmp "$T/base.ir" "$T/other.ir"
for args in '-c lib.c' "-w -c types.c $ARG-headers=* $ARG-scan"; do
	# shellcheck disable=SC2086
	compile $args -o /dev/null "$ARG-output=kept.xml"
	# shellcheck disable=SC2086
	compile --param ggc-min-expand=0 --param ggc-min-heapsize=0 $args -o /dev/null "$ARG-output=collected.xml"
	check "and the same document ($args)" cmp "$T/kept.xml" "$T/collected.xml"
done
mkdir "$T/elsewhere"
cp "$T/lib.h" "$T/lib.c" "$T/elsewhere/"
(cd "$T/elsewhere" && "$CC" -fplugin="$PLUGIN" -I"$INCLUDE" -I. -O0 -c lib.c -o base.o)
declarations "$T/elsewhere/base.o" > "$T/other.ir"
check 'another folder records the same' cmp "$T/base.ir" "$T/other.ir"
for folder in "$T" "$T/elsewhere"; do
	"$CC" -fplugin="$PLUGIN" -I"$INCLUDE" -ffile-prefix-map="$folder=." -c "$folder/lib.c" -o "$folder/mapped.o"
	section "$folder/mapped.o" > "$folder/mapped.ir"
done
check 'paths go through -ffile-prefix-map' cmp "$T/mapped.ir" "$T/elsewhere/mapped.ir"

# ---- loading ----

loads_in() { # PROGRAM: it has every symbol that the plugin needs
	program=$("$CC" -print-prog-name="$1")
	[ -x "$program" ] || return 0
	nm -D --undefined-only "$GCC_PLUGIN" | awk '$1 == "U" { sub(/@.*/, "", $2); print $2 }' | sort -u > "$T/needs"
	{
		nm -D --defined-only "$program"
		ldd "$program" | awk '/=>/ { print $3 }' | xargs -n 1 nm -D --defined-only
	} 2> /dev/null | awk '{ sub(/@.*/, "", $3); print $3 }' | sort -u > "$T/gives"
	comm -23 "$T/needs" "$T/gives" > "$T/lacks"
	if [ -s "$T/lacks" ]; then not_ok "$1 has all that the plugin needs" "$T/lacks"; else ok "$1 has all that the plugin needs"; fi
}
for program in cc1 cc1plus lto1; do loads_in $program; done
mkdir "$T/alone"
cp "$PLUGIN" "$T/alone/"
if [ -e "$("$CC" -print-file-name=plugin)/ffiextract-gcc.so" ]; then
	check 'a dispatcher alone takes the installed plugin' "$CC" -fplugin="$T/alone/ffiextract.so" -c "$T/plain.c" -o "$T/plain.o"
else
	refuses 'a dispatcher alone says what to do' "there is no ffiextract-gcc.so .*make plugin" "$CC" -fplugin="$T/alone/ffiextract.so" -c "$T/plain.c" -o "$T/plain.o"
fi

# Every other GCC that has the headers of its plugins.
for other in gcc-11 gcc-12 gcc-13 gcc-14; do
	have $other && [ "$("$other" -dumpversion)" != "$("$CC" -dumpversion)" ] || continue
	[ -d "$($other -print-file-name=plugin)/include" ] || continue
	plugin_for "$other" "$other"
	theirs=${plugin%/*}
	if [ ! -e "$($other -print-file-name=plugin)/ffiextract-gcc.so" ]; then
		refuses "$other: the plugin of another GCC is refused with what to do" 'is not for this compiler.*make plugin' \
			"$other" -fplugin="$PLUGIN" -c "$T/plain.c" -o "$T/plain.o"
	fi
	(cd "$T" && $other -fplugin="$theirs/ffiextract.so" -I"$INCLUDE" -c types.c -o /dev/null -w "$ARG-headers=types.h" "$ARG-scan" "$ARG-output=other.xml")
	(cd "$T" && $other -fplugin="$theirs/ffiextract.so" -I"$INCLUDE" -c lib.c -o /dev/null "$ARG-output=otherlib.xml")
	for pair in types.xml:other.xml lib.xml:otherlib.xml; do
		sed 's/compiler="[^"]*"/compiler=""/; s/from="GCC [0-9.]*/from="GCC/' "$T/${pair%:*}" > "$T/one"
		sed 's/compiler="[^"]*"/compiler=""/; s/from="GCC [0-9.]*/from="GCC/' "$T/${pair#*:}" > "$T/two"
		check "$other records the same (${pair%:*})" diff "$T/one" "$T/two"
	done
done

# ---- values with an equals sign, which GCC cuts ----
mkdir "$T/a=b=c"
printf 'int f(void);\n' > "$T/equal.c"
check "an output's name may have equals signs" compile equal.c -S -o /dev/null "$ARG-scan" "$ARG-select=f" "$ARG-output=a=b=c/=d=.xml"
check "and is not cut" test -s "$T/a=b=c/=d=.xml"

# ---- parameters of function pointers ----

# callbacks LANGUAGE: their parameters with docs and annotations, and what they are of
callbacks() {
	printf '#include "%s"\n' "$ROOT/tests/plugin/callbacks.h" > "$T/callbacks.c"
	compile -x "$1" callbacks.c -S -o /dev/null "$ARG-scan" "$ARG-headers=callbacks.h" "$ARG-output=callbacks.xml" &&
		sed 's/ compiler="[^"]*"//; /<unit /d; /<constant id="#NOTHING"/d' "$T/callbacks.xml"
}
callbacks c > "$T/callbacks-c"
callbacks c++ > "$T/callbacks-c++" 2>&1
check 'g++ reads of callbacks what C has' diff "$T/callbacks-c" "$T/callbacks-c++"
check 'callbacks have named parameters' grep -q '<param name="cols" .*<pointer><pointer><int name="char"/>' "$T/callbacks-c++"
