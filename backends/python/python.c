/*
 * The Python backend: one module, typed, over ctypes.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

/* Parts of the run time that enumerations, records and the raw layer rest on. */
static const enum part early_parts[] = {
	PART_OPEN_ENUM, PART_OUT_OF_RANGE, PART_INTEGER, PART_BITS,	PART_ALIGNED,
	PART_LIBRARY,	PART_FUNCTION,	   PART_SINCE,	 PART_VARIABLE,
};

/* The others, in an order in which they can be declared. */
static const enum part late_parts[] = {
	PART_NONE,	     PART_ENCODE,	  PART_ENCODE_LOCALE, PART_ENCODE_BYTES,    PART_TEXT,
	PART_TEXT_OR_NONE,   PART_LOCALE_OR_NONE, PART_BUFFER,	      PART_READABLE,	    PART_WRITABLE,
	PART_ARRAY,	     PART_OWN_ARRAY,	  PART_NUMBERS,	      PART_OWN_NUMBERS,	    PART_ROOM,
	PART_BYTES_AT,	     PART_WIDE,		  PART_COUNTED,	      PART_THERE,	    PART_PIN,
	PART_OS_ERROR,	     PART_RAISED,	  PART_CLOSURE,	      PART_LASTING_CLOSURE, PART_METHODS,
	PART_SHARED_CLOSURE, PART_ONCE_CLOSURE,	  PART_COMPLETION,    PART_INTEGER_RESULT,  PART_FLOAT_RESULT,
	PART_HANDLE,	     PART_KEPT,		  PART_CHECK_OBJECT,  PART_CHECK_THREAD,    PART_OBJECT,
	PART_CLOSABLE,
};

