/*
 * GCC's types as the model's: a type is described where it is used; records, enums and typedefs on the way
 * become declarations of the module. Arithmetic types are in types_basic.cc, records and enums in
 * types_tagged.cc, functions in types_function.cc.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/types.h"

const char *
prefixed (const char *prefix, const char *name)
{
	size_t before = strlen (prefix), size = strlen (name);
	char *text = (char *) ffir_alloc (&module->arena, before + size + 1);
	memcpy (text, prefix, before);
	memcpy (text + before, name, size);
	return text;
}

/* GCC may free an identifier when parsing is over; a document that lacks evidence is written before. */
static bool names_stay;

const char *
name_of (tree identifier)
{
	if (names_stay)
		return IDENTIFIER_POINTER (identifier);
	return ffir_strndup (&module->arena, IDENTIFIER_POINTER (identifier), IDENTIFIER_LENGTH (identifier));
}

static unsigned
quals_of (int quals)
{
	return (quals & TYPE_QUAL_CONST ? FFIR_CONST : 0) | (quals & TYPE_QUAL_VOLATILE ? FFIR_VOLATILE : 0)
	       | (quals & TYPE_QUAL_RESTRICT ? FFIR_RESTRICT : 0)
	       | (quals & TYPE_QUAL_ATOMIC ? FFIR_ATOMIC : 0);
}

/* What readers follow: ir/read_tree.c limits how deep elements stand in each other, ir/validate.c chains of typedefs. */
enum { MAX_LEVELS = 80 };

/* By the tree, while the unit is described; a library's functions share a few dozen types. */
static struct address_map<struct ffir_type *> described;
static bool in_unit;

static bool
is_described (tree type)
{
	return in_unit && described.get (type) != NULL;
}

struct ffir_type *
unsupported (const char *reason)
{
	struct ffir_type *t = ffir_type_new (module, FFIR_TYPE_UNSUPPORTED);
	t->name = reason;
	return t;
}

struct ffir_type *
copy_of (const struct ffir_type *type)
{
	struct ffir_type *copy = ffir_type_new (module, type->kind);
	*copy = *type;
	return copy;
}

struct ffir_type *
named (const char *id)
{
	struct ffir_type *t = ffir_type_new (module, FFIR_TYPE_NAMED);
	t->name = id;
	return t;
}

/* NAME with the argument of its ATTRIBUTE, if there is one: "regparm(3)", "pcs(aapcs)". */
static const char *
with_argument (const char *name, tree attribute)
{
	tree argument = TREE_VALUE (attribute) == NULL_TREE ? NULL_TREE : TREE_VALUE (TREE_VALUE (attribute));
	if (argument == NULL_TREE)
		return name;
	if (TREE_CODE (argument) == STRING_CST)
		return ffir_printf (&module->arena, "%s(%s)", name, TREE_STRING_POINTER (argument));
	if (!tree_fits_uhwi_p (argument))
		return name;
	return ffir_printf (&module->arena, "%s(%u)", name, (unsigned) tree_to_uhwi (argument));
}

/* strub ("at-calls"), from GCC 14 on: there is an argument that no declaration shows. */
static bool
is_scrubbed_by_caller (tree type)
{
	tree attribute = lookup_attribute ("strub", TYPE_ATTRIBUTES (type));
	if (attribute == NULL_TREE)
		return false;
	const char *mode = text_of (TREE_VALUE (attribute));
	return mode == NULL || strcmp (mode, "at-calls") == 0;
}

/* Attributes of function types that change how it is called, all of them; first GCC's name, then ours. A function that keeps
 * other registers than usual can be called by none that does not know, or be called back by none. */
