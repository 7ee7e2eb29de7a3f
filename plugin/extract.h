/*
 * What the parts of the plugin tell each other. Each part is one file:
 *
 *	main.cc		 what GCC calls and when: options, callbacks, the pass; nothing else registers callbacks
 *	options.cc	 -fplugin-arg-ffiextract-*
 *	collect.cc	 declarations as the front end reports them, parameters
 *	sights.cc	 what the declarations of one thing say together, and the order of the source
 *	export.cc	 what is exported
 *	cxx.cc		 what only g++ can tell; cxx_params.cc: what it does not, read from the tokens of
 *			 cxx_tokens.cc
 *	types.cc	 GCC's types to the model's; types_basic.cc: arithmetic types, targets; types_tagged.cc:
 *			 records and enums, layouts; types_function.cc: functions and their parameters
 *	values.cc	 constants that GCC has evaluated
 *	passing.cc	 in which registers arguments and results travel; registers.cc: at which end, in what format
 *	attributes.cc	 the vocabulary: registered, checked, read back as annotations
 *	standard.cc	 what GCC's own attributes say, as the vocabulary's words
 *	macros.cc	 object-like macros, evaluated by GCC's own parser
 *	comments.cc	 doc comments, attached to declarations
 *	warnings.cc	 what declarations leave open
 *	evidence.cc	 what bodies tell
 *	contradictions.cc what bodies do against what was promised
 *	suggest.cc	 what they keep without a promise
 *	emit.cc		 the records, into the object or a file
 *
 * Order of work: the front end's events collect; PLUGIN_ALL_IPA_PASSES_START describes all declarations
 * and types; our pass behind build_ssa_passes walks bodies and writes. After an error nothing is written.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_EXTRACT_H
#define FFI_EXTRACT_H

#include "plugin/gcc.h"

#include "ir/annotation.h"
#include "ir/model.h"
#include "ir/write.h"
#include "plugin/tables.h"

/* ---- options.cc ---- */

struct options {
	const char *output;  /* NULL: into the object; a file, or a folder (ends in '/' or exists) */
	const char *select;  /* globs, comma separated, of names of every kind; NULL: none */
	const char *headers; /* globs of files whose declarations belong to the interface; NULL: none */
	const char *macros;  /* globs of macros; NULL: what select and headers name */
	const char *library; /* what FFI_LIBRARY calls ours; NULL: there is one at most */
	bool scan;	     /* declarations count as exported without a definition: ffirender scan */
};
extern struct options options;

/* Reads the arguments; an unknown one, or a bad value, is an error that lists the known ones. False then. */
bool options_read (int argc, struct plugin_argument *argv);
/* Whether the warning of that name ("ffi-ignored") is on; *AS_ERROR if it was asked to be an error. */
bool warning_on (const char *name, bool *as_error);
/* Does NAME, with or without its "ffi-", mean WARNING? */
bool warning_is (const char *warning, const char *name);
/* Is there a warning of that name, with or without its "ffi-"? */
bool warning_known (const char *name);
/* The nearest warning to NAME, or NULL. */
const char *warning_nearest (const char *name);
/* warning_at, if it is on and not FFI_ALLOWed; "[name]" is put behind the text. */
bool ffi_warning (location_t at, const char *name, const char *gmsgid, ...) ATTRIBUTE_GCC_DIAG (3, 4);
bool ffi_warning_va (location_t at, const char *name, const char *gmsgid, va_list *ap)
	ATTRIBUTE_GCC_DIAG (3, 0);
/* The same at DECL's place, unless DECL carries FFI_ALLOW of that warning. */
bool ffi_warning_about (tree decl, const char *name, const char *gmsgid, ...) ATTRIBUTE_GCC_DIAG (3, 4);
/* GLOB with * ? [..]; a comma separates alternatives. A glob for files without '/' matches the last part. */
bool glob_match (const char *globs, const char *name);
bool file_match (const char *globs, const char *file);

/* ---- main.cc ---- */

