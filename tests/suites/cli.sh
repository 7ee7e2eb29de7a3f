# ffirender's command line: what it refuses and how, what it leaves behind, what it tells.
. "$(dirname "$0")/../lib.sh"

DOC=$ROOT/tests/data/point.ffi.xml

# usage NAME PATTERN COMMAND...: refused with status 2, and where to read more.
usage() {
	name=$1 pattern=$2
	shift 2
	"$@" > "$T/out" 2> "$T/err"
	status=$?
	if [ $status -eq 2 ] && grep -qE -- "$pattern" "$T/err" && grep -q "^Try 'ffirender.* --help'\.$" "$T/err" && [ ! -s "$T/out" ]; then
		ok "$name"
	else
		echo "status $status, wanted 2 and: $pattern" >> "$T/err"
		not_ok "$name" "$T/err"
	fi
}

# says NAME PATTERN COMMAND...: succeeds and prints it.
says() {
	name=$1 pattern=$2
	shift 2
	if "$@" > "$T/out" 2>&1 && grep -qE -- "$pattern" "$T/out"; then ok "$name"; else not_ok "$name" "$T/out"; fi
}

# empty NAME FOLDER: nothing is in it.
empty() {
	if [ -z "$(ls -A "$2")" ]; then
		ok "$1"
	else
		ls -lA "$2" > "$T/left"
		not_ok "$1" "$T/left"
	fi
}

# ---- mistakes ----
usage "nothing to do" "what to do is missing" "$FFIRENDER"
usage "a language that does not exist" "unknown language or command 'pyton'; did you mean 'python'\?" "$FFIRENDER" pyton x
usage "a command that does not exist" "did you mean 'scan'\?" "$FFIRENDER" scna x
usage "nothing near" "unknown language or command 'cobol-85'$" "$FFIRENDER" cobol-85 x
usage "an option before the language" "language or command stands first" "$FFIRENDER" -o x c y
usage "an option that does not exist" "unknown option '--ouput'; did you mean '--output'\?" "$FFIRENDER" c --ouput=x y
usage "a value that is missing" "option '-o' needs a value" "$FFIRENDER" c "$DOC" -o
usage "a value that is empty" "option '--library=' needs a value" "$FFIRENDER" c "$DOC" --library=
usage "a value too many" "option '--verbose' takes no value" "$FFIRENDER" c "$DOC" --verbose=yes
usage "no input" "ffirender python: no input" "$FFIRENDER" python
usage "no input to show" "ffirender show: no input" "$FFIRENDER" show --plan
usage "no input to merge" "ffirender merge: no input" "$FFIRENDER" merge -o x
usage "no header" "ffirender scan: no header" "$FFIRENDER" scan -- -I.
usage "two ways to show" "exclude each other" "$FFIRENDER" show --plan --xml "$DOC"
usage "a rename that is none" "'--rename point' is not OLD=NEW" "$FFIRENDER" c --rename point "$DOC"
usage "an empty new name" "'--rename point_norm=' is not OLD=NEW" "$FFIRENDER" c --rename point_norm= "$DOC"
for language in c python; do
	refuses "$language: a file that is not there" "nowhere.so: .*[Nn]o such file" "$FFIRENDER" $language "$T/nowhere.so"
	refuses "$language: a note file that is not there" "nowhere.xml: .*[Nn]o such file" "$FFIRENDER" $language "$DOC" --notes "$T/nowhere.xml"
	refuses "$language: a rename of nothing" "nothing is called 'point_nrm', did you mean 'point_norm'" \
		"$FFIRENDER" $language "$DOC" --rename point_nrm=norm
	says "$language: a rename" "\<length\>" "$FFIRENDER" $language "$DOC" --rename point_norm=length
done
echo "int x;" > "$T/text"
refuses "a file that is nothing of ours" "$T/text" "$FFIRENDER" c "$T/text"
: > "$T/nothing"
refuses "an empty file" "$T/nothing" "$FFIRENDER" c "$T/nothing"
refuses "a folder" "." "$FFIRENDER" c "$T"

