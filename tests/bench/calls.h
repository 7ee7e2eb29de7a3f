/*
 * What `make bench` calls from other languages: one function for each way that a value travels, that does as
 * little as it can.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef CALLS_H
#define CALLS_H

#include <stddef.h>
#include <stdint.h>

#include <ffiextract.h>

FFI_LIBRARY("calls", "1.0");

FFI_EXPORT_BEGIN

void calls_void(void);
uint32_t calls_u32(uint32_t x);
uint32_t calls_five(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e);
uint32_t calls_ten(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e, uint32_t f, uint32_t g,
		   uint32_t h, uint32_t i, uint32_t j);

struct calls_point {
	double x;
	double y;
};

double calls_by_value(struct calls_point p);
double calls_by_pointer(const struct calls_point *p);

/** How many bytes of UTF-8 @p text has. */
size_t calls_string(const char *text);

/** The first byte of @p data and how many there are. */
size_t calls_total(const uint8_t *data FFI_ARRAY(n), size_t n);

typedef uint32_t (*calls_visit)(uint32_t value, void *user FFI_CONTEXT);

/** Calls @p visit for 0, 1, ..., @p n - 1; the sum of what it gives. */
uint32_t calls_each(uint32_t n, calls_visit visit FFI_USER_DATA(user) FFI_SCOPE(call), void *user);

/** Keeps two callbacks, one of which gives something back. */
typedef struct calls_bell calls_bell FFI_SERVICE;

FFI_CONSTRUCTOR(calls_bell) FFI_OWNED FFI_NONNULL calls_bell *calls_bell_new(void);
FFI_DESTRUCTOR(calls_bell) void calls_bell_free(calls_bell *bell);
void calls_bell_hook(calls_bell *bell, calls_visit visit FFI_USER_DATA(user) FFI_RETAINED, void *user);
/** As calls_each(), with what the bell keeps. */
uint32_t calls_bell_ring(calls_bell *bell, uint32_t n);

typedef void (*calls_listener)(uint32_t value, void *user FFI_CONTEXT);

void calls_bell_listen(calls_bell *bell, calls_listener listener FFI_USER_DATA(user) FFI_RETAINED,
		       void *user);
/** Calls the listener for 0, 1, ..., @p n - 1. */
void calls_bell_tell(calls_bell *bell, uint32_t n);

FFI_EXPORT_END

#endif
