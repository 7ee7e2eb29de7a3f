# Which functions of the reference library nobody calls. Sourced by suites.
# SPDX-License-Identifier: MIT

# never FOLDER: the functions of its library, compiled with --coverage, that no program has called since the last time.
never() {
	(cd "$1" && gcov -n -f ./*.gcda 2> /dev/null | awk -F "'" '
		/^Function/ { name = $2 }
		/^Lines executed:0.00%/ && name ~ /^ref_/ && name != "ref_store_inside" { print name }
		/^$/ { name = "" }' | sort; rm -f ./*.gcda)
}

# unneeded LANGUAGE LIBRARY: its shims that the language does not call.
unneeded() {
	for only in "" "--for $1"; do
		# shellcheck disable=SC2086
		"$FFIRENDER" shims $only "$2" 2> /dev/null | sed -n 's/^REF_SHIM .*\(ref_shim_[A-Za-z0-9_]*\)(.*/\1/p'
	done | sort | uniq -u
}
