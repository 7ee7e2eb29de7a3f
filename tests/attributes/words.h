/* clang-format off */
/*
 * Every word of the vocabulary, where it stands; LANDS comments say what the interface then holds:
 * "KEY[ PART]: WORD(ARGUMENTS)". Compiled with the macros, and with brackets ([[ffi::x]]) from a header that the
 * suite makes of the vocabulary; there, what a macro alone can say is left out.
 */
#include <ffiextract.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef BRACKETS
FFI_LIBRARY("words", "1.2");
#define SHAPE_MAX 8
FFI_CONSTANT(SHAPE_MAX) FFI_NAME("max");	     /* LANDS-MACRO: #SHAPE_MAX: name(max) */
#define SHAPE_KIND_A 0
FFI_CONSTANT(SHAPE_KIND_A);
FFI_ENUM(ShapeKind, "SHAPE_KIND_*");		     /* LANDS-MACRO: domain/ShapeKind: enum(ShapeKind, SHAPE_KIND_*) */
FFI_FLAGS_ENUM(ShapeFlags, "SHAPE_FLAG_*");	     /* LANDS-MACRO: domain/ShapeFlags: flags_enum(ShapeFlags, SHAPE_FLAG_*) */
FFI_ERROR_DOMAIN(ShapeError, 0, 1) FFI_ERROR_MESSAGE(shape_error_text);
/* LANDS-MACRO: domain/ShapeError: error_domain(ShapeError, 0, 1) */
/* LANDS-MACRO: domain/ShapeError: error_message(shape_error_text) */
#define shape_twice(x) ((x) + (x))
FFI_MACRO_FUNCTION(int, shape_twice, (int number));
FFI_STATUS(ShapeError) int shape_save(const char *path); /* LANDS-MACRO: shape_save result: status(ShapeError) */
FFI_NEGATIVE_STATUS(ShapeError) int shape_corners(void); /* LANDS-MACRO: shape_corners result: negative_status(ShapeError) */
FFI_STATUS(ShapeError, SHAPE_KIND_A, 1) int shape_load(void); /* LANDS-MACRO: shape_load result: status(ShapeError, SHAPE_KIND_A, 1) */
FFI_AS(ShapeKind) int shape_kind(void);		     /* LANDS-MACRO: shape_kind result: as(ShapeKind) */
FFI_VARIADIC(int, const char *) int shape_control(int what, ...); /* LANDS-MACRO: shape_control: variadic(int, const char *) */
struct elsewhere;
FFI_TYPE(struct elsewhere, FFI_SERVICE);
void elsewhere_use(struct elsewhere *e);	     /* LANDS-MACRO: struct elsewhere: service */
typedef int elsewhere_id;
FFI_TYPE(elsewhere_id, FFI_HANDLE(-1) FFI_SINCE("3"));
elsewhere_id elsewhere_of(void); /* LANDS-MACRO: elsewhere_id: handle(-1) */
/* LANDS-MACRO: elsewhere_id: since(3) */
char *FFI_NULLABLE behind_star(int *FFI_OUT p);
/* LANDS-MACRO: behind_star result: nullable */
/* LANDS-MACRO: behind_star p: out */
#else
int shape_twice(int number);
#endif

const char *shape_error_text(int code);

/* What belongs to the interface */
FFI_EXPORT int exported(void);			     /* LANDS: exported: export */
FFI_NAME("other") int named(void);		     /* LANDS: named: name(other) */
FFI_NAMESPACE("a.b") int placed(void);		     /* LANDS: placed: namespace(a.b) */
FFI_SINCE("1.2") int newer(void);		     /* LANDS: newer: since(1.2) */
void defaults(FFI_DEFAULT(-2) int a, FFI_PASS(16) size_t b, FFI_RESERVED(0) int c);
/* LANDS: defaults a: default(-2) */
/* LANDS: defaults c: reserved(0) */
/* LANDS: defaults b: pass(16) */
FFI_ALLOW(scope) int allowed(void);		     /* LANDS: allowed: allow(scope) */

