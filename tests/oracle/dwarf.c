/*
 * The types of an interface against those of DWARF. One walk for both: from each declaration of file scope down
 * through its type; a record, enumeration or typedef is compared once, where it is met first.
 *
 * SPDX-License-Identifier: MIT
 */
#include <dwarf.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <elfutils/libdw.h>

#include "tests/oracle/oracle.h"

struct named_die {
	int tag;
	const char *name;
	Dwarf_Die die;
};

struct oracle {
	struct ffir_module *m;
	struct oracle_counts *counts;
	bool verbose, is_c;
	const char *where; /* the declaration at hand */
	struct named_die *names;
	size_t n_names;
	unsigned carried; /* qualifiers of the arrays around the type at hand: those of its elements */
	bool *done;	  /* parallel to the module's declarations */
};

static void compare_type(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, const char *what);
static void compare_unqualified(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die,
				const char *what);

/* ---- what is said ---- */

static void differs(struct oracle *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void differs(struct oracle *o, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	printf("differs: %s: ", o->where);
	vprintf(format, ap);
	putchar('\n');
	va_end(ap);
	o->counts->mismatched++;
}

static void expect(struct oracle *o, const char *what, const char *fact, uint64_t ours, uint64_t theirs)
{
	if (ours != theirs)
		differs(o, "%s: %s is %" PRIu64 ", DWARF says %" PRIu64, what, fact, ours, theirs);
}

static void unknown(struct oracle *o, const struct ffir_decl *d, const char *why)
{
	o->counts->unknown++;
	if (o->verbose)
		printf("unknown: %s: %s\n", d->id, why);
}

/* ---- attributes ---- */

static bool number(Dwarf_Die *die, unsigned name, uint64_t *value)
{
	Dwarf_Attribute attribute;
	Dwarf_Word word;
	if (!dwarf_attr_integrate(die, name, &attribute) || dwarf_formudata(&attribute, &word) != 0)
		return false;
	*value = word;
	return true;
}

static uint64_t number_or(Dwarf_Die *die, unsigned name, uint64_t otherwise)
{
	uint64_t value;
	return number(die, name, &value) ? value : otherwise;
}

static bool has(Dwarf_Die *die, unsigned name)
{
	return die && dwarf_hasattr_integrate(die, name);
}

/* False for void, which has no DIE. */
static bool type_of(Dwarf_Die *die, Dwarf_Die *type)
{
	Dwarf_Attribute attribute;
	return dwarf_attr_integrate(die, DW_AT_type, &attribute) && dwarf_formref_die(&attribute, type);
}

static const char *name_of(Dwarf_Die *die)
{
	const char *name = dwarf_diename(die);
	return name ? name : "";
}

static bool next_child(Dwarf_Die *parent, Dwarf_Die *child, bool *started)
{
	int status = *started ? dwarf_siblingof(child, child) : dwarf_child(parent, child);
	*started = true;
	return status == 0;
}

#define EACH_CHILD(parent, child)                                                                            \
	bool started_##child = false;                                                                        \
	next_child(parent, &(child), &started_##child);

/* ---- names of file scope ---- */

static int compare_names(const void *a, const void *b)
{
	const struct named_die *one = (const struct named_die *)a, *other = (const struct named_die *)b;
	int order = one->tag - other->tag;
	return order ? order : strcmp(one->name, other->name);
}

static void collect_names(struct oracle *o, Dwarf_Die *unit)
{
	Dwarf_Die child;
	for (EACH_CHILD(unit, child)) {
		if (!dwarf_hasattr(&child, DW_AT_name) || has(&child, DW_AT_declaration))
			continue;
		struct named_die named = {dwarf_tag(&child), name_of(&child), child};
		*FFIR_PUSH(&o->m->arena, o->names, o->n_names) = named;
	}
	if (o->n_names)
		qsort(o->names, o->n_names, sizeof *o->names, compare_names);
}

static Dwarf_Die *find_name(struct oracle *o, int tag, const char *name)
{
	struct named_die key = {.tag = tag, .name = name};
	struct named_die *found = !o->n_names ? NULL
					      : (struct named_die *)bsearch(&key, o->names, o->n_names,
									    sizeof key, compare_names);
	return found ? &found->die : NULL;
}

/* ---- types ---- */

static bool strip_quals(Dwarf_Die *die, Dwarf_Die *stripped, unsigned *quals)
{
	*stripped = *die;
	for (;;) {
		switch (dwarf_tag(stripped)) {
		case DW_TAG_const_type:
			*quals |= FFIR_CONST;
			break;
		case DW_TAG_volatile_type:
			*quals |= FFIR_VOLATILE;
			break;
		case DW_TAG_restrict_type:
			*quals |= FFIR_RESTRICT;
			break;
		case DW_TAG_atomic_type:
			*quals |= FFIR_ATOMIC;
			break;
		default:
			return true;
		}
		if (!type_of(stripped, stripped))
			return false;
	}
}

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
	uint64_t encoding = number_or(die, DW_AT_encoding, 0);
	expect(o, what, "size", basic->size, number_or(die, DW_AT_byte_size, 0));
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
			name_of(die), encoding);
}

