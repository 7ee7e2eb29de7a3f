/*
 * The Python backend: one module, typed, over ctypes.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

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
	import_for_parts(e);
	emit_head(e, w);
	emit_pointer_alias(e, w);
	emit_base_error(e, w);
	emit_parts(e, w, PART_TARGET + 1, N_EARLY_PARTS);
	append(w, types);
	emit_parts(e, w, N_EARLY_PARTS, N_PARTS);
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

	forms_begin(&e.forms, &arena, p, "_form_");
	layout_records(&e);
	e.module = module_name(&e);
	export_name(&e, python_name(&p->base_error));
	need_import(&e, "from typing import Any");
	if (is_for_many(&e))
		need(&e, PART_TARGET);
	for (size_t i = 0; i < p->n_imports; i++)
		need_import(&e, TEXT(&e, "import %s", p->imports[i]));

	e.w = &types;
	emit_enums(&e);
	emit_handles(&e);
	emit_constants(&e);
	emit_records(&e);
	emit_natives(&e);
	emit_raw(&e);
	emit_returned(&e);
	emit_errors(&e);
	e.w = &members;
	emit_closures(&e);
	emit_interfaces(&e);
	emit_classes(&e);
	emit_functions(&e);
	emit_forms(&e);
	emit_namespaces(&e);

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
	.refuse_function = python_refuse_function,
	.refuse_call = python_refuse_call,
	.naming =
		{
			.cases =
				{
					[NAME_TYPE] = CASE_PASCAL,
					[NAME_FUNCTION] = CASE_SNAKE,
					[NAME_METHOD] = CASE_SNAKE,
					[NAME_IMPLEMENTED] = CASE_SNAKE,
					[NAME_PARAM] = CASE_SNAKE,
					[NAME_FIELD] = CASE_SNAKE,
					[NAME_CONSTANT] = CASE_UPPER,
					[NAME_ENUMERATOR] = CASE_UPPER,
					[NAME_MODULE] = CASE_SNAKE,
				},
			.keywords = python_keywords,
			.taken = python_taken,
			.reserved = {[NAME_METHOD] = python_of_classes, [NAME_FIELD] = python_reserved},
			.aside = "_",
			.qualifier = ".",
			.escape = "_",
			.unnamed = "_",
			.module_apart = true,
			.mangles = true,
			.error_suffix = "Error",
		},
	.many = &python_many,
	.emit = python_emit,
};
