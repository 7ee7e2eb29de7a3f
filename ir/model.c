/*
 * The module: declarations by id, types looked through, sizes, C's spelling of a type. Also runs
 * inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/model.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- values ---- */

bool ffir_value_int64(const struct ffir_value *v, int64_t *out)
{
	if (v->kind != FFIR_VALUE_INTEGER || !v->text)
		return false;
	char *end;
	errno = 0;
	intmax_t number = strtoimax(v->text, &end, 10);
	if (errno || end == v->text || *end || number < INT64_MIN || number > INT64_MAX)
		return false;
	*out = number;
	return true;
}

bool ffir_value_uint64(const struct ffir_value *v, uint64_t *out)
{
	if (v->kind != FFIR_VALUE_INTEGER || !v->text || v->text[0] == '-')
		return false;
	char *end;
	errno = 0;
	uintmax_t number = strtoumax(v->text, &end, 10);
	if (errno || end == v->text || *end || number > UINT64_MAX)
		return false;
	*out = number;
	return true;
}

bool ffir_value_words(const struct ffir_value *v, uint64_t *high, uint64_t *low)
{
	uint32_t parts[4] = {0};
	if (v->kind != FFIR_VALUE_INTEGER || !v->text)
		return false;
	bool is_negative = *v->text == '-';
	for (const char *at = v->text + is_negative; *at; at++) {
		uint64_t carry = (uint64_t)(*at - '0');
		for (int i = 0; i < 4; i++, carry >>= 32) {
			carry += (uint64_t)parts[i] * 10;
			parts[i] = (uint32_t)carry;
		}
		if (carry)
			return false;
	}
	*low = (uint64_t)parts[1] << 32 | parts[0];
	*high = (uint64_t)parts[3] << 32 | parts[2];
	if (is_negative) {
		*low = ~*low + 1;
		*high = ~*high + (*low == 0);
	}
	return true;
}

/* ---- the module ---- */

/* Open addressing; N_SLOTS is a power of two, at most half of them used. TYPES are what basics with IS are, made
 * when somebody asks. */
struct index {
	struct ffir_decl **slots;
	size_t n_slots, n_used;
	struct {
		const char *name;
		struct ffir_type *type;
	} * types;
	size_t n_types;
};

struct ffir_module *ffir_module_new(void)
{
	struct ffir_arena arena = {0};
	struct ffir_module *m = FFIR_NEW(&arena, struct ffir_module);
	m->index = FFIR_NEW(&arena, struct index);
	m->arena = arena;
	return m;
}

void ffir_module_free(struct ffir_module *m)
{
	if (!m)
		return;
	struct ffir_arena arena = m->arena; /* holds the module itself */
	ffir_arena_release(&arena);
}

uint64_t ffir_hash(const char *bytes, size_t size)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < size; i++) {
		hash ^= (unsigned char)bytes[i];
		hash *= UINT64_C(0x100000001b3);
	}
	return hash;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static struct ffir_decl **find_slot(const struct index *index, const char *id, uint32_t hash)
{
	size_t i = hash & (index->n_slots - 1);
	struct ffir_decl *const *slots = index->slots;
	while (slots[i] && (slots[i]->hash != hash || strcmp(slots[i]->id, id) != 0))
		i = (i + 1) & (index->n_slots - 1);
	return &index->slots[i];
}

/* Of this process alone. */
static uint32_t hash_of(const char *id)
{
	uint64_t hash = 0, word;
	size_t whole = strlen(id), size = whole;
	for (; size >= sizeof word; size -= sizeof word, id += sizeof word) {
		memcpy(&word, id, sizeof word);
		hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 32;
	}
	if (whole >= sizeof word) {
		memcpy(&word, id + size - sizeof word, sizeof word); /* some of it a second time */
	} else {
		for (word = 0; size > 0; size--)
			word = word << 8 | (unsigned char)*id++;
	}
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(hash ^ hash >> 32);
}

