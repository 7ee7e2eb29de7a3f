# The documents: against the schema, back from the reader, and what hostile ones are told.
. "$(dirname "$0")/../lib.sh"
SCHEMA=$ROOT/ir/interface.rng
DATA=$ROOT/tests/data
cd "$T" || exit 2

# ---- the schema ----

"$CC" -I"$ROOT/attributes" -O2 -fplugin="$PLUGIN" -fplugin-arg-ffiextract-output=plugin.ffi.xml \
	-ffile-prefix-map="$ROOT/=" -c "$ROOT/examples/point/point.c" -o plugin.o > compile.out 2>&1 ||
	not_ok "compiles examples/point" compile.out
cp "$DATA"/*.ffi.xml .
for notes in "$ROOT"/examples/*/*.notes.xml; do cp "$notes" .; done

for file in *.ffi.xml *.notes.xml; do
	if have xmllint; then check "xmllint accepts $file" xmllint --noout --relaxng "$SCHEMA" "$file"
	else missing "xmllint accepts $file" xmllint; fi
done

# rejects NAME SED-SCRIPT: the schema refuses the document with everything in it once it is edited so.
rejects() {
	sed "$2" everything.ffi.xml > edited.xml
	if cmp -s edited.xml everything.ffi.xml; then
		echo "changes nothing: $2" > rejects.out
		not_ok "the schema refuses $1" rejects.out
	elif xmllint --noout --relaxng "$SCHEMA" edited.xml > rejects.out 2>&1; then
		not_ok "the schema refuses $1"
	else
		ok "the schema refuses $1"
	fi
}
if have xmllint; then
	rejects "another major version" 's/<interface version="1.0"/<interface version="2.0"/'
	rejects "an unknown element" 's/<vector /<vectors /'
	rejects "an unknown attribute" 's/ symbol="each@V1"/ symbole="each"/'
	rejects "a number below zero" 's/ size="56"/ size="-56"/'
	rejects "a missing name" 's/<alias id="vec">/<alias>/'
	rejects "a place in another file" 's/ at="12:4"/ at="other.h:12:4"/'
	rejects "a way that no value travels" 's/ result="not-callable"/ result="by hand"/'
	rejects "an offset that is none" 's/ offsets="b0 /&x /'
	rejects "a second type" 's/<named to="enum err"\/>/&<void\/>/'
	rejects "a word that is none" 's/ endian="little"/ endian="middle"/'
	rejects "a constant without its sign" 's/id="#HALF"/id="HALF"/'

	undocumented='//*[local-name()="element"][not(*[local-name()="documentation"])]'
	xmllint --xpath "$undocumented" "$SCHEMA" > undocumented.out 2> /dev/null
	if [ -s undocumented.out ]; then not_ok "each element has its sentence" undocumented.out
	else ok "each element has its sentence"; fi
else
	missing "the schema refuses what is wrong" xmllint
fi

# ---- back from the reader ----

for file in *.ffi.xml; do
	"$FFIRENDER" show --xml "$file" -o once.xml > show.out 2>&1 &&
		"$FFIRENDER" show --xml once.xml -o twice.xml >> show.out 2>&1
	if [ -s once.xml ] && cmp once.xml twice.xml >> show.out 2>&1; then ok "reads back what it wrote of $file"
	else not_ok "reads back what it wrote of $file" show.out; fi
	if have xmllint; then check "writes $file as the schema says" xmllint --noout --relaxng "$SCHEMA" once.xml; fi
	rm -f once.xml twice.xml
done

# ---- hostile documents ----

# hostile NAME PATTERN: refuses in.xml with that message, leaves no file behind, within seconds.
hostile() {
	rm -f out.xml
	refuses "$1" "$2" timeout 20 "$FFIRENDER" merge in.xml -o out.xml
	if [ -e out.xml ]; then not_ok "$1: writes no file"; fi
}

{
	echo '<!DOCTYPE interface ['
	echo ' <!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">'
	for c in b c d e f g h i; do
		previous=$(echo $c | tr b-i a-h)
		echo " <!ENTITY $c \"&$previous;&$previous;&$previous;&$previous;&$previous;&$previous;&$previous;&$previous;\">"
	done
	echo ']>'
	echo '<interface version="1.0">&i;</interface>'
} > in.xml
hostile "an entity bomb" '^in\.xml:1: error: a document type declaration'

printf '<!DOCTYPE interface SYSTEM "file:///etc/passwd">\n<interface version="1.0"/>\n' > in.xml
hostile "an outside document type" '^in\.xml:1: error: a document type declaration'

{
	echo '<interface version="1.0"><alias id="a">'
	yes '<pointer>' | head -n 100000
} > in.xml
hostile "elements 100000 deep" '^in\.xml:25[0-9]: error: elements are nested too deep'