const char *
convention_of (tree type)
{
	static const char *const names[][2] = {{"ms_abi", "ms"},
					       {"sysv_abi", "sysv"},
					       {"stdcall", "stdcall"},
					       {"fastcall", "fastcall"},
					       {"thiscall", "thiscall"},
					       {"regparm", "regparm"},
					       {"sseregparm", "sseregparm"},
					       {"callee_pop_aggregate_return", "callee_pop_aggregate_return"},
					       {"pcs", "pcs"},
					       {"aarch64_vector_pcs", "aarch64_vector_pcs"},
					       {"riscv_vector_cc", "riscv_vector_cc"},
					       {"preserve_none", "preserve_none"},
					       {"no_callee_saved_registers", "no_callee_saved_registers"},
					       {"no_caller_saved_registers", "no_caller_saved_registers"},
					       {"interrupt", "interrupt"}};
	const char *all = NULL;
	for (const char *const *name : names)
		if (tree attribute = lookup_attribute (name[0], TYPE_ATTRIBUTES (type))) {
			const char *one = with_argument (name[1], attribute);
			all = all == NULL ? one : ffir_printf (&module->arena, "%s %s", all, one);
		}
	if (is_scrubbed_by_caller (type))
		all = all == NULL ? "strub(at-calls)"
				  : ffir_printf (&module->arena, "%s strub(at-calls)", all);
	return all == NULL ? "c" : all;
}

const char *
deprecation_of (bool deprecated, tree attributes)
{
	if (!deprecated)
		return NULL;
	tree attribute = lookup_attribute ("deprecated", attributes);
	if (attribute == NULL_TREE || TREE_VALUE (attribute) == NULL_TREE)
		return "";
	tree message = TREE_VALUE (TREE_VALUE (attribute));
	if (TREE_CODE (message) != STRING_CST)
		return "";
	return ffir_strdup (&module->arena, TREE_STRING_POINTER (message));
}

/* ---- typedefs ---- */

/* va_list is another type on every target, and none that can be handed on. */
static bool
is_va_list (tree type)
{
	tree list = TYPE_MAIN_VARIANT (va_list_type_node);
	if (TREE_CODE (list) == ARRAY_TYPE) {
		if (TYPE_MAIN_VARIANT (type) == list)
			return true;
		return POINTER_TYPE_P (type) && RECORD_OR_UNION_TYPE_P (TREE_TYPE (type))
		       && TYPE_MAIN_VARIANT (TREE_TYPE (type)) == TYPE_MAIN_VARIANT (TREE_TYPE (list));
	}
	if (RECORD_OR_UNION_TYPE_P (list))
		return TYPE_MAIN_VARIANT (type) == list;
	for (tree t = type; is_typedef (t); t = original_type_of (TYPE_NAME (t)))
		if (strcmp (IDENTIFIER_POINTER (DECL_NAME (TYPE_NAME (t))), "__gnuc_va_list") == 0
		    || strcmp (IDENTIFIER_POINTER (DECL_NAME (TYPE_NAME (t))), "__builtin_va_list") == 0)
			return true;
	return false;
}

/* The words about what the alias names went to its record or enum. */
static void
annotations_of_alias (tree decl, tree original, struct ffir_decl *d)
{
	struct ffir_annotation *list = NULL;
	size_t n = 0;
	annotations_of (DECL_ATTRIBUTES (decl), false, &list, &n);
	size_t n_about;
	const tree *about = about_type (decl, &n_about);
	for (size_t i = 0; i < n_about; i++)
		annotations_of (DECL_ATTRIBUTES (about[i]), false, &list, &n);
	bool tagged = is_tagged_type (original);
	for (size_t i = 0; i < n; i++)
		if (!tagged || !is_about_type (list[i].word))
			*FFIR_PUSH (&module->arena, d->annotations, d->n_annotations) = list[i];
	d->deprecated = deprecation_of (TREE_DEPRECATED (decl), DECL_ATTRIBUTES (decl));
}

/* How many typedefs T leads through. A chain is cut before it is longer than MAX_LEVELS. */
static unsigned
typedefs_behind (const struct ffir_type *t)
{
	unsigned n = 0;
	for (;;) {
		while (t->kind == FFIR_TYPE_POINTER || t->kind == FFIR_TYPE_ARRAY
		       || t->kind == FFIR_TYPE_VECTOR)
			t = t->to;
		if (t->kind != FFIR_TYPE_NAMED || strchr (t->name, ' ') != NULL) /* a tag's key has one */
			return n;
		const struct ffir_decl *d = ffir_module_find (module, t->name);
		if (d == NULL || d->kind != FFIR_DECL_ALIAS || d->type == NULL)
			return n;
		t = d->type;
		n++;
	}
}

