#!/bin/sh
# What the compiler takes it takes with the plugin, everything selected: the same object, the same words, a document that
# is one. C that few readers of trees survive, all headers of the C++ library, and csmith's programs.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

ARG=-fplugin-arg-ffiextract
# unseen COMPILER FILE ARGS...
unseen() {
	compiler=$1 file=$2
	shift 2
	"$compiler" -w "$@" -c "$file" -o "$T/without.o" > "$T/without" 2>&1 || { cat "$T/without"; return 1; }
	"$compiler" -w "$@" -c "$file" -o "$T/with.o" -fplugin="$PLUGIN" "$ARG-scan" "$ARG-select=*" "$ARG-output=$T/all.xml" > "$T/with" 2>&1
	diff "$T/without" "$T/with" && cmp "$T/without.o" "$T/with.o" && "$FFIRENDER" show "$T/all.xml" > "$T/shown"
}
TORTURE=$ROOT/tests/traps/torture.c
case $("$CC" -dumpmachine) in x86_64-*) ;; *) sed '/stack_pointer/d' "$TORTURE" > "$T/torture.c" && TORTURE=$T/torture.c ;; esac
for flags in "-std=gnu11 -Wno-psabi" "-std=gnu17 -O2 -Wno-psabi -g -gno-record-gcc-switches"; do
	# shellcheck disable=SC2086
	check "C that nobody should write, $flags" unseen "$CC" "$TORTURE" $flags
done
[ "$(grep -c '^struct\|^int\|^enum\|^union' "$T/shown")" -ge 20 ] && ok "much of it is in the document" || not_ok "much of it is in the document" "$T/shown"
# rendered LANGUAGE: whatever it refuses, it says so; it does not crash.
rendered() {
	"$FFIRENDER" "$1" "$T/all.xml" --module torture --library none -o "$T/torture.$1" > "$T/said" 2>&1
	[ $? -le 1 ] || { cat "$T/said"; return 1; }
}
for language in c python csharp; do check "and $language is rendered, or says why not" rendered "$language"; done

CXX=${CXX:-g++}
if have "$CXX"; then
	folder=$(printf '#include <vector>\n' | "$CXX" -E -x c++ - | sed -n 's,^# 1 "\(.*\)/vector".*,\1,p')
	for header in "$folder"/*; do
		name=${header##*/}
		case $name in *.*) continue ;; esac
		[ -f "$header" ] && printf '#include <%s>\n' "$name"
	done > "$T/all.cc"
	check "all headers of the C++ library are found" [ "$(wc -l < "$T/all.cc")" -ge 80 ]
	check "and change nothing" unseen "$CXX" "$T/all.cc" -std=gnu++20
else
	missing "all headers of the C++ library" "$CXX"
fi

if have csmith && [ -f /usr/include/csmith/csmith.h ]; then
	random() {
		for seed in 1 2 3 4 5 6 7 8; do
			# It leaves a file of its own where it runs.
			(cd "$T" && csmith --seed $seed --no-checksum --bitfields --packed-struct) > "$T/random.c" &&
				unseen "$CC" "$T/random.c" -I/usr/include/csmith -O$((seed % 3)) || { echo "seed $seed"; return 1; }
		done
	}
	check "csmith's programs" random
else
	missing "csmith's programs" csmith
fi