static void grow_index(struct ffir_module *m, struct index *index)
{
	struct index grown = *index;
	grown.n_slots = index->n_slots ? index->n_slots * 4 : 64;
	grown.slots = (struct ffir_decl **)ffir_alloc(&m->arena, grown.n_slots * sizeof *grown.slots);
	for (size_t i = 0; i < index->n_slots; i++)
		if (index->slots[i])
			*find_slot(&grown, index->slots[i]->id, index->slots[i]->hash) = index->slots[i];
	ffir_give_back(&m->arena, index->slots, index->n_slots * sizeof *index->slots);
	*index = grown;
}

struct ffir_decl *ffir_module_add(struct ffir_module *m, enum ffir_decl_kind kind, const char *id)
{
	struct index *index = (struct index *)m->index;
	if ((index->n_used + 1) * 2 > index->n_slots)
		grow_index(m, index);
	uint32_t hash = hash_of(id);
	struct ffir_decl **slot = find_slot(index, id, hash);
	if (*slot)
		return NULL;
	struct ffir_decl *decl = FFIR_NEW(&m->arena, struct ffir_decl);
	decl->kind = kind;
	decl->id = id;
	decl->hash = hash;
	*slot = decl;
	index->n_used++;
	struct ffir_decl **old = m->decls;
	*FFIR_PUSH(&m->arena, m->decls, m->n_decls) = decl;
	if (old && m->decls != old)
		ffir_give_back(&m->arena, old, (m->n_decls - 1) * sizeof(struct ffir_decl *));
	return decl;
}

bool ffir_is_usual_call(const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	return !on || !on->convention || strcmp(on->convention, "c") == 0 ||
	       strcmp(on->convention, "sysv") == 0;
}

/* What is inline, or of another language, may have no symbol. */
static bool has_plain_symbol(const struct ffir_decl *d)
{
	return (d->kind == FFIR_DECL_FUNCTION || d->kind == FFIR_DECL_VARIABLE) && !d->is_inline &&
	       !d->unsupported;
}

const char *ffir_implied_symbol(const struct ffir_decl *d)
{
	return has_plain_symbol(d) ? d->id : NULL;
}

const char *ffir_implied_visibility(const struct ffir_decl *d)
{
	return has_plain_symbol(d) ? "default" : NULL;
}

const char *ffir_implied_convention(const struct ffir_decl *d)
{
	return d->kind == FFIR_DECL_FUNCTION ? "c" : NULL;
}

const char *ffir_pass_in_name(enum ffir_pass_in in)
{
	switch (in) {
	case FFIR_IN_REGISTERS:
		return "registers";
	case FFIR_IN_MEMORY:
		return "memory";
	case FFIR_BY_REFERENCE:
		return "reference";
	case FFIR_NOT_CALLABLE:
		return "not-callable";
	}
	return "not-callable";
}

bool ffir_is_hidden(const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	return on && on->visibility &&
	       (strcmp(on->visibility, "hidden") == 0 || strcmp(on->visibility, "internal") == 0);
}

const char *ffir_shims_prefix(struct ffir_arena *a, const struct ffir_module *m)
{
	const char *name = m->library.name && m->library.at.file ? m->library.name : "ffi";
	char *text = ffir_strdup(a, name);
	for (char *c = text; *c; c++)
		if (!is_word(*c))
			*c = '_';
	return *text >= '0' && *text <= '9' ? ffir_printf(a, "_%s", text) : text;
}

void ffir_module_forget(struct ffir_module *m, const struct ffir_decl *d)
{
	struct index *index = (struct index *)m->index;
	size_t mask = index->n_slots - 1, hole = (size_t)(find_slot(index, d->id, d->hash) - index->slots);
	/* What was put behind the hole because that was full moves into it. */
	for (size_t i = hole; index->slots[i = (i + 1) & mask];) {
		size_t wanted = index->slots[i]->hash & mask;
		if (((i - wanted) & mask) < ((i - hole) & mask))
			continue;
		index->slots[hole] = index->slots[i];
		hole = i;
	}
	index->slots[hole] = NULL;
	index->n_used--;
}

void ffir_module_remove(struct ffir_module *m, struct ffir_decl *const *gone, size_t n_gone)
{
	size_t kept = 0;
	for (size_t i = 0; i < n_gone; i++)
		ffir_module_forget(m, gone[i]);
	for (size_t i = 0; n_gone && i < m->n_decls; i++)
		if (ffir_module_find(m, m->decls[i]->id) == m->decls[i])
			m->decls[kept++] = m->decls[i];
	if (n_gone)
		m->n_decls = kept;
}

