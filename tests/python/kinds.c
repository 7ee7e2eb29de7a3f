/* SPDX-License-Identifier: MIT */
#include "kinds.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SAME(type, name) \
	type kinds_##name(type x) \
	{ \
		return x; \
	}
SAME(int8_t, i8)
SAME(uint8_t, u8)
SAME(int16_t, i16)
SAME(uint16_t, u16)
SAME(int32_t, i32)
SAME(uint32_t, u32)
SAME(int64_t, i64)
SAME(uint64_t, u64)
SAME(char, char)
SAME(bool, bool)
SAME(float, float)
SAME(double, double)
SAME(long double, long_double)
SAME(int, leaf)
SAME(__int128, wide)
SAME(enum kinds_signed, signed)
SAME(enum kinds_closed, closed)
SAME(enum kinds_bits, bits)
SAME(struct kinds_packed, by_value)

int kinds_counter = 42;
static size_t live;
static int disorder;

int kinds_default(int x, int hidden)
{
	return x + hidden;
}

int kinds_old(void)
{
	return 1;
}

int kinds_lambda(int from, int in, int self)
{
	return from * 100 + in * 10 + self;
}

uint64_t kinds_sum_plain(const struct kinds_plain *p)
{
	uint64_t sum = p->byte + (uint64_t)p->bits + p->inner.a + p->inner.b + (uint64_t)p->wide + p->yes;
	for (int i = 0; i < 3; i++)
		sum += (uint64_t)p->numbers[i];
	return sum + strlen(p->name) + (p->text ? strlen(p->text) : 0) + (p->next ? p->next->byte : 0);
}

int64_t kinds_sum_fields(const struct kinds_fields *f)
{
	return f->low + f->high + (int64_t)f->wide + f->flag + f->behind + f->last;
}

void kinds_fill_fields(struct kinds_fields *f)
{
	*f = (struct kinds_fields){.low = 5, .high = -16, .wide = 0xabcdef0123, .flag = 1, .behind = 200, .last = 99};
}

uint64_t kinds_sum_packed(const struct kinds_packed *p)
{
	return p->a + p->b + p->c;
}

uint64_t kinds_sum_aligned(const struct kinds_aligned *p)
{
	return (uintptr_t)p % 32 ? 0 : p->a + p->b;
}

uint64_t kinds_sum_holder(const struct kinds_holder *h)
{
	return h->tag + h->either.number + h->x + h->y + h->packed.b;
}

struct kinds_inner kinds_swap(struct kinds_inner x)
{
	return (struct kinds_inner){(uint8_t)x.b, x.a};
}

size_t kinds_length(const char *text)
{
	return text ? strlen(text) : 1000;
}

const char *kinds_maybe(bool there)
{
	return there ? "" : NULL;
}

const char *kinds_always(void)
{
	return "\303\244";
}

void kinds_free(void *memory)
{
	live -= memory != NULL;
	free(memory);
}

char *kinds_twice(const char *text)
{
	size_t n = strlen(text);
	if (!n)
		return NULL;
	char *twice = malloc(2 * n + 1);
	live++;
	memcpy(twice, text, n);
	memcpy(twice + n, text, n + 1);
	return twice;
}

char *kinds_promise(const char *text)
{
	return kinds_twice(text);
}

size_t kinds_fill(char *text, size_t room)
{
	memset(text, 'x', room);
	return room;
}

const uint8_t *kinds_lie(size_t *n)
{
	*n = 3;
	return NULL;
}

kinds_base *kinds_no_base(void)
{
	return NULL;
}

size_t kinds_live(void)
{
	return live;
}

size_t kinds_counted(const char *text, size_t n)
{
	return text ? n : 0;
}

size_t kinds_ascii(const char *text)
{
	return strlen(text);
}

size_t kinds_locale(const char *text)
{
	return strlen(text);
}

size_t kinds_octets(const char *text)
{
	return strlen(text);
}

size_t kinds_broken(char *text, size_t room)
{
	strncpy(text, "\377\376", room);
	return 0;
}

uint32_t kinds_sum_bytes(const void *data, size_t n)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += ((const uint8_t *)data)[i];
	return sum;
}

uint32_t kinds_sum_short(const uint8_t *data, uint8_t n)
{
	return data ? kinds_sum_bytes(data, n) : 12345;
}

void kinds_invert(uint8_t *data, size_t n)
{
	for (size_t i = 0; i < n; i++)
		data[i] = (uint8_t)~data[i];
}

int64_t kinds_sum_ints(const int32_t *data, size_t n)
{
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += data[i];
	return sum;
}

void kinds_scale(double *data, size_t n, double by)
{
	for (size_t i = 0; i < n; i++)
		data[i] *= by;
}

double kinds_dot(const double *a, const double *b, size_t n)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

int kinds_three(const int *data)
{
	return data[0] * 100 + data[1] * 10 + data[2];
}

