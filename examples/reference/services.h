/**
 * @file
 * Classes: how objects are made, shared, given away and ended, and what they are to a language.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_SERVICES_H
#define REFERENCE_SERVICES_H

#include "reference.h"

FFI_EXPORT_BEGIN

/** What can go wrong with objects. */
enum ref_error {
	REF_OK = 0,	  /**< all is well */
	REF_EMPTY = 1,	  /**< there is nothing */
	REF_INVALID = 2,  /**< an argument cannot be right */
	REF_CANCELLED = 3 /**< somebody gave up */
} FFI_ERROR(REF_OK) FFI_ERROR_MESSAGE(ref_error_text);

/** The text of an error. */
FFI_LEAF const char *ref_error_text(enum ref_error error);

/* ---- counted objects, and what they are to a language ---- */

/** A name with a weight; it may have another one below it. */
typedef struct ref_node ref_node FFI_SERVICE FFI_THREAD_SAFE;

/**
 * Makes a node.
 *
 * @param name what to call it; empty: there is no such node
 * @param weight how heavy it is
 */
FFI_CONSTRUCTOR(ref_node) ref_node *ref_node_new(const char *name, int weight);

/** Makes a node that has a default name. */
FFI_CONSTRUCTOR(ref_node) ref_node *ref_node_anonymous(void);

/**
 * Makes a node of text like "apple:3".
 *
 * @param text the name and the weight
 * @param[out] node the node
 * @return REF_INVALID if @p text has no weight
 */
FFI_CONSTRUCTOR(ref_node) enum ref_error ref_node_parse(const char *text, ref_node **node FFI_OUT);

/** One reference more. */
FFI_REF(ref_node) ref_node *ref_node_ref(ref_node *node);
/** One reference less; with the last one the node ends. */
FFI_UNREF(ref_node) void ref_node_unref(ref_node *node);
/** Another node of the same name and weight, with nothing below it. */
FFI_CLONE(ref_node) FFI_NONNULL ref_node *ref_node_clone(const ref_node *node);

/** How many references there are. */
FFI_LEAF unsigned ref_node_references(const ref_node *node);
/** How heavy the node is. */
FFI_GETTER(weight) int ref_node_get_weight(const ref_node *node);
/** Says how heavy the node is; it cannot be negative. */
FFI_SETTER(weight) enum ref_error ref_node_set_weight(ref_node *node, int weight);
/** What the node is called. */
FFI_GETTER(name) FFI_NONNULL const char *ref_node_name(const ref_node *node);

/** The node as text, "apple:3". */
FFI_TO_STRING FFI_OWNED_BY(ref_text_free)
FFI_NONNULL char *ref_node_format(const ref_node *node);
/** Frees a text. */
void ref_text_free(char *text);
/** Whether two nodes have the same name and weight. */
FFI_EQUALS bool ref_node_equals(const ref_node *node, const ref_node *other);
/** Equal nodes have equal hashes. */
FFI_HASH uint64_t ref_node_hash(const ref_node *node);
/** Orders by weight, then by name. */
FFI_COMPARE int ref_node_compare(const ref_node *node, const ref_node *other);

/**
 * Hangs a node below another one, in the place of what was there.
 *
 * @param below is taken over; NULL: nothing
 */
void ref_node_hang(ref_node *node, ref_node *below FFI_TRANSFER FFI_NULLABLE);
/** What hangs below; it is the node's. */
FFI_BORROWED ref_node *ref_node_below(const ref_node *node);
/** Takes off what hangs below. */
FFI_OWNED ref_node *ref_node_take(ref_node *node);
/** The heavier of two; neither of them if both weigh the same. */
FFI_STATIC(ref_node) FFI_BORROWED ref_node *ref_node_heavier(ref_node *a, ref_node *b);

/* ---- an object that depends on another one; iteration ---- */

/** Goes down from a node. */
typedef struct ref_walk ref_walk FFI_SERVICE;

