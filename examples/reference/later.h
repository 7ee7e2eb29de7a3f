/**
 * @file
 * Calls that complete later, on a thread of the library.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_LATER_H
#define REFERENCE_LATER_H

#include "services.h"

FFI_EXPORT_BEGIN

/** Works in the background. */
typedef struct ref_worker ref_worker FFI_SERVICE FFI_THREAD_SAFE;

/** The worker is there, or not. */
typedef void (*ref_opened)(void *user FFI_CONTEXT, enum ref_error error, ref_worker *worker FFI_OWNED);
/** The work is done. */
typedef void (*ref_done)(void *user FFI_CONTEXT, enum ref_error error, long result);
/** The text is back. */
typedef void (*ref_told)(void *user FFI_CONTEXT, enum ref_error error,
			 const char *text FFI_UTF8 FFI_ARRAY(length), size_t length);
/** It is time. */
typedef void (*ref_ticked)(void *user FFI_CONTEXT);

/** Makes a worker, which takes a while; REF_INVALID without a name. */
FFI_CONSTRUCTOR(ref_worker)
FFI_ASYNC(done) void ref_worker_open(const char *name, ref_opened done FFI_USER_DATA(user), void *user);
/**
 * As ref_worker_open(), after @p milliseconds.
 *
 * @return what ref_worker_stay_away() takes
 */
FFI_CONSTRUCTOR(ref_worker)
FFI_ASYNC(done)
FFI_CANCEL(ref_worker_stay_away)
unsigned ref_worker_open_slowly(unsigned milliseconds, ref_opened done FFI_USER_DATA(user), void *user);
/** Gives it up, if the worker is not there yet: it completes with REF_CANCELLED. */
FFI_STATIC(ref_worker) void ref_worker_stay_away(unsigned opening);
/** Ends a worker when all is done. */
FFI_DESTRUCTOR(ref_worker) void ref_worker_close(ref_worker *worker);

/**
 * Multiplies a number with itself.
 *
 * @param milliseconds how long that takes
 * @return what ref_worker_cancel() takes
 */
FFI_ASYNC(done)
FFI_CANCEL(ref_worker_cancel)
unsigned ref_worker_square(ref_worker *worker, int n, unsigned milliseconds,
			   ref_done done FFI_USER_DATA(user), void *user);
/**
 * The third power of a number, which cannot be negative.
 *
 * @param[out] job what ref_worker_cancel() takes
 */
FFI_ASYNC(done)
FFI_CANCEL(ref_worker_cancel) enum ref_error
	ref_worker_cube(ref_worker *worker, int n, unsigned milliseconds, unsigned *job FFI_OUT,
			ref_done done FFI_USER_DATA(user), void *user);
/** Gives a job up, if it is not done: it completes with REF_CANCELLED. */
void ref_worker_cancel(ref_worker *worker, unsigned job);

/** Gives the text back, in the end. The text is used until then; an empty one is REF_EMPTY at once. */
FFI_ASYNC(done)
enum ref_error ref_worker_echo(ref_worker *worker, const char *text FFI_SCOPE(async),
			       ref_told done FFI_USER_DATA(user), void *user);

/** Is done before it returns. */
FFI_ASYNC(done) void ref_at_once(int n, ref_done done FFI_USER_DATA(user), void *user);

/** Waits for nothing but time. */
FFI_ASYNC(ticked) void ref_tick(unsigned milliseconds, ref_ticked ticked FFI_USER_DATA(user), void *user);

/** Calls @p ticked once, when ref_tell() is called next. */
void ref_remember(ref_ticked ticked FFI_USER_DATA(user) FFI_SCOPE(async), void *user);
/** Calls what is remembered. */
void ref_tell(void);

FFI_EXPORT_END

#endif