# ---- help ----
says "--help" "^  scan +" "$FFIRENDER" --help
says "help" "^Languages" "$FFIRENDER" help
says "--version" "^ffirender [0-9]+\.[0-9]+\.[0-9]+ " "$FFIRENDER" --version
says "--list tells what each can" "^  callback +" "$FFIRENDER" --list
says "--list tells of types, and why not" "^  _Decimal64 +shim: ctypes has no '_Decimal64'$" "$FFIRENDER" --list
says "--list tells what to do instead" "^  no prototype +no: it has no prototype: declare its parameters, " "$FFIRENDER" --list
says "--list knows that C has variadic functions" "^  any number of arguments +raw layer only: " "$FFIRENDER" --list
for command in scan show merge c python; do
	says "$command --help shows examples" "^  ffirender $command .*" "$FFIRENDER" "$command" --help
	if [ "$(awk 'length > 100' "$T/out")" ]; then not_ok "$command --help fits a terminal" "$T/out"; else ok "$command --help fits a terminal"; fi
	if grep -q ' $' "$T/out"; then not_ok "$command --help ends no line with a blank" "$T/out"; else ok "$command --help ends no line with a blank"; fi
done
if "$FFIRENDER" --help > /dev/full 2> /dev/null; then not_ok "help to a full disk fails"; else ok "help to a full disk fails"; fi

# ---- showing ----
says "show: a prototype" "^enum point_error point_cloud_format\(" "$FFIRENDER" show "$DOC"
says "show: a layout" "^ +8  double y; +\| upwards$" "$FFIRENDER" show "$DOC"
says "show: an annotation" "text: buffer\(size, size, POINT_TOO_SMALL = 3\), utf8" "$FFIRENDER" show "$DOC"
says "show: a document again" "<interface version=" "$FFIRENDER" show --xml "$DOC"
check "show --xml of a document is that document" diff "$DOC" "$T/out"
says "show --plan" "point_cloud_format" "$FFIRENDER" show --plan "$DOC"
says "from standard input" "safe_point_cloud_new" sh -c '"$0" c - < "$1"' "$FFIRENDER" "$DOC"
"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" "$ROOT/tests/c/shapes.h" -o "$T/raw.xml" 2> "$T/err"
says "what stays raw is counted" "[0-9]+ of [0-9]+ functions are in the raw layer only; '-v' tells why" "$FFIRENDER" c "$T/raw.xml" -o /dev/null
says "and explained" "shapes.h:[0-9]+:[0-9]+: note: 'arrays' is in the raw layer only: parameter 'values'" "$FFIRENDER" c -v "$T/raw.xml" -o /dev/null

