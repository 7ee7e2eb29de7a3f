/*
 * GCC's headers, and what differs between its releases: the one file with version tests.
 *
 * Symbols of the C family's front ends are weak: lto1 and the front ends of other languages, which do
 * not have them, load the plugin with all its references bound (RTLD_NOW). They may be used only where
 * MODULE is not NULL.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_GCC_H
#define FFI_GCC_H

#if __has_include(<malloc.h>)
#include <malloc.h> /* before GCC poisons its names */
#endif

#include "gcc-plugin.h"
#include "plugin-version.h"

#include "tree.h"
#ifdef FFI_GCC_CXX /* only before the diagnostics, and not beside the C front end's trees */
#include "cp/cp-tree.h"
#include "cp/name-lookup.h"
#endif
#include "stringpool.h"
#include "c-family/c-common.h" /* before diagnostic-core.h */
#include "tree-pass.h"
#include "context.h"
#include "target.h"
#include "intl.h"
#include "function.h"
#include "gimple.h"
#include "gimple-iterator.h"
#include "gimple-walk.h"
#include "tree-ssa.h"
#include "ssa.h"
#include "tree-dfa.h"
#include "tree-cfg.h"
#include "calls.h"
#include "cgraph.h"
#include "attribs.h"
#include "diagnostic.h"
#include "output.h"
#include "toplev.h"
#include "opts.h"
#include "options.h"
#include "stor-layout.h"
#include "fold-const.h"
#include "print-tree.h"
#include "langhooks.h"
#include "file-prefix-map.h"
#include "spellcheck.h"
#include "ggc.h"
#include "c-family/c-pragma.h"
#include "cpplib.h"
#include "memmodel.h"
#include "rtl.h"
#include "tm_p.h"
#include "regs.h"
#include "emit-rtl.h"
#include "explow.h"

/* Marks a tree and all that it holds for the garbage collector. GCC's ggc_mark marks the node alone, so that
 * what it points to is freed and not even looked at again. */
static inline void
mark_tree (tree node)
{
	gt_ggc_m_9tree_node (node);
}
#undef ggc_mark
#define ggc_mark use_mark_tree_instead

#pragma weak parse_in
#pragma weak c_language
#pragma weak flag_isoc99
#pragma weak c_global_trees
#pragma weak pending_lang_change
#pragma weak c_register_pragma
#pragma weak c_register_pragma_with_expansion
#pragma weak pragma_lex
#pragma weak cpp_get_callbacks
#pragma weak cpp_get_options
#pragma weak cpp_get_buffer
#pragma weak cpp_lookup
#pragma weak cpp_defined
#pragma weak cpp_push_buffer
#pragma weak cpp_classify_number
#pragma weak cpp_interpret_integer
#pragma weak cpp_interpret_string
#pragma weak cpp_force_token_locations
#pragma weak cpp_stop_forcing_token_locations
#pragma weak identifier_global_value
#pragma weak identifier_global_tag
#ifdef FFI_GCC_CXX
#pragma weak cp_global_trees
#endif
/* A pragma before the declaration does not find the mangled name. */
extern bool global_bindings_p (void) __attribute__ ((weak));
extern tree common_type (tree, tree) __attribute__ ((weak));
extern tree c_fully_fold (tree, bool, bool *, bool) __attribute__ ((weak));
#pragma weak fold_for_warn
#pragma weak pch_file

/* EXPRESSION of C as an initializer has it, in which 1.0 / 0 is a constant. */
static inline tree
fold_as_initializer (tree expression)
{
	return c_fully_fold (expression, true, NULL, false);
}

/* Lists SPECS, N of them and one empty, as attributes [[NS::x]]; they must live on. */
static inline void
gcc_register_scoped (const struct attribute_spec *specs, unsigned n, const char *ns)
{
#if GCCPLUGIN_VERSION >= 14000
	static scoped_attribute_specs table = {ns, {specs, n}};
	register_scoped_attributes (table);
#else
	register_scoped_attributes (specs, ns);
#endif
}

/* An error, or a warning that no option of GCC's switches. True if it was shown. */
static inline bool ATTRIBUTE_GCC_DIAG (3, 0)
	gcc_report_va (bool is_error, location_t at, const char *gmsgid, va_list *ap)
{
	auto_diagnostic_group group; /* from 16 on nothing may be reported outside of one */
#if GCCPLUGIN_VERSION >= 16000
	return emit_diagnostic_valist (is_error ? diagnostics::kind::error : diagnostics::kind::warning, at,
				       0, gmsgid, ap);
#else
	return emit_diagnostic_valist (is_error ? DK_ERROR : DK_WARNING, at, 0, gmsgid, ap);
#endif
}

