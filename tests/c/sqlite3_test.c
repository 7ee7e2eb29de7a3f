/* SQL functions whose steps share what they work on, and one that fails. SPDX-License-Identifier: MIT */
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
	safe_sqlite3_context_result_int64(context, *(sqlite3_int64 *)user, failure);
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
	struct safe_Connection db, none;
	struct safe_Statement one;
	int status = 0;
	struct safe_sqlite3_failure failure;
	sqlite3_int64 sum = 0;
	const char *sql = "SELECT total(0, x) AS t FROM (SELECT 1 AS x UNION SELECT 41)";
	if (!safe_Connection_new(&db, ":memory:", 6, NULL, &failure) ||
	    !safe_sqlite3_create_function_v2(&db, "total", 2, SQLITE_UTF8, &sum, NULL, step, final, let_go,
					     &failure) ||
	    !safe_sqlite3_exec(&db, sql, row, (void *)"users", &failure))
		return 1;
	if (safe_sqlite3_exec(&db, "SELECT total(0, -1)", NULL, NULL, &failure))
		return 2;
	printf("%s\n", failure.message);
	if (safe_Connection_new(&none, "/no/such/folder/file", 6, NULL, &failure) || none.handle ||
	    failure.code != SQLITE_CANTOPEN)
		return 4;
	if (!safe_Statement_new(&one, &db, "SELECT 1", &failure) ||
	    !safe_sqlite3_stmt_step(&one, &status, &failure) || status != SQLITE_ROW ||
	    !safe_sqlite3_stmt_step(&one, &status, &failure) || status != SQLITE_DONE ||
	    !safe_sqlite3_stmt_finalize(&one, &failure))
		return 5;
	return safe_sqlite3_close_v2(&db, &failure) && freed == 1 && !sqlite3_memory_used() ? 0 : 3;
}
