# PART: shares: functions with a pointer parameter that bind idiomatically from C alone, with attributes, with notes
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2086,SC2154

# share NUMBER OF
share() { printf '%d, %d %%' "$2" $((100 * $2 / $1)); }

# shares NAME LIBRARY NOTED OPTIONS HEADERS...: NOTED is the document with notes, or nothing; OPTIONS are for scan.
shares() {
	name=$1 library=$2 noted=$3 options=$4
	shift 4
	progress "$name"
	if "$FFIRENDER" scan --cc="$CC" --plugin "$BUILD/ffiextract.so" $options -o "$T/attributes.ffi.xml" "$@" 2> "$T/row.log" &&
		"$PYTHON" tests/bench/shares.py strip "$T/attributes.ffi.xml" "$T/alone.ffi.xml" 2> "$T/row.log" &&
		for document in alone.ffi.xml attributes.ffi.xml $noted; do
			"$PYTHON" tests/bench/shares.py count "$T/$document" "$library" || return 1
		done > "$T/row" 2> "$T/row.log"; then
		# shellcheck disable=SC2046
		set -- $(cat "$T/row")
		line "$name" "$1" "$(share "$1" "$2")" "$(share "$3" "$4")" "$([ $# -lt 6 ] || share "$5" "$6")"
	else
		failure "$name" "$T/row.log"
	fi
}

# noted EXAMPLE DOCUMENT: the document of examples/EXAMPLE, in $T.
noted() {
	cp -r "examples/$1" "$T/$1" && make -s -C "$T/$1" CC="$CC" FFIRENDER="$FFIRENDER" PLUGIN="$BUILD/ffiextract.so" "$2" \
		> "$T/row.log" 2>&1 || failure "$1" "$T/row.log"
}

file_of() { "$CC" -print-file-name="$1"; }

export FFIRENDER
title "functions that take a pointer, and bind idiomatically" functions "C alone" attributes "and notes"
header zlib zlib.h zlib1g-dev && noted zlib zlib.ffi.xml &&
	shares zlib "$(file_of libz.so)" zlib/zlib.ffi.xml "--headers=zlib.h,zconf.h" zlib.h -- -DZLIB_CONST
header SQLite sqlite3.h libsqlite3-dev && noted sqlite3 sqlite3.ffi.xml &&
	shares SQLite "$(file_of libsqlite3.so)" sqlite3/sqlite3.ffi.xml "--headers=sqlite3.h" sqlite3.h
header libgit2 git2.h libgit2-dev && noted libgit2 git2.ffi.xml &&
	shares libgit2 "$(file_of libgit2.so)" libgit2/git2.ffi.xml "--headers=git2.h,*/git2/*.h" git2.h -- -DGIT_DEPRECATE_HARD
shares "glibc: stdio.h, stdlib.h, string.h" "$(file_of libc.so.6)" "" "--headers=stdio.h,stdlib.h,string.h" \
	stdio.h stdlib.h string.h
true
