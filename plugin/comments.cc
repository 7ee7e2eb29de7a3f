/*
 * Doc comments of declarations. Which comment belongs to which name is told by ir/comments.h from the
 * text of the file that the name stands in; here are the files. They are read when the first declaration
 * of the interface asks, so that units and headers that export nothing cost nothing, and by the name
 * that GCC shows in messages, so that what stands under a #line finds its comment where it was written.
 *
 * Preprocessed input has no comments, and an edited one must not change what a cache of compiler output
 * (ccache) may reuse: there ffirender reads them from the sources.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

#include "ir/comments.h"

#include <sys/stat.h>

/* A file once asked for; COMMENTS is NULL if it cannot be read, as standard input cannot a second time. */
struct source {
	char *text;
	struct ffir_comments *comments;
};

static hash_map<nofree_string_hash, source> *sources;
/* By the text of the comment in its source: several declarators share one. */
static hash_map<const char *, struct ffir_doc *> *docs;

void
comments_start (void)
{
	if (!sources)
		sources = new hash_map<nofree_string_hash, source>;
	if (!docs)
		docs = new hash_map<const char *, struct ffir_doc *>;
}

char *
read_source (const char *name, size_t *size)
{
	struct stat status;
	FILE *file;
	char *text;

	/* Opening a pipe would wait for a writer. */
	if (stat (name, &status) != 0 || !S_ISREG (status.st_mode))
		return NULL;
	file = fopen (name, "rb");
	if (!file)
		return NULL;
	text = XNEWVEC (char, status.st_size + 1);
	*size = fread (text, 1, status.st_size, file);
	text[*size] = '\0';
	if (ferror (file)) {
		free (text);
		text = NULL;
	}
	fclose (file);
	return text;
}

static struct ffir_comments *
comments_in (const char *name)
{
	source one = {NULL, NULL};
	size_t size;

	if (!sources || !name || cpp_get_options (parse_in)->preprocessed)
		return NULL;
	if (source *known = sources->get (name))
		return known->comments;
	one.text = read_source (name, &size);
	if (one.text)
		one.comments = ffir_comments_read (one.text, size);
	sources->put (xstrdup (name), one);
	return one.comments;
}

/* The comment as the model keeps it: its lines end in a newline alone, and it is a C string. */
static char *
copied (const char *text, size_t size)
{
	char *copy = ffir_strndup (&module->arena, text, size), *to;

	if (memchr (text, '\r', size) == NULL && memchr (text, '\0', size) == NULL)
		return copy;
	to = copy;
	for (size_t i = 0; i < size; i++)
		if (text[i] != '\r' || i + 1 == size || text[i + 1] != '\n')
			*to++ = text[i] != '\0' ? text[i] : ' ';
	*to = '\0';
	return copy;
}

/* What the comment says is made of it where it is read back. */
static struct ffir_doc *
kept (const char *text, size_t size)
{
	bool known;
	struct ffir_doc *&doc = docs->get_or_insert (text, &known);

	if (!known) {
		doc = FFIR_NEW (&module->arena, struct ffir_doc);
		doc->raw = copied (text, size);
	}
	return doc;
}

struct ffir_doc *
comment_of (location_t at)
{
	expanded_location place;
	struct ffir_comments *comments;
	const char *text;
	size_t size;

	if (at <= BUILTINS_LOCATION)
		return NULL;
	place = expand_location (at);
	comments = comments_in (place.file);
	text = comments ? ffir_comments_find (comments, place.line, place.column, &size) : NULL;
	return text ? kept (text, size) : NULL;
}

struct ffir_doc *
comment_of_file (const char *file)
{
	struct ffir_comments *comments = comments_in (file);
	size_t size;
	const char *text = comments ? ffir_comments_of_file (comments, &size) : NULL;

	return text ? kept (text, size) : NULL;
}
