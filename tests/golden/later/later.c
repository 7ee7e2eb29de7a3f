// Calls that complete later, callbacks that run once, and structs of functions that callers implement.
#include <stdbool.h>
#include <stddef.h>
#include <ffiextract.h>

FFI_LIBRARY("later", "1.0");

FFI_EXPORT_BEGIN

enum later_code { LATER_OK, LATER_FULL, LATER_OVER } FFI_ERROR(LATER_OK);

typedef struct later_queue later_queue FFI_SERVICE;
typedef void (*later_done)(void *user FFI_CONTEXT, enum later_code code, long result);
typedef void (*later_tick)(void *user FFI_CONTEXT);

struct later_sink {
	int (*write)(void *user FFI_CONTEXT, const char *line FFI_NONNULL) FFI_USER_DATA(user);
	bool (*has_room)(void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_NULLABLE;
	void *user;
} FFI_INTERFACE;

FFI_CONSTRUCTOR(later_queue) later_queue *later_queue_new(void);
FFI_DESTRUCTOR(later_queue) void later_queue_free(later_queue *queue);
FFI_ASYNC(done) FFI_CANCEL(later_queue_cancel)
unsigned later_queue_add(later_queue *queue, const char *text FFI_SCOPE(async), later_done done FFI_USER_DATA(user), void *user);
void later_queue_cancel(later_queue *queue, unsigned job);
void later_queue_once(later_queue *queue, later_tick tick FFI_USER_DATA(user) FFI_SCOPE(async), void *user);
int later_queue_drain(later_queue *queue, const struct later_sink *sink FFI_SCOPE(call));

FFI_EXPORT_END

struct later_queue { later_done done; later_tick tick; void *user; };
later_queue *later_queue_new(void) { static later_queue queue; return &queue; }
void later_queue_free(later_queue *queue) { queue->done = NULL; }
unsigned later_queue_add(later_queue *queue, const char *text, later_done done, void *user)
{
	*queue = (later_queue){.done = *text ? done : NULL, .user = user};
	return 1;
}
void later_queue_cancel(later_queue *queue, unsigned job) { queue->done(queue->user, LATER_OVER, (long)job); }
void later_queue_once(later_queue *queue, later_tick tick, void *user) { *queue = (later_queue){.tick = tick, .user = user}; }
int later_queue_drain(later_queue *queue, const struct later_sink *sink) { return queue->done ? sink->write(sink->user, "line") : 0; }