/* What 'aligned' makes of a typedef, and the target of a vector: readers take a type to be aligned as what it names,
 * and a vector as its size. */
static void
align_alias (tree decl, struct ffir_decl *d)
{
	tree type = TREE_TYPE (decl), original = original_type_of (decl);
	if (d->type->kind == FFIR_TYPE_UNSUPPORTED || TREE_CODE (type) == FUNCTION_TYPE
	    || !COMPLETE_TYPE_P (type))
		return;
	uint64_t expected = d->type->kind == FFIR_TYPE_VECTOR ? tree_to_uhwi (TYPE_SIZE_UNIT (type))
							      : TYPE_ALIGN_UNIT (original);
	/* "mode" behind "aligned" makes a type that nothing but its mode tells the usual alignment of, from GCC 13 on. */
	bool is_number = d->type->kind == FFIR_TYPE_INT || d->type->kind == FFIR_TYPE_FLOAT;
	tree plain = is_number ? lang_hooks.types.type_for_mode (TYPE_MODE (type), TYPE_UNSIGNED (type))
			       : NULL_TREE;
	if (plain != NULL_TREE)
		expected = TYPE_ALIGN_UNIT (plain);
	if (TYPE_ALIGN_UNIT (type) == expected)
		return;
	struct ffir_on *on = FFIR_PUSH (&module->arena, d->on, d->n_on);
	on->targets = module->targets[0].id;
	on->align = TYPE_ALIGN_UNIT (type);
}

static const char *
describe_alias (tree decl, tree original)
{
	const char *name = name_of (DECL_NAME (decl));
	struct ffir_decl *d = add_decl (FFIR_DECL_ALIAS, name, place_of (decl));
	if (d == NULL)
		return ffir_module_find (module, name)->id;
	d->doc = doc_of (decl);
	annotations_of_alias (decl, original, d);
	struct context c = {d->id, "0", params_of (decl), 0};
	d->type = describe (original, &c);
	if (typedefs_behind (d->type) >= MAX_LEVELS)
		d->type = unsupported ("a typedef of more typedefs than are followed");
	annotate_result (d->type, decl);
	align_alias (decl, d);
	return d->id;
}

/* The name of typedef DECL, of TYPE, as a type. */
static struct ffir_type *
describe_typedef_use (tree decl, tree type, struct context *c)
{
	const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
	if (is_tagged_type (type) && tag_of (type) == NULL && !is_typedef (type)) {
		tree names = naming_typedef (type);
		if (names != NULL_TREE && DECL_NAME (names) == DECL_NAME (decl))
			return describe_tagged_use (type, c);
	}
	if (TREE_CODE (type) == INTEGER_TYPE && integer_name (type) != NULL) {
		/* __time_t and its like are the C library's own spelling */
		bool private_name =
			strncmp (name, "__", 2) == 0 && in_system_header_at (DECL_SOURCE_LOCATION (decl));
		if (private_name && is_standard_name (name + 2))
			name += 2;
		if (private_name || is_standard_name (name))
			return standard (ffir_strdup (&module->arena, name), type);
	}
	if (is_cxx && (cxx_is_scoped_alias (decl) || startswith (name, "_Float"))) {
		struct context own = {c->owner, c->place, params_of (decl), 0};
		return copy_of (describe (type, &own));
	}
	return named (describe_alias (decl, type));
}

void
describe_typedef (tree decl)
{
	tree type = original_type_of (decl);
	if (type == NULL_TREE) {
		if (is_tagged_type (TREE_TYPE (decl)))
			describe_tagged (TREE_TYPE (decl));
		return;
	}
	if (TYPE_NAME (TREE_TYPE (decl)) == decl && is_described (TREE_TYPE (decl)))
		return;
	struct context c = {IDENTIFIER_POINTER (DECL_NAME (decl)), "0", NULL, 0};
	describe_typedef_use (decl, type, &c);
}

