/*
 * Records and enums: their keys, what belongs to the interface of their bodies, and their layout.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/types.h"

static struct address_map<struct ffir_decl *> described;

/* ---- tags ---- */

bool
is_tagged_type (tree type)
{
	return RECORD_OR_UNION_TYPE_P (type) || TREE_CODE (type) == ENUMERAL_TYPE;
}

const char *
tag_of (tree type)
{
	tree name = TYPE_NAME (TYPE_MAIN_VARIANT (type));
	if (is_of_prototype (type))
		return NULL;
	if (name != NULL_TREE && TREE_CODE (name) == TYPE_DECL && !DECL_ARTIFICIAL (name))
		return NULL; /* in C++ a typedef names what has no tag */
	name = identifier_of (TYPE_MAIN_VARIANT (type));
	if (name == NULL_TREE || IDENTIFIER_ANON_P (name))
		return NULL;
	return IDENTIFIER_POINTER (name);
}

/* The typedef that names a type without tag. */
static const char *
typedef_of (tree type)
{
	tree name = naming_typedef (type);
	return name == NULL_TREE ? NULL : name_of (DECL_NAME (name));
}

static const char *
key_of_tagged (tree type, const struct context *c)
{
	const char *tag = tag_of (type);
	if (tag != NULL)
		return prefixed (TREE_CODE (type) == ENUMERAL_TYPE ? "enum "
				 : TREE_CODE (type) == UNION_TYPE  ? "union "
								   : "struct ",
				 tag);
	const char *name = typedef_of (type);
	if (name != NULL)
		return name;
	if (TREE_CODE (type) == ENUMERAL_TYPE && TYPE_VALUES (type) != NULL_TREE && !is_of_prototype (type))
		return prefixed ("enum/", IDENTIFIER_POINTER (TREE_PURPOSE (TYPE_VALUES (type))));
	if (c == NULL)
		return NULL;
	return ffir_printf (&module->arena, "%s/%s", c->owner, c->place);
}

static location_t
place_of_tagged (tree type)
{
	tree stub = TYPE_STUB_DECL (type) ? TYPE_STUB_DECL (type) : naming_typedef (type);
	return stub == NULL_TREE ? UNKNOWN_LOCATION : DECL_SOURCE_LOCATION (stub);
}

static struct ffir_doc *
doc_of_tagged (tree type)
{
	location_t at = place_of_tagged (type);
	const char *tag = tag_of (type);
	struct ffir_doc *doc =
		tag == NULL || COMPLETE_TYPE_P (type) ? comment_of (at) : comment_of_tag (at, tag);
	tree name = naming_typedef (type);
	return doc != NULL || name == NULL_TREE ? doc : doc_of (name);
}

bool
is_about_type (enum ffir_word word)
{
	return ffir_words[word].of == FFIR_OF_TYPE || word == FFIR_W_OPAQUE;
}

/* The words on the body, and those about the type on its typedefs; all of the typedef that names it. */
static void
annotations_of_tagged (tree type, struct ffir_decl *d)
{
	annotations_of (TYPE_ATTRIBUTES (type), false, &d->annotations, &d->n_annotations);
	size_t n;
	const tree *typedefs = about_type (type, &n);
	bool unnamed = tag_of (type) == NULL;
	for (size_t i = 0; i < n; i++) {
		struct ffir_annotation *list = NULL;
		size_t n_list = 0;
		annotations_of (DECL_ATTRIBUTES (typedefs[i]), false, &list, &n_list);
		for (size_t j = 0; j < n_list; j++)
			if (is_about_type (list[j].word) || (unnamed && typedefs[i] == naming_typedef (type)))
				*FFIR_PUSH (&module->arena, d->annotations, d->n_annotations) = list[j];
	}
	d->deprecated = deprecation_of (TREE_DEPRECATED (type), TYPE_ATTRIBUTES (type));
	standard_of_tagged (type, d);
}

static bool
has_word (const struct ffir_decl *d, enum ffir_word word)
{
	return ffir_annotation_find (d->annotations, d->n_annotations, word) != NULL;
}

/* The typedef that names a type without tag may align it further: typedef struct { } x __attribute__((aligned)) */
static tree
type_by_name (tree type)
{
	tree name = tag_of (type) == NULL ? naming_typedef (type) : NULL_TREE;
	return name == NULL_TREE ? type : TREE_TYPE (name);
}

static struct ffir_on *
add_layout (struct ffir_decl *d, tree type)
{
	struct ffir_on *on = FFIR_PUSH (&module->arena, d->on, d->n_on);
	on->targets = module->targets[0].id;
	on->has_layout = true;
	on->size = tree_to_uhwi (TYPE_SIZE_UNIT (type));
	on->align = TYPE_ALIGN_UNIT (type_by_name (type));
	return on;
}

/* ---- enums ---- */

