/*
 * Messages of ffirender, one line each.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/diag.h"

#include <stdarg.h>

static void say(struct diag *d, const struct ffir_loc *loc, const char *kind, const char *format, va_list ap)
	__attribute__((format(printf, 4, 0)));

static void say(struct diag *d, const struct ffir_loc *loc, const char *kind, const char *format, va_list ap)
{
	FILE *out = d->out ? d->out : stderr;
	if (d->silent)
		return;
	if (loc && loc->file) {
		fputs(loc->file, out);
		if (loc->line)
			fprintf(out, ":%u", loc->line);
		if (loc->line && loc->column)
			fprintf(out, ":%u", loc->column);
	} else {
		fputs(d->program ? d->program : "ffirender", out);
	}
	fprintf(out, ": %s: ", kind);
	vfprintf(out, format, ap);
	fputc('\n', out);
}

void diag_error(struct diag *d, const struct ffir_loc *loc, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	say(d, loc, "error", format, ap);
	va_end(ap);
	d->errors++;
}

void diag_warning(struct diag *d, const struct ffir_loc *loc, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	say(d, loc, d->warnings_are_errors ? "error" : "warning", format, ap);
	va_end(ap);
	if (d->warnings_are_errors)
		d->errors++;
	else
		d->warnings++;
}

void diag_note(struct diag *d, const struct ffir_loc *loc, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	say(d, loc, "note", format, ap);
	va_end(ap);
}
