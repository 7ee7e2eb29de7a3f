/**
 * @file
 * Structs of functions that the caller implements.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_INTERFACES_H
#define REFERENCE_INTERFACES_H

#include "services.h"

FFI_EXPORT_BEGIN

/** Where lines go. */
struct ref_sink {
	/** Takes a line; how many characters it took. */
	int (*write)(void *user FFI_CONTEXT, const char *line FFI_NONNULL) FFI_USER_DATA(user)
		FFI_DESTROY(release) FFI_ON_EXCEPTION(-1);
	/** Whether there is room for so many lines more. */
	bool (*has_room)(void *user FFI_CONTEXT, size_t lines) FFI_USER_DATA(user)
		FFI_DESTROY(release) FFI_NULLABLE;
	void *user;		     /**< given to the functions */
	void (*release)(void *user); /**< when the sink is not used any more */
} FFI_INTERFACE;

/** Compares two nodes. */
struct ref_order {
	void *user;
	/** Whether @p a stands before @p b. */
	bool (*is_before)(ref_node *a, ref_node *b, void *user FFI_CONTEXT) FFI_USER_DATA(user);
} FFI_INTERFACE;

/**
 * Writes so many lines.
 *
 * @param sink used for the call
 * @return what the sink took in all
 */
int ref_write(const struct ref_sink *sink FFI_SCOPE(call), size_t lines);
/** As ref_write(), on another thread; without a sink, nothing. */
int ref_write_elsewhere(const struct ref_sink *sink FFI_SCOPE(call) FFI_NULLABLE, size_t lines);
/** The node that stands first; by value, for the call. */
FFI_STATIC(ref_node)
FFI_BORROWED ref_node *ref_node_first(struct ref_order order FFI_SCOPE(call), ref_node *a, ref_node *b);

/** Writes to a sink that it keeps. */
typedef struct ref_log ref_log FFI_SERVICE;

/** @param sink is copied, and released with the log */
FFI_CONSTRUCTOR(ref_log) ref_log *ref_log_new(const struct ref_sink *sink);
FFI_DESTRUCTOR(ref_log) void ref_log_free(ref_log *log);
/** Writes a line. */
int ref_log_write(ref_log *log, const char *line);
/** Orders the names of two nodes from now on; the log keeps the pointer as long as it lives. */
void ref_log_order(ref_log *log, const struct ref_order *order FFI_RETAINED);
/** Writes the names of two nodes in their order. */
int ref_log_write_nodes(ref_log *log, ref_node *a, ref_node *b);

FFI_EXPORT_END

#endif
