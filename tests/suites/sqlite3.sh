# SQLite, which nobody here wrote: how much of its header is bound, that what a build leaves out does not break the
# module, and real work through it, under valgrind too.
. "$(dirname "$0")/../lib.sh"
# One order for sort and comm; Python takes UTF-8 all the same.
LC_ALL=C.UTF-8
export LC_ALL

if [ ! -f /usr/include/sqlite3.h ]; then
	missing "sqlite3" libsqlite3-dev
	exit 0
fi
library=$("$CC" -print-file-name=libsqlite3.so)
cp "$ROOT"/examples/sqlite3/* "$T/"
check "scans and renders" make -s -C "$T" FFIRENDER="$FFIRENDER" PLUGIN="$PLUGIN" CC="$CC" all
[ -s "$T/libsqlite3.py" ] || exit 1

# What the header declares and the library exports, from others than us: variadic ones and those with a va_list too.
nm -D --defined-only "$library" | sed -n 's/.* [TWi] \([A-Za-z0-9_]*\).*/\1/p' | sort -u > "$T/symbols"
printf '#include <sqlite3.h>\n' | "$CC" -E -P - | grep -oE '[A-Za-z_][A-Za-z0-9_]*' | sort -u > "$T/words"
comm -12 "$T/symbols" "$T/words" > "$T/declared"

cd "$T" || exit 1

"$FFIRENDER" show --xml sqlite3.ffi.xml | sed -n 's/.*<function id="\([^"]*\)".*/\1/p' | sort -u > recorded
comm -23 declared recorded > dropped
[ -s dropped ] && not_ok "each function that sqlite3.h declares is recorded" dropped ||
	ok "each function that sqlite3.h declares is recorded"

cat > count.py << 'P'
"""Prints the names of the functions in the raw layer."""
import libsqlite3

for name, value in sorted(vars(libsqlite3.raw).items()):
    if callable(value) and hasattr(value, "argtypes"):
        print(name)
P
check "the module loads" python3 -c "import libsqlite3"
python3 count.py | grep -xFf declared > raw
"$FFIRENDER" python sqlite3.ffi.xml "$library" --shims libsqlite3_shims.so -v -o said/ 2>&1 |
	sed -n "s/.* note: '\([A-Za-z0-9_]*\)' is in the raw layer only: \(.*\)/\1: \2/p" | sort > raw-only
total=$(wc -l < declared)
bound=$(wc -l < raw)
idiomatic=$((bound - $(wc -l < raw-only)))
# share NAME PART PERCENT
share() {
	if [ $(($2 * 100)) -ge $((total * $3)) ]; then
		ok "$2 of $total functions are in the $1 layer, at least $3 %"
	else
		{ comm -23 declared raw; cat raw-only; } > reasons
		not_ok "$2 of $total functions are in the $1 layer, less than $3 %" reasons
	fi
}
share raw "$bound" 98
share idiomatic "$idiomatic" 85
# Other versions of SQLite lack some of them, which is well; none may be added.
sort "$ROOT/tests/data/sqlite3-raw-only.txt" | comm -13 - raw-only > longer
[ -s longer ] && not_ok "the functions that stay raw are those listed, with their reasons" longer ||
	ok "the functions that stay raw are those listed, with their reasons"

while read -r name; do
	grep -qw "$name" libsqlite3.py || echo "$name"
done < recorded > silent
[ -s silent ] && not_ok "nothing is dropped without a word" silent || ok "nothing is dropped without a word"

# A build that leaves things out: its module loads, what is missing is a comment there.
echo '{ global: sqlite3_open*; sqlite3_close*; sqlite3_errmsg; sqlite3_exec; local: *; };' > versions
cat > small.c << 'C'
int sqlite3_open(const char *name, void **out) { (void)name; *out = 0; return 7; }
int sqlite3_close_v2(void *db) { (void)db; return 0; }
const char *sqlite3_errmsg(void *db) { (void)db; return "small"; }
int sqlite3_exec(void) { return 0; }
C
"$CC" -fPIC -shared -Wl,-soname,libsmall.so -Wl,--version-script=versions -o libsmall.so small.c
check "renders for a library that leaves much out" "$FFIRENDER" python sqlite3.ffi.xml libsmall.so -o small.py
check "and its module loads" python3 -c "import small; assert not hasattr(small.raw, 'sqlite3_step')"
check "and says what is not there" grep -q "# sqlite3_step cannot be called: the library does not export its symbol" small.py

