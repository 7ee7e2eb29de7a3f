/*
 * Attributes of an element: checked, converted, messages at its line.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/reader.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

void reader_error(struct reader *r, const struct tree_node *node, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	struct ffir_loc at = {r->file, node->line, 0};
	diag_error(r->d, &at, "%s", ffir_vprintf(r->scratch, format, ap));
	va_end(ap);
}

void reader_unknown(struct reader *r, const struct tree_node *node, const char *kind, const char *name)
{
	if (r->decl && !r->notes) {
		if (!r->decl->unsupported)
			r->decl->unsupported = ffir_printf(
				&r->m->arena, "has an %s '%s' that this version does not know", kind, name);
		return;
	}
	const char *nearest = strcmp(kind, "annotation") == 0 ? ffir_word_nearest(name) : NULL;
	if (nearest)
		reader_error(r, node, "unknown %s '%s'; did you mean '%s'?", kind, name, nearest);
	else
		reader_error(r, node, "unknown %s '%s'", kind, name);
}

bool tree_is(const struct tree_node *node, const char *name)
{
	return strcmp(node->name, name) == 0;
}

/* ---- attributes ---- */

const char *reader_string(struct reader *r, const struct tree_node *node, const char *name)
{
	const struct tree_attribute *attribute = tree_attribute(node, name);
	return attribute ? ffir_strndup(&r->m->arena, attribute->value, attribute->size) : NULL;
}

const char *reader_required(struct reader *r, const struct tree_node *node, const char *name)
{
	const char *value = reader_string(r, node, name);
	if (value && *value)
		return value;
	reader_error(r, node, "'%s' needs the attribute '%s'", node->name, name);
	return "";
}

const char *reader_name(struct reader *r, const struct tree_node *node, size_t n)
{
	if (r->notes || tree_attribute(node, "name"))
		return reader_required(r, node, "name");
	return ffir_printf(&r->m->arena, "#%zu", n);
}

bool reader_yes(struct reader *r, const struct tree_node *node, const char *name)
{
	const struct tree_attribute *attribute = tree_attribute(node, name);
	if (!attribute || strcmp(attribute->value, "no") == 0)
		return false;
	if (strcmp(attribute->value, "yes") != 0)
		reader_error(r, node, "attribute '%s' is 'yes' or 'no', not '%s'", name, attribute->value);
	return true;
}

bool reader_parse_number(const char *text, uint64_t max, uint64_t *out)
{
	uint64_t number = 0;
	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || __builtin_mul_overflow(number, 10, &number) ||
		    __builtin_add_overflow(number, (uint64_t)(*text - '0'), &number))
			return false;
	}
	*out = number;
	return number <= max;
}

bool reader_number(struct reader *r, const struct tree_node *node, const char *name, uint64_t max,
		   uint64_t *out)
{
	const struct tree_attribute *attribute = tree_attribute(node, name);
	if (!attribute)
		return false;
	uint64_t number;
	if (!reader_parse_number(attribute->value, max, &number)) {
		reader_error(r, node, "attribute '%s' is a number from 0 to %" PRIu64 ", not '%.40s'", name,
			     max, attribute->value);
		number = 0;
	}
	*out = number;
	return true;
}

uint64_t reader_required_number(struct reader *r, const struct tree_node *node, const char *name,
				uint64_t max)
{
	uint64_t number = 0;
	if (!reader_number(r, node, name, max, &number))
		reader_error(r, node, "'%s' needs the attribute '%s'", node->name, name);
	return number;
}

unsigned reader_choice(struct reader *r, const struct tree_node *node, const char *name,
		       const char *const *names)
{
	const struct tree_attribute *attribute = tree_attribute(node, name);
	for (unsigned i = 0; attribute && names[i]; i++)
		if (strcmp(attribute->value, names[i]) == 0)
			return i;
	if (attribute)
		reader_error(r, node, "attribute '%s' of '%s' cannot be '%.40s'", name, node->name,
			     attribute->value);
	else
		reader_error(r, node, "'%s' needs the attribute '%s'", node->name, name);
	return 0;
}

/* Of NODE or the nearest element around it that says so; NULL if none does. */
static const char *file_around(struct reader *r, const struct tree_node *node)
{
	const struct tree_attribute *file = NULL;
	for (; node && !file; node = node->parent)
		file = tree_attribute(node, "file");
	if (!file)
		return NULL;
	if (!r->last_file || strcmp(r->last_file, file->value) != 0)
		r->last_file = ffir_strdup(&r->m->arena, file->value);
	return r->last_file;
}

static bool parse_place(const char *text, struct ffir_loc *at)
{
	const char *colon = strchr(text, ':');
	uint64_t line, column = 0;
	char digits[12] = "";
	if (colon && (size_t)(colon - text) < sizeof digits)
		memcpy(digits, text, (size_t)(colon - text));
	if (!reader_parse_number(colon ? digits : text, UINT_MAX, &line) ||
	    (colon && !reader_parse_number(colon + 1, UINT_MAX, &column)))
		return false;
	at->line = (unsigned)line;
	at->column = (unsigned)column;
	return true;
}

