/*
 * Badges, and adding up what follows.
 *
 * SPDX-License-Identifier: MIT
 */
#include "shims.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "counts.h"

struct ref_badge {
	char *text;
	long number;
	int version;
};

static char *copy_of(const char *text)
{
	size_t size = strlen(text ? text : "") + 1;
	char *copy = malloc(size);
	if (copy)
		memcpy(copy, text ? text : "", size);
	return copy;
}

ref_badge *ref_badge_make(const char *text, int version)
{
	ref_badge *badge = calloc(1, sizeof *badge);
	if (badge)
		badge->text = copy_of(text);
	if (!badge || !badge->text) {
		free(badge);
		return NULL;
	}
	badge->version = version;
	count_objects(1);
	return badge;
}

void ref_badge_free(ref_badge *badge)
{
	if (!badge)
		return;
	free(badge->text);
	free(badge);
	count_objects(-1);
}

int ref_badge_version(const ref_badge *badge)
{
	return badge->version;
}

const char *ref_badge_text(const ref_badge *badge)
{
	return badge->text;
}

long ref_badge_number(const ref_badge *badge)
{
	return badge->number;
}

enum ref_error ref_badge_set(ref_badge *badge, enum ref_badge_part part, ...)
{
	enum ref_error error = REF_OK;
	va_list list;
	va_start(list, part);
	if (part == REF_BADGE_TEXT) {
		char *copy = copy_of(va_arg(list, const char *));
		error = copy ? REF_OK : REF_EMPTY;
		if (copy)
			free(badge->text);
		badge->text = copy ? copy : badge->text;
	} else if (part == REF_BADGE_NUMBER) {
		badge->number = va_arg(list, long);
	} else {
		error = REF_INVALID;
	}
	va_end(list);
	return error;
}

double ref_variadic_sum(int count, ...)
{
	double sum = 0;
	va_list list;
	va_start(list, count);
	for (int i = 0; i < count; i++)
		sum += va_arg(list, double);
	va_end(list);
	return sum;
}
