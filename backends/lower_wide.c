/*
 * Constant texts in units of several bytes, L"", u"" and U"": the target's bytes to UTF-8.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

/* Unit I of TEXT. */
static uint32_t unit_at(const struct ffir_module *m, const struct ffir_value *text, unsigned size, size_t i)
{
	bool big = m->n_targets && m->targets[0].big_endian;
	uint32_t unit = 0;
	for (unsigned k = 0; k < size; k++)
		unit = unit << 8 | (unsigned char)text->text[i * size + (big ? k : size - 1 - k)];
	return unit;
}

static void put_utf8(struct ffir_buf *b, uint32_t code)
{
	char bytes[4];
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; code >>= 6)
		bytes[i] = (char)(0x80 | (code & 0x3f));
	bytes[0] = (char)(n == 1 ? code : (0xf0u << (4 - n) & 0xf0) | code);
	ffir_buf_add(b, bytes, n);
}

bool wide_text_decode(const struct ffir_module *m, const struct ffir_value *text, unsigned size,
		      struct ffir_buf *b)
{
	for (size_t i = 0, n = text->size / size; i < n; i++) {
		uint32_t code = unit_at(m, text, size, i);
		if (size == 2 && code >= 0xd800 && code < 0xdc00 && i + 1 < n) {
			uint32_t low = unit_at(m, text, size, ++i);
			if (low < 0xdc00 || low > 0xdfff)
				return false;
			code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
		}
		if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
			return false;
		put_utf8(b, code);
	}
	return text->size % size == 0;
}

const struct ffir_basic *wide_text_unit(const struct ffir_module *m, const struct ffir_type *type)
{
	bool has_units = type && (type->kind == FFIR_TYPE_POINTER || type->kind == FFIR_TYPE_ARRAY);
	const struct ffir_type *unit = has_units ? ffir_type_resolve(m, type->to, NULL) : NULL;
	const struct ffir_basic *basic = unit && unit->name ? ffir_basic_find(m, unit->name) : NULL;
	return basic && (basic->size == 2 || basic->size == 4) ? basic : NULL;
}

const char *wide_text_prefix(const struct ffir_basic *unit)
{
	return unit->is_signed ? "L" : unit->size == 2 ? "u" : "U";
}

void lower_wide_text(struct lowering *l, struct plan_constant *c)
{
	const struct ffir_basic *unit = wide_text_unit(l->m, c->type ? resolve(l, c->type, NULL) : NULL);
	c->unit = 1;
	if (c->value.kind != FFIR_VALUE_STRING || !unit)
		return;
	struct ffir_buf b = {0};
	c->unit = (unsigned)unit->size;
	bool is_text = wide_text_decode(l->m, &c->value, c->unit, &b);
	c->value.kind = is_text ? FFIR_VALUE_STRING : FFIR_VALUE_NONE;
	c->value.size = b.size;
	c->value.text = ffir_strndup(l->a, b.size ? b.text : "", b.size);
	ffir_buf_release(&b);
}
