#!/bin/sh
# The golden cases: each folder of tests/golden/ holds one construct as C, CASE.c, and what becomes of it:
# the IR, the plan, and each language's binding. Without --rewrite the differences are shown.
#
#	tests/golden.sh [--rewrite] [CASE...]
#
# SPDX-License-Identifier: MIT
cd "$(dirname "$0")/.." || exit 2
: "${BUILD:=$PWD/build}" "${CC:=gcc}"
rewrite=0
languages="python:.py csharp:.cs c:.ffi.h" # and what the files end in
[ "${1:-}" = --rewrite ] && rewrite=1 && shift
[ $# -gt 0 ] || set -- $(cd tests/golden && ls -d -- */ | tr -d /)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# make_case NAME: writes everything into $out/NAME; the compiler's release is no part of it.
make_case() {
	dir=tests/golden/$1 to=$out/$1
	mkdir -p "$to"
	flags=$(sed -n 's|^// FLAGS: ||p' "$dir/$1.c")
	"$CC" -fplugin="$BUILD/ffiextract.so" -fplugin-arg-ffiextract-output="$to/$1.ffi.xml" -Iattributes -Iexamples/point \
		$flags -S -o /dev/null "$dir/$1.c" || return 1
	sed -i 's/ compiler="[^"]*"/ compiler="GCC"/; s/ from="GCC [^"]*"/ from="GCC"/' "$to/$1.ffi.xml"
	notes=
	[ -f "$dir/$1.notes.xml" ] && notes="--notes $dir/$1.notes.xml"
	"$BUILD/ffirender" show --plan $notes "$to/$1.ffi.xml" > "$to/plan.txt" 2> "$to/messages.txt" || { cat "$to/messages.txt"; return 1; }
	[ -s "$to/messages.txt" ] || rm "$to/messages.txt"
	shims=$(sed -n 's|^// SHIMS: ||p' "$dir/$1.c")
	if [ -n "$shims" ]; then
		"$BUILD/ffirender" shims $notes "$to/$1.ffi.xml" -o "$to/$1_shims.c" 2> "$to/err" || { cat "$to/err"; return 1; }
		shims="--shims $shims"
	fi
	for language in $languages; do
		"$BUILD/ffirender" "${language%%:*}" $notes $shims "$to/$1.ffi.xml" -o "$to/$1${language#*:}" 2> "$to/err" || { cat "$to/err"; return 1; }
	done
	rm -f "$to/err"
}

for name; do
	if ! make_case "$name" > "$out/log" 2>&1; then
		echo "not ok golden: $name"
		sed 's/^/# /' "$out/log"
		continue
	fi
	if [ $rewrite = 1 ]; then
		(cd "tests/golden/$name" && ls | grep -vE "^($name\.c|$name\.notes\.xml|.*\.h)$|^$name\.ffi\.h$" | xargs -r rm -f)
		cp "$out/$name"/* "tests/golden/$name/"
	else
		(cd "$out/$name" && for f in *; do diff -u "$OLDPWD/tests/golden/$name/$f" "$f"; done) > "$out/log" 2>&1
		if [ -s "$out/log" ]; then
			echo "not ok golden: $name"
			head -n 30 "$out/log" | sed 's/^/# /'
		else
			echo "ok golden: $name"
		fi
	fi
done
