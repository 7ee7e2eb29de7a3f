/*
 * The gate: scopes, wishes, escapes and collisions; and names that no declaration has.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/names_gate.h"

#include <ctype.h>
#include <string.h>

#include "backends/words.h"

/* ---- scopes ---- */

struct slot {
	const char *text;
	const struct plan_name *source; /* NULL: the language's own */
};

static struct slot *find_slot(const struct scope *scope, const char *text)
{
	size_t i = (size_t)ffir_hash(text, strlen(text)) & (scope->n_slots - 1);
	while (scope->slots[i].text && strcmp(scope->slots[i].text, text) != 0)
		i = (i + 1) & (scope->n_slots - 1);
	return &scope->slots[i];
}

static void grow_scope(struct assigning *a, struct scope *scope)
{
	struct scope grown = {.n_slots = scope->n_slots ? 2 * scope->n_slots : 16, .n_used = scope->n_used};
	grown.slots = (struct slot *)ffir_alloc(&a->scratch, grown.n_slots * sizeof *grown.slots);
	for (size_t i = 0; i < scope->n_slots; i++)
		if (scope->slots[i].text)
			*find_slot(&grown, scope->slots[i].text) = scope->slots[i];
	*scope = grown;
}

static const struct slot *look_up(const struct scope *scope, const char *text)
{
	if (!scope->n_slots)
		return NULL;
	const struct slot *slot = find_slot(scope, text);
	return slot->text ? slot : NULL;
}

void scope_enter(struct assigning *a, struct scope *scope, const char *text, const struct plan_name *source)
{
	if (2 * (scope->n_used + 1) > scope->n_slots)
		grow_scope(a, scope);
	struct slot *slot = find_slot(scope, text);
	slot->text = text;
	slot->source = source;
	scope->n_used++;
}

bool scope_has(const struct scope *scope, const char *text)
{
	return look_up(scope, text) != NULL;
}

/* ---- one name ---- */

