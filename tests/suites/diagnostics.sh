# What the plugin says about wrong annotations: each file of tests/diagnostics is compiled as C and as C++,
# and all that the compiler says is held against the file's "EXPECT: LINE: KIND: TEXT" comments, both ways.
# "LANG: c" (or c++) and "FLAGS: ..." in a file narrow how it is compiled.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

: "${CXX:=g++}"

# directive FILE NAME: what stands behind "// NAME: ".
directive() { sed -n "s|^.*// $2: ||p" "$1"; }

# said FILE: "LINE: KIND: TEXT" of each diagnostic, without columns, without repeats.
said() { sed -nE 's/^[^:]*:([0-9]+):([0-9]+: )?(error|warning|note): /\1: \3: /p; s/^cc1(plus)?: (error|warning): /0: \2: /p' "$1" | awk '!seen[$0]++'; }

# compare EXPECTED SAID: prints what is in one only; an expectation's text may stand anywhere in a message.
compare() {
	awk -v expectations="$1" '
		function head(line) { match(line, /^[0-9]+: [a-z]+: /); return substr(line, 1, RLENGTH) }
		BEGIN {
			while ((getline line < expectations) > 0)
				expected[++n] = line
		}
		{
			for (i = 1; i <= n; i++) {
				h = head(expected[i])
				if (!met[i] && head($0) == h && index(substr($0, length(h) + 1), substr(expected[i], length(h) + 1))) {
					met[i] = 1
					next
				}
			}
			print "not expected: " $0
		}
		END {
			for (i = 1; i <= n; i++)
				if (!met[i])
					print "not said: " expected[i]
		}' "$2"
}

# run LANGUAGE COMPILER FILE
run() {
	directive "$3" EXPECT > "$T/expected"
	# shellcheck disable=SC2046
	LC_ALL=C "$2" -x "$1" -fplugin="$PLUGIN" -I "$ROOT/attributes" -fno-diagnostics-show-caret \
		$(directive "$3" FLAGS) -S -o "$T/out.s" "$3" > "$T/raw" 2>&1
	status=$?
	said "$T/raw" > "$T/said"
	compare "$T/expected" "$T/said" > "$T/difference"
	if grep -q 'internal compiler error' "$T/raw" || [ $status -gt 1 ]; then
		cat "$T/raw" >> "$T/difference"
	fi
	if grep -q ': error: ' "$T/said" && [ $status -eq 0 ]; then
		echo "exit status 0 after an error" >> "$T/difference"
	fi
	name="$(basename "$3") as $1"
	if [ -s "$T/difference" ]; then not_ok "$name" "$T/difference"; else ok "$name"; fi
}

if [ ! -e "$PLUGIN" ]; then
	echo "there is no $PLUGIN: run 'make'" > "$T/missing"
	not_ok "the plugin is built" "$T/missing"
	exit 0
fi

for file in "$ROOT"/tests/diagnostics/*.c "$ROOT"/tests/diagnostics/*.cc; do
	[ -e "$file" ] || continue
	language=$(directive "$file" LANG)
	case $file in
	*.cc) language=c++ ;;
	esac
	[ "$language" = c++ ] || run c "$CC" "$file"
	[ "$language" = c ] || run c++ "$CXX" "$file"
done
