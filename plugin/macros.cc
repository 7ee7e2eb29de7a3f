/*
 * Object-like macros as constants of the interface. GCC's own parser evaluates them in the compile that
 * is under way, so that casts, sizeof, enumerators and the target's arithmetic are right: at the end of
 * the main file reading goes on in a text of ours, in which each macro is the argument of an attribute.
 * Integers, arithmetic with them, and strings need no parser (macro_plain.cc).
 *
 * The user's compile must not notice. Diagnostics go nowhere meanwhile; what is known to have an effect,
 * or to stop the parser in the middle, is not given to it (macro_walk.cc); what macros and declarations
 * remember of being used is set back. C only: g++ has read the whole file before it parses, and there
 * these alone are taken.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/macros.h"

#include "ir/comments.h"

struct macro {
	cpp_hashnode *node;
	location_t at;
	bool by_name;	    /* selected by its very name */
	const char *reason; /* why it has no value; NULL: see VALUE */
	tree value, type;   /* NULL_TREE: none yet */
};

/* What a #define named, in order, and the line of it. */
struct definition {
	cpp_hashnode *node;
	location_t line;
};
static struct list<struct definition> defined;
static struct list<struct macro> macros; /* those of the interface, once each */

/* ASKED: our text was put behind the end of the main file; READING: the parser is in it. */
static enum { BEFORE, ASKED, READING, OVER } stage;

static cpp_callbacks *callbacks;
static void (*next_define) (cpp_reader *, location_t, cpp_hashnode *);
static void (*next_line) (cpp_reader *, const cpp_token *, int);

static location_t last_line;	   /* that had a token */
static void *between_declarations; /* the parser's obstack, there */
static location_t end_of_main;	   /* of the main file */
static location_t highest_line, highest_location, input_location_before;
static location_t line_of_text; /* its first one */
static unsigned char expansion_tracking, scope_tokens;
static gcc_diagnostics *diagnostics_of_user;
static bool is_wrong; /* an error was found in the line of our text that is being read */

gcc_diagnostics *
silent_diagnostics (void)
{
	static gcc_diagnostics *silent;
	if (silent == NULL) {
		silent = XCNEW (gcc_diagnostics);
		new (silent) gcc_diagnostics ();
		initialize_silent (silent);
	}
	return silent;
}

static void
on_error (void)
{
	is_wrong = true;
}

bool
macros_reading (void)
{
	return stage == ASKED || stage == READING;
}

void
macros_mark (void)
{
	/* Names that no tree has go when parsing is over. */
	for (const struct definition &d : defined)
		mark_tree (HT_IDENT_TO_GCC_IDENT (HT_NODE (d.node)));
	for (const struct macro &m : macros) {
		mark_tree (HT_IDENT_TO_GCC_IDENT (HT_NODE (m.node)));
		if (m.value != NULL_TREE)
			mark_tree (m.value);
		if (m.type != NULL_TREE)
			mark_tree (m.type);
	}
}

/* ---- which ---- */

static bool
wanted (const char *name, location_t at)
{
	const char *file = place_at (at).file;
	if (file == NULL || (*file == '<' && strcmp (file, "<stdin>") != 0))
		return false;
	if (options.macros != NULL)
		return glob_match (options.macros, name);
	if (options.select != NULL)
		return is_selected (name, at);
	/* The file alone decides, and the next macro is of the same one. */
	static const char *last_file;
	static bool last;
	if (file != last_file)
		last = is_selected (name, at);
	last_file = file;
	return last;
}

/* NAME stands in GLOBS, a list separated by commas, as it is. */
static bool
is_listed (const char *globs, const char *name)
{
	size_t length = strlen (name);
	while (globs != NULL && *globs != '\0') {
		size_t n = strcspn (globs, ",");
		if (n == length && memcmp (globs, name, n) == 0)
			return true;
		globs += n + (globs[n] == ',');
	}
	return false;
}

/* Whether a #define at the line that is being read can be wanted; the file may be known to have none. */
static bool
may_be_wanted (void)
{
	if (options.select != NULL || options.macros != NULL || LINEMAPS_ORDINARY_USED (line_table) == 0)
		return true;
	return headers_match (ORDINARY_MAP_FILE_NAME (LINEMAPS_LAST_ORDINARY_MAP (line_table)));
}

static void
on_define (cpp_reader *reader, location_t at, cpp_hashnode *node)
{
	if (stage == BEFORE && may_be_wanted ())
		defined.add ({node, at});
	if (next_define != NULL)
		next_define (reader, at, node);
}

