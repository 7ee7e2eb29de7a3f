# What GCC's own attributes and C's array spellings say: under the vocabulary's names, in C and C++, and in the
# C library's own headers.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

: "${CXX:=g++}"
HEADER=$ROOT/tests/attributes/standard.h
ARG=-fplugin-arg-ffiextract

if [ ! -e "$PLUGIN" ]; then
	echo "there is no $PLUGIN: run 'make'" > "$T/missing"
	not_ok "the plugin is built" "$T/missing"
	exit 0
fi

# standard DOCUMENT: each word that a standard attribute said, "KEY PART: WORD(ARGUMENTS)".
standard() { awk -v BY=standard -f "$ROOT/tests/attributes/landed.awk" "$1" | sort -u; }

# scan DOCUMENT COMPILER ARGS...
scan() {
	document=$1 compiler=$2
	shift 2
	"$compiler" -fplugin="$PLUGIN" $ARG-scan $ARG-output="$document" -I "$ROOT/attributes" -S -o "$T/out.s" "$@" \
		> "$T/log" 2>&1
}

# says NAME COMPILER ARGS...: the header says what its comments do, no more and no less.
says() {
	name=$1
	shift
	"$@" -E -C -I "$ROOT/attributes" "$HEADER" 2>&1 | sed -nE 's|^.*/\* SAYS: (.*) \*/$|\1|p' | sort -u > "$T/expected"
	if ! scan "$T/out.xml" "$@" "$ARG-headers=standard.h" -include "$HEADER" "$T/empty.c" || [ -s "$T/log" ]; then
		not_ok "$name" "$T/log"
		return
	fi
	standard "$T/out.xml" > "$T/said"
	check "$name" diff "$T/expected" "$T/said"
	check "$name, and the document is read" sh -c "xmllint --noout --relaxng '$ROOT/ir/interface.rng' '$T/out.xml' && '$FFIRENDER' show '$T/out.xml'"
}

: > "$T/empty.c"
says "standard attributes are understood in C" "$CC" -std=gnu17
says "standard attributes are understood in C23" "$CC" -std=gnu2x
says "standard attributes are understood in C++" "$CXX" -x c++ -std=gnu++17
"$CC" -E -C -I "$ROOT/attributes" "$HEADER" > "$T/expected"
for word in nonnull in out inout array array_fixed owned_by malloc alloc_size alloc_align must_use const pure \
	nothrow no_callback noreturn format bytes deprecated; do
	check "$word comes from an attribute" grep -qE "SAYS: .*: $word(\(| )" "$T/expected"
done

# What a callback's result is declared to be counts, too.
scan "$T/out.xml" "$CC" "$ARG-headers=standard.h" -include "$HEADER" "$T/empty.c"
awk -f "$ROOT/tests/attributes/landed.awk" "$T/out.xml" > "$T/all"
check "FFI_NULLABLE stands before returns_nonnull of a callback" sh -c "grep -x 'finder result: nullable' '$T/all' && ! grep -x 'finder result: nonnull' '$T/all'"
check "FFI_OWNED_BY stands before malloc(free)" sh -c "grep -x 'freed_by result: owned_by(other_free)' '$T/all' && ! grep -x 'freed_by result: owned_by(free)' '$T/all'"

# ---- the C library's own headers ----

printf '#include <stdio.h>\n#include <string.h>\n#include <stdlib.h>\n' > "$T/libc.c"
if scan "$T/libc.xml" "$CC" -D_GNU_SOURCE "$ARG-headers=stdio.h,string.h,stdlib.h" "$T/libc.c"; then
	standard "$T/libc.xml" > "$T/said"
	while read -r line; do
		check "the C library says: $line" grep -qxF "$line" "$T/said"
	done <<- 'END'
		memcpy __dest: nonnull
		memcpy __src: nonnull
		strlen __s: nonnull
		strlen: pure
		fopen result: owned_by(fclose)
		popen result: owned_by(pclose)
		malloc result: malloc
		malloc result: alloc_size(__size)
		calloc result: alloc_size(__nmemb, __size)
		printf __format: format(printf, ...)
		explicit_bzero __s: array(__n)
		explicit_bzero __s: out
		exit: noreturn
	END
	check "nobody guesses who frees what malloc returns" sh -c "! grep '^malloc result: owned' '$T/said'"
else
	not_ok "the C library's headers are scanned" "$T/log"
fi

# ---- what the plan makes of them ----

# planned DOCUMENT: "FUNCTION: WHAT", a line for each that the plan says of a function, its ops left out.
planned() {
	"$FFIRENDER" show --plan "$1" | awk '
		/^[a-z].*\);$/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name); next }
		/^$/ { name = "" }
		/^  [^ ]/ && name != "" && name != "free" { print name ": " substr($0, 3) }' | sort
}

lowered=$ROOT/tests/attributes/lowered.h
if scan "$T/lowered.xml" "$CC" "$ARG-headers=lowered.h" -include "$lowered" "$T/empty.c"; then
	"$CC" -E -C "$lowered" | sed -nE 's|^/\* PLAN: (.*) \*/$|\1|p' | sort > "$T/expected"
	planned "$T/lowered.xml" > "$T/said"
	check "the plan goes by standard attributes as far as they promise" diff "$T/expected" "$T/said"
	"$FFIRENDER" c "$T/lowered.xml" -o "$T/lowered.h" 2> "$T/log"
	for promise in 'int must(void) __attribute__((warn_unused_result));' 'void stop(int status) __attribute__((noreturn));' \
		'int old(void) __attribute__((deprecated("use must")));'; do
		check "C's binding has: $promise" grep -qF "$promise" "$T/lowered.h"
	done
	printf '#include "lowered.h"\n' > "$T/use.c"
	check "C's binding compiles" "$CC" -std=gnu11 -Wall -Wextra -Werror -I "$T" -fsyntax-only "$T/use.c"
	"$FFIRENDER" python "$T/lowered.xml" -o "$T/lowered.py" 2> "$T/log"
	check "Python's documentation says what C's attributes say" sh -c "grep -q 'It does not return.' '$T/lowered.py' && grep -q 'not to be ignored' '$T/lowered.py'"
	"$FFIRENDER" csharp "$T/lowered.xml" -o "$T/lowered.cs" 2> "$T/log"
	check "C#'s documentation says so, too" grep -q '<remarks>It does not return.</remarks>' "$T/lowered.cs"
else
	not_ok "the header is scanned" "$T/log"
fi

# ---- the C library, called by what its headers' attributes say, and nothing else ----

calls_libc() {
	"$FFIRENDER" scan --cc="$CC" --select='read,write,explicit_bzero' unistd.h string.h -o "$T/unix.xml" -- -D_GNU_SOURCE &&
		"$FFIRENDER" python "$T/unix.xml" --library libc.so.6 -o "$T/unix.py" && (
		cd "$T" && python3 -c '
import os, unix
reads, writes = os.pipe()
room = bytearray(8)
assert unix.write(writes, b"hello") == 5
assert unix.read(reads, room) == 5 and room == b"hello\0\0\0", room
unix.explicit_bzero(room)
assert room == bytes(8), room'
	)
}
if have python3 && [ "$("$CC" -dumpmachine)" = "$(uname -m)-linux-gnu" ]; then
	check "read, write and explicit_bzero are called with memory of Python's" calls_libc
else
	missing "the C library is called" python3
fi