# ---- what is written ----
mkdir "$T/into" "$T/folder"
check "into a file" "$FFIRENDER" c "$DOC" -o "$T/into/p.h"
check "into a folder that is there" "$FFIRENDER" c "$DOC" -o "$T/folder"
check "with the name of the library" test -s "$T/folder/point.ffi.h"
check "into a folder to be made" "$FFIRENDER" python "$DOC" -o "$T/new/deep/"
check "which is made" test -s "$T/new/deep/point.py"
check "the same again" "$FFIRENDER" c "$DOC" -o "$T/into/p.h"
check "the same bytes" cmp "$T/into/p.h" "$T/folder/point.ffi.h"
check "joined values" "$FFIRENDER" c "$DOC" -o"$T/into/q.h" --module=point
check "another spelling" "$FFIRENDER" c "$DOC" --output="$T/into/r.h"
check "all the same" sh -c 'cmp "$1" "$2" && cmp "$1" "$3"' - "$T/into/p.h" "$T/into/q.h" "$T/into/r.h"
ln -s p.h "$T/into/link.h"
check "through a link" "$FFIRENDER" c "$DOC" -o "$T/into/link.h"
check "into a file whose name is as long as can be" "$FFIRENDER" c "$DOC" -o "$T/into/$(printf '%0255d' 0)"
check "which stays one" test -L "$T/into/link.h"
chmod 640 "$T/into/p.h"
"$FFIRENDER" c "$DOC" -o "$T/into/p.h"
check "the mode stays" test "$(stat -c %a "$T/into/p.h")" = 640
rm -f "$T"/into/*

refuses "no room" "cannot write '/dev/full': No space left" "$FFIRENDER" c "$DOC" -o /dev/full
refuses "no room on standard output" "standard output: No space left" sh -c '"$0" c "$1" > /dev/full' "$FFIRENDER" "$DOC"
refuses "no such folder" "cannot write '$T/no/such/x.h'" "$FFIRENDER" c "$DOC" -o "$T/no/such/x.h"
sed 's/ offsets="0 8"/ offsets="0 12"/' "$DOC" > "$T/wrong.xml"
refuses "a document that is wrong" "wrong.xml:[0-9]+" "$FFIRENDER" c "$T/wrong.xml" -o "$T/into/x.h"
refuses "python: a document that is wrong" "wrong.xml:[0-9]+" "$FFIRENDER" python "$T/wrong.xml" -o "$T/into/x.py"
head -c 3000 "$DOC" > "$T/cut.xml"
refuses "a document that is cut off" "cut.xml:[0-9]+" "$FFIRENDER" c "$T/cut.xml" -o "$T/into/x.h"
empty "an error leaves no file" "$T/into"
echo old > "$T/into/kept.h"
"$FFIRENDER" c "$T/wrong.xml" -o "$T/into/kept.h" 2> /dev/null
check "nor touches one" grep -qx old "$T/into/kept.h"
rm -f "$T"/into/*

check "merge: one with itself" "$FFIRENDER" merge "$DOC" "$DOC" -o "$T/merged.xml"
check "merge: one with everything in it, with itself" "$FFIRENDER" merge "$ROOT/tests/data/everything.ffi.xml" \
	"$ROOT/tests/data/everything.ffi.xml" -o "$T/twice.xml"
says "merge: gives what renders" "safe_point_cloud_new" "$FFIRENDER" c "$T/merged.xml"
sed 's/name="POINT_FULL" value="2"/name="POINT_FULL" value="22"/' "$DOC" > "$T/other.xml"
refuses "merge: a contradiction" "point_error" "$FFIRENDER" merge "$DOC" "$T/other.xml" -o "$T/into/x.xml"
empty "merge: which leaves no file" "$T/into"

# ---- scan ----
mkdir "$T/tmp" "$T/include"
TMPDIR=$T/tmp
export TMPDIR
cat > "$T/include/some.h" << 'E'
/** A pair. */
struct some_pair { int a, b; };
/** Adds. */
int some_add(struct some_pair p);
int other_thing(void);
#define SOME_LIMIT 12
enum { SOME_FLAG = 4 };
E
scan() { "$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" "$@"; }
check "scan: a header" scan "$T/include/some.h" -o "$T/some.xml"
says "scan: takes all of it" "other_thing" cat "$T/some.xml"
says "scan: a document that can be shown" "int some_add\(struct some_pair" "$FFIRENDER" show "$T/some.xml"
says "scan: a macro" "SOME_LIMIT 12" "$FFIRENDER" show "$T/some.xml"
check "scan: by name" scan --select='some_*' some.h -o "$T/select.xml" -- -I"$T/include"
refuses "scan: what was not asked for is not there" "." grep -c other_thing "$T/select.xml"
says "scan: what it needs is" "struct some_pair" cat "$T/select.xml"
says "scan: to standard output" "<interface" scan '<some.h>' -- -I"$T/include"
says "scan: the plugin is found" "<interface" "$FFIRENDER" scan --cc="$CC" "$T/include/some.h"
refuses "scan: a name that is not there" "no 'some_ad' of '--select'; did you mean 'some_add'\?" \
	scan --select=some_ad,some_pair "$T/include/some.h" -o "$T/into/x.xml"
refuses "scan: globs that match nothing" "matches --select='none_\*'" scan --select='none_*' "$T/include/some.h" -o "$T/into/x.xml"
check "scan: an enumerator by name" scan --select=SOME_FLAG "$T/include/some.h" -o "$T/flag.xml"
refuses "scan: a header that is not there" "nosuch.h: No such file" scan nosuch.h -o "$T/into/x.xml"
echo 'int broken(;' > "$T/include/broken.h"
refuses "scan: a header that is wrong" "broken.h:1" scan "$T/include/broken.h" -o "$T/into/x.xml"
refuses "scan: a compiler that is not there" "cannot run 'no-such-gcc'" "$FFIRENDER" scan --cc=no-such-gcc "$T/include/some.h" -o "$T/into/x.xml"
refuses "scan: a plugin that is not there" "cannot read the plugin '$T/none.so'" "$FFIRENDER" scan --plugin "$T/none.so" "$T/include/some.h"
refuses "scan: a flag that is wrong" "no-such-flag" scan "$T/include/some.h" -o "$T/into/x.xml" -- -fno-such-flag
refuses "scan: no room" "cannot write '/dev/full'" scan "$T/include/some.h" -o /dev/full
if have clang; then
	refuses "scan: clang" "'clang' is clang, which cannot load the plugin" "$FFIRENDER" scan --cc=clang "$T/include/some.h"
else
	skip "scan: clang" "no clang"
fi
cat > "$T/some.notes.xml" << 'E'
<notes version="1.0">
 <function id="some_add">
  <result><annotation name="sentinel"><arg>-SOME_LIMIT - SOME_FLAG</arg></annotation></result>
 </function>
