/*
 * Between macros.cc and macro_walk.cc.
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

#endif
