# make install, into a folder of ours, and what was installed at work: each way to name the plugin.
. "$(dirname "$0")/../lib.sh"

root=$T/root
# Not through make's own flags: this make is not a part of the one that runs the tests.
check "make install" env -u MAKEFLAGS -u MAKELEVEL make -s -C "$ROOT" install BUILD="$BUILD" CC="$CC" DESTDIR="$root" PREFIX=/usr
folder=$("$CC" -print-file-name=plugin)
folder=$root$(cd "$folder" && pwd)
loader=$(dirname "$(find "$root/usr/lib" "$root/lib" -name ffiextract.so ! -path '*/gcc/*' 2> /dev/null | head -n 1)")

cat > "$T/one.c" << 'C'
#include <ffiextract.h>
FFI_EXPORT int one(void) { return 1; }
C
"$CC" -I"$root/usr/include" -c "$T/one.c" -o "$T/plain.o"

# names NAME ARGUMENTS...: compiles with them, and the object has the interface.
names() {
	name=$1
	shift
	rm -f "$T/one.o"
	if "$@" -I"$root/usr/include" -c "$T/one.c" -o "$T/one.o" > "$T/log" 2>&1 &&
		"$root/usr/bin/ffirender" show "$T/one.o" > "$T/log" 2>&1 && grep -q 'int one' "$T/log"; then
		ok "$name"
	else
		not_ok "$name" "$T/log"
	fi
}
names "-fplugin=ffiextract is found in the compiler's plugin folder" "$CC" -iplugindir="$folder" -fplugin=ffiextract
names "-fplugin=ffiextract.so is found by the loader" env LD_LIBRARY_PATH="$loader" "$CC" -iplugindir="$folder" -fplugin=ffiextract.so
names "a full path works" "$CC" -fplugin="$folder/ffiextract.so"
names "g++ loads it too" g++ -x c++ -iplugindir="$folder" -fplugin=ffiextract

# Who is not root installs it below the prefix, and pkg-config names it there.
as_user=
[ "$(id -u)" = 0 ] && as_user="setpriv --reuid=65534 --clear-groups"
chmod 755 "$T"
mkdir -m 777 "$T/home"
cp "$ROOT/plugin/install.sh" "$BUILD/ffiextract.so" "$BUILD/ffiextract-gcc.so" "$T/"
echo plugin=ffiextract > "$T/home/ffiextract.pc"
chmod 666 "$T/home/ffiextract.pc"
# shellcheck disable=SC2086
check "no root is needed" env DESTDIR= LIBDIR="$T/home/lib" PKGCONFIG="$T/home/ffiextract.pc" $as_user \
	sh "$T/install.sh" install "$T" "$CC"
names "the plugin that pkg-config names works" "$CC" -fplugin="$(sed -n 's/^plugin=//p' "$T/home/ffiextract.pc")"
check "it is in the prefix" test -s "$T/home/lib/ffiextract/$("$CC" -dumpmachine)-$("$CC" -dumpversion | cut -d. -f1)/ffiextract-gcc.so"

# A prefix of its own holds all, whoever installs.
own="$T/a stage"
env -u MAKEFLAGS -u MAKELEVEL make -s -C "$ROOT" install BUILD="$BUILD" CC="$CC" DESTDIR="$own" PREFIX=/opt/kit > "$T/log" 2>&1 ||
	not_ok "make install into a prefix of its own" "$T/log"
