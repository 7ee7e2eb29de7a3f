# Every annotation in every place, of every type, with every wrong argument, beside every word that it excludes, and
# twice, in both spellings, in C and C++: what tests/attributes/matrix.py expects is what the compiler says.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

: "${CXX:=g++}"
MATRIX=$ROOT/tests/attributes/matrix.py
WORDS=$ROOT/ir/vocabulary.def

if [ ! -e "$PLUGIN" ]; then
	echo "there is no $PLUGIN: run 'make'" > "$T/missing"
	not_ok "the plugin is built" "$T/missing"
	exit 0
fi

# said COMPILER ARGS...: what is said of $T/matrix.c, to $T/said
said() {
	compiler=$1
	shift
	LC_ALL=C "$compiler" -fplugin="$PLUGIN" -I "$ROOT/attributes" -fno-diagnostics-show-caret -S -o /dev/null "$@" \
		"$T/matrix.c" > "$T/said" 2>&1
}

# agree: nothing differs; the number of cases is in $T/cases
agree() {
	python3 "$ROOT/tests/attributes/matrix_check.py" "$T/matrix.c" "$T/said" > "$T/result" || return 1
	tail -n 1 "$T/result" | grep -oE '^[0-9]+' > "$T/cases"
	sed '$d' "$T/result"
	[ "$(wc -l < "$T/result")" -eq 1 ]
}

for part in places types arguments pairs alone repeats; do
	for spelling in macro brackets; do
		for language in C C++; do
			python3 "$MATRIX" $part $spelling $language "$WORDS" > "$T/matrix.c" || exit 1
			case $language in
			C) said "$CC" -std=gnu2x ;;
			*) said "$CXX" -x c++ -std=gnu++17 ;;
			esac
			check "$part as $spelling in $language" agree
			[ "$language $spelling" = 'C macro' ] && cp "$T/cases" "$T/cases-$part"
		done
	done
done

# No hole: each word in each place, each other part with each word that has such cases.
words=$(grep -c '^WORD(' "$WORDS")
of_file=$(grep -c '^WORD([A-Z_]*, "[a-z_]*", FFIR_ON_FILE,' "$WORDS")
places=$(python3 "$MATRIX" places macro C "$WORDS" | grep -c 'FFI_EXPORT')
check "every word is tried in each of $places places" [ "$(cat "$T/cases-places")" -eq $(((words - of_file) * places)) ]
for part in types arguments pairs repeats; do
	python3 "$MATRIX" $part macro C "$WORDS" | grep -oE 'FFI_[A-Z0-9_]+' | sort -u > "$T/$part"
done
check "every word is tried twice" [ "$(wc -l < "$T/repeats")" -eq $((words - of_file)) ]
sed -nE 's/^WORD\(([A-Z0-9_]+), "[a-z0-9_]+", .*, FFIR_OF_[A-Z]+, "[^"]+", ".*/FFI_\1/p' "$WORDS" | sort > "$T/with"
sed -nE 's/^WORD\(([A-Z0-9_]+), "[a-z0-9_]+", FFIR_ON_FILE, .*/FFI_\1/p' "$WORDS" | sort > "$T/alone"
printf '%s\n' FFI_VARIADIC FFI_SERVICE_AS >> "$T/alone" # any types, any new name
sort -o "$T/alone" "$T/alone"
comm -23 "$T/with" "$T/alone" | comm -23 - "$T/arguments" > "$T/untried"
check "every word with arguments is tried with wrong ones" diff /dev/null "$T/untried"

# The comparison sees a difference.
python3 "$MATRIX" repeats macro C "$WORDS" | sed '0,/stands here twice/s//stands here thrice/' > "$T/matrix.c"
said "$CC" -std=gnu2x
agree > "$T/difference"
check "a wrong expectation is found" grep -q 'not said: .*thrice' "$T/difference"
