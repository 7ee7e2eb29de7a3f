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

# What the header declares and the library exports, from others than us; without those that are variadic or take a
# va_list.
variadic='sqlite3_(config|db_config|mprintf|vmprintf|snprintf|vsnprintf|test_control|str_appendf|str_vappendf|log|vtab_config)'
nm -D --defined-only "$library" | sed -n 's/.* [TWi] \([A-Za-z0-9_]*\).*/\1/p' | sort -u > "$T/symbols"
printf '#include <sqlite3.h>\n' | "$CC" -E -P - | grep -oE '[A-Za-z_][A-Za-z0-9_]*' | sort -u > "$T/words"
comm -12 "$T/symbols" "$T/words" | grep -vxE "$variadic" > "$T/declared"

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
"$FFIRENDER" python sqlite3.ffi.xml "$library" -v -o said/ 2>&1 |
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
	"$FFIRENDER" $language sqlite3.ffi.xml "$library" -v -o "said/$language" 2>&1 |
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

cat > shares.c << 'C'
#include "sqlite.ffi.h"
#include <stdio.h>

static int freed;

static void step(struct safe_Context *context, struct safe_Value *values, size_t n, void *user,
		 struct safe_sqlite3_failure *failure)
{
	sqlite3_int64 value;
	(void)context;
	if (n != 2 || !safe_sqlite3_value_int64(&values[1], &value, failure))
		return;
	if (value < 0)
		safe_sqlite3_fail(failure, SAFE_SQLITE3_FAILED, 0, "a negative one");
	*(sqlite3_int64 *)user += value;
}

static void final(struct safe_Context *context, void *user, struct safe_sqlite3_failure *failure)
{
	safe_sqlite3_context_sqlite3_result_int64(context, *(sqlite3_int64 *)user, failure);
}

static void let_go(void *user)
{
	freed += user != NULL;
}

static int row(void *user, char *const *values, size_t n, char *const *names, size_t n_names,
	       struct safe_sqlite3_failure *failure)
{
	(void)failure;
	printf("%s=%s of %zu %zu %s\n", names[0], values[0], n, n_names, (const char *)user);
	return 0;
}

int main(void)
{
	struct safe_Connection db;
	struct safe_sqlite3_failure failure;
	sqlite3_int64 sum = 0;
	const char *sql = "SELECT total(0, x) AS t FROM (SELECT 1 AS x UNION SELECT 41)";
	if (!safe_Connection_new(&db, ":memory:", 6, NULL, &failure) ||
	    !safe_sqlite3_create_function_v2(&db, "total", 2, SQLITE_UTF8, &sum, NULL, step, final, let_go, &failure) ||
	    !safe_sqlite3_exec(&db, sql, row, (void *)"users", &failure))
		return 1;
	if (safe_sqlite3_exec(&db, "SELECT total(0, -1)", NULL, NULL, &failure))
		return 2;
	printf("%s\n", failure.message);
	return safe_sqlite3_close_v2(&db, &failure) && freed == 1 && !sqlite3_memory_used() ? 0 : 3;
}
C
check "a program in C builds" "$CC" -g -Wall -Wextra -Werror shares.c -lsqlite3 -o shares
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

cat > more.py << 'P'
"""What the demo does not show: aggregates, functions that are freed, failures in between, disposal in any order."""
import ctypes
import gc
import weakref

import libsqlite3
from libsqlite3 import Backup, Blob, Connection, FunctionFlags, DatabaseError, DatabaseErrorCode, Statement

UTF8 = FunctionFlags.UTF8


def column(db, sql):
    with Statement(db, sql) as statement:
        assert statement.step() == DatabaseErrorCode.ROW
        return statement.column_text(0)


def steps_share_their_user_data():
    totals = []

    def step(context, values):
        totals.append(values[0].int64())

    def final(context):
        context.result_int64(sum(totals))

    with Connection(":memory:") as db:
        db.create_function_v2("total_of", 1, UTF8, None, step, final)
        assert column(db, "SELECT total_of(x) FROM (SELECT 1 AS x UNION SELECT 41)") == "42"
        assert totals == [1, 41], totals


