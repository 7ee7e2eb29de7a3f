/*
 * Structs by value that ctypes refuses to pass, since a union or bit-fields are inside or their layout is not the
 * usual one: a struct of plain numbers that travels in the same registers or in memory as they do.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"
#include "backends/system_v.h"

/* The number of UNIT bytes that stands for a piece of class INTEGER or SSE; NULL if there is none. */
static const char *unit_text(uint64_t unit, bool integer)
{
	if (integer)
		return ctype_integer(unit, false);
	return unit == 8 ? "ctypes.c_double" : unit == 4 ? "ctypes.c_float" : NULL;
}

static bool find_units(struct python *e, const struct plan_record *r, const char **units)
{
	struct system_v c = system_v_of(e->p, r);
	uint64_t unit = r->align;
	if (c.strange || (c.unaligned && r->size <= 16) || !r->size || unit > 8 || r->size % unit)
		return false;
	if (r->size > 16) {
		*units = TEXT(e, "%s * %llu", ctype_integer(unit, false),
			      (unsigned long long)(r->size / unit));
		return true;
	}
	for (uint64_t at = 0; at < r->size; at += unit) {
		const char *one = unit_text(unit, c.integer[at / 8] || !c.any[at / 8]);
		if (!one)
			return false;
		*units = TEXT(e, "%s%s%s", *units, at ? ", " : "", one);
	}
	return true;
}

const char *by_value_name(struct python *e, const struct plan_record *r)
{
	const char *units = "";
	struct python_record *info = &e->records[r->index];
	if (r->is_union || !target_is_system_v(e->p) || !find_units(e, r, &units))
		return NULL;
	info->units = units;
	const char *name = record_name(e, r);
	return TEXT(e, "_%sByValue", name[0] == '_' ? name + 1 : name);
}

void emit_by_value(struct python *e, const struct plan_record *r)
{
	const struct python_record *info = &e->records[r->index];
	const char *name = record_name(e, r);
	if (!info->by_value)
		return;
	need_import(e, "from typing import Any");
	emit_gap(e);
	w_open(e->w, "class %s(ctypes.Structure):", info->by_value);
	w_line(e->w, "\"\"\"What travels as C's %s does.\"\"\"", r->decl->id);
	w_line(e->w, "");
	if (strstr(info->units, " * ")) {
		w_line(e->w, "_fields_ = [(\"units\", %s)]", info->units);
	} else {
		need_import(e, "import ctypes");
		w_line(e->w, "_fields_ = [");
		e->w->level++;
		unsigned n = 0;
		for (const char *unit = info->units; *unit; n++) {
			size_t size = strcspn(unit, ",");
			w_line(e->w, "(\"unit_%u\", %.*s),", n, (int)size, unit);
			unit += size + strspn(unit + size, ", ");
		}
		w_close(e->w, "]");
	}
	w_line(e->w, "");
	w_line(e->w, "@classmethod");
	w_open(e->w, "def from_param(cls, value: Any) -> Any:");
	w_open(e->w, "if not isinstance(value, %s):", name);
	w_line(e->w, "raise TypeError(f\"expected %s, not {type(value).__name__}\")", name);
	w_close(e->w, "");
	w_line(e->w, "return cls.from_buffer(value)");
	w_close(e->w, "");
	w_line(e->w, "");
	w_line(e->w, "@staticmethod");
	w_open(e->w, "def returned(value: Any, *call: Any) -> Any:");
	w_line(e->w, "return %s.from_buffer(value)", name);
	w_close(e->w, "");
	w_close(e->w, "");
}

static bool is_in(const struct ffir_pass *pass, const char *reg)
{
	for (size_t i = 0; i < pass->n_pieces; i++)
		if (strcmp(pass->pieces[i].reg, reg) == 0)
			return true;
	return false;
}

/* libffi 3.3 to 3.4.6 write all of a struct where its first eight bytes belong, which is over the first floating-point
 * register where these are in the last general one (its pull request 889). */
const char *python_refuse_function(void *begun, const struct plan_function *f)
{
	struct python *e = (struct python *)begun;
	const struct ffir_on *on = ffir_decl_on(f->decl);
	const struct ffir_call *call = on ? on->call : NULL;
	bool is_taken = false;
	for (size_t i = 0; call && i < call->n_arguments; i++) {
		const struct ffir_pass *pass = &call->arguments[i];
		const struct ffir_param *param = &f->type->params[i];
		uint64_t size = 0, align;
		ffir_type_size(e->p->module, param->type, &size, &align);
		if (is_taken && size > 8 && strcmp(pass->n_pieces ? pass->pieces[0].reg : "", "r9") == 0)
			return TEXT(
				e,
				"ctypes cannot pass '%s' in this place: libffi before 3.4.7 writes it over "
				"a number in the first floating-point register",
				param->name);
		is_taken = is_taken || is_in(pass, "xmm0");
	}
	return NULL;
}

void emit_returned(struct python *e)
{
	for (size_t i = 0; i < e->p->n_functions; i++) {
		const struct plan_function *f = e->p->functions[i];
		const struct plan_record *r = plan_record_of(e->p, f->type->result.type);
		const char *by = f->refused				? NULL
				 : r					? e->records[r->index].by_value
				 : made_number(e, f->type->result.type) ? "_Made"
									: NULL;
		if (!by)
			continue;
		const char *const args[] = {TEXT(e, "raw.%s", python_attribute(e, f->name.cname)),
					    "\"errcheck\"", TEXT(e, "%s.returned", by)};
		emit_list(e, "setattr(", args, 3, ")");
	}
}
