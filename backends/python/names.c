/*
 * Names in Python: PEP 8's cases, keywords, and the names that a module's own text uses.
 *
 * SPDX-License-Identifier: MIT
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/python/python.h"

/* Python's keywords, soft ones left out, and the built-in names that generated code and annotations
 * use: a method of that name would hide it from its own class. Sorted. */
const char *const python_keywords[] = {
	"False",     "None",	   "OverflowError", "True",	   "TypeError", "ValueError",
	"and",	     "as",	   "assert",	    "async",	   "await",	"bool",
	"break",     "bytes",	   "class",	    "classmethod", "close",	"cls",
	"continue",  "ctypes",	   "def",	    "del",	   "elif",	"else",
	"enum",	     "except",	   "finally",	    "float",	   "for",	"from",
	"functools", "getattr",	   "global",	    "if",	   "import",	"in",
	"int",	     "is",	   "isinstance",    "lambda",	   "len",	"list",
	"max",	     "memoryview", "min",	    "nonlocal",	   "not",	"object",
	"or",	     "os",	   "pass",	    "property",	   "raise",	"raw",
	"return",    "self",	   "staticmethod",  "str",	   "super",	"sys",
	"threading", "try",	   "tuple",	    "type",	   "while",	"with",
	"yield",     NULL,
};

const char *const python_taken[] = {
	"AttributeError",
	"BaseException",
	"DeprecationWarning",
	"Exception",
	"ImportError",
	"NotImplemented",
	"OSError",
	"RuntimeError",
	"any",
	"callable",
	"globals",
	"hasattr",
	"id",
	"operator",
	"setattr",
	"warnings",
	"zip",
	"Any",
	"Callable",
	"ClassVar",
	"Dict",
	"Final",
	"List",
	"Optional",
	"Sequence",
	"TYPE_CHECKING",
	"TracebackType",
	"Tuple",
	"Type",
	"Union",
	"annotations",
	"ctypes",
	"enum",
	"functools",
	"os",
	"raw",
	"sys",
	"threading",
	NULL,
};

/* Two underscores in front would be mangled inside of a class: gmp's __gmpz_add. */
static const char *not_mangled(const char *name)
{
	size_t n = strlen(name);
	while (name[0] == '_' && name[1] == '_' && name[2] && !(n > 4 && strcmp(name + n - 2, "__") == 0)) {
		name++;
		n--;
	}
	return name;
}

const char *python_name(const struct plan_name *name)
{
	return not_mangled(name->name ? name->name : name->cname);
}

bool python_is_keyword(const char *name)
{
	for (size_t i = 0; python_keywords[i]; i++)
		if (strcmp(python_keywords[i], name) == 0)
			return true;
	return false;
}

const char *python_attribute(struct python *e, const char *name)
{
	name = not_mangled(name);
	return python_is_keyword(name) ? TEXT(e, "%s_", name) : name;
}

const char *field_attribute(struct python *e, const struct plan_field *field)
{
	/* What every class of ctypes has. */
	static const char *const members[] = {"from_address", "from_buffer", "from_buffer_copy", "from_param",
					      "in_dll"};
	const char *name = python_name(&field->name);
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		if (strcmp(name, members[i]) == 0)
			return TEXT(e, "%s_", name);
	return python_attribute(e, name);
}

const char *identifier(struct python *e, const char *text, enum name_case to)
{
	char *name = ffir_strdup(e->a, text);
	for (char *c = name; *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '_';
	const char *cased = name_case(e->a, name, to);
	return isdigit((unsigned char)cased[0]) || !cased[0] ? TEXT(e, "_%s", cased) : cased;
}

/* "struct v/pos" -> "_VPos": for records that C has no name for. */
static const char *private_name(struct python *e, const struct plan_record *record)
{
	return not_mangled(TEXT(e, "_%s", identifier(e, ffir_decl_name(record->decl), CASE_PASCAL)));
}

/* A service's class has the name; its storage is the module's own. */
static bool class_has_name(const struct python *e, const struct plan_record *record)
{
	if (record->interface &&
	    strcmp(python_name(&record->interface->name), python_name(&record->name)) == 0)
		return true;
	for (size_t i = 0; i < e->p->n_classes; i++)
		if (e->p->classes[i]->record == record &&
		    strcmp(python_name(&e->p->classes[i]->name), python_name(&record->name)) == 0)
			return true;
	return false;
}

/* Names that differ in C may be the same where underscores in front of them fell. */
static const char *only_one(struct python *e, size_t i)
{
	const char *name = e->records[i].name;
	for (size_t k = 0; k < i; k++)
		if (strcmp(e->records[k].name, name) == 0)
			return TEXT(e, "%s_%zu", name, i);
	return name;
}

void name_records(struct python *e)
{
	for (size_t i = 0; i < e->p->n_records; i++) {
		const struct plan_record *r = e->p->records[i];
		if (r->anonymous)
			e->records[i].name = private_name(e, r);
		else if (class_has_name(e, r) || is_native(r))
			e->records[i].name = TEXT(e, "_%sStruct", python_name(&r->name));
		else
			e->records[i].name = python_name(&r->name);
		e->records[i].name = only_one(e, i);
	}
}

static bool type_name_taken(const struct python *e, const char *name)
{
	const struct plan *p = e->p;
	for (size_t i = 0; i < p->n_enums; i++)
		if (strcmp(python_name(&p->enums[i]->name), name) == 0)
			return true;
	for (size_t i = 0; i < p->n_errors; i++)
		if (strcmp(python_name(&p->errors[i]->name), name) == 0)
			return true;
	for (size_t i = 0; i < p->n_records; i++)
		if (strcmp(python_name(&p->records[i]->name), name) == 0)
			return true;
	for (size_t i = 0; i < p->n_classes; i++)
		if (strcmp(python_name(&p->classes[i]->name), name) == 0)
			return true;
	for (size_t i = 0; i < p->n_closures; i++)
		if (strcmp(python_name(&p->closures[i]->name), name) == 0)
			return true;
	return false;
}

const char *choose_base_error(struct python *e)
{
	const char *library = identifier(e, e->p->name.cname ? e->p->name.cname : "Library", CASE_PASCAL);
	const char *name = TEXT(e, "%sError", library);
	if (type_name_taken(e, name))
		name = TEXT(e, "%sLibraryError", library);
	return name;
}
