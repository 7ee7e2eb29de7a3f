/* One of each kind of thing that a binding carries, for tests/python/test_kinds.py. SPDX-License-Identifier: MIT */
#ifndef KINDS_H
#define KINDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ffiextract.h>

FFI_LIBRARY("kinds", "1.0");

FFI_EXPORT_BEGIN

/* ---- numbers ---- */

int8_t kinds_i8(int8_t x);
uint8_t kinds_u8(uint8_t x);
int16_t kinds_i16(int16_t x);
uint16_t kinds_u16(uint16_t x);
int32_t kinds_i32(int32_t x);
uint32_t kinds_u32(uint32_t x);
int64_t kinds_i64(int64_t x);
uint64_t kinds_u64(uint64_t x);
char kinds_char(char x);
bool kinds_bool(bool x);
float kinds_float(float x);
double kinds_double(double x);
long double kinds_long_double(long double x);
int kinds_leaf(int x) FFI_LEAF;
__int128 kinds_wide(__int128 x);
int kinds_default(int x FFI_DEFAULT(7), int hidden FFI_PASS(35));
/** Old. */
int kinds_old(void) __attribute__((deprecated("use kinds_new")));
int kinds_lambda(int from, int in, int self);
extern int kinds_counter;

/* ---- enumerations ---- */

enum kinds_signed { KINDS_SIGNED_LOW = -5, KINDS_SIGNED_HIGH = 5 };
enum kinds_closed { KINDS_CLOSED_A = 1, KINDS_CLOSED_B = 2 } FFI_CLOSED;
/* A bit set with the sign bit, as `1 << 31` makes it. */
enum kinds_signs { KINDS_SIGNS_A = 1, KINDS_SIGNS_B = 2, KINDS_SIGNS_TOP = -0x7fffffff - 1 } FFI_FLAGS;
enum kinds_bits { KINDS_BITS_A = 1, KINDS_BITS_B = 2, KINDS_BITS_TOP = 0x80000000u } FFI_FLAGS;

enum kinds_signed kinds_signed(enum kinds_signed x);
enum kinds_closed kinds_closed(enum kinds_closed x);
enum kinds_bits kinds_bits(enum kinds_bits x);

/* ---- structs ---- */

struct kinds_inner {
	uint8_t a;
	uint32_t b;
};

struct kinds_plain {
	uint8_t byte;
	enum kinds_bits bits;
	struct kinds_inner inner;
	int16_t numbers[3];
	char name[8];
	bool yes;
	const char *text;
	struct kinds_plain *next;
	long double wide;
};

struct kinds_fields {
	unsigned low : 3;
	int high : 5;
	unsigned long long wide : 40;
	_Bool flag : 1;
	unsigned : 0;
	uint8_t behind;
	unsigned last : 7;
};

struct kinds_packed {
	uint8_t a;
	uint64_t b;
	uint16_t c;
} __attribute__((packed));

struct kinds_aligned {
	uint8_t a;
	uint64_t b __attribute__((aligned(32)));
};

union kinds_either {
	uint32_t number;
	float real;
	uint8_t bytes[6];
};

struct kinds_holder {
	uint8_t tag;
	union kinds_either either;
	struct {
		uint8_t x;
		uint16_t y;
	};
	struct kinds_packed packed;
};

/** Sums of all fields, to see that both sides mean the same places. */
uint64_t kinds_sum_plain(const struct kinds_plain *p);
int64_t kinds_sum_fields(const struct kinds_fields *f);
void kinds_fill_fields(struct kinds_fields *f);
uint64_t kinds_sum_packed(const struct kinds_packed *p);
uint64_t kinds_sum_aligned(const struct kinds_aligned *p);
uint64_t kinds_sum_holder(const struct kinds_holder *h);
struct kinds_inner kinds_swap(struct kinds_inner x);
struct kinds_packed kinds_by_value(struct kinds_packed x);

