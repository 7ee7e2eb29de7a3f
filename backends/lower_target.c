/*
 * Options of the compiler after which C is called, or a number is made, in another way than by the
 * target's own ABI. A binding knows that ABI only, so what such an option touches is refused.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <string.h>

static const struct ffir_target *target_of(const struct lowering *l)
{
	return l->m->n_targets ? &l->m->targets[0] : NULL;
}

/* The option in the target's FLAGS that is NAME, or begins with it if it ends in '='; NULL if none. */
static const char *find_flag(const struct lowering *l, const char *name)
{
	const struct ffir_target *target = target_of(l);
	size_t size = strlen(name);
	for (const char *c = target && target->flags ? target->flags : ""; *c;) {
		size_t n = strcspn(c, " ");
		bool same = name[size - 1] == '=' ? n > size : n == size;
		if (same && strncmp(c, name, size) == 0)
			return ffir_strndup(l->a, c, n);
		c += n + strspn(c + n, " ");
	}
	return NULL;
}

static bool target_is(const struct lowering *l, const char *cpu)
{
	const struct ffir_target *target = target_of(l);
	return target && target->id && strncmp(target->id, cpu, strlen(cpu)) == 0;
}

/* Linux on the 80386 returns structs in memory; x86-64, in registers where they fit. */
static bool is_i386(const struct lowering *l)
{
	const struct ffir_target *target = target_of(l);
	bool by_name = target && target->id && target->id[0] == 'i' && strncmp(target->id + 2, "86", 2) == 0;
	return by_name || (target_is(l, "x86_64") && (find_flag(l, "-m32") || find_flag(l, "-m16")));
}

static const char *calling_flag(const struct lowering *l)
{
	static const char *const flags[] = {"-mabi=ms", "-mregparm=", "-mrtd", "-msseregparm"};
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
		const char *found = find_flag(l, flags[i]);
		if (found)
			return found;
	}
	return NULL;
}

/* An option that does not say what the target does anyway. */
static const char *long_double_flag(const struct lowering *l)
{
	static const char *const flags[] = {"-mlong-double-64", "-mlong-double-80", "-mlong-double-128"};
	bool x86 = target_is(l, "x86_64") || is_i386(l);
	const char *usual = x86 ? "-mlong-double-80" : "-mlong-double-128";
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (strcmp(flags[i], usual) != 0 && find_flag(l, flags[i]))
			return flags[i];
	return NULL;
}

static bool is_long_double(const struct ffir_type *type)
{
	return (type->kind == FFIR_TYPE_FLOAT && strcmp(type->name, "long double") == 0) ||
	       (type->kind == FFIR_TYPE_COMPLEX && strcmp(type->name, "_Complex long double") == 0);
}

const char *target_refuses_type(const struct lowering *l, const struct ffir_type *type)
{
	const char *flag = long_double_flag(l);
	type = resolve(l, type, NULL);
	while (type->kind == FFIR_TYPE_POINTER || type->kind == FFIR_TYPE_ARRAY)
		type = resolve(l, type->to, NULL);
	return flag && is_long_double(type) ? ffir_printf(l->a, "%s makes another long double", flag) : NULL;
}

static bool is_record(const struct lowering *l, const struct ffir_type *type)
{
	const struct ffir_decl *decl = NULL;
	resolve(l, type, &decl);
	return decl && decl->kind == FFIR_DECL_RECORD;
}

const char *target_refuses_call(const struct lowering *l, const struct ffir_function_type *type,
				const char *convention)
{
	const char *calls = calling_flag(l);
	const char *returns = find_flag(l, is_i386(l) ? "-freg-struct-return" : "-fpcc-struct-return");
	if (calls && (!convention || strcmp(convention, "c") == 0))
		return ffir_printf(l->a, "%s makes calls of another kind", calls);
	if (returns && is_record(l, type->result.type))
		return ffir_printf(l->a, "its result: %s returns structs in another way", returns);
	for (size_t i = 0; i < type->n_params; i++) {
		const char *why = target_refuses_type(l, type->params[i].type);
		if (why)
			return ffir_printf(l->a, "parameter '%s': %s", type->params[i].name, why);
	}
	const char *why = target_refuses_type(l, type->result.type);
	return why ? ffir_printf(l->a, "its result: %s", why) : NULL;
}