def is_freed_when_it_is_replaced_refused_or_closed():
    class Function:
        def __call__(self, context, values):
            context.result_int(len(values))

    db = Connection(":memory:")
    first, second, refused = Function(), Function(), Function()
    live = [weakref.ref(function) for function in (first, second, refused)]
    db.create_function_v2("f", -1, UTF8, first)
    db.create_function_v2("f", -1, UTF8, second)
    assert column(db, "SELECT f(1, 2, 3)") == "3"
    try:
        db.create_function_v2("f" * 300, -1, UTF8, refused)
        raise AssertionError("a name that long was taken")
    except DatabaseError as error:
        assert error.code == DatabaseErrorCode.MISUSE
    del first, refused
    gc.collect()
    assert [ref() is not None for ref in live] == [False, True, False]
    db.create_function_v2("f", -1, UTF8)
    del second
    gc.collect()
    assert live[1]() is None
    db.create_function_v2("f", -1, UTF8, Function())
    db.close()
    assert not libsqlite3._closures, libsqlite3._closures
    try:
        with Connection(":memory:") as other:
            other.create_function_v2("f", 0, UTF8, 7)
        raise AssertionError("7 is no function")
    except TypeError as error:
        assert "x_func must be callable" in str(error)


def values_are_lent():
    kept = []
    with Connection(":memory:") as db:
        db.create_function_v2("keep", 1, UTF8, lambda context, values: kept.extend([context, *values, values[0].dup()]))
        column(db, "SELECT keep('text')")
        for gone in kept[:2]:
            try:
                gone._handle
                raise AssertionError("it is still there")
            except ValueError:
                pass
        assert kept[2].text() == "text"


def texts_and_blobs_of_all_kinds():
    with Connection(":memory:") as db, Statement(db, "SELECT ?1, ?2, length(?1)") as select:
        for text, blob in (("", b"\0\1"), ("na\u00efve \U0001f600", bytes(range(256))), (None, None)):
            select.bind_text(1, text)
            select.bind_blob(2, bytearray(blob) if blob else blob)
            assert select.step() == DatabaseErrorCode.ROW
            assert select.column_text(0) == text
            assert select.column_blob(1) == blob
            select.reset()
        try:
            select.bind_text(9, "nowhere")
            raise AssertionError("there is no ninth")
        except DatabaseError as error:
            assert error.code == DatabaseErrorCode.RANGE and str(error) == "column index out of range", error


def a_script_goes_on_behind_a_statement():
    with Connection(":memory:") as db:
        sql, n = "CREATE TABLE t (x); INSERT INTO t VALUES (1); -- over", 0
        while sql:
            statement, sql = db.prepare_v3(sql)
            if statement:
                assert statement.step() == DatabaseErrorCode.DONE
                statement.close()
                n += 1
        assert n == 2 and column(db, "SELECT count(*) FROM t") == "1"


def a_callback_stops_what_calls_it():
    with Connection(":memory:") as db:
        try:
            db.exec("SELECT 1 UNION SELECT 2", lambda values, names: 1)
            raise AssertionError("it went on")
        except DatabaseError as error:
            assert error.code == DatabaseErrorCode.ABORT

        def fails(values, names):
            raise RuntimeError("no")

        try:
            db.exec("SELECT 1 UNION SELECT 2", fails)
            raise AssertionError("it went on")
        except RuntimeError:
            pass


def hooks_live_as_long_as_their_connection():
    calls = []
    with Connection(":memory:") as db:
        db.progress_handler(1, lambda: len(calls) > 3 or calls.append(1) or 0)
        try:
            db.exec("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")
            raise AssertionError("it went on")
        except DatabaseError as error:
            assert error.code == DatabaseErrorCode.INTERRUPT and calls
        db.progress_handler(0, None)
        db.create_collation_v2("longer", UTF8, lambda a, b: len(a) - len(b))
        assert column(db, "SELECT x FROM (SELECT 'aaa' AS x UNION SELECT 'z') ORDER BY x COLLATE longer") == "z"
    gc.collect()


def blobs_and_backups():
    db, copy = Connection(":memory:"), Connection(":memory:")
    db.exec("CREATE TABLE t (b BLOB); INSERT INTO t VALUES (zeroblob(8))")
    with Blob(db, "main", "t", "b", 1, 1) as blob:
        blob.write(b"\1\2\3", 2)
        assert blob.size() == 8 and blob.read(4, 1) == b"\0\1\2\3"
    with Backup(copy, "main", db, "main") as backup:
        assert backup.step(-1) == DatabaseErrorCode.DONE
    assert column(copy, "SELECT hex(b) FROM t") == "0000010203000000"
    data = db.serialize("main")
    assert data is not None and data.startswith(b"SQLite format 3\0")
    copy.close()
    db.close()