/* Kinds of types */
typedef struct shape shape FFI_SERVICE FFI_THREAD_BOUND;
/* LANDS: struct shape: service */
/* LANDS: struct shape: thread_bound */
struct stream {
	int state;
};
typedef struct stream stream FFI_SERVICE_AS(Inflate) FFI_SERVICE_AS(Deflate);
/* LANDS: struct stream: service_as(Inflate) */
/* LANDS: struct stream: service_as(Deflate) */
FFI_CONSTRUCTOR(shape) FFI_OWNED shape *shape_new(void);
/* LANDS: shape_new: constructor(shape) */
/* LANDS: shape_new result: owned */
FFI_DESTRUCTOR(shape) void shape_free(shape *s);     /* LANDS: shape_free: destructor(shape) */
FFI_METHOD(shape) void shape_draw(void *s);	     /* LANDS: shape_draw: method(shape) */
FFI_STATIC(shape) int shape_count(void);	     /* LANDS: shape_count: static(shape) */
FFI_REF(shape) void shape_ref(shape *s);	     /* LANDS: shape_ref: ref(shape) */
FFI_UNREF(shape) void shape_unref(shape *s);	     /* LANDS: shape_unref: unref(shape) */
FFI_CLONE(shape) shape *shape_copy(const shape *s);  /* LANDS: shape_copy: clone(shape) */
FFI_GETTER(width) int shape_width(const shape *s);   /* LANDS: shape_width: getter(width) */
FFI_SETTER(width) void shape_set_width(shape *s, int w); /* LANDS: shape_set_width: setter(width) */
FFI_TO_STRING const char *shape_text(const shape *s); /* LANDS: shape_text: to_string */
FFI_EQUALS int shape_same(const shape *a, const shape *b); /* LANDS: shape_same: equals */
FFI_HASH unsigned shape_hash(const shape *s);	     /* LANDS: shape_hash: hash */
FFI_COMPARE int shape_order(const shape *a, const shape *b); /* LANDS: shape_order: compare */
FFI_ITERATOR int shape_next(shape *s);		     /* LANDS: shape_next: iterator */
typedef int shape_id FFI_HANDLE(-1);		     /* LANDS: shape_id: handle(-1) */
shape_id shape_number(const shape *s);
enum FFI_FLAGS edges { EDGE_A = 1, EDGE_B FFI_NAME("b") = 2, EDGE_C FFI_HIDE = 4 };
/* LANDS: enum edges: flags */
/* LANDS: enum edges EDGE_B: name(b) */
/* LANDS: enum edges EDGE_C: hide */
enum FFI_OPEN kinds { KIND_ONE };		     /* LANDS: enum kinds: open */
enum FFI_CLOSED sides { SIDE_ONE };		     /* LANDS: enum sides: closed */
void enums(enum edges e, enum kinds k, enum sides s);
enum failure { FINE, BAD };
typedef enum failure failure FFI_ERROR(0, 1) FFI_ERROR_MESSAGE(failure_text);
/* LANDS: enum failure: error(0, 1) */
/* LANDS: enum failure: error_message(failure_text) */
const char *failure_text(failure f);
struct FFI_SLICE ints { int *at; size_t n; };	     /* LANDS: struct ints: slice */
struct FFI_SLICE_MUT ints_mut { int *at; size_t n; }; /* LANDS: struct ints_mut: slice_mut */
struct FFI_VEC(ints_free) ints_vec { int *at; size_t n, room; }; /* LANDS: struct ints_vec: vec(ints_free) */
void ints_free(struct ints_vec v);
struct FFI_STRING_VIEW text { const char *at; size_t n; }; /* LANDS: struct text: string_view */
struct FFI_STRING(string_free) string { char *at; size_t n; }; /* LANDS: struct string: string(string_free) */
void string_free(struct string s);
struct FFI_OPTION(has) maybe { int has, value; };    /* LANDS: struct maybe: option(has) */
struct FFI_RESULT(bad, value, why) parsed { int bad, value, why; }; /* LANDS: struct parsed: result(bad, value, why) */
union payload { int key FFI_CASE(1); double at FFI_CASE(2); };
/* LANDS: union payload key: case(1) */
/* LANDS: union payload at: case(2) */
struct FFI_TAGGED(tag) event { int tag; union payload u; }; /* LANDS: struct event: tagged(tag) */
struct options { size_t size FFI_SIZE_OF_SELF; int zero FFI_RESERVED(0); };
/* LANDS: struct options size: size_of_self */
/* LANDS: struct options zero: reserved(0) */
struct FFI_INTERFACE visitor { void (*visit)(void *self); }; /* LANDS: struct visitor: interface */
typedef double metres FFI_TRANSPARENT;		     /* LANDS: metres: transparent */
metres height(void);
struct FFI_OPAQUE state { int inner; };		     /* LANDS: struct state: opaque */

