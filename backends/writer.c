/*
 * Lines of source text, and files that appear only when all of them could be written.
 *
 * SPDX-License-Identifier: MIT
 */
#define _GNU_SOURCE /* mkostemp */
#include "backends/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backends/interrupts.h"

/* ---- lines ---- */

static bool line_is_empty(const struct writer *w)
{
	return !w->buf.size || w->buf.text[w->buf.size - 1] == '\n';
}

static bool blank_line_is_there(const struct writer *w)
{
	size_t n = w->buf.size;
	return !n || (n > 1 && w->buf.text[n - 1] == '\n' && w->buf.text[n - 2] == '\n');
}

static void S_part(struct writer *w, const char *format, va_list ap)
{
	struct ffir_arena a = {0};
	const char *text = ffir_vprintf(&a, format, ap);
	if (*text) {
		if (line_is_empty(w))
			for (unsigned i = 0; i < w->level; i++)
				ffir_buf_puts(&w->buf, w->indent);
		ffir_buf_puts(&w->buf, text);
	}
	ffir_arena_release(&a);
}

static void S_line(struct writer *w, const char *format, va_list ap)
{
	if (!*format && blank_line_is_there(w))
		return;
	S_part(w, format, ap);
	ffir_buf_puts(&w->buf, "\n");
}

void w_line(struct writer *w, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	S_line(w, format, ap);
	va_end(ap);
}

void w_open(struct writer *w, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	S_line(w, format, ap);
	va_end(ap);
	w->level++;
}

void w_close(struct writer *w, const char *format, ...)
{
	va_list ap;
	w->level--;
	if (!*format)
		return;
	va_start(ap, format);
	S_line(w, format, ap);
	va_end(ap);
}

void w_part(struct writer *w, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	S_part(w, format, ap);
	va_end(ap);
}

/* The length of the N bytes at TEXT without the blanks at their end. */
static size_t cut_blanks(const char *text, size_t n)
{
	while (n && (text[n - 1] == ' ' || text[n - 1] == '\t' || text[n - 1] == '\r'))
		n--;
	return n;
}

void w_text(struct writer *w, const char *prefix, const char *text)
{
	for (;;) {
		size_t n = strcspn(text, "\n"), kept = cut_blanks(text, n);
		size_t prefix_size = kept ? strlen(prefix) : cut_blanks(prefix, strlen(prefix));
		if (prefix_size + kept)
			w_line(w, "%.*s%.*s", (int)prefix_size, prefix, (int)kept, text);
		else
			w_line(w, "");
		if (!text[n] || !text[n + 1])
			return;
		text += n + 1;
	}
}

/* ---- files ---- */

struct writer *output_file(struct output *o, const char *path, const char *indent)
{
	struct writer *w = (struct writer *)calloc(1, sizeof *w);
	struct writer **files = (struct writer **)realloc(o->files, (o->n_files + 1) * sizeof *files);
	char *copy = strdup(path);
	if (!w || !files || !copy) {
		fputs("ffirender: out of memory\n", stderr);
		exit(1);
	}
	w->indent = indent;
	w->path = copy;
	o->files = files;
	o->files[o->n_files++] = w;
	return w;
}

void output_release(struct output *o)
{
	for (size_t i = 0; i < o->n_files; i++) {
		ffir_buf_release(&o->files[i]->buf);
		free((char *)o->files[i]->path);
		free(o->files[i]);
	}
	free(o->files);
	*o = (struct output){0};
}

static bool write_all(int fd, const char *bytes, size_t size)
{
	while (size) {
		ssize_t n = write(fd, bytes, size);
		if (n < 0 && errno == EINTR && !interrupted())
			continue;
		if (n < 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

/* Writes to what FD is and closes it; FD is not closed if it is standard output. */
static bool write_and_close(int fd, const struct writer *w)
{
	bool good = write_all(fd, w->buf.text, w->buf.size);
	int saved = errno;
	if (fd != STDOUT_FILENO && close(fd) != 0 && good)
		return false;
	errno = saved;
	return good;
}

/* A file on its way: TEMPORARY is NULL if the target is a device or a pipe, which is written itself. */
struct landing {
	char *target, *temporary;
	bool landed;
};

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool wants_folder(const char *dest)
{
	size_t n = strlen(dest);
	return (n && dest[n - 1] == '/') || is_folder(dest);
}

/* Makes the folders of PATH up to its last '/'. */
static bool make_folders(struct ffir_arena *a, const char *path)
{
	char *copy = ffir_strdup(a, path);
	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0777) != 0 && errno != EEXIST)
			return false;
		*slash = '/';
	}
	return true;
}

