/*
 * Types, by structure and by name.
 *
 * SPDX-License-Identifier: MIT
 */
#include <dwarf.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tests/oracle/dwarf.h"

static void compare_unqualified(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die,
				const char *what);

/* ---- types ---- */

/* GCC's names in DWARF where they are not C's shortest. */
static const char *c_name(struct oracle *o, const char *dwarf)
{
	static const char *const names[][2] = {
		{"long int", "long"},
		{"short int", "short"},
		{"long unsigned int", "unsigned long"},
		{"short unsigned int", "unsigned short"},
		{"long long int", "long long"},
		{"long long unsigned int", "unsigned long long"},
		{"__int128 unsigned", "unsigned __int128"},
		{"bool", "_Bool"},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i][0], dwarf) == 0)
			return names[i][1];
	if (strncmp(dwarf, "complex ", 8) == 0)
		return ffir_printf(&o->m->arena, "_Complex %s", dwarf + 8);
	return dwarf;
}

static bool is_integer_encoding(uint64_t encoding)
{
	return encoding == DW_ATE_signed || encoding == DW_ATE_unsigned || encoding == DW_ATE_signed_char ||
	       encoding == DW_ATE_unsigned_char || encoding == DW_ATE_UTF;
}

static void compare_basic(struct oracle *o, const struct ffir_basic *basic, enum ffir_type_kind kind,
			  Dwarf_Die *die, const char *what)
{
	if (dwarf_tag(die) != DW_TAG_base_type) {
		differs(o, "%s: '%s' has tag 0x%x in DWARF", what, basic->name, (unsigned)dwarf_tag(die));
		return;
	}
	uint64_t encoding = die_number_or(die, DW_AT_encoding, 0);
	expect(o, what, "size", basic->size, die_number_or(die, DW_AT_byte_size, 0));
	bool fits = false;
	switch (kind) {
	case FFIR_TYPE_BOOL:
		fits = encoding == DW_ATE_boolean;
		break;
	case FFIR_TYPE_INT:
		fits = is_integer_encoding(encoding) &&
		       basic->is_signed == (encoding == DW_ATE_signed || encoding == DW_ATE_signed_char);
		break;
	case FFIR_TYPE_FLOAT:
		fits = encoding == DW_ATE_float || encoding == DW_ATE_decimal_float;
		break;
	case FFIR_TYPE_COMPLEX:
		fits = encoding == DW_ATE_complex_float || encoding == DW_ATE_lo_user;
		break;
	case FFIR_TYPE_VOID:
	case FFIR_TYPE_VECTOR:
	case FFIR_TYPE_POINTER:
	case FFIR_TYPE_ARRAY:
	case FFIR_TYPE_FUNCTION:
	case FFIR_TYPE_NAMED:
	case FFIR_TYPE_UNSUPPORTED:
		break;
	}
	if (!fits)
		differs(o, "%s: '%s' is '%s' of encoding %" PRIu64 " in DWARF", what, basic->name,
			die_name(die), encoding);
}

static bool is_listed(const struct oracle *o, const char *name, char mark)
{
	size_t n = strlen(name);
	for (const char *line = o->respelled; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, name, n) == 0 && line[n] == mark)
			return true;
	}
	return false;
}

/* Does DWARF have an alias, or its use, by what it was before attributes made it what it is? */
static bool is_made_by_attributes(const struct oracle *o, const struct ffir_type *type, Dwarf_Die *die)
{
	const struct ffir_decl *d = ffir_module_find(o->m, o->where);
	if (d && d->kind == FFIR_DECL_ALIAS && d->type == type && is_listed(o, d->id, '!'))
		return true;
	return dwarf_tag(die) == DW_TAG_typedef && is_listed(o, die_name(die), '!');
}

static void compare_arithmetic(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die,
			       const char *what)
{
	const struct ffir_basic *basic = ffir_basic_find(o->m, type->name);
	if (is_made_by_attributes(o, type, die))
		return;
	if (!basic) {
		differs(o, "%s: the target does not say what '%s' is", what, type->name);
		return;
	}
	compare_basic(o, basic, type->kind, die, what);
	/* GCC has no name for most complex integers. */
	if (strcmp(c_name(o, die_name(die)), type->name) != 0 && strcmp(die_name(die), "__unknown__") != 0)
		differs(o, "%s: '%s' is '%s' in DWARF", what, type->name, die_name(die));
}

static bool subrange(Dwarf_Die *array, unsigned index, Dwarf_Die *found)
{
	Dwarf_Die child;
	for (EACH_CHILD(array, child))
		if (dwarf_tag(&child) == DW_TAG_subrange_type && index-- == 0) {
			*found = child;
			return true;
		}
	return false;
}