struct ffir_decl *ffir_module_find(const struct ffir_module *m, const char *id)
{
	const struct index *index = (const struct index *)m->index;
	return id && index->n_slots ? *find_slot(index, id, hash_of(id)) : NULL;
}

const char *ffir_decl_name(const struct ffir_decl *d)
{
	static const char *const prefixes[] = {"struct ", "union ", "enum ", "#", "domain/", "macro "};
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (strncmp(d->id, prefixes[i], strlen(prefixes[i])) == 0)
			return d->id + strlen(prefixes[i]);
	return d->id;
}

const struct ffir_basic *ffir_basic_find(const struct ffir_module *m, const char *name)
{
	if (!m->n_targets || !name)
		return NULL;
	const struct ffir_target *target = &m->targets[0];
	for (size_t i = 0; i < target->n_basics; i++)
		if (target->basics[i].name[0] == name[0] && strcmp(target->basics[i].name, name) == 0)
			return &target->basics[i];
	return NULL;
}

const struct ffir_basic *ffir_integer_of_size(const struct ffir_module *m, uint64_t size)
{
	static const char *const names[] = {"int", "long long", "signed char", "short", "__int128"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct ffir_basic *basic = ffir_basic_find(m, names[i]);
		if (basic && basic->size == size)
			return basic;
	}
	return NULL;
}

const struct ffir_on *ffir_decl_on(const struct ffir_decl *d)
{
	return d->n_on ? &d->on[0] : NULL;
}

/* ---- types ---- */

struct ffir_type *ffir_type_new(struct ffir_module *m, enum ffir_type_kind kind)
{
	struct ffir_type *type = FFIR_NEW(&m->arena, struct ffir_type);
	type->kind = kind;
	return type;
}

static enum ffir_type_kind basic_kind(const char *name)
{
	if (strcmp(name, "_Bool") == 0 || strcmp(name, "bool") == 0)
		return FFIR_TYPE_BOOL;
	if (strstr(name, "_Complex") || strstr(name, "complex"))
		return FFIR_TYPE_COMPLEX;
	if (strstr(name, "float") || strstr(name, "double") || strstr(name, "Float") ||
	    strstr(name, "_Decimal"))
		return FFIR_TYPE_FLOAT;
	if (strchr(name, '*'))
		return FFIR_TYPE_POINTER;
	return FFIR_TYPE_INT;
}

/* The type that a basic with IS stands for, one and the same each time. What the index points to, and
 * the arena, may grow behind a const module: every module is on the heap. */
static const struct ffir_type *basic_type(const struct ffir_module *m, const struct ffir_basic *basic)
{
	struct index *index = (struct index *)m->index;
	struct ffir_module *owner = (struct ffir_module *)(uintptr_t)m;
	for (size_t i = 0; i < index->n_types; i++)
		if (strcmp(index->types[i].name, basic->name) == 0)
			return index->types[i].type;
	const char *name = basic->is ? basic->is : basic->name;
	struct ffir_type *type = ffir_type_new(owner, basic_kind(name));
	if (type->kind == FFIR_TYPE_POINTER)
		type->to = ffir_type_new(owner, FFIR_TYPE_VOID);
	else
		type->name = name;
	FFIR_PUSH(&owner->arena, index->types, index->n_types);
	index->types[index->n_types - 1].name = basic->name;
	index->types[index->n_types - 1].type = type;
	return type;
}

/* One step of looking through TYPE, which is FFIR_TYPE_NAMED: NULL if it goes no further. */
static const struct ffir_type *type_step(const struct ffir_module *m, const struct ffir_type *type,
					 const struct ffir_decl **decl)
{
	*decl = ffir_module_find(m, type->name);
	if (*decl)
		return (*decl)->kind == FFIR_DECL_ALIAS ? (*decl)->type : NULL;
	const struct ffir_basic *basic = ffir_basic_find(m, type->name);
	return basic ? basic_type(m, basic) : NULL;
}

