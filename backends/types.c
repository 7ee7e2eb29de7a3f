/*
 * What every backend asks of C's types.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/types.h"

#include <string.h>

const struct ffir_type *type_real(const struct plan *p, const struct ffir_type *type,
				  const struct ffir_decl **decl)
{
	static const struct ffir_type nothing = {.kind = FFIR_TYPE_UNSUPPORTED,
						 .name = "its type is not known"};
	const struct ffir_type *found = ffir_type_resolve(p->module, type, decl);
	return found ? found : &nothing;
}

const struct ffir_type *type_pointed_to(const struct plan *p, const struct ffir_type *type)
{
	type = type_real(p, type, NULL);
	return type->kind == FFIR_TYPE_POINTER ? type_real(p, type->to, NULL) : NULL;
}

const struct ffir_type *type_element(const struct plan *p, const struct ffir_type *type, uint64_t *count)
{
	*count = 1;
	for (const struct ffir_type *real = type_real(p, type, NULL); real->kind == FFIR_TYPE_ARRAY;
	     real = type_real(p, type, NULL)) {
		*count *= real->has_count ? real->count : 0;
		type = real->to;
	}
	return type;
}

bool type_is_void(const struct plan *p, const struct ffir_type *type)
{
	return type_real(p, type, NULL)->kind == FFIR_TYPE_VOID;
}

bool type_is_bool(const struct plan *p, const struct ffir_type *type)
{
	return type && type_real(p, type, NULL)->kind == FFIR_TYPE_BOOL;
}

bool type_is_byte(const struct plan *p, const struct ffir_type *type)
{
	uint64_t size, align;
	type = type_real(p, type, NULL);
	return type->kind == FFIR_TYPE_INT && !strstr(type->name, "_BitInt") &&
	       ffir_type_size(p->module, type, &size, &align) && size == 1;
}

bool type_is_bytes(const struct plan *p, const struct ffir_type *type)
{
	return !type || type_is_void(p, type) || type_is_byte(p, type);
}

bool type_integer(const struct plan *p, const struct ffir_type *type, uint64_t *size, bool *is_signed)
{
	const struct ffir_module *m = p->module;
	const struct ffir_decl *decl = NULL;
	uint64_t align;
	const struct ffir_type *real = type_real(p, type, &decl);
	const struct ffir_on *on = decl && decl->kind == FFIR_DECL_ENUMERATION ? ffir_decl_on(decl) : NULL;
	if (on) {
		*size = on->size;
		*is_signed = on->is_signed;
		return on->has_layout;
	}
	const struct ffir_basic *basic = real->kind == FFIR_TYPE_INT ? ffir_basic_find(m, real->name) : NULL;
	/* Of the bits that a _BitInt does not need nobody says what they are (x86-64 psABI 1.0, 3.1.2). */
	if (!basic || strstr(real->name, "_BitInt") || !ffir_type_size(m, real, size, &align))
		return false;
	*is_signed = basic->is_signed;
	if (strcmp(real->name, "char") == 0 && m->n_targets)
		*is_signed = m->targets[0].char_signed;
	return true;
}

const char *type_called(const struct plan *p, const struct ffir_type *type, const char *const *names)
{
	for (unsigned depth = 0; type && depth < 64; depth++) {
		for (size_t i = 0; type->name && names[i]; i++)
			if (strcmp(names[i], type->name) == 0)
				return names[i];
		if (type->kind != FFIR_TYPE_NAMED)
			return NULL;
		const struct ffir_decl *alias = ffir_module_find(p->module, type->name);
		type = alias && alias->kind == FFIR_DECL_ALIAS ? alias->type : NULL;
	}
	return NULL;
}

bool type_is_address(const struct plan *p, const struct ffir_decl *decl)
{
	const struct plan_record *r = plan_record_of_decl(p, decl);
	return r && (r->opaque || r->refused || r->is_object);
}

struct plan_shape shape_direct(const struct plan *p, const struct plan_shape *shape)
{
	struct plan_shape direct = *shape;
	if (!shape->indirect)
		return direct;
	direct.indirect = direct.nullable = false;
	direct.free = NULL;
	direct.type = type_real(p, shape->type, NULL)->to;
	return direct;
}

