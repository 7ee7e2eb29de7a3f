# PART: growth: headers with one thing 16,000 times, against 4,000 times: extraction and ffirender; 4 is linear
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2086,SC2154

# many KIND N: its header, in a unit for each language
many() {
	"$PYTHON" tests/bench/many.py "$1" "$2" > "$T/$1$2.h" &&
		echo "#include \"$1$2.h\"" > "$T/$1$2.c" && printf 'extern "C" {\n#include "%s"\n}\n' "$1$2.h" > "$T/$1$2.cc"
}
# described UNIT: the command that describes what is in it
described() {
	echo "$CC $plugin -Iattributes $argument-scan '$argument-select=many_*,MANY_*' $argument-output=$T/${1%.*}.xml -fsyntax-only $T/$1"
}
title "16,000 / 4,000" $cost_columns
kinds="functions structs fields enumerators macros comments rows declarers annotations constants calls"
if ! command -v "$PYTHON" > "$T/null" 2>&1; then
	skip "all" python3
	kinds=
fi
for kind in $kinds; do
	many $kind 4000 && many $kind 16000 || continue
	row "gcc with the plugin, $kind" "$(described ${kind}16000.c)" "$(described ${kind}4000.c)"
	case $kind in
	annotations | constants | calls)
		row "g++ with the plugin, $kind" "$(described ${kind}16000.cc)" "$(described ${kind}4000.cc)"
		;;
	esac
	case $kind in
	functions | annotations | calls)
		render="$FFIRENDER shims -o $T/out.c"
		row "ffirender shims, $kind" "$render $T/${kind}16000.xml 2> $T/null" "$render $T/${kind}4000.xml 2> $T/null"
		;;
	esac
done
