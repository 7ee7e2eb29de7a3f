// Callbacks: with and without user data, with a destructor, kept by an object.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("callbacks", "1.0");

#include <stdlib.h>

FFI_EXPORT_BEGIN

typedef int (*compare)(const int *a, const int *b, void *user FFI_CONTEXT) FFI_ON_EXCEPTION(0);
typedef void (*each)(int value, void *user FFI_CONTEXT);
typedef void (*release)(void *user);

int callbacks_compare(int a, int b, compare with FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
int callbacks_compare(int a, int b, compare with, void *user) { return with(&a, &b, user); }
int callbacks_apply(FFI_SCOPE(call) int (*f)(int value), int value);
int callbacks_apply(int (*f)(int value), int value) { return f(value); }

typedef struct bell bell FFI_SERVICE;
FFI_CONSTRUCTOR(bell) FFI_OWNED bell *bell_new(void);
FFI_DESTRUCTOR(bell) void bell_free(bell *b);
void bell_on_ring(bell *b, each ring FFI_USER_DATA(user) FFI_DESTROY(done) FFI_SCOPE(notified), void *user, release done);
void bell_ring(bell *b, int times);

struct callbacks_samples { int16_t *samples; size_t n; } FFI_SLICE_MUT;
typedef size_t (*fill)(float *samples FFI_OUT FFI_ARRAY(n), size_t n, void *user FFI_CONTEXT);
size_t callbacks_fill(fill with FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
size_t callbacks_fill(fill with, void *user) { float samples[4]; return with(samples, 4, user); }
size_t callbacks_read(size_t (*read)(void *bytes FFI_OUT FFI_BYTE_LENGTH(room), size_t room, void *user FFI_CONTEXT)
			      FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
size_t callbacks_read(size_t (*read)(void *bytes, size_t room, void *user), void *user) { char bytes[4]; return read(bytes, 4, user); }
void callbacks_change(void (*change)(struct callbacks_samples samples, void *user FFI_CONTEXT)
			      FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
void callbacks_change(void (*change)(struct callbacks_samples samples, void *user), void *user)
{
	int16_t samples[4] = {0};
	change((struct callbacks_samples){samples, 4}, user);
}

FFI_EXPORT_END

struct bell { each ring; void *user; release done; };
bell *bell_new(void) { return calloc(1, sizeof(bell)); }
void bell_on_ring(bell *b, each ring, void *user, release done)
{
	if (b->done)
		b->done(b->user);
	*b = (bell){ring, user, done};
}
void bell_free(bell *b) { bell_on_ring(b, NULL, NULL, NULL); free(b); }
void bell_ring(bell *b, int times) { while (times--) b->ring(times, b->user); }
