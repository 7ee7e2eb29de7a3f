"""What the demo does not show: aggregates, functions that are freed, failures in between, disposal in any order.

Each line is "ok NAME" or "not ok NAME"; exit status 1 if one is not.
"""
# SPDX-License-Identifier: MIT
import ctypes
import gc
import sys
import traceback
import weakref

import libsqlite3
from libsqlite3 import (Backup, Blob, ConfigOption, Connection, ConnectionOption, DatabaseError, DatabaseErrorCode,
                        FunctionFlags, Statement)

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
            assert error.code == DatabaseErrorCode.RANGE and str(error) == "column index out of range (RANGE, 25)", error


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


def what_cannot_be_opened_is_closed():
    for make in (Connection, Connection.open, Connection.open16):
        try:
            make("/nowhere/at/all.db")
            raise AssertionError("it was opened")
        except DatabaseError as error:
            assert error.code == DatabaseErrorCode.CANTOPEN and str(error) == "unable to open database file (CANTOPEN, 14)", error
        assert libsqlite3.memory_used() == 0, f"{make} leaves {libsqlite3.memory_used()} bytes"


def variadic_functions_by_their_shims():
    assert libsqlite3.quote("it's ü %s") == "'it''s ü %s'"
    assert libsqlite3.quote(None) == "NULL"
    with Connection(":memory:") as db:
        assert db.db_config(ConnectionOption.ENABLE_FKEY, 1) == 1
        assert column(db, "PRAGMA foreign_keys") == "1"
        assert db.db_config(ConnectionOption.ENABLE_FKEY, 0) == 0
        libsqlite3.log(DatabaseErrorCode.NOTICE, "100 %s")
        try:
            libsqlite3.config(ConfigOption.URI, 1)
            raise AssertionError("it is too late for that")
        except DatabaseError as error:
            assert error.code == DatabaseErrorCode.MISUSE, error


def any_order():
    for order in ("cs", "sc", "c", "s", ""):
        db = Connection(":memory:")
        statement = Statement(db, "SELECT 1")
        for which in order:
            (db if which == "c" else statement).close()
        del db, statement
    gc.collect()


failed = 0
for test in (steps_share_their_user_data, is_freed_when_it_is_replaced_refused_or_closed, values_are_lent,
             texts_and_blobs_of_all_kinds, a_script_goes_on_behind_a_statement, a_callback_stops_what_calls_it,
             hooks_live_as_long_as_their_connection, blobs_and_backups, hooks_are_called_and_replaced,
             wide_texts_both_ways, aggregates_have_memory_of_their_own, what_cannot_be_opened_is_closed,
             variadic_functions_by_their_shims, any_order):
    try:
        test()
        gc.collect()
        assert libsqlite3.memory_used() == 0, f"{libsqlite3.memory_used()} bytes are left"
        print("ok", test.__name__)
    except BaseException:
        failed = 1
        print("not ok", test.__name__)
        traceback.print_exc()
sys.exit(failed)