/* Aliases of aliases in a ring exist only in a module that is not validated yet. */
enum { MAX_STEPS = 1000 };

const struct ffir_type *ffir_type_resolve(const struct ffir_module *m, const struct ffir_type *type,
					  const struct ffir_decl **decl)
{
	const struct ffir_decl *found = NULL;
	for (unsigned steps = 0; type && type->kind == FFIR_TYPE_NAMED; steps++) {
		const struct ffir_type *next = type_step(m, type, &found);
		if (steps == MAX_STEPS || (!next && !found) ||
		    (found && found->kind != FFIR_DECL_ALIAS && found->kind != FFIR_DECL_RECORD &&
		     found->kind != FFIR_DECL_ENUMERATION)) {
			type = NULL;
			found = NULL;
			break;
		}
		if (!next)
			break;
		type = next;
		found = NULL;
	}
	if (decl)
		*decl = found;
	return type;
}

unsigned ffir_type_quals(const struct ffir_module *m, const struct ffir_type *type)
{
	unsigned quals = 0;
	for (unsigned steps = 0; type && steps < MAX_STEPS; steps++) {
		quals |= type->quals;
		const struct ffir_decl *decl;
		type = type->kind == FFIR_TYPE_NAMED   ? type_step(m, type, &decl)
		       : type->kind == FFIR_TYPE_ARRAY ? type->to
						       : NULL;
	}
	return quals;
}

static bool basic_size(const struct ffir_module *m, const char *name, uint64_t *size, uint64_t *align)
{
	const struct ffir_basic *basic = ffir_basic_find(m, name);
	if (!basic)
		return false;
	*size = basic->size;
	*align = basic->align;
	return true;
}

/* An integer of SIZE bytes is aligned as the target's basic of that size. */
static uint64_t integer_align(const struct ffir_module *m, uint64_t size)
{
	for (size_t i = 0; m->n_targets && i < m->targets[0].n_basics; i++) {
		const struct ffir_basic *basic = &m->targets[0].basics[i];
		if (basic->size == size && basic_kind(basic->is ? basic->is : basic->name) == FFIR_TYPE_INT)
			return basic->align;
	}
	return size;
}

static bool decl_size(const struct ffir_module *m, const struct ffir_decl *decl, uint64_t *size,
		      uint64_t *align)
{
	const struct ffir_on *on = ffir_decl_on(decl);
	if (decl->opaque || !on || !on->has_layout)
		return false;
	*size = on->size;
	*align = on->align ? on->align : integer_align(m, on->size);
	return true;
}

bool ffir_type_size(const struct ffir_module *m, const struct ffir_type *type, uint64_t *size,
		    uint64_t *align)
{
	const struct ffir_decl *decl = NULL;
	uint64_t one, unit;
	type = ffir_type_resolve(m, type, &decl);
	if (!type)
		return false;
	switch (type->kind) {
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		return basic_size(m, type->name, size, align);
	case FFIR_TYPE_POINTER:
		return basic_size(m, "void*", size, align);
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_VECTOR:
		if (type->kind == FFIR_TYPE_ARRAY && !type->has_count)
			return false;
		if (!ffir_type_size(m, type->to, &one, &unit) ||
		    __builtin_mul_overflow(one, type->count, &one))
			return false;
		*size = one;
		*align = type->kind == FFIR_TYPE_ARRAY ? unit : one;
		return true;
	case FFIR_TYPE_NAMED:
		return decl && decl_size(m, decl, size, align);
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_FUNCTION:
	case FFIR_TYPE_UNSUPPORTED:
		return false;
	}
	return false;
}

uint64_t ffir_alias_align(const struct ffir_module *m, const struct ffir_type *type)
{
	while (type->kind == FFIR_TYPE_NAMED) {
		const struct ffir_decl *d = ffir_module_find(m, type->name);
		if (!d || d->kind != FFIR_DECL_ALIAS)
			return 0;
		const struct ffir_on *on = ffir_decl_on(d);
		if (on && on->align)
			return on->align;
		type = d->type;
	}
	return 0;
}

/* ---- C's spelling ---- */