/* ---- texts ---- */

size_t kinds_length(const char *text FFI_NULLABLE);
const char *kinds_maybe(bool there);
const char *kinds_always(void) __attribute__((returns_nonnull));
void kinds_free(void *memory);
FFI_OWNED_BY(kinds_free) char *kinds_twice(const char *text);
FFI_OWNED_BY(kinds_free) FFI_NONNULL char *kinds_promise(const char *text);
size_t kinds_fill(char *text FFI_BUFFER(room) FFI_UTF8, size_t room);
size_t kinds_live(void);
size_t kinds_counted(const char *text FFI_UTF8 FFI_ARRAY(n), size_t n);
size_t kinds_ascii(const char *text FFI_ASCII);
size_t kinds_locale(const char *text FFI_LOCALE);
size_t kinds_octets(const char *text FFI_BYTES);
size_t kinds_broken(char *text FFI_BUFFER(room) FFI_UTF8, size_t room);

/* ---- slices and vectors ---- */

uint32_t kinds_sum_bytes(const void *data FFI_ARRAY(n), size_t n);
uint32_t kinds_sum_short(const uint8_t *data FFI_ARRAY(n) FFI_NULLABLE, uint8_t n);
void kinds_invert(uint8_t *data FFI_ARRAY(n), size_t n);
int64_t kinds_sum_ints(const int32_t *data FFI_ARRAY(n), size_t n);
void kinds_scale(double *data FFI_ARRAY(n), size_t n, double by);
double kinds_dot(const double *a FFI_ARRAY(n), const double *b FFI_ARRAY(n), size_t n);
int kinds_three(const int *data FFI_ARRAY_FIXED(3));
uint64_t kinds_sum_inners(const struct kinds_inner *data FFI_ARRAY(n), size_t n);
void kinds_change_inners(struct kinds_inner *data FFI_ARRAY(n), size_t n);
FFI_ARRAY(n) FFI_BORROWED FFI_NONNULL const uint8_t *kinds_lie(size_t *n FFI_OUT);
FFI_ARRAY(n) FFI_OWNED_BY(kinds_free) int32_t *kinds_range(int32_t end, size_t *n FFI_OUT);
void kinds_divide(int a, int b, int *quotient FFI_OUT, int *rest FFI_OUT);
void kinds_increment(int *x FFI_INOUT);
size_t kinds_read(uint8_t *data FFI_BUFFER(room, return), size_t room);

/* ---- failures ---- */

FFI_ERRNO int kinds_open(const char *path);
FFI_SENTINEL(-1) int kinds_find(int x);

/* ---- objects that keep one another ---- */

#define KINDS_DONE 2
FFI_CONSTANT(KINDS_DONE);

typedef enum kinds_status { KINDS_FINE = 0, KINDS_BUSY = 1, KINDS_MORE = 2 } kinds_status
	FFI_ERROR(KINDS_FINE, KINDS_MORE) FFI_ERROR_MESSAGE(kinds_base_message);

typedef struct kinds_base kinds_base FFI_SERVICE;
typedef struct kinds_child kinds_child FFI_SERVICE;

const char *kinds_base_message(kinds_base *base);
FFI_CONSTRUCTOR(kinds_base) kinds_status kinds_base_open(const char *name, kinds_base **base FFI_OUT FFI_SET_ON_ERROR FFI_OWNED);
FFI_DESTRUCTOR(kinds_base) kinds_status kinds_base_close(kinds_base *base);
kinds_status kinds_base_step(kinds_base *base, int what);
FFI_CONSTRUCTOR(kinds_child) FFI_OWNED FFI_KEEPS(base) kinds_child *kinds_child_new(kinds_base *base);
FFI_DESTRUCTOR(kinds_child) void kinds_child_free(kinds_child *child);
FFI_OWNED FFI_KEEPS(base) kinds_child *kinds_base_make(kinds_base *base);
FFI_BORROWED FFI_NONNULL kinds_base *kinds_no_base(void);
kinds_status kinds_child_fail(kinds_child *child);
FFI_BORROWED_FROM(child) kinds_child *kinds_child_itself(kinds_child *child);
FFI_BORROWED kinds_child *kinds_last_child(void);
bool kinds_child_same(const kinds_child *child, const kinds_child *other FFI_NULLABLE);
void kinds_child_eat(kinds_child *child, kinds_child *other FFI_TRANSFER);
FFI_BORROWED_FROM(child) kinds_base *kinds_child_base(kinds_child *child);
/** How often an object was ended before those that need it. */
int kinds_disorder(void);

