/* Where a binding would go wrong without a word. SPDX-License-Identifier: MIT */
#ifndef TRAPS_H
#define TRAPS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#if __has_include(<uchar.h>)
#include <uchar.h>
#else /* newlib */
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
#endif

#include <ffiextract.h>

FFI_LIBRARY("traps", "1.0");

FFI_EXPORT_BEGIN

/* ---- bytes are no text unless somebody says so ---- */

FFI_BORROWED const unsigned char *traps_bytes(void);
int traps_takes_bytes(const uint8_t *bytes);
/** Another text each time. */
FFI_UTF8 FFI_BORROWED const unsigned char *traps_next(void);

/* ---- lengths that cannot be right ---- */

ssize_t traps_read(FFI_BUFFER(room, return ) uint8_t *data, size_t room, ssize_t result);
int traps_print(FFI_BUFFER(room, return ) FFI_UTF8 char *text, size_t room, int result);
void traps_numbers(FFI_BUFFER(room, written) int *data, size_t room, int *written, int result);
void traps_in_out(FFI_BUFFER(n, n) int *data, int *n, int result);
FFI_ARRAY(n) FFI_BORROWED const int *traps_vector(FFI_OUT int *n, int result);
FFI_ARRAY(n) FFI_BORROWED const char *traps_octets(FFI_OUT int *n, int result);
void traps_fill(FFI_OUT FFI_ARRAY(n) int *data, size_t n);
typedef int (*traps_each)(const int *data FFI_ARRAY(n), int n, void *user FFI_CONTEXT) FFI_ON_EXCEPTION(-1);
int traps_call(FFI_USER_DATA(user) FFI_SCOPE(call) traps_each each, void *user, int n);

/* ---- buffers that start with nothing ---- */

enum traps_status { TRAPS_OK, TRAPS_SMALL } FFI_ERROR(TRAPS_OK);
int traps_guess(int guess);
enum traps_status traps_grow(FFI_BUFFER(n, n, TRAPS_SMALL, traps_guess) FFI_UTF8 char *text, int *n,
			     int guess);

/* ---- constants of another width or sign than what comes back ---- */

FFI_SENTINEL(0xFFFFFFFFu) int traps_wide_sentinel(int x);
FFI_SENTINEL(-1) uint16_t traps_negative_sentinel(uint16_t x);
FFI_ERROR_DOMAIN(traps_result, 0, 0x80000001u);
FFI_STATUS(traps_result) int traps_hresult(int x);

/* ---- texts in units of several bytes ---- */

size_t traps_wide(FFI_UTF16 FFI_ARRAY(n) const char16_t *text, size_t n);
size_t traps_wider(FFI_UTF32 FFI_BYTE_LENGTH(n) const char32_t *text, size_t n);
FFI_UTF16 FFI_ARRAY(n)
FFI_BORROWED const char16_t *traps_give_wide(FFI_OUT size_t *n);
FFI_UTF16 FFI_BYTE_LENGTH(n)
FFI_BORROWED const char16_t *traps_give_bytes(FFI_OUT size_t *n);
FFI_UTF16 FFI_OWNED_BY(free) char16_t *traps_give_owned(void);

/* ---- objects whose C side lives on ---- */

typedef struct traps_box traps_box FFI_SERVICE;
typedef int (*traps_hook)(int value, void *user FFI_CONTEXT) FFI_ON_EXCEPTION(-1);
typedef int (*traps_visit)(traps_box *box, void *user FFI_CONTEXT) FFI_ON_EXCEPTION(-1);
FFI_CONSTRUCTOR(traps_box) FFI_OWNED traps_box *traps_box_new(void);
FFI_DESTRUCTOR(traps_box) void traps_box_free(traps_box *box);
void traps_box_hook(traps_box *box, FFI_USER_DATA(user) FFI_RETAINED traps_hook hook, void *user);
int traps_box_fire(traps_box *box, int value);
int traps_box_lend(traps_box *box, FFI_USER_DATA(user) FFI_SCOPE(call) traps_visit visit, void *user);
/** Fires the hook of what was eaten. */
int traps_box_eat(traps_box *box, FFI_TRANSFER traps_box *other, const char *name);
int traps_box_fire_eaten(traps_box *box, int value);
FFI_OWNED traps_box *traps_box_make(traps_box *box, FFI_USER_DATA(user) FFI_SCOPE(call) traps_visit visit,
				    void *user);
int traps_boxes(void);

/* ---- two classes over one struct ---- */

typedef struct traps_stream traps_stream FFI_SERVICE_AS(traps_reader) FFI_SERVICE_AS(traps_writer);
FFI_CONSTRUCTOR(traps_reader)
enum traps_status traps_read_open(FFI_OUT FFI_OWNED FFI_SET_ON_ERROR traps_stream **stream, int fail);
FFI_DESTRUCTOR(traps_reader) void traps_read_end(traps_stream *stream);
FFI_CONSTRUCTOR(traps_writer)
enum traps_status traps_write_open(FFI_OUT FFI_OWNED FFI_SET_ON_ERROR traps_stream **stream, int fail);
FFI_DESTRUCTOR(traps_writer) void traps_write_end(traps_stream *stream);
/** How many readers were ended, and 100 times as many writers. */
int traps_ended(void);

/* ---- structs that hold many of their own kind ---- */

struct traps_leaf;
struct traps_tree {
	struct traps_tree *sub[2];
	struct {
		const struct traps_tree *(*all)[2];
		struct traps_leaf *leaves[1][2];
	};
	struct traps_tree *(*grow[2])(struct traps_tree self);
	int value;
};
struct traps_leaf {
	struct traps_tree tree;
};
/** The values in the tree; -1 if it is not as large as SIZE. */
int traps_sum(const struct traps_tree *tree FFI_IN, size_t size);

FFI_EXPORT_END

#endif
