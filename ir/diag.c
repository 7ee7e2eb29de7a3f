/*
 * Messages of ffirender, one line each.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/diag.h"

#include <stdarg.h>
#include <string.h>

/* Whether the same was said for another target; remembers it. */
static bool was_said(struct diag *d, const struct ffir_loc *loc, const char *kind, const char *text)
{
	struct ffir_arena scratch = {0};
	bool known = loc && loc->file;
	const char *whole = ffir_printf(&scratch, "%s:%u:%u:%s:%s", known ? loc->file : "",
					known ? loc->line : 0, known ? loc->column : 0, kind, text);
	uint64_t hash = ffir_hash(whole, strlen(whole));
	ffir_arena_release(&scratch);
	for (size_t i = 0; i < d->said->n; i++)
		if (d->said->hashes[i] == hash)
			return true;
	*FFIR_PUSH(&d->said->arena, d->said->hashes, d->said->n) = hash;
	return false;
}

static void print(struct diag *d, const struct ffir_loc *loc, const char *kind, const char *text)
{
	FILE *out = d->out ? d->out : stderr;
	if (loc && loc->file) {
		fputs(loc->file, out);
		if (loc->line)
			fprintf(out, ":%u", loc->line);
		if (loc->line && loc->column)
			fprintf(out, ":%u", loc->column);
	} else {
		fputs(d->program ? d->program : "ffirender", out);
	}
	fprintf(out, ": %s: %s\n", kind, text);
}

/* False if it is not said, because it was. */
static bool say(struct diag *d, const struct ffir_loc *loc, const char *kind, const char *format, va_list ap)
	__attribute__((format(printf, 4, 0)));

static bool say(struct diag *d, const struct ffir_loc *loc, const char *kind, const char *format, va_list ap)
{
	struct ffir_arena scratch = {0};
	const char *text = ffir_vprintf(&scratch, format, ap);
	bool again = d->said && was_said(d, loc, kind, text);
	if (!again && !d->silent)
		print(d, loc, kind, text);
	ffir_arena_release(&scratch);
	return !again;
}

void diag_error(struct diag *d, const struct ffir_loc *loc, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	d->again = !say(d, loc, "error", format, ap);
	va_end(ap);
	d->errors++;
}

void diag_warning(struct diag *d, const struct ffir_loc *loc, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	d->again = !say(d, loc, d->warnings_are_errors ? "error" : "warning", format, ap);
	va_end(ap);
	if (d->warnings_are_errors)
		d->errors++;
	else
		d->warnings++;
}

void diag_note(struct diag *d, const struct ffir_loc *loc, const char *format, ...)
{
	va_list ap;
	if (d->again)
		return;
	va_start(ap, format);
	say(d, loc, "note", format, ap);
	va_end(ap);
}
