# The vocabulary: header and table agree, the header is clean with every compiler and standard, each word lands
# in the interface where it should, in every spelling.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

: "${CXX:=g++}"
HEADERS=$ROOT/attributes
WORDS=$ROOT/tests/attributes/words.h
UNIT=$T/unit.c
printf '#include "%s"\n' "$WORDS" > "$UNIT"

# ---- header and table ----

sed -nE 's/^WORD\(([A-Z0-9_]+), .*/\1/p' "$ROOT/ir/vocabulary.def" | sort > "$T/table"
sed -nE 's/^#define FFI_([A-Z0-9_]*[A-Z0-9])([ (].*|)$/\1/p' "$HEADERS/ffiextract.h" | sort -u |
	grep -vxE 'EXPORT_BEGIN|EXPORT_END|TYPE' > "$T/header"
check "each word of the table has a macro, and the other way round" diff "$T/table" "$T/header"

# The attribute that a macro makes has the word's own name.
awk '
	/^#define FFI_[A-Z0-9_]*[A-Z0-9]([ (]|$)/ { name = $2; sub(/\(.*/, "", name); sub(/^FFI_/, "", name) }
	match($0, /__ffi_[a-z0-9_]*[a-z0-9]__/) && name != "" {
		word = substr($0, RSTART + 6, RLENGTH - 8)
		if (word != tolower(name))
			print "FFI_" name " makes " word
		name = ""
	}' "$HEADERS/ffiextract.h" > "$T/names"
check "each macro makes the attribute of its name" diff /dev/null "$T/names"