/* Of "const three" and "typedef int three[3]" DWARF has the qualifiers here and there only: tests/oracle/spelled.py. */
static bool is_named_array(const struct oracle *o, const struct ffir_type *type)
{
	const struct ffir_type *array = ffir_type_resolve(o->m, type, NULL);
	return type->kind == FFIR_TYPE_NAMED && array && array->kind == FFIR_TYPE_ARRAY;
}

/* Dimension INDEX of the array in DIE, which has all of them. */
static void compare_array(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, unsigned index,
			  const char *what)
{
	Dwarf_Die range, element;
	if (type->kind == FFIR_TYPE_VECTOR && is_made_by_attributes(o, type, die))
		return;
	if (dwarf_tag(die) != DW_TAG_array_type || !subrange(die, index, &range)) {
		differs(o, "%s: an array in the interface, not in DWARF", what);
		return;
	}
	uint64_t last, count = 0;
	bool has_count = die_number(&range, DW_AT_count, &count);
	if (!has_count && die_number(&range, DW_AT_upper_bound, &last)) {
		has_count = true;
		count = last + 1;
	}
	expect(o, what, "whether elements are counted", type->has_count, has_count);
	expect(o, what, "the number of elements", type->count, count);
	expect(o, what, "whether it is a vector", type->kind == FFIR_TYPE_VECTOR,
	       dwarf_hasattr(die, DW_AT_GNU_vector));
	/* A typedef of an array is not seen in what is made of it. */
	const struct ffir_type *to = ffir_type_resolve(o->m, type->to, NULL);
	o->forgotten = o->forgotten || is_named_array(o, type->to);
	if (to && to->kind == FFIR_TYPE_ARRAY && subrange(die, index + 1, &range))
		compare_array(o, to, die, index + 1, what);
	else if (!die_type(die, &element))
		differs(o, "%s: an array of nothing in DWARF", what);
	else if (dwarf_tag(&element) == DW_TAG_array_type)
		compare_type(o, to, &element, what);
	else
		compare_type(o, type->to, &element, what);
}

static bool is_qualified_typedef(Dwarf_Die *die)
{
	Dwarf_Die type;
	unsigned quals = 0;
	if (dwarf_tag(die) != DW_TAG_typedef || !die_type(die, &type))
		return false;
	return (die_strip(&type, &type, &quals) && is_qualified_typedef(&type)) || quals != 0;
}

/* A typedef's name on one side, on the other something else or another typedef's, where GCC may have either, or none, as
 * for numbers in the other byte order. */
static bool is_spelled_otherwise(const struct oracle *o, const struct ffir_type *type, Dwarf_Die *die)
{
	if (!o->is_reversed && !is_listed(o, o->where, '\n'))
		return false;
	const struct ffir_decl *d = type->kind == FFIR_TYPE_NAMED ? ffir_module_find(o->m, type->name) : NULL;
	bool is_typedef = type->kind == FFIR_TYPE_NAMED && (!d || d->kind == FFIR_DECL_ALIAS);
	bool in_dwarf = dwarf_tag(die) == DW_TAG_typedef;
	return (is_typedef || in_dwarf) &&
	       !(in_dwarf && type->kind == FFIR_TYPE_NAMED && strcmp(die_name(die), type->name) == 0);
}

/* Behind all typedefs of both; their qualifiers are the caller's to compare. */
static void compare_meaning(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, const char *what)
{
	Dwarf_Die at = *die;
	unsigned quals = 0;
	bool is_void = false;
	while (!is_void && dwarf_tag(&at) == DW_TAG_typedef)
		is_void = !die_type(&at, &at) || !die_strip(&at, &at, &quals);
	compare_unqualified(o, ffir_type_resolve(o->m, type, NULL), is_void ? NULL : &at, what);
}

static unsigned die_quals(Dwarf_Die *die)
{
	Dwarf_Die at = *die;
	unsigned quals = 0;
	while (die_strip(&at, &at, &quals) && dwarf_tag(&at) == DW_TAG_typedef && die_type(&at, &at))
		;
	return quals;
}

/* What is passed has no qualifiers. */
static void compare_passed(struct oracle *o, const struct ffir_param *param, Dwarf_Die *owner,
			   const char *what)
{
	Dwarf_Die type;
	unsigned quals = 0;
	bool is_void = !die_type(owner, &type) || !die_strip(&type, &type, &quals);
	while (!is_void && is_qualified_typedef(&type))
		is_void = !die_type(&type, &type) || !die_strip(&type, &type, &quals);
	/* Of a function that is declared twice GCC has a composite type, whose parameters may have lost their names. */
	const struct ffir_basic *basic =
		param->type->kind == FFIR_TYPE_NAMED ? ffir_basic_find(o->m, param->type->name) : NULL;
	if (!is_void && basic && basic->is && dwarf_tag(&type) == DW_TAG_base_type &&
	    strcmp(c_name(o, die_name(&type)), basic->is) == 0) {
		compare_basic(o, basic, FFIR_TYPE_INT, &type, what);
		return;
	}
	if (!is_void && is_spelled_otherwise(o, param->type, &type)) {
		compare_meaning(o, param->type, &type, what);
		return;
	}
	compare_type(o, param->type, is_void ? NULL : &type, what);
}

