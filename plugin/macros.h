/*
 * Between macros.cc, macro_walk.cc and macro_plain.cc.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_MACROS_H
#define FFI_MACROS_H

#include "plugin/extract.h"

#include "c-tree.h" /* cannot be beside the other front end's, so not in gcc.h */

/* Why the expansion of object-like macro NODE must not be given to the parser, or cannot be an
 * expression: a clause about "it". NULL if it may. Says so again at once. */
const char *macro_walk (cpp_hashnode *node);
/* Sets back what the macros and declarations that were walked remember of being used. */
void macro_walk_finish (void);
/* Tokens of MACRO, of kind cmk_macro, without those that only serve to compare redefinitions. */
unsigned macro_token_count (const cpp_macro *macro);

/* The value of object-like macro NODE where that is a plain integer, or made of such by operators whose result is one;
 * NULL_TREE if the parser is needed. */
tree macro_plain_number (cpp_hashnode *node);
/* Forgets what the macros came to. */
void macro_plain_finish (void);
/* The same of narrow strings, as the target has them. */
tree macro_plain_string (cpp_hashnode *node);

#endif
