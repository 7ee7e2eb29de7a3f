# C++: real headers of C tell g++ what they tell gcc, in each standard; and units of C++ through and through, of which all is
# selected, compile as without the plugin, with what C can call recorded and the rest refused by name.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
: "${CXX:=g++}"
cd "$T" || exit 2
have "$CXX" || { missing "C++" "$CXX"; exit 0; }

# document OUTPUT HEADERS COMPILER...: of what stands in files like HEADERS
document() {
	output=$1 headers=$2
	shift 2
	"$@" -w -S -o "$T/unit.s" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-scan "-fplugin-arg-ffiextract-headers=$headers" \
		"-fplugin-arg-ffiextract-output=$output"
}

# ---- headers of C ----

# alike NAME INCLUDE HEADERS FLAGS [ID]...: of a header that is there
alike() {
	name=$1 include=$2 headers=$3 flags=$4
	shift 4
	printf '#include <%s>\n' "$include" > "$name.c"
	# shellcheck disable=SC2086
	document "$T/$name.c.xml" "$headers" "$CC" -x c "$name.c" $flags > log 2>&1 || { not_ok "$name in C" log; return; }
	for standard in c++11 c++20; do
		# shellcheck disable=SC2086
		document "$T/$name.cc.xml" "$headers" "$CXX" -x c++ -std=$standard "$name.c" $flags > log 2>&1 &&
			python3 "$ROOT/tests/cxx/alike.py" "$name.c.xml" "$name.cc.xml" "$@" > log 2>&1 || { not_ok "$name: $standard is as C" log; return; }
	done
	ok "$name: C++11 and C++20 are as C, $(tail -n 1 log)"
}

# alike_if PACKAGE ...: the same where pkg-config knows it
alike_if() {
	package=$1
	shift
	if pkg-config --exists "$package" 2> /dev/null; then
		name=$1 include=$2 headers=$3
		shift 3
		alike "$name" "$include" "$headers" "$(pkg-config --cflags "$package")" "$@"
	else
		skip "$1 is as C" "$package is not installed"
	fi
}
beside alike zlib zlib.h 'zlib.h,zconf.h' -D_GNU_SOURCE
beside alike sqlite3 sqlite3.h sqlite3.h -D_GNU_SOURCE
beside alike git2 git2.h '*/git2/*' -D_GNU_SOURCE
beside alike curl curl/curl.h '*/curl/*' '-D_GNU_SOURCE -DCURL_DISABLE_TYPECHECK'
beside alike callbacks callbacks.h callbacks.h "-I$ROOT/tests/plugin -I$ROOT/attributes"
cat > again.h << 'END'
#ifdef __cplusplus
extern "C" {
#endif
int named(int a, int b);
int named(int width, int height);
int unnamed(int, int);
int unnamed(int rows, int columns);
/** Said of the first. */
int spoken(int, int);
/** Said of the second. */
int spoken(int one, int two);
int silent(int a, int);
/** Heard. */
int silent(int b, int two);
int (*result(int, int))(int);
int (*result(int n, int m))(int y);
int calls(int (*)(int, int (*)(char)));
int calls(int (*f)(int h, int (*i)(char c)));
int calls_unnamed(int (*)(int a, int));
int calls_unnamed(int (*)(int x, int y));
static inline int inlined(int, int b);
static inline int inlined(int x, int y)
{
	return x + y;
}
#ifdef __cplusplus
}
#endif
END
alike again again.h again.h "-I$T"
beside alike_if expat expat expat.h 'expat*.h'
beside alike_if libpng png png.h '*png*'
beside alike_if sdl2 sdl2 SDL.h '*/SDL2/*'
beside alike_if gtk+-3.0 gtk3 gtk/gtk.h '*/gtk-3.0/*,*/glib-2.0/*' GType gtk_style_provider_get_icon_factory

# ---- C++ ----

