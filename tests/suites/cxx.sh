# C++: real headers of C tell g++ what they tell gcc, in each standard; and units of C++ through and through, of which all is
# selected, compile as without the plugin, with what C can call recorded and the rest refused by name.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
: "${C:=g++}"
cd "$T" || exit 2
have "$C" || { missing "C++" "$CXX"; exit 0; }

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
	for standard in c++11 c++17 c++20 c++23; do
		# shellcheck disable=SC2086
		document "$T/$name.cc.xml" "$headers" "$C" -x c++ -std=$standard "$name.c" $flags > log 2>&1 &&
			python3 "$ROOT/tests/cxx/alike.py" "$name.c.xml" "$name.cc.xml" "$@" > log 2>&1 || { not_ok "$name: $standard is as C" log; return; }
	done
	ok "$name: C++11 to C++23 are as C, $(tail -n 1 log)"
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
alike zlib zlib.h 'zlib.h,zconf.h' -D_GNU_SOURCE
alike sqlite3 sqlite3.h sqlite3.h -D_GNU_SOURCE
alike git2 git2.h '*/git2/*' -D_GNU_SOURCE
alike curl curl/curl.h '*/curl/*' '-D_GNU_SOURCE -DCURL_DISABLE_TYPECHECK'
alike callbacks callbacks.h callbacks.h "-I$ROOT/tests/plugin -I$ROOT/attributes"
alike_if expat expat expat.h 'expat*.h'
alike_if libpng png png.h '*png*'
alike_if sdl2 sdl2 SDL.h '*/SDL2/*'
alike_if gtk+-3.0 gtk3 gtk/gtk.h '*/gtk-3.0/*,*/glib-2.0/*' GType gtk_style_provider_get_icon_factory g_cache_new