void compare_function(struct oracle *o, const struct ffir_function_type *f, Dwarf_Die *die, const char *what)
{
	Dwarf_Die child;
	size_t n = 0;
	bool variadic = false;
	if (dwarf_tag(die) != DW_TAG_subroutine_type) {
		differs(o, "%s: a function in the interface, not in DWARF", what);
		return;
	}
	compare_passed(o, &f->result, die, what);
	if (o->is_c)
		expect(o, what, "whether it has a prototype", !f->unprototyped,
		       die_has(die, DW_AT_prototyped));
	for (EACH_CHILD(die, child)) {
		if (dwarf_tag(&child) == DW_TAG_unspecified_parameters)
			variadic = true;
		if (dwarf_tag(&child) != DW_TAG_formal_parameter)
			continue;
		if (n < f->n_params)
			compare_passed(o, &f->params[n], &child, f->params[n].name);
		n++;
	}
	if (f->unprototyped)
		return;
	expect(o, what, "the number of parameters", f->n_params, n);
	expect(o, what, "whether it is variadic", f->variadic, variadic);
}

/* ---- names ---- */

static size_t index_of(const struct oracle *o, const struct ffir_decl *d)
{
	size_t i = 0;
	while (o->m->decls[i] != d)
		i++;
	return i;
}

/* DIE is what D names, of another kind than it should be, or what the interface does not describe. */
void compare_decl(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die)
{
	bool *done = &o->done[index_of(o, d)];
	if (*done || d->unsupported)
		return;
	const char *where = o->where;
	*done = true;
	o->where = d->id;
	switch (d->kind) {
	case FFIR_DECL_RECORD:
		if (die_has(die, DW_AT_declaration) && !d->opaque)
			differs(o, "complete in the interface, not in DWARF");
		else
			compare_record(o, d, die);
		break;
	case FFIR_DECL_ENUMERATION:
		compare_enumeration(o, d, die);
		break;
	case FFIR_DECL_ALIAS: {
		Dwarf_Die type;
		o->counts->aliases++;
		compare_type(o, d->type, die_type(die, &type) ? &type : NULL, d->id);
		break;
	}
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_VARIABLE:
	case FFIR_DECL_CONSTANT:
	case FFIR_DECL_DOMAIN:
	case FFIR_DECL_MACRO:
		differs(o, "used as a type");
		break;
	}
	o->where = where;
}

void compare_tagged(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die, const char *what)
{
	int tag = dwarf_tag(die);
	bool tagged = tag == DW_TAG_structure_type || tag == DW_TAG_union_type || tag == DW_TAG_class_type ||
		      tag == DW_TAG_enumeration_type;
	Dwarf_Die type;
	if (tag == DW_TAG_typedef && strcmp(die_name(die), d->id) == 0 && die_type(die, &type)) {
		/* "typedef struct { } name;" */
		compare_tagged(o, d, &type, what);
		return;
	}
	if (!tagged) {
		differs(o, "%s: '%s' is '%s' (tag 0x%x) in DWARF", what, d->id, die_name(die), (unsigned)tag);
		return;
	}
	const char *name = ffir_decl_name(d);
	bool unnamed = !*die_name(die) || strchr(name, '/');
	if (!unnamed && strcmp(name, die_name(die)) != 0)
		differs(o, "%s: '%s' is '%s' in DWARF", what, d->id, die_name(die));
	else
		compare_decl(o, d, die);
}

/* A typedef whose shape is each target's own: its size and sign count. */
static void compare_standard(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, const char *what)
{
	const struct ffir_basic *basic = ffir_basic_find(o->m, type->name);
	const char *name = die_name(die);
	unsigned quals = 0;
	if (!basic || !basic->is) {
		differs(o, "%s: '%s' is declared nowhere", what, type->name);
		return;
	}
	if (strcmp(name, type->name) != 0 &&
	    !(strncmp(name, "__", 2) == 0 && strcmp(name + 2, type->name) == 0))
		differs(o, "%s: '%s' is '%s' in DWARF", what, type->name, name);
	Dwarf_Die at = *die;
	while (dwarf_tag(&at) == DW_TAG_typedef && die_type(&at, &at) && die_strip(&at, &at, &quals))
		;
	compare_basic(o, basic, FFIR_TYPE_INT, &at, what);
	if (dwarf_tag(&at) == DW_TAG_base_type && strcmp(c_name(o, die_name(&at)), basic->is) != 0)
		differs(o, "%s: '%s' is '%s', in DWARF '%s'", what, type->name, basic->is, die_name(&at));
}