/* The place alone, without the range that it may carry. */
static inline location_t
pure_place (location_t at)
{
	return get_pure_location (line_table, at);
}

/* Where the name of the macro stands that was expanded; in an expansion, if another macro's. */
static inline location_t
macro_expansion_point (const line_map_macro *map)
{
#if GCCPLUGIN_VERSION >= 14000
	return map->get_expansion_point_location ();
#else
	return MACRO_MAP_EXPANSION_POINT_LOCATION (map);
#endif
}

/* NULL for an empty block. */
static inline gimple *
last_stmt_of (basic_block block)
{
	gimple_stmt_iterator i = gsi_last_nondebug_bb (block);
	return gsi_end_p (i) ? NULL : gsi_stmt (i);
}

#pragma weak parser_obstack

#if GCCPLUGIN_VERSION_MAJOR < 12
#define TREE_UNAVAILABLE(NODE) false
static inline bool
startswith (const char *text, const char *prefix)
{
	return strncmp (text, prefix, strlen (prefix)) == 0;
}
#endif

/* TYPE_IDENTIFIER; in GCC 14 the name of a type with attribute hardbool is the type behind it. */
static inline tree
identifier_of (tree type)
{
	tree name = TYPE_IDENTIFIER (type);
	return name != NULL_TREE && TREE_CODE (name) == IDENTIFIER_NODE ? name : NULL_TREE;
}

#ifndef CPP_N_BITINT /* before GCC 14 */
#define CPP_N_BITINT 0
#endif

/* _BitInt(N) of C23 */
static inline bool
is_bitint (tree type)
{
#if GCCPLUGIN_VERSION_MAJOR >= 14
	return TREE_CODE (type) == BITINT_TYPE;
#else
	return type == NULL_TREE;
#endif
}

/* A constexpr variable of C23; for what includes c-tree.h. */
#if GCCPLUGIN_VERSION_MAJOR >= 13
#define IS_CONSTEXPR(DECL) C_DECL_DECLARED_CONSTEXPR (DECL)
#else
#define IS_CONSTEXPR(DECL) false
#endif

#if GCCPLUGIN_VERSION_MAJOR >= 16
typedef diagnostics::context gcc_diagnostics;
#else
typedef diagnostic_context gcc_diagnostics;
#endif

/* Fills D so that as global_dc it shows nothing; what it counts is seen by nobody. */
static inline void
initialize_silent (gcc_diagnostics *d)
{
	diagnostic_initialize (d, N_OPTS);
#if GCCPLUGIN_VERSION_MAJOR >= 14
	d->m_inhibit_warnings = true;
#endif
#if GCCPLUGIN_VERSION_MAJOR >= 15
	d->remove_all_output_sinks ();
#else
	lang_hooks.initialize_diagnostics (d); /* how to print a tree */
	diagnostic_starter (d) = [] (diagnostic_context *, auto *) {};
	diagnostic_finalizer (d) = [] (diagnostic_context *context, auto *, diagnostic_t) {
		pp_clear_output_area (context->printer);
	};
#if GCCPLUGIN_VERSION_MAJOR <= 13
	d->dc_inhibit_warnings = true;
	d->option_enabled = [] (int, unsigned, void *) { return 0; };
#endif
#endif
}

/* CAUGHT is called for each error that D, an initialized silent one, is told of, before whoever reports it goes
 * on; it may jump elsewhere. */
template <void (*caught) (void)>
static inline void
catch_errors (gcc_diagnostics *d)
{
#if GCCPLUGIN_VERSION_MAJOR >= 16
	d->set_adjust_diagnostic_info_callback ([] (const diagnostics::context &,
						    diagnostics::diagnostic_info *info) {
		if (info->m_kind == diagnostics::kind::error || info->m_kind == diagnostics::kind::sorry)
			caught ();
	});
#elif GCCPLUGIN_VERSION_MAJOR >= 15
	d->m_adjust_diagnostic_info = [] (diagnostic_context *, diagnostic_info *info) {
		if (info->kind == DK_ERROR || info->kind == DK_SORRY)
			caught ();
	};
#else
	diagnostic_starter (d) = [] (diagnostic_context *, auto *info) {
		if (info->kind == DK_ERROR || info->kind == DK_SORRY)
			caught ();
	};
#endif
}

#endif
