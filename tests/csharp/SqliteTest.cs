// The system's SQLite through its C# bindings; the arguments are what C says of layouts: "Vfs . 168", "Vfs pNext 24".
// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Sqlite3;
using static Checks;

internal static class SqliteTest
{
    private const FunctionFlags Utf8 = FunctionFlags.Utf8;

    internal static int Tests(string[] args)
    {
        Run("layouts are C's", () => Layouts(args));
        Used("aggregates share their user data", Aggregates);
        Used("what cannot be opened is closed", () =>
        {
            Throws<DatabaseErrorException>(() => new Connection("/nowhere/at/all.db"));
            Throws<DatabaseErrorException>(() => Connection.Open("/nowhere/at/all.db"));
            Throws<DatabaseErrorException>(() => Connection.Open16("/nowhere/at/all.db"));
        });
        Used("a function is freed when it is replaced, refused, or its connection ends", Freed);
        Used("values are lent", Lent);
        Used("texts and blobs of all kinds", Texts);
        Used("wide texts both ways", WideTexts);
        Used("a script goes on behind a statement", Script);
        Used("a callback stops what calls it", Stopped);
        Used("what is thrown in SQL comes back", Thrown);
        Used("what is thrown in a callback within a callback comes back", ThrownWithin);
        Used("hooks live as long as their connection", Hooks);
        Used("hooks are called and replaced", Replaced);
        Used("blobs and backups", BlobsAndBackups);
        Used("memory of an aggregate", AggregateMemory);
        Used("variadic functions by their shims", Variadic);
        Used("any order of disposal, and none", AnyOrder);
        Used("threads of their own, with the collector in between", Threads);
        return Failures;
    }

    /// <summary>A test that leaves nothing in C.</summary>
    private static void Used(string name, System.Action test) => Run(name, () =>
    {
        test();
        Collect();
        Same(0L, Functions.MemoryUsed());
    });

    private static void Layouts(string[] args)
    {
        int seen = 0;
        for (int i = 0; i + 2 < args.Length; i += 3)
        {
            int expected = int.Parse(args[i + 2]);
            string name = char.ToUpperInvariant(args[i + 1][0]) + args[i + 1][1..];
            int actual = (args[i], name) switch
            {
                (nameof(IndexInfo), _) => Place<IndexInfo>(name),
                (nameof(IndexConstraint), _) => Place<IndexConstraint>(name),
                (nameof(IndexConstraintUsage), _) => Place<IndexConstraintUsage>(name),
                (nameof(Vfs), _) => Place<Vfs>(name),
                (nameof(Sqlite3Module), _) => Place<Sqlite3Module>(name),
                (nameof(RtreeGeometry), _) => Place<RtreeGeometry>(name),
                (nameof(RtreeQueryInfo), _) => Place<RtreeQueryInfo>(name),
                _ => throw new InvalidOperationException($"no {args[i]}"),
            };
            Same($"{args[i]}.{name} {expected}", $"{args[i]}.{name} {actual}");
            seen++;
        }

        Same(33, seen);
    }

    private static string? Column(Connection db, string sql)
    {
        using Statement statement = new(db, sql);
        Same(DatabaseError.Row, statement.Step());
        return statement.ColumnText(0);
    }