struct ffir_loc reader_location(struct reader *r, const struct tree_node *node)
{
	struct ffir_loc at = {0};
	if (r->notes) {
		at.file = r->file;
		at.line = node->line;
		return at;
	}
	const struct tree_attribute *attribute = tree_attribute(node, "at");
	if (!attribute)
		return at;
	at.file = file_around(r, node);
	if (!at.file)
		reader_error(r, node,
			     "'%s' has a place, but neither it nor an element around it has a 'file'",
			     node->name);
	if (!parse_place(attribute->value, &at))
		reader_error(r, node, "attribute 'at' is a line, or line:column, not '%.40s'",
			     attribute->value);
	return at;
}

/* Decimal, without leading zeros: one text for each number. */
static bool is_integer(const char *text, size_t size)
{
	size_t digits = strspn(text, "-") == 1 ? 1 : 0;
	size_t n = size - digits;
	if (n == 0 || n > 40 || strspn(text + digits, "0123456789") != n || strlen(text) != size)
		return false;
	return text[digits] != '0' || (n == 1 && !digits);
}

static bool is_float(const char *text, size_t size)
{
	if (strcmp(text, "inf") == 0 || strcmp(text, "-inf") == 0 || strcmp(text, "nan") == 0)
		return true;
	const char *hex = text + (*text == '-');
	const char *p = strchr(hex, 'p');
	return strlen(text) == size && strncmp(hex, "0x", 2) == 0 && p && p > hex + 2 &&
	       strspn(hex + 2, "0123456789abcdef.") == (size_t)(p - hex - 2) &&
	       p[1 + strspn(p + 1, "+-0123456789")] == '\0' && p[1] && size < 80;
}

struct ffir_value reader_value(struct reader *r, const struct tree_node *node)
{
	static const char *const kinds[] = {"integer", "float", "string", NULL};
	struct ffir_value value = {FFIR_VALUE_NONE, NULL, 0};
	const struct tree_attribute *attribute = tree_attribute(node, "value");
	if (!attribute)
		return value;
	unsigned kind = tree_attribute(node, "kind") ? reader_choice(r, node, "kind", kinds) : 0;
	value.text = ffir_strndup(&r->m->arena, attribute->value, attribute->size);
	value.size = attribute->size;
	value.kind = kind == 0 ? FFIR_VALUE_INTEGER : kind == 1 ? FFIR_VALUE_FLOAT : FFIR_VALUE_STRING;
	if (kind == 0 && !is_integer(value.text, value.size))
		reader_error(r, node, "value '%.40s' is no decimal integer", value.text);
	if (kind == 1 && !is_float(value.text, value.size))
		reader_error(r, node, "value '%.40s' is no hexadecimal float", value.text);
	return value;
}

static bool is_described(const struct reader *r, const char *id)
{
	for (size_t i = 0; i < r->n_ids; i++)
		if (strcmp(r->ids[i], id) == 0)
			return true;
	return false;
}

bool reader_has_target(struct reader *r, const struct tree_node *node, const char *name)
{
	const char *list = reader_required(r, node, name), *next;
	struct names seen = {0};
	bool found = false;
	if (!r->target && !strchr(list, ' '))
		return true;
	for (const char *at = list; *at; at = next + (*next == ' ')) {
		next = at + strcspn(at, " ");
		const char *id = ffir_strndup(r->scratch, at, (size_t)(next - at));
		names_add(r->scratch, &seen, id, 0);
		found = found || !r->target || strcmp(id, r->target) == 0;
		if (!is_described(r, id))
			reader_error(r, node, "target '%s' is not described in this document", id);
	}
	const char *twice = names_sort(&seen);
	if (twice)
		reader_error(r, node, "attribute '%s' names target '%s' twice", name, twice);
	return found;
}

bool reader_is_here(struct reader *r, const struct tree_node *node)
{
	return !tree_attribute(node, "target") || reader_has_target(r, node, "target");
}

const char *reader_target(struct reader *r, const struct tree_node *node)
{
	if (r->target)
		return r->target;
	bool is_only = !tree_attribute(node, "target") && r->n_ids;
	return is_only ? ffir_strdup(&r->m->arena, r->ids[0]) : reader_required(r, node, "target");
}

/* ---- names ---- */

void names_add(struct ffir_arena *a, struct names *names, const char *name, size_t place)
{
	struct name_entry *entry = FFIR_PUSH(a, names->entries, names->n);
	entry->name = name;
	entry->place = place;
}

static int compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct name_entry *)a)->name, ((const struct name_entry *)b)->name);
}

const char *names_sort(struct names *names)
{
	if (names->n)
		qsort(names->entries, names->n, sizeof *names->entries, compare_entries);
	for (size_t i = 1; i < names->n; i++)
		if (compare_entries(&names->entries[i - 1], &names->entries[i]) == 0)
			return names->entries[i].name;
	return NULL;
}

bool names_find(const struct names *names, const char *name, size_t *place)
{
	struct name_entry wanted = {name, 0};
	const struct name_entry *found = NULL;
	if (names->n)
		found = (const struct name_entry *)bsearch(&wanted, names->entries, names->n, sizeof wanted,
							   compare_entries);
	if (found)
		*place = found->place;
	return found != NULL;
}
