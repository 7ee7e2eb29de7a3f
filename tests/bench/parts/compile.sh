# PART: compile: a compile with the plugin, against the same one without
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2086,SC2154
title "a compile with the plugin / without" $cost_columns

: > "$T/empty.c"
row "an empty unit" "$CC $plugin -c -o $T/e.o $T/empty.c" "$CC -c -o $T/e.o $T/empty.c"

name="a header-only library, stb_image.h, -O2"
if header "$name" stb/stb_image.h libstb-dev; then
	printf '#define STB_IMAGE_IMPLEMENTATION\n#include <stb/stb_image.h>\n' > "$T/stb.c"
	row "$name" "$CC -O2 $plugin $argument-select=stbi_* -c -o $T/e.o $T/stb.c" "$CC -O2 -c -o $T/e.o $T/stb.c"
fi

# build DIRECTORY COMMAND...: every C file of it
cat > "$T/build.sh" << 'S'
cd "$1" && shift
for f in *.c; do "$@" -c -o /dev/null "$f" || exit 1; done
S
# A pair takes seconds.
short=$seconds
seconds=$((seconds * 4))
name="zlib's whole build, -O2"
if source_of zlib; then
	flags="-O2 -w -D_LARGEFILE64_SOURCE=1 -DHAVE_UNISTD_H -DHAVE_HIDDEN"
	row "$name" "sh $T/build.sh $cache/zlib $CC $plugin $argument-headers=zlib.h $flags" \
		"sh $T/build.sh $cache/zlib $CC $flags"
else
	skip "$name" "zlib's source by apt-get source"
fi

name="lua's whole build, -O2"
if source_of lua5.4; then
	flags="-O2 -std=gnu99 -DLUA_USE_LINUX -DLUA_COMPAT_5_3"
	row "$name" "sh $T/build.sh $cache/lua5.4/src $CC $plugin $argument-headers=lua.h,lauxlib.h,lualib.h $flags" \
		"sh $T/build.sh $cache/lua5.4/src $CC $flags"
else
	skip "$name" "lua5.4's source by apt-get source"
fi

# Its source package has the parts; a Tcl script of it puts them into one file.
amalgamation() {
	[ -f "$cache/sqlite3.c" ] && return
	source_of sqlite3 || return
	progress "making sqlite3.c"
	(cp -r "$cache/sqlite3" "$T/sqlite3" && cd "$T/sqlite3" && ./configure --disable-tcl CC="$CC" && make sqlite3.c &&
		mv sqlite3.c "$cache/sqlite3.c") > "$T/amalgamation" 2>&1
}
name="sqlite3's amalgamation, -O2"
if tool "$name" tclsh tcl; then
	if amalgamation; then
		row "$name" "$CC -O2 $plugin $argument-select=sqlite3_* -c -o $T/e.o $cache/sqlite3.c" \
			"$CC -O2 -c -o $T/e.o $cache/sqlite3.c"
	else
		skip "$name" "sqlite3's source by apt-get source"
	fi
fi
seconds=$short
