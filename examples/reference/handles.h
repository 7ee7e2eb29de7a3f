/**
 * @file
 * Integers and pointers that stand for something else.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_HANDLES_H
#define REFERENCE_HANDLES_H

#include "services.h"

FFI_EXPORT_BEGIN

/** One of a few channels. */
typedef int ref_channel FFI_HANDLE(-1);

/** A place, of which nobody but the library knows what it is. */
typedef void *ref_place FFI_HANDLE(0);

/** Opens a channel; there are four. */
ref_channel ref_channel_open(void);
/** As ref_channel_open(), where none left is a failure. */
FFI_SENTINEL(-1) ref_channel ref_channel_need(void);
/** Opens two. */
enum ref_error ref_channel_pair(ref_channel *one FFI_OUT, ref_channel *other FFI_OUT FFI_NONNULL);
/** Closes a channel. */
enum ref_error ref_channel_close(ref_channel channel);
/** The channel that is open and follows; the first one behind none. */
ref_channel ref_channel_next(ref_channel channel FFI_NULLABLE);
/** Shows all that are open. */
void ref_channel_each(void (*show)(ref_channel channel FFI_NONNULL, void *user FFI_CONTEXT)
			      FFI_USER_DATA(user) FFI_SCOPE(call),
		      void *user);

/** The place of a number from 0 to 9; none of others. */
ref_place ref_place_of(int number);
/** The number of a place. */
int ref_place_number(ref_place place);

FFI_EXPORT_END

#endif