/** Begins with the node itself. */
FFI_CONSTRUCTOR(ref_walk) FFI_KEEPS(node) ref_walk *ref_walk_new(ref_node *node);
FFI_DESTRUCTOR(ref_walk) void ref_walk_free(ref_walk *walk);
/** The next node; it lives as long as the walk. */
FFI_ITERATOR FFI_BORROWED ref_node *ref_walk_next(ref_walk *walk);
/** Whether the walk is over. */
bool ref_walk_is_over(const ref_walk *walk);
/** Goes on with another walk when this one is over. */
void ref_walk_append(ref_walk *walk, ref_walk *rest FFI_TRANSFER);
/** Ends the walk; how many nodes were left. */
unsigned ref_walk_finish(ref_walk *walk FFI_TRANSFER);

/** Counts down. */
typedef struct ref_countdown ref_countdown FFI_SERVICE;

FFI_CONSTRUCTOR(ref_countdown) ref_countdown *ref_countdown_new(int from);
FFI_DESTRUCTOR(ref_countdown) void ref_countdown_free(ref_countdown *countdown);
/** The next number, and its square. */
FFI_ITERATOR bool ref_countdown_next(ref_countdown *countdown, int *number FFI_OUT, long *square FFI_OUT);

/* ---- objects that are given away ---- */

/** Something to put into a basket. */
typedef struct ref_apple ref_apple FFI_SERVICE;

FFI_CONSTRUCTOR(ref_apple) ref_apple *ref_apple_new(int grams);
FFI_DESTRUCTOR(ref_apple) void ref_apple_free(ref_apple *apple);
/** What it weighs. */
int ref_apple_grams(const ref_apple *apple);

/** Owns apples. */
typedef struct ref_basket ref_basket FFI_SERVICE;

FFI_CONSTRUCTOR(ref_basket) ref_basket *ref_basket_new(void);
FFI_DESTRUCTOR(ref_basket) void ref_basket_free(ref_basket *basket);
/** Puts two apples into the basket; they cannot be one. */
void ref_basket_put(ref_basket *basket, ref_apple *one FFI_TRANSFER,
		    ref_apple *other FFI_TRANSFER FFI_NULLABLE);
/** Takes the last apple out. */
FFI_OWNED ref_apple *ref_basket_take(ref_basket *basket);
/** The last apple, which stays in the basket. */
FFI_BORROWED_FROM(basket) const ref_apple *ref_basket_last(const ref_basket *basket);
/** What all apples weigh, in the order in which they were put in: memory of the basket. */
FFI_BORROWED_FROM(basket)
FFI_ARRAY(count) const int *ref_basket_weights(const ref_basket *basket, size_t *count FFI_OUT);
/** Empties one basket into another and ends it. */
void ref_basket_pour(ref_basket *basket FFI_TRANSFER, ref_basket *into);

/* ---- objects in the caller's storage; two classes over one struct ---- */

/** The state of a meter, which adds up or multiplies. */
struct ref_meter {
	long total FFI_EXPORT;	   /**< so far */
	unsigned steps FFI_EXPORT; /**< how often something was added */
	int running;
} FFI_SERVICE_AS(ref_adder) FFI_SERVICE_AS(ref_multiplier);

/** Begins to add. */
FFI_CONSTRUCTOR(ref_adder) enum ref_error ref_adder_init(struct ref_meter *meter, int start);
/** Ends adding. */
FFI_DESTRUCTOR(ref_adder) void ref_adder_end(struct ref_meter *meter);
/** Adds. */
FFI_METHOD(ref_adder) long ref_adder_add(struct ref_meter *meter, int n);
/** Begins to multiply. */
FFI_CONSTRUCTOR(ref_multiplier) enum ref_error ref_multiplier_init(struct ref_meter *meter, int start);
/** Ends multiplying. */
FFI_DESTRUCTOR(ref_multiplier) void ref_multiplier_end(struct ref_meter *meter);
/** Multiplies. */
FFI_METHOD(ref_multiplier) long ref_multiplier_times(struct ref_meter *meter, int n);

/* ---- threads ---- */

/** Belongs to the thread that made it. */
typedef struct ref_desk ref_desk FFI_SERVICE FFI_THREAD_BOUND;

FFI_CONSTRUCTOR(ref_desk) ref_desk *ref_desk_new(void);
FFI_DESTRUCTOR(ref_desk) void ref_desk_free(ref_desk *desk);
/** Sits down once more. */
int ref_desk_sit(ref_desk *desk);
/** Waits so many milliseconds. */
FFI_BLOCKING void ref_wait(unsigned milliseconds);

FFI_EXPORT_END

#endif