typedef struct kinds_bound kinds_bound FFI_SERVICE FFI_THREAD_BOUND;
FFI_CONSTRUCTOR(kinds_bound) FFI_OWNED kinds_bound *kinds_bound_new(void);
FFI_DESTRUCTOR(kinds_bound) void kinds_bound_free(kinds_bound *bound);
int kinds_bound_use(kinds_bound *bound);

/* ---- callbacks ---- */

typedef int (*kinds_compare)(const struct kinds_inner *a, const struct kinds_inner *b);
void kinds_sort(struct kinds_inner *data FFI_ARRAY(n), size_t n, kinds_compare compare FFI_SCOPE(call));

typedef int (*kinds_row)(const char *text, const uint8_t *data FFI_ARRAY(n), size_t n, enum kinds_signed kind, void *user FFI_CONTEXT) FFI_ON_EXCEPTION(-1);
int kinds_rows(int n, kinds_row row FFI_USER_DATA(user) FFI_SCOPE(call) FFI_NULLABLE, void *user);

typedef void (*kinds_done)(int value, void *user FFI_CONTEXT);
void kinds_listen(kinds_done done FFI_USER_DATA(user) FFI_DESTROY(destroy), void *user, void (*destroy)(void *));
void kinds_tell(int value);
void kinds_silence(void);
/** On a thread of its own. */
void kinds_tell_elsewhere(int value);

typedef void (*kinds_signal)(int value);
void kinds_on_signal(kinds_signal handler FFI_SCOPE(forever));
void kinds_raise(int value);

typedef void (*kinds_hook)(int value, void *user FFI_CONTEXT);
void kinds_base_hook(kinds_base *base, kinds_hook hook FFI_USER_DATA(user) FFI_RETAINED, void *user);

/* ---- numbers at their ends ---- */

enum kinds_signs kinds_signs_same(enum kinds_signs bits);
enum kinds_signs kinds_signs_any(const enum kinds_signs *bits FFI_ARRAY(n), size_t n);
enum kinds_signs kinds_signs_ask(enum kinds_signs (*ask)(enum kinds_signs bits, void *user FFI_CONTEXT)
					 FFI_USER_DATA(user) FFI_SCOPE(call),
				 void *user);
