/*
 * Between macros.cc, macro_walk.cc and macro_plain.cc.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_MACROS_H
#define FFI_MACROS_H

#include "plugin/extract.h"

#include "c-tree.h" /* cannot be beside the other front end's, so not in gcc.h */

/* Whether the expansion of object-like macro NODE may be given to the parser. REASON is why not, or else why it is no
 * constant expression if it turns out to be none: a clause about "it". Says so again at once. */
bool macro_walk (cpp_hashnode *node, const char **reason);
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