/* Of the #defines those that are selected and still stand, where they were last defined. */
static void
keep_live (void)
{
	macros.reserve (defined.n);
	for (size_t i = 0; i < defined.n; i++) {
		cpp_hashnode *node = defined[i].node;
		if (!cpp_user_macro_p (node))
			continue;
		const char *name = (const char *) NODE_NAME (node);
		location_t at = cpp_macro_definition_location (node);
		bool is_last = at >= defined[i].line && (i + 1 == defined.n || at < defined[i + 1].line);
		if (!is_last || !wanted (name, at))
			continue;
		bool by_name = is_listed (options.macros != NULL ? options.macros : options.select, name);
		if (!node->value.macro->fun_like || by_name)
			macros.add ({node, at, by_name, NULL, NULL_TREE, NULL_TREE});
	}
	defined.give_back ();
}

/* ---- what the parser made of a macro ---- */

static tree
behind_pointer_casts (tree value)
{
	while (CONVERT_EXPR_P (value) && POINTER_TYPE_P (TREE_TYPE (value)))
		value = TREE_OPERAND (value, 0);
	return value;
}

static bool
is_unit_of (tree unit, tree literal)
{
	tree character = TREE_TYPE (TREE_TYPE (literal));
	if (TREE_CODE (unit) != INTEGER_TYPE || TYPE_PRECISION (unit) != TYPE_PRECISION (character))
		return false;
	return TYPE_PRECISION (unit) == TYPE_PRECISION (char_type_node)
	       || TYPE_MAIN_VARIANT (unit) == TYPE_MAIN_VARIANT (character);
}

tree
literal_behind (tree type, tree value)
{
	if (!POINTER_TYPE_P (type))
		return NULL_TREE;
	tree literal = behind_pointer_casts (value);
	if (TREE_CODE (literal) != ADDR_EXPR)
		return NULL_TREE;
	literal = TREE_OPERAND (literal, 0);
	STRIP_ANY_LOCATION_WRAPPER (literal);
	if (TREE_CODE (literal) != STRING_CST || !is_unit_of (TREE_TYPE (type), literal))
		return NULL_TREE;
	return literal;
}

/* NULL: nothing but that it is no constant expression. */
static const char *
why_not_constant (tree value)
{
	switch (TREE_CODE (value)) {
	case INTEGER_CST:
		return TREE_OVERFLOW (value) ? "its value overflows" : "its value needs more than 128 bits";
	case REAL_CST:
		return "it is a decimal floating constant";
	case COMPLEX_CST:
		return "it is a complex constant";
	case FIXED_CST:
		return "it is a fixed-point constant";
	case VECTOR_CST:
		return "it is a vector";
	case FUNCTION_DECL:
		return "it names a function";
	case VAR_DECL:
		return "it names a variable";
	case ADDR_EXPR:
		return "it is the address of something";
	default:
		return NULL;
	}
}

/* The attribute of ours: (index of the macro, its expression). */
static tree
on_value (tree *, tree name, tree arguments, int, bool *no_add)
{
	*no_add = true;
	if (stage != READING) {
		warning (OPT_Wattributes, "%qE attribute directive ignored", name);
		return NULL_TREE;
	}
	tree index = TREE_VALUE (arguments), value = TREE_VALUE (TREE_CHAIN (arguments));
	/* "(1 2)" is 1 to a parser that goes on behind an error. */
	if (!tree_fits_uhwi_p (index) || tree_to_uhwi (index) >= macros.n || error_operand_p (value)
	    || is_wrong)
		return NULL_TREE;
	struct macro &m = macros[tree_to_uhwi (index)];
	value = fold_as_initializer (value);
	STRIP_ANY_LOCATION_WRAPPER (value);
	tree literal = literal_behind (TREE_TYPE (value), value);
	if (literal != NULL_TREE || has_value (value)) {
		m.type = TYPE_MAIN_VARIANT (TREE_TYPE (value));
		m.value = literal != NULL_TREE ? literal : value;
	} else if (const char *reason = why_not_constant (behind_pointer_casts (value))) {
		m.reason = reason;
	}
	return NULL_TREE;
}

static const struct attribute_spec attributes[] = {
	{"ffi_value", 2, 2, false, false, false, false, on_value, NULL},
	{NULL, 0, 0, false, false, false, false, NULL, NULL},
};

void
macros_register_attribute (void)
{
	gcc_register_scoped (attributes, 1, "ffi_macros");
}

