/*
 * What only the C++ front end's own trees tell. Its headers cannot stand beside those of the C front end.
 *
 * SPDX-License-Identifier: MIT
 */
#define FFI_GCC_CXX
#include "plugin/extract.h"

bool
cxx_is_extern_c (tree decl)
{
	if (VAR_P (decl)) /* of the global namespace: not mangled */
		return DECL_LANGUAGE (decl) == lang_c || DECL_CONTEXT (decl) == NULL_TREE
		       || TREE_CODE (DECL_CONTEXT (decl)) == TRANSLATION_UNIT_DECL;
	return TREE_CODE (decl) == FUNCTION_DECL && DECL_LANGUAGE (decl) == lang_c;
}
