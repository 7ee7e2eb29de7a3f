/*
 * GCC's types as the model's: a type is described where it is used; records, enums and typedefs on the way
 * become declarations of the module. Keys are as in the model's manual: the tag, else the typedef, else the
 * place where the type stands.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

/* What a type is described for. */
struct context {
	const char *owner; /* key of the declaration it stands in */
	const char *place; /* the field, "#2", or the parameter, "2"; "0" for the declaration itself or a result */
	const struct callback_params *params;
	size_t next; /* of PARAMS */
};

static hash_map<tree, struct ffir_decl *> *described;

static struct ffir_type *describe (tree type, struct context *c);
static struct ffir_type *describe_value (tree type, struct context *c);

static const char *
key (const char *format, const char *name)
{
	return ffir_printf (&module->arena, format, name);
}

static unsigned
quals_of (int quals)
{
	return (quals & TYPE_QUAL_CONST ? FFIR_CONST : 0) | (quals & TYPE_QUAL_VOLATILE ? FFIR_VOLATILE : 0)
	       | (quals & TYPE_QUAL_RESTRICT ? FFIR_RESTRICT : 0) | (quals & TYPE_QUAL_ATOMIC ? FFIR_ATOMIC : 0);
}

static struct ffir_type *
unsupported (const char *reason)
{
	struct ffir_type *t = ffir_type_new (module, FFIR_TYPE_UNSUPPORTED);
	t->name = reason;
	return t;
}

static struct ffir_type *
named (const char *id)
{
	struct ffir_type *t = ffir_type_new (module, FFIR_TYPE_NAMED);
	t->name = id;
	return t;
}