/* DECL is NULL_TREE where it is not known. */
static void
describe_enumerator (struct ffir_enumerator *e, tree decl)
{
	if (decl == NULL_TREE)
		return;
	e->at = loc_of (DECL_SOURCE_LOCATION (decl));
	e->doc = comment_of (DECL_SOURCE_LOCATION (decl));
	annotations_of (DECL_ATTRIBUTES (decl), false, &e->annotations, &e->n_annotations);
	standard_of_enumerator (decl, e);
}

static void
describe_enumerators (tree type, struct ffir_decl *d)
{
	const tree *decls = enumerators_of (type);
	d->enumerators = (struct ffir_enumerator *) ffir_alloc (
		&module->arena, list_length (TYPE_VALUES (type)) * sizeof *d->enumerators + 1);
	for (tree value = TYPE_VALUES (type); value != NULL_TREE; value = TREE_CHAIN (value)) {
		struct ffir_enumerator *e = &d->enumerators[d->n_enumerators];
		tree decl = decls == NULL ? NULL_TREE : decls[d->n_enumerators];
		tree cst = TREE_VALUE (value);
		d->n_enumerators++;
		if (TREE_CODE (cst) == CONST_DECL) {
			decl = cst;
			cst = DECL_INITIAL (decl);
		}
		e->name = name_of (TREE_PURPOSE (value));
		if (TREE_CODE (cst) == INTEGER_CST)
			e->value = integer_value (cst);
		else
			d->unsupported = "an enumerator has no value that is known";
		describe_enumerator (e, decl);
	}
}

/* Enumerators of C++ are of a class, a namespace or their enum, those of C are of all. */
static bool
shares_names (tree type)
{
	static hash_set<tree> *names; /* identifiers are never freed */
	bool shares = false;
	if (names == NULL)
		names = new hash_set<tree>;
	for (tree value = TYPE_VALUES (type); value != NULL_TREE; value = TREE_CHAIN (value))
		shares |= names->add (TREE_PURPOSE (value));
	return shares;
}

static struct ffir_decl *
describe_enum (tree type, const struct context *c)
{
	const char *id = key_of_tagged (type, c);
	struct ffir_decl *d =
		id == NULL ? NULL : add_decl (FFIR_DECL_ENUMERATION, id, place_of_tagged (type));
	if (d == NULL)
		return NULL;
	described.at (type) = d;
	d->doc = doc_of_tagged (type);
	annotations_of_tagged (type, d);
	if (!COMPLETE_TYPE_P (type) || TYPE_VALUES (type) == NULL_TREE)
		d->unsupported = "an enum without values";
	if (is_cxx && shares_names (type))
		d->unsupported = "a C++ enum with an enumerator that another has too";
	else
		describe_enumerators (type, d);
	if (COMPLETE_TYPE_P (type))
		add_layout (d, type)->is_signed = !TYPE_UNSIGNED (type);
	return d;
}

/* ---- records ---- */

/* Where FIELD starts, in bits, which is constant. GCC's bit_position () makes trees for it. */
static uint64_t
place_in_bits (tree field)
{
	return tree_to_uhwi (DECL_FIELD_OFFSET (field)) * BITS_PER_UNIT
	       + tree_to_uhwi (DECL_FIELD_BIT_OFFSET (field));
}

static bool
has_constant_place (tree field)
{
	tree bytes = DECL_FIELD_OFFSET (field), rest = DECL_FIELD_BIT_OFFSET (field);
	return tree_fits_uhwi_p (bytes) && tree_to_uhwi (bytes) <= UINT64_MAX / BITS_PER_UNIT / 2
	       && tree_fits_uhwi_p (rest);
}

/* Why the layout cannot be expressed, or NULL. */
static const char *
refuse_record (tree type)
{
	if (!TYPE_SIZE_UNIT (type) || !tree_fits_uhwi_p (TYPE_SIZE_UNIT (type)))
		return "a record whose size is not constant";
	if (tree_to_uhwi (TYPE_SIZE_UNIT (type)) > UINT64_MAX / BITS_PER_UNIT)
		return "a record whose bits cannot be counted";
	if (is_cxx && TREE_ADDRESSABLE (type))
		return "a C++ class that is not copied byte by byte";
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field)) {
		if (TREE_CODE (field) != FIELD_DECL)
			continue;
		if (DECL_FIELD_OFFSET (field) == NULL_TREE)
			return "a C++ template";
		if (is_cxx && DECL_ARTIFICIAL (field))
			return "a C++ class with bases or virtual functions";
		if (lookup_attribute ("no_unique_address", DECL_ATTRIBUTES (field)) != NULL_TREE)
			return "a C++ class with a field that shares its place";
		if (!has_constant_place (field))
			return "a record with a field whose place is not constant";
	}
	return NULL;
}