/* ---- any type ---- */

static struct ffir_type *
describe_pointer (tree type, struct context *c)
{
	if (!ADDR_SPACE_GENERIC_P (TYPE_ADDR_SPACE (TREE_TYPE (type))))
		return unsupported ("a pointer to a named address space");
	struct ffir_type *to = describe (TREE_TYPE (type), c);
	if (to->kind == FFIR_TYPE_UNSUPPORTED)
		return to;
	struct ffir_type *t = ffir_type_new (module, FFIR_TYPE_POINTER);
	t->to = to;
	return t;
}

static struct ffir_type *
describe_array (tree type, struct context *c)
{
	tree domain = TYPE_DOMAIN (type);
	tree last = domain == NULL_TREE ? NULL_TREE : TYPE_MAX_VALUE (domain);
	if (last != NULL_TREE && TREE_CODE (last) != INTEGER_CST)
		return unsupported ("an array whose size is not constant");
	struct ffir_type *to = describe (TREE_TYPE (type), c);
	if (to->kind == FFIR_TYPE_UNSUPPORTED)
		return to;
	struct ffir_type *t = ffir_type_new (module, FFIR_TYPE_ARRAY);
	t->to = to;
	/* [0] has a size, [] has none; an array of what has no size has none whatever its count is. */
	tree size = TYPE_SIZE (type), element = TYPE_SIZE (TREE_TYPE (type));
	bool empty = size != NULL_TREE && integer_zerop (size);
	bool counts = last != NULL_TREE && !(empty && element != NULL_TREE && !integer_zerop (element));
	t->has_count = empty || counts;
	if (counts)
		t->count = wi::extract_uhwi (wi::to_wide (last), 0, 64) + 1;
	return t;
}

static struct ffir_type *
describe_vector (tree type, struct context *c)
{
	unsigned HOST_WIDE_INT count;
	if (!TYPE_VECTOR_SUBPARTS (type).is_constant (&count))
		return unsupported ("a vector whose size is not constant");
	struct ffir_type *to = describe (TREE_TYPE (type), c);
	if (to->kind == FFIR_TYPE_UNSUPPORTED)
		return to;
	struct ffir_type *t = ffir_type_new (module, FFIR_TYPE_VECTOR);
	t->to = to;
	t->has_count = true;
	t->count = count;
	return t;
}

static struct ffir_type *
describe_function_use (tree type, struct context *c)
{
	if (strcmp (convention_of (type), "c") != 0)
		return unsupported (ffir_printf (&module->arena,
						 "a pointer to a function that is called in another way (%s)",
						 convention_of (type)));
	struct ffir_type *t = ffir_type_new (module, FFIR_TYPE_FUNCTION);
	t->function = describe_function_type (type, c);
	if (t->function->n_params > MAX_PARAMS)
		return unsupported ("a pointer to a function of more than 4096 parameters");
	standard_of_type (type, t->function, NULL_TREE);
	return t;
}

/* TYPE, but its qualifiers. */
static struct ffir_type *
describe_unqualified (tree type, struct context *c)
{
	if (is_bitint (type))
		return describe_bitint (type);
	switch (TREE_CODE (type)) {
	case VOID_TYPE:
		return ffir_type_new (module, FFIR_TYPE_VOID);
	case BOOLEAN_TYPE:
		return basic (FFIR_TYPE_BOOL, "_Bool", type);
	case INTEGER_TYPE:
		return describe_integer (type);
	case REAL_TYPE:
		return describe_float (type);
	case COMPLEX_TYPE:
		return describe_complex (type);
	case VECTOR_TYPE:
		return describe_vector (type, c);
	case POINTER_TYPE:
		return describe_pointer (type, c);
	case ARRAY_TYPE:
		return describe_array (type, c);
	case FUNCTION_TYPE:
		return describe_function_use (type, c);
	case RECORD_TYPE:
	case UNION_TYPE:
	case ENUMERAL_TYPE:
		return describe_tagged_use (type, c);
	case REFERENCE_TYPE:
		return unsupported ("a C++ reference");
	case METHOD_TYPE:
	case OFFSET_TYPE:
		return unsupported ("a C++ pointer to member");
	case FIXED_POINT_TYPE:
		return unsupported ("a fixed-point number");
	default:
		return unsupported (ffir_printf (&module->arena, "a type that C does not have (%s)",
						 get_tree_code_name (TREE_CODE (type))));
	}
}