# Each is explained: a comment stands before it, with an example of it or of its neighbour.
awk '
	/^\/\*/ { comment = "" }
	/^(\/\*|[ \t]+[^ \t#])/ { comment = comment " " $0 }
	/^#define FFI_[A-Z0-9_]*[A-Z0-9]([ (]|$)/ {
		name = $2; sub(/\(.*/, "", name)
		if (comment !~ /FFI_[A-Z0-9_]+/)
			print name " has no example"
	}
	/^$/ { comment = "" }' "$HEADERS/ffiextract.h" > "$T/examples"
check "each macro has an example" diff /dev/null "$T/examples"

# ---- the header alone ----

clean() { # COMPILER LANGUAGE STANDARD [FLAGS...]
	compiler=$1 language=$2 standard=$3
	shift 3
	"$compiler" -x "$language" -std="$standard" -Wall -Wextra -Wpedantic -Werror -I "$HEADERS" "$@" -S -o "$T/clean.s" \
		"$ROOT/tests/attributes/plain.c"
}

for compiler in "$CC" clang; do
	have "$compiler" || { missing "clean in C with $compiler" "$compiler"; continue; }
	for standard in c89 c99 c11 c17 c2x; do
		check "clean in $standard with $compiler" clean "$compiler" c $standard
		[ "$compiler" = "$CC" ] || continue
		check "clean in $standard with the plugin" clean "$compiler" c $standard -fplugin="$PLUGIN"
	done
done
for compiler in "$CXX" clang++; do
	have "$compiler" || { missing "clean in C++ with $compiler" "$compiler"; continue; }
	for standard in c++98 c++11 c++17 c++20; do
		check "clean in $standard with $compiler" clean "$compiler" c++ $standard
		[ "$compiler" = "$CXX" ] || continue
		check "clean in $standard with the plugin" clean "$compiler" c++ $standard -fplugin="$PLUGIN"
	done
done

# Nothing is left of the macros without the plugin.
"$CC" -std=gnu11 -I "$HEADERS" -E -P "$UNIT" > "$T/plain.i" 2>&1
check "without the plugin all macros are empty" sh -c "! grep -nE 'FFI_|__ffi_|ffi_declared' '$T/plain.i'"

# ---- where words land ----

# landed DOCUMENT: "KEY PART: WORD(ARGUMENTS)", one line each.
landed() { awk -f "$ROOT/tests/attributes/landed.awk" "$1" | sort -u; }

# lands KIND...: what the LANDS comments of these kinds say.
lands() {
	for kind; do sed -nE "s|^.*/\\* $kind: (.*) \\*/\$|\\1|p" "$WORDS"; done | sort -u
}

# run NAME "KINDS" COMPILER [FLAGS...]
run() {
	name=$1 kinds=$2
	shift 2
	if ! "$@" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-scan '-fplugin-arg-ffiextract-select=*' -Wall -Wextra \
		-fplugin-arg-ffiextract-output="$T/words.xml" -S -o "$T/words.s" "$UNIT" > "$T/words.log" 2>&1 ||
		[ -s "$T/words.log" ]; then
		not_ok "$name" "$T/words.log"
		return
	fi
	landed "$T/words.xml" > "$T/landed"
	# shellcheck disable=SC2086
	lands $kinds > "$T/lands"
	check "$name" diff "$T/lands" "$T/landed"
	check "$name, and the document is read" reads
}

# The document is of the schema, and ffirender reads it.
reads() {
	xmllint --noout --relaxng "$ROOT/ir/interface.rng" "$T/words.xml" && "$FFIRENDER" show "$T/words.xml"
}

if [ ! -e "$PLUGIN" ]; then
	echo "there is no $PLUGIN: run 'make'" > "$T/missing"
	not_ok "the plugin is built" "$T/missing"
	exit 0
fi

# The same words as [[ffi::x]], by hand, and as __attribute__ with the short name.
spell() { # BEFORE BEHIND
	printf '#define BRACKETS\n#define FFI_BUFFER(a, b, c, d) %sbuffer(#a, #b, c, #d)%s\n' "$1" "$2"
	printf '#define FFI_ERROR_MESSAGE(a) %serror_message(#a)%s\n' "$1" "$2"
	printf '#define FFI_ERROR(...) %serror(__VA_ARGS__)%s\n#define FFI_EACH(...) %seach(#__VA_ARGS__)%s\n' "$1" "$2" "$1" "$2"
	sed -nE 's/^WORD\(([A-Z0-9_]+), "([a-z0-9_]+)", .*, "([a-z?*+]*)", ".*/\1 \2 \3/p' "$ROOT/ir/vocabulary.def" |
		awk -v before="$1" -v behind="$2" '
		$1 == "BUFFER" || $1 == "ERROR" || $1 == "ERROR_MESSAGE" || $1 == "EACH" || $1 == "VARIADIC" { next }
		{
			params = values = ""
			letters = $3
			gsub(/[?*+]/, "", letters)
			for (i = 1; i <= length(letters); i++) {
				letter = substr(letters, i, 1)
				name = substr("abcd", i, 1)
				params = params (i > 1 ? ", " : "") name
				values = values (i > 1 ? ", " : "") (letter ~ /[iv]/ ? "" : "#") name
			}
			print "#define FFI_" $1 (params == "" ? "" : "(" params ")"), before $2 (values == "" ? "" : "(" values ")") behind
		}'
}
mkdir -p "$T/brackets" "$T/short"
spell '[[ffi::' ']]' > "$T/brackets/ffiextract.h"
spell '__attribute__((ffi_' '))' > "$T/short/ffiextract.h"

run "every word lands, in C" "LANDS LANDS-MACRO" "$CC" -std=gnu11 -I "$HEADERS"
run "every word lands, in C23" "LANDS LANDS-MACRO" "$CC" -std=gnu2x -I "$HEADERS"
run "every word lands, in C++" "LANDS LANDS-MACRO" "$CXX" -x c++ -std=gnu++17 -I "$HEADERS"
run "every word lands as [[ffi::x]], in C23" "LANDS" "$CC" -std=gnu2x -I "$T/brackets"
run "every word lands as [[ffi::x]], in C++" "LANDS" "$CXX" -x c++ -std=gnu++17 -I "$T/brackets"
run "every word lands as __attribute__((ffi_x)), in C" "LANDS" "$CC" -std=gnu11 -I "$T/short"
run "every word lands as __attribute__((ffi_x)), in C++" "LANDS" "$CXX" -x c++ -std=gnu++17 -I "$T/short"

# Each word of the table is in one of the comments; what declares something is found by what it declared.
lands LANDS LANDS-MACRO | sed -E 's/^[^:]*(: |:.*: )//; s/\(.*//' | sort -u > "$T/tested"
printf '%s\n' library constant macro_function >> "$T/tested"
sed -nE 's/^WORD\([A-Z0-9_]+, "([a-z0-9_]+)".*/\1/p' "$ROOT/ir/vocabulary.def" | sort -u > "$T/words"
sort -u "$T/tested" | comm -13 - "$T/words" > "$T/untested"
check "every word is tested" diff /dev/null "$T/untested"
for found in '<library name="words" version="1.2"' '<constant id="#SHAPE_KIND_A"' '<macro id="macro shape_twice"'; do
	"$CC" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-scan '-fplugin-arg-ffiextract-select=*' -I "$HEADERS" \
		-fplugin-arg-ffiextract-output="$T/words.xml" -S -o "$T/words.s" "$UNIT" 2> /dev/null
	check "$found is declared" grep -F "$found" "$T/words.xml"
done

# Preprocessed text says the same, but for columns.
"$CC" -fplugin="$PLUGIN" -I "$HEADERS" -E "$UNIT" -o "$T/words.i" 2> "$T/log"
"$CC" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-scan '-fplugin-arg-ffiextract-select=*' \
	-fplugin-arg-ffiextract-output="$T/words.xml" -S -o "$T/words.s" "$T/words.i" > "$T/log" 2>&1
landed "$T/words.xml" > "$T/landed"
lands LANDS LANDS-MACRO > "$T/lands"
check "preprocessed text holds every word" diff "$T/lands" "$T/landed"
# The line of a use, if the file around it is the header
awk '/<source file="/ { header = /words\.h"/ } header && !/ file=/ && match($0, /annotation name="owned_by" by="declared" at="[0-9]+/) {
	line = substr($0, RSTART, RLENGTH); sub(/.*"/, "", line); print line }' "$T/words.xml" > "$T/at"
grep -n 'FFI_OWNED_BY' "$WORDS" | sed 's/:.*//' > "$T/lines"
check "preprocessed text keeps the lines of words" grep -qxFf "$T/lines" "$T/at"