uint64_t kinds_sum_inners(const struct kinds_inner *data, size_t n)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += data[i].a + data[i].b;
	return sum;
}

void kinds_change_inners(struct kinds_inner *data, size_t n)
{
	for (size_t i = 0; i < n; i++)
		data[i].b++;
}

int32_t *kinds_range(int32_t end, size_t *n)
{
	*n = 0;
	if (end <= 0)
		return NULL;
	int32_t *range = malloc((size_t)end * sizeof *range);
	live++;
	for (int32_t i = 0; i < end; i++)
		range[i] = i;
	*n = (size_t)end;
	return range;
}

void kinds_divide(int a, int b, int *quotient, int *rest)
{
	*quotient = a / b;
	*rest = a % b;
}

void kinds_increment(int *x)
{
	++*x;
}

size_t kinds_read(uint8_t *data, size_t room)
{
	size_t n = room < 5 ? room : 5;
	memcpy(data, "hello", n);
	return n;
}

int kinds_open(const char *path)
{
	if (strcmp(path, "there") == 0)
		return 3;
	errno = ENOENT;
	return -1;
}

int kinds_find(int x)
{
	return x > 0 ? x : -1;
}

struct kinds_base {
	char message[64];
	int children;
	kinds_hook hook;
	void *user;
};

struct kinds_child {
	kinds_base *base;
};

const char *kinds_base_message(kinds_base *base)
{
	return base->message;
}

kinds_status kinds_base_open(const char *name, kinds_base **base)
{
	*base = calloc(1, sizeof **base);
	live++;
	if (strcmp(name, "bad") != 0)
		return KINDS_FINE;
	strcpy((*base)->message, "the name is bad");
	return KINDS_BUSY;
}

kinds_status kinds_base_close(kinds_base *base)
{
	if (base->children)
		disorder++;
	bool fails = strcmp(base->message, "fail") == 0;
	if (base->hook && fails)
		base->hook(-1, base->user);
	free(base);
	live--;
	return fails ? KINDS_BUSY : KINDS_FINE;
}

kinds_status kinds_base_step(kinds_base *base, int what)
{
	if (base->hook)
		base->hook(what, base->user);
	strcpy(base->message, what == 99 ? "fail" : "it is busy");
	return what == 99 ? KINDS_FINE : (kinds_status)what;
}

kinds_child *kinds_child_new(kinds_base *base)
{
	kinds_child *child = calloc(1, sizeof *child);
	live++;
	child->base = base;
	base->children++;
	return child;
}

kinds_child *kinds_base_make(kinds_base *base)
{
	return kinds_child_new(base);
}

void kinds_child_free(kinds_child *child)
{
	child->base->children--;
	free(child);
	live--;
}

static kinds_child *last_child;

kinds_child *kinds_child_itself(kinds_child *child)
{
	return last_child = child;
}

kinds_child *kinds_last_child(void)
{
	return last_child;
}

kinds_status kinds_child_fail(kinds_child *child)
{
	strcpy(child->base->message, "the child failed");
	return KINDS_BUSY;
}

bool kinds_child_same(const kinds_child *child, const kinds_child *other)
{
	return child == other;
}

void kinds_child_eat(kinds_child *child, kinds_child *other)
{
	if (child != other)
		kinds_child_free(other);
}

kinds_base *kinds_child_base(kinds_child *child)
{
	return child->base;
}

int kinds_disorder(void)
{
	return disorder;
}

struct kinds_bound {
	int uses;
};

kinds_bound *kinds_bound_new(void)
{
	live++;
	return calloc(1, sizeof(kinds_bound));
}

void kinds_bound_free(kinds_bound *bound)
{
	live--;
	free(bound);
}

int kinds_bound_use(kinds_bound *bound)
{
	return ++bound->uses;
}

void kinds_sort(struct kinds_inner *data, size_t n, kinds_compare compare)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && compare(&data[k - 1], &data[k]) > 0; k--) {
			struct kinds_inner swap = data[k];
			data[k] = data[k - 1];
			data[k - 1] = swap;
		}
}

int kinds_rows(int n, kinds_row row, void *user)
{
	int sum = 0;
	for (int i = 0; row && i < n; i++) {
		int result = row(i ? "row" : NULL, (const uint8_t *)"abc", (size_t)i % 4, (enum kinds_signed)(i - 5), user);
		if (result < 0)
			return result;
		sum += result;
	}
	return sum;
}

static kinds_done listener;
static void *listener_data;
static void (*listener_destroy)(void *);

void kinds_silence(void)
{
	if (listener_destroy)
		listener_destroy(listener_data);
	listener = NULL;
	listener_destroy = NULL;
}

void kinds_listen(kinds_done done, void *user, void (*destroy)(void *))
{
	kinds_silence();
	listener = done;
	listener_data = user;
	listener_destroy = destroy;
}

