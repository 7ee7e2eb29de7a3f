# The oldest GCC that the plugin is built for, where it is installed beside this one: what it records, says and refuses.
# `make check-gcc` runs more of it.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

major=11 other=gcc-11 plugin=
if ! have $other || [ ! -d "$($other -print-file-name=plugin)/include" ]; then
	skip "GCC $major" "no $other, or no headers of its plugins"
	exit 0
fi
if [ "$("$CC" -dumpversion | cut -d. -f1)" = $major ] || [ "$SANITIZED" = 1 ]; then
	skip "GCC $major" "these suites are run by themselves"
	exit 0
fi

plugin_for "$other" "$other"
mkdir "$T/build"
ln -s "$BUILD/ffirender" "$BUILD/oracle" "${plugin%/*}"/*.so "$T/build/"
for suite in clean diagnostics attributes standard comments passing declarations traps; do
	BUILD=$T/build CC=$other CXX=g++-$major HOSTCXX=g++-$major sh "$ROOT/tests/suites/$suite.sh" > "$T/said" 2>&1
	grep -q '^ok ' "$T/said" || not_ok "$other: $suite" "$T/said"
	sed -E "s/^(ok|not ok|skip) ([a-z]+): /\\1 $SUITE: $other, \\2: /" "$T/said"
done
