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

bool
cxx_is_member_pointer (tree type)
{
	return TYPE_PTRMEM_P (type);
}

const char *
cxx_refuse_class (tree type)
{
	if (!CLASS_TYPE_P (type))
		return NULL;
	return CLASSTYPE_TEMPLATE_INFO (type) != NULL_TREE ? "a C++ template" : NULL;
}

bool
cxx_is_lambda (tree type)
{
	return CLASS_TYPE_P (type) && TREE_CODE (type) == RECORD_TYPE && LAMBDA_TYPE_P (type);
}

bool
cxx_is_empty (tree type)
{
	return CLASS_TYPE_P (type) && CLASSTYPE_EMPTY_P (type);
}

bool
cxx_is_scoped_alias (tree decl)
{
	tree context = DECL_CONTEXT (decl);
	return (context != NULL_TREE && TREE_CODE (context) != TRANSLATION_UNIT_DECL
		&& context != global_namespace)
	       || (DECL_LANG_SPECIFIC (decl) != NULL && DECL_TEMPLATE_INFO (decl) != NULL_TREE);
}

/* An expression that is not evaluated yet, or never, as a template's, says nothing. */
bool
cxx_is_noexcept (tree fntype)
{
	tree spec = TYPE_RAISES_EXCEPTIONS (fntype);
	return spec != NULL_TREE && (spec == noexcept_true_spec || spec == empty_except_spec);
}

/* A named enum comes as its tag, the enumerators of one without a tag each by itself. */
static tree
enum_of (tree name)
{
	tree type = TREE_TYPE (name);
	bool tag = TREE_CODE (name) == TYPE_DECL && DECL_ARTIFICIAL (name);
	if ((!tag && TREE_CODE (name) != CONST_DECL) || type == NULL_TREE
	    || TREE_CODE (type) != ENUMERAL_TYPE)
		return NULL_TREE;
	return TYPE_MAIN_VARIANT (type);
}

void
cxx_walk (void (*see) (tree))
{
	for (tree name = NAMESPACE_LEVEL (global_namespace)->names; name != NULL_TREE;
	     name = TREE_CHAIN (name)) {
		if (!DECL_P (name) || DECL_SOURCE_LOCATION (name) <= BUILTINS_LOCATION)
			continue;
		if (TREE_CODE (name) == TYPE_DECL && !DECL_ARTIFICIAL (name))
			see (name);
		else if (enum_of (name) != NULL_TREE)
			see (enum_of (name));
	}
}
