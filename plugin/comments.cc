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

#include <sys/mman.h>
#include <sys/stat.h>

#ifndef MAP_POPULATE
#define MAP_POPULATE 0
#endif

/* A file once asked for; TEXT is NULL if it cannot be read, as standard input cannot a second time. COMMENTS
 * is NULL until somebody asks. */
struct source {
	const char *text;
	size_t size;
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

static void
map_source (const char *name, source *one)
{
	struct stat status;
	void *text = MAP_FAILED;
	/* Opening a pipe would wait for a writer. */
	int descriptor = open (name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (descriptor < 0)
		return;
	if (fstat (descriptor, &status) == 0 && S_ISREG (status.st_mode) && status.st_size > 0
	    && status.st_size < INT_MAX)
		text = mmap (NULL, status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0);
	close (descriptor);
	if (text == MAP_FAILED)
		return;
	one->text = (const char *) text;
	one->size = status.st_size;
}

/* Until the next one is asked for. */
static source *
source_of (const char *name)
{
	source one = {NULL, 0, NULL};

	if (!sources || !name)
		return NULL;
	if (source *known = sources->get (name))
		return known;
	map_source (name, &one);
	name = xstrdup (name);
	sources->put (name, one);
	return sources->get (name);
}

const char *
text_of_source (const char *name, size_t *size)
{
	source *one = source_of (name);

	*size = one ? one->size : 0;
	return one ? one->text : NULL;
}

static struct ffir_comments *
read_comments (const char *name)
{
	source *one = source_of (name);

	if (one->text && !one->comments)
		one->comments = ffir_comments_read (one->text, one->size);
	return one->comments;
}

/* Most questions in turn are about one file. */
static struct ffir_comments *
comments_in (const char *name)
{
	static const char *last;
	static struct ffir_comments *comments;

	if (!sources || !name || cpp_get_options (parse_in)->preprocessed)
		return NULL;
	if (name != last)
		comments = read_comments (name);
	last = name;
	return comments;
}

/* Lines of the model end in a newline alone, and NULs are blanks. */
static char *
normalized (const char *text, size_t size)
{
	char *copy = ffir_strndup (&module->arena, text, size), *to = copy;

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

	if (known)
		return doc;
	doc = FFIR_NEW (&module->arena, struct ffir_doc);
	if (memchr (text, '\r', size) != NULL || memchr (text, '\0', size) != NULL) {
		doc->raw = normalized (text, size);
	} else {
		doc->raw = text;
		doc->raw_size = size;
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

	place = place_at (at);
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

static bool
release_source (const char *const &name, source *one, void *)
{
	free (const_cast<char *> (name));
	ffir_comments_free (one->comments);
	if (one->text)
		munmap (const_cast<char *> (one->text), one->size);
	return true;
}

void
comments_finish (void)
{
	if (!sources)
		return;
	sources->traverse<void *, release_source> (NULL);
	delete sources;
	delete docs;
	sources = NULL;
	docs = NULL;
}