extern struct ffir_module *module; /* of this unit; NULL where the plugin has nothing to do (-E, lto1, ...) */
extern bool is_cxx;
extern const char *target_triplet; /* as GCC was configured */

/* Is this a unit that is only looked at (-fsyntax-only), of which a document is wanted? GCC sets the same flag while it
 * precompiles a header, of which there is none. */
bool only_document (void);

/* Places: files as -ffile-prefix-map has them, columns as GCC counts; a name out of a macro is where the
 * macro is used. */
struct ffir_loc loc_of (location_t at);
/* Where the user wrote it; macros are where they are used. The second sets *MAP, NULL where there is none.
 * Of two such places the one that comes first is less. */
location_t expansion_of (location_t at);
location_t expansion_of (location_t at, const line_map_ordinary **map);
/* expansion_of's file, line and column, as GCC shows them; no file where there is none. Until the next one is asked
 * for. */
const expanded_location &place_at (location_t at);

/* ---- collect.cc ---- */

void collect_start (void);     /* PLUGIN_START_UNIT */
void collect_decl (tree decl); /* PLUGIN_FINISH_DECL */
/* PLUGIN_START_PARSE_FUNCTION and PLUGIN_FINISH_PARSE_FUNCTION: what is in between is no interface. */
void collect_body (bool finished, tree fndecl);
void collect_type (tree type); /* PLUGIN_FINISH_TYPE */
void collect_mark (void);      /* PLUGIN_GGC_MARKING */

/* ---- sights.cc ---- */

/* Appends a declaration that stands at AT; NULL if there is one of that id. MODULE is sorted by place
 * before it is written, so that its order is the source's. */
struct ffir_decl *add_decl (enum ffir_decl_kind kind, const char *id, location_t at);

/* Whether a macro, or a declaration at AT of that name, is of the interface by select= or headers=. */
bool is_selected (const char *name, location_t at);
/* Is FILE, of the line table, one of headers=? */
bool headers_match (const char *file);

/* ---- export.cc ---- */

/* Is anything of this unit exported, or a document wanted? A quick test. */
bool collect_wanted (void);
/* PLUGIN_ALL_IPA_PASSES_START: fills MODULE with all that is exported, and UNIT with who defines it. */
void collect_describe (struct ffir_unit *unit);

/* ---- cxx.cc ---- */

/* Only where IS_CXX. Has the function or variable C's name for the linker? */
bool cxx_is_extern_c (tree decl);
/* Why a class is none that C can name, or NULL. */
const char *cxx_refuse_class (tree type);
bool cxx_is_lambda (tree type);
/* Has a class no members? It has a size, but may be passed as if there were nothing. */
bool cxx_is_empty (tree type);
/* Is the typedef of a class, of a namespace or of a template, so that others may have its name? */
bool cxx_is_scoped_alias (tree decl);
/* noexcept, or throw () of older C++. */
bool cxx_is_noexcept (tree fntype);
/* One to a member function is a record. */
bool cxx_is_member_pointer (tree type);
/* Calls SEE for each typedef and enum of the global namespace, of which g++ reports nothing by itself, the last
 * first. */
void cxx_walk (void (*see) (tree decl_or_type));

/* ---- cxx_params.cc ---- */

/* A parameter that an attribute stands on; kept, since g++ tells of it no more. */
void cxx_note_param (tree parm);
/* The parameters of the function declarators in TYPE, DECL's, read from the source behind its name at AT and appended to
 * LIST as PARM_DECLs, in the order of struct callback_params; what they are functions of goes to own_read_params.
 * False if the source says something else. */
bool cxx_read_params (tree decl, location_t at, tree type, vec<tree> *list);
/* The same of the FFI_VARIADIC at AT, which says FNTYPE. */
bool cxx_read_signature (location_t at, tree fntype, vec<tree> *list);
void cxx_mark (void);

/* ---- cxx_tokens.cc ---- */

void cxx_tokens_start (void); /* PLUGIN_START_UNIT */

/* ---- types.cc ---- */