plugin=$(sed -n 's/^plugin=//p' "$own/opt/kit/share/pkgconfig/ffiextract.pc")
check "make install tells what to name" grep -q -- "-fplugin=$plugin$" "$T/log"
find "$own" -type f ! -path "$own/opt/kit/*" > "$T/log"
[ -s "$T/log" ] && not_ok "nothing goes beside the prefix" "$T/log" || ok "nothing goes beside the prefix"
names "the plugin in that prefix works" "$CC" -fplugin="$own$plugin"
if have cmake; then
	mkdir "$T/project"
	cp "$T/one.c" "$T/project/"
	cat > "$T/project/CMakeLists.txt" <<- 'CMAKE'
		cmake_minimum_required(VERSION 3.13)
		project(one C)
		find_package(FfiExtract REQUIRED)
		add_library(one SHARED one.c)
		ffiextract_target(one)
		ffiextract_render(one python ${CMAKE_BINARY_DIR}/one.py)
		add_library(two_objects OBJECT two.c)
		set_target_properties(two_objects PROPERTIES POSITION_INDEPENDENT_CODE ON)
		ffiextract_target(two_objects)
		ffiextract_shims(two_objects ${CMAKE_BINARY_DIR}/two_shims.c)
		add_library(two SHARED $<TARGET_OBJECTS:two_objects> ${CMAKE_BINARY_DIR}/two_shims.c)
		ffiextract_target(two)
		ffiextract_render(two python ${CMAKE_BINARY_DIR}/two.py)
	CMAKE
	cat > "$T/project/two.h" <<- 'C'
		#include <ffiextract.h>
		FFI_LIBRARY("two", "1");
		FFI_EXPORT static inline int two(void) { return 2; }
	C
	echo '#include "two.h"' > "$T/project/two.c"
	{ cmake -S "$T/project" -B "$T/project/build" -DCMAKE_C_COMPILER="$CC" -DCMAKE_PREFIX_PATH="$own/opt/kit" &&
		cmake --build "$T/project/build"; } > "$T/log" 2>&1
	grep -q '^def one()' "$T/project/build/one.py" && ok "CMake finds it by its prefix" || not_ok "CMake finds it by its prefix" "$T/log"
	[ "$(cd "$T/project/build" && python3 -c 'import two; print(two.two())' 2>&1)" = 2 ] &&
		ok "CMake builds shims in" || not_ok "CMake builds shims in" "$T/log"
else
	missing "CMake finds it by its prefix" cmake
	missing "CMake builds shims in" cmake
fi
env -u MAKEFLAGS -u MAKELEVEL make -s -C "$ROOT" uninstall BUILD="$BUILD" CC="$CC" DESTDIR="$own" PREFIX=/opt/kit > "$T/log" 2>&1
find "$own" -type f > "$T/log"
[ -s "$T/log" ] && not_ok "make uninstall leaves nothing in it" "$T/log" || ok "make uninstall leaves nothing in it"

# A dispatcher that has no plugin for this GCC says what to do.
mkdir -p "$T/empty"
cp "$folder/ffiextract.so" "$T/empty/"
refuses "a dispatcher without a plugin says what to do" 'ffiextract' \
	"$CC" -iplugindir="$T/empty" -fplugin="$T/empty/ffiextract.so" -I"$root/usr/include" -c "$T/one.c" -o "$T/two.o"

for file in usr/bin/ffirender usr/include/ffiextract.h usr/share/man/man1/ffirender.1 usr/share/man/man7/ffiextract.7 \
	usr/share/pkgconfig/ffiextract.pc usr/share/cmake/FfiExtract/FfiExtractConfig.cmake; do
	[ -s "$root/$file" ] && ok "installs $file" || not_ok "installs $file"
done
if have pkg-config; then
	PKG_CONFIG_PATH=$root/usr/share/pkgconfig pkg-config --cflags ffiextract > "$T/flags" 2>&1
	grep -q -- '-fplugin=ffiextract' "$T/flags" && ok "pkg-config gives the flag" || not_ok "pkg-config gives the flag" "$T/flags"
fi
if have man; then
	for page in 1/ffirender.1 7/ffiextract.7; do
		man --warnings -E UTF-8 -l -Tutf8 -Z "$root/usr/share/man/man$page" > /dev/null 2> "$T/man"
		[ -s "$T/man" ] && not_ok "man formats $page" "$T/man" || ok "man formats $page"
	done
fi
env -u MAKEFLAGS -u MAKELEVEL make -s -C "$ROOT" uninstall BUILD="$BUILD" CC="$CC" DESTDIR="$root" PREFIX=/usr > "$T/log" 2>&1
left=$(find "$root" -type f)
[ -z "$left" ] && ok "make uninstall leaves nothing" || { echo "$left" > "$T/log"; not_ok "make uninstall leaves nothing" "$T/log"; }
