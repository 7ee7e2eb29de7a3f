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

# features LIBRARY UNCALLED: what tests/reference/features names and LIBRARY's interface lacks, or the list UNCALLED has.
features() {
	"$FFIRENDER" merge "$1" 2> "$T/null" | sed -n 's/.* id="\([^"]*\)".*/\1/p' | sort -u > "$T/declared"
	sed -n '/^#/d; s/^[^:]*: //p' "$ROOT/tests/reference/features" | tr ' ' '\n' | sort -u > "$T/features"
	[ "$(wc -l < "$T/features")" -gt 100 ] || echo "hardly a feature is listed"
	sed 's/^=//; s|/| |' "$T/features" | sort -u | comm -23 - "$T/declared"
	comm -12 "$T/features" "$2"
}
