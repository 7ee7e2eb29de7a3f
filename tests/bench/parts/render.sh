# PART: render: ffirender on a synthetic interface of 10,000 functions and 2,000 types, and on half of it
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2086,SC2154
title "10,000 functions / 5,000" $cost_columns

# synthetic FUNCTIONS
synthetic() {
	progress "describing $1 functions"
	"$PYTHON" tests/bench/synthetic.py "$1" > "$T/synthetic.h" &&
		"$FFIRENDER" scan --cc="$CC" --headers='*synthetic.h' "$T/synthetic.h" -o "$T/$1.ffi.xml" -- -Iattributes \
			2> "$T/row.log"
}
if ! command -v "$PYTHON" > "$T/null" 2>&1; then
	skip "all" python3
elif synthetic 5000 && synthetic 10000; then
	for language in c python csharp; do
		render="$FFIRENDER $language --library libsynthetic.so -o $T/out"
		row "ffirender $language" "$render $T/10000.ffi.xml 2> /dev/null" "$render $T/5000.ffi.xml 2> /dev/null"
	done
else
	failure "the synthetic interface" "$T/row.log"
fi
