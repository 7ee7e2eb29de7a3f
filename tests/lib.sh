# For the suites in tests/suites/: sourced first. Each check prints one line, "ok NAME", "not ok NAME"
# with the reason behind it as "# ..." lines, or "skip NAME: REASON"; tests/check counts them.
# A suite's scratch folder is $T; BUILD, CC and STRICT come from tests/check.
# SPDX-License-Identifier: MIT

set -u
: "${BUILD:=$PWD/build}" "${CC:=gcc}" "${STRICT:=0}" "${SANITIZED:=0}"
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
SUITE=$(basename "$0" .sh)
FFIRENDER=$BUILD/ffirender
PLUGIN=$BUILD/ffiextract.so
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT

ok() { printf 'ok %s: %s\n' "$SUITE" "$1"; }

# not_ok NAME [FILE]: FILE's first lines are the reason.
not_ok() {
	printf 'not ok %s: %s\n' "$SUITE" "$1"
	[ $# -gt 1 ] && [ -s "$2" ] && sed 's/^/# /' "$2" | head -n 30
	return 0
}

# skip NAME REASON
skip() { printf 'skip %s: %s: %s\n' "$SUITE" "$1" "$2"; }

# missing NAME TOOL: a tool that the distribution has; with STRICT=1 its absence is a failure.
missing() {
	if [ "$SANITIZED" = 1 ] && [ "$2" = valgrind ]; then
		skip "$1" "the sanitizers look for themselves"
	elif [ "$STRICT" = 1 ]; then
		echo "needs '$2': run 'make deps'" > "$T/missing"
		not_ok "$1" "$T/missing"
	else
		skip "$1" "needs '$2': run 'make deps'"
	fi
}

# A sanitized program does not run under valgrind.
have() { [ "$SANITIZED $1" != '1 valgrind' ] && command -v "$1" > /dev/null 2>&1; }

# check NAME COMMAND...: ok if it succeeds; its output is the reason if not.
check() {
	name=$1
	shift
	if "$@" > "$T/check.out" 2>&1; then ok "$name"; else not_ok "$name" "$T/check.out"; fi
}

# beside COMMAND...: runs it, which prints results, beside what follows, as many at a time as there are CPUs. It has a
# scratch folder of its own, where it starts. What it says is printed by gather.
N_BESIDE=0 BESIDE=
beside() {
	N_BESIDE=$((N_BESIDE + 1))
	mkdir "$T/beside.$N_BESIDE"
	(T=$T/beside.$N_BESIDE && cd "$T" && "$@") > "$T/beside.$N_BESIDE.said" 2>&1 &
	BESIDE="$BESIDE $!"
	[ $N_BESIDE -lt "$(nproc)" ] && return
	wait "$(echo "$BESIDE" | cut -d' ' -f$((N_BESIDE - $(nproc) + 2)))"
	return 0
}

# gather: waits for all that runs beside, and prints what it said in the order in which it was begun.
gather() {
	wait
	for n in $(seq $N_BESIDE); do
		cat "$T/beside.$n.said"
		grep -qE '^(ok|not ok|skip) ' "$T/beside.$n.said" || not_ok "number $n of what runs beside prints a result"
	done
	rm -rf "$T"/beside.*
	N_BESIDE=0 BESIDE=
}

# plugin_for TITLE COMPILER: has the plugin built for it; its path is in $plugin.
plugin_for() {
	plugin=$BUILD/$("$2" -dumpmachine)-$("$2" -dumpversion | cut -d. -f1)/ffiextract.so
	check "$1: the plugin is built" make -s -C "$ROOT" BUILD="$BUILD" CC="$CC" PLUGIN_CC="$2" plugin
}

# refuses NAME PATTERN COMMAND...: ok if the command fails by itself (no signal) and says PATTERN (grep -E).
refuses() {
	name=$1 pattern=$2
	shift 2
	"$@" > "$T/check.out" 2>&1
	status=$?
	if [ $status -eq 0 ] || [ $status -ge 126 ]; then
		echo "exit status $status" >> "$T/check.out"
		not_ok "$name" "$T/check.out"
	elif grep -qE -- "$pattern" "$T/check.out"; then
		ok "$name"
	else
		echo "does not say: $pattern" >> "$T/check.out"
		not_ok "$name" "$T/check.out"
	fi
}