static void compare_arithmetic(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die,
			       const char *what)
{
	const struct ffir_basic *basic = ffir_basic_find(o->m, type->name);
	if (!basic) {
		differs(o, "%s: the target does not say what '%s' is", what, type->name);
		return;
	}
	compare_basic(o, basic, type->kind, die, what);
	if (strcmp(c_name(o, name_of(die)), type->name) != 0)
		differs(o, "%s: '%s' is '%s' in DWARF", what, type->name, name_of(die));
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

/* Dimension INDEX of the array in DIE, which has all of them. */
static void compare_array(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, unsigned index,
			  const char *what)
{
	Dwarf_Die range, element;
	if (dwarf_tag(die) != DW_TAG_array_type || !subrange(die, index, &range)) {
		differs(o, "%s: an array in the interface, not in DWARF", what);
		return;
	}
	uint64_t last, count = 0;
	bool has_count = number(&range, DW_AT_count, &count);
	if (!has_count && number(&range, DW_AT_upper_bound, &last)) {
		has_count = true;
		count = last + 1;
	}
	expect(o, what, "whether elements are counted", type->has_count, has_count);
	expect(o, what, "the number of elements", type->count, count);
	expect(o, what, "whether it is a vector", type->kind == FFIR_TYPE_VECTOR,
	       dwarf_hasattr(die, DW_AT_GNU_vector));
	/* A typedef of an array is not seen in what is made of it. */
	const struct ffir_type *to = ffir_type_resolve(o->m, type->to, NULL);
	if (to && to->kind == FFIR_TYPE_ARRAY && subrange(die, index + 1, &range))
		compare_array(o, to, die, index + 1, what);
	else if (!type_of(die, &element))
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
	if (dwarf_tag(die) != DW_TAG_typedef || !type_of(die, &type))
		return false;
	strip_quals(&type, &type, &quals);
	return quals != 0;
}

/* What is passed has no qualifiers. */
static void compare_passed(struct oracle *o, const struct ffir_param *param, Dwarf_Die *owner,
			   const char *what)
{
	Dwarf_Die type;
	unsigned quals = 0;
	bool is_void = !type_of(owner, &type) || !strip_quals(&type, &type, &quals);
	while (!is_void && is_qualified_typedef(&type))
		is_void = !type_of(&type, &type) || !strip_quals(&type, &type, &quals);
	compare_type(o, param->type, is_void ? NULL : &type, what);
}

static void compare_function(struct oracle *o, const struct ffir_function_type *f, Dwarf_Die *die,
			     const char *what)
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
		expect(o, what, "whether it has a prototype", !f->unprototyped, has(die, DW_AT_prototyped));
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

/* ---- records and enumerations ---- */

static bool is_unnamed_bits(const struct ffir_field *field)
{
	return field->is_bits && *field->name == '#';
}

static void compare_place(struct oracle *o, const struct ffir_field *field, const struct ffir_place *place,
			  Dwarf_Die *member)
{
	const char *what = field->name;
	expect(o, what, "whether it is a bit-field", field->is_bits, dwarf_hasattr(member, DW_AT_bit_size));
	if (!field->is_bits) {
		expect(o, what, "offset", place->offset, number_or(member, DW_AT_data_member_location, 0));
		return;
	}
	uint64_t offset = 8 * number_or(member, DW_AT_data_member_location, 0) +
			  number_or(member, DW_AT_data_bit_offset, 0);
	expect(o, what, "bit offset", place->bit_offset, offset);
	expect(o, what, "bit size", field->bits, number_or(member, DW_AT_bit_size, 0));
}

static void compare_fields(struct oracle *o, const struct ffir_decl *d, const struct ffir_on *on,
			   Dwarf_Die *die)
{
	Dwarf_Die child, type;
	size_t i = 0;
	for (EACH_CHILD(die, child)) {
		if (dwarf_tag(&child) != DW_TAG_member)
			continue;
		while (i < d->n_fields && is_unnamed_bits(&d->fields[i]))
			i++;
		if (i == d->n_fields) {
			differs(o, "field '%s' is missing", name_of(&child));
			return;
		}
		const struct ffir_field *field = &d->fields[i];
		const char *name = *field->name == '#' ? "" : field->name;
		if (strcmp(name, name_of(&child)) != 0) {
			differs(o, "field '%s' is '%s' in DWARF", field->name, name_of(&child));
			return;
		}
		compare_place(o, field, &on->places[i], &child);
		compare_type(o, field->type, type_of(&child, &type) ? &type : NULL, field->name);
		o->counts->fields++;
		i++;
	}
	while (i < d->n_fields && is_unnamed_bits(&d->fields[i]))
		i++;
	if (i < d->n_fields)
		differs(o, "DWARF has no field '%s'", d->fields[i].name);
}

static void compare_record(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die)
{
	const struct ffir_on *on = ffir_decl_on(d);
	if (d->opaque || !on || !on->has_layout) {
		o->counts->opaque++;
		return;
	}
	uint64_t align;
	o->counts->records++;
	expect(o, d->id, "whether it is a union", d->record_kind == FFIR_UNION,
	       dwarf_tag(die) == DW_TAG_union_type);
	expect(o, d->id, "size", on->size, number_or(die, DW_AT_byte_size, 0));
	if (number(die, DW_AT_alignment, &align))
		expect(o, d->id, "alignment", on->align, align);
	if (d->n_fields > 0 || dwarf_haschildren(die) > 0)
		compare_fields(o, d, on, die);
}

static void compare_enumerators(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die)
{
	Dwarf_Die child;
	size_t i = 0;
	for (EACH_CHILD(die, child)) {
		if (dwarf_tag(&child) != DW_TAG_enumerator)
			continue;
		if (i == d->n_enumerators || strcmp(d->enumerators[i].name, name_of(&child)) != 0) {
			differs(o, "enumerator '%s' is missing", name_of(&child));
			return;
		}
		Dwarf_Attribute attribute;
		Dwarf_Sword theirs;
		const struct ffir_value *value = &d->enumerators[i++].value;
		uint64_t unsigned_value;
		int64_t ours;
		bool fits = ffir_value_int64(value, &ours);
		if (!fits && ffir_value_uint64(value, &unsigned_value)) {
			ours = (int64_t)unsigned_value;
			fits = true;
		}
		if (!fits || !dwarf_attr(&child, DW_AT_const_value, &attribute) ||
		    dwarf_formsdata(&attribute, &theirs) != 0)
			continue; /* more than 64 bits */
		/* A constant's size is a form's, and its sign extended by the reader. */
		Dwarf_Word word;
		if (ours != theirs &&
		    !(dwarf_formudata(&attribute, &word) == 0 && (uint64_t)ours == (uint64_t)word))
			differs(o, "%s is %" PRId64 ", DWARF says %" PRId64, name_of(&child), ours,
				(int64_t)theirs);
		o->counts->enumerators++;
	}
	expect(o, d->id, "the number of enumerators", d->n_enumerators, i);
}

static void compare_enumeration(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die)
{
	const struct ffir_on *on = ffir_decl_on(d);
	uint64_t encoding;
	if (!on || !on->has_layout) {
		o->counts->opaque++;
		return;
	}
	o->counts->enumerations++;
	expect(o, d->id, "size", on->size, number_or(die, DW_AT_byte_size, 0));
	if (number(die, DW_AT_encoding, &encoding))
		expect(o, d->id, "whether it is signed", on->is_signed,
		       encoding == DW_ATE_signed || encoding == DW_ATE_signed_char);
	compare_enumerators(o, d, die);
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
static void compare_decl(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die)
{
	bool *done = &o->done[index_of(o, d)];
	if (*done || d->unsupported)
		return;
	const char *where = o->where;
	*done = true;
	o->where = d->id;
	switch (d->kind) {
	case FFIR_DECL_RECORD:
		if (has(die, DW_AT_declaration) && !d->opaque)
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
		compare_type(o, d->type, type_of(die, &type) ? &type : NULL, d->id);
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

static void compare_tagged(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *die, const char *what)
{
	int tag = dwarf_tag(die);
	bool tagged = tag == DW_TAG_structure_type || tag == DW_TAG_union_type || tag == DW_TAG_class_type ||
		      tag == DW_TAG_enumeration_type;
	Dwarf_Die type;
	if (tag == DW_TAG_typedef && strcmp(name_of(die), d->id) == 0 && type_of(die, &type)) {
		/* "typedef struct { } name;" */
		compare_tagged(o, d, &type, what);
		return;
	}
	if (!tagged) {
		differs(o, "%s: '%s' is '%s' (tag 0x%x) in DWARF", what, d->id, name_of(die), (unsigned)tag);
		return;
	}
	const char *name = ffir_decl_name(d);
	bool unnamed = !*name_of(die) || strchr(name, '/');
	if (!unnamed && strcmp(name, name_of(die)) != 0)
		differs(o, "%s: '%s' is '%s' in DWARF", what, d->id, name_of(die));
	else
		compare_decl(o, d, die);
}

/* A typedef whose shape is each target's own: its size and sign count. */
static void compare_standard(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, const char *what)
{
	const struct ffir_basic *basic = ffir_basic_find(o->m, type->name);
	const char *name = name_of(die);
	unsigned quals = 0;
	if (!basic || !basic->is) {
		differs(o, "%s: '%s' is declared nowhere", what, type->name);
		return;
	}
	if (strcmp(name, type->name) != 0 &&
	    !(strncmp(name, "__", 2) == 0 && strcmp(name + 2, type->name) == 0))
		differs(o, "%s: '%s' is '%s' in DWARF", what, type->name, name);
	Dwarf_Die at = *die;
	while (dwarf_tag(&at) == DW_TAG_typedef && type_of(&at, &at) && strip_quals(&at, &at, &quals))
		;
	compare_basic(o, basic, FFIR_TYPE_INT, &at, what);
	if (dwarf_tag(&at) == DW_TAG_base_type && strcmp(c_name(o, name_of(&at)), basic->is) != 0)
		differs(o, "%s: '%s' is '%s', in DWARF '%s'", what, type->name, basic->is, name_of(&at));
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
	else if (dwarf_tag(die) != DW_TAG_typedef || strcmp(name_of(die), d->id) != 0)
		differs(o, "%s: typedef '%s' is '%s' in DWARF", what, d->id, name_of(die));
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
			differs(o, "%s: void, in DWARF '%s'", what, name_of(die));
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
			compare_type(o, type->to, type_of(die, &to) ? &to : NULL, what);
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
static void compare_type(struct oracle *o, const struct ffir_type *type, Dwarf_Die *die, const char *what)
{
	Dwarf_Die stripped;
	unsigned quals = 0;
	if (type->kind == FFIR_TYPE_UNSUPPORTED) {
		o->counts->refused++;
		if (o->verbose)
			printf("refused: %s: %s: %s\n", o->where, what, type->name);
		return;
	}
	if (die && !strip_quals(die, &stripped, &quals))
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
	/* A function that does not return, or is const, is a qualified type in GCC. */
	unsigned carried = o->carried;
	o->carried = 0;
	if (die && dwarf_tag(die) == DW_TAG_array_type) {
		o->carried = quals | carried;
	} else if (type->kind != FFIR_TYPE_FUNCTION) {
		expect(o, what, "the qualifiers' sum", type->quals & ~carried, quals & ~carried);
		expect(o, what, "the elements' qualifiers' sum", ffir_type_quals(o->m, type) & carried,
		       carried);
	}
	compare_unqualified(o, type, die, what);
	o->carried = 0;
}

/* ---- declarations of file scope ---- */

static Dwarf_Die *find_tagged(struct oracle *o, const struct ffir_decl *d)
{
	const char *name = ffir_decl_name(d);
	if (name == d->id)
		return find_name(o, DW_TAG_typedef, name);
	if (d->kind == FFIR_DECL_ENUMERATION)
		return find_name(o, DW_TAG_enumeration_type, name);
	return find_name(o, d->record_kind == FFIR_UNION ? DW_TAG_union_type : DW_TAG_structure_type, name);
}

/* An enum that nobody names is known by its first enumerator. */
static bool find_enum(Dwarf_Die *unit, const char *first, Dwarf_Die *found)
{
	Dwarf_Die child, enumerator;
	for (EACH_CHILD(unit, child))
		if (dwarf_tag(&child) == DW_TAG_enumeration_type && dwarf_child(&child, &enumerator) == 0 &&
		    strcmp(name_of(&enumerator), first) == 0) {
			*found = child;
			return true;
		}
	return false;
}

static void compare_object(struct oracle *o, const struct ffir_decl *d)
{
	char *name = ffir_printf(&o->m->arena, ORACLE_PREFIX "%s", d->id);
	Dwarf_Die *die = find_name(o, DW_TAG_typedef, name), type;
	if (!die || !type_of(die, &type)) {
		unknown(o, d, "the unit was not continued with its type");
		return;
	}
	o->where = d->id;
	if (d->kind == FFIR_DECL_FUNCTION) {
		o->counts->functions++;
		unsigned quals = 0;
		Dwarf_Die at = type;
		while (strip_quals(&at, &at, &quals) && dwarf_tag(&at) == DW_TAG_typedef && type_of(&at, &at))
			;
		compare_function(o, d->function, &at, d->id);
	} else {
		o->counts->variables++;
		compare_type(o, d->type, &type, d->id);
	}
}

static void compare_root(struct oracle *o, const struct ffir_decl *d, Dwarf_Die *unit)
{
	Dwarf_Die *die = NULL, found;
	if (d->unsupported) {
		o->counts->refused++;
		if (o->verbose)
			printf("refused: %s: %s\n", d->id, d->unsupported);
		return;
	}
	switch (d->kind) {
	case FFIR_DECL_RECORD:
	case FFIR_DECL_ENUMERATION:
		die = find_tagged(o, d);
		if (!die && strncmp(d->id, "enum/", 5) == 0 && find_enum(unit, d->id + 5, &found))
			die = &found;
		if (die)
			compare_tagged(o, d, die, d->id);
		break;
	case FFIR_DECL_ALIAS:
		die = find_name(o, DW_TAG_typedef, d->id);
		if (die)
			compare_decl(o, d, die);
		break;
	case FFIR_DECL_FUNCTION:
	case FFIR_DECL_VARIABLE:
		compare_object(o, d);
		break;
	case FFIR_DECL_CONSTANT:
		o->counts->constants++;
		break;
	case FFIR_DECL_DOMAIN:
	case FFIR_DECL_MACRO:
		break;
	}
}

/* What no other declaration led to. */
static void count_unknown(struct oracle *o)
{
	for (size_t i = 0; i < o->m->n_decls; i++) {
		const struct ffir_decl *d = o->m->decls[i];
		bool is_type = d->kind == FFIR_DECL_RECORD || d->kind == FFIR_DECL_ENUMERATION ||
			       d->kind == FFIR_DECL_ALIAS;
		if (!is_type || o->done[i] || d->unsupported)
			continue;
		if (d->kind == FFIR_DECL_RECORD && d->opaque)
			o->counts->opaque++;
		else
			unknown(o, d, "not in DWARF");
	}
}

static bool find_unit(Dwfl *dwfl, Dwarf_Die *unit)
{
	Dwarf_Addr bias;
	Dwarf_Die *die = dwfl_nextcu(dwfl, NULL, &bias);
	if (die)
		*unit = *die;
	return die != NULL;
}

bool oracle_compare(struct ffir_module *m, const char *object, bool verbose, struct oracle_counts *counts)
{
	static char *no_path;
	static const Dwfl_Callbacks callbacks = {
		.find_elf = dwfl_build_id_find_elf,
		.find_debuginfo = dwfl_standard_find_debuginfo,
		.section_address = dwfl_offline_section_address,
		.debuginfo_path = &no_path,
	};
	struct oracle o = {.m = m, .counts = counts, .verbose = verbose};
	Dwarf_Die unit;
	Dwfl *dwfl = dwfl_begin(&callbacks);
	bool fine = dwfl && dwfl_report_offline(dwfl, "", object, -1) &&
		    dwfl_report_end(dwfl, NULL, NULL) == 0 && find_unit(dwfl, &unit);
	if (!fine)
		fprintf(stderr, "oracle: %s: %s\n", object, dwfl ? dwfl_errmsg(-1) : "libdw");
	else {
		o.done = (bool *)ffir_alloc(&m->arena, m->n_decls * sizeof *o.done + 1);
		int language = dwarf_srclang(&unit);
		o.is_c = language == DW_LANG_C89 || language == DW_LANG_C99 || language == DW_LANG_C11;
		collect_names(&o, &unit);
		for (size_t i = 0; i < m->n_decls; i++)
			compare_root(&o, m->decls[i], &unit);
		count_unknown(&o);
	}
	dwfl_end(dwfl);
	return fine;
}
