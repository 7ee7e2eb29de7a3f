/*
 * Structs of functions: interfaces.h through its generated header, where they are C's own.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

static struct safe_ref_failure failure;

struct lines {
	int n, released;
};

static int write_line(void *user, const char *line)
{
	((struct lines *)user)->n++;
	return (int)strlen(line);
}

static bool has_room(void *user, size_t lines)
{
	(void)user;
	return lines < 3;
}

static void release(void *user)
{
	((struct lines *)user)->released++;
}

static bool by_name(ref_node *a, ref_node *b, void *user)
{
	(void)user;
	return strcmp(ref_node_name(a), ref_node_name(b)) < 0;
}

int main(void)
{
	struct lines lines = {0, 0};
	struct ref_sink sink = {.write = write_line, .user = &lines, .release = release};
	struct ref_order order = {.is_before = by_name};
	struct safe_ref_log log;
	struct safe_ref_node a, b, first;
	int n = 0;
	EXPECT(safe_ref_write(&sink, 2, &n, &failure) && n == 12 && lines.n == 2);
	EXPECT(!safe_ref_write(NULL, 2, &n, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_write_elsewhere(NULL, 2, &n, &failure) && n == 0);
	sink.has_room = has_room;
	EXPECT(safe_ref_write_elsewhere(&sink, 3, &n, &failure) && n == 0);
	EXPECT(safe_ref_node_new(&a, "a", 1, &failure) && safe_ref_node_new(&b, "b", 1, &failure));
	EXPECT(safe_ref_node_first(order, &b, &a, &first, &failure) && first.handle == a.handle);
	EXPECT(safe_ref_node_unref(&first, &failure));
	EXPECT(safe_ref_log_new(&log, &sink, &failure) && safe_ref_log_write(&log, "one", &n, &failure));
	EXPECT(n == 3 && safe_ref_log_order(&log, &order, &failure));
	EXPECT(safe_ref_log_write_nodes(&log, &b, &a, &n, &failure) && n == 2);
	EXPECT(safe_ref_log_free(&log, &failure) && lines.released == 1);
	EXPECT(safe_ref_node_unref(&a, &failure) && safe_ref_node_unref(&b, &failure));
	EXPECT_NOTHING_ALIVE();
	return wrong != 0;
}