/* Attributes of function types that change how it is called; first GCC's name, then ours. */
const char *
convention_of (tree type)
{
	static const char *const names[][2] = {
		{"ms_abi", "ms"},     {"sysv_abi", "sysv"}, {"stdcall", "stdcall"}, {"fastcall", "fastcall"},
		{"thiscall", "thiscall"}, {"regparm", "regparm"}, {"sseregparm", "sseregparm"}, {"pcs", "pcs"},
		{"aarch64_vector_pcs", "aarch64_vector_pcs"},
	};
	for (const char *const *name : names)
		if (lookup_attribute (name[0], TYPE_ATTRIBUTES (type)))
			return name[1];
	return "c";
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

struct ffir_value
integer_value (tree cst)
{
	char digits[WIDE_INT_PRINT_BUFFER_SIZE];
	print_dec (wi::to_wide (cst), digits, TYPE_SIGN (TREE_TYPE (cst)));
	struct ffir_value value = {FFIR_VALUE_INTEGER, ffir_strdup (&module->arena, digits), strlen (digits)};
	return value;
}

/* ---- arithmetic types ---- */

static const char *const integer_names[] = {
	/* in the order of GCC's enum integer_type_kind */
	"char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned int",
	"long", "unsigned long", "long long", "unsigned long long", "__int128", "unsigned __int128",
};

/* C's spelling of an integer type; one that only an attribute makes is C's first of that shape. */
static const char *
integer_name (tree type)
{
	type = TYPE_MAIN_VARIANT (type);
	for (size_t i = 0; i < ARRAY_SIZE (integer_names); i++)
		if (integer_types[i] != NULL_TREE && integer_types[i] == type)
			return integer_names[i];
	static const int order[] = {itk_int, itk_long, itk_long_long, itk_short, itk_signed_char, itk_intN_0};
	for (int kind : order) {
		int i = TYPE_UNSIGNED (type) ? kind + 1 : kind;
		tree shape = integer_types[i];
		if (shape != NULL_TREE && TYPE_PRECISION (shape) == TYPE_PRECISION (type)
		    && TYPE_MODE (shape) == TYPE_MODE (type))
			return integer_names[i];
	}
	return NULL;
}

/* Integer typedefs of the C and POSIX headers, and the kernel's, sorted: what they are made of differs
 * between targets where their meaning does not. */
static const char *const standard_names[] = {
	"__s16", "__s32", "__s64", "__s8", "__u16", "__u32", "__u64", "__u8", "blkcnt64_t", "blkcnt_t",
	"blksize_t", "char16_t", "char32_t", "char8_t", "clock_t", "clockid_t", "dev_t", "fsblkcnt_t",
	"fsfilcnt_t", "gid_t", "id_t", "in_addr_t", "in_port_t", "ino64_t", "ino_t", "int16_t", "int32_t",
	"int64_t", "int8_t", "int_fast16_t", "int_fast32_t", "int_fast64_t", "int_fast8_t", "int_least16_t",
	"int_least32_t", "int_least64_t", "int_least8_t", "intmax_t", "intptr_t", "key_t", "loff_t", "mode_t",
	"nfds_t", "nlink_t", "off64_t", "off_t", "pid_t", "ptrdiff_t", "rlim_t", "sa_family_t", "sig_atomic_t",
	"size_t", "socklen_t", "speed_t", "ssize_t", "suseconds_t", "tcflag_t", "time_t", "u_int16_t",
	"u_int32_t", "u_int64_t", "u_int8_t", "uid_t", "uint16_t", "uint32_t", "uint64_t", "uint8_t",
	"uint_fast16_t", "uint_fast32_t", "uint_fast64_t", "uint_fast8_t", "uint_least16_t",
	"uint_least32_t", "uint_least64_t", "uint_least8_t", "uintmax_t", "uintptr_t", "useconds_t",
	"wchar_t", "wctype_t", "wint_t",
};

static bool
is_standard_name (const char *name)
{
	size_t low = 0, high = ARRAY_SIZE (standard_names);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp (name, standard_names[middle]);
		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

static void
add_basic (struct ffir_target *target, const char *name, const char *is, tree type)
{
	for (size_t i = 0; i < target->n_basics; i++)
		if (strcmp (target->basics[i].name, name) == 0)
			return;
	struct ffir_basic *b = FFIR_PUSH (&module->arena, target->basics, target->n_basics);
	b->name = name;
	b->is = is;
	b->size = tree_to_uhwi (TYPE_SIZE_UNIT (type));
	b->align = TYPE_ALIGN_UNIT (type);
	b->field_align = min_align_of_type (type);
	b->is_signed = INTEGRAL_TYPE_P (type) && !TYPE_UNSIGNED (type);
}

static struct ffir_type *
basic (enum ffir_type_kind kind, const char *name, tree type)
{
	struct ffir_type *t = ffir_type_new (module, kind);
	t->name = name;
	add_basic (&module->targets[0], name, NULL, type);
	return t;
}

static struct ffir_type *
standard (const char *name, tree type)
{
	add_basic (&module->targets[0], name, integer_name (type), TYPE_MAIN_VARIANT (type));
	return named (name);
}

static struct ffir_type *
describe_integer (tree type)
{
	tree name = TYPE_IDENTIFIER (TYPE_MAIN_VARIANT (type));
	const char *spelled = integer_name (type);
	if (spelled == NULL)
		return unsupported (key ("an integer of %s bits", key ("%s", ffir_printf (&module->arena, "%u",
								       (unsigned) TYPE_PRECISION (type)))));
	if (name != NULL_TREE && is_standard_name (IDENTIFIER_POINTER (name)))
		return standard (key ("%s", IDENTIFIER_POINTER (name)), type); /* wchar_t and its like in C++ */
	return basic (FFIR_TYPE_INT, spelled, type);
}

/* "float", "_Float128", ...; NULL for what C does not name. */
static const char *
float_name (tree type)
{
	type = TYPE_MAIN_VARIANT (type);
	if (type == float_type_node)
		return "float";
	if (type == double_type_node)
		return "double";
	if (type == long_double_type_node)
		return "long double";
	tree name = TYPE_IDENTIFIER (type);
	return name == NULL_TREE ? NULL : key ("%s", IDENTIFIER_POINTER (name));
}

static struct ffir_type *
describe_float (tree type)
{
	if (DECIMAL_FLOAT_TYPE_P (type))
		return unsupported ("a decimal floating-point number");
	const char *name = float_name (type);
	if (name == NULL)
		return unsupported ("a floating-point number that C does not name");
	return basic (FFIR_TYPE_FLOAT, name, type);
}

static struct ffir_type *
describe_complex (tree type)
{
	const char *part = TREE_CODE (TREE_TYPE (type)) == REAL_TYPE ? float_name (TREE_TYPE (type)) : NULL;
	if (part == NULL)
		return unsupported ("a complex number of integers");
	return basic (FFIR_TYPE_COMPLEX, key ("_Complex %s", part), type);
}

/* ---- targets ---- */

/* Options that change how data is laid out or functions are called. A name that ends in '=' has a value. */
static const char *const abi_options[] = {
	"-m16", "-m31", "-m32", "-m64", "-mabi=", "-malign-double", "-mandroid", "-marm64", "-mbig-endian",
	"-mfloat-abi=", "-mfp16-format=", "-mgeneral-regs-only", "-mhard-float", "-milp32", "-mlittle-endian",
	"-mlong-double-128", "-mlong-double-64", "-mlong-double-80", "-mlp64", "-mms-bitfields",
	"-mno-ms-bitfields", "-mno-sse", "-mno-sse2", "-mregparm=", "-mrtd", "-msoft-float", "-msseregparm",
	"-mstructure-size-boundary=", "-mx32", "-fpack-struct", "-fpack-struct=", "-fpcc-struct-return",
	"-freg-struct-return", "-fshort-wchar",
};

static bool
is_abi_option (const char *text)
{
	for (const char *name : abi_options) {
		size_t size = strlen (name);
		if (name[size - 1] == '=' ? strncmp (text, name, size) == 0 : strcmp (text, name) == 0)
			return true;
	}
	return false;
}

/* "-m64" where nothing else is the default says nothing. */
static bool
is_default_option (const char *text)
{
	static const char *const wide[] = {"x86_64", "powerpc64", "s390x", "sparc64", "mips64", "riscv64"};
	if (strcmp (text, "-m64") != 0)
		return strcmp (text, "-m32") == 0 && strstr (target_triplet, "64") == NULL;
	for (const char *cpu : wide)
		if (strncmp (target_triplet, cpu, strlen (cpu)) == 0)
			return true;
	return false;
}

static void
describe_flags (struct ffir_buf *flags)
{
	for (unsigned i = 1; i < save_decoded_options_count; i++) {
		const char *text = save_decoded_options[i].orig_option_with_args_text;
		if (text == NULL || !is_abi_option (text) || is_default_option (text)
		    || (flags->text != NULL && strstr (flags->text, text) != NULL))
			continue;
		ffir_buf_printf (flags, "%s%s", flags->size > 0 ? " " : "", text);
	}
	if (flag_short_enums != 2 && flag_short_enums != (int) targetm.default_short_enums ())
		ffir_buf_printf (flags, "%s%s", flags->size > 0 ? " " : "",
				 flag_short_enums ? "-fshort-enums" : "-fno-short-enums");
	if ((bool) flag_signed_char != (bool) DEFAULT_SIGNED_CHAR)
		ffir_buf_printf (flags, "%s%s", flags->size > 0 ? " " : "",
				 flag_signed_char ? "-fsigned-char" : "-funsigned-char");
}

static void
describe_basics (struct ffir_target *target)
{
	add_basic (target, "_Bool", NULL, boolean_type_node);
	for (size_t i = 0; i < ARRAY_SIZE (integer_names); i++)
		if (integer_types[i] != NULL_TREE)
			add_basic (target, integer_names[i], NULL, integer_types[i]);
	add_basic (target, "float", NULL, float_type_node);
	add_basic (target, "double", NULL, double_type_node);
	add_basic (target, "long double", NULL, long_double_type_node);
	add_basic (target, "void*", NULL, ptr_type_node);
	add_basic (target, "size_t", integer_name (size_type_node), size_type_node);
	add_basic (target, "ptrdiff_t", integer_name (ptrdiff_type_node), ptrdiff_type_node);
}

void
describe_target (struct ffir_target *target)
{
	struct ffir_buf flags = {NULL, 0, 0}, id = {NULL, 0, 0};
	describe_flags (&flags);
	ffir_buf_puts (&id, target_triplet);
	for (const char *p = flags.text; p != NULL && *p != '\0'; p++)
		if (*p != ' ')
			ffir_buf_add (&id, p, 1);
	target->id = ffir_strdup (&module->arena, id.text);
	target->flags = flags.text == NULL ? "" : ffir_strdup (&module->arena, flags.text);
	target->compiler = key ("GCC %s", gcc_version.basever);
	target->big_endian = BYTES_BIG_ENDIAN;
	target->char_signed = !TYPE_UNSIGNED (char_type_node);
	describe_basics (target);
	ffir_buf_release (&flags);
	ffir_buf_release (&id);
}

/* ---- tags ---- */

static bool
is_tagged_type (tree type)
{
	return RECORD_OR_UNION_TYPE_P (type) || TREE_CODE (type) == ENUMERAL_TYPE;
}

/* The tag, or NULL. */
static const char *
tag_of (tree type)
{
	tree name = TYPE_NAME (TYPE_MAIN_VARIANT (type));
	if (name != NULL_TREE && TREE_CODE (name) == TYPE_DECL) {
		if (!DECL_ARTIFICIAL (name)) /* in C++ a typedef names what has no tag */
			return NULL;
		name = DECL_NAME (name);
	}
	if (name == NULL_TREE || IDENTIFIER_ANON_P (name))
		return NULL;
	return IDENTIFIER_POINTER (name);
}

/* The typedef that names a type without tag. */
static const char *
typedef_of (tree type)
{
	tree name = TYPE_NAME (TYPE_MAIN_VARIANT (type));
	if (name != NULL_TREE && TREE_CODE (name) == TYPE_DECL && !DECL_ARTIFICIAL (name))
		return IDENTIFIER_POINTER (DECL_NAME (name));
	name = naming_typedef (type);
	return name == NULL_TREE ? NULL : IDENTIFIER_POINTER (DECL_NAME (name));
}

static const char *
key_of_tagged (tree type, const struct context *c)
{
	const char *tag = tag_of (type);
	if (tag != NULL)
		return key (TREE_CODE (type) == ENUMERAL_TYPE ? "enum %s"
			    : TREE_CODE (type) == UNION_TYPE  ? "union %s"
							      : "struct %s",
			    tag);
	const char *name = typedef_of (type);
	if (name != NULL)
		return key ("%s", name);
	if (TREE_CODE (type) == ENUMERAL_TYPE && TYPE_VALUES (type) != NULL_TREE)
		return key ("enum/%s", IDENTIFIER_POINTER (TREE_PURPOSE (TYPE_VALUES (type))));
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
	struct ffir_doc *doc = comment_of (place_of_tagged (type));
	tree name = naming_typedef (type);
	return doc != NULL || name == NULL_TREE ? doc : doc_of (name);
}

static bool
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
}

static bool
has_word (const struct ffir_decl *d, enum ffir_word word)
{
	return ffir_annotation_find (d->annotations, d->n_annotations, word) != NULL;
}

static struct ffir_on *
add_layout (struct ffir_decl *d, tree type)
{
	struct ffir_on *on = FFIR_PUSH (&module->arena, d->on, d->n_on);
	on->targets = module->targets[0].id;
	on->has_layout = true;
	on->size = tree_to_uhwi (TYPE_SIZE_UNIT (type));
	on->align = TYPE_ALIGN_UNIT (type);
	return on;
}

/* ---- enums ---- */

static void
describe_enumerators (tree type, struct ffir_decl *d)
{
	for (tree value = TYPE_VALUES (type); value != NULL_TREE; value = TREE_CHAIN (value)) {
		struct ffir_enumerator *e = FFIR_PUSH (&module->arena, d->enumerators, d->n_enumerators);
		tree decl = enumerator_of (TREE_PURPOSE (value), TREE_VALUE (value));
		tree cst = TREE_VALUE (value);
		if (TREE_CODE (cst) == CONST_DECL)
			cst = DECL_INITIAL (cst);
		e->name = key ("%s", IDENTIFIER_POINTER (TREE_PURPOSE (value)));
		if (TREE_CODE (cst) == INTEGER_CST)
			e->value = integer_value (cst);
		else
			d->unsupported = "an enumerator has no value that is known";
		if (decl == NULL_TREE)
			continue;
		e->at = loc_of (DECL_SOURCE_LOCATION (decl));
		e->doc = comment_of (DECL_SOURCE_LOCATION (decl));
		annotations_of (DECL_ATTRIBUTES (decl), false, &e->annotations, &e->n_annotations);
	}
}

static struct ffir_decl *
describe_enum (tree type, const struct context *c)
{
	const char *id = key_of_tagged (type, c);
	struct ffir_decl *d = id == NULL ? NULL : add_decl (FFIR_DECL_ENUMERATION, id, place_of_tagged (type));
	if (d == NULL)
		return NULL;
	described->put (type, d);
	d->doc = doc_of_tagged (type);
	annotations_of_tagged (type, d);
	if (!COMPLETE_TYPE_P (type) || TYPE_VALUES (type) == NULL_TREE)
		d->unsupported = "an enum without values";
	describe_enumerators (type, d);
	if (COMPLETE_TYPE_P (type))
		add_layout (d, type)->is_signed = !TYPE_UNSIGNED (type);
	return d;
}

/* ---- records ---- */

/* Why the layout cannot be expressed, or NULL. */
static const char *
refuse_record (tree type)
{
	if (!TYPE_SIZE_UNIT (type) || !tree_fits_uhwi_p (TYPE_SIZE_UNIT (type)))
		return "a record whose size is not constant";
	if (TYPE_REVERSE_STORAGE_ORDER (type))
		return "a record in the other byte order (scalar_storage_order)";
	if (TREE_CODE (type) == UNION_TYPE && TYPE_TRANSPARENT_AGGR (type))
		return "a transparent union";
	if (is_cxx && TREE_ADDRESSABLE (type))
		return "a C++ class that is not copied byte by byte";
	for (tree field = TYPE_FIELDS (type); field != NULL_TREE; field = DECL_CHAIN (field)) {
		if (TREE_CODE (field) != FIELD_DECL)
			continue;
		if (DECL_FIELD_OFFSET (field) == NULL_TREE)
			return "a C++ template";
		if (is_cxx && DECL_ARTIFICIAL (field))
			return "a C++ class with bases or virtual functions";
		if (!tree_fits_uhwi_p (bit_position (field)))
			return "a record with a field whose place is not constant";
	}
	return NULL;
}

static bool
is_field (tree member)
{
	return TREE_CODE (member) == FIELD_DECL && !DECL_ARTIFICIAL (member);
}

/* What is said on DECL of the result of the function that it points to. */
static void
annotate_result (struct ffir_type *type, tree decl)
{
	while (type->kind == FFIR_TYPE_POINTER || type->kind == FFIR_TYPE_ARRAY)
		type = type->to;
	if (type->kind != FFIR_TYPE_FUNCTION)
		return;
	struct ffir_param *result = &type->function->result;
	annotations_of (DECL_ATTRIBUTES (decl), true, &result->annotations, &result->n_annotations);
}

static void
describe_field (struct ffir_decl *d, tree decl, size_t index, struct ffir_field *field, struct ffir_place *place)
{
	field->name = DECL_NAME (decl) ? key ("%s", IDENTIFIER_POINTER (DECL_NAME (decl)))
				       : ffir_printf (&module->arena, "#%u", (unsigned) index + 1);
	field->is_bits = DECL_BIT_FIELD_TYPE (decl) != NULL_TREE;
	field->anonymous = DECL_NAME (decl) == NULL_TREE && RECORD_OR_UNION_TYPE_P (TREE_TYPE (decl));
	field->at = loc_of (DECL_SOURCE_LOCATION (decl));
	field->doc = comment_of (DECL_SOURCE_LOCATION (decl));
	annotations_of (DECL_ATTRIBUTES (decl), false, &field->annotations, &field->n_annotations);

	tree type = field->is_bits ? DECL_BIT_FIELD_TYPE (decl) : TREE_TYPE (decl);
	struct context c = {d->id, field->name, params_of (decl), 0};
	field->type = describe_value (type, &c);
	annotate_result (field->type, decl);
	place->is_bits = field->is_bits;
	if (field->is_bits) {
		field->bits = tree_to_uhwi (DECL_SIZE (decl));
		place->bit_offset = tree_to_uhwi (bit_position (decl));
	} else
		place->offset = tree_to_uhwi (bit_position (decl)) / BITS_PER_UNIT;
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
	add_layout (d, type)->places = on.places;
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
	return tag != NULL && in_system_header_at (place_of_tagged (type))
	       && (strcmp (tag, "_IO_FILE") == 0 || strcmp (tag, "__sFILE") == 0 || strcmp (tag, "__FILE") == 0);
}

/* A service's fields are private; its size is not where a header shows it, since callers may allocate it. */
static void
choose_body (tree type, struct ffir_decl *d)
{
	bool shown = in_interface_header (place_of_tagged (type)) || is_exported_body (type);
	d->opaque = true;
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
	described->put (type, d);
	d->record_kind = TREE_CODE (type) == UNION_TYPE ? FFIR_UNION : FFIR_STRUCT;
	d->doc = doc_of_tagged (type);
	annotations_of_tagged (type, d);
	choose_body (type, d);
	/* Units that see the body and units that do not say the same of an opaque record. */
	if (d->opaque && mention_of (type) != UNKNOWN_LOCATION)
		move_decl (d, mention_of (type));
	return d;
}

/* The declaration of a record or enum, new or old; NULL if its key is another type's. */
static struct ffir_decl *
find_tagged (tree type, const struct context *c)
{
	if (described == NULL)
		described = new hash_map<tree, struct ffir_decl *>;
	type = TYPE_MAIN_VARIANT (type);
	struct ffir_decl **known = described->get (type);
	if (known != NULL)
		return *known;
	return TREE_CODE (type) == ENUMERAL_TYPE ? describe_enum (type, c) : describe_record (type, c);
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
	struct ffir_decl **found = described == NULL ? NULL : described->get (type);
	if (found == NULL)
		return NULL;
	struct ffir_decl *d = *found;
	if (has_word (d, FFIR_W_SERVICE) || has_word (d, FFIR_W_SERVICE_AS))
		return key ("the fields of service '%s' are private: it cannot travel by value", d->id);
	if (d->opaque && COMPLETE_TYPE_P (type) && d->unsupported == NULL && !has_word (d, FFIR_W_OPAQUE)
	    && !is_private_by_standard (type))
		describe_body (type, d, false);
	if (d->unsupported != NULL)
		return d->unsupported;
	return d->opaque ? key ("'%s' is opaque: it cannot travel by value", d->id) : NULL;
}

/* The type of something that holds a value of TYPE, or of an array of them. */
static struct ffir_type *
describe_value (tree type, struct context *c)
{
	struct ffir_type *t = describe (type, c);
	while (TREE_CODE (type) == ARRAY_TYPE)
		type = TREE_TYPE (type);
	const char *reason = RECORD_OR_UNION_TYPE_P (type) && t->kind != FFIR_TYPE_UNSUPPORTED ? require_body (type) : NULL;
	return reason == NULL ? t : unsupported (reason);
}

static struct ffir_type *
describe_tagged_use (tree type, struct context *c)
{
	struct ffir_decl *d = find_tagged (type, c);
	return d == NULL ? unsupported ("another type has this one's name") : named (d->id);
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
	for (tree t = type; typedef_variant_p (t); t = DECL_ORIGINAL_TYPE (TYPE_NAME (t)))
		if (strcmp (IDENTIFIER_POINTER (DECL_NAME (TYPE_NAME (t))), "__gnuc_va_list") == 0
		    || strcmp (IDENTIFIER_POINTER (DECL_NAME (TYPE_NAME (t))), "__builtin_va_list") == 0)
			return true;
	return false;
}

/* The words about what the alias names went to its record or enum. */
static void
annotations_of_alias (tree decl, struct ffir_decl *d)
{
	struct ffir_annotation *list = NULL;
	size_t n = 0;
	annotations_of (DECL_ATTRIBUTES (decl), false, &list, &n);
	size_t n_about;
	const tree *about = about_type (decl, &n_about);
	for (size_t i = 0; i < n_about; i++)
		annotations_of (DECL_ATTRIBUTES (about[i]), false, &list, &n);
	bool tagged = is_tagged_type (DECL_ORIGINAL_TYPE (decl));
	for (size_t i = 0; i < n; i++)
		if (!tagged || !is_about_type (list[i].word))
			*FFIR_PUSH (&module->arena, d->annotations, d->n_annotations) = list[i];
	d->deprecated = deprecation_of (TREE_DEPRECATED (decl), DECL_ATTRIBUTES (decl));
}

static const char *
describe_alias (tree decl)
{
	const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
	const struct ffir_decl *old = ffir_module_find (module, name);
	if (old != NULL)
		return old->id;
	struct ffir_decl *d = add_decl (FFIR_DECL_ALIAS, name, place_of (decl));
	d->doc = doc_of (decl);
	annotations_of_alias (decl, d);
	struct context c = {d->id, "0", params_of (decl), 0};
	d->type = describe (DECL_ORIGINAL_TYPE (decl), &c);
	annotate_result (d->type, decl);
	return d->id;
}

/* A typedef's name as a type. */
static struct ffir_type *
describe_typedef_use (tree decl, struct context *c)
{
	const char *name = IDENTIFIER_POINTER (DECL_NAME (decl));
	tree type = DECL_ORIGINAL_TYPE (decl);
	if (is_tagged_type (type) && tag_of (type) == NULL && !typedef_variant_p (type)) {
		const char *names = typedef_of (type);
		if (names != NULL && strcmp (names, name) == 0)
			return describe_tagged_use (type, c);
	}
	if (TREE_CODE (type) == INTEGER_TYPE && integer_name (type) != NULL) {
		/* __time_t and its like are the C library's own spelling */
		bool private_name = strncmp (name, "__", 2) == 0 && in_system_header_at (DECL_SOURCE_LOCATION (decl));
		if (private_name && is_standard_name (name + 2))
			name += 2;
		if (private_name || is_standard_name (name))
			return standard (key ("%s", name), type);
	}
	return named (describe_alias (decl));
}

void
describe_typedef (tree decl)
{
	if (DECL_ORIGINAL_TYPE (decl) == NULL_TREE) {
		if (is_tagged_type (TREE_TYPE (decl)))
			describe_tagged (TREE_TYPE (decl));
		return;
	}
	struct context c = {IDENTIFIER_POINTER (DECL_NAME (decl)), "0", NULL, 0};
	describe_typedef_use (decl, &c);
}

/* ---- functions ---- */

/* The annotations of FROM that LIST has not. */
static void
join_annotations (struct ffir_annotation **list, size_t *n, const struct ffir_annotation *from, size_t n_from)
{
	for (size_t i = 0; i < n_from; i++) {
		bool known = false;
		for (size_t j = 0; j < *n && !known; j++) {
			const struct ffir_annotation *a = &(*list)[j];
			known = a->word == from[i].word && a->n_args == from[i].n_args;
			for (size_t k = 0; k < a->n_args && known; k++)
				known = strcmp (a->args[k].text, from[i].args[k].text) == 0;
		}
		if (!known)
			*FFIR_PUSH (&module->arena, *list, *n) = from[i];
	}
}

/* Parameter INDEX, as PARM declares it, or of type TYPE where no declaration is known. */
static void
describe_param (struct ffir_param *param, const char *owner, size_t index, tree parm, tree type)
{
	const char *number = ffir_printf (&module->arena, "%u", (unsigned) index + 1);
	param->name = key ("#%s", number);
	struct context c = {owner, number, NULL, 0};
	if (parm != NULL_TREE) {
		if (DECL_NAME (parm) != NULL_TREE)
			param->name = key ("%s", IDENTIFIER_POINTER (DECL_NAME (parm)));
		param->at = loc_of (DECL_SOURCE_LOCATION (parm));
		param->doc = comment_of (DECL_SOURCE_LOCATION (parm));
		annotations_of (DECL_ATTRIBUTES (parm), false, &param->annotations, &param->n_annotations);
		type = TREE_TYPE (parm);
		c.params = params_of (parm);
	}
	param->type = describe_value (type, &c);
	if (parm != NULL_TREE)
		annotate_result (param->type, parm);
	param->type->quals = 0;
}

static size_t
count_arguments (tree fntype)
{
	size_t n = 0;
	for (tree arg = TYPE_ARG_TYPES (fntype); arg != NULL_TREE && arg != void_list_node; arg = TREE_CHAIN (arg))
		n++;
	return n;
}

/* Takes the PARM_DECLs of FNTYPE from C's list; NULL if they are not known. */
static const tree *
next_params (tree fntype, struct context *c)
{
	size_t n = count_arguments (fntype);
	size_t spelled = n == 0 && TYPE_ARG_TYPES (fntype) == void_list_node ? 1 : n;
	if (c->params == NULL || c->next + spelled > c->params->n)
		return NULL;
	const tree *list = c->params->params + c->next;
	c->next += spelled;
	return list;
}

static struct ffir_function_type *
describe_function_type (tree fntype, struct context *c)
{
	struct ffir_function_type *f
		= (struct ffir_function_type *) ffir_alloc (&module->arena, sizeof (struct ffir_function_type));
	size_t n = count_arguments (fntype);
	const tree *parms = next_params (fntype, c);
	f->params = (struct ffir_param *) ffir_alloc (&module->arena, n * sizeof *f->params + 1);
	f->n_params = n;
	f->variadic = stdarg_p (fntype);
	f->unprototyped = !prototype_p (fntype);
	size_t i = 0;
	for (tree arg = TYPE_ARG_TYPES (fntype); i < n; arg = TREE_CHAIN (arg), i++)
		describe_param (&f->params[i], c->owner, i, parms ? parms[i] : NULL_TREE, TREE_VALUE (arg));
	struct context result = {c->owner, "0", c->params, c->next};
	f->result.type = describe_value (TREE_TYPE (fntype), &result);
	f->result.type->quals = 0;
	c->next = result.next;
	return f;
}

/* Does argument INDEX of WORD name a parameter? */
static bool
names_param (enum ffir_word word, size_t index)
{
	for (const char *p = ffir_words[word].args; *p != '\0'; p++) {
		if (*p == '?' || *p == '*' || *p == '+')
			continue;
		if (index == 0)
			return *p == 'n';
		index--;
	}
	return false;
}

/* The annotations in LIST are of declaration S; the parameters that they name have F's names. */
static void
rename_params (const struct ffir_function_type *f, const struct sight *s, struct ffir_annotation *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < list[i].n_args; j++) {
			if (!names_param (list[i].word, j))
				continue;
			for (size_t k = 0; k < f->n_params && k < s->params.n; k++) {
				tree name = DECL_NAME (s->params.params[k]);
				if (name == NULL_TREE || strcmp (IDENTIFIER_POINTER (name), list[i].args[j].text) != 0)
					continue;
				list[i].args[j].text = f->params[k].name;
				break;
			}
		}
		rename_params (f, s, list[i].nested, list[i].n_nested);
	}
}