/* Where a symbolic link leads, so that the link stays one; PATH itself if it leads nowhere. */
static char *follow_link(struct ffir_arena *a, const char *path)
{
	char *real = realpath(path, NULL);
	char *copy = ffir_strdup(a, real ? real : path);
	free(real);
	return copy;
}

static bool write_temporary(struct ffir_arena *a, struct landing *l, const struct writer *w)
{
	struct stat st;
	bool exists = stat(l->target, &st) == 0;
	if (exists && !S_ISREG(st.st_mode)) {
		int device = open(l->target, O_WRONLY | O_CLOEXEC);
		return device >= 0 && write_and_close(device, w);
	}
	const char *slash = strrchr(l->target, '/');
	int folder = slash ? (int)(slash + 1 - l->target) : 0;
	char *temporary = ffir_printf(a, "%.*s.ffirender-XXXXXX", folder, l->target);
	int fd = mkostemp(temporary, O_CLOEXEC);
	if (fd < 0)
		return false;
	l->temporary = temporary;
	mode_t mask = umask(0);
	umask(mask);
	(void)fchmod(fd, exists ? st.st_mode & 0777 : 0666 & ~mask);
	return write_and_close(fd, w);
}

static bool land(struct landing *l)
{
	if (l->temporary && rename(l->temporary, l->target) != 0)
		return false;
	l->landed = true;
	return true;
}

static bool write_files(struct ffir_arena *a, struct output *o, const char *dest, struct diag *d)
{
	bool folder = wants_folder(dest), good = true;
	struct landing *landings = (struct landing *)ffir_alloc(a, (o->n_files + 1) * sizeof *landings);
	const char *slash = dest[0] && dest[strlen(dest) - 1] == '/' ? "" : "/";

	interrupts_hold();
	for (size_t i = 0; i < o->n_files && good; i++) {
		struct landing *l = &landings[i];
		l->target = folder ? ffir_printf(a, "%s%s%s", dest, slash, o->files[i]->path)
				   : ffir_strdup(a, dest);
		l->target = follow_link(a, l->target);
		good = (!folder || make_folders(a, l->target)) && write_temporary(a, l, o->files[i]);
		if (!good && !interrupted())
			diag_error(d, NULL, "cannot write '%s': %s", l->target, strerror(errno));
	}
	for (size_t i = 0; i < o->n_files && good; i++) {
		good = land(&landings[i]);
		if (!good)
			diag_error(d, NULL, "cannot write '%s': %s", landings[i].target, strerror(errno));
	}
	for (size_t i = 0; i < o->n_files; i++)
		if (landings[i].temporary && !landings[i].landed)
			unlink(landings[i].temporary);
	interrupts_release();
	return good;
}

static bool write_standard_output(struct output *o, struct diag *d)
{
	if (fflush(stdout) != 0 || !write_and_close(STDOUT_FILENO, o->files[0])) {
		diag_error(d, NULL, "cannot write to standard output: %s", strerror(errno));
		return false;
	}
	return true;
}

bool output_write(struct output *o, const char *dest, struct diag *d)
{
	if (!o->n_files)
		return true;
	if (o->n_files > 1 && (!dest || !wants_folder(dest))) {
		diag_error(d, NULL,
			   "this gives %zu files: name a folder, with a '/' at its end, as in '-o bindings/'",
			   o->n_files);
		return false;
	}
	if (!dest)
		return write_standard_output(o, d);
	struct ffir_arena a = {0};
	bool good = write_files(&a, o, dest, d);
	ffir_arena_release(&a);
	return good;
}
