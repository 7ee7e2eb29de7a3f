/* What tests/python/said.h declares, in few words. SPDX-License-Identifier: MIT */
#include "said.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int alive;

struct shape {
	int width, height;
	char name[16];
	watcher w;
	void *user;
};

const char *shape_error_text(enum shape_error error)
{
	return error == BAD ? "bad" : error == WORSE ? "worse" : "?";
}
shape *shape_new(int width)
{
	shape *s = width > 0 ? calloc(1, sizeof *s) : NULL;
	if (!s)
		return NULL;
	s->width = s->height = width;
	alive++;
	return s;
}
void shape_free(shape *s)
{
	free(s);
	alive--;
}
shape *shape_copy(const shape *s)
{
	return shape_new(s->width);
}
double shape_area(const shape *s)
{
	return (double)s->width * s->height;
}
void shape_dump(void)
{
}
double shape_get_area2(const shape *s)
{
	return 2 * shape_area(s);
}
int shape_save(const char *path)
{
	return *path ? SHAPE_OK : SHAPE_BROKEN;
}
int shape_count(void)
{
	return alive;
}
void shape_scale(shape *s, int factor)
{
	s->width *= factor;
}
int shape_init(shape *s, size_t size)
{
	return s && size == sizeof(int);
}
int shape_kind(const shape *s)
{
	return s->width == s->height ? SHAPE_KIND_SQUARE : SHAPE_KIND_ROUND;
}
int draw(int times, shape *s)
{
	return times * s->width;
}
int shape_width(const shape *s)
{
	return s->width;
}
void shape_set_width(shape *s, int width)
{
	s->width = width;
}
bool shape_same(const shape *a, const shape *b)
{
	return a->width == b->width;
}
int shape_order(const shape *a, const shape *b)
{
	return a->width - b->width;
}
unsigned shape_hash(const shape *s)
{
	return (unsigned)s->width;
}
char *shape_describe(const shape *s)
{
	char *text = malloc(32);
	snprintf(text, 32, "%dx%d", s->width, s->height);
	return text;
}
void shape_size(const shape *s, int *width, int *height)
{
	*width = s->width;
	*height = s->height;
}
void shape_rename(shape *s, const char *name)
{
	snprintf(s->name, sizeof s->name, "%s", name ? name : "none");
}
const char *shape_name(const shape *s)
{
	return s->name;
}
void shape_colour(shape *s, const float *rgb)
{
	s->height = (int)(rgb[0] + rgb[1] + rgb[2]);
}
enum edges shape_edges(const shape *s)
{
	return s->width > 2 ? LEFT | RIGHT : LEFT;
}
enum shape_error shape_text(const shape *s, char *text, size_t *size)
{
	size_t need = (size_t)s->width;
	if (need > 5000)
		return WORSE;
	if (*size < need)
		return TOO_SMALL;
	memset(text, 'x', *size = need);
	return OK;
}

struct group {
	shape *shapes[8];
	int n, next;
};
struct query {
	group *g;
};
group *group_new(void)
{
	alive++;
	return calloc(1, sizeof(group));
}
void group_free(group *g)
{
	for (int i = 0; i < g->n; i++)
		shape_free(g->shapes[i]);
	free(g);
	alive--;
}
void group_add(group *g, shape *s)
{
	g->shapes[g->n++] = s;
}
bool group_next(group *g, int *width)
{
	if (g->next == g->n)
		return false;
	*width = g->shapes[g->next++]->width;
	return true;
}
query *group_prepare(group *g)
{
	query *q = calloc(1, sizeof *q);
	q->g = g;
	alive++;
	return q;
}
void query_free(query *q)
{
	free(q);
	alive--;
}
int query_run(query *q)
{
	return q->g->n;
}

int sum(const int *v, size_t n)
{
	int all = 0;
	while (n)
		all += v[--n];
	return all;
}
int sum_bytes(const int *v, size_t size)
{
	return sum(v, size / sizeof *v);
}
int run(const char *const *arguments)
{
	int n = 0;
	while (arguments[n])
		n++;
	return n;
}
char **names(size_t *n)
{
	char **all = malloc(2 * sizeof *all);
	all[0] = strdup("one");
	all[1] = strdup("two");
	*n = 2;
	return all;
}
size_t log_line(const char *text)
{
	return strlen(text);
}
static char name_set[16];
void set_name(char *name)
{
	snprintf(name_set, sizeof name_set, "%s", name);
	free(name);
}
int shapes_in(const char *path)
{
	return *path ? 3 : SHAPE_BROKEN;
}
int shapes_store(const char *path)
{
	if (*path)
		return 4;
	errno = ENOENT;
	return -1;
}

double points_length(struct points points)
{
	return points.n ? points.at[points.n - 1].x : 0;
}
void ints_free(struct ints ints)
{
	free(ints.at);
	alive--;
}
struct ints ints_up_to(int n)
{
	struct ints ints = {malloc((size_t)n * sizeof(int)), (size_t)n, (size_t)n};
	for (int i = 0; i < n; i++)
		ints.at[i] = i;
	alive++;
	return ints;
}
size_t text_size(struct text text)
{
	return text.n;
}
struct maybe half(struct maybe number)
{
	return (struct maybe){number.has && number.value % 2 == 0, number.value / 2};
}
struct parsed parse(const char *text)
{
	return *text ? (struct parsed){.failed = false, .ok = atoi(text)}
		     : (struct parsed){.failed = true, .err = 5};
}
double event_weight(struct event event)
{
	return event.tag == KEY ? event.what.key : event.what.at.x;
}
int options_level(const struct options *options)
{
	return options->size == sizeof *options && !options->zero ? options->level : -1;
}
int visit_all(int n, const struct visitor *v)
{
	return n ? v->visit(v->user, n) + visit_all(n - 1, v) : 0;
}
metres metres_add(metres a, metres b)
{
	return a + b;
}
shape_id shape_find(const char *name)
{
	return *name ? 7 : -1;
}
int shape_id_number(shape_id id)
{
	return id;
}

int each(shape_visitor visit, void *user)
{
	return visit(1, user) + visit(2, user);
}
static struct {
	watcher w;
	void *user;
	void (*done)(void *);
} watching;
void watch(watcher w, void *user, void (*done)(void *))
{
	if (watching.done)
		watching.done(watching.user);
	watching.w = w;
	watching.user = user;
	watching.done = done;
}
void tell(int what)
{
	watching.w(what, watching.user);
}
void shape_watch(shape *s, watcher w, void *user)
{
	s->w = w;
	s->user = user;
}
void shape_shake(shape *s)
{
	s->w(s->width, s->user);
}
void load(const char *path, loaded done, void *user)
{
	done(user, *path ? OK : BAD, 9);
}
int shapes_alive(void)
{
	return alive;
}
