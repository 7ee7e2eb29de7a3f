/* The examples of attributes/ffiextract.h as one library, each called by tests/python/test_said.py.
 * SPDX-License-Identifier: MIT */
#ifndef SAID_H
#define SAID_H

#include <ffiextract.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

FFI_LIBRARY("shapes", "1.2");

#define SHAPE_MAX 16
FFI_CONSTANT(SHAPE_MAX);
#define SHAPE_KIND_ROUND 1
FFI_CONSTANT(SHAPE_KIND_ROUND);
#define SHAPE_KIND_SQUARE 2
FFI_CONSTANT(SHAPE_KIND_SQUARE);
FFI_ENUM(ShapeKind, "SHAPE_KIND_*");
#define SHAPE_OK 0
#define SHAPE_BROKEN (-1)
FFI_CONSTANT(SHAPE_OK);
FFI_CONSTANT(SHAPE_BROKEN);
FFI_ENUM(ShapeCode, "SHAPE_[OB]*");
FFI_ERROR_DOMAIN(ShapeCode, SHAPE_OK);

FFI_EXPORT_BEGIN

enum shape_error { OK, BAD, WORSE, TOO_SMALL } FFI_ERROR(OK) FFI_ERROR_MESSAGE(shape_error_text);
const char *shape_error_text(enum shape_error error);
enum edges { LEFT = 1, RIGHT = 2 } FFI_FLAGS;

typedef struct shape shape FFI_SERVICE;
FFI_CONSTRUCTOR(shape) shape *shape_new(int width);
FFI_DESTRUCTOR(shape) void shape_free(shape *s);
FFI_CLONE(shape) FFI_NONNULL shape *shape_copy(const shape *s);
double shape_area(const shape *s);
FFI_HIDE void shape_dump(void);
FFI_NAME("surface") double shape_get_area2(const shape *s);
FFI_NAMESPACE("shapes.io") FFI_STATUS(ShapeCode, SHAPE_OK) int shape_save(const char *path);
FFI_SINCE("1.2") FFI_STATIC(shape) int shape_count(void);
void shape_scale(shape *s, FFI_DEFAULT(2) int factor);
int shape_init(shape *s, FFI_PASS(sizeof(int)) size_t size);
FFI_AS(ShapeKind) int shape_kind(const shape *s);
FFI_METHOD(shape) int draw(int times, shape *s);
FFI_GETTER(width) int shape_width(const shape *s);
FFI_SETTER(width) void shape_set_width(shape *s, int width);
FFI_EQUALS bool shape_same(const shape *a, const shape *b);
FFI_COMPARE int shape_order(const shape *a, const shape *b);
FFI_HASH unsigned shape_hash(const shape *s);
FFI_TO_STRING FFI_OWNED_BY(free) char *shape_describe(const shape *s);
void shape_size(const shape *s, FFI_OUT int *width, FFI_OUT int *height);
void shape_rename(shape *s, FFI_NULLABLE const char *name);
FFI_BORROWED_FROM(s) const char *shape_name(const shape *s);
void shape_colour(shape *s, FFI_ARRAY_FIXED(3) const float *rgb);
enum edges shape_edges(const shape *s);
enum shape_error shape_text(const shape *s, FFI_BUFFER(size, size, TOO_SMALL) FFI_UTF8 char *text, size_t *size);

typedef struct group group FFI_SERVICE;
FFI_CONSTRUCTOR(group) group *group_new(void);
FFI_DESTRUCTOR(group) void group_free(group *g);
void group_add(group *g, FFI_TRANSFER shape *s);
FFI_ITERATOR bool group_next(group *g, FFI_OUT int *width);
typedef struct query query FFI_SERVICE;
FFI_OWNED FFI_KEEPS(g) query *group_prepare(group *g);
FFI_DESTRUCTOR(query) void query_free(query *q);
int query_run(query *q);

int sum(FFI_ARRAY(n) const int *v, size_t n);
int sum_bytes(FFI_BYTE_LENGTH(size) const int *v, size_t size);
int run(FFI_ZERO_TERMINATED FFI_EACH(UTF8) const char *const *arguments);
FFI_ARRAY(n) FFI_OWNED_BY(free) FFI_EACH(OWNED_BY(free), UTF8) char **names(FFI_OUT size_t *n);
size_t log_line(FFI_LOCALE const char *text);
void set_name(FFI_TRANSFER FFI_OWNED_BY(free) FFI_UTF8 char *name);
FFI_NEGATIVE_STATUS(ShapeCode) int shapes_in(const char *path);
FFI_SENTINEL(-1) FFI_ERRNO int shapes_store(const char *path);

struct point {
	double x, y;
};
struct points {
	const struct point *at;
	size_t n;
} FFI_SLICE;
double points_length(struct points points);
struct ints {
	int *at;
	size_t n, capacity;
} FFI_VEC(ints_free);
void ints_free(struct ints ints);
struct ints ints_up_to(int n);
struct text {
	const char *at;
	size_t n;
} FFI_STRING_VIEW;
size_t text_size(struct text text);
struct maybe {
	bool has;
	int value;
} FFI_OPTION(has);
struct maybe half(struct maybe number);
struct parsed {
	bool failed;
	union {
		int ok FFI_CASE(0);
		int err;
	};
} FFI_RESULT(failed, ok, err);
struct parsed parse(const char *text);
enum what { KEY, CLICK };
struct event {
	int tag;
	union {
		int key FFI_CASE(KEY);
		struct point at FFI_CASE(CLICK);
	} what;
} FFI_TAGGED(tag);
double event_weight(struct event event);
struct options {
	size_t size FFI_SIZE_OF_SELF;
	int zero FFI_RESERVED(0);
	int level;
};
int options_level(FFI_IN const struct options *options);
struct visitor {
	void *user;
	int (*visit)(void *user FFI_CONTEXT, int n) FFI_USER_DATA(user);
} FFI_INTERFACE;
int visit_all(int n, const struct visitor *v FFI_SCOPE(call));
typedef double metres FFI_TRANSPARENT;
metres metres_add(metres a, metres b);
typedef int shape_id FFI_HANDLE(-1);
shape_id shape_find(const char *name);
int shape_id_number(shape_id id);

typedef bool (*shape_visitor)(int what, FFI_CONTEXT void *user) FFI_ON_EXCEPTION(false);
int each(FFI_SCOPE(call) FFI_USER_DATA(user) shape_visitor visit, void *user);
typedef void (*watcher)(int what, FFI_CONTEXT void *user);
void watch(FFI_USER_DATA(user) FFI_DESTROY(done) watcher w, void *user, void (*done)(void *));
void tell(int what);
void shape_watch(shape *s, FFI_RETAINED FFI_USER_DATA(user) watcher w, void *user);
void shape_shake(shape *s);
typedef void (*loaded)(FFI_CONTEXT void *user, enum shape_error error, int n);
FFI_ASYNC(done) void load(const char *path, FFI_USER_DATA(user) loaded done, void *user);
FFI_LEAF FFI_THREAD_SAFE int shapes_alive(void);

FFI_EXPORT_END

#endif
