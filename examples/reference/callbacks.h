/**
 * @file
 * Functions of the caller: for a call, until they are let go, as long as an object lives, for ever.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_CALLBACKS_H
#define REFERENCE_CALLBACKS_H

#include "services.h"

FFI_EXPORT_BEGIN

/* ---- for the call ---- */

/**
 * Looks at a number.
 *
 * @param value the number
 * @return what is added up
 */
typedef int (*ref_visitor)(int value, void *user FFI_CONTEXT) FFI_ON_EXCEPTION(-1);

/**
 * Visits 1 to @p n, until @p visit gives something negative.
 *
 * @return the sum of what it gave
 */
int ref_visit(int n, ref_visitor visit FFI_USER_DATA(user) FFI_SCOPE(call), void *user);

/** How many numbers ref_visit() showed last. */
FFI_LEAF int ref_visited(void);

/** As ref_visit(), on another thread. */
int ref_visit_elsewhere(int n, ref_visitor visit FFI_USER_DATA(user) FFI_SCOPE(call), void *user);

/** As ref_visit(); without a function nothing is visited. */
int ref_visit_maybe(int n, ref_visitor visit FFI_USER_DATA(user) FFI_SCOPE(call) FFI_NULLABLE, void *user);

/**
 * Makes a node whose weight is asked for.
 *
 * @param weigh is shown the length of @p name; a negative weight is none
 */
FFI_CONSTRUCTOR(ref_node) ref_node *ref_node_weighed(const char *name, ref_visitor weigh FFI_USER_DATA(user) FFI_SCOPE(call),
						     void *user);

/**
 * Visits the nodes from @p node downwards, which are lent.
 *
 * @param visit gives false to stop
 */
void ref_node_visit(ref_node *node,
		    bool (*visit)(ref_node *node, const char *name FFI_NONNULL, void *user FFI_CONTEXT)
			    FFI_USER_DATA(user) FFI_SCOPE(call),
		    void *user);

/** Sorts numbers. */
void ref_sort(int *numbers FFI_ARRAY(n), size_t n,
	      int (*compare)(int a, int b, void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_SCOPE(call),
	      void *user);

/**
 * Counts, and tells of each number whether it is even.
 *
 * @param even gets the even ones
 * @param odd gets the others, and adds something to what is counted
 */
int ref_tell_apart(int n, void (*even)(int value, void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_SCOPE(call),
		   int (*odd)(int value, void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_SCOPE(call)
			   FFI_NULLABLE,
		   void *user);

/* ---- for ever: nothing travels with it ---- */

/** Makes one number of two. */
typedef int (*ref_operation)(int a, int b);

/** Which operation ref_operate() runs from now on. */
void ref_operation_set(ref_operation operation FFI_SCOPE(forever));
/** Runs the operation; 0 if there is none. */
int ref_operate(int a, int b);

/* ---- as long as C likes, or an object lives ---- */

/** Calls its listeners when it rings. */
typedef struct ref_bell ref_bell FFI_SERVICE;

/** Hears a bell. */
typedef void (*ref_listener)(const char *text FFI_NONNULL, void *user FFI_CONTEXT);

FFI_CONSTRUCTOR(ref_bell) ref_bell *ref_bell_new(void);
FFI_DESTRUCTOR(ref_bell) void ref_bell_free(ref_bell *bell);

/** Adds a listener. @p destroy is called when the bell does not use it any more, also if there is no room. */
enum ref_error ref_bell_listen(ref_bell *bell, ref_listener listener FFI_USER_DATA(user) FFI_DESTROY(destroy),
			       void *user, void (*destroy)(void *));
/** Lets all listeners go. */
void ref_bell_silence(ref_bell *bell);
/** Calls all listeners; how many there were. */
int ref_bell_ring(ref_bell *bell, const char *text);
/** As ref_bell_ring(), on another thread. */
int ref_bell_ring_elsewhere(ref_bell *bell, const char *text);

/** What is asked before it rings; one only, which lives as long as the bell. The one before is told "over". */
void ref_bell_ask(ref_bell *bell,
		  bool (*may_ring)(const char *text FFI_NONNULL, void *user FFI_CONTEXT) FFI_USER_DATA(user)
			  FFI_RETAINED FFI_NULLABLE FFI_ON_EXCEPTION(true),
		  void *user);

/** Whose user data is not handed over: it is asked for. */
typedef void (*ref_echo)(ref_bell *bell FFI_CONTEXT_BY(ref_bell_echo_data), int n);
/** The user data of the running echo. */
FFI_CONTEXT void *ref_bell_echo_data(ref_bell *bell);
/** Runs @p echo @p n times when the bell rings, until there is another one. */
void ref_bell_set_echo(ref_bell *bell, int n, ref_echo echo FFI_USER_DATA(user) FFI_DESTROY(destroy),
		       void *user, void (*destroy)(void *));

/** Two functions that share their user data: before and behind the listeners. */
void ref_bell_wrap(ref_bell *bell,
		   void (*begin)(void *user FFI_CONTEXT) FFI_USER_DATA(user) FFI_DESTROY(destroy)
			   FFI_NULLABLE,
		   void (*end)(void *user FFI_CONTEXT, int heard) FFI_USER_DATA(user) FFI_DESTROY(destroy)
			   FFI_NULLABLE,
		   void *user, void (*destroy)(void *));

FFI_EXPORT_END

#endif
