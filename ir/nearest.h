/*
 * "Did you mean": the nearest of many names.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_NEAREST_H
#define FFIR_NEAREST_H

struct ffir_nearest {
	const char *wanted;
	const char *name;  /* the nearest so far, or NULL: not kept for the caller, must outlive this */
	unsigned distance; /* letters to change; further ones are not offered */
};

struct ffir_nearest ffir_nearest_to(const char *wanted);
/* NULL is passed over. */
void ffir_nearest_offer(struct ffir_nearest *nearest, const char *name);

#endif
