/**
 * @file
 * What several words say together: values in values, objects in results, buffers of methods that fail, references
 * that may be missing; and types that are made by macros, aligned or small.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_MIXED_H
#define REFERENCE_MIXED_H

#include "arrays.h"
#include "callbacks.h"
#include "plain.h"
#include "services.h"

FFI_EXPORT_BEGIN

/* ---- values in values ---- */

/** An option of a text, or a fault. */
struct ref_mixed_answer {
	bool ok;
	struct ref_option_text text;
	enum ref_fault fault;
} FFI_RESULT(ok, text, fault);

/** An answer, if there is one. */
struct ref_mixed_maybe {
	bool there;
	struct ref_mixed_answer answer;
} FFI_OPTION(there);

/** Nothing for 0, nothing in the answer for 1, a text for 2; REF_FAULT_NOT_FOUND for others. */
struct ref_mixed_maybe ref_mixed_ask(int which);

/** Corners that are lent. */
struct ref_corners {
	const struct ref_corner *items;
	size_t n;
} FFI_SLICE;

/** Corners that are lent and may be changed. */
struct ref_corners_mut {
	struct ref_corner *items;
	size_t n;
} FFI_SLICE_MUT;

/** The sum of all x and y. */
float ref_corners_sum(struct ref_corners corners);
/** Swaps x and y of each. */
void ref_corners_swap(struct ref_corners_mut corners);

/** The length of texts that a vector holds, which stays the caller's. */
size_t ref_mixed_length(const struct ref_texts *texts FFI_IN FFI_NULLABLE);

/* ---- objects in values ---- */

/** A node, or what was wrong. */
struct ref_node_result {
	bool ok;
	union {
		ref_node *node FFI_OWNED;
		enum ref_error error;
	} is;
} FFI_RESULT(ok, node, error);

/** As ref_node_parse(). */
FFI_STATIC(ref_node) struct ref_node_result ref_node_read(const char *text);
/** The node's weight divided by a number. */
struct ref_result_number ref_node_share(const ref_node *node, int by);
/** The node's name, @p times over, or REF_EMPTY for a number that is not positive. */
enum ref_error ref_node_repeat(const ref_node *node, int times,
			       FFI_BUFFER(capacity, written, REF_INVALID) FFI_UTF8 char *text,
			       size_t capacity, size_t *written);
/** The names of all nodes from here downwards, as many as ref_node_depth() says. */
size_t ref_node_weights(const ref_node *node, FFI_BUFFER(capacity, return, , ref_node_depth) int *weights,
			size_t capacity);
/** How many nodes there are from here downwards. */
size_t ref_node_depth(const ref_node *node);

/* ---- references ---- */

/** The other one, in place. */
void ref_mixed_turn(enum ref_closed *value FFI_INOUT);
/** The value that is pointed to; REF_OPEN_LOW if there is none. */
enum ref_open ref_mixed_look(const enum ref_open *value FFI_IN FFI_NULLABLE);
/** As many as there are, unless that is negative: then what is wrong. */
FFI_NEGATIVE_STATUS(ref_step_code) int ref_mixed_count(int n);

/* ---- callbacks ---- */

/** Is told of each number. */
typedef void (*ref_witness)(int number);
/** Who is told from now on; kept, as nothing says for how long. */
void ref_mixed_witness(ref_witness witness FFI_ALLOW(scope));
/** Tells of a number. */
void ref_mixed_tell(int number);

/** What @p visit gives for 1 to @p n, whatever that is; REF_FAULT_INVALID if @p n is negative, which it is asked for too. */
enum ref_fault ref_mixed_collect(int n, ref_visitor visit FFI_USER_DATA(user) FFI_SCOPE(call), void *user,
				 FFI_OUT FFI_OWNED_BY(ref_free) int **numbers FFI_ARRAY(count),
				 FFI_OUT size_t *count);
/** A node that weighs what @p visit gives for 1; REF_FAULT_INVALID if that is 0. */
enum ref_fault ref_mixed_weigh(ref_visitor visit FFI_USER_DATA(user) FFI_SCOPE(call), void *user,
			       FFI_OUT FFI_OWNED FFI_NONNULL ref_node **node);

/* ---- types ---- */

/** A line of a cache. */
struct ref_line {
	uint8_t first;
	uint8_t aligned __attribute__((aligned(64)));
};

/** One more in each; how far it is from where it should lie. */
unsigned ref_line_next(struct ref_line *line FFI_INOUT);
/** Where it should lie: then @p line has 1 and 2 in it. */
bool ref_line_make(struct ref_line *line FFI_OUT);

/** An enum of one byte. */
enum __attribute__((packed)) ref_small { REF_SMALL_NONE, REF_SMALL_SOME = 200 };

/** What a small enum lies in. */
struct ref_smalls {
	enum ref_small one, other;
	short behind;
};

/** The other one. */
enum ref_small ref_small_other(enum ref_small value);
/** The two change places. */
struct ref_smalls ref_smalls_swap(struct ref_smalls smalls);

/* A pair of TYPE, and what makes one. */
#define REF_PAIR_OF(type, name)                                                                              \
	struct name {                                                                                        \
		type first, second;                                                                          \
	};                                                                                                   \
	struct name name##_make(type first, type second);                                                    \
	type name##_sum(struct name pair)

REF_PAIR_OF(int, ref_int_pair);
REF_PAIR_OF(double, ref_double_pair);

FFI_EXPORT_END

#endif
