/**
 * @file
 * Several words about who owns what, and how long it is used, in one function.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_PAIRS_H
#define REFERENCE_PAIRS_H

#include "arrays.h"
#include "callbacks.h"
#include "interfaces.h"
#include "later.h"

FFI_EXPORT_BEGIN

/** Leads along walks, which belong to it. */
typedef struct ref_guide ref_guide FFI_SERVICE;
/** A place on the way. */
typedef struct ref_halt ref_halt FFI_SERVICE;

/** @param walk is taken over */
FFI_CONSTRUCTOR(ref_guide) ref_guide *ref_guide_new(ref_walk *walk FFI_TRANSFER);
/**
 * Leads along one walk and then another.
 *
 * @param walk is taken over, as @p then is, whatever comes
 * @param[out] guide the guide
 * @return REF_EMPTY if @p walk is over
 */
FFI_CONSTRUCTOR(ref_guide)
enum ref_error ref_guide_along(ref_walk *walk FFI_TRANSFER, ref_walk *then FFI_TRANSFER FFI_NULLABLE,
			       ref_guide **guide FFI_OUT);
/**
 * Leads along a walk if it may.
 *
 * @param may is asked with the name of the first node
 */
FFI_CONSTRUCTOR(ref_guide)
ref_guide *ref_guide_permitted(ref_walk *walk FFI_TRANSFER,
			bool (*may)(const char *name FFI_NONNULL, void *user FFI_CONTEXT) FFI_USER_DATA(user)
				FFI_SCOPE(call),
			void *user);
FFI_DESTRUCTOR(ref_guide) void ref_guide_free(ref_guide *guide);

/** Goes to the end of all walks; how many nodes that were. Who listens hears their names. */
unsigned ref_guide_go(ref_guide *guide);

/**
 * Adds a walk.
 *
 * @param walk is taken over, whatever comes
 * @param hear hears names from now on, until there is another one
 * @param[out] sign says where to
 * @return REF_EMPTY if @p walk is over; then @p hear is let go
 */
enum ref_error ref_guide_lead(ref_guide *guide, ref_walk *walk FFI_TRANSFER,
			      ref_listener hear FFI_USER_DATA(user) FFI_DESTROY(destroy), void *user,
			      void (*destroy)(void *), char **sign FFI_OUT FFI_NONNULL FFI_UTF8 FFI_OWNED_BY(ref_free));

/**
 * Packs for the way.
 *
 * @param weights are used as long as the guide is there
 * @param may is asked for each weight when the guide goes, as long as it is there
 * @return the sum; without weights it fails
 */
FFI_SENTINEL(-1)
FFI_ERRNO int ref_guide_pack(ref_guide *guide, FFI_RETAINED FFI_ARRAY(n) const int *weights, size_t n,
			     bool (*may)(int weight, void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_RETAINED
				     FFI_ON_EXCEPTION(false),
			     void *user);
/** How many weights were taken along. */
unsigned ref_guide_packed(const ref_guide *guide);

/**
 * The place where the guide stands.
 *
 * @param order says in which order names are shown there, as long as the guide is there
 * @param[out] halt needs the guide
 * @return REF_EMPTY at the end
 */
enum ref_error ref_guide_halt(ref_guide *guide, const struct ref_order *order FFI_RETAINED,
			      ref_halt **halt FFI_OUT FFI_OWNED FFI_NONNULL FFI_KEEPS(guide));
FFI_DESTRUCTOR(ref_halt) void ref_halt_free(ref_halt *halt);
/** Which node is shown first: that of the halt, or @p other. */
FFI_BORROWED_FROM(halt) FFI_NONNULL ref_node *ref_halt_first(ref_halt *halt, ref_node *other);

/**
 * Tells of a shape.
 *
 * @param sink gets each text that @p make gives for 1 to @p n
 * @return all that @p sink took, and what the shape is
 */
FFI_OWNED_BY(ref_free)
FFI_NONNULL FFI_UTF8 char *ref_guide_tell(ref_guide *guide, struct ref_shape shape,
					  const struct ref_sink *sink FFI_SCOPE(call),
					  ref_text_maker make FFI_USER_DATA(user) FFI_SCOPE(call), void *user,
					  int n);

/**
 * Goes along a walk on another thread.
 *
 * @param walk is taken over, whatever comes
 * @param sink gets the names, and is released at the end
 * @param title stands in front of each
 * @return REF_EMPTY if @p walk is over
 */
FFI_ASYNC(done)
enum ref_error ref_guide_send(ref_guide *guide, ref_walk *walk FFI_TRANSFER, const struct ref_sink *sink,
			      const char *title FFI_SCOPE(async), ref_done done FFI_USER_DATA(user),
			      void *user);

FFI_EXPORT_END

#endif