static bool
is_field (tree member)
{
	return TREE_CODE (member) == FIELD_DECL && !DECL_ARTIFICIAL (member);
}

struct ffir_function_type *
function_behind (struct ffir_type *type)
{
	while (type->kind == FFIR_TYPE_POINTER || type->kind == FFIR_TYPE_ARRAY)
		type = type->to;
	return type->kind == FFIR_TYPE_FUNCTION ? type->function : NULL;
}

/* What is said on DECL of the result of the function that it points to. */
void
annotate_result (struct ffir_type *type, tree decl)
{
	struct ffir_function_type *function = function_behind (type);
	if (function == NULL)
		return;
	struct ffir_param *result = &function->result;
	annotations_of (DECL_ATTRIBUTES (decl), true, &result->annotations, &result->n_annotations);
	standard_gives_way (&result->annotations, &result->n_annotations);
}

static void
describe_field (struct ffir_decl *d, tree decl, size_t index, struct ffir_field *field,
		struct ffir_place *place)
{
	field->name = DECL_NAME (decl) ? name_of (DECL_NAME (decl))
				       : ffir_printf (&module->arena, "#%u", (unsigned) index + 1);
	field->is_bits = DECL_BIT_FIELD_TYPE (decl) != NULL_TREE;
	field->anonymous = DECL_NAME (decl) == NULL_TREE && RECORD_OR_UNION_TYPE_P (TREE_TYPE (decl));
	field->at = loc_of (DECL_SOURCE_LOCATION (decl));
	field->doc = comment_of (DECL_SOURCE_LOCATION (decl));
	annotations_of (DECL_ATTRIBUTES (decl), false, &field->annotations, &field->n_annotations);
	standard_of_field (decl, field);

	tree type = field->is_bits ? DECL_BIT_FIELD_TYPE (decl) : TREE_TYPE (decl);
	struct context c = {d->id, field->name, params_of (decl), 0};
	field->type = describe_value (type, &c);
	annotate_result (field->type, decl);
	uint64_t bits = place_in_bits (decl);
	place->is_bits = field->is_bits;
	if (field->is_bits) {
		field->bits = tree_to_uhwi (DECL_SIZE (decl));
		place->bit_offset = bits;
	} else
		place->offset = bits / BITS_PER_UNIT;
}

/* Fields and layout. With ONLY_EXPORTED the fields that carry FFI_EXPORT themselves. */
static void
describe_body (tree type, struct ffir_decl *d, bool only_exported)
{
	d->opaque = false;
	const char *reason = refuse_record (type);
	if (reason != NULL) {
		d->unsupported = reason;
		d->opaque = true;
		return;
	}
	struct ffir_on on = {};
	size_t n = 0;
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field))
		n += is_field (field);
	struct ffir_field *fields = (struct ffir_field *) ffir_alloc (&module->arena, n * sizeof *fields + 1);
	on.places = (struct ffir_place *) ffir_alloc (&module->arena, n * sizeof *on.places + 1);
	size_t index = 0, kept = 0;
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field)) {
		if (!is_field (field))
			continue;
		if (!only_exported || has_annotation (DECL_ATTRIBUTES (field), FFIR_W_EXPORT)) {
			describe_field (d, field, index, &fields[kept], &on.places[kept]);
			kept++;
		}
		index++;
	}
	d->fields = fields;
	d->n_fields = kept;
	d->transparent = TREE_CODE (type) == UNION_TYPE && TYPE_TRANSPARENT_AGGR (type);
	struct ffir_on *layout = add_layout (d, type);
	layout->places = on.places;
	if (TYPE_REVERSE_STORAGE_ORDER (type))
		layout->byte_order = BYTES_BIG_ENDIAN ? "little" : "big";
}

static bool
exports_fields (tree type)
{
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field))
		if (is_field (field) && has_annotation (DECL_ATTRIBUTES (field), FFIR_W_EXPORT))
			return true;
	return false;
}

/* C says of FILE that nothing about it is known. */
static bool
is_private_by_standard (tree type)
{
	const char *tag = tag_of (type);
	return tag != NULL && *tag == '_'
	       && (strcmp (tag, "_IO_FILE") == 0 || strcmp (tag, "__sFILE") == 0
		   || strcmp (tag, "__FILE") == 0)
	       && in_system_header_at (place_of_tagged (type));
}

/* A service's fields are private; its size is not where a header shows it, since callers may allocate it. */
static void
choose_body (tree type, struct ffir_decl *d)
{
	bool shown = in_interface_header (place_of_tagged (type)) || is_exported_body (type);
	d->opaque = true;
	d->unsupported = is_cxx ? cxx_refuse_class (type) : NULL;
	if (d->unsupported != NULL)
		return;
	if (!COMPLETE_TYPE_P (type) || !shown || has_word (d, FFIR_W_OPAQUE) || is_private_by_standard (type))
		return;
	if (!has_word (d, FFIR_W_SERVICE) && !has_word (d, FFIR_W_SERVICE_AS))
		describe_body (type, d, false);
	else if (exports_fields (type))
		describe_body (type, d, true);
	else if (refuse_record (type) == NULL)
		add_layout (d, type);
}