/* Those about values inside C objects. */
static const enum part form_parts[] = {
	PART_FORM_BASE,	  PART_FORM_ENCODING, PART_FORM_NUMBER,	      PART_FORM_STRUCT,
	PART_FORM_RAW,	  PART_FORM_INDIRECT, PART_FORM_TEXT_POINTER, PART_FORM_TEXT_INSIDE,
	PART_FORM_MANY,	  PART_FORM_MUTABLE,  PART_FORM_MANY_INSIDE,  PART_FORM_INSTANCE,
	PART_FORM_COUNT,  PART_FORM_UNITS,    PART_FORM_COUNTED,      PART_FORM_OPTION,
	PART_FORM_RESULT, PART_FORM_TAGGED,   PART_FORM_FIELD,	      PART_FORM_COMPOUND,
	PART_FORM_FREED,  PART_GIVEN_MEMORY,  PART_KEEP_MEMORY,
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static const char *module_name(struct python *e)
{
	const char *output = e->options->output;
	size_t n = output ? strlen(output) : 0;
	if (e->options->module)
		return e->options->module;
	if (n > 3 && strcmp(output + n - 3, ".py") == 0) {
		const char *name = base_name(output);
		return ffir_strndup(e->a, name, strlen(name) - 3);
	}
	return e->p->name.name;
}

static void emit_pointer_alias(struct python *e, struct writer *w)
{
	need_import(e, "from typing import Any");
	w_line(w, "");
	w_line(w, "# What ctypes takes for a C pointer: None, byref(), pointer(), an array, an address.");
	w_line(w, "_Pointer = Any");
}

static void append(struct writer *w, struct writer *part)
{
	if (part->buf.size)
		ffir_buf_add(&w->buf, part->buf.text, part->buf.size);
	ffir_buf_release(&part->buf);
}

static void compose(struct python *e, struct writer *w, struct writer *types, struct writer *members)
{
	struct writer late = {.indent = "    "};
	for (size_t i = 0; i < sizeof late_parts / sizeof *late_parts; i++)
		emit_part(e, &late, late_parts[i]);
	for (size_t i = 0; i < sizeof form_parts / sizeof *form_parts; i++)
		emit_part(e, &late, form_parts[i]);
	emit_head(e, w);
	emit_pointer_alias(e, w);
	emit_base_error(e, w);
	for (size_t i = 0; i < sizeof early_parts / sizeof *early_parts; i++)
		emit_part(e, w, early_parts[i]);
	append(w, types);
	append(w, &late);
	append(w, members);
}

static void *python_begin(const struct plan *p, struct ffir_arena *a)
{
	struct python *e = (struct python *)ffir_alloc(a, sizeof *e);
	e->p = p;
	e->a = a;
	layout_records(e);
	return e;
}

static void python_emit(const struct plan *p, const struct emit_options *options, struct output *out,
			struct diag *d)
{
	struct ffir_arena arena = {0};
	struct python e = {.p = p, .options = options, .d = d, .a = &arena};
	struct writer types = {.indent = "    "}, members = {.indent = "    "};

	e.used_carriers = (bool *)ffir_alloc(&arena, p->n_carriers + 1);
	layout_records(&e);
	e.module = module_name(&e);
	export_name(&e, python_name(&p->base_error));
	need_import(&e, "from typing import Any");
	for (size_t i = 0; i < p->n_imports; i++)
		need_import(&e, TEXT(&e, "import %s", p->imports[i]));

	e.w = &types;
	emit_enums(&e);
	emit_constants(&e);
	emit_records(&e);
	emit_natives(&e);
	emit_raw(&e);
	emit_returned(&e);
	emit_errors(&e);
	e.w = &members;
	emit_handles(&e);
	emit_closures(&e);
	emit_interfaces(&e);
	emit_classes(&e);
	emit_functions(&e);
	emit_forms(&e);

	compose(&e, output_file(out, TEXT(&e, "%s.py", e.module), "    "), &types, &members);
	ffir_arena_release(&arena);
}

/* What lies in C objects; no struct is given to C by a callback. */
#define INSIDE                                                                                               \
	{                                                                                                    \
		COPY, COPY, COPY, REFUSE, REFUSE, COPY                                                       \
	}

const struct backend backend_python = {
	.abi = PLAN_ABI,
	.name = "python",
	.title = "Python",
	.summary = "Python: one typed module over ctypes, no dependencies",
	.family = "describes",
	.minimum = "Python 3.8",
	.suffix = ".py",
	.can =
		{
			[SHAPE_VOID] = {COPY, COPY, COPY, COPY, COPY},
			[SHAPE_SCALAR] = {COPY, COPY, COPY, COPY, COPY, COPY},
			[SHAPE_ENUMERATION] = {COPY, COPY, COPY, COPY, COPY, COPY},
			[SHAPE_FLAGS] = {COPY, COPY, COPY, COPY, COPY, COPY},
			[SHAPE_RECORD] = {COPY, COPY, COPY, REFUSE, VIEW, COPY},
			[SHAPE_RECORD_REF] = {PIN, COPY, VIEW, REFUSE, REFUSE},
			[SHAPE_HANDLE] = {COPY, COPY, COPY, COPY, COPY},
			[SHAPE_OBJECT] = {PIN, PIN, VIEW, REFUSE, REFUSE, VIEW},
			[SHAPE_STRING] = {COPY, COPY, COPY, COPY, COPY, COPY},
			[SHAPE_SLICE] = {PIN, COPY, COPY, REFUSE, PIN, COPY},
			[SHAPE_VECTOR] = INSIDE,
			[SHAPE_COMPOUND] = INSIDE,
			[SHAPE_OPTION] = INSIDE,
			[SHAPE_RESULT] = INSIDE,
			[SHAPE_TAGGED] = INSIDE,
			[SHAPE_CLOSURE] = {PIN, REFUSE, REFUSE, REFUSE, REFUSE},
			[SHAPE_INTERFACE] = {PIN},
			[SHAPE_RAW] = {COPY, COPY, COPY, COPY, COPY},
		},
	.objects = OBJECTS_READ,
	.callbacks = ANY_THREAD,
	.accessors = true,
	.runs_once = true,
	.shares_user_data = true,
	.begin = python_begin,
	.refuse_type = python_refuse_type,
	.refuse_call = python_refuse_call,
	.naming =
		{
			.cases =
				{
					[NAME_TYPE] = CASE_PASCAL,
					[NAME_FUNCTION] = CASE_SNAKE,
					[NAME_METHOD] = CASE_SNAKE,
					[NAME_PARAM] = CASE_SNAKE,
					[NAME_FIELD] = CASE_SNAKE,
					[NAME_CONSTANT] = CASE_UPPER,
					[NAME_ENUMERATOR] = CASE_UPPER,
					[NAME_MODULE] = CASE_SNAKE,
				},
			.keywords = python_keywords,
			.taken = python_taken,
			.reserved = {[NAME_FIELD] = python_reserved},
			.aside = "_",
			.qualifier = ".",
			.escape = "_",
			.unnamed = "_",
			.module_apart = true,
			.mangles = true,
			.error_suffix = "Error",
		},
	.emit = python_emit,
};