</notes>
E
check "scan: notes" scan --notes "$T/some.notes.xml" --select='some_*' "$T/include/some.h" -o "$T/noted.xml"
says "scan: GCC evaluates what they compute" "sentinel\(-SOME_LIMIT - SOME_FLAG = -16\) \[noted\]" "$FFIRENDER" show "$T/noted.xml"
refuses "scan: and leaves no trace of that" "." grep -c 'id="#' "$T/noted.xml"
sed -i 's/SOME_FLAG/SOME_FLAGS/' "$T/some.notes.xml"
refuses "scan: a note that does not compile" "some.notes.xml:3.*SOME_FLAGS" \
	scan --notes "$T/some.notes.xml" "$T/include/some.h" -o "$T/into/x.xml"
empty "scan: an error leaves no file" "$T/into"
empty "scan: and nothing in TMPDIR" "$T/tmp"
cat > "$T/slow-gcc" << 'E'
#!/bin/sh
case " $* " in *" -S "*) cd "$TMPDIR"/ffirender-* && touch half.xml ../../begun; exec sleep 30 ;; esac
E
printf 'exec %s "$@"\n' "$CC" >> "$T/slow-gcc"
chmod +x "$T/slow-gcc"
# interrupted SIGNAL STATUS: while the compiler runs
interrupted() {
	rm -f "$T/begun"
	"$FFIRENDER" scan --cc="$T/slow-gcc" --plugin "$PLUGIN" "$T/include/some.h" -o "$T/into/x.xml" > "$T/out" 2>&1 &
	process=$!
	for _ in $(seq 200); do [ -e "$T/begun" ] && break; sleep 0.05; done
	kill -"$1" $process
	wait $process 2> /dev/null
	[ $? -eq "$2" ] && [ ! -s "$T/out" ] && [ -z "$(ls -A "$T/tmp")$(ls -A "$T/into")" ] || { ls -AR "$T/tmp" "$T/into"; cat "$T/out"; return 1; }
}
check "scan: ended by SIGTERM, it takes away what is half done, and says nothing" interrupted TERM 143
check "scan: so by SIGHUP" interrupted HUP 129
mkdir -p "$T/odd/a=b"
for name in 'a b.h' "a'b.h" 'a\b.h' 'a*[b]?.h' 'a,b.h' '=a.h' '<a>.h' '%s$x.h' "$(printf 'a\377b.h')" "a=b/c.h"; do
	echo 'int odd(int n);' > "$T/odd/$name"
	says "scan: a header called '$(printf %s "$name" | tr -d '\377')'" 'function id="odd"' scan "$T/odd/$name"
done
TMPDIR=$T/odd/a=b
says "scan: TMPDIR with an equals sign" 'function id="odd"' scan "$T/odd/a b.h"
TMPDIR=$T/tmp
refuses "scan: a header with a quote in its name" "no #include can name 'a\"b.h'" scan 'a"b.h'
mkdir "$T/limited"
refuses "a file that may not grow so far is said" "cannot write.*File too large" \
	sh -c 'ulimit -f 1 && exec "$@"' sh "$FFIRENDER" python "$DOC" -o "$T/limited/x.py"
empty "and not left half written" "$T/limited"
iconv -f UTF-8 -t UTF-16 "$DOC" > "$T/wide.xml"
refuses "a document in UTF-16 says so" "wide.xml:1: error: this is UTF-16: write it as UTF-8" "$FFIRENDER" c "$T/wide.xml" --module x
TMPDIR=$T/nowhere
refuses "scan: no TMPDIR" "cannot make a folder" scan "$T/include/some.h"
TMPDIR=$T/tmp

# ---- memory ----
if have valgrind; then
	for command in "c $DOC" "python $DOC" "show $DOC" "show --plan $DOC" "show --xml $DOC" "merge $DOC $DOC" "c $T/wrong.xml" \
		"python $T/cut.xml" "--list" "c --ouput" "scan --plugin $PLUGIN $T/include/some.h" "c $DOC -o /dev/full"; do
		# shellcheck disable=SC2086
		valgrind -q --leak-check=full --errors-for-leak-kinds=definite,indirect,possible --error-exitcode=99 \
			"$FFIRENDER" $command > /dev/null 2> "$T/err"
		if [ $? -ne 99 ]; then ok "no leak: $(echo "$command" | sed 's|[^ ]*/||g')"; else not_ok "no leak: $(echo "$command" | sed 's|[^ ]*/||g')" "$T/err"; fi
	done
else
	missing "no leak" valgrind
fi