/* GCC has a vector's typedef as its name, and GCC 15 forgets that of a qualified array. */
static bool is_seen_as_typedef(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die)
{
	const struct ffir_type *resolved = ffir_type_resolve(o->m, type, NULL);
	return dwarf_tag(die) == DW_TAG_typedef || !resolved ||
	       (resolved->kind != FFIR_TYPE_VECTOR && resolved->kind != FFIR_TYPE_ARRAY);
}

static void compare_named(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, const char *what)
{
	const struct ffir_decl *d = ffir_module_find(o->m, type->name);
	if (!d)
		compare_standard(o, type, die, what);
	else if (d->kind != FFIR_DECL_ALIAS)
		compare_tagged(o, d, die, what);
	else if (!is_seen_as_typedef(o, type, die))
		compare_unqualified(o, ffir_type_resolve(o->m, type, NULL), die, what);
	else if (dwarf_tag(die) != DW_TAG_typedef || strcmp(die_name(die), d->id) != 0)
		differs(o, "%s: typedef '%s' is '%s' in DWARF", what, d->id, die_name(die));
	else
		compare_decl(o, d, die);
}

static void compare_unqualified(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die,
				const char *what)
{
	Dwarf_Die to;
	switch (type->kind) {
	case FFIR_TYPE_VOID:
		if (die)
			differs(o, "%s: void, in DWARF '%s'", what, die_name(die));
		break;
	case FFIR_TYPE_BOOL:
	case FFIR_TYPE_INT:
	case FFIR_TYPE_FLOAT:
	case FFIR_TYPE_COMPLEX:
		compare_arithmetic(o, type, die, what);
		break;
	case FFIR_TYPE_POINTER:
		if (dwarf_tag(die) != DW_TAG_pointer_type)
			differs(o, "%s: a pointer in the interface, not in DWARF", what);
		else
			compare_type(o, type->to, die_type(die, &to) ? &to : NULL, what);
		break;
	case FFIR_TYPE_VECTOR:
	case FFIR_TYPE_ARRAY:
		compare_array(o, type, die, 0, what);
		break;
	case FFIR_TYPE_FUNCTION:
		compare_function(o, type->function, die, what);
		break;
	case FFIR_TYPE_NAMED:
		compare_named(o, type, die, what);
		break;
	case FFIR_TYPE_UNSUPPORTED:
		break;
	}
}

/* DIE is NULL for void. */
void compare_type(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, const char *what)
{
	Dwarf_Die stripped;
	unsigned quals = 0;
	if (type->kind == FFIR_TYPE_UNSUPPORTED) {
		o->counts->refused++;
		if (o->verbose)
			printf("refused: %s: %s: %s\n", o->where, what, type->name);
		return;
	}
	if (die && !die_strip(die, &stripped, &quals))
		die = NULL;
	else if (die)
		die = &stripped;
	if (!die) {
		/* GCC has no name for it where nothing is returned. */
		const struct ffir_type *nothing = ffir_type_resolve(o->m, type, NULL);
		if (!nothing || nothing->kind != FFIR_TYPE_VOID)
			differs(o, "%s: void in DWARF", what);
		return;
	}
	if (is_spelled_otherwise(o, type, die)) {
		expect(o, what, "the sum of all qualifiers", ffir_type_quals(o->m, type),
		       quals | die_quals(die));
		compare_meaning(o, type, die, what);
		return;
	}
	/* A function that does not return, or is const, is a qualified type in GCC. */
	unsigned carried = o->carried;
	bool forgotten = o->forgotten || is_named_array(o, type);
	o->carried = 0;
	o->forgotten = false;
	if (die && dwarf_tag(die) == DW_TAG_array_type && !dwarf_hasattr(die, DW_AT_GNU_vector)) {
		o->carried = quals | carried;
		o->forgotten = forgotten;
	} else if (type->kind != FFIR_TYPE_FUNCTION && !forgotten) {
		expect(o, what, "the qualifiers' sum", type->quals & ~carried, quals & ~carried);
		expect(o, what, "the elements' qualifiers' sum", ffir_type_quals(o->m, type) & carried,
		       carried);
	}
	compare_unqualified(o, type, die, what);
	o->carried = 0;
	o->forgotten = false;
}