size=$(wc -c < everything.ffi.xml)
cut=1
while [ $cut -lt "$size" ]; do
	head -c $cut everything.ffi.xml > in.xml
	"$FFIRENDER" merge in.xml > out.xml 2> cut.out
	status=$?
	[ $status -eq 1 ] && grep -qE '^in\.xml(:[0-9]+)?: error: ' cut.out || break
	cut=$((cut + 97))
done
if [ $cut -ge "$size" ]; then ok "a document cut anywhere"
else { echo "cut at $cut of $size, status $status"; cat cut.out; } > cut.why; not_ok "a document cut anywhere" cut.why; fi

# edited NAME PATTERN SED-SCRIPT
edited() {
	sed "$3" everything.ffi.xml > in.xml
	hostile "$1" "$2"
}
edited "a later major version" '^in\.xml:2: error: this is version 2\.0 of the format.*newer' 's/<interface version="1/<interface version="2/'
edited "a name declared nowhere" "^in\.xml:[0-9]+: error: 'union v/pos' uses 'struct nowhere', which is declared nowhere" 's/to="struct hidden"/to="struct nowhere"/'
edited "a name declared twice" "^in\.xml:[0-9]+: error: 'vec' is declared twice" 's/id="old"/id="vec"/'
edited "a size that overflows" '^in\.xml:[0-9]+: error: .*does not fit' 's/<array count="2">/<array count="9223372036854775807">/'
edited "an offset that overflows" '^in\.xml:[0-9]+: error: .*does not fit' 's/ offsets="b0 b32 8 16 40 48"/ offsets="b0 b32 8 18446744073709551600 40 48"/'
edited "a field behind the end" "^in\.xml:[0-9]+: error: field 'call' ends behind" 's/ offsets="b0 b32 8 16 40 48"/ offsets="b0 b32 8 16 56 48"/'
edited "a number beyond all" "^in\.xml:[0-9]+: error: attribute 'size' is a number from 0 to" 's/ size="56"/ size="99999999999999999999"/'
edited "a record that contains itself" "^in\.xml:[0-9]+: error: 'struct v' contains itself" 's/to="union v\/pos"/to="struct v"/'
edited "a target without facts" "^in\.xml:[0-9]+: error: '.*' has no facts of target 'u', which it is on" 's/ <library /<target id="u" endian="big" char="signed"\/>&/; s/<on size="56"/<on target="x86_64-linux-gnu" size="56"/'
tail -c +1000 "$FFIRENDER" | head -c 100000 > in.xml
hostile "noise" '^in\.xml(:[0-9]+)?: error: '
: > in.xml
hostile "an empty file" '^in\.xml(:[0-9]+)?: error: '

# ---- the reader under watch ----

cd "$ROOT/ir" && IR_SOURCES=$(ls -d "$PWD"/arena.c "$PWD"/model.c "$PWD"/vocabulary.c "$PWD"/diag.c "$PWD"/targets.c "$PWD"/read*.c \
	"$PWD"/validate*.c "$PWD"/write.c "$PWD"/write_on.c "$PWD"/write_document.c "$PWD"/xml.c "$PWD"/doc*.c "$PWD"/characters.c)
cd "$T" || exit 2
printf '#include "tests/unit/suites.h"\n' > others.c
sed -n 's/^	SUITE(\([a-z_]*\)).*/\1/p' "$ROOT/tests/unit/suites.h" | grep -v '^ir_' |
	sed 's/.*/CU_TestInfo &_tests[] = {CU_TEST_INFO_NULL};/' >> others.c
# shellcheck disable=SC2086
if "$CC" -std=gnu11 -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -DFFIR_ARENA_MALLOC -I"$ROOT" \
	$(pkg-config --cflags libxml-2.0) $IR_SOURCES others.c "$ROOT/tests/unit/main.c" "$ROOT"/tests/unit/ir_*.c \
	-o watched $(pkg-config --libs libxml-2.0) -lcunit > watched.out 2>&1; then
	check "its unit tests pass under the address and undefined sanitizers" \
		sh -c "cd '$ROOT' && '$T/watched' ir_arena ir_model ir_write ir_read ir_validate ir_doc"
else
	not_ok "its unit tests build with the sanitizers" watched.out
fi
if have valgrind; then
	check "its unit tests pass under valgrind" sh -c "cd '$ROOT' && valgrind -q --error-exitcode=9 --leak-check=full \
		'$BUILD/unit' ir_arena ir_model ir_write ir_read ir_validate ir_doc"
	check "ffirender reads under valgrind" valgrind -q --error-exitcode=9 --leak-check=full \
		"$FFIRENDER" show everything.ffi.xml
	sed 's/to="struct hidden"/to="struct nowhere"/' everything.ffi.xml > in.xml
	refuses "ffirender refuses under valgrind" 'declared nowhere' valgrind -q --error-exitcode=99 --leak-check=full \
		"$FFIRENDER" show in.xml
else
	missing "its unit tests pass under valgrind" valgrind
fi
