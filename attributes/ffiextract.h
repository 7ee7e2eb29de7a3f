/*
 * Annotations for C interfaces that ffiextract, a GCC plugin, makes bindings from. Where the plugin is
 * not loaded, and for every other compiler, each of these macros is empty. Where they stand:
 *
 *	functions, results, parameters	in front:		FFI_EXPORT int area(FFI_OUT int *a);
 *	fields, variables, enumerators	behind the name:	char *name FFI_UTF8;
 *	structs, unions, enums		behind the body:	enum mode { A, B } FFI_FLAGS;
 *	opaque types, handles,
 *	callbacks			behind the typedef:	typedef struct box box FFI_SERVICE;
 *	of their own			with a semicolon:	FFI_LIBRARY("shapes", "1.2");
 *	regions				without one:		FFI_EXPORT_BEGIN ... FFI_EXPORT_END
 *
 * Names of parameters, fields, functions and types are written as they are, without quotes, and may be
 * declared later. In C23 and C++, [[ffi::array("n")]] is another spelling of FFI_ARRAY(n).
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIEXTRACT_H
#define FFIEXTRACT_H

#ifdef __GNUC__
#pragma GCC system_header
#endif

/* Helpers; not for use elsewhere. FFI_AT_ tells the plugin the line on which a macro is used. */
#if defined __GNUC__ && !defined __clang__ && defined __has_attribute
#if __has_attribute(__ffi_export__)
#define FFI_PLUGIN_
#endif
#endif

#define FFI_JOIN_(a, b) FFI_JOIN_EXPANDED_(a, b)
#define FFI_JOIN_EXPANDED_(a, b) a##b
#define FFI_TEXT_(...) FFI_TEXT_EXPANDED_(__VA_ARGS__)
#define FFI_TEXT_EXPANDED_(...) #__VA_ARGS__