def hooks_are_called_and_replaced():
    said = []
    with Connection(":memory:") as db:
        db.update_hook(lambda action, database, table, row: said.append((action.name, database, table, row)))
        db.commit_hook(lambda: said.append("commit") or 0)
        db.rollback_hook(lambda: said.append("rollback"))
        db.trace_v2(libsqlite3.TraceEvent.STMT, lambda event, p, x: said.append(ctypes.string_at(x)) or 0)
        db.exec("CREATE TABLE t (x)")
        db.exec("INSERT INTO t VALUES (1)")
        db.trace_v2(libsqlite3.TraceEvent(0), None)
        db.commit_hook(lambda: 1)
        try:
            db.exec("INSERT INTO t VALUES (2)")
            raise AssertionError("it was committed")
        except DatabaseError as error:
            assert error.code == DatabaseErrorCode.CONSTRAINT
        db.commit_hook(None)
        db.update_hook(None)
        db.rollback_hook(None)
        db.exec("INSERT INTO t VALUES (3)")
    assert said == [b"CREATE TABLE t (x)", "commit", b"INSERT INTO t VALUES (1)", ("INSERT", "main", "t", 1),
                    "commit", ("INSERT", "main", "t", 2), "rollback"], said


def wide_texts_both_ways():
    text = "na\u00efve \U0001f600"
    with Connection.open16(":memory:") as db:
        db.create_function16("upper16", 1, UTF8,
                             lambda context, values: context.result_text16((values[0].text16() or "").upper()))
        db.create_function("little", 1, UTF8,
                           lambda context, values: context.result_text16le(values[0].text16le()))
        statement, rest = db.prepare16("SELECT ?1 AS \u00e9t\u00e9, upper16(?1), little(?1); \U0001f600")
        assert rest == " \U0001f600", rest
        with statement:
            statement.bind_text16(1, text)
            assert statement.step() == DatabaseErrorCode.ROW
            assert statement.column_name16(0) == "\u00e9t\u00e9"
            assert statement.column_text(0) == statement.column_text16(0) == text
            assert statement.column_text16(1) == text.upper()
            assert statement.column_text16(2) == text
            statement.reset()
            statement.bind_text16(1, "")
            assert statement.step() == DatabaseErrorCode.ROW and statement.column_text16(0) == ""
            statement.reset()
            statement.bind_text16(1, None)
            assert statement.step() == DatabaseErrorCode.ROW and statement.column_text16(0) is None
        try:
            Statement.new16(db, "SELEKT")
            raise AssertionError("it was taken")
        except DatabaseError:
            assert db.errmsg16() == 'near "SELEKT": syntax error'
        for wrong, kind in (("a\0b", ValueError), (b"bytes", TypeError)):
            try:
                libsqlite3.complete16(wrong)
                raise AssertionError("it was taken")
            except kind:
                pass


def aggregates_have_memory_of_their_own():
    def sum_of(context):
        return ctypes.c_int64.from_address(context.aggregate_context(8))

    def step(context, values):
        sum_of(context).value += values[0].int64()

    with Connection(":memory:") as db:
        db.create_function_v2("added", 1, UTF8, None, step, lambda context: context.result_int64(sum_of(context).value))
        assert column(db, "SELECT added(x) || ' ' || added(x * x) FROM (SELECT 3 AS x UNION SELECT 4)") == "7 25"


def any_order():
    for order in ("cs", "sc", "c", "s", ""):
        db = Connection(":memory:")
        statement = Statement(db, "SELECT 1")
        for which in order:
            (db if which == "c" else statement).close()
        del db, statement
    gc.collect()


for test in (steps_share_their_user_data, is_freed_when_it_is_replaced_refused_or_closed, values_are_lent,
             texts_and_blobs_of_all_kinds, a_script_goes_on_behind_a_statement, a_callback_stops_what_calls_it,
             hooks_live_as_long_as_their_connection, blobs_and_backups, hooks_are_called_and_replaced,
             wide_texts_both_ways, aggregates_have_memory_of_their_own, any_order):
    try:
        test()
        gc.collect()
        assert libsqlite3.memory_used() == 0, f"{libsqlite3.memory_used()} bytes are left"
        print("ok", test.__name__)
    except BaseException as error:
        import traceback
        print("not ok", test.__name__)
        traceback.print_exc()
P
python3 more.py > more.out 2>&1
[ "$(grep -c '^ok' more.out)" = 12 ] && ok "12 more uses of it work" || not_ok "12 more uses of it work" more.out

if have valgrind; then
	PYTHONMALLOC=malloc valgrind -q --error-exitcode=9 --leak-check=no python3 sqlite3_demo.py > checked.out 2>&1 &&
		ok "the demo is clean under valgrind" || not_ok "the demo is clean under valgrind" checked.out
	demo_says "the demo under valgrind" checked.out
else
	missing "the demo is clean under valgrind" valgrind
fi