# compiles_alike NAME FILE FLAGS...: with everything in it selected
compiles_alike() {
	name=$1 file=$2
	shift 2
	"$CXX" "$@" -S -o plain.s "$file" > plain.log 2>&1
	plain=$?
	"$CXX" "$@" -S -o all.s "$file" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-scan '-fplugin-arg-ffiextract-headers=*' \
		-fplugin-arg-ffiextract-output="$T/all.xml" > all.log 2>&1
	if [ $? -eq $plain ] && cmp plain.log all.log && cmp plain.s all.s; then
		ok "$name: as without the plugin"
	else
		not_ok "$name: as without the plugin" all.log
	fi
	[ $plain -eq 0 ] || return
	check "$name: the document is an interface" "$FFIRENDER" merge all.xml -o null.xml
}
cp "$ROOT"/tests/cxx/* .
echo '#include <bits/stdc++.h>' > standard.cc
echo '#include "everything.h"' > everything.cc
for standard in c++11 c++17 c++20 c++23; do
	case $standard in
	c++11 | c++20) beside compiles_alike "the whole library, $standard" "$T/standard.cc" -std=$standard ;;
	*) beside compiles_alike "C++ of every kind, $standard" "$T/everything.cc" -std=$standard -w ;;
	esac
done
gather

# says PATTERN NAME: of what is recorded of declaration NAME
says() { "$FFIRENDER" show everything.xml | grep -E -- "$1" > said; [ -s said ]; }
if document "$T/everything.xml" everything.h "$CXX" -std=c++20 everything.cc > log 2>&1; then
	check "a template of typedefs stands for the type" says 'same_names_i\(int \*p, double \*q\);'
	check "a class of the same name is refused" says "same_names_f\(<another type has this one's name> x, .*, int e\);"
	check "a base class is refused" says '^int c_base\(struct base b, <a C\+\+ class with bases or virtual functions> d, '
	check "an empty class is refused where it travels" says '^int c_empty\(<an empty C\+\+ class> e\);'
	check "a field that shares its place is refused" says '^int c_shared_place\(<a C\+\+ class with a field that shares its place> n\);'
	check "a lambda expression is refused" says '^extern <a C\+\+ lambda expression> lambda;'
	check "what destructors have to end is refused" says '^<a C\+\+ class that is not copied byte by byte> c_nontrivial\('
	check "but known by pointer" says '^int c_virt\(struct virt \*v, struct virtual_base \*vb\);'
	check "types of namespaces travel" says '^int in_namespace_too\(enum color c, struct versioned v\);'
	check "a typedef of a namespace has qualifiers of its own" says '^int c_qualified\(const int \*a, volatile int \*b, const int \(\*c\)\[3\]\);'
	check "and nothing else has them" says '^int c_unqualified\(int \*a, int \(\*b\)\[3\]\);'
	check "an inline constant has no symbol, but a value" says '^#define inline_constant 7 '
	check "an inline function needs a shim" says '^int c_inline2\(int a\);   \(inline\)'
	check "an inline variable is refused" grep -q '<variable id="inline_variable".* unsupported="an inline variable: ' everything.xml
	for language in c python csharp; do
		check "$language binds the rest" "$FFIRENDER" $language everything.xml -o everything/
	done
	for compiler in "$CC -x c" "clang -x c" "$CXX -x c++ -std=c++11" "$CXX -x c++ -std=c++20"; do
		if have "${compiler%% *}"; then
			# shellcheck disable=SC2086
			check "$compiler takes the header" $compiler -Wall -Wextra -Wno-unused-function -Werror -fsyntax-only everything/everything.ffi.h
		else
			missing "$compiler takes the header" "${compiler%% *}"
		fi
	done
	check "Python takes the module" python3 -m py_compile everything/everything.py
else
	not_ok "C++ of every kind is recorded" log
fi

"$CXX" -std=c++17 -Wall -Wextra -Werror -fPIC -shared -fplugin="$PLUGIN" "-I$ROOT/attributes" layouts.cc -Wl,-soname,liblayouts.so -o liblayouts.so > log 2>&1 &&
	"$FFIRENDER" c liblayouts.so -o layouts.ffi.h >> log 2>&1 && "$FFIRENDER" python liblayouts.so -o layouts.py >> log 2>&1 ||
	not_ok "a library in C++ with an interface of C" log
check "C calls it" sh -c '"$1" -Wall -Wextra -Wno-unused-function -Werror caller.c -L. -llayouts -o caller && [ "$(LD_LIBRARY_PATH=. ./caller)" = called ]' - "$CC"
check "and Python" env LD_LIBRARY_PATH=. python3 -c '
import layouts
d = layouts.defaults(layouts.Kind.FIRST, layouts.Small.LARGE)
assert (d.a, d.b) == (-2, 40000)
assert layouts.small(5) == (layouts.Small.LARGE, 2.5), layouts.small(5)
'