#ifdef FFI_PLUGIN_
#define FFI_AT_ "@" FFI_TEXT_(__LINE__)
#define FFI_ATTRIBUTE_(...) __attribute__((__VA_ARGS__))
#define FFI_DECLARATION_(type, name, ...) typedef type name __attribute__((__VA_ARGS__))
#define FFI_FIRST_(...) FFI_FIRST_OF_(__VA_ARGS__, )
#define FFI_FIRST_OF_(first, ...) first
#define FFI_REST_(...) FFI_REST_OF_(__VA_ARGS__)
#define FFI_REST_OF_(first, ...) __VA_OPT__(, ) __VA_ARGS__
#define FFI_VALUE_(...) FFI_FIRST_(__VA_ARGS__ __VA_OPT__(, ) 0)
#define FFI_SELECT_BUFFER_(a, b, c, d, macro, ...) macro
#define FFI_BUFFER_1_(capacity) __ffi_buffer__(FFI_AT_, FFI_TEXT_(capacity))
#define FFI_BUFFER_2_(capacity, written) __ffi_buffer__(FFI_AT_, FFI_TEXT_(capacity), FFI_TEXT_(written))
#define FFI_BUFFER_3_(capacity, written, too_small) \
	__ffi_buffer__(FFI_AT_, FFI_TEXT_(capacity), FFI_TEXT_(written), #too_small, FFI_VALUE_(too_small))
#define FFI_BUFFER_4_(capacity, written, too_small, bound) \
	__ffi_buffer__(FFI_AT_, FFI_TEXT_(capacity), FFI_TEXT_(written), #too_small, FFI_VALUE_(too_small), \
		       FFI_TEXT_(bound))
#define FFI_TEXTS_(first, second, which, ...) which
#define FFI_TEXTS_1_(first) FFI_TEXT_(first)
#define FFI_TEXTS_2_(first, second) FFI_TEXT_(first), FFI_TEXT_(second)
#define FFI_REGION_(text) _Pragma(text)
#else
#define FFI_ATTRIBUTE_(...)
#define FFI_DECLARATION_(type, name, ...) struct ffi_nothing
#define FFI_REGION_(text)
#endif

/* ---- What belongs to the interface ---- */

/* Who we are, name and version: FFI_LIBRARY("shapes", "1.2"); */
#define FFI_LIBRARY(...) FFI_DECLARATION_(int, ffi_declared_library, __ffi_library__(FFI_AT_, __VA_ARGS__))

/* Part of the interface: FFI_EXPORT double shape_area(const struct shape *s); */
#define FFI_EXPORT FFI_ATTRIBUTE_(__ffi_export__(FFI_AT_))

/* All that is declared between these two is part of the interface:
 *	FFI_EXPORT_BEGIN
 *	double shape_area(const struct shape *s);
 *	FFI_EXPORT_END */
#define FFI_EXPORT_BEGIN FFI_REGION_("ffi push")
#define FFI_EXPORT_END FFI_REGION_("ffi pop")

/* Not part of it, whatever region or type it stands in: FFI_HIDE void shape_dump(void);
 * A function with a parameter that is hidden stays in the raw layer. */
#define FFI_HIDE FFI_ATTRIBUTE_(__ffi_hide__(FFI_AT_))

/* An annotation on a type that another header declares: FFI_TYPE(struct tm, FFI_OPAQUE); */
#ifdef FFI_PLUGIN_
#define FFI_TYPE(T, ...) typedef T FFI_JOIN_(ffi_declared_type_, __COUNTER__) __VA_ARGS__
#else
#define FFI_TYPE(T, ...) struct ffi_nothing
#endif

/* The value of a macro is a constant of the interface; stands behind its #define: FFI_CONSTANT(SHAPE_MAX); */
#define FFI_CONSTANT(NAME) \
	FFI_DECLARATION_(struct ffi_declared_constant_##NAME, ffi_declared_constant_##NAME, \
			 __ffi_constant__(FFI_AT_, #NAME, FFI_TEXT_(NAME), NAME))

/* A function-like macro can be called with this prototype:
 *	#define shape_is_round(s) ((s)->kind == ROUND)
 *	FFI_MACRO_FUNCTION(int, shape_is_round, (const struct shape *s)); */
#ifdef FFI_PLUGIN_
#define FFI_MACRO_FUNCTION(ret, name, params) \
	typedef ret ffi_declared_macro_##name params __attribute__((__ffi_macro_function__(FFI_AT_, #name)))
#else
#define FFI_MACRO_FUNCTION(ret, name, params) struct ffi_nothing
#endif

/* The name in the bindings: FFI_NAME("area") double shape_get_area2(const struct shape *s); */
#define FFI_NAME(name) FFI_ATTRIBUTE_(__ffi_name__(FFI_AT_, name))

/* The place in the bindings: FFI_NAMESPACE("shapes.io") int shape_save(const char *path); */
#define FFI_NAMESPACE(name) FFI_ATTRIBUTE_(__ffi_namespace__(FFI_AT_, name))

/* The version that brought it; it may be absent when the library is loaded:
 *	FFI_SINCE("1.2") int shape_count(void); */
#define FFI_SINCE(version) FFI_ATTRIBUTE_(__ffi_since__(FFI_AT_, version))

/* Default argument: void shape_scale(struct shape *s, FFI_DEFAULT(2) int factor); */
#define FFI_DEFAULT(value) FFI_ATTRIBUTE_(__ffi_default__(FFI_AT_, #value, value))

/* The binding passes this constant; the parameter does not show:
 *	int shape_init(struct shape *s, FFI_PASS(sizeof(struct shape)) size_t size); */
#define FFI_PASS(value) FFI_ATTRIBUTE_(__ffi_pass__(FFI_AT_, #value, value))

/* The integer constants that match are an enum, or a bit set, of this name; FFI_AS refers to it:
 *	FFI_ENUM(ShapeKind, "SHAPE_KIND_*"); */
#define FFI_ENUM(name, glob) \
	FFI_DECLARATION_(int, ffi_declared_enum_##name, __ffi_enum__(FFI_AT_, #name, glob))
#define FFI_FLAGS_ENUM(name, glob) \
	FFI_DECLARATION_(int, ffi_declared_enum_##name, __ffi_flags_enum__(FFI_AT_, #name, glob))

/* This integer is of that enum: FFI_AS(ShapeKind) int shape_kind(const struct shape *s); */
#define FFI_AS(name) FFI_ATTRIBUTE_(__ffi_as__(FFI_AT_, #name))

/* A call of a variadic function to bind, with its further arguments, which may have names and annotations; may be
 * repeated:
 *	FFI_VARIADIC(int width) FFI_VARIADIC(FFI_NULLABLE const char *title)
 *	int shape_control(struct shape *s, int what, ...); */
#define FFI_VARIADIC(...) \
	FFI_ATTRIBUTE_(__ffi_variadic__(FFI_AT_, #__VA_ARGS__, (void (*)(__VA_ARGS__))0))

/* Silences a named warning here: FFI_ALLOW(scope) void shape_watch(shape_watcher *w); */
#define FFI_ALLOW(warning) FFI_ATTRIBUTE_(__ffi_allow__(FFI_AT_, #warning))

/* ---- Kinds of types ---- */

/* A struct that becomes a class; functions whose first parameter points to it are its methods:
 *	typedef struct shape shape FFI_SERVICE; */
#define FFI_SERVICE FFI_ATTRIBUTE_(__ffi_service__(FFI_AT_))

/* A further class over the same struct, with its own constructor and destructor:
 *	typedef struct z_stream z_stream FFI_SERVICE_AS(Deflate) FFI_SERVICE_AS(Inflate); */
#define FFI_SERVICE_AS(Name) FFI_ATTRIBUTE_(__ffi_service_as__(FFI_AT_, #Name))

/* Makes an object of class T: FFI_CONSTRUCTOR(shape) shape *shape_new(void); */
#define FFI_CONSTRUCTOR(T) FFI_ATTRIBUTE_(__ffi_constructor__(FFI_AT_, FFI_TEXT_(T)))

/* Ends an object of class T: FFI_DESTRUCTOR(shape) void shape_free(shape *s); */
#define FFI_DESTRUCTOR(T) FFI_ATTRIBUTE_(__ffi_destructor__(FFI_AT_, FFI_TEXT_(T)))

/* A method of class T whose first parameter does not say so: FFI_METHOD(shape) int draw(int times, shape *s); */
#define FFI_METHOD(T) FFI_ATTRIBUTE_(__ffi_method__(FFI_AT_, FFI_TEXT_(T)))

/* A function of class T that needs no object: FFI_STATIC(shape) int shape_count(void); */
#define FFI_STATIC(T) FFI_ATTRIBUTE_(__ffi_static__(FFI_AT_, FFI_TEXT_(T)))

/* Takes a reference to an object of class T, gives it back: FFI_UNREF(shape) void shape_unref(shape *s); */
#define FFI_REF(T) FFI_ATTRIBUTE_(__ffi_ref__(FFI_AT_, FFI_TEXT_(T)))
#define FFI_UNREF(T) FFI_ATTRIBUTE_(__ffi_unref__(FFI_AT_, FFI_TEXT_(T)))

/* Copies an object of class T: FFI_CLONE(shape) shape *shape_copy(const shape *s); */
#define FFI_CLONE(T) FFI_ATTRIBUTE_(__ffi_clone__(FFI_AT_, FFI_TEXT_(T)))

/* Reads, writes a property of that name: FFI_GETTER(width) int shape_width(const shape *s); */
#define FFI_GETTER(name) FFI_ATTRIBUTE_(__ffi_getter__(FFI_AT_, #name))
#define FFI_SETTER(name) FFI_ATTRIBUTE_(__ffi_setter__(FFI_AT_, #name))

/* The language's own protocols: FFI_EQUALS int shape_same(const shape *a, const shape *b);
 * The next element, until it is NULL or the result false: FFI_ITERATOR bool points_next(points *p, FFI_OUT int *x); */
#define FFI_TO_STRING FFI_ATTRIBUTE_(__ffi_to_string__(FFI_AT_))
#define FFI_EQUALS FFI_ATTRIBUTE_(__ffi_equals__(FFI_AT_))
#define FFI_HASH FFI_ATTRIBUTE_(__ffi_hash__(FFI_AT_))
#define FFI_COMPARE FFI_ATTRIBUTE_(__ffi_compare__(FFI_AT_))
#define FFI_ITERATOR FFI_ATTRIBUTE_(__ffi_iterator__(FFI_AT_))

/* An integer or pointer that is a handle, and the value that is none: typedef int shape_id FFI_HANDLE(-1); */
#define FFI_HANDLE(...) FFI_ATTRIBUTE_(__ffi_handle__(FFI_AT_, #__VA_ARGS__ __VA_OPT__(, ) __VA_ARGS__))

/* A bit set; an enum whose values may be others; one whose values may not:
 *	enum edges { LEFT = 1, RIGHT = 2 } FFI_FLAGS; */
#define FFI_FLAGS FFI_ATTRIBUTE_(__ffi_flags__(FFI_AT_))
#define FFI_OPEN FFI_ATTRIBUTE_(__ffi_open__(FFI_AT_))
#define FFI_CLOSED FFI_ATTRIBUTE_(__ffi_closed__(FFI_AT_))

/* An enum whose values other than these are errors: enum shape_error { OK, BAD, WORSE } FFI_ERROR(OK); */
#define FFI_ERROR(...) FFI_ATTRIBUTE_(__ffi_error__(FFI_AT_, #__VA_ARGS__ __VA_OPT__(, ) __VA_ARGS__))

/* The same for codes of type int, with the values that are no error; the codes are those of an FFI_ENUM of that
 * name: FFI_ERROR_DOMAIN(ShapeError, SHAPE_OK); */
#ifdef FFI_PLUGIN_
#define FFI_ERROR_DOMAIN(...) \
	FFI_DECLARATION_(int, FFI_JOIN_(ffi_declared_domain_, FFI_FIRST_(__VA_ARGS__)), \
			 __ffi_error_domain__(FFI_AT_, #__VA_ARGS__ FFI_REST_(__VA_ARGS__)))
#else
#define FFI_ERROR_DOMAIN(...) struct ffi_nothing
#endif

/* An int that carries a code of this domain; where it returns only some of the domain's values that are no error,
 * they stand behind it: FFI_STATUS(ShapeError, SHAPE_OK) int shape_save(const char *path); */
#define FFI_STATUS(...) FFI_ATTRIBUTE_(__ffi_status__(FFI_AT_, #__VA_ARGS__ FFI_REST_(__VA_ARGS__)))

/* A negative result is a code of this domain, others are values:
 *	FFI_NEGATIVE_STATUS(ShapeError) int shape_count(const char *path); */
#define FFI_NEGATIVE_STATUS(domain) FFI_ATTRIBUTE_(__ffi_negative_status__(FFI_AT_, FFI_TEXT_(domain)))

/* This function tells the text of an error, by itself or in a field of the struct that it returns a pointer to:
 *	enum shape_error { OK, BAD } FFI_ERROR(OK) FFI_ERROR_MESSAGE(shape_text);
 *	FFI_ERROR_DOMAIN(ShapeError, 0) FFI_ERROR_MESSAGE(shape_last_error, message); */
#define FFI_ERROR_MESSAGE(...) \
	FFI_ATTRIBUTE_(__ffi_error_message__(FFI_AT_, FFI_TEXTS_(__VA_ARGS__, FFI_TEXTS_2_, FFI_TEXTS_1_, )(__VA_ARGS__)))

/* A struct of pointer and length, borrowed: struct points { const struct point *at; size_t n; } FFI_SLICE; */
#define FFI_SLICE FFI_ATTRIBUTE_(__ffi_slice__(FFI_AT_))
#define FFI_SLICE_MUT FFI_ATTRIBUTE_(__ffi_slice_mut__(FFI_AT_))

/* A struct of pointer, length and capacity, freed by this function, and before it what its elements own by words of their
 * own (not those, where the function frees them too): struct ints { .. } FFI_VEC(ints_free); */
#define FFI_VEC(fn) FFI_ATTRIBUTE_(__ffi_vec__(FFI_AT_, FFI_TEXT_(fn)))

/* A struct of pointer and length that is a text, borrowed:
 *	struct text { const char *at; size_t n; } FFI_STRING_VIEW; */
#define FFI_STRING_VIEW FFI_ATTRIBUTE_(__ffi_string_view__(FFI_AT_))

/* The same, owned, freed by this function: struct text { char *at; size_t n; } FFI_STRING(text_free); */
#define FFI_STRING(fn) FFI_ATTRIBUTE_(__ffi_string__(FFI_AT_, FFI_TEXT_(fn)))

/* A value that may be absent, and the field that tells:
 *	struct maybe { bool has; int value; } FFI_OPTION(has); */
#define FFI_OPTION(flag) FFI_ATTRIBUTE_(__ffi_option__(FFI_AT_, FFI_TEXT_(flag)))

/* A value or an error, told by the first of these fields:
 *	struct parsed { bool failed; union { int ok; int err; }; } FFI_RESULT(failed, ok, err); */
#define FFI_RESULT(tag, ok, err) \
	FFI_ATTRIBUTE_(__ffi_result__(FFI_AT_, FFI_TEXT_(tag), FFI_TEXT_(ok), FFI_TEXT_(err)))

/* A tagged union, its tag's field, and the tag's value for each member:
 *	union what { int key FFI_CASE(KEY); struct point at FFI_CASE(CLICK); };
 *	struct event { int tag; union what what; } FFI_TAGGED(tag); */
#define FFI_TAGGED(tag) FFI_ATTRIBUTE_(__ffi_tagged__(FFI_AT_, FFI_TEXT_(tag)))
#define FFI_CASE(enumerator) FFI_ATTRIBUTE_(__ffi_case__(FFI_AT_, #enumerator, enumerator))

/* Fields that the bindings fill in:
 *	struct options { size_t size FFI_SIZE_OF_SELF; int zero FFI_RESERVED(0); }; */
#define FFI_SIZE_OF_SELF FFI_ATTRIBUTE_(__ffi_size_of_self__(FFI_AT_))
#define FFI_RESERVED(value) FFI_ATTRIBUTE_(__ffi_reserved__(FFI_AT_, #value, value))

/* A struct of functions that the other language implements; all have one user data, which is another field:
 *	struct visitor { void *user; int (*visit)(void *user FFI_CONTEXT, int n) FFI_USER_DATA(user); } FFI_INTERFACE; */
#define FFI_INTERFACE FFI_ATTRIBUTE_(__ffi_interface__(FFI_AT_))

/* A typedef that is a type of its own: typedef double metres FFI_TRANSPARENT; */
#define FFI_TRANSPARENT FFI_ATTRIBUTE_(__ffi_transparent__(FFI_AT_))

/* A struct whose fields stay hidden: struct state { int inner; } FFI_OPAQUE; */
#define FFI_OPAQUE FFI_ATTRIBUTE_(__ffi_opaque__(FFI_AT_))

/* ---- Parameters, results, fields ---- */

/* Who reads and writes what a pointer points to:
 *	void shape_size(const shape *s, FFI_OUT int *width, FFI_OUT int *height); */
#define FFI_IN FFI_ATTRIBUTE_(__ffi_in__(FFI_AT_))
#define FFI_OUT FFI_ATTRIBUTE_(__ffi_out__(FFI_AT_))
#define FFI_INOUT FFI_ATTRIBUTE_(__ffi_inout__(FFI_AT_))

/* Holds something, to be released, also when the call failed:
 *	int db_open(FFI_OUT FFI_SET_ON_ERROR db **d); */
#define FFI_SET_ON_ERROR FFI_ATTRIBUTE_(__ffi_set_on_error__(FFI_AT_))

/* May be NULL, may not: void shape_name(shape *s, FFI_NULLABLE const char *name); */
#define FFI_NULLABLE FFI_ATTRIBUTE_(__ffi_nullable__(FFI_AT_))
#define FFI_NONNULL FFI_ATTRIBUTE_(__ffi_nonnull__(FFI_AT_))

/* Many; this parameter, field or function counts them: int sum(FFI_ARRAY(n) const int *v, size_t n); */
#define FFI_ARRAY(len) FFI_ATTRIBUTE_(__ffi_array__(FFI_AT_, FFI_TEXT_(len)))

/* Exactly so many: void shape_colour(shape *s, FFI_ARRAY_FIXED(3) const float *rgb); */
#define FFI_ARRAY_FIXED(n) FFI_ATTRIBUTE_(__ffi_array_fixed__(FFI_AT_, #n, n))

/* Many; a zero ends them: int run(FFI_ZERO_TERMINATED FFI_EACH(UTF8) const char *const *arguments); */
#define FFI_ZERO_TERMINATED FFI_ATTRIBUTE_(__ffi_zero_terminated__(FFI_AT_))

/* As FFI_ARRAY, counted in bytes: int sum(FFI_BYTE_LENGTH(size) const int *v, size_t size); */
#define FFI_BYTE_LENGTH(len) FFI_ATTRIBUTE_(__ffi_byte_length__(FFI_AT_, FFI_TEXT_(len)))

/* Filled by the callee: the parameters for its capacity and for what was written (one may be both), the result that
 * says too small, the function that tells how much is enough. The last three may be left out, or empty where one
 * stands behind: FFI_BUFFER(room, written, , shape_text_bound).
 *	int shape_text(const shape *s, FFI_BUFFER(size, size, TOO_SMALL) char *text, size_t *size); */
#ifdef FFI_PLUGIN_
#define FFI_BUFFER(...) \
	FFI_ATTRIBUTE_(FFI_SELECT_BUFFER_(__VA_ARGS__, FFI_BUFFER_4_, FFI_BUFFER_3_, FFI_BUFFER_2_, \
					  FFI_BUFFER_1_, )(__VA_ARGS__))
#else
#define FFI_BUFFER(...)
#endif

/* Said of the elements; the words are written without FFI_:
 *	FFI_ARRAY(n) FFI_EACH(OWNED_BY(free), UTF8) char **names(FFI_OUT size_t *n); */
#define FFI_EACH(...) FFI_ATTRIBUTE_(__ffi_each__(FFI_AT_, #__VA_ARGS__, FFI_TEXT_(__VA_ARGS__)))

/* What a character pointer holds: void log_line(FFI_LOCALE const char *text); */
#define FFI_UTF8 FFI_ATTRIBUTE_(__ffi_utf8__(FFI_AT_))
#define FFI_ASCII FFI_ATTRIBUTE_(__ffi_ascii__(FFI_AT_))
#define FFI_UTF16 FFI_ATTRIBUTE_(__ffi_utf16__(FFI_AT_))
#define FFI_UTF32 FFI_ATTRIBUTE_(__ffi_utf32__(FFI_AT_))
#define FFI_LOCALE FFI_ATTRIBUTE_(__ffi_locale__(FFI_AT_))
#define FFI_BYTES FFI_ATTRIBUTE_(__ffi_bytes__(FFI_AT_))

/* The caller gets it, and ends it with the type's destructor, or with this function:
 *	FFI_OWNED_BY(free) char *shape_describe(const shape *s); */
#define FFI_OWNED FFI_ATTRIBUTE_(__ffi_owned__(FFI_AT_))
#define FFI_OWNED_BY(fn) FFI_ATTRIBUTE_(__ffi_owned_by__(FFI_AT_, FFI_TEXT_(fn)))

/* The callee keeps it; valid as long as this parameter lives:
 *	FFI_BORROWED_FROM(s) const char *shape_name(const shape *s); */
#define FFI_BORROWED FFI_ATTRIBUTE_(__ffi_borrowed__(FFI_AT_))
#define FFI_BORROWED_FROM(x) FFI_ATTRIBUTE_(__ffi_borrowed_from__(FFI_AT_, FFI_TEXT_(x)))

/* It is its own, but needs this alive until it is released: FFI_OWNED FFI_KEEPS(d) query *prepare(db *d); */
#define FFI_KEEPS(x) FFI_ATTRIBUTE_(__ffi_keeps__(FFI_AT_, FFI_TEXT_(x)))

/* The callee takes it over: void group_add(group *g, FFI_TRANSFER shape *s);
 * Of memory it is said how it is freed then: void set_name(FFI_TRANSFER FFI_OWNED_BY(free) FFI_UTF8 char *name); */
#define FFI_TRANSFER FFI_ATTRIBUTE_(__ffi_transfer__(FFI_AT_))

/* How long the callee uses a callback or pointer: call, async, notified or forever:
 *	void each(FFI_SCOPE(call) FFI_USER_DATA(user) shape_visitor visit, void *user); */
#define FFI_SCOPE(s) FFI_ATTRIBUTE_(__ffi_scope__(FFI_AT_, #s))

/* The same, as long as the object lives: void shape_watch(shape *s, FFI_RETAINED watcher w); */
#define FFI_RETAINED FFI_ATTRIBUTE_(__ffi_retained__(FFI_AT_))

/* The parameter that travels with this callback, and the one that frees it:
 *	void watch(FFI_USER_DATA(user) FFI_DESTROY(done) watcher w, void *user, void (*done)(void *)); */
#define FFI_USER_DATA(p) FFI_ATTRIBUTE_(__ffi_user_data__(FFI_AT_, FFI_TEXT_(p)))
#define FFI_DESTROY(p) FFI_ATTRIBUTE_(__ffi_destroy__(FFI_AT_, FFI_TEXT_(p)))

/* On a parameter of the callback: here the user data arrives, or it is what this function makes of it:
 *	typedef void (*watcher)(int what, FFI_CONTEXT void *user);
 * On a function: what it returns is the user data of the callback before, which callers do not get. */
#define FFI_CONTEXT FFI_ATTRIBUTE_(__ffi_context__(FFI_AT_))
#define FFI_CONTEXT_BY(fn) FFI_ATTRIBUTE_(__ffi_context_by__(FFI_AT_, FFI_TEXT_(fn)))

/* What C is given when a callback raised: typedef bool (*visitor)(int what) FFI_ON_EXCEPTION(false); */
#define FFI_ON_EXCEPTION(value) FFI_ATTRIBUTE_(__ffi_on_exception__(FFI_AT_, #value, value))

/* This result means failure; errno tells the reason:
 *	FFI_SENTINEL(-1) FFI_ERRNO int shape_save(const char *path); */
#define FFI_SENTINEL(value) FFI_ATTRIBUTE_(__ffi_sentinel__(FFI_AT_, #value, value))
#define FFI_ERRNO FFI_ATTRIBUTE_(__ffi_errno__(FFI_AT_))

/* Completes through this callback, exactly once, on any thread, but not if it failed itself; how to give up, which
 * may meet one that has completed:
 *	FFI_ASYNC(done) FFI_CANCEL(load_stop) void load(const char *path, loaded done, void *user); */
#define FFI_ASYNC(cb) FFI_ATTRIBUTE_(__ffi_async__(FFI_AT_, FFI_TEXT_(cb)))
#define FFI_CANCEL(fn) FFI_ATTRIBUTE_(__ffi_cancel__(FFI_AT_, FFI_TEXT_(fn)))

/* May wait; short and calls nothing back: FFI_LEAF int shape_count(void); */
#define FFI_BLOCKING FFI_ATTRIBUTE_(__ffi_blocking__(FFI_AT_))
#define FFI_LEAF FFI_ATTRIBUTE_(__ffi_leaf__(FFI_AT_))

/* From any thread at once; only from the thread that made the object:
 *	FFI_THREAD_SAFE int shape_count(void); */
#define FFI_THREAD_SAFE FFI_ATTRIBUTE_(__ffi_thread_safe__(FFI_AT_))
#define FFI_THREAD_BOUND FFI_ATTRIBUTE_(__ffi_thread_bound__(FFI_AT_))

#endif