/* What another declaration of the same function adds: names where there were none, and annotations. */
static void
add_sight (struct ffir_function_type *f, const struct sight *s)
{
	for (size_t i = 0; i < f->n_params && i < s->params.n; i++) {
		tree name = DECL_NAME (s->params.params[i]);
		if (*f->params[i].name == '#' && name != NULL_TREE)
			f->params[i].name = key ("%s", IDENTIFIER_POINTER (name));
	}
	for (size_t i = 0; i < f->n_params && i < s->params.n; i++) {
		tree parm = s->params.params[i];
		struct ffir_param *param = &f->params[i];
		if (param->doc == NULL)
			param->doc = comment_of (DECL_SOURCE_LOCATION (parm));
		struct ffir_annotation *list = NULL;
		size_t n = 0;
		annotations_of (DECL_ATTRIBUTES (parm), false, &list, &n);
		rename_params (f, s, list, n);
		join_annotations (&param->annotations, &param->n_annotations, list, n);
	}
}

/* A definition in the old style says its parameters, but is no prototype. */
static void
describe_old_style (struct ffir_function_type *f, const char *owner, const struct sight *s)
{
	f->params = (struct ffir_param *) ffir_alloc (&module->arena, s->params.n * sizeof *f->params + 1);
	f->n_params = s->params.n;
	for (size_t i = 0; i < f->n_params; i++) {
		tree parm = s->params.params[i];
		describe_param (&f->params[i], owner, i, parm, TREE_TYPE (parm));
	}
}