void kinds_tell(int value)
{
	if (listener)
		listener(value, listener_data);
}

static void *tell(void *value)
{
	kinds_tell((int)(intptr_t)value);
	return NULL;
}

void kinds_tell_elsewhere(int value)
{
	pthread_t thread;
	pthread_create(&thread, NULL, tell, (void *)(intptr_t)value);
	pthread_join(thread, NULL);
}

static kinds_signal signal_handler;

void kinds_on_signal(kinds_signal handler)
{
	signal_handler = handler;
}

void kinds_raise(int value)
{
	if (signal_handler)
		signal_handler(value);
}

void kinds_base_hook(kinds_base *base, kinds_hook hook, void *user)
{
	base->hook = hook;
	base->user = user;
}

kinds_status kinds_stream_init(kinds_stream *stream, int fail)
{
	if (fail)
		return KINDS_BUSY;
	stream->state = malloc(1);
	stream->message = "ready";
	stream->mode = KINDS_SIGNED_HIGH;
	live++;
	return KINDS_FINE;
}

void kinds_stream_end(kinds_stream *stream)
{
	free(stream->state);
	live--;
}

size_t kinds_stream_copy(kinds_stream *stream)
{
	size_t n = stream->n_in < stream->n_out ? stream->n_in : stream->n_out;
	memcpy(stream->out, stream->in, n);
	stream->in += n;
	stream->n_in -= (uint32_t)n;
	stream->out += n;
	stream->n_out = (uint16_t)(stream->n_out - n);
	return n;
}

void kinds_pipe_init(kinds_pipe *pipe)
{
	pipe->n_source = pipe->n_sink = 0;
}

void kinds_pipe_end(kinds_pipe *pipe)
{
	pipe->source = pipe->sink = NULL;
}

void kinds_pipe_copy(kinds_pipe *pipe)
{
	uint32_t n = pipe->n_source < pipe->n_sink ? pipe->n_source : pipe->n_sink;
	memcpy(pipe->sink, pipe->source, n);
	pipe->source += n;
	pipe->n_source -= n;
	pipe->sink += n;
	pipe->n_sink -= n;
}

enum kinds_signs kinds_signs_same(enum kinds_signs bits)
{
	return bits;
}

enum kinds_signs kinds_signs_any(const enum kinds_signs *bits, size_t n)
{
	int any = 0;
	for (size_t i = 0; i < n; i++)
		any |= bits[i];
	return any;
}

enum kinds_signs kinds_signs_ask(enum kinds_signs (*ask)(enum kinds_signs bits, void *user), void *user)
{
	return ask(KINDS_SIGNS_TOP, user);
}

enum kinds_closed kinds_closed_make(int x)
{
	return (enum kinds_closed)x;
}

enum kinds_bits kinds_bits_all(void)
{
	return (enum kinds_bits)0xffffffff;
}

void kinds_closed_fill(enum kinds_closed *many, size_t n, int x)
{
	for (size_t i = 0; i < n; i++)
		many[i] = (enum kinds_closed)x;
}

void kinds_closed_tell(void (*each)(enum kinds_closed value, void *user), void *user, int x)
{
	each((enum kinds_closed)x, user);
}

int kinds_closed_sum(const enum kinds_closed *values, size_t n)
{
	int sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += values[i];
	return sum;
}

int kinds_closed_ask(enum kinds_closed (*ask)(void *user), void *user)
{
	return ask(user);
}

float kinds_float_sum(const float *values, size_t n)
{
	float sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += values[i];
	return sum;
}

float kinds_float_ask(float (*ask)(void *user), void *user)
{
	return ask(user);
}

int kinds_bool_sum(const bool *values, size_t n)
{
	int sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += values[i];
	return sum;
}

struct kinds_ends kinds_ends_same(struct kinds_ends ends)
{
	return ends;
}

short kinds_taste_short(short taste)
{
	return taste;
}

long long kinds_taste_wide(long long taste)
{
	return taste == KINDS_TASTE_STRONG ? 1LL << 40 : taste;
}

void kinds_taste_next(short *taste)
{
	++*taste;
}

int kinds_taste_sum(const short *tastes, size_t n)
{
	int sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += tastes[i];
	return sum;
}

int kinds_taste_sum_wide(const long long *tastes, size_t n)
{
	int sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += (int)tastes[i];
	return sum;
}

void kinds_taste_fill(short *tastes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		tastes[i] = KINDS_TASTE_SOUR;
}

const short *kinds_tastes(size_t *n)
{
	static const short tastes[] = {KINDS_TASTE_SOUR, KINDS_TASTE_SWEET, 3};
	*n = 3;
	return tastes;
}

short kinds_taste_ask(short (*ask)(short taste, void *user), void *user, short taste)
{
	return ask(taste, user);
}

struct kinds_maybe_taste kinds_maybe_taste(struct kinds_maybe_taste taste)
{
	return taste;
}
