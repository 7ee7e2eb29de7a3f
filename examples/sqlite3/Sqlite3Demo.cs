// The system's SQLite through its generated C# file: statements, callbacks, an SQL function in C#, errors.
// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Sqlite3;

Console.WriteLine($"SQLite {Functions.Libversion()}");
DirectoryInfo folder = Directory.CreateTempSubdirectory();
try
{
    string name = Path.Combine(folder.FullName, "fruit.db");
    using (Connection db = new(name))
    {
        Fill(db);
        Console.WriteLine("rows:");
        Show(db);
        Console.WriteLine("its own SQL function:");
        CallOwnFunction(db);
        Console.WriteLine("errors:");
        Fail(db);
    }

    Console.WriteLine("the wrong order:");
    CloseInTheWrongOrder(name);
}
finally
{
    folder.Delete(recursive: true);
}

Console.WriteLine($"memory of SQLite that is left: {Functions.MemoryUsed()} bytes");

// Makes a table and inserts all in one transaction.
static void Fill(Connection db)
{
    (string Name, int Count, byte[]? Seal)[] fruit = [("apple", 3, [1, 2]), ("Möhre", 12, []), ("fig", 7, null)];
    db.Exec("CREATE TABLE fruit (name TEXT UNIQUE, count INTEGER, seal BLOB)");
    db.Exec("BEGIN");
    using Statement insert = new(db, "INSERT INTO fruit VALUES (?1, ?2, ?3)");
    foreach ((string name, int count, byte[]? seal) in fruit)
    {
        insert.BindText(1, name);
        insert.BindInt(2, count);
        insert.BindBlob(3, seal);
        insert.Step();
        insert.Reset();
    }

    db.Exec("COMMIT");
}

// Reads it back by a statement, then by a callback.
static void Show(Connection db)
{
    using Statement select = new(db, "SELECT name, count, seal FROM fruit ORDER BY count");
    while (select.Step() == DatabaseError.Row)
    {
        string seal = select.ColumnType(2) == Datatype.Null
            ? "no seal"
            : $"seal [{Convert.ToHexString(select.ColumnBlob(2) ?? [])}]";
        Console.WriteLine($"  {select.ColumnText(0)}: {select.ColumnInt(1)}, {seal}");
    }

    db.Exec("SELECT count(*), sum(count) AS all_of_them FROM fruit", (values, names) =>
    {
        IEnumerable<string> columns = names.Zip(values, (name, value) => $"{name}={value}");
        Console.WriteLine($"  callback: {string.Join(", ", columns)}");
        return 0;
    });
}

// shout(TEXT, N): TEXT in capitals with N marks behind it.
static void CallOwnFunction(Connection db)
{
    db.CreateFunctionV2("shout", 2, FunctionFlags.Utf8 | FunctionFlags.Deterministic, (context, values) =>
        context.ResultText(values[0].Text()?.ToUpperInvariant() + new string('!', values[1].Int())));
    using Statement select = new(db, "SELECT shout(name, length(name) - 3) FROM fruit ORDER BY name DESC");
    while (select.Step() == DatabaseError.Row)
    {
        Console.WriteLine($"  {select.ColumnText(0)}");
    }
}

// What SQLite says of mistakes is what the exceptions say.
static void Fail(Connection db)
{
    System.Action[] mistakes =
    [
        () => db.Exec("SELEKT 1"),
        () => db.Exec("INSERT INTO fruit (name) VALUES ('fig')"),
        () => new Connection("/nowhere/at/all.db").Dispose(),
    ];
    foreach (System.Action mistake in mistakes)
    {
        try
        {
            mistake();
        }
        catch (DatabaseErrorException error)
        {
            Console.WriteLine($"  {error.Code}: {error.Message}");
        }
    }

    db.CreateFunctionV2("broken", 0, FunctionFlags.Utf8, (context, values) => throw new KeyNotFoundException("a function in C#"));
    try
    {
        db.Exec("SELECT broken()");
    }
    catch (KeyNotFoundException error)
    {
        Console.WriteLine($"  {error.GetType().Name} came back through SQLite: {error.Message}");
    }
}

// A statement outlives its connection's end, and lets it go.
static void CloseInTheWrongOrder(string name)
{
    Connection db = new(name);
    Statement select = new(db, "SELECT count(*) FROM fruit");
    db.Dispose();
    select.Step();
    Console.WriteLine($"  {select.ColumnInt(0)} rows, read behind the connection's end");
    select.Dispose();
    try
    {
        select.Step();
    }
    catch (ObjectDisposedException error)
    {
        Console.WriteLine($"  {error.ObjectName} is disposed of");
    }
}
