# Which functions of the reference library nobody calls. Sourced by suites.
# SPDX-License-Identifier: MIT

# never FOLDER: the functions that its library exports, compiled with --coverage, and that no program has called since
# the last time. By function: several can stand on one line.
never() {
	(cd "$1" && gcov --json-format --stdout ./*.gcda 2> counting | python3 -c '
import json, sys
for line in sys.stdin:
    for unit in json.loads(line)["files"]:
        print(*[function["name"] for function in unit["functions"] if function["execution_count"]], sep="\n")' |
		sort -u > called
		[ -s called ] || echo "nothing was counted"
		nm -D --defined-only libreference.so | awk '$2 == "T" && $3 ~ /^ref_/ && $3 != "ref_store_inside" { print $3 }' |
			sort | comm -23 - called
		rm -f ./*.gcda)
}

# unneeded LANGUAGE LIBRARY: its shims that the language does not call.
unneeded() {
	for only in "" "--for $1"; do
		# shellcheck disable=SC2086
		"$FFIRENDER" shims $only "$2" 2> /dev/null | sed -n 's/^REF_SHIM .*\(ref_shim_[A-Za-z0-9_]*\)(.*/\1/p'
	done | sort | uniq -u
}
