/*
 * Names in Python: PEP 8's cases, keywords, and the names that a module's own text uses.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

/* Python's keywords, soft ones left out, and the built-in names that generated code and annotations
 * use: a method of that name would hide it from its own class. Sorted. */
const char *const python_keywords[] = {
	"False",     "None",	   "OverflowError", "True",	   "TypeError", "ValueError",
	"and",	     "as",	   "assert",	    "async",	   "await",	"bool",
	"break",     "bytes",	   "class",	    "classmethod", "cls",	"complex",
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
	"BufferError",
	"DeprecationWarning",
	"Exception",
	"ImportError",
	"MemoryError",
	"NotImplemented",
	"NotImplementedError",
	"OSError",
	"ResourceWarning",
	"RuntimeError",
	"StopAsyncIteration",
	"StopIteration",
	"abs",
	"any",
	"asyncio",
	"bytearray",
	"callable",
	"cmath",
	"dataclasses",
	"enumerate",
	"globals",
	"hasattr",
	"hash",
	"id",
	"issubclass",
	"map",
	"math",
	"operator",
	"platform",
	"range",
	"repr",
	"setattr",
	"slice",
	"struct",
	"warnings",
	"weakref",
	"zip",
	"Any",
	"Callable",
	"ClassVar",
	"Dict",
	"Final",
	"List",
	"NamedTuple",
	"Optional",
	"Protocol",
	"ReadableBuffer",
	"Sequence",
	"TYPE_CHECKING",
	"TracebackType",
	"Tuple",
	"Type",
	"TypeVar",
	"Union",
	"WriteableBuffer",
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

/* What classes over handles have. */
const char *const python_of_classes[] = {"close", NULL};

/* The same, for properties, and what every class of ctypes has. */
const char *const python_reserved[] = {"close",	     "from_address", "from_buffer", "from_buffer_copy",
				       "from_param", "in_dll",	     NULL};

const char *python_name(const struct plan_name *name)
{
	return name->name ? name->name : name->cname;
}

const char *python_own(const struct plan_name *name)
{
	return name->own ? name->own : python_name(name);
}

const char *python_attribute(struct python *e, const char *name)
{
	return name_raw(e->a, &backend_python.naming, name);
}

const char *python_private(struct python *e, const char *name, const char *suffix)
{
	const char *dot = strrchr(name, '.');
	const char *last = dot ? dot + 1 : name;
	return TEXT(e, "%.*s_%s%s", (int)(last - name), name, *last == '_' ? last + 1 : last, suffix);
}

const char *python_raw(struct python *e, const struct plan_function *f)
{
	return TEXT(e, "%s%sraw.%s", f->name.from ? f->name.from : "", f->name.from ? "." : "",
		    python_name(&f->name));
}

const char *wrapper_name(const struct plan_shape *shape)
{
	if (shape->kind == SHAPE_ENUMERATION || shape->kind == SHAPE_FLAGS)
		return python_name(&shape->enumeration->name);
	return shape->kind == SHAPE_HANDLE ? python_name(&shape->handle->alias->name) : NULL;
}

const char *record_name(struct python *e, const struct plan_record *r)
{
	const char *name = python_name(&r->name);
	return record_is_native(r) ? python_private(e, name, "Struct") : name;
}