/* ---- the text behind the end of the main file ---- */

static char *text;

/* A keyword of all C since 1989 that makes no declaration of its argument; not a macro in this unit. */
static bool
can_assert (void)
{
	static const char word[] = "_Static_assert";
	return !cpp_macro_p (cpp_lookup (parse_in, (const unsigned char *) word, strlen (word)));
}

/* "_Static_assert(sizeof(int[[ffi_macros::ffi_value(7,(NAME))]]),"");" for each macro that is left to the
 * parser; false if there is none. No declaration is made: its number would be missing in the order of the
 * others', which debug information shows. __attribute__ would leave strings in the source's character set. */
static bool
write_text (void)
{
	struct ffir_buf lines = {NULL, 0, 0};
	bool asserts = can_assert ();
	const char *before = asserts ? "_Static_assert(sizeof(__typeof__(0)[[ffi_macros::ffi_value("
				     : "[[ffi_macros::ffi_value(";
	const char *behind = asserts ? "))]]),\"\");\n" : "))]] __typeof__(0) __ffi_v();\n";
	for (unsigned i = 0; i < macros.n; i++) {
		struct macro &m = macros[i];
		if (m.value != NULL_TREE)
			continue;
		if (!macro_walk (m.node, &m.reason))
			continue;
		char index[16];
		snprintf (index, sizeof index, "%u", i);
		ffir_buf_puts (&lines, before);
		ffir_buf_puts (&lines, index);
		ffir_buf_puts (&lines, ",(");
		ffir_buf_puts (&lines, (const char *) NODE_NAME (m.node));
		ffir_buf_puts (&lines, behind);
	}
	text = lines.text;
	return text != NULL;
}

static void
evaluate_plain (void)
{
	gcc_diagnostics *users = global_dc;
	global_dc = silent_diagnostics ();
	for (struct macro &m : macros) {
		if (m.value == NULL_TREE)
			m.value = macro_plain_number (m.node);
		if (m.value == NULL_TREE)
			m.value = macro_plain_string (m.node);
		if (m.value != NULL_TREE)
			m.type = TYPE_MAIN_VARIANT (TREE_TYPE (m.value));
	}
	macro_plain_finish ();
	global_dc = users;
}

/* The last line with a token starts what has no specifiers, and does not end it. */
static bool
ends_in_bare_declaration (void)
{
	static const char *const words[] = {"__extension__",  "asm",	       "__asm__", "__asm",
					    "_Static_assert", "static_assert", NULL};
	expanded_location last = expand_location (last_line);
	size_t size;
	const char *source = text_of_source (last.file, &size);
	return source != NULL && ffir_ends_after (source, size, last.line, words);
}

/* The parser is between two declarations: in the middle of one it has allocated its specifiers. What
 * ends there must be reported as it stands. A unit without a token is pedantically an error, too. */
static bool
may_continue (void)
{
	if (seen_error () || is_cxx || (flag_syntax_only && !only_document ()) || !global_bindings_p ())
		return false;
	if (last_line == UNKNOWN_LOCATION)
		return !pedantic;
	return obstack_next_free (&parser_obstack) == between_declarations && !ends_in_bare_declaration ();
}

/* Makes the parser read on behind the end of the file, if there is something to evaluate. */
static bool
continue_file (cpp_token *token)
{
	static char pragmas[] = "#pragma ffi_macros\n#pragma ffi_macros\n";
	if (!may_continue ())
		return false;
	keep_live ();
	evaluate_plain ();
	if (!write_text ())
		return false;
	end_of_main = token->src_loc;
	highest_line = line_table->highest_line;
	highest_location = line_table->highest_location;
	cpp_force_token_locations (parse_in, end_of_main);
	cpp_push_buffer (parse_in, (const unsigned char *) pragmas, sizeof pragmas - 1, true);
	token->type = CPP_PADDING;
	token->flags = 0;
	token->val.source = NULL;
	return true;
}

static void
start_reading (void)
{
	stage = READING;
	input_location_before = input_location;
	expansion_tracking = cpp_get_options (parse_in)->track_macro_expansion;
	cpp_get_options (parse_in)->track_macro_expansion = 0;
	scope_tokens = cpp_get_options (parse_in)->scope;
	cpp_get_options (parse_in)->scope = true;
	diagnostics_of_user = global_dc;
	global_dc = silent_diagnostics ();
	catch_errors<on_error> (global_dc);
	cpp_push_buffer (parse_in, (const unsigned char *) text, strlen (text), true);
}

