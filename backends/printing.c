/*
 * What emitters share beside the plan.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/printing.h"
#include "ir/characters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *library_file(struct ffir_arena *a, const struct plan *p, const struct emit_options *options)
{
	if (options->library)
		return options->library;
	return p->soname ? p->soname : ffir_printf(a, "lib%s.so", p->name.cname ? p->name.cname : "library");
}

static const char *variable(struct ffir_arena *a, const struct plan *p, const char *what)
{
	const char *name = name_identifier(a, p->name.cname ? p->name.cname : "library", CASE_UPPER);
	return ffir_printf(a, "%s_%s", name, what);
}

const char *library_variable(struct ffir_arena *a, const struct plan *p)
{
	return variable(a, p, "LIBRARY");
}

const char *shims_file(struct ffir_arena *a, const struct plan *p, const struct emit_options *options)
{
	if (!options->shims || strcmp(options->shims, library_file(a, p, options)) == 0)
		return NULL;
	return options->shims;
}

const char *shims_variable(struct ffir_arena *a, const struct plan *p)
{
	return variable(a, p, "SHIMS");
}

char *text_joined(struct ffir_arena *a, const char *const *items, size_t n, const char *separator)
{
	struct ffir_buf line = {0};
	for (size_t i = 0; i < n; i++)
		if (items[i] && *items[i])
			ffir_buf_printf(&line, "%s%s", line.size ? separator : "", items[i]);
	char *text = ffir_strndup(a, line.text ? line.text : "", line.size);
	ffir_buf_release(&line);
	return text;
}

char *text_quoted(struct ffir_arena *a, const char *text, size_t size)
{
	struct ffir_buf b = {0};
	ffir_buf_puts(&b, "\"");
	for (size_t i = 0, n; i < size; i += n) {
		size_t hidden = ffir_control_size(text + i, size - i);
		n = ffir_utf8_size(text + i, size - i);
		n = hidden || !n ? 1 : n;
		if (hidden || (n == 1 && (unsigned char)text[i] >= 127))
			ffir_buf_printf(&b, "\\%03o", (unsigned char)text[i]);
		else
			ffir_buf_printf(&b, "%s%.*s", strchr("\"\\", text[i]) ? "\\" : "", (int)n, text + i);
	}
	ffir_buf_puts(&b, "\"");
	char *quoted = ffir_strdup(a, b.text);
	ffir_buf_release(&b);
	return quoted;
}

const char *float_decimal(struct ffir_arena *a, const char *text)
{
	double value = strtod(text, NULL);
	if (isinf(value) || (value == 0 && text[strcspn(text, "123456789abcdefp")] != 'p'))
		return NULL;
	for (int digits = 1; digits <= 17; digits++) {
		char *shorter = ffir_printf(a, "%.*g", digits, value);
		if (strtod(shorter, NULL) == value)
			return strpbrk(shorter, ".en") ? shorter : ffir_printf(a, "%s.0", shorter);
	}
	return NULL;
}

const char *enum_says(struct ffir_arena *a, const struct plan_enum *item)
{
	bool is_of_c = item->decl && item->decl->kind != FFIR_DECL_DOMAIN;
	return is_of_c ? ffir_printf(a, "C's %s.", item->decl->id) : "Constants of C.";
}

bool enum_is_checked(const struct plan_enum *item)
{
	return item && item->closed && !item->flags && !item->error && item->n_items;
}

bool enum_has_sign_bit(const struct plan_enum *item)
{
	return item && item->flags && item->is_signed;
}

const struct plan_enumerator *enumerator_of(const struct plan_enum *item, const struct ffir_value *value)
{
	for (size_t i = 0; item && value->text && i < item->n_items; i++)
		if (item->items[i].value.kind == value->kind &&
		    strcmp(item->items[i].value.text, value->text) == 0)
			return &item->items[i];
	return NULL;
}

static int compare_enumerators(const void *x, const void *y)
{
	const struct plan_enumerator *one = *(const struct plan_enumerator *const *)x;
	const struct plan_enumerator *other = *(const struct plan_enumerator *const *)y;
	if (!one->value.text || !other->value.text)
		return (one->value.text ? 1 : 0) - (other->value.text ? 1 : 0);
	int order = (int)one->value.kind - (int)other->value.kind;
	order = order ? order : strcmp(one->value.text, other->value.text);
	return order ? order : one < other ? -1 : one > other;
}

const struct plan_enumerator **enumerators_before(struct ffir_arena *a, const struct plan_enum *item)
{
	size_t n = item->n_items;
	const struct plan_enumerator **before =
		(const struct plan_enumerator **)ffir_alloc(a, (n + 1) * sizeof *before);
	const struct plan_enumerator **sorted =
		(const struct plan_enumerator **)ffir_alloc(a, (n + 1) * sizeof *sorted);
	for (size_t i = 0; i < n; i++)
		sorted[i] = &item->items[i];
	if (n)
		qsort(sorted, n, sizeof *sorted, compare_enumerators);
	for (size_t i = 1, first = 0; i < n; i++) {
		const struct ffir_value *value = &sorted[i]->value, *same = &sorted[first]->value;
		if (value->text && same->text && value->kind == same->kind &&
		    strcmp(value->text, same->text) == 0)
			before[sorted[i] - item->items] = sorted[first];
		else
			first = i;
	}
	return before;
}