static const char *quals_text(struct ffir_arena *a, unsigned quals)
{
	return ffir_printf(a, "%s%s%s%s", quals & FFIR_CONST ? "const " : "",
			   quals & FFIR_VOLATILE ? "volatile " : "", quals & FFIR_RESTRICT ? "restrict " : "",
			   quals & FFIR_ATOMIC ? "_Atomic " : "");
}

static const char *base_text(struct ffir_arena *a, const struct ffir_type *type)
{
	switch (type->kind) {
	case FFIR_TYPE_VOID:
		return "void";
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
	case FFIR_TYPE_NAMED:
		return type->name;
	case FFIR_TYPE_VECTOR: {
		const char *element = ffir_type_spell(a, type->to, "");
		return ffir_printf(a, "__attribute__((vector_size(%" PRIu64 " * sizeof(%s)))) %s",
				   type->count, element, element);
	}
	case FFIR_TYPE_UNSUPPORTED:
		return ffir_printf(a, "<%s>", type->name);
	case FFIR_TYPE_POINTER:
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_FUNCTION:
		break;
	}
	return "";
}

static const char *parameters_text(struct ffir_arena *a, const struct ffir_function_type *function)
{
	if (function->unprototyped)
		return "";
	if (!function->n_params && !function->variadic)
		return "void";
	const char *text = "";
	for (size_t i = 0; i < function->n_params; i++)
		text = ffir_printf(a, "%s%s%s", text, i ? ", " : "",
				   ffir_type_spell(a, function->params[i].type, ""));
	if (function->variadic)
		text = ffir_printf(a, "%s%s...", text, function->n_params ? ", " : "");
	return text;
}

const char *ffir_type_spell(struct ffir_arena *a, const struct ffir_type *type, const char *name)
{
	const char *declarator = name;
	unsigned quals = 0; /* of arrays: they are their elements' */
	for (;; type = type->kind == FFIR_TYPE_FUNCTION ? type->function->result.type : type->to) {
		if (type->kind == FFIR_TYPE_POINTER) {
			bool outer =
				type->to->kind == FFIR_TYPE_ARRAY || type->to->kind == FFIR_TYPE_FUNCTION;
			const char *words = quals_text(a, type->quals | quals);
			quals = 0;
			size_t length = strlen(words);
			if (length && !*declarator)
				length--;
			declarator = ffir_printf(a, "%s*%.*s%s%s", outer ? "(" : "", (int)length, words,
						 declarator, outer ? ")" : "");
		} else if (type->kind == FFIR_TYPE_ARRAY) {
			quals |= type->quals;
			declarator = type->has_count
					     ? ffir_printf(a, "%s[%" PRIu64 "]", declarator, type->count)
					     : ffir_printf(a, "%s[]", declarator);
		} else if (type->kind == FFIR_TYPE_FUNCTION) {
			declarator = ffir_printf(a, "%s(%s)", declarator, parameters_text(a, type->function));
		} else {
			break;
		}
	}
	return ffir_printf(a, "%s%s%s%s", quals_text(a, type->quals | quals), base_text(a, type),
			   *declarator ? " " : "", declarator);
}

const char *ffir_function_spell(struct ffir_arena *a, const struct ffir_function_type *f,
				const char *declarator)
{
	const char *params = f->unprototyped || f->n_params || f->variadic ? "" : "void";
	for (size_t i = 0; i < f->n_params; i++) {
		const char *name = f->params[i].name[0] == '#' ? "" : f->params[i].name;
		params = ffir_printf(a, "%s%s%s", params, i ? ", " : "",
				     ffir_type_spell(a, f->params[i].type, name));
	}
	if (f->variadic)
		params = ffir_printf(a, "%s%s...", params, f->n_params ? ", " : "");
	return ffir_type_spell(a, f->result.type, ffir_printf(a, "%s(%s)", declarator, params));
}

bool ffir_same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

void ffir_evidence_add(struct ffir_arena *a, struct ffir_evidence **list, size_t *n,
		       const struct ffir_evidence *e)
{
	for (size_t i = 0; i < *n; i++)
		if (ffir_same_text((*list)[i].name, e->name) && ffir_same_text((*list)[i].from, e->from))
			return;
	*FFIR_PUSH(a, *list, *n) = *e;
}
