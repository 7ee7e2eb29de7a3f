/*
 * Arithmetic types by C's names for them, standard typedefs, and the target that gives them their shape.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/types.h"

/* ---- arithmetic types ---- */

static const char *const integer_names[] = {
	/* in the order of GCC's enum integer_type_kind */
	"char",
	"signed char",
	"unsigned char",
	"short",
	"unsigned short",
	"int",
	"unsigned int",
	"long",
	"unsigned long",
	"long long",
	"unsigned long long",
	"__int128",
	"unsigned __int128",
};

/* C's spelling of an integer type; one that only an attribute makes is C's first of that shape. */
const char *
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
	"__s16",	 "__s32",	   "__s64",	     "__s8",	       "__u16",
	"__u32",	 "__u64",	   "__u8",	     "blkcnt64_t",     "blkcnt_t",
	"blksize_t",	 "char16_t",	   "char32_t",	     "char8_t",	       "clock_t",
	"clockid_t",	 "dev_t",	   "fsblkcnt_t",     "fsfilcnt_t",     "gid_t",
	"id_t",		 "in_addr_t",	   "in_port_t",	     "ino64_t",	       "ino_t",
	"int16_t",	 "int32_t",	   "int64_t",	     "int8_t",	       "int_fast16_t",
	"int_fast32_t",	 "int_fast64_t",   "int_fast8_t",    "int_least16_t",  "int_least32_t",
	"int_least64_t", "int_least8_t",   "intmax_t",	     "intptr_t",       "key_t",
	"loff_t",	 "mode_t",	   "nfds_t",	     "nlink_t",	       "off64_t",
	"off_t",	 "pid_t",	   "ptrdiff_t",	     "rlim_t",	       "sa_family_t",
	"sig_atomic_t",	 "size_t",	   "socklen_t",	     "speed_t",	       "ssize_t",
	"suseconds_t",	 "tcflag_t",	   "time_t",	     "u_int16_t",      "u_int32_t",
	"u_int64_t",	 "u_int8_t",	   "uid_t",	     "uint16_t",       "uint32_t",
	"uint64_t",	 "uint8_t",	   "uint_fast16_t",  "uint_fast32_t",  "uint_fast64_t",
	"uint_fast8_t",	 "uint_least16_t", "uint_least32_t", "uint_least64_t", "uint_least8_t",
	"uintmax_t",	 "uintptr_t",	   "useconds_t",     "wchar_t",	       "wctype_t",
	"wint_t"};

bool
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
		if (target->basics[i].name == name)
			return;
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

struct ffir_type *
basic (enum ffir_type_kind kind, const char *name, tree type)
{
	struct ffir_type *t = ffir_type_new (module, kind);
	t->name = name;
	add_basic (&module->targets[0], name, NULL, type);
	return t;
}

struct ffir_type *
standard (const char *name, tree type)
{
	add_basic (&module->targets[0], name, integer_name (type), TYPE_MAIN_VARIANT (type));
	return named (name);
}

struct ffir_type *
describe_integer (tree type)
{
	tree name = identifier_of (TYPE_MAIN_VARIANT (type));
	const char *spelled = integer_name (type);
	if (TYPE_MAIN_VARIANT (type) == integer_type_node)
		return basic (FFIR_TYPE_INT, spelled, type);
	if (spelled == NULL)
		return unsupported (ffir_printf (&module->arena, "an integer of %u bits",
						 (unsigned) TYPE_PRECISION (type)));
	if (name != NULL_TREE && is_standard_name (IDENTIFIER_POINTER (name)))
		return standard (name_of (name), type); /* wchar_t and its like in C++ */
	return basic (FFIR_TYPE_INT, spelled, type);
}

struct ffir_type *
describe_bitint (tree type)
{
	const char *name =
		ffir_printf (&module->arena, "%s_BitInt(%u)", TYPE_UNSIGNED (type) ? "unsigned " : "",
			     (unsigned) TYPE_PRECISION (type));
	return basic (FFIR_TYPE_INT, name, type);
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
	if (type == dfloat32_type_node)
		return "_Decimal32";
	if (type == dfloat64_type_node)
		return "_Decimal64";
	if (type == dfloat128_type_node)
		return "_Decimal128";
	tree name = identifier_of (type);
	return name == NULL_TREE ? NULL : name_of (name);
}

struct ffir_type *
describe_float (tree type)
{
	const char *name = float_name (type);
	if (name == NULL)
		return unsupported ("a floating-point number that C does not name");
	return basic (FFIR_TYPE_FLOAT, name, type);
}