/* The PARM_DECLs of the function declarators of one declarator, in the order of the source: those of a
 * pointer to function, then those of what it returns. "(void)" is one PARM_DECL of type void. */
struct callback_params {
	tree *params;
	size_t n;
};
/* The model's type of TYPE; records, enums and aliases on the way are declared in MODULE. PARAMS, if not
 * NULL, names and annotates the parameters of the function types found in it. */
struct ffir_type *describe_type (tree type, const struct callback_params *params);
/* TYPE without its own qualifiers; TYPE is not changed, since others share it. */
struct ffir_type *unqualified (struct ffir_type *type);
/* Around the description of a unit: what is the same type is described once. */
void types_start (void);
void types_finish (void);
void describe_target (struct ffir_target *target);

/* ---- collect.cc, sights.cc and types.cc, for each other ---- */

/* A declaration as the front end reported it once; a redeclaration is another sight of the same DECL. */
struct sight {
	tree decl;
	location_t at;
	bool in_region;	      /* between FFI_EXPORT_BEGIN and FFI_EXPORT_END */
	bool is_thread_local; /* GCC forgets it of what is not used */
	tree original;	      /* what a typedef names; GCC forgets it when the typedef is repeated (C11) */
	struct callback_params params;
};
extern struct list<struct sight> sights;

/* What the sights of DECL, or of a type, say first of a header, then of the main file. */
location_t place_of (tree decl);
struct ffir_doc *doc_of (tree decl);
/* What typedef DECL names: DECL_ORIGINAL_TYPE, where that is not forgotten; or NULL_TREE. */
tree original_type_of (tree decl);
/* Is TYPE a typedef's? typedef_variant_p, where the typedef may be repeated. */
bool is_typedef (const_tree type);
/* The parameters of the function types in DECL's (a field, typedef, parameter or variable) type; NULL if
 * the front end does not tell. */
const struct callback_params *params_of (tree decl);
/* That LIST is what params_of OWNER gives; NULL: nothing is known. */
void own_read_params (tree owner, const vec<tree> *list);
/* The CONST_DECLs behind TYPE_VALUES of enum TYPE, NULL_TREE for one that is not known, where that has only their
 * values, as in C before GCC 13; else NULL. */
const tree *enumerators_of (tree type);
/* The first typedef of a record or enum, which names it if it has no tag; or NULL_TREE. */
tree naming_typedef (tree type);
/* Is the complete record or enum TYPE declared inside a parameter list, where nothing else can name it? */
bool is_of_prototype (tree type);
/* Where a record was named first, before its body; UNKNOWN_LOCATION if that is where its body is. */
location_t mention_of (tree type);
/* Gives a declaration that add_decl made another place. */
void move_decl (struct ffir_decl *d, location_t at);
/* Does the type's own body stand in an exported region, or carry FFI_EXPORT? */
bool is_exported_body (tree type);
/* Typedefs of the record or enum TYPE, or of the typedef TYPE_DECL, that carry words about it; *N of them. */
const tree *about_type (tree type, size_t *n);
/* Does AT stand in a header whose types' bodies belong to the interface? */
bool in_interface_header (location_t at);

/* The record or enum TYPE is part of the interface by itself. */
void describe_tagged (tree type);
void describe_typedef (tree decl);
/* NAME's parameters and result. SIGHTS are its N declarations, the one that names it first. */
/* Readers take no more, ir/read_type.c; a function that has more is refused. */
enum { MAX_PARAMS = 4096 };
struct ffir_function_type *describe_function (tree fndecl, const struct sight *const *list, size_t n);
/* The type of variable DECL. */
struct ffir_type *describe_variable (tree decl);
/* "c", or how functions of that type are called instead: "ms", "stdcall regparm(2)". */
const char *convention_of (tree fntype);
/* NULL, or the message ("" if there is none) of attribute "deprecated" of a decl or type. */
const char *deprecation_of (bool deprecated, tree attributes);

/* ---- values.cc ---- */