uint64_t shape_element_size(const struct plan *p, const struct plan_shape *shape)
{
	uint64_t size = 1, align;
	if (shape->element && !type_is_bytes(p, shape->element->type))
		ffir_type_size(p->module, shape->element->type, &size, &align);
	return size;
}

static uint64_t round_up(uint64_t n, uint64_t align)
{
	return align ? (n + align - 1) / align * align : n;
}

bool record_is_natural(const struct plan *p, const struct plan_record *r, const uint64_t *aligns,
		       uint64_t *align)
{
	uint64_t end = 0, most = 1;
	bool natural = true;
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct plan_field *field = &r->fields[i];
		uint64_t size = 0, own;
		if (field->field->is_bits) {
			natural = false;
			continue;
		}
		ffir_type_size(p->module, field->field->type, &size, &own);
		uint64_t at = r->is_union ? 0 : round_up(end, aligns[i]);
		natural = natural && at == field->place->offset;
		end = r->is_union && end > size ? end : at + size;
		most = aligns[i] > most ? aligns[i] : most;
	}
	*align = most;
	return natural && round_up(end, most) == r->size;
}

const char *record_missing(struct ffir_arena *a, const struct plan *p, const struct ffir_decl *decl)
{
	const struct plan_record *r = plan_record_of_decl(p, decl);
	if (!r)
		return ffir_printf(a, "'%s' is not part of the interface", decl->id);
	return r->refused ? r->refused : r->opaque ? ffir_printf(a, "'%s' is opaque", decl->id) : NULL;
}

const char *type_missing(const struct plan *p, const struct ffir_type *type)
{
	const struct ffir_type *real = type_real(p, type, NULL);
	if (real->kind == FFIR_TYPE_FUNCTION)
		return "it is a function, not a pointer to one";
	if (real->kind != FFIR_TYPE_UNSUPPORTED)
		return NULL;
	return real->name ? real->name : "its type cannot be described";
}

static bool has_wide_pointers(const struct plan *p)
{
	const struct ffir_basic *pointer = ffir_basic_find(p->module, "void*");
	return pointer && pointer->size == 8;
}

bool target_is_system_v(const struct plan *p)
{
	const char *id = p->module->n_targets ? p->module->targets[0].id : "";
	return strncmp(id, "x86_64", 6) == 0 && strstr(id, "linux") && has_wide_pointers(p);
}

unsigned wide_unit(enum plan_encoding encoding)
{
	return encoding == ENCODING_UTF16 ? 2 : encoding == ENCODING_UTF32 ? 4 : 0;
}

bool function_gives(const struct plan *p, const struct plan_function *f)
{
	return !type_is_void(p, f->type->result.type);
}

/* ---- complex numbers ---- */

const char *complex_part_name(const char *name)
{
	static const char before[] = "_Complex ";
	return strncmp(name, before, sizeof before - 1) == 0 ? name + sizeof before - 1 : NULL;
}

const char *type_complex_part(const struct plan *p, const struct ffir_type *type)
{
	type = type_real(p, type, NULL);
	return type->kind == FFIR_TYPE_COMPLEX ? complex_part_name(type->name) : NULL;
}

/* System V ABI for x86-64, 3.2.3 (which says something else of long double); on Windows GCC goes by the size; the
 * procedure call standards for the Arm 64-bit and 32-bit architectures with VFP: homogeneous aggregates; RISC-V's
 * hardware floating-point calling convention. */
bool complex_is_pair(const struct plan *p, const struct ffir_type *type)
{
	static const char *const wide[] = {"x86_64-", "aarch64-", "riscv64-"};
	const char *part = type_complex_part(p, type);
	const char *id = p->module->n_targets ? p->module->targets[0].id : "";
	if (!part || (strcmp(part, "float") != 0 && strcmp(part, "double") != 0))
		return false;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (strncmp(id, wide[i], strlen(wide[i])) == 0)
			return has_wide_pointers(p);
	return strcmp(id, "arm-linux-gnueabihf") == 0;
}