struct ffir_function_type *
describe_function (tree fndecl, const struct sight *const *list, size_t n)
{
	tree fntype = TREE_TYPE (fndecl);
	const struct sight *first = NULL;
	for (size_t i = 0; i < n && first == NULL; i++)
		if (list[i]->params.n > 0)
			first = list[i];
	const struct callback_params *params = first != NULL		 ? &first->params
					       : typedef_variant_p (fntype) ? params_of (TYPE_NAME (fntype))
									    : NULL;
	struct context c = {key ("%s", IDENTIFIER_POINTER (DECL_NAME (fndecl))), "0", params, 0};
	struct ffir_function_type *f = describe_function_type (fntype, &c);
	if (!prototype_p (fntype) && first != NULL)
		describe_old_style (f, c.owner, first);
	for (size_t i = 0; i < n; i++)
		if (list[i] != first)
			add_sight (f, list[i]);
	return f;
}

struct ffir_type *
describe_variable (tree decl)
{
	struct context c = {key ("%s", IDENTIFIER_POINTER (DECL_NAME (decl))), "0", params_of (decl), 0};
	struct ffir_type *t = describe_value (TREE_TYPE (decl), &c);
	annotate_result (t, decl);
	return t;
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
	/* [0] has a size, [] has none. */
	tree size = TYPE_SIZE (type), element = TYPE_SIZE (TREE_TYPE (type));
	if (size != NULL_TREE && integer_zerop (size) && element != NULL_TREE && !integer_zerop (element))
		t->has_count = true;
	else if (last != NULL_TREE) {
		t->has_count = true;
		t->count = wi::extract_uhwi (wi::to_wide (last), 0, 64) + 1;
	}
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
		return unsupported (key ("a pointer to a function that is called in another way (%s)", convention_of (type)));
	struct ffir_type *t = ffir_type_new (module, FFIR_TYPE_FUNCTION);
	t->function = describe_function_type (type, c);
	return t;
}

/* TYPE, but its qualifiers. */
static struct ffir_type *
describe_unqualified (tree type, struct context *c)
{
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
		return unsupported (key ("a type that C does not have (%s)", get_tree_code_name (TREE_CODE (type))));
	}
}

static struct ffir_type *
describe (tree type, struct context *c)
{
	if (type == NULL_TREE || type == error_mark_node)
		return unsupported ("a type with an error");
	if (is_va_list (type))
		return unsupported ("va_list");
	int quals = TYPE_QUALS (type);
	struct ffir_type *t;
	if (typedef_variant_p (type)) {
		tree decl = TYPE_NAME (type);
		t = describe_typedef_use (decl, c);
		quals &= ~TYPE_QUALS (TREE_TYPE (decl));
	} else
		t = describe_unqualified (type, c);
	t->quals |= quals_of (quals);
	return t;
}

struct ffir_type *
describe_type (tree type, const struct callback_params *params)
{
	struct context c = {"type", "0", params, 0};
	return describe (type, &c);
}