/* Says T the same wherever it stands? Function types have names and annotations of their own. */
static bool
is_same_everywhere (const struct ffir_type *t)
{
	while (t->kind == FFIR_TYPE_POINTER)
		t = t->to;
	return t->kind != FFIR_TYPE_FUNCTION && t->kind != FFIR_TYPE_ARRAY && t->kind != FFIR_TYPE_VECTOR
	       && t->kind != FFIR_TYPE_UNSUPPORTED;
}

void
types_start (void)
{
	in_unit = true;
	names_stay = only_document ();
}

void
types_finish (void)
{
	in_unit = false;
}

struct ffir_type *
unqualified (struct ffir_type *type)
{
	if (type->quals == 0)
		return type;
	struct ffir_type *copy = copy_of (type);
	copy->quals = 0;
	return copy;
}

/* An array has the qualifiers of its elements, also where a typedef names the array (C11 6.7.3). */
static int
quals_through_arrays (const_tree type)
{
	return TYPE_QUALS (strip_array_types (const_cast<tree> (type)));
}

/* T, a node that is nobody else's, with QUALS. */
static void
qualify (struct ffir_type *t, unsigned quals)
{
	for (; quals != 0 && t->kind == FFIR_TYPE_ARRAY; t = t->to)
		t->to = copy_of (t->to);
	t->quals |= quals;
}

static struct ffir_type *
describe_anew (tree type, struct context *c)
{
	if (is_va_list (type))
		return unsupported ("va_list");
	if (is_cxx && cxx_is_member_pointer (type))
		return unsupported ("a C++ pointer to member");
	int quals = TYPE_QUALS (type);
	struct ffir_type *t;
	if (is_typedef (type)) {
		tree decl = TYPE_NAME (type);
		t = describe_typedef_use (decl, original_type_of (decl), c);
		quals = quals_through_arrays (type) & ~quals_through_arrays (TREE_TYPE (decl));
	} else
		t = describe_unqualified (type, c);
	qualify (t, quals_of (quals));
	return t;
}

/* How many types T holds inside of each other. */
static unsigned
levels_of (const struct ffir_type *t)
{
	if (t->kind == FFIR_TYPE_POINTER || t->kind == FFIR_TYPE_ARRAY || t->kind == FFIR_TYPE_VECTOR)
		return levels_of (t->to) + 1;
	if (t->kind != FFIR_TYPE_FUNCTION)
		return 0;
	unsigned most = levels_of (t->function->result.type);
	for (size_t i = 0; i < t->function->n_params; i++)
		most = MAX (most, levels_of (t->function->params[i].type));
	return most + 1;
}

static struct ffir_type *
describe_limited (tree type, struct context *c)
{
	struct ffir_type *t = describe_anew (type, c);
	return levels_of (t) <= MAX_LEVELS ? t : unsupported ("a type of more levels than are followed");
}

struct ffir_type *
describe (tree type, struct context *c)
{
	if (type == NULL_TREE || type == error_mark_node)
		return unsupported ("a type with an error");
	if (!in_unit)
		return describe_limited (type, c);
	if (struct ffir_type **known = described.get (type))
		return *known;
	struct ffir_type *t = describe_limited (type, c);
	if (is_same_everywhere (t))
		described.at (type) = t;
	return t;
}

struct ffir_type *
describe_variable (tree decl)
{
	struct context c = {IDENTIFIER_POINTER (DECL_NAME (decl)), "0", params_of (decl), 0};
	struct ffir_type *t = describe_value (TREE_TYPE (decl), &c);
	annotate_result (t, decl);
	return t;
}

struct ffir_type *
describe_type (tree type, const struct callback_params *params)
{
	struct context c = {"type", "0", params, 0};
	return describe (type, &c);
}
