/**
 * @file
 * Objects that tell what went wrong with them: also with one that could not be opened.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_STORE_H
#define REFERENCE_STORE_H

#include "reference.h"

/** It went well. */
#define REF_STORE_OK 0
FFI_CONSTANT(REF_STORE_OK);
/** There is one more. */
#define REF_STORE_ROW 100
FFI_CONSTANT(REF_STORE_ROW);
/** There are no more. */
#define REF_STORE_DONE 101
FFI_CONSTANT(REF_STORE_DONE);
/** The store cannot be used. */
#define REF_STORE_BROKEN 1
FFI_CONSTANT(REF_STORE_BROKEN);
/** There is nothing of that name. */
#define REF_STORE_UNKNOWN 2
FFI_CONSTANT(REF_STORE_UNKNOWN);

FFI_ENUM(ref_store_code, "REF_STORE_*");
FFI_ERROR_DOMAIN(ref_store_code, REF_STORE_OK, REF_STORE_ROW, REF_STORE_DONE)
FFI_ERROR_MESSAGE(ref_store_complaint);

FFI_EXPORT_BEGIN

/** Numbers by name. */
typedef struct ref_store ref_store FFI_SERVICE FFI_NAME("Store");

/** What is wrong with the store. */
const char *ref_store_complaint(ref_store *store);

/**
 * Opens a store.
 *
 * @param name what it is called; with one that begins with '!' it fails, and a store of no use has to be closed
 * @param[out] store the store
 */
FFI_CONSTRUCTOR(ref_store)
FFI_STATUS(ref_store_code, REF_STORE_OK)
int ref_store_open(const char *name, ref_store **store FFI_OUT FFI_SET_ON_ERROR);
/** Closes a store; its rows have to be gone. It fails, too, if there is a number under "!", which cannot be kept. */
FFI_DESTRUCTOR(ref_store) FFI_STATUS(ref_store_code, REF_STORE_OK) int ref_store_close(ref_store *store);
/** Keeps a number under a name. */
FFI_STATUS(ref_store_code, REF_STORE_OK) int ref_store_set(ref_store *store, const char *name, int number);
/** The number under a name. */
FFI_NAME("number_of")
FFI_STATUS(ref_store_code, REF_STORE_OK)
int ref_store_get(ref_store *store, const char *name, int *number FFI_OUT);
/** For other parts of the library. */
FFI_HIDE void *ref_store_inside(ref_store *store);

/** What is in a store, one after the other. */
typedef struct ref_rows ref_rows FFI_SERVICE;

/** Begins with the first one. */
FFI_CONSTRUCTOR(ref_rows)
FFI_STATUS(ref_store_code, REF_STORE_OK)
int ref_rows_open(ref_store *store, ref_rows **rows FFI_OUT FFI_KEEPS(store));
FFI_DESTRUCTOR(ref_rows) void ref_rows_close(ref_rows *rows);
/** The next one. */
FFI_ITERATOR FFI_STATUS(ref_store_code, REF_STORE_ROW, REF_STORE_DONE)
int ref_rows_next(ref_rows *rows, const char **name FFI_OUT FFI_BORROWED, int *number FFI_OUT);

/** What a store is like; the library makes it. */
struct ref_summary {
	int n FFI_EXPORT;	      /**< how many numbers there are */
	const char *first FFI_EXPORT; /**< the first name */
	int weight FFI_EXPORT;	      /**< callers may change it */
	void *hidden;
} FFI_SERVICE;

/** What the store is like now. */
FFI_CONSTRUCTOR(ref_summary) struct ref_summary *ref_summary_new(ref_store *store FFI_BORROWED);
FFI_DESTRUCTOR(ref_summary) void ref_summary_free(struct ref_summary *summary);

/** Seals a store; what is in it is nobody's business. */
struct ref_seal {
	ref_store *store;
	int secret;
} FFI_SERVICE FFI_OPAQUE;

FFI_CONSTRUCTOR(ref_seal) struct ref_seal *ref_seal_new(ref_store *store FFI_BORROWED);
FFI_DESTRUCTOR(ref_seal) void ref_seal_free(struct ref_seal *seal);
/** Whether nothing was added since. */
bool ref_seal_holds(const struct ref_seal *seal);

FFI_EXPORT_END

#endif