static bool is_in(const char *const *list, const char *name)
{
	for (size_t i = 0; list && list[i]; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

bool name_is_keyword(const struct naming *n, const char *name)
{
	size_t low = 0, high = 0;
	while (n->keywords && n->keywords[high])
		high++;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(n->keywords[middle], name);
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static const char *escaped(struct ffir_arena *a, const struct naming *n, const char *name)
{
	const char *with = n->escape ? n->escape : "_";
	return with[0] == '@' ? ffir_printf(a, "%s%s", with, name) : ffir_printf(a, "%s%s", name, with);
}

static const char *const tags[] = {"struct ", "union ", "enum "};

/* "struct nlist=NEW" is for the type alone, where a function is called so too. */
static const char *behind_tag(const struct wish *wish, const char *rename)
{
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (wish->kind == NAME_TYPE && strncmp(rename, tags[i], strlen(tags[i])) == 0)
			return rename + strlen(tags[i]);
	return rename;
}

static const char *rename_of(struct assigning *a, const struct wish *wish)
{
	const char *cname = wish->name->cname;
	size_t size = cname ? strlen(cname) : 0;
	for (size_t i = 0; size && i < a->n_renames; i++) {
		const char *rename = behind_tag(wish, a->renames[i]);
		if (strncmp(rename, cname, size) != 0 || rename[size] != '=')
			continue;
		a->renamed[i] = true;
		return rename + size + 1;
	}
	return NULL;
}

static const char *prefixed(struct assigning *a, const char *text, bool top_level)
{
	return top_level && a->n->type_prefix ? ffir_printf(&a->p->arena, "%s%s", a->n->type_prefix, text)
					      : text;
}

void wish_for(struct wish *wish, const char *candidate)
{
	if (candidate && wish->n < sizeof wish->candidates / sizeof *wish->candidates)
		wish->candidates[wish->n++] = candidate;
}

/* "struct " where C tells the two by that alone, else "". */
static const char *tag_between(struct assigning *a, const struct plan_name *one,
			       const struct plan_name *other)
{
	if (strcmp(one->cname, other->cname) != 0)
		return "";
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (ffir_module_find(a->p->module, ffir_printf(&a->scratch, "%s%s", tags[i], one->cname)))
			return tags[i];
	return "";
}

static void refuse_collision(struct assigning *a, const struct wish *wish, const char *text,
			     const struct slot *slot)
{
	if (!slot->source) {
		diag_error(
			a->d, &wish->name->at,
			"'%s' cannot be called '%s', which the bindings use: rename it with --rename %s=NEW",
			wish->name->cname, text, wish->name->cname);
	} else {
		const char *tag = tag_between(a, wish->name, slot->source);
		diag_error(a->d, &wish->name->at,
			   "'%s' and '%s' would both be called '%s': rename one with --rename %s%s%s=NEW%s",
			   slot->source->cname, wish->name->cname, text, *tag ? "'" : "", tag,
			   wish->name->cname, *tag ? "'" : "");
		diag_note(a->d, &slot->source->at, "'%s' is here", slot->source->cname);
	}
	a->errors++;
}

/* gmp's __gmpz_add inside of a Python class. */
static const char *unmangled(const struct naming *n, const char *name)
{
	size_t size = strlen(name);
	for (; n->mangles && size > 2 && name[0] == '_' && name[1] == '_'; name++, size--)
		if (size > 4 && strcmp(name + size - 2, "__") == 0)
			break;
	return name;
}

/* Underscores in front say that a name is not for everybody, in whatever case it is. */
static const char *final_name(struct assigning *a, const struct wish *wish, const char *candidate,
			      bool verbatim)
{
	size_t hidden = strspn(candidate, "_");
	bool keeps = wish->kind != NAME_PARAM && wish->kind != NAME_FIELD && hidden < strlen(candidate);
	if (verbatim)
		return candidate;
	const char *text = name_case(&a->p->arena, candidate, a->n->cases[wish->kind]);
	if (keeps && hidden && text[0] != '_')
		text = ffir_printf(&a->p->arena, "%.*s%s", (int)hidden, candidate, text);
	return unmangled(a->n, prefixed(a, text, wish->prefixed));
}

/* A member cannot be called as what all classes have, nor, in some languages, as its own. */
static const char *set_aside(struct assigning *a, const struct wish *wish, const char *text)
{
	if (is_in(a->n->reserved[wish->kind], text))
		text = ffir_printf(&a->p->arena, "%s%s", text, a->n->aside);
	if (a->n->owner_aside && wish->owner && strcmp(wish->owner, text) == 0)
		text = ffir_printf(&a->p->arena, "%s%s", text, a->n->owner_aside);
	return text;
}

/* gzgetc_ beside gzgetc: the underscores behind a name are part of it where it would collide without. */
static const char *with_underscores(struct assigning *a, const struct wish *wish, const char *text)
{
	const char *cname = wish->name->cname;
	size_t size = strlen(cname);
	while (size && cname[size - 1] == '_')
		size--;
	return size && cname[size] ? ffir_printf(&a->p->arena, "%s%s", text, cname + size) : text;
}

static const char *numbered(struct assigning *a, const struct scope *scope, const char *text)
{
	const char *name = text;
	for (unsigned i = 2; look_up(scope, name) || name_is_keyword(a->n, name); i++)
		name = ffir_printf(&a->p->arena, "%s%u", text, i);
	return name;
}

/* TEXT, or what tells it from the other in SCOPE that C writes otherwise. Of what nobody can rename, as fields, and of
 * constants whose name nobody has CHOSEN, C's own spelling does: MAXHDU beside maxhdu. */
static const char *told_apart(struct assigning *a, const struct scope *scope, const struct wish *wish,
			      const char *text, bool chosen)
{
	const struct slot *taken = look_up(scope, text);
	if (taken && wish->unnamed)
		return numbered(a, scope, text);
	if (!taken || !taken->source)
		return text;
	const char *apart = with_underscores(a, wish, text), *cname = wish->name->cname;
	bool keeps = wish->no_rename || (wish->kind == NAME_CONSTANT && !chosen);
	if (!keeps || !look_up(scope, apart) || cname[0] == '#')
		return apart;
	if (look_up(scope, cname))
		return wish->no_rename ? ffir_printf(&a->p->arena, "%s_", text) : apart;
	return name_is_keyword(a->n, cname) ? escaped(&a->p->arena, a->n, cname) : cname;
}

static void assign_in(struct assigning *a, struct scope *scope, struct wish *wish)
{
	const char *renamed = wish->no_rename ? NULL : rename_of(a, wish);
	const char *text = NULL;
	if (renamed || wish->name->given) {
		wish->candidates[0] = renamed ? renamed : wish->name->given;
		wish->n = 1;
	}
	for (size_t i = 0; i < wish->n; i++) {
		bool last = i + 1 == wish->n;
		text = final_name(a, wish, wish->candidates[i], renamed != NULL);
		const struct slot *taken = look_up(scope, text);
		if (!last && (taken || name_is_keyword(a->n, text) ||
			      (wish->kind == NAME_TYPE && is_in(a->n->unwelcome, text))))
			continue;
		/* An '@' in front of a name does not make it another. */
		bool run_times = taken && !taken->source && a->n->escape && a->n->escape[0] != '@';
		if (name_is_keyword(a->n, text) || run_times)
			text = escaped(&a->p->arena, a->n, text);
		break;
	}
	text = set_aside(a, wish, told_apart(a, scope, wish, text, renamed || wish->name->given));
	const struct slot *taken = look_up(scope, text);
	wish->name->name = text;
	if (taken)
		refuse_collision(a, wish, text, taken);
	else
		scope_enter(a, scope, text, wish->name);
}

/* ---- namespaces ---- */

static void take_part(struct assigning *a, struct scope *scope, const char *part,
		      const struct plan_name *name)
{
	const struct slot *taken = look_up(scope, part);
	if (!taken)
		scope_enter(a, scope, part, NULL);
	if (!taken || !taken->source)
		return;
	diag_error(
		a->d, &taken->source->at,
		"'%s' and namespace '%s' of '%s' would both be called '%s': rename it with --rename %s=NEW",
		taken->source->cname, name->space, name->cname, part, taken->source->cname);
	diag_note(a->d, &name->at, "'%s' is here", name->cname);
	a->errors++;
}

/* Nothing beside a namespace is called as it, nor inside of one, where it would be found first. */
static void take_parts(struct assigning *a, struct scope *outer, const struct space *space,
		       const struct plan_name *name)
{
	take_part(a, outer, space->parts[0], name);
	for (size_t i = 0; i < a->n_spaces; i++) {
		for (size_t k = 0; k < space->n_parts; k++)
			take_part(a, &a->spaces[i].scope, space->parts[k], name);
		for (size_t k = 0; k < a->spaces[i].n_parts; k++)
			take_part(a, &a->spaces[a->n_spaces - 1].scope, a->spaces[i].parts[k], name);
	}
}

static struct space *add_space(struct assigning *a, struct scope *outer, const struct plan_name *name)
{
	struct space *space = FFIR_PUSH(&a->scratch, a->spaces, a->n_spaces);
	*space = (struct space){.text = name->space, .outer = outer};
	for (const char *part = name->space; part; part = strchr(part, '.') ? strchr(part, '.') + 1 : NULL) {
		const char *word = ffir_strndup(&a->scratch, part, strcspn(part, "."));
		word = name_case(&a->p->arena, word, a->n->cases[NAME_MODULE]);
		if (name_is_keyword(a->n, word))
			word = escaped(&a->p->arena, a->n, word);
		*FFIR_PUSH(&a->p->arena, space->parts, space->n_parts) = word;
	}
	if (!a->n->flat)
		take_own(a, &space->scope);
	if (!a->n->flat)
		take_parts(a, outer, space, name);
	return space;
}

static struct space *space_of(struct assigning *a, struct scope *outer, const struct plan_name *name)
{
	for (size_t i = 0; i < a->n_spaces; i++)
		if (a->spaces[i].outer == outer && strcmp(a->spaces[i].text, name->space) == 0)
			return &a->spaces[i];
	return add_space(a, outer, name);
}

static const char *joined(struct ffir_arena *arena, const struct space *space, const char *between)
{
	const char *text = space->parts[0];
	for (size_t i = 1; i < space->n_parts; i++)
		text = ffir_printf(arena, "%s%s%s", text, between, space->parts[i]);
	return text;
}

/* Without the words of its namespace, if it begins with them. */
static const char *without_space(const char *candidate, const struct space *space)
{
	const char *rest = without_prefix(candidate, space->parts[space->n_parts - 1]);
	return rest ? rest : candidate;
}

/* The names inside of a namespace are a scope of their own. */
static void assign_inside(struct assigning *a, struct scope *outer, struct wish *wish)
{
	struct plan_name *name = wish->name;
	struct space *space = space_of(a, outer, name);
	struct wish inside = *wish;
	inside.n = 0;
	wish_for(&inside, wish->n ? without_space(wish->candidates[0], space) : NULL);
	for (size_t i = 0; i < wish->n; i++)
		wish_for(&inside, wish->candidates[i]);
	assign_in(a, &space->scope, &inside);
	name->own = name->name;
	name->place = joined(&a->p->arena, space, ".");
	a->p->has_places = true;
	if (a->n->nests) {
		name->name = ffir_printf(&a->p->arena, "%s.%s", name->place, name->own);
		return;
	}
	struct wish flat = {.name = name, .kind = wish->kind, .no_rename = true};
	const char *given = name->given;
	name->given = NULL;
	wish_for(&flat, ffir_printf(&a->p->arena, "%s_%s", joined(&a->p->arena, space, "_"), name->own));
	assign_in(a, outer, &flat);
	name->given = given;
}

/* Where all names live side by side C has made them different; what an author gives is so only in its namespace. */
static void assign_flat(struct assigning *a, struct scope *scope, struct wish *wish)
{
	struct plan_name *name = wish->name;
	if (name->given)
		name->given = ffir_printf(&a->p->arena, "%s_%s",
					  joined(&a->p->arena, space_of(a, scope, name), "_"), name->given);
	assign_in(a, scope, wish);
}

void assign(struct assigning *a, struct scope *scope, struct wish *wish)
{
	if (!wish->name->space)
		assign_in(a, scope, wish);
	else if (a->n->flat)
		assign_flat(a, scope, wish);
	else
		assign_inside(a, scope, wish);
}

void scope_hand_over(struct assigning *a, struct scope *scope, const struct plan_name *from,
		     struct plan_name *to)
{
	struct scope *inside = from->place ? &space_of(a, scope, from)->scope : scope;
	const char *texts[] = {from->name, from->own};
	struct scope *scopes[] = {scope, inside};
	to->name = from->name;
	to->own = from->own;
	to->place = from->place;
	for (size_t i = 0; i < 2; i++) {
		struct slot *slot = scopes[i]->n_slots && texts[i] ? find_slot(scopes[i], texts[i]) : NULL;
		if (slot && slot->text && slot->source == from)
			slot->source = to;
	}
}

/* ---- C's own names ---- */

void assign_raw(struct assigning *a, struct scope *scope, struct plan_name *name)
{
	name->name = name_raw(&a->p->arena, a->n, name->cname);
	if (is_in(a->n->raw_reserved, name->name))
		name->name = ffir_printf(&a->p->arena, "%s%s", name->name, a->n->aside);
	const struct slot *taken = look_up(scope, name->name);
	/* Names that C has for the implementation (C11 7.1.3) are nobody's to change: the second of them yields. */
	while (taken && strcmp(taken->source->cname, name->cname) != 0 && name->cname[0] == '_') {
		name->name = ffir_printf(&a->p->arena, "%s%s", name->name, a->n->aside);
		taken = look_up(scope, name->name);
	}
	if (!taken)
		scope_enter(a, scope, name->name, name);
	if (!taken || strcmp(taken->source->cname, name->cname) == 0)
		return;
	diag_error(a->d, &name->at, "'%s' and '%s' would both be called '%s' in the raw layer: FFI_HIDE one",
		   taken->source->cname, name->cname, name->name);
	diag_note(a->d, &taken->source->at, "'%s' is here", taken->source->cname);
	a->errors++;
}

/* ---- names that no declaration has ---- */

const char *name_identifier(struct ffir_arena *a, const char *text, enum name_case to)
{
	char *name = ffir_strdup(a, text);
	for (char *c = name; *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '_';
	const char *cased = name_case(a, name, to);
	return isdigit((unsigned char)cased[0]) || !cased[0] ? ffir_printf(a, "_%s", cased) : cased;
}

const char *name_raw(struct ffir_arena *a, const struct naming *n, const char *cname)
{
	cname = unmangled(n, cname);
	return name_is_keyword(n, cname) ? escaped(a, n, cname) : cname;
}

const char *name_argument(struct ffir_arena *a, const struct naming *n, const struct ffir_function_type *type,
			  size_t i, const char *const *taken)
{
	const char *cname = type->params[i].name;
	if (!cname || cname[0] == '#')
		return name_case(a, ffir_printf(a, "argument_%zu", i + 1), n->cases[NAME_PARAM]);
	const char *name = name_case(a, cname, n->cases[NAME_PARAM]);
	if (is_in(taken, name))
		return ffir_printf(a, "%s%s", name, n->owner_aside ? n->owner_aside : "_");
	return name_raw(a, n, name);
}

bool local_is_free(const struct local_names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->items[i], name) == 0)
			return false;
	return !name_is_keyword(names->naming, name);
}

void local_take(struct local_names *names, const char *name)
{
	*FFIR_PUSH(names->a, names->items, names->n) = name;
}

const char *local_name(struct local_names *names, const char *wish)
{
	const char *name = wish;
	for (unsigned i = 2; !local_is_free(names, name); i++)
		name = ffir_printf(
			names->a, names->naming->cases[NAME_PARAM] == CASE_SNAKE ? "%s_%u" : "%s%u", wish, i);
	local_take(names, name);
	return name;
}

const char *name_in_c(const struct plan_name *name, const char *otherwise)
{
	return name->cname && name->cname[0] != '#' ? name->cname : otherwise;
}

const char *local_for(struct local_names *names, const struct plan_name *name, const char *otherwise)
{
	return local_name(names,
			  name_case(names->a, name_in_c(name, otherwise), names->naming->cases[NAME_PARAM]));
}
