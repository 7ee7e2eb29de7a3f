/* What bindings have to carry, one function for each; the C caller is kit_test.c. */
#ifndef KIT_H
#define KIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ffiextract.h>

FFI_LIBRARY("kit", "1.0");
FFI_EXPORT_BEGIN

enum kit_error {
	KIT_OK,
	KIT_DONE, /* no error either */
	KIT_BAD,
	KIT_SMALL,
} FFI_ERROR(KIT_OK, KIT_DONE) FFI_ERROR_MESSAGE(kit_error_text);
const char *kit_error_text(enum kit_error error);

enum kit_status { KIT_FINE, KIT_REFUSED } FFI_ERROR(KIT_FINE) FFI_ERROR_MESSAGE(kit_status_text);
const char *kit_status_text(enum kit_status status);

enum kit_colour { KIT_RED = 1, KIT_GREEN = 2 } FFI_CLOSED;
/* Whatever VALUE is. */
enum kit_colour kit_colour_make(int value);
enum kit_status kit_colour_set(int value, enum kit_colour *colour FFI_OUT, char **name FFI_OUT FFI_OWNED_BY(kit_free));
void kit_colour_change(int value, enum kit_colour *colour FFI_INOUT FFI_NULLABLE);
FFI_ARRAY(n) FFI_OWNED_BY(kit_free) enum kit_colour *kit_colours(int value, size_t *n FFI_OUT);
void kit_colour_three(int value, enum kit_colour *colours FFI_OUT FFI_ARRAY_FIXED(3));
FFI_NULLABLE const enum kit_colour *kit_colour_at(int value);

struct kit_pair {
	int a, b;
};

/* ---- plain values ---- */

int kit_add(int a, int b);
enum kit_colour kit_other(enum kit_colour colour);
void kit_swap(struct kit_pair *pair FFI_INOUT);
int kit_sum_pair(const struct kit_pair *pair);
enum kit_error kit_divide(int a, int b, int *quotient FFI_OUT, int *rest FFI_OUT);
void kit_increment(int *number FFI_INOUT);

/* ---- texts and memory ---- */

size_t kit_length(const char *text);
bool kit_is_null(const char *text FFI_NULLABLE);
void kit_free(void *memory);
FFI_OWNED_BY(kit_free) char *kit_upper(const char *text);
const char *kit_none(void);
uint16_t kit_checksum(const uint8_t *bytes FFI_ARRAY(n), uint16_t n);
int kit_dot(const int *a FFI_ARRAY(n), const int *b FFI_ARRAY(n), size_t n);
int kit_sum_bytes(const int *values FFI_BYTE_LENGTH(size), size_t size);
void kit_double_all(int *values FFI_ARRAY(n), size_t n);
FFI_OWNED_BY(kit_free) FFI_ARRAY(n) int *kit_range(int from, size_t *n);
void kit_triple(int x, int out[3] FFI_OUT FFI_ARRAY_FIXED(3));
size_t kit_repeat_bound(size_t times);
enum kit_error kit_repeat(char c, size_t times, FFI_BUFFER(room, written, KIT_SMALL, kit_repeat_bound) FFI_UTF8 char *text,
			  size_t room, size_t *written);

/* ---- failures ---- */

FFI_SENTINEL(-1) int kit_negative_fails(int x);
FFI_ERRNO int kit_errno(int number);
enum kit_error kit_maybe(int x);

/* ---- objects ---- */

typedef struct kit_box kit_box FFI_SERVICE;
typedef struct kit_key kit_key FFI_SERVICE;

FFI_CONSTRUCTOR(kit_box) enum kit_status kit_box_open(int size, kit_box **box FFI_OUT FFI_SET_ON_ERROR);
FFI_DESTRUCTOR(kit_box) enum kit_status kit_box_close(kit_box *box);
int kit_box_size(const kit_box *box);
FFI_OWNED FFI_KEEPS(box) kit_key *kit_box_key(kit_box *box);
FFI_DESTRUCTOR(kit_key) void kit_key_free(kit_key *key);
int kit_key_number(const kit_key *key);
void kit_box_take(kit_box *box, kit_key *key FFI_TRANSFER);
/* A box in a box, which ends with it. */
typedef struct kit_crate kit_crate FFI_SERVICE;
FFI_CONSTRUCTOR(kit_crate) kit_crate *kit_crate_of(kit_box *box FFI_TRANSFER);
FFI_DESTRUCTOR(kit_crate) void kit_crate_free(kit_crate *crate);
/* Takes out what is in it. */
void kit_crate_fill(kit_crate *crate, kit_box *box FFI_TRANSFER FFI_NULLABLE);
int kit_crate_shake(kit_crate *crate, int value);
int kit_box_fits(kit_box *box, kit_key *key FFI_NULLABLE);
size_t kit_alive(void);

/* ---- storage of the binding ---- */

typedef struct kit_counter {
	FFI_EXPORT int count;
	int hidden;
} kit_counter FFI_SERVICE;
FFI_CONSTRUCTOR(kit_counter) enum kit_status kit_counter_init(kit_counter *counter, int start);
FFI_DESTRUCTOR(kit_counter) void kit_counter_end(kit_counter *counter);
int kit_counter_next(kit_counter *counter);

/* ---- callbacks ---- */

typedef int (*kit_map)(int value, void *user FFI_CONTEXT) FFI_ON_EXCEPTION(-1);
int kit_apply(kit_map map FFI_USER_DATA(user) FFI_SCOPE(call), void *user, int value);
typedef void (*kit_end)(void *user);
void kit_listen(kit_map map FFI_USER_DATA(user) FFI_DESTROY(end), void *user, kit_end end);
int kit_tell(int value);
void kit_unlisten(void);
void kit_box_watch(kit_box *box, kit_map map FFI_USER_DATA(user) FFI_RETAINED, void *user);
int kit_box_shake(kit_box *box, int value);
typedef int (*kit_texts)(const char *text, const int *values FFI_ARRAY(n), size_t n, void *user FFI_CONTEXT);
int kit_with_texts(kit_texts call FFI_USER_DATA(user) FFI_SCOPE(call), void *user);

FFI_EXPORT_END

#endif
