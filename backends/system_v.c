/*
 * In what a struct or union by value travels after the System V ABI for x86-64.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/system_v.h"

#include "backends/types.h"

static void classify_bytes(struct system_v *c, uint64_t offset, uint64_t size, bool integer)
{
	for (uint64_t i = offset; i < offset + size && i < 16; i++) {
		c->any[i / 8] = true;
		c->integer[i / 8] = c->integer[i / 8] || integer;
	}
}

static void classify(const struct plan *p, const struct ffir_type *type, uint64_t offset, struct system_v *c);

static void classify_record(const struct plan *p, const struct plan_record *r, uint64_t offset,
			    struct system_v *c)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct plan_field *field = &r->fields[i];
		if (!field->place->is_bits) {
			classify(p, field->field->type, offset + field->place->offset, c);
		} else if (field->field->bits) {
			c->bits = true;
			uint64_t first = field->place->bit_offset / 8;
			uint64_t last = (field->place->bit_offset + field->field->bits - 1) / 8;
			classify_bytes(c, offset + first, last - first + 1, true);
		}
	}
}

static void classify(const struct plan *p, const struct ffir_type *type, uint64_t offset, struct system_v *c)
{
	uint64_t size = 0, align = 1;
	const struct ffir_decl *decl = NULL;
	const struct ffir_type *real = type_real(p, type, &decl);
	const struct plan_record *r = plan_record_of_decl(p, decl);
	if (real->kind == FFIR_TYPE_ARRAY) {
		ffir_type_size(p->module, real->to, &size, &align);
		for (uint64_t i = 0; real->has_count && i < real->count && i < 16; i++)
			classify(p, real->to, offset + i * size, c);
		return;
	}
	if (r && r->decl->kind == FFIR_DECL_RECORD) {
		c->strange = c->strange || r->opaque;
		classify_record(p, r, offset, c);
		return;
	}
	if (!ffir_type_size(p->module, type, &size, &align) || size > 8)
		c->strange = true;
	bool number = real->kind == FFIR_TYPE_INT || real->kind == FFIR_TYPE_BOOL ||
		      real->kind == FFIR_TYPE_POINTER || real->kind == FFIR_TYPE_NAMED;
	c->strange = c->strange || (!number && real->kind != FFIR_TYPE_FLOAT);
	c->floats = c->floats || !number;
	c->unaligned = c->unaligned || (size && offset % size);
	classify_bytes(c, offset, size, number);
}

struct system_v system_v_of(const struct plan *p, const struct plan_record *r)
{
	struct system_v c = {0};
	classify_record(p, r, 0, &c);
	return c;
}
