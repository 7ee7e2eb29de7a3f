/*
 * services 1.0: written by ffirender from what the compiler recorded. Do not edit.
 *
 * The raw layer declares what the library has, as it is. The safe layer, whose names begin with "safe_",
 * checks what it is given and says why something failed: such a function returns false then. What it
 * would have given through pointers is then empty, if it would have to be freed, and else not touched.
 */
#ifndef SERVICES_FFI_H
#define SERVICES_FFI_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define SERVICES_CHECK(condition, text) static_assert(condition, text)
extern "C" {
#else
#define SERVICES_CHECK(condition, text) __extension__ _Static_assert(condition, text)
#endif

/* ---- the raw layer ---- */

enum db_error {
	DB_OK = 0,
	DB_BAD = 1
};

struct db;

typedef struct db db;

struct query;

typedef struct query query;

struct meter {
	int total;
	unsigned char hidden2_[4];
} __attribute__((packed, aligned(4)));

enum db_error db_open(const char *name, db **out);

void db_close(db *d);

int db_changes(const db *d);

query *query_new(db *d, const char *text);

enum db_error query_end(query *q);

int db_threads(void);

void meter_init(struct meter *m, int start);

void meter_clear(struct meter *m);

void meter_add(struct meter *m, int by);

/* What the compiler that built the library made of all this, on x86_64-linux-gnu. */

SERVICES_CHECK(sizeof(void *) == 8, "sizeof(void *)");
SERVICES_CHECK(sizeof(short) == 2, "sizeof(short)");
SERVICES_CHECK(sizeof(int) == 4, "sizeof(int)");
SERVICES_CHECK(sizeof(long) == 8, "sizeof(long)");
SERVICES_CHECK(sizeof(long double) == 16, "sizeof(long double)");
SERVICES_CHECK(sizeof(size_t) == 8, "sizeof(size_t)");
SERVICES_CHECK(sizeof(enum db_error) == 4, "sizeof(enum db_error)");
SERVICES_CHECK(sizeof(struct meter) == 8, "sizeof(struct meter)");
SERVICES_CHECK(__alignof__(struct meter) == 4, "__alignof__(struct meter)");
SERVICES_CHECK(offsetof(struct meter, total) == 0, "offsetof(struct meter, total)");

/* ---- the safe layer ---- */

/** What kind of failure it was, and so what its code means. */
enum safe_services_failure_kind {
	SAFE_SERVICES_NOTHING, /**< all is well */
	SAFE_SERVICES_MISUSE,  /**< an argument cannot be right; C was not called */
	SAFE_SERVICES_MEMORY,  /**< there is none left */
	SAFE_SERVICES_ERRNO,   /**< the code is errno's */
	SAFE_SERVICES_FAILED,  /**< the library gave no reason */
	SAFE_SERVICES_DB_ERROR, /**< the code is of enum db_error */
};

/** Why a function failed. Where it is a parameter it may be NULL, if nobody wants to know. */
struct safe_services_failure {
	enum safe_services_failure_kind kind;
	long long code;	   /**< as the library or errno says it; 0 if there is none */
	char message[256]; /**< for people */
};

/** Fills @p failure, with @p message cut to fit. Always false, so that it can be returned; callbacks use it
 * too, to make the call that runs them fail. */
static inline bool safe_services_fail(struct safe_services_failure *failure, enum safe_services_failure_kind kind,
				     long long code, const char *message)
{
	size_t size = message ? strlen(message) : 0;

	if (!failure)
		return false;
	if (size >= sizeof failure->message)
		size = sizeof failure->message - 1;
	while (message && message[size] && ((unsigned char)message[size] & 0xc0) == 0x80)
		size--; /* no half characters of UTF-8 */
	failure->kind = kind;
	failure->code = code;
	if (size)
		memcpy(failure->message, message, size);
	failure->message[size] = '\0';
	return false;
}

/* A copy of COUNT elements of SIZE bytes, with a NUL of four bytes behind them, for free(); NULL without memory. */
static inline void *safe_services_copy(const void *from, size_t count, size_t size)
{
	unsigned char *copy = NULL;

	if (size && count > (SIZE_MAX - 4) / size)
		return NULL;
	copy = (unsigned char *)malloc(count * size + 4);
	if (!copy)
		return NULL;
	if (count && from)
		memcpy(copy, from, count * size);
	memset(copy + count * size, 0, 4);
	return copy;
}

struct safe_db {
	struct db *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
};

struct safe_query {
	struct query *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
	struct db *keeps_db; /**< must live longer */
};

struct safe_meter {
	struct meter *handle; /**< C's object; NULL when it is gone */
	bool borrowed; /**< somebody else frees it */
};

static inline bool safe_db_open(struct safe_db *d, const char *name,
				struct safe_services_failure *failure)
{
	db *c_out = NULL;
	enum db_error c_result = (enum db_error)0;
	bool ok = true;

	memset(d, 0, sizeof *d);
	if (!name)
		return safe_services_fail(failure, SAFE_SERVICES_MISUSE, 0, "db_open: 'name' is NULL");
	c_out = NULL;
	c_result = db_open(name, &c_out);
	if (ok && c_result != DB_OK)
		ok = safe_services_fail(failure, SAFE_SERVICES_DB_ERROR, c_result, "db_open failed");
	if (ok && !c_out)
		ok = safe_services_fail(failure, SAFE_SERVICES_FAILED, 0, "db_open failed");
	if (!ok && c_out)
		db_close(c_out);
	if (!ok)
		return false;
	d->handle = c_out;
	return true;
}

static inline void safe_db_close(struct safe_db *d)
{
	if (!d || !d->handle)
		return;
	if (d->borrowed) {
		d->handle = NULL;
		return;
	}
	db *c_d = d->handle;
	d->handle = NULL;
	db_close(c_d);
}

static inline bool safe_db_changes(struct safe_db *d, int *result,
				struct safe_services_failure *failure)
{
	if (!d || !d->handle)
		return safe_services_fail(failure, SAFE_SERVICES_MISUSE, 0, "db_changes: 'd' is gone");
	int c_result = db_changes(d->handle);
	if (result)
		*result = c_result;
	return true;
}

static inline int safe_db_threads(void)
{
	return db_threads();
}

static inline bool safe_query_new(struct safe_query *q, struct safe_db *d, const char *text,
				struct safe_services_failure *failure)
{
	memset(q, 0, sizeof *q);
	if (!d || !d->handle)
		return safe_services_fail(failure, SAFE_SERVICES_MISUSE, 0, "query_new: 'd' is gone");
	if (!text)
		return safe_services_fail(failure, SAFE_SERVICES_MISUSE, 0, "query_new: 'text' is NULL");
	query *c_result = query_new(d->handle, text);
	if (!c_result)
		return safe_services_fail(failure, SAFE_SERVICES_FAILED, 0, "query_new failed");
	q->handle = c_result;
	q->keeps_db = d->handle;
	return true;
}

static inline bool safe_query_end(struct safe_query *q, struct safe_services_failure *failure)
{
	if (!q || !q->handle)
		return true;
	if (q->borrowed) {
		q->handle = NULL;
		return true;
	}
	query *c_q = q->handle;
	q->handle = NULL;
	enum db_error c_result = query_end(c_q);
	if (c_result != DB_OK)
		return safe_services_fail(failure, SAFE_SERVICES_DB_ERROR, c_result, "query_end failed");
	return true;
}

static inline bool safe_meter_init(struct safe_meter *m, int start,
				struct safe_services_failure *failure)
{
	struct meter *c_m = NULL;
	bool ok = true;

	memset(m, 0, sizeof *m);
	c_m = (struct meter *)calloc(1, sizeof *c_m);
	if (!c_m)
		return safe_services_fail(failure, SAFE_SERVICES_MEMORY, 0, "out of memory");
	meter_init(c_m, start);
	if (!ok) {
		free(c_m);
		return false;
	}
	m->handle = c_m;
	return true;
}

static inline void safe_meter_clear(struct safe_meter *m)
{
	if (!m || !m->handle)
		return;
	if (m->borrowed) {
		m->handle = NULL;
		return;
	}
	struct meter *c_m = m->handle;
	m->handle = NULL;
	meter_clear(c_m);
	free(c_m);
}

static inline bool safe_meter_add(struct safe_meter *m, int by,
				struct safe_services_failure *failure)
{
	if (!m || !m->handle)
		return safe_services_fail(failure, SAFE_SERVICES_MISUSE, 0, "meter_add: 'm' is gone");
	meter_add(m->handle, by);
	return true;
}

static inline bool safe_meter_get_total(struct safe_meter *object, int *value,
				struct safe_services_failure *failure)
{
	if (!object || !object->handle)
		return safe_services_fail(failure, SAFE_SERVICES_MISUSE, 0, "meter_total: the object is gone");
	*value = object->handle->total;
	return true;
}

static inline bool safe_meter_set_total(struct safe_meter *object, int value,
				struct safe_services_failure *failure)
{
	if (!object || !object->handle)
		return safe_services_fail(failure, SAFE_SERVICES_MISUSE, 0, "meter_total: the object is gone");
	object->handle->total = value;
	return true;
}

#ifdef __cplusplus
}
#endif
#undef SERVICES_CHECK

#endif