static void
stop_reading (void)
{
	stage = OVER;
	global_dc = diagnostics_of_user;
	cpp_get_options (parse_in)->track_macro_expansion = expansion_tracking;
	cpp_get_options (parse_in)->scope = scope_tokens;
	cpp_stop_forcing_token_locations (parse_in);
	line_table->highest_line = highest_line;
	line_table->highest_location = highest_location;
	input_location = input_location_before;
	macro_walk_finish ();
}

/* The first of our pragmas stands before the text, the second behind it. */
static void
on_pragma (cpp_reader *)
{
	tree token;
	while (pragma_lex (&token) != CPP_EOF)
		continue;
	if (stage == ASKED)
		start_reading ();
	else if (stage == READING)
		stop_reading ();
	else
		warning (OPT_Wunknown_pragmas, "ignoring %<#pragma ffi_macros%>");
}

/* A line of our text starts. All are the same one to the line table: GCC keeps the range of each token, and so keeps one
 * for each column. */
static void
start_line (void)
{
	is_wrong = false;
	if (line_of_text == UNKNOWN_LOCATION)
		line_of_text = line_table->highest_line;
	line_table->highest_line = line_of_text;
}

/* A line of the preprocessed text starts with TOKEN, or the text ends. */
static void
on_line (cpp_reader *reader, const cpp_token *token, int parsing_arguments)
{
	if (token->type != CPP_EOF && stage == BEFORE && last_line != UNKNOWN_LOCATION) {
		last_line = token->src_loc;
	} else if (token->type != CPP_EOF) {
		if (last_line == UNKNOWN_LOCATION && &parser_obstack != NULL)
			between_declarations = obstack_next_free (&parser_obstack);
		if (stage == BEFORE)
			last_line = token->src_loc;
		else if (stage == READING && !parsing_arguments)
			start_line ();
	} else if (!parsing_arguments && cpp_get_buffer (reader) == NULL) {
		if (stage == BEFORE) {
			stage = ASKED;
			if (continue_file (const_cast<cpp_token *> (token)))
				return;
		} else if (stage == READING) {
			stop_reading ();
		}
		if (text != NULL)
			const_cast<cpp_token *> (token)->src_loc = end_of_main;
		stage = OVER;
	}
	if (next_line != NULL)
		next_line (reader, token, parsing_arguments);
}

/* ---- what main.cc calls ---- */

static bool
any_wanted (void)
{
	if (options.select == NULL && options.headers == NULL && options.macros == NULL)
		return false;
	return !cpp_get_options (parse_in)->preprocessed;
}

void
macros_pragmas (void)
{
	if (any_wanted ())
		c_register_pragma (NULL, "ffi_macros", on_pragma);
}

void
macros_start (void)
{
	if (!any_wanted ())
		return;
	callbacks = cpp_get_callbacks (parse_in);
	next_define = callbacks->define;
	callbacks->define = on_define;
	next_line = callbacks->line_change;
	callbacks->line_change = on_line;
}

/* ---- as constants ---- */

static void
add_constant (const struct macro *m)
{
	if (m->value == NULL_TREE && !m->by_name)
		return;
	size_t size = NODE_LEN (m->node);
	char *id = (char *) ffir_alloc (&module->arena, size + 2);
	*id = '#';
	memcpy (id + 1, NODE_NAME (m->node), size + 1);
	struct ffir_decl *d = add_decl (FFIR_DECL_CONSTANT, id, m->at);
	if (d == NULL)
		return;
	d->from = "macro";
	d->at.column = 0; /* not known before GCC 14 */
	d->doc = comment_of (m->at);
	if (m->value == NULL_TREE) {
		d->unsupported = m->reason != NULL ? m->reason : "it is evaluated only in C";
		return;
	}
	/* A string is passed as it decays, and must not be written to. */
	tree type = m->type;
	if (TREE_CODE (m->value) == STRING_CST && !TYPE_READONLY (TREE_TYPE (type)))
		type = build_pointer_type (build_qualified_type (TREE_TYPE (type), TYPE_QUAL_CONST));
	d->type = describe_type (type, NULL);
	struct ffir_on *on = FFIR_PUSH (&module->arena, d->on, d->n_on);
	on->targets = module->targets[0].id;
	value_of_constant (m->value, &on->value);
}

void
macros_describe (void)
{
	if (!any_wanted ())
		return;
	if (text == NULL) {
		keep_live ();
		evaluate_plain ();
	}
	for (const struct macro &m : macros)
		add_constant (&m);
}
