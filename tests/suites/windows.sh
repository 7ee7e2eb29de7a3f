#!/bin/sh
# Windows: records in PE objects, archives, import libraries and DLLs, what of these is damaged, and a DLL that is
# called through its bindings.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

WINDOWS=x86_64-w64-mingw32-gcc
if ! have "$WINDOWS" || [ ! -d "$("$WINDOWS" -print-file-name=plugin)/include" ]; then
	missing "interfaces in PE files" gcc-mingw-w64-x86-64-win32
	exit 0
fi
plugin_for "$WINDOWS" "$WINDOWS"
# shellcheck disable=SC2154
WINDOWS_PLUGIN=$plugin

cd "$T" || exit 2
cp "$ROOT"/examples/point/*.[ch] .
compile() { "$WINDOWS" -fplugin="$WINDOWS_PLUGIN" -I"$ROOT/attributes" "$@"; }

check "an object" compile -O2 -c point.c -o point.o
check "a document" compile -O2 -S point.c -o point.s -fplugin-arg-ffiextract-output=point.xml
"$WINDOWS" -shared point.o -o point.dll -Wl,--out-implib,libpoint.dll.a
x86_64-w64-mingw32-ar rcs libpoint.a point.o
# Only objects have hashes of what a unit has; a DLL has a name; evidence tells the options.
same() { sed '/<has key=/d; s/ soname="[^"]*"//; s/ from="GCC [^"]*"//'; }
"$FFIRENDER" merge point.xml | same > expected.xml

# holds NAME INPUT...: they give the document.
holds() {
	name=$1
	shift
	if "$FFIRENDER" merge "$@" > held.xml 2> held.out && same < held.xml | diff expected.xml - >> held.out; then
		ok "$name"
	else
		not_ok "$name" held.out
	fi
}
holds "an object holds the interface" point.o
holds "an archive" libpoint.a
holds "a DLL" point.dll
check "it has the DLL's own name" grep -q 'soname="point.dll"' held.xml
holds "an import library beside the document" point.xml libpoint.dll.a
check "it knows the name of the DLL" grep -q 'soname="point.dll"' held.xml
x86_64-w64-mingw32-strip point.dll -o stripped.dll
holds "a stripped DLL" stripped.dll
for flags in -O0 "-O0 -fno-toplevel-reorder -fdata-sections" "-O2 -flto" "-O2 -Wa,-mbig-obj"; do
	# shellcheck disable=SC2086
	compile $flags -c point.c -o flags.o && "$WINDOWS" $flags -shared flags.o -o flags.dll
	holds "a DLL that was compiled with $flags" flags.dll
done
compile -O2 -Wa,-mbig-obj -c point.c -o big.o
holds "an object of many sections" big.o
compile -O2 -flto -c point.c -o slim.o
refuses "a slim LTO object" 'slim.o: error: a slim LTO object' "$FFIRENDER" merge slim.o

# ---- what a DLL exports ----
cat > point.def << 'E'
EXPORTS
point_norm
E
"$WINDOWS" -shared point.o point.def -o few.dll -Wl,--out-implib,libfew.dll.a
for input in few.dll "point.xml libfew.dll.a"; do
	# shellcheck disable=SC2086
	"$FFIRENDER" merge $input -o few.xml 2> few.out
	check "what is not exported by ${input##* } is not bound" sh -c "grep 'id=\"point_move\"' few.xml | grep -q 'does not export its symbol' &&
		grep 'id=\"point_norm\"' few.xml | grep -qv unsupported"
done

# Who marks one function exports no other; shims are marked.
echo '__declspec(dllexport) int marked(void) { return 1; }' > marked.c
"$WINDOWS" -c marked.c -o marked.o
"$WINDOWS" -shared point.o marked.o -o marked.dll
check "what a marked function hides is told how to be exported" sh -c "'$FFIRENDER' merge marked.dll 2>&1 > marked.xml |
	grep -q \"exports nothing of its interface, not even '.*; mark it with __declspec(dllexport), or link with -Wl,--export-all-symbols\""
"$WINDOWS" -shared point.o marked.o -o marked.dll -Wl,--export-all-symbols
check "... and it is" sh -c "'$FFIRENDER' merge marked.dll 2> /dev/null | grep 'id=\"point_norm\"' | grep -qv unsupported"

# ---- sockets ----
cat > net.h << 'E'
#include <winsock2.h>
#include <ws2tcpip.h>
#include <stddef.h>
int net_open(const struct sockaddr *to, socklen_t size, struct timeval *within, fd_set *set, struct in6_addr *address);
E
check "a header over sockets" "$FFIRENDER" scan --cc="$WINDOWS" --plugin="$WINDOWS_PLUGIN" --select='net_*' net.h -o net.xml
"$FFIRENDER" c net.xml -o net.ffi.h 2> said
echo '#include "net.ffi.h"' > net.c
check "... includes what Windows has for them" sh -c "grep -qx '#include <ws2tcpip.h>' net.ffi.h && ! grep -qE 'include <(sys/s|netinet)' net.ffi.h"
check "... and compiles" "$WINDOWS" -Wall -Wextra -Werror -fsyntax-only net.c

# ---- damaged ones ----
echo 'int bare(void) { return 1; }' > bare.c
"$WINDOWS" -c bare.c -o bare.o
refuses "an object without records" "bare.o: error: there is no section '.ffi.ir'" "$FFIRENDER" merge bare.o
# damaged NAME FILE: every cut of it is read or refused, and never crashes.
damaged() {
	size=$(wc -c < "$2") at=0
	while [ "$at" -lt "$size" ]; do
		head -c "$at" "$2" > cut.bin
		"$FFIRENDER" merge cut.bin > cut.out 2>&1
		status=$?
		if [ $status -gt 1 ] || { [ $status -eq 1 ] && ! grep -q 'error: ' cut.out; }; then
			echo "at $at of $size: status $status" >> cut.out
			not_ok "$1" cut.out
			return
		fi
		at=$((at * 13 / 10 + 7))
	done
	ok "$1"
}
damaged "cuts of an object" point.o
damaged "cuts of a DLL" point.dll
damaged "cuts of an import library" libpoint.dll.a

# ---- it runs ----
"$FFIRENDER" c point.dll -o point.ffi.h
check "the layouts are those of the compiler" "$WINDOWS" -Wall -Wextra -Werror -c main.c -o main.o
"$WINDOWS" main.o libpoint.dll.a -o main.exe
if ! have wine; then
	skip "a caller of the DLL" "needs 'wine': install it"
elif WINEPREFIX=$T/wine WINEDEBUG=-all wine main.exe > ran.out 2>&1 && grep -q '0 clouds are alive' ran.out; then
	ok "a caller of the DLL"
else
	not_ok "a caller of the DLL" ran.out
fi
