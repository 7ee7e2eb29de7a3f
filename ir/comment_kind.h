/*
 * What a comment is about by itself. Shared by the files that read comments.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_COMMENT_KIND_H
#define FFIR_COMMENT_KIND_H

#include "ir/tokens.h"

bool comment_has_letters(const struct token *t);
/* Has it @file? */
bool comment_is_of_file(const struct token *t);
/* Doxygen's groups, pages and marks of groups, gtk-doc's "< private >", and what is a lone command; but not where it also says what it is
 * about, as "@enum" does. */
bool comment_is_group(const struct token *t);
/* One plain line with a rule in it, which is no sentence: it stands over all that follows. */
bool comment_is_heading(const struct token *t);
/* About no declaration: one of the above. */
bool comment_is_structural(const struct token *t);

#endif
