/*
 * What libelf does not tell of archives (ar(5)): whether all members are there, and which files a thin one names.
 * A member's header is 60 bytes at an even offset: the name, the size in decimal at 48, "`\n" at 58.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/object_reading.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAGIC_SIZE = 8, HEADER_SIZE = 60, NAME_SIZE = 16 };

struct header {
	char name[NAME_SIZE + 1]; /* with the blanks behind it */
	off_t size;
};

static bool complain(const struct reading *r, const char *text)
{
	const struct ffir_loc loc = {r->name, 0, 0};
	diag_error(r->d, &loc, "%s", text);
	return false;
}

static bool read_header(const struct reading *r, off_t at, struct header *out)
{
	char bytes[HEADER_SIZE], digits[11] = "";
	if (pread(r->fd, bytes, sizeof bytes, at) != sizeof bytes || memcmp(bytes + 58, "`\n", 2) != 0)
		return complain(r, ffir_printf(&r->o->arena,
					       "a damaged archive: no member starts at offset %" PRId64,
					       (int64_t)at));
	memcpy(out->name, bytes, NAME_SIZE);
	out->name[NAME_SIZE] = '\0';
	memcpy(digits, bytes + 48, 10);
	out->size = (off_t)strtoll(digits, NULL, 10);
	return true;
}

static bool fits(const struct reading *r, const struct header *header, off_t at)
{
	if (header->size >= 0 && header->size <= lseek(r->fd, 0, SEEK_END) - at - HEADER_SIZE)
		return true;
	return complain(r, ffir_printf(&r->o->arena,
				       "a damaged archive: the member at offset %" PRId64
				       " goes beyond the end of the file",
				       (int64_t)at));
}

static off_t behind(const struct header *header, off_t at)
{
	return at + HEADER_SIZE + header->size + (header->size & 1);
}

bool object_is_whole_archive(const struct reading *r)
{
	const off_t size = lseek(r->fd, 0, SEEK_END);
	struct header header;
	for (off_t at = MAGIC_SIZE; at < size; at = behind(&header, at)) {
		if (!read_header(r, at, &header) || !fits(r, &header, at))
			return false;
		if (strncmp(header.name, "#1/", 3) == 0)
			return complain(r, "an archive with names as the ar of BSD and macOS writes them; "
					   "make it with GNU ar, or give the objects");
	}
	return true;
}

/* ---- thin ones ---- */

bool object_is_thin(int fd)
{
	char magic[MAGIC_SIZE];
	return pread(fd, magic, sizeof magic, 0) == sizeof magic && memcmp(magic, "!<thin>\n", 8) == 0;
}

/* A path of a thin archive is relative to the folder of the archive. */
static const char *beside(struct ffir_arena *a, const char *archive, const char *path)
{
	const char *slash = strrchr(archive, '/');
	if (*path == '/' || !slash)
		return path;
	return ffir_printf(a, "%.*s/%s", (int)(slash - archive), archive, path);
}

/* NAME is "file.o/", or "/12" and "/12:345" of a path at 12 in NAMES, which ends with "/\n"; 345 is where the member
 * starts in an archive of that path. NULL if there is none. */
static const char *path_of(struct ffir_arena *a, const char *name, const char *names, off_t n_names,
			   off_t *origin)
{
	const char *start = name, *end = strchr(name, '/');
	*origin = 0;
	if (*name == '/') {
		char *after;
		long long at = strtoll(name + 1, &after, 10);
		if (after == name + 1 || at < 0 || at >= n_names)
			return NULL;
		if (*after == ':')
			*origin = (off_t)strtoll(after + 1, NULL, 10);
		start = names + at;
		end = strstr(start, "/\n");
	}
	return end && end > start ? ffir_strndup(a, start, (size_t)(end - start)) : NULL;
}

/* What is found on the way through a thin archive. */
struct thin {
	const struct reading *r;
	char *names; /* the table of names, member "//" */
	off_t n_names;
	struct thin_member *members;
	size_t n_members;
};

static bool is_table(const char *name)
{
	return strncmp(name, "/ ", 2) == 0 || strncmp(name, "// ", 3) == 0 ||
	       strncmp(name, "/SYM64/", 7) == 0;
}

static bool read_table(struct thin *t, const struct header *header, off_t at)
{
	if (!fits(t->r, header, at))
		return false;
	if (header->name[1] != '/' || t->names)
		return true;
	t->n_names = header->size;
	t->names = (char *)calloc(1, (size_t)t->n_names + 1);
	if (!t->names ||
	    pread(t->r->fd, t->names, (size_t)t->n_names, at + HEADER_SIZE) != (ssize_t)t->n_names)
		return complain(t->r, "cannot be read");
	return true;
}

static bool add_member(struct thin *t, const struct header *header, off_t at)
{
	struct ffir_arena *a = &t->r->o->arena;
	struct thin_member member;
	member.name = path_of(a, header->name, t->names, t->n_names, &member.origin);
	if (!member.name)
		return complain(t->r, ffir_printf(a,
						  "a damaged archive: the member at offset %" PRId64
						  " names no file",
						  (int64_t)at));
	member.path = beside(a, t->r->name, member.name);
	*FFIR_PUSH(a, t->members, t->n_members) = member;
	return true;
}

bool object_thin_members(const struct reading *r, struct thin_member **members, size_t *n)
{
	struct thin t = {.r = r};
	struct header header;
	bool fine = true;
	const off_t size = lseek(r->fd, 0, SEEK_END);
	for (off_t at = MAGIC_SIZE; fine && at < size;) {
		if (!(fine = read_header(r, at, &header)))
			break;
		bool table = is_table(header.name);
		fine = table ? read_table(&t, &header, at) : add_member(&t, &header, at);
		at = table ? behind(&header, at) : at + HEADER_SIZE;
	}
	free(t.names);
	*members = t.members;
	*n = t.n_members;
	return fine;
}
