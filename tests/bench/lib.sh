# What the parts of the bench share: the table, tools that may be missing, sources of other libraries.
# Sourced by tests/bench/run in the root of the tree.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2034
: "${BUILD:=$PWD/build}" "${CC:=gcc}" "${PYTHON:=/usr/bin/python3}"
export LC_ALL=C
seconds=5
failed=0
FFIRENDER=$BUILD/ffirender
plugin="-fplugin=$BUILD/ffiextract.so"
argument=-fplugin-arg-ffiextract
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
# Where other libraries' sources are kept from one run to the next.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/ffiextract
# On one processor, so that no run pays for moving.
pin=
command -v taskset > "$T/null" 2>&1 && pin="taskset -c $(($(nproc) - 1))"

prepare() {
	"$CC" -O2 -o "$T/pairs" tests/bench/pairs.c || return 1
	[ -f "$BUILD/ffiextract.so" ] && [ -x "$FFIRENDER" ] || { echo "run: first 'make'" >&2; return 1; }
}

# The first line of what COMMAND says of its version, or that it is not here.
version() { command -v "$1" > "$T/null" 2>&1 && "$@" 2>&1 | sed -n '/[0-9]\.[0-9]/{p;q;}'; }

machine() {
	printf '%s, %s processors, Linux %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
		"$(nproc)" "$(uname -r)"
	printf '%s\n' "$(version "$CC" --version)" "$("$FFIRENDER" --version)"
	for tool in "castxml --version" "swig -version" "bindgen --version" "$PYTHON --version"; do
		# shellcheck disable=SC2086
		version $tool
	done
	command -v dotnet > "$T/null" 2>&1 && echo ".NET $(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/\1/p' | tail -n 1)"
}

# title TEXT COLUMNS...
title() {
	printf '\n%-50s' "$1"
	shift
	printf ' %11s' "$@"
	printf '\n'
}

# line NAME VALUES...
line() {
	printf '%-50s' "  $1"
	shift
	printf ' %11s' "$@"
	printf '\n'
}

# skip NAME PACKAGE
skip() { printf '%-50s SKIP: needs %s\n' "  $1" "$2"; }

failure() {
	printf '%-50s FAILED\n' "  $1"
	[ -s "$2" ] && sed 's/^/    /' "$2" | tail -n 5
	failed=$((failed + 1))
}

# progress TEXT: to a terminal only; the next line takes its place.
progress() { [ -t 2 ] && printf '  %s ...\r' "$1" >&2; }

cost_columns="CPU memory ms baseline,ms MiB pairs"

# row NAME COMMAND BASELINE: how the command compares with the baseline.
row() {
	progress "$1"
	if $pin "$T/pairs" "$seconds" "$2" "$3" > "$T/row" 2> "$T/row.log"; then
		# shellcheck disable=SC2046
		line "$1" $(cat "$T/row")
	else
		failure "$1" "$T/row.log"
	fi
}

# tool NAME PROGRAM PACKAGE: false, and a SKIP line, if it is not here.
tool() {
	command -v "$2" > "$T/null" 2>&1 && return
	skip "$1" "$3"
	return 1
}

# header NAME FILE PACKAGE [FLAGS]
header() {
	# shellcheck disable=SC2086
	echo "#include <$2>" | "$CC" -E ${4:-} -o /dev/null - 2> "$T/null" && return
	skip "$1" "$3"
	return 1
}

# source_of PACKAGE: its source in $cache/PACKAGE, by apt-get, with lists of our own beside those that are configured.
source_of() {
	[ -d "$cache/$1" ] && return
	progress "fetching the source of $1"
	get=$T/get
	mkdir -p "$get/parts" "$get/lists/partial" "$cache"
	for f in /etc/apt/sources.list.d/*.sources; do
		[ -f "$f" ] && sed 's/^Types:.*/Types: deb-src/' "$f" > "$get/parts/${f##*/}"
	done
	[ -f /etc/apt/sources.list ] && sed -n 's/^deb /deb-src /p' /etc/apt/sources.list > "$get/parts/main.list"
	options="-q -o Dir::Etc::sourceparts=$get/parts -o Dir::Etc::sourcelist=/dev/null -o Dir::State::lists=$get/lists"
	# shellcheck disable=SC2086
	(cd "$get" && apt-get $options update && apt-get $options source "$1" && mv "$1"-*/ "$cache/$1") > "$T/apt" 2>&1
}

# The small library that is called, compiled with the plugin, in $T/calls.
calls_library() {
	[ -f "$T/calls/libcalls.so" ] && return
	mkdir -p "$T/calls"
	"$CC" -O2 -fPIC -shared "$plugin" -Iattributes -Itests/bench tests/bench/calls.c -Wl,-soname,libcalls.so \
		-o "$T/calls/libcalls.so" 2> "$T/row.log"
}

# calls LAYER TITLE: the lines of $T/times of that layer; LAYER, CASE, ratio, ns, ns of the baseline.
calls() {
	title "$2" ratio ns baseline,ns
	grep "^$1	" "$T/times" | while IFS='	' read -r layer name ratio ours theirs; do
		line "$name" "$ratio" "$ours" "$theirs"
	done
}