/* An integer that did not overflow and needs no more than 128 bits, a binary floating constant, or a string. */
bool has_value (tree cst);
/* The value of an integer constant that has one, in its own type's sign. */
struct ffir_value integer_value (tree cst);
/* The value of CST; false if it has none. */
bool value_of_constant (tree cst, struct ffir_value *out);
/* In an attribute GCC leaves strings in the source's character set, with the type that they have elsewhere. OUT, a
 * string, becomes what TEXT, the literals in the source's words, is in a program; false if it is something else. */
bool text_of_literals (const char *text, struct ffir_value *out);

/* ---- passing.cc ---- */

/* Fills the passes of ON, the facts of function D, from the target's hooks. To be called between the other two,
 * which prepare the compiler for the question and leave it as it was. */
void passing_start (void);
void describe_passing (const struct ffir_decl *d, tree fndecl, struct ffir_on *on);
void passing_finish (void);

/* ---- attributes.cc ---- */

void attributes_register (void); /* PLUGIN_ATTRIBUTES: both spellings of every word */
void attributes_pragmas (void);	 /* PLUGIN_PRAGMAS: "ffi push", "ffi pop" */
/* Whether the source stands between FFI_EXPORT_BEGIN and FFI_EXPORT_END now. */
bool attributes_in_region (void);
/* The same of a place that was passed. */
bool attributes_region_at (location_t at);
/* The annotations in attribute list ATTRIBUTES (of a decl or type), oldest first, appended to LIST. Of a
 * function's, FOR_RESULT chooses those about its result, else those about the function. */
void add_annotations (tree attributes, bool for_result, struct ffir_annotation **list, size_t *n);
static inline void
annotations_of (tree attributes, bool for_result, struct ffir_annotation **list, size_t *n)
{
	if (attributes != NULL_TREE) /* most have none */
		add_annotations (attributes, for_result, list, n);
}
/* Has the unit any FFI_ word? */
bool attributes_used (void);
/* Has the list an FFI_ word? A quick test. */
bool has_annotation (tree attributes, enum ffir_word word);
/* Does the list hold FFI_ALLOW of WARNING, with or without its "ffi-"? */
bool attributes_allow (tree attributes, const char *warning);
/* The parameters of the signatures that FFI_VARIADIC gives FNDECL, whose own are PARAMS: FIND takes those of one function
 * type, in order of the source, of the macro used at AT. Checks what is said of them. */
void attributes_own_signatures (tree fndecl, const struct callback_params *params,
				struct callback_params (*find) (tree fntype, location_t at));
/* FUNCTION's signatures, one for each FFI_VARIADIC of FNDECL; its parameters and result are described already. */
void attributes_signatures (tree fndecl, struct ffir_decl *function);
/* What must survive garbage collection. */
void attributes_mark (void);
/* PLUGIN_FINISH_DECL and PLUGIN_FINISH_PARSE_FUNCTION, PLUGIN_FINISH_TYPE: the names that annotations may refer to. */
void attributes_finish_decl (tree decl);
void attributes_finish_type (tree type);
/* Names in arguments that exist nowhere, regions that do not end, silent drops (ffi-ignored). Called
 * at PLUGIN_ALL_IPA_PASSES_START, before collect_describe, with MODULE's decls not there yet, and at
 * PLUGIN_FINISH, in case the former did not come; only the first call does something. */
void attributes_check_unit (void);
/* Checks OWNER's annotations when its declaration ends: names of parameters, and what several declarations say together.
 * Errors are at the user's line. PARAMS are the N PARM_DECLs of the function that OWNER is or (a typedef, field,
 * parameter, variable) points to. */
void attributes_check_params (tree owner, const tree *params, size_t n);
/* Declarations at file scope that words made: FFI_LIBRARY, FFI_CONSTANT, FFI_ERROR_DOMAIN, FFI_ENUM,
 * ... : adds them to MODULE. Called behind macros_describe: where both know a macro, its constant is one. */
void attributes_file_scope (void);

/* ---- standard.cc ---- */

