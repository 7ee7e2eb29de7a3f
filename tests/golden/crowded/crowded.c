// What bindings have beside a declaration - C's struct of a value, handles, interfaces, cases, what closes an object -
// is called as something else that the library declares, and types are called as those of a language's own library.
#include <stdlib.h>

#include <ffiextract.h>

FFI_LIBRARY("crowded", "1.0");
FFI_EXPORT_BEGIN

typedef struct {
	const char *text FFI_UTF8;
	int size;
} crowded_box;

typedef struct {
	int width;
} crowded_box_struct;

crowded_box crowded_pack(const char *text, crowded_box_struct room);

typedef struct crowded_hook crowded_hook FFI_SERVICE;
typedef struct {
	int length;
} crowded_hook_handle;

FFI_CONSTRUCTOR(crowded_hook) FFI_OWNED crowded_hook *crowded_hook_new(crowded_hook_handle handle);
FFI_DESTRUCTOR(crowded_hook) void crowded_hook_free(crowded_hook *hook);
void crowded_hook_close(crowded_hook *hook, int close);
int crowded_close(int close);

enum crowded_kind { CROWDED_KIND_LINE, CROWDED_KIND_DISC };
typedef struct crowded_shape {
	enum crowded_kind kind;
	union {
		int line FFI_CASE(CROWDED_KIND_LINE);
		int disc FFI_CASE(CROWDED_KIND_DISC);
	} as;
} FFI_TAGGED(kind) crowded_shape;
typedef struct {
	int x;
} crowded_shape_line;

crowded_shape crowded_shape_of(crowded_shape_line line);

typedef struct crowded_sink {
	void *user;
	int (*write)(void *user FFI_CONTEXT, int line) FFI_USER_DATA(user);
	int (*flush)(void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_NULLABLE;
	void (*close)(void *user FFI_CONTEXT) FFI_USER_DATA(user);
} FFI_INTERFACE crowded_sink;
typedef struct {
	int x;
} crowded_i_sink;
typedef struct {
	int x;
} crowded_i_sink_flush;
typedef struct {
	int x;
} crowded_sink_functions;

int crowded_write(const crowded_sink *sink FFI_SCOPE(call), crowded_i_sink a, crowded_i_sink_flush b,
		  crowded_sink_functions c);

typedef int (*crowded_visit)(int x);
typedef struct {
	int x;
} crowded_visit_native;
int crowded_each(crowded_visit visit FFI_SCOPE(call), crowded_visit_native native);

typedef struct {
	int x;
} crowded_task;
typedef struct {
	int x;
} crowded_encoding;
crowded_task crowded_run(crowded_encoding encoding);

void Raw(void);
int Equals(int a, int b);
void Loader(void);

FFI_EXPORT_END

crowded_box crowded_pack(const char *text, crowded_box_struct room)
{
	return (crowded_box){text, room.width};
}

crowded_hook *crowded_hook_new(crowded_hook_handle handle)
{
	return malloc((size_t)handle.length);
}

void crowded_hook_free(crowded_hook *hook)
{
	free(hook);
}

void crowded_hook_close(crowded_hook *hook, int close)
{
	(void)hook, (void)close;
}

int crowded_close(int close)
{
	return close;
}

crowded_shape crowded_shape_of(crowded_shape_line line)
{
	return (crowded_shape){CROWDED_KIND_LINE, {line.x}};
}

crowded_task crowded_run(crowded_encoding encoding)
{
	return (crowded_task){encoding.x};
}

int crowded_write(const crowded_sink *sink, crowded_i_sink a, crowded_i_sink_flush b, crowded_sink_functions c)
{
	return sink->write(sink->user, a.x + b.x + c.x);
}

int crowded_each(crowded_visit visit, crowded_visit_native native)
{
	return visit(native.x);
}

void Raw(void)
{
}

int Equals(int a, int b)
{
	return a == b;
}

void Loader(void)
{
}