static struct ffir_decl *
describe_record (tree type, const struct context *c)
{
	const char *id = key_of_tagged (type, c);
	struct ffir_decl *d = id == NULL ? NULL : add_decl (FFIR_DECL_RECORD, id, place_of_tagged (type));
	if (d == NULL)
		return NULL;
	described.at (type) = d;
	d->record_kind = TREE_CODE (type) == UNION_TYPE ? FFIR_UNION : FFIR_STRUCT;
	d->doc = doc_of_tagged (type);
	annotations_of_tagged (type, d);
	choose_body (type, d);
	/* Units that see the body and units that do not say the same of an opaque record. */
	if (d->opaque && mention_of (type) != UNKNOWN_LOCATION)
		move_decl (d, mention_of (type));
	return d;
}

/* From C23 on a record or enum may be defined again, as it was: a type of its own, but the same to all that use it. */
static struct ffir_decl *
defined_before (tree type, const struct context *c)
{
	const char *id = is_cxx ? NULL : key_of_tagged (type, c);
	struct ffir_decl *d = id == NULL ? NULL : ffir_module_find (module, id);
	for (size_t i = 0; d != NULL && i < described.room; i++) {
		tree other = (tree) const_cast<void *> (described.entries[i].key);
		if (other != NULL_TREE && described.entries[i].value == d
		    && lang_hooks.types_compatible_p (other, type))
			return d;
	}
	return NULL;
}

/* The declaration of a record or enum, new or old; NULL if its key is another type's. */
static struct ffir_decl *
find_tagged (tree type, const struct context *c)
{
	type = TYPE_MAIN_VARIANT (type);
	struct ffir_decl **known = described.get (type);
	if (known != NULL)
		return *known;
	struct ffir_decl *d =
		TREE_CODE (type) == ENUMERAL_TYPE ? describe_enum (type, c) : describe_record (type, c);
	if (d == NULL && (d = defined_before (type, c)) != NULL)
		described.at (type) = d;
	return d;
}

void
describe_tagged (tree type)
{
	find_tagged (type, NULL);
}

/* Makes complete the body of record TYPE, which travels by value. NULL, or why it cannot. */
static const char *
require_body (tree type)
{
	type = TYPE_MAIN_VARIANT (type);
	struct ffir_decl **found = described.get (type);
	if (found == NULL)
		return NULL;
	struct ffir_decl *d = *found;
	if (has_word (d, FFIR_W_SERVICE) || has_word (d, FFIR_W_SERVICE_AS))
		return ffir_printf (&module->arena,
				    "the fields of service '%s' are private: it cannot travel by value",
				    d->id);
	if (d->opaque && COMPLETE_TYPE_P (type) && d->unsupported == NULL && !has_word (d, FFIR_W_OPAQUE)
	    && !is_private_by_standard (type))
		describe_body (type, d, false);
	if (d->unsupported != NULL)
		return d->unsupported;
	if (is_cxx && cxx_is_empty (type))
		return "an empty C++ class";
	return d->opaque ? ffir_printf (&module->arena, "'%s' is opaque: it cannot travel by value", d->id)
			 : NULL;
}

/* The type of something that holds a value of TYPE, or of an array of them. */
struct ffir_type *
describe_value (tree type, struct context *c)
{
	struct ffir_type *t = describe (type, c);
	while (TREE_CODE (type) == ARRAY_TYPE)
		type = TREE_TYPE (type);
	const char *reason = RECORD_OR_UNION_TYPE_P (type) && t->kind != FFIR_TYPE_UNSUPPORTED
				     ? require_body (type)
				     : NULL;
	return reason == NULL ? t : unsupported (reason);
}

static tree
underlying_type (tree enumeration)
{
	return lang_hooks.types.type_for_size (tree_to_uhwi (TYPE_SIZE (enumeration)),
					       TYPE_UNSIGNED (enumeration));
}

struct ffir_type *
describe_tagged_use (tree type, struct context *c)
{
	if (is_cxx && cxx_is_lambda (type))
		return unsupported ("a C++ lambda expression");
	struct ffir_decl *d = find_tagged (type, c);
	/* enum handle : short; has no values, but is complete. */
	if (TREE_CODE (type) == ENUMERAL_TYPE && COMPLETE_TYPE_P (type)
	    && (d == NULL || d->unsupported != NULL))
		return copy_of (describe (underlying_type (type), c));
	return d == NULL ? unsupported ("another type has this one's name") : named (d->id);
}
