"""The system's SQLite through its generated module: statements, callbacks, an SQL function in Python, errors."""
# SPDX-License-Identifier: MIT

import gc
import os
import tempfile
from typing import List, Optional

import libsqlite3
from libsqlite3 import Connection, Context, Datatype, DatabaseError, DatabaseErrorCode, Statement, Value

FRUIT = [("apple", 3, b"\x01\x02"), ("Möhre", 12, b""), ("fig", 7, None)]


def fill(db: Connection) -> None:
    """Makes a table and inserts all in one transaction."""
    db.exec("CREATE TABLE fruit (name TEXT UNIQUE, count INTEGER, seal BLOB)")
    db.exec("BEGIN")
    with Statement(db, "INSERT INTO fruit VALUES (?1, ?2, ?3)") as insert:
        for name, count, seal in FRUIT:
            insert.bind_text(1, name)
            insert.bind_int(2, count)
            insert.bind_blob(3, seal)
            insert.step()
            insert.reset()
    db.exec("COMMIT")


def show(db: Connection) -> None:
    """Reads it back by a statement, then by a callback."""
    with Statement(db, "SELECT name, count, seal FROM fruit ORDER BY count") as select:
        while select.step() == DatabaseErrorCode.ROW:
            blob = None if select.column_type(2) == Datatype.NULL else select.column_blob(2) or b""
            print(f"  {select.column_text(0)}: {select.column_int(1)}, seal {blob!r}")

    def row(values: List[Optional[str]], names: List[str]) -> int:
        print("  callback: " + ", ".join(f"{name}={value}" for name, value in zip(names, values)))
        return 0

    db.exec("SELECT count(*), sum(count) AS all_of_them FROM fruit", row)


def shout(context: Context, values: List[Value]) -> None:
    """shout(TEXT, N): TEXT in capitals with N marks behind it."""
    text, marks = values
    context.result_text((text.text() or "").upper() + "!" * marks.int64())



def call_own_function(db: Connection) -> None:
    flags = libsqlite3.FunctionFlags.UTF8 | libsqlite3.FunctionFlags.DETERMINISTIC
    db.create_function_v2("shout", 2, flags, shout)
    with Statement(db, "SELECT shout(name, length(name) - 3) FROM fruit ORDER BY name DESC") as select:
        while select.step() == DatabaseErrorCode.ROW:
            print(f"  {select.column_text(0)}")


def fail(db: Connection) -> None:
    """What SQLite says of mistakes is what the exceptions say."""
    for sql in ("SELEKT 1", "INSERT INTO fruit (name) VALUES ('fig')"):
        try:
            db.exec(sql)
        except DatabaseError as error:
            print(f"  {error.code.name}: {error.message}")
    try:
        Connection("/nowhere/at/all.db")
    except DatabaseError as error:
        print(f"  {error.code.name}: {error.message}")

    def broken(context: Context, values: List[Value]) -> None:
        raise KeyError("a function in Python")

    db.create_function_v2("broken", 0, libsqlite3.FunctionFlags.UTF8, broken)
    try:
        db.exec("SELECT broken()")
    except KeyError as error:
        print(f"  {type(error).__name__} came back through SQLite: {error}")


def close_in_the_wrong_order(name: str) -> None:
    """A statement outlives its connection's close, and lets it go."""
    db = Connection(name)
    select = Statement(db, "SELECT count(*) FROM fruit")
    db.close()
    select.step()
    print(f"  {select.column_int(0)} rows, read behind the connection's close")
    select.close()
    try:
        select.step()
    except ValueError as error:
        print(f"  {error}")


def main() -> None:
    print(f"SQLite {libsqlite3.libversion()}")
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "fruit.db")
        with Connection(name) as db:
            fill(db)
            print("rows:")
            show(db)
            print("its own SQL function:")
            call_own_function(db)
            print("errors:")
            fail(db)
        print("the wrong order:")
        close_in_the_wrong_order(name)
    gc.collect()
    print(f"memory of SQLite that is left: {libsqlite3.memory_used()} bytes")


if __name__ == "__main__":
    main()