struct ffir_type *
describe_complex (tree type)
{
	tree of = TREE_TYPE (type);
	const char *part = TREE_CODE (of) == REAL_TYPE ? float_name (of) : integer_name (of);
	if (part == NULL)
		return unsupported ("a complex number of what C does not name");
	return basic (FFIR_TYPE_COMPLEX, prefixed ("_Complex ", part), type);
}

/* ---- targets ---- */

/* Options that change how data is laid out or functions are called. A name that ends in '=' has a value. */
static const char *const abi_options[] = {
	"-m16",
	"-m31",
	"-m32",
	"-m64",
	"-mabi=",
	"-malign-double",
	"-mandroid",
	"-marm64",
	"-mbig-endian",
	"-mfloat-abi=",
	"-mfp16-format=",
	"-mgeneral-regs-only",
	"-mhard-float",
	"-milp32",
	"-mlittle-endian",
	"-mlong-double-128",
	"-mlong-double-64",
	"-mlong-double-80",
	"-mlp64",
	"-mms-bitfields",
	"-mno-ms-bitfields",
	"-mno-sse",
	"-mno-sse2",
	"-mregparm=",
	"-mrtd",
	"-msoft-float",
	"-msseregparm",
	"-mstructure-size-boundary=",
	"-mx32",
	"-fpack-struct",
	"-fpack-struct=",
	"-fpcc-struct-return",
	"-freg-struct-return",
	"-fshort-wchar",
};

/* The last option of the command line that is NAME, or NULL. */
static const char *
find_option (const char *name)
{
	size_t size = strlen (name);
	for (unsigned i = save_decoded_options_count; i-- > 1;) {
		const char *text = save_decoded_options[i].orig_option_with_args_text;
		if (text != NULL
		    && (name[size - 1] == '=' ? strncmp (text, name, size) == 0 : strcmp (text, name) == 0))
			return text;
	}
	return NULL;
}

static bool
is_width (const char *text)
{
	static const char *const widths[] = {"-m16", "-m31", "-m32", "-m64", "-mx32"};
	for (const char *width : widths)
		if (strcmp (text, width) == 0)
			return true;
	return false;
}

/* Of several widths the last counts. */
static const char *
last_width (void)
{
	for (unsigned i = save_decoded_options_count; i-- > 1;) {
		const char *text = save_decoded_options[i].orig_option_with_args_text;
		if (text != NULL && is_width (text))
			return text;
	}
	return NULL;
}

/* "-m64" where nothing else is the default says nothing. */
static bool
is_default_width (const char *text)
{
	static const char *const wide[] = {"x86_64", "powerpc64", "s390x", "sparc64", "mips64", "riscv64"};
	bool is_wide = false;
	for (const char *cpu : wide)
		is_wide |= strncmp (target_triplet, cpu, strlen (cpu)) == 0;
	return strcmp (text, is_wide ? "-m64" : "-m32") == 0;
}

/* What drivers pass to the compiler where the user says nothing. */
static bool
is_usual (const char *text)
{
	static const struct {
		const char *triplet, *flag;
	} usual[] = {
		{"aarch64-", "-mabi=lp64"},
		{"aarch64-", "-mlittle-endian"},
		{"riscv64-linux-gnu", "-mabi=lp64d"},
		{"eabihf", "-mfloat-abi=hard"},
	};
	for (const auto &u : usual)
		if (strstr (target_triplet, u.triplet) != NULL && strcmp (text, u.flag) == 0)
			return true;
	return false;
}

static void
add_flag (struct ffir_buf *flags, const char *flag)
{
	ffir_buf_printf (flags, "%s%s", flags->size > 0 ? " " : "", flag);
}

/* In the order of the table, whatever that of the command line is. */
static void
describe_flags (struct ffir_buf *flags)
{
	const char *width = last_width ();
	for (const char *name : abi_options) {
		const char *text = find_option (name);
		if (text != NULL && !is_usual (text)
		    && (!is_width (text) || (strcmp (text, width) == 0 && !is_default_width (text))))
			add_flag (flags, text);
	}
	if (flag_short_enums != 2 && flag_short_enums != (int) targetm.default_short_enums ())
		add_flag (flags, flag_short_enums ? "-fshort-enums" : "-fno-short-enums");
	if ((bool) flag_signed_char != (bool) DEFAULT_SIGNED_CHAR)
		add_flag (flags, flag_signed_char ? "-fsigned-char" : "-funsigned-char");
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
	target->compiler = prefixed ("GCC ", gcc_version.basever);
	target->big_endian = BYTES_BIG_ENDIAN;
	target->char_signed = !TYPE_UNSIGNED (char_type_node);
	describe_basics (target);
	ffir_buf_release (&flags);
	ffir_buf_release (&id);
}