/* What GCC's attributes say of a function type, and C's array spellings in it, of a declaration, of what it
 * holds; added to the annotations that are there, which have more authority. DECL is
 * the function, NULL_TREE of a callback's type. */
void standard_of_type (tree fntype, struct ffir_function_type *function, tree decl);
void standard_of_function (tree decl, struct ffir_decl *d); /* and of its type */
void standard_of_variable (tree decl, struct ffir_decl *d);
void standard_of_tagged (tree type, struct ffir_decl *d);
void standard_of_field (tree decl, struct ffir_field *field);
void standard_of_enumerator (tree decl, struct ffir_enumerator *e);
/* The first of an attribute's ARGUMENTS as a text; NULL if it is none. */
const char *text_of (tree arguments);
/* Drops the standard words of a list that a later FFI_ word stands against. */
void standard_gives_way (struct ffir_annotation **list, size_t *n);

/* ---- macros.cc ---- */

void macros_start (void); /* PLUGIN_START_UNIT: chains the preprocessor's callbacks */
void macros_pragmas (void);

/* ---- attributes_scope.cc ---- */

/* Is what stands there another library's than the one that this unit belongs to (-library)? */
bool of_other_library (location_t at);

/* ---- markers.cc: macros of headers that are annotations, by a note file ---- */

void markers_start (void); /* PLUGIN_START_UNIT */
/* Once all is parsed: warns of those that no header has. */
void markers_finish (void);
void macros_register_attribute (void);
/* Adds the constants "#NAME" of selected macros to MODULE, in order of definition; a macro that is no
 * constant expression is left out, or, if it was selected by name, kept as unsupported with its reason. */
void macros_describe (void);
void macros_mark (void); /* PLUGIN_GGC_MARKING */
/* The literal to whose first character VALUE, as one of TYPE, points; else NULL_TREE, also if TYPE's characters have
 * another size. */
tree literal_behind (tree type, tree value);
/* What the front end reports now is a text of ours, behind the end of the main file. */
bool macros_reading (void);
/* For global_dc while GCC is asked something that may not be answered: shows nothing, counts for nobody. */
gcc_diagnostics *silent_diagnostics (void);

/* ---- comments.cc ---- */

void comments_start (void); /* PLUGIN_START_UNIT */
/* The doc comment of what is named at AT (DECL_SOURCE_LOCATION); NULL if there is none. */
struct ffir_doc *comment_of (location_t at);
/* Of an incomplete type's TAG, first seen at AT: not where what stands there is about something else. */
struct ffir_doc *comment_of_tag (location_t at, const char *tag);
/* The comment that is about FILE, a path as GCC has it; NULL if there is none. */
struct ffir_doc *comment_of_file (const char *file);
/* All of file NAME, without a NUL behind it, until comments_finish; NULL if it is none that can be read, or
 * empty. */
const char *text_of_source (const char *name, size_t *size);
/* All declarations have their docs: the texts alone are needed from now on. */
void comments_attached (void);
/* What was recorded is written. */
void comments_finish (void);

/* ---- evidence.cc ---- */

/* In our pass, with fresh SSA: walks the bodies of MODULE's functions and fills UNIT's evidence. */
void evidence_collect (struct ffir_unit *unit);

/* ---- contradictions.cc ---- */

/* With fresh SSA: warns where the body of FNDECL, recorded as D, does not keep what was promised. */
void contradictions_of (tree fndecl, const struct ffir_decl *d);

/* ---- suggest.cc ---- */

/* With fresh SSA: proposes what the body of FNDECL, recorded as D, keeps. WRITTEN has a bit for each parameter
 * through which something may be written. */
void suggest_for (tree fndecl, const struct ffir_decl *d, uint64_t written);

/* ---- emit.cc ---- */

/* Our pass's last act: records into the object's .ffi.ir by top-level asm, or a document to options.output,
 * by a temporary name and renamed. A failed write is an error. */
void emit_unit (struct ffir_unit *unit);
/* PLUGIN_FINISH: the document lands, unless an error was seen. */
void emit_finish (void);

#endif