/* X, whether or not it has a name. */
enum kinds_closed kinds_closed_make(int x);
int kinds_closed_sum(const enum kinds_closed *values FFI_ARRAY(n), size_t n);
/* What ASK gives, whatever it is. */
int kinds_closed_ask(enum kinds_closed (*ask)(void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_SCOPE(call),
		     void *user);
float kinds_float_sum(const float *values FFI_ARRAY(n), size_t n);
float kinds_float_ask(float (*ask)(void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
int kinds_bool_sum(const bool *values FFI_ARRAY(n), size_t n);

struct kinds_ends {
	int16_t grid[2][3];
	union kinds_either either;
	struct {
		char gap;
		int wide;
	} pairs[2];
	float real;
	enum kinds_closed closed;
	enum kinds_closed each[2];
	enum kinds_signs signs;
	enum kinds_closed few : 3;
};
enum kinds_bits kinds_bits_all(void);
/* As many of X, whether or not it has a name. */
void kinds_closed_fill(enum kinds_closed *many FFI_ARRAY(n) FFI_OUT, size_t n, int x);
/* Tells EACH of X, whether or not it has a name. */
void kinds_closed_tell(void (*each)(enum kinds_closed value, void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_SCOPE(call),
		       void *user, int x);
struct kinds_ends kinds_ends_same(struct kinds_ends ends);

/* ---- an enumeration whose values C keeps in other integers ---- */

#define KINDS_TASTE_SWEET 1
#define KINDS_TASTE_SOUR 2
#define KINDS_TASTE_STRONG 70000
FFI_CONSTANT(KINDS_TASTE_SWEET);
FFI_CONSTANT(KINDS_TASTE_SOUR);
FFI_CONSTANT(KINDS_TASTE_STRONG);
FFI_ENUM(kinds_taste, "KINDS_TASTE_*");

FFI_AS(kinds_taste) short kinds_taste_short(FFI_AS(kinds_taste) short taste);
/* More than an int holds. */
FFI_AS(kinds_taste) long long kinds_taste_wide(FFI_AS(kinds_taste) long long taste);
void kinds_taste_next(FFI_INOUT FFI_AS(kinds_taste) short *taste);
int kinds_taste_sum(const short *tastes FFI_ARRAY(n) FFI_EACH(AS(kinds_taste)), size_t n);
int kinds_taste_sum_wide(const long long *tastes FFI_ARRAY(n) FFI_EACH(AS(kinds_taste)), size_t n);
void kinds_taste_fill(short *tastes FFI_ARRAY(n) FFI_INOUT FFI_EACH(AS(kinds_taste)), size_t n);
FFI_ARRAY(n) FFI_EACH(AS(kinds_taste)) FFI_BORROWED const short *kinds_tastes(size_t *n FFI_OUT);
short kinds_taste_ask(short (*ask)(short taste FFI_AS(kinds_taste), void *user FFI_CONTEXT) FFI_USER_DATA(user)
			      FFI_SCOPE(call),
		      void *user, short taste);
struct kinds_maybe_taste {
	short behind FFI_RESERVED(7);
	short taste FFI_AS(kinds_taste);
	bool there;
} FFI_OPTION(there);
/* The taste, if nothing else was written over. */
struct kinds_maybe_taste kinds_maybe_taste(struct kinds_maybe_taste taste);

/* ---- storage of the binding ---- */

typedef struct kinds_stream {
	const uint8_t *in FFI_EXPORT FFI_ARRAY(n_in);
	uint32_t n_in FFI_EXPORT;
	uint8_t *out FFI_EXPORT FFI_ARRAY(n_out);
	uint16_t n_out FFI_EXPORT;
	enum kinds_signed mode FFI_EXPORT;
	const char *message FFI_EXPORT;
	uint16_t level FFI_EXPORT;
	void *state;
} kinds_stream FFI_SERVICE;

FFI_CONSTRUCTOR(kinds_stream) kinds_status kinds_stream_init(kinds_stream *stream, int fail);
FFI_DESTRUCTOR(kinds_stream) void kinds_stream_end(kinds_stream *stream);
size_t kinds_stream_copy(kinds_stream *stream);

/* Bytes that C calls char. */
typedef struct kinds_pipe {
	const char *source FFI_EXPORT FFI_ARRAY(n_source) FFI_BYTES;
	uint32_t n_source FFI_EXPORT;
	char *sink FFI_EXPORT FFI_ARRAY(n_sink) FFI_BYTES;
	uint32_t n_sink FFI_EXPORT;
} kinds_pipe FFI_SERVICE;

FFI_CONSTRUCTOR(kinds_pipe) void kinds_pipe_init(kinds_pipe *pipe);
FFI_DESTRUCTOR(kinds_pipe) void kinds_pipe_end(kinds_pipe *pipe);
void kinds_pipe_copy(kinds_pipe *pipe);

FFI_EXPORT_END

#endif