# What one language cannot carry and the others can would show here.
for language in python csharp c; do
	"$FFIRENDER" $language sqlite3.ffi.xml "$library" --shims libsqlite3_shims.so -v -o "said/$language" 2>&1 |
		sed -n "s/.*: '\([A-Za-z0-9_]*\)' \(is in .*the raw layer only\|cannot be called.*\): .*/\1/p" | sort > "less-$language"
done
[ -s less-python ] || echo "nothing stays raw" > less-python
check "what callbacks are given has the names of the notes" \
	grep -qF 'delegate int Sqlite3ExecCallback(string?[] values, string[] names);' said/csharp
for language in csharp c; do
	check "Python and $language bind the same functions" diff less-python less-$language
done

check "renders C" "$FFIRENDER" c sqlite3.ffi.xml "$library" -o sqlite.ffi.h
printf '#include "sqlite.ffi.h"\nextern int the_unit;\n' > unit.c
check "which compiles as C99" "$CC" -std=c99 -Wall -Wextra -Wpedantic -Werror -fsyntax-only unit.c
check "which compiles as C++11" g++ -std=c++11 -x c++ -Wall -Wextra -Wpedantic -Werror -fsyntax-only unit.c

check "a program in C builds" "$CC" -g -Wall -Wextra -Werror -I. "$ROOT/tests/c/sqlite3_test.c" -lsqlite3 -o shares
./shares > shared.out 2>&1 && ok "its callbacks share what they work on" || not_ok "its callbacks share what they work on" shared.out
for line in 't=42 of 1 1 users' 'a negative one'; do
	grep -qx "$line" shared.out && ok "it says '$line'" || not_ok "it says '$line'" shared.out
done
if have valgrind; then
	check "it leaks nothing" valgrind -q --leak-check=full --error-exitcode=9 ./shares
fi

if [ -x /usr/bin/mypy ]; then
	check "the module passes mypy --strict" /usr/bin/mypy --strict --cache-dir="$T/mypy" libsqlite3.py sqlite3_demo.py
else
	missing "the module passes mypy --strict" mypy
fi
# demo_says WHAT FILE
demo_says() {
	for text in "Möhre: 12, seal b''" "fig: 7, seal None" 'callback: count\(\*\)=3, all_of_them=22' 'MÖHRE!!' \
		'ERROR: near "SELEKT": syntax error' 'CONSTRAINT: UNIQUE constraint failed: fruit.name' \
		'CANTOPEN: unable to open database file' 'KeyError came back' "3 rows, read behind the connection's close" \
		'this Statement is closed' 'memory of SQLite that is left: 0 bytes'; do
		grep -qE "$text" "$2" && ok "$1 says '$text'" || not_ok "$1 says '$text'" "$2"
	done
}
check "the demo works" python3 sqlite3_demo.py
demo_says "the demo" check.out

PYTHONPATH=. python3 -B "$ROOT/tests/python/sqlite3_uses.py" > more.out 2>&1
[ "$(grep -c '^ok' more.out)" = 14 ] && ok "14 more uses of it work" || not_ok "14 more uses of it work" more.out

if have valgrind; then
	PYTHONMALLOC=malloc valgrind -q --error-exitcode=9 --leak-check=no python3 sqlite3_demo.py > checked.out 2>&1 &&
		ok "the demo is clean under valgrind" || not_ok "the demo is clean under valgrind" checked.out
	demo_says "the demo under valgrind" checked.out
else
	missing "the demo is clean under valgrind" valgrind
fi
