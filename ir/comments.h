/*
 * Which comment documents which declaration, told from the text of a source file alone: the plugin asks
 * with the places GCC gives to names, ffirender with those of a record whose input was preprocessed.
 * No start of a declaration is needed: a comment belongs to the name that stands between the token
 * behind it and the end of the thing, so attributes, macros and extern "C" do not matter.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_COMMENTS_H
#define FFIR_COMMENTS_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct ffir_comments;

/* Reads TEXT, SIZE bytes of C or C++ in any state, also dead branches of conditionals. TEXT is not
 * copied and must live as long as the result. Never NULL. */
struct ffir_comments *ffir_comments_read(const char *text, size_t size);
void ffir_comments_free(struct ffir_comments *c);

/* With its marks. */
struct ffir_comment {
	const char *text;
	size_t size;
	void *made; /* the caller's: what he made of it; NULL at first */
};

/* The comment of what is named at LINE and COLUMN, bytes counted from 1; COLUMN 0 is unknown. For a macro,
 * the place of its #define or of its name. A run of line comments is one. NULL if there is none; the same
 * for all that share it.
 *
 * What Doxygen reads as documentation comes first, then plain comments that stand behind the name on its
 * line, then plain comments that touch the declaration from above.
 *
 * No name has one from LINE to in front of *NONE_BEFORE, which is LINE where one has. */
struct ffir_comment *ffir_comments_find(struct ffir_comments *c, unsigned line, unsigned column,
					unsigned *none_before);

/* The same of an incomplete struct, union or enum TAG that is seen at LINE and COLUMN for the first time: NULL if the
 * comment there is about a function, field or variable in whose type it is only mentioned. */
struct ffir_comment *ffir_comments_of_tag(struct ffir_comments *c, unsigned line, unsigned column,
					  const char *tag);

/* The file's own comment: the one with @file, else a doc comment before the include guard; or NULL. */
struct ffir_comment *ffir_comments_of_file(const struct ffir_comments *c);

/* Whether TEXT, a file, read from LINE on, ends behind one of WORDS (NULL at the end) as the first word of
 * a declaration, without the ';' or '}' that ends it. */
bool ffir_ends_after(const char *text, size_t size, unsigned line, const char *const *words);

#ifdef __cplusplus
}
#endif
#endif
