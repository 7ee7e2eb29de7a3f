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

# repeated N TEXT: that often.
repeated() { awk -v n="$1" -v text="$2" 'BEGIN { while (n-- > 0) printf "%s", text }'; }
# limited NAME PATTERN: the unit on standard input compiles as without the plugin, one declaration in it is refused, because
# of PATTERN, and `fine` beside it is bound.
limited() {
	name=$1 pattern=$2
	{ cat; echo '/** As ever. */ int fine(int n);'; } > "$T/limit.c"
	refused() {
		unseen "$CC" "$T/limit.c" -std=gnu17 && grep -q "$pattern" "$T/all.xml" &&
			"$FFIRENDER" python "$T/all.xml" --module limit --library none -o "$T/limit.py" && grep -q 'def fine' "$T/limit.py"
	}
	check "$name" refused
}
{ echo 'void f('; repeated 1000 'void (*p)('; repeated 1000 ')'; echo ');'; } | limited "functions that take functions, a thousand deep" 'more levels than'
{ echo 'extern int a'; repeated 2000 '[1]'; echo ';'; } | limited "an array of two thousand dimensions" 'more levels than'
{ echo 'typedef int t0;'; awk 'BEGIN { for (i = 0; i < 300; i++) printf "typedef t%d *t%d;", i, i + 1 }'; echo 't300 f(void);'; } |
	limited "a chain of typedefs" 'more typedefs than'
{ echo 'void f(int'; repeated 4999 ', int'; echo '); void g(void (*p)(int'; repeated 4999 ', int'; echo '));'; } |
	limited "functions of five thousand parameters" 'more than 4096 parameters'
echo 'extern struct { char bytes[0x3fffffffffffffff]; } a;' | limited "a struct whose bits cannot be counted" 'bits cannot be counted'
printf '#line 1 ""\n/** Nowhere. */ int f(int n);\n' | limited "a line of no file" 'id="f"'

# Errors behind and before what is exported: GCC's own words, and no document.
broken() {
	for text in 'int f(int a); int g(;' 'int g(; int f(int a);' 'int f(int a) { return b; }' 'struct s { int a; none b; } f(void);' \
		'void f(void (*cb)(int, none, char *c), int z);' 'int f(int n, int a[n]' '}}} int f(void);' 'enum e { A, = } f(void);'; do
		printf '%s\n' "$text" > "$T/broken.c"
		cp "$T/broken.c" "$T/broken.cc"
		for compiler in "$CC broken.c" ${CXX:+"$CXX broken.cc"}; do
			rm -f "$T/all.xml"
			(cd "$T" && ${compiler% *} -c "${compiler#* }" -o without.o) > "$T/without" 2>&1 && { echo "compiles: $text"; return 1; }
			(cd "$T" && ${compiler% *} -c "${compiler#* }" -o with.o -fplugin="$PLUGIN" "$ARG-scan" "$ARG-select=*" "$ARG-output=all.xml") > "$T/with" 2>&1
			diff "$T/without" "$T/with" && [ ! -e "$T/all.xml" ] || { echo "$compiler: $text"; return 1; }
		done
	done
}
CXX=${CXX:-g++}
have "$CXX" || CXX=
check "what does not compile has GCC's own messages, and no document" broken

if [ -n "$CXX" ]; then
	folder=$(printf '#include <vector>\n' | "$CXX" -E -x c++ - | sed -n 's,^# 1 "\(.*\)/vector".*,\1,p')
	for header in "$folder"/*; do
		name=${header##*/}
		case $name in *.*) continue ;; esac
		[ -f "$header" ] && printf '#include <%s>\n' "$name"
	done > "$T/all.cc"
	check "all headers of the C++ library are found" [ "$(wc -l < "$T/all.cc")" -ge 80 ]
	check "and change nothing" unseen "$CXX" "$T/all.cc" -std=gnu++20
else
	missing "all headers of the C++ library" g++
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