    private static void Aggregates()
    {
        List<long> totals = [];
        using Connection db = new(":memory:");
        db.CreateFunctionV2(
            "total_of",
            1,
            Utf8,
            null,
            (_, values) => totals.Add(values[0].Int64()),
            context => context.ResultInt64(totals.Sum()));
        Collect();
        Same("42", Column(db, "SELECT total_of(x) FROM (SELECT 1 AS x UNION SELECT 41)"));
        True(totals is [1, 41]);
        db.CreateWindowFunction(
            "sum_of",
            1,
            Utf8,
            (_, values) => totals.Add(values[0].Int64()),
            context => context.ResultInt64(totals.Sum()),
            context => context.ResultInt64(totals.Sum()),
            (_, values) => totals.Remove(values[0].Int64()));
        totals.Clear();
        Same("1,3,5", Column(db, """
            SELECT group_concat(s) FROM (SELECT sum_of(x) OVER (ORDER BY x ROWS 1 PRECEDING) AS s
            FROM (SELECT 1 AS x UNION SELECT 2 UNION SELECT 3))
            """));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Install(Connection db, string name)
    {
        object kept = new();
        db.CreateFunctionV2(name, -1, Utf8, (context, values) => context.ResultInt(kept is null ? -1 : values.Length));
        return new WeakReference(kept);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Refuse(Connection db)
    {
        object kept = new();
        string name = new('f', 300);
        DatabaseErrorException error = Throws<DatabaseErrorException>(() =>
            db.CreateFunctionV2(name, -1, Utf8, (context, _) => context.ResultInt(kept.GetHashCode())));
        Same(DatabaseError.Misuse, error.Code);
        return new WeakReference(kept);
    }

    private static void Freed()
    {
        Connection db = new(":memory:");
        WeakReference first = Install(db, "f"), second = Install(db, "f"), refused = Refuse(db);
        Same("3", Column(db, "SELECT f(1, 2, 3)"));
        Collect();
        Same("False True False", $"{first.IsAlive} {second.IsAlive} {refused.IsAlive}");
        db.CreateFunctionV2("f", -1, Utf8);
        Collect();
        Same(false, second.IsAlive);
        WeakReference last = Install(db, "f");
        Collect();
        True(last.IsAlive);
        db.Dispose();
        Collect();
        Same(false, last.IsAlive);
    }

    private static void Lent()
    {
        Context? kept = null;
        Value[] lent = [];
        Value? copy = null;
        using Connection db = new(":memory:");
        db.CreateFunctionV2("keep", 1, Utf8, (context, values) =>
        {
            kept = context;
            lent = values;
            copy = values[0].Dup();
        });
        Column(db, "SELECT keep('text')");
        Throws<ObjectDisposedException>(() => kept!.ResultInt(1));
        Throws<ObjectDisposedException>(() => lent[0].Text());
        Same("text", copy!.Text());
        copy.Dispose();
    }

    private static void Texts()
    {
        using Connection db = new(":memory:");
        using Statement select = new(db, "SELECT ?1, ?2, length(?1)");
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        foreach ((string? text, byte[]? blob) in new (string?, byte[]?)[] { ("", [0, 1]), ("naïve 😀", all), (null, null), (new string('ü', 4000), []) })
        {
            select.BindText(1, text);
            select.BindBlob(2, blob);
            Same(DatabaseError.Row, select.Step());
            Same(text, select.ColumnText(0));
            Same(blob is null ? Datatype.Null : Datatype.Blob, select.ColumnType(1));
            True(select.ColumnBlob(1).AsSpan().SequenceEqual(blob));
            select.Reset();
        }

        DatabaseErrorException error = Throws<DatabaseErrorException>(() => select.BindText(9, "nowhere"));
        Same("Range: column index out of range", $"{error.Code}: {error.Message}");
        Throws<ArgumentException>(() => select.BindText(1, "a\0b"));
    }

    private static void Variadic()
    {
        Same("'it''s ü %s'", Functions.Quote("it's ü %s"));
        Same("NULL", Functions.Quote(null));
        using Connection db = new(":memory:");
        Same(1, db.DbConfig(ConnectionOption.EnableFkey, 1));
        using Statement select = new(db, "PRAGMA foreign_keys");
        Same(DatabaseError.Row, select.Step());
        Same(1, select.ColumnInt(0));
        select.Reset();
        Same(0, db.DbConfig(ConnectionOption.EnableFkey, 0));
        Same(DatabaseError.Misuse, Throws<DatabaseErrorException>(() => Functions.Config(ConfigOption.Uri, 1)).Code);
    }

    private static void WideTexts()
    {
        const string Text = "naïve 😀";
        using Connection db = Connection.Open16(":memory:");
        db.CreateFunction16("upper16", 1, Utf8, (context, values) => context.ResultText16(values[0].Text16()?.ToUpperInvariant()));
        db.CreateFunction("little", 1, Utf8, (context, values) => context.ResultText16le(values[0].Text16le()));
        (Statement? statement, string rest) = db.Prepare16("SELECT ?1 AS été, upper16(?1), little(?1); 😀");
        Same(" 😀", rest);
        using (statement)
        {
            statement!.BindText16(1, Text);
            Same(DatabaseError.Row, statement.Step());
            Same("été", statement.ColumnName16(0));
            Same(Text, statement.ColumnText(0));
            Same(Text, statement.ColumnText16(0));
            Same(Text.ToUpperInvariant(), statement.ColumnText16(1));
            Same(Text, statement.ColumnText16(2));
            foreach (string? text in new[] { "", null })
            {
                statement.Reset();
                statement.BindText16(1, text);
                Same(DatabaseError.Row, statement.Step());
                Same(text, statement.ColumnText16(0));
            }
        }

        Throws<DatabaseErrorException>(() => Statement.New16(db, "SELEKT"));
        Same("near \"SELEKT\": syntax error", db.Errmsg16());
        Throws<ArgumentException>(() => Functions.Complete16("a\0b"));
        Throws<ArgumentNullException>(() => Functions.Complete16(null!));
        Same(1, Functions.Complete16("SELECT 1;"));
    }

    private static void Script()
    {
        using Connection db = new(":memory:");
        string sql = "CREATE TABLE t (x); INSERT INTO t VALUES (1); -- over";
        int n = 0;
        while (sql.Length > 0)
        {
            (Statement? statement, sql) = db.PrepareV3(sql);
            if (statement is not null)
            {
                Same(DatabaseError.Done, statement.Step());
                statement.Dispose();
                n++;
            }
        }

        Same(2, n);
        Same("1", Column(db, "SELECT count(*) FROM t"));
    }

    private static void Stopped()
    {
        using Connection db = new(":memory:");
        DatabaseErrorException error = Throws<DatabaseErrorException>(() => db.Exec("SELECT 1 UNION SELECT 2", (_, _) => 1));
        Same(DatabaseError.Abort, error.Code);
        int rows = 0;
        Throws<FormatException>(() => db.Exec("SELECT 1 UNION SELECT 2", (_, _) =>
        {
            rows++;
            throw new FormatException();
        }));
        Same(1, rows);
        Same("1", Column(db, "SELECT 1"));
    }

    private static void Thrown()
    {
        using Connection db = new(":memory:");
        db.CreateFunctionV2("broken", 0, Utf8, (_, _) => throw new FormatException("mine"));
        db.CreateFunctionV2("broken_too", 1, Utf8, null, (_, _) => throw new DivideByZeroException(), _ => { });
        Same("mine", Throws<FormatException>(() => db.Exec("SELECT broken()")).Message);
        Throws<DivideByZeroException>(() => db.Exec("SELECT broken_too(1)"));
        using (Statement select = new(db, "SELECT broken()"))
        {
            Throws<FormatException>(() => select.Step());
        }

        Same("near \"SELEKT\": syntax error", Throws<DatabaseErrorException>(() => db.Exec("SELEKT")).Message);
    }

    private static void ThrownWithin()
    {
        using Connection db = new(":memory:");
        db.CreateFunctionV2("within", 0, Utf8, (_, _) => throw new FormatException("inner"));
        Same("inner", Throws<FormatException>(() => db.Exec("SELECT 1", (_, _) =>
        {
            db.Exec("SELECT within()");
            return 0;
        })).Message);
        int caught = 0;
        db.Exec("SELECT 1", (_, _) =>
        {
            Throws<FormatException>(() => db.Exec("SELECT within()"));
            caught++;
            return 0;
        });
        Same(1, caught);
    }

    private static void Hooks()
    {
        using Connection db = new(":memory:");
        int calls = 0;
        db.ProgressHandler(1, () => ++calls > 3 ? 1 : 0);
        Collect();
        DatabaseErrorException error = Throws<DatabaseErrorException>(() =>
            db.Exec("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"));
        Same(DatabaseError.Interrupt, error.Code);
        Same(4, calls);
        db.ProgressHandler(0, null);
        db.CreateCollationV2("longer", Utf8, (a, b) => a.Length - b.Length);
        Collect();
        Same("z", Column(db, "SELECT x FROM (SELECT 'aaa' AS x UNION SELECT 'z') ORDER BY x COLLATE longer"));
    }

    private static void Replaced()
    {
        List<string> said = [];
        using Connection db = new(":memory:");
        db.UpdateHook((action, database, table, row) => said.Add($"{action} {database} {table} {row}"));
        db.CommitHook(() =>
        {
            said.Add("commit");
            return 0;
        });
        db.RollbackHook(() => said.Add("rollback"));
        db.TraceV2(TraceEvent.Stmt, (_, _, text) =>
        {
            said.Add(Marshal.PtrToStringUTF8(text)!);
            return 0;
        });
        Collect();
        db.Exec("CREATE TABLE t (x)");
        db.Exec("INSERT INTO t VALUES (1)");
        db.TraceV2(0, null);
        db.CommitHook(() => 1);
        Same(DatabaseError.Constraint, Throws<DatabaseErrorException>(() => db.Exec("INSERT INTO t VALUES (2)")).Code);
        db.CommitHook(null);
        db.UpdateHook(null);
        db.RollbackHook(null);
        db.Exec("INSERT INTO t VALUES (3)");
        Same(
            "CREATE TABLE t (x); commit; INSERT INTO t VALUES (1); Insert main t 1; commit; Insert main t 2; rollback",
            string.Join("; ", said));
    }

    private static void BlobsAndBackups()
    {
        using Connection db = new(":memory:"), copy = new(":memory:");
        db.Exec("CREATE TABLE t (b BLOB); INSERT INTO t VALUES (zeroblob(8))");
        using (Blob blob = new(db, "main", "t", "b", 1, 1))
        {
            blob.Write([1, 2, 3], 2);
            Same(8, blob.Size());
            True(blob.Read(4, 1).AsSpan().SequenceEqual(new byte[] { 0, 1, 2, 3 }));
        }

        using (Backup backup = new(copy, "main", db, "main"))
        {
            Same(DatabaseError.Done, backup.Step(-1));
        }

        Same("0000010203000000", Column(copy, "SELECT hex(b) FROM t"));
        True(db.Serialize("main").AsSpan().StartsWith("SQLite format 3\0"u8));
    }

    private static unsafe void AggregateMemory()
    {
        using Connection db = new(":memory:");
        db.CreateFunctionV2(
            "added",
            1,
            Utf8,
            null,
            (context, values) => *(long*)context.AggregateContext(8) += values[0].Int64(),
            context => context.ResultInt64(*(long*)context.AggregateContext(8)));
        Same("7 25", Column(db, "SELECT added(x) || ' ' || added(x * x) FROM (SELECT 3 AS x UNION SELECT 4)"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DisposeOf(string order)
    {
        Connection db = new(":memory:");
        Statement statement = new(db, "SELECT 1");
        Install(db, "f");
        foreach (char which in order)
        {
            IDisposable gone = which == 'c' ? db : statement;
            gone.Dispose();
            gone.Dispose();
        }

        if (order.Contains('c', StringComparison.Ordinal))
        {
            Throws<ObjectDisposedException>(() => db.Exec("SELECT 1"));
        }

        if (order == "c")
        {
            Same(DatabaseError.Row, statement.Step());
        }
    }

    private static void AnyOrder()
    {
        foreach (string order in new[] { "cs", "sc", "c", "s", "" })
        {
            DisposeOf(order);
            Collect();
            Same(0L, Functions.MemoryUsed());
        }
    }

    private static void Threads()
    {
        bool over = false;
        Thread collector = new(() =>
        {
            while (!Volatile.Read(ref over))
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        Exception? failure = null;
        Thread[] workers = [.. Enumerable.Range(0, 3).Select(i => new Thread(() =>
        {
            try
            {
                Work(i);
            }
            catch (Exception error)
            {
                failure = error;
            }
        }))];
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        Volatile.Write(ref over, true);
        collector.Join();
        Same(null, failure);
    }

    private static void Work(int number)
    {
        for (int i = 0; i < 10; i++)
        {
            Connection db = new(":memory:");
            db.CreateFunctionV2("twice", 1, Utf8, (context, values) => context.ResultInt64(2 * values[0].Int64()));
            db.CreateCollationV2("backwards", Utf8, (a, b) => b.AsSpan().SequenceCompareTo(a));
            db.Exec("CREATE TABLE t (x, y)");
            using Statement insert = new(db, "INSERT INTO t VALUES (?1, twice(?1))");
            for (int row = 0; row < 20; row++)
            {
                insert.BindInt(1, row);
                insert.Step();
                insert.Reset();
            }

            long sum = 0;
            db.Exec("SELECT y FROM t ORDER BY x || '' COLLATE backwards", (values, _) =>
            {
                sum += long.Parse(values[0]!);
                return 0;
            });
            Same(380L, sum);
            if ((i + number) % 2 == 0)
            {
                db.Dispose();
            }
        }
    }
}
