/*
 * Several words about who owns what: pairs.h through its generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

#include <errno.h>
#include <stdlib.h>

static struct safe_ref_failure failure;
static struct safe_ref_node a, b, c; /* c hangs below b */
static int ended, asked, written, released, completed;
static long steps_sent;

static void hear(const char *text, void *user, struct safe_ref_failure *why)
{
	(void)text;
	(void)why;
	++*(int *)user;
}

static void end(void *user)
{
	(void)user;
	ended++;
}

static bool may_start(const char *name, void *user, struct safe_ref_failure *why)
{
	if (user)
		return safe_ref_fail(why, SAFE_REF_FAILED, 9, "it raised");
	return strcmp(name, "b") != 0;
}

static bool may_carry(int weight, void *user, struct safe_ref_failure *why)
{
	(void)user;
	(void)why;
	asked++;
	return weight < 10;
}

static int write_line(void *user, const char *line)
{
	(void)user;
	written++;
	return (int)strlen(line);
}

static void release(void *user)
{
	(void)user;
	released++;
}

static bool by_name(ref_node *one, ref_node *other, void *user)
{
	(void)user;
	return strcmp(ref_node_name(one), ref_node_name(other)) < 0;
}

static ref_made_text make(int n, void *user, struct safe_ref_failure *why)
{
	(void)why;
	++*(int *)user;
	return calloc(1, (size_t)n + 1);
}

static void done(void *user, enum ref_error error, long result, struct safe_ref_failure *why)
{
	(void)user;
	(void)why;
	steps_sent = error ? -1 : result;
	__atomic_add_fetch(&completed, 1, __ATOMIC_SEQ_CST);
}

static struct safe_ref_walk walk_from(struct safe_ref_node *node)
{
	struct safe_ref_walk walk;
	EXPECT(safe_ref_walk_new(&walk, node, &failure));
	return walk;
}

static struct safe_ref_walk walk_that_is_over(void)
{
	struct safe_ref_walk walk = walk_from(&a);
	struct safe_ref_node last;
	EXPECT(safe_ref_walk_next(&walk, &last, &failure) && safe_ref_node_unref(&last, &failure));
	return walk;
}

static void constructors(void)
{
	struct safe_ref_walk one = walk_from(&a), two = walk_from(&b), none = walk_that_is_over();
	struct safe_ref_guide guide;
	unsigned steps = 0;
	EXPECT(!safe_ref_guide_along(&guide, &none, NULL, &failure) && failure.code == REF_EMPTY &&
	       !none.handle);
	EXPECT(safe_ref_guide_along(&guide, &one, &two, &failure) && !one.handle && !two.handle);
	EXPECT(safe_ref_guide_go(&guide, &steps, &failure) && steps == 3 &&
	       safe_ref_guide_free(&guide, &failure));
	EXPECT(!safe_ref_guide_along(&guide, &one, NULL, &failure) && failure.kind == SAFE_REF_MISUSE);
	one = walk_from(&a);
	EXPECT(!safe_ref_guide_along(&guide, &one, &one, &failure) && failure.kind == SAFE_REF_MISUSE &&
	       one.handle);
	EXPECT(safe_ref_guide_new(&guide, &one, &failure) && safe_ref_guide_go(&guide, &steps, &failure));
	EXPECT(steps == 1 && safe_ref_guide_free(&guide, &failure));
	one = walk_from(&b);
	EXPECT(!safe_ref_guide_permitted(&guide, &one, may_start, NULL, &failure) && !one.handle);
	one = walk_from(&a);
	EXPECT(!safe_ref_guide_permitted(&guide, &one, may_start, &one, &failure) && failure.code == 9);
	one = walk_from(&a);
	EXPECT(safe_ref_guide_permitted(&guide, &one, may_start, NULL, &failure));
	EXPECT(safe_ref_guide_free(&guide, &failure));
}

