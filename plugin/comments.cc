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

/* A file once asked for; TEXT is NULL if it cannot be read, as standard input cannot a second time. COMMENTS
 * is NULL until somebody asks. */
struct source {
	const char *text;
	size_t size;
	struct ffir_comments *comments;
};

static hash_map<nofree_string_hash, source> *sources;
/* The file asked for last, by its very name: most questions in turn are about one. */
static struct {
	const char *name;
	struct ffir_comments *comments;
	unsigned none_from, none_before; /* lines without comments */
} last;

void
comments_start (void)
{
	if (!sources)
		sources = new hash_map<nofree_string_hash, source>;
}

/* All pages of a file are read: those that are in memory need no fault each. */
#ifdef MAP_POPULATE
#define READ_AT_ONCE MAP_POPULATE
#else
#define READ_AT_ONCE 0
#endif

/* To GCC a carriage return alone ends a line as well: it becomes a newline, in our own copy of the page. */
static void
end_lines (char *text, size_t size)
{
	const char *end = text + size;
	bool own = false;

	for (char *at = text; (at = (char *) memchr (at, '\r', end - at)) != NULL; at++) {
		if (at + 1 < end && at[1] == '\n')
			continue;
		if (!own && mprotect (text, size, PROT_READ | PROT_WRITE) != 0)
			return;
		own = true;
		*at = '\n';
	}
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
		text = mmap (NULL, status.st_size, PROT_READ, MAP_PRIVATE | READ_AT_ONCE, descriptor, 0);
	close (descriptor);
	if (text == MAP_FAILED)
		return;
	end_lines ((char *) text, status.st_size);
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

static struct ffir_comments *
comments_in (const char *name)
{
	if (name == last.name)
		return last.comments;
	if (!sources || !name || cpp_get_options (parse_in)->preprocessed)
		return NULL;
	last = {name, read_comments (name), 1, 1};
	return last.comments;
}

/* What the comment says is made of it where it is read back. */
static struct ffir_doc *
doc_made_of (struct ffir_comment *comment)
{
	struct ffir_doc *doc;

	if (comment == NULL)
		return NULL;
	if (comment->made == NULL) {
		comment->made = doc = FFIR_NEW (&module->arena, struct ffir_doc);
		doc->raw = comment->text;
		doc->raw_size = comment->size;
	}
	return (struct ffir_doc *) comment->made;
}

struct ffir_doc *
comment_of (location_t at)
{
	const expanded_location &place = place_at (at);
	unsigned line = place.line;
	struct ffir_comments *comments;

	if (place.file == last.name && line >= last.none_from && line < last.none_before)
		return NULL;
	comments = comments_in (place.file);
	if (!comments)
		return NULL;
	last.none_from = line;
	return doc_made_of (ffir_comments_find (comments, line, place.column, &last.none_before));
}

struct ffir_doc *
comment_of_tag (location_t at, const char *tag)
{
	const expanded_location &place = place_at (at);
	struct ffir_comments *comments = comments_in (place.file);

	return comments ? doc_made_of (ffir_comments_of_tag (comments, place.line, place.column, tag)) : NULL;
}

struct ffir_doc *
comment_of_file (const char *file)
{
	struct ffir_comments *comments = comments_in (file);

	return comments ? doc_made_of (ffir_comments_of_file (comments)) : NULL;
}

static bool
forget_comments (const char *const &, source *one, void *)
{
	ffir_comments_free (one->comments);
	one->comments = NULL;
	return true;
}

void
comments_attached (void)
{
	if (sources)
		sources->traverse<void *, forget_comments> (NULL);
	last = {};
}

static bool
release_source (const char *const &name, source *one, void *)
{
	free (const_cast<char *> (name));
	if (one->text)
		munmap (const_cast<char *> (one->text), one->size);
	return true;
}

void
comments_finish (void)
{
	if (!sources)
		return;
	comments_attached ();
	sources->traverse<void *, release_source> (NULL);
	delete sources;
	sources = NULL;
	last = {};
}
