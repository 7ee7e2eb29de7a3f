/*
 * What the parts of the plugin tell each other. Each part is one file:
 *
 *	main.cc		 what GCC calls and when: options, callbacks, the pass; nothing else registers callbacks
 *	options.cc	 -fplugin-arg-ffiextract-*
 *	collect.cc	 declarations as the front end reports them, parameters, what is exported
 *	types.cc	 GCC's types to the model's, layouts, targets
 *	attributes.cc	 the vocabulary: registered, checked, read back as annotations
 *	macros.cc	 object-like macros, evaluated by GCC's own parser
 *	comments.cc	 doc comments, attached to declarations
 *	evidence.cc	 what bodies tell
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
#include "ir/doc.h"
#include "ir/model.h"
#include "ir/write.h"

/* ---- options.cc ---- */

struct options {
	const char *output;  /* NULL: into the object; a file, or a folder (ends in '/' or exists) */
	const char *select;  /* globs, comma separated, of names of every kind; NULL: none */
	const char *headers; /* globs of files whose declarations belong to the interface; NULL: none */
	const char *macros;  /* globs of macros; NULL: what select and headers name */
	bool scan;	     /* declarations count as exported without a definition: ffirender scan */
};
extern struct options options;

/* Reads the arguments; an unknown one, or a bad value, is an error that lists the known ones. False then. */
bool options_read (int argc, struct plugin_argument *argv);
/* Whether the warning of that name ("ffi-ignored") is on; *AS_ERROR if it was asked to be an error. */
bool warning_on (const char *name, bool *as_error);
/* warning_at, if it is on and not FFI_ALLOWed; "[name]" is put behind the text. */
bool ffi_warning (location_t at, const char *name, const char *gmsgid, ...) ATTRIBUTE_GCC_DIAG (3, 4);
/* GLOB with * ? [..]; a comma separates alternatives. A glob for files without '/' matches the last part. */
bool glob_match (const char *globs, const char *name);
bool file_match (const char *globs, const char *file);

/* ---- main.cc ---- */

extern struct ffir_module *module; /* of this unit; NULL where the plugin has nothing to do (-E, lto1, ...) */
extern bool is_cxx;

/* Places: files as -ffile-prefix-map has them, columns as GCC counts; a name out of a macro is where the
 * macro is used. */
struct ffir_loc loc_of (location_t at);

/* ---- collect.cc ---- */

void collect_start (void);	    /* PLUGIN_START_UNIT */
void collect_decl (tree decl);	    /* PLUGIN_FINISH_DECL */
void collect_function (tree fndecl); /* PLUGIN_FINISH_PARSE_FUNCTION */
void collect_type (tree type);	    /* PLUGIN_FINISH_TYPE */
void collect_mark (void);	    /* PLUGIN_GGC_MARKING */
/* PLUGIN_ALL_IPA_PASSES_START: fills MODULE with all that is exported; false if there is nothing. */
bool collect_describe (void);
/* Whether a macro, or a declaration at AT of that name, is of the interface by select= or headers=. */
bool is_selected (const char *name, location_t at);

/* ---- types.cc ---- */

/* The model's type of TYPE; records, enums and aliases on the way are declared in MODULE. LIST, if not
 * NULL, names and annotates the parameters of a function type found at the bottom of it. */
struct callback_params; /* as collect.cc caught them */
struct ffir_type *describe_type (tree type, const struct callback_params *params);
void describe_target (struct ffir_target *target);

/* ---- attributes.cc ---- */

void attributes_register (void); /* PLUGIN_ATTRIBUTES: both spellings of every word */
void attributes_pragmas (void);	 /* PLUGIN_PRAGMAS: "ffi push", "ffi pop" */
/* Whether the source stands between FFI_EXPORT_BEGIN and FFI_EXPORT_END now. */
bool attributes_in_region (void);
/* The annotations in attribute list ATTRIBUTES (of a decl or type), oldest first, appended to LIST. Of a
 * function's, FOR_RESULT chooses those about its result, else those about the function. */
void annotations_of (tree attributes, bool for_result, struct ffir_annotation **list, size_t *n);
/* Has the list an FFI_ word? A quick test. */
bool has_annotation (tree attributes, enum ffir_word word);
/* PLUGIN_FINISH of the front end: names in arguments that exist nowhere, silent drops (ffi-ignored). Called
 * at PLUGIN_ALL_IPA_PASSES_START, before collect_describe, with MODULE's decls not there yet. */
void attributes_check_unit (void);
/* Checks one declaration's annotations when it ends: names of parameters, types that can carry them,
 * duplicates, conflicts. Errors are at the user's line. PARAMS are the function's PARM_DECLs. */
void attributes_check_function (tree fndecl, const vec<tree, va_gc> *params);
/* Declarations at file scope that words made: FFI_LIBRARY, FFI_CONSTANT, FFI_ERROR_DOMAIN, FFI_ENUM,
 * FFI_TYPE, ... : adds them to MODULE, in order of appearance. */
void attributes_file_scope (void);

/* ---- macros.cc ---- */

void macros_start (void); /* PLUGIN_START_UNIT: chains the preprocessor's callbacks */
void macros_pragmas (void);
void macros_register_attribute (void);
/* Adds the constants "#NAME" of selected macros to MODULE, in order of definition; a macro that is no
 * constant expression is left out, or, if it was selected by name, kept as unsupported with its reason. */
void macros_describe (void);

/* ---- comments.cc ---- */

void comments_start (void); /* PLUGIN_START_UNIT */
/* The doc comment of what is named at AT (DECL_SOURCE_LOCATION); NULL if there is none. */
struct ffir_doc *comment_of (location_t at);
/* Of a record or enumeration without one of its own: the one of its typedef comes from the caller. */
struct ffir_doc *comment_of_file (const char *file);

/* ---- evidence.cc ---- */

/* In our pass, with fresh SSA: walks the bodies of MODULE's functions and fills UNIT's evidence. */
void evidence_collect (struct ffir_unit *unit);

/* ---- emit.cc ---- */

/* Our pass's last act: records into the object's .ffi.ir by top-level asm, or a document to options.output,
 * by a temporary name and renamed. A failed write is an error. */
void emit_unit (struct ffir_unit *unit);

#endif