/* Parameters, results, fields */
void directions(FFI_IN int *a, FFI_OUT FFI_SET_ON_ERROR int *b, FFI_INOUT int *c);
/* LANDS: directions a: in */
/* LANDS: directions b: out */
/* LANDS: directions b: set_on_error */
/* LANDS: directions c: inout */
FFI_NULLABLE FFI_UTF8 const char *shape_name(FFI_NONNULL const shape *s);
/* LANDS: shape_name result: nullable */
/* LANDS: shape_name result: utf8 */
/* LANDS: shape_name s: nonnull */
void arrays(FFI_ARRAY(n) const int *a, size_t n, FFI_ARRAY_FIXED(3) float *b, FFI_ZERO_TERMINATED const int *c,
	    FFI_BYTE_LENGTH(n) const int *d);
/* LANDS: arrays a: array(n) */
/* LANDS: arrays b: array_fixed(3) */
/* LANDS: arrays c: zero_terminated */
/* LANDS: arrays d: byte_length(n) */
#ifndef BRACKETS
int fill_bounded(FFI_BUFFER(room, written, , fill_bound) char *text, size_t room, size_t *written);
/* LANDS-MACRO: fill_bounded text: buffer(room, written, , fill_bound) */
#endif
int fill(FFI_BUFFER(size, size, 3, fill_bound) char *text, size_t *size);
/* LANDS: fill text: buffer(size, size, 3, fill_bound) */
size_t fill_bound(void);
FFI_ARRAY(n) FFI_EACH(OWNED_BY(text_free), UTF8) FFI_OWNED_BY(text_free) char **texts(FFI_OUT size_t *n);
/* LANDS: texts result: array(n) */
/* LANDS: texts result: each */
/* LANDS: texts result/each: owned_by(text_free) */
/* LANDS: texts result/each: utf8 */
/* LANDS: texts result: owned_by(text_free) */
/* LANDS: texts n: out */
void text_free(void *text);
void encodings(FFI_ASCII const char *a, FFI_UTF16 const unsigned short *b, FFI_UTF32 const unsigned *c,
	       FFI_LOCALE const char *d, FFI_BYTES const char *e);
/* LANDS: encodings a: ascii */
/* LANDS: encodings b: utf16 */
/* LANDS: encodings c: utf32 */
/* LANDS: encodings d: locale */
/* LANDS: encodings e: bytes */
FFI_BORROWED_FROM(s) const char *shape_label(const shape *s, FFI_BORROWED const char *label, FFI_TRANSFER shape *t);
/* LANDS: shape_label result: borrowed_from(s) */
/* LANDS: shape_label label: borrowed */
/* LANDS: shape_label t: transfer */
FFI_KEEPS(s) shape *shape_part(shape *s);	     /* LANDS: shape_part result: keeps(s) */
FFI_ON_EXCEPTION(-1) typedef int (*watcher)(int what, FFI_CONTEXT void *user);
/* LANDS: watcher: on_exception(-1) */
/* LANDS: watcher user: context */
typedef int (*asker)(FFI_CONTEXT_BY(user_of) shape *s); /* LANDS: asker s: context_by(user_of) */
void *user_of(shape *s);
void shape_ask(shape *s, asker a);
void watch(FFI_SCOPE(notified) FFI_USER_DATA(user) FFI_DESTROY(done) watcher w, void *user, void (*done)(void *));
/* LANDS: watch w: scope(notified) */
/* LANDS: watch w: user_data(user) */
/* LANDS: watch w: destroy(done) */
void keep(shape *s, FFI_RETAINED watcher w);	     /* LANDS: keep w: retained */
FFI_SENTINEL(-1) FFI_ERRNO int shape_open(void);
/* LANDS: shape_open result: sentinel(-1) */
/* LANDS: shape_open result: errno */
FFI_ASYNC(w) FFI_CANCEL(load_stop) void load(watcher w, void *user);
/* LANDS: load: async(w) */
/* LANDS: load: cancel(load_stop) */
void load_stop(void);
FFI_BLOCKING int wait_for(void);		     /* LANDS: wait_for: blocking */
FFI_LEAF int short_one(void);			     /* LANDS: short_one: leaf */
FFI_THREAD_SAFE int safe_one(void);		     /* LANDS: safe_one: thread_safe */
extern int shared FFI_HIDE;
extern const char *const title FFI_NONNULL;	     /* LANDS: title: nonnull */

#ifdef __cplusplus
}
#endif