static void leading(struct safe_ref_guide *guide)
{
	struct safe_ref_walk walk = walk_from(&b), none = walk_that_is_over();
	static const int weights[] = {5, 50};
	char *sign = NULL;
	int heard = 0, sum = 0;
	unsigned n = 0;
	EXPECT(safe_ref_guide_lead(guide, &walk, hear, &heard, end, &sign, &failure) && !walk.handle);
	EXPECT(sign && strcmp(sign, "b") == 0);
	free(sign);
	EXPECT(!safe_ref_guide_lead(guide, &none, hear, &heard, end, &sign, &failure) && !sign && ended == 1);
	EXPECT(failure.code == REF_EMPTY && !none.handle);
	EXPECT(!safe_ref_guide_pack(guide, NULL, 0, may_carry, NULL, &sum, &failure) &&
	       failure.code == EINVAL);
	EXPECT(safe_ref_guide_pack(guide, weights, 2, may_carry, NULL, &sum, &failure) && sum == 55);
	EXPECT(safe_ref_guide_go(guide, &n, &failure) && n == 1 && heard == 1);
	EXPECT(safe_ref_guide_packed(guide, &n, &failure) && n == 1 && asked == 2);
}

static void stops(struct safe_ref_guide *guide)
{
	const struct ref_order order = {.is_before = by_name};
	struct safe_ref_halt halt;
	struct safe_ref_node first;
	unsigned steps = 0;
	EXPECT(safe_ref_guide_halt(guide, &order, &halt, &failure));
	EXPECT(safe_ref_halt_first(&halt, &b, &first, &failure) && first.handle == a.handle);
	EXPECT(safe_ref_node_unref(&first, &failure) && safe_ref_halt_free(&halt, &failure));
	EXPECT(safe_ref_guide_go(guide, &steps, &failure) && steps == 0);
	EXPECT(!safe_ref_guide_halt(guide, &order, &halt, &failure) && failure.code == REF_EMPTY &&
	       !halt.handle);
}

static void telling(struct safe_ref_guide *guide)
{
	const struct ref_sink sink = {.write = write_line, .release = release};
	const struct ref_shape circle = {REF_SHAPE_BOX, {.box = {2, 3}}};
	struct safe_ref_walk walk = walk_from(&a), none = walk_that_is_over();
	char *text = NULL;
	int made = 0;
	EXPECT(safe_ref_guide_tell(guide, circle, &sink, make, &made, 3, &text, &failure) &&
	       strcmp(text, "0 6.0") == 0 && written == 3 && made > 0);
	free(text);
	EXPECT(!safe_ref_guide_send(guide, &none, &sink, "to", done, NULL, &failure) && released == 1);
	walk.borrowed = true;
	EXPECT(!safe_ref_guide_send(guide, &walk, &sink, "to", done, NULL, &failure) && walk.handle);
	EXPECT(strstr(failure.message, "'walk' is only lent") != NULL && released == 1);
	walk.borrowed = false;
	EXPECT(safe_ref_guide_send(guide, &walk, &sink, "to", done, NULL, &failure) && !walk.handle);
	for (int i = 0; i < 5000 && !__atomic_load_n(&completed, __ATOMIC_SEQ_CST); i++)
		safe_ref_wait(1, NULL);
	EXPECT(completed == 1 && steps_sent == 1 && written == 4 && released == 2);
}

int main(void)
{
	struct safe_ref_walk walk;
	struct safe_ref_guide guide;
	EXPECT(safe_ref_node_new(&a, "a", 1, &failure) && safe_ref_node_new(&b, "b", 2, &failure));
	EXPECT(safe_ref_node_new(&c, "c", 3, &failure) && safe_ref_node_hang(&b, &c, &failure));
	constructors();
	walk = walk_from(&a);
	EXPECT(safe_ref_guide_new(&guide, &walk, &failure));
	stops(&guide);
	leading(&guide);
	telling(&guide);
	EXPECT(safe_ref_guide_free(&guide, &failure) && ended == 2);
	EXPECT(safe_ref_node_unref(&a, &failure) && safe_ref_node_unref(&b, &failure) &&
	       safe_ref_node_unref(&c, &failure));
	EXPECT_NOTHING_ALIVE();
	/* The thread that ran it ends. */
	safe_ref_wait(20, NULL);
	return wrong != 0;
}
