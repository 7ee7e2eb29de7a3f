/*
 * The tokens of a declaration in g++, which tells of the parameters of function pointers in no other way.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_CXX_TOKENS_H
#define FFI_CXX_TOKENS_H

#include "plugin/extract.h"

struct token {
	const char *text; /* of the source, or the module's; not ended by a NUL */
	size_t size;
	location_t at; /* without a range; in an expansion a virtual one */
};

/* GCC may have several numbers for one place in the source. */
bool same_place (location_t a, location_t b);
/* Appends the tokens from the one at AT to the next ';' or '{', macros expanded; fewer where it is not known what the
 * compiler read. */
void cxx_tokens_at (location_t at, vec<struct token> *tokens);

#endif
