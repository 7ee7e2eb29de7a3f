/*
 * The C# backend: one file, blittable declarations and an idiomatic layer over them.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/csharp/csharp.h"

static bool enum_is_obsolete(const struct plan_enum *item)
{
	bool found = item->standing.deprecated != NULL;
	for (size_t i = 0; i < item->n_items; i++)
		found = found || item->items[i].standing.deprecated;
	return found;
}

static bool record_is_obsolete(const struct plan_record *r)
{
	bool found = r->standing.deprecated != NULL;
	for (size_t i = 0; i < r->n_fields; i++)
		found = found || r->fields[i].standing.deprecated;
	return found;
}

/* Whether the language's own protocols are written with a deprecated method. */
static bool class_uses_obsolete(const struct plan_class *k)
{
	bool found = false;
	for (size_t i = 0; i < k->n_methods; i++)
		found = found || (k->methods[i]->protocol != PROTOCOL_NONE && k->methods[i]->deprecated);
	return found;
}

bool csharp_uses_obsolete(const struct plan *p)
{
	bool found = false;
	for (size_t i = 0; i < p->n_records; i++)
		found = found || record_is_obsolete(p->records[i]);
	for (size_t i = 0; i < p->n_enums; i++)
		found = found || enum_is_obsolete(p->enums[i]);
	for (size_t i = 0; i < p->others.n_enums; i++)
		found = found || enum_is_obsolete(p->others.enums[i]);
	for (size_t i = 0; i < p->n_handles; i++)
		found = found || p->handles[i]->alias->standing.deprecated;
	for (size_t i = 0; i < p->n_closures; i++)
		found = found || p->closures[i]->standing.deprecated;
	for (size_t i = 0; i < p->n_classes; i++)
		found = found || class_uses_obsolete(p->classes[i]);
	return found;
}

static void emit_head(struct csharp *e)
{
	static const char *const used[] = {
		"System",
		"System.Collections.Concurrent",
		"System.Collections.Generic",
		"System.Diagnostics.CodeAnalysis",
		"System.Runtime.CompilerServices",
		"System.Runtime.ExceptionServices",
		"System.Runtime.InteropServices",
		"System.Text",
		"System.Threading",
		"System.Threading.Tasks",
	};
	csharp_comment(
		e, "Made by ffirender from the description that the compiler wrote; changes will be lost.");
	w_line(e->w, "#nullable enable");
	if (csharp_uses_obsolete(e->p))
		w_line(e->w,
		       "#pragma warning disable CS0618 // What is obsolete is still read and made here.");
	csharp_gap(e);
	for (size_t i = 0; i < sizeof used / sizeof *used; i++)
		w_line(e->w, "using %s;", used[i]);
	csharp_gap(e);
	if (e->p->has_places)
		csharp_open(e, "namespace %s", e->space);
	else
		w_line(e->w, "namespace %s;", e->space);
}

static void *csharp_begin(const struct plan *p, struct ffir_arena *a)
{
	struct csharp *e = (struct csharp *)ffir_alloc(a, sizeof *e);
	e->p = p;
	e->a = a;
	return e;
}

static void csharp_emit(const struct plan *p, const struct emit_options *options, struct output *out,
			struct diag *d)
{
	struct ffir_arena arena = {0};
	struct csharp e = {.p = p, .options = options, .d = d, .a = &arena};
	e.space = options->module ? options->module : p->name.name;
	e.library = library_file(&arena, p, options);
	e.w = output_file(
		out,
		TEXT(&e, "%s.cs",
		     name_identifier(&arena, p->name.cname ? p->name.cname : "bindings", CASE_PASCAL)),
		"    ");
	forms_begin(&e.forms, &arena, p, "Form");
	emit_head(&e);
	csharp_emit_constants(&e);
	csharp_emit_enums(&e);
	csharp_emit_records(&e);
	csharp_emit_natives(&e);
	csharp_emit_base_error(&e);
	csharp_emit_raw(&e);
	csharp_emit_errors(&e);
	csharp_emit_handles(&e);
	csharp_emit_closures(&e);
	csharp_emit_interfaces(&e);
	csharp_emit_classes(&e);
	csharp_emit_functions(&e);
	csharp_emit_forms(&e);
	csharp_emit_parts(&e, e.w);
	if (p->has_places)
		csharp_close(&e, "");
	ffir_arena_release(&arena);
}

const struct backend backend_csharp =
	{
		.abi = PLAN_ABI,
		.name = "csharp",
		.title = "C#",
		.summary = "C#: one file, LibraryImport and safe classes over it, ready for NativeAOT",
		.family = "describes",
		.minimum = ".NET 8",
		.suffix = ".cs",
		.can =
			{
				[SHAPE_VOID] = {COPY, COPY, COPY, COPY, COPY},
				[SHAPE_SCALAR] = {COPY, COPY, COPY, COPY, COPY},
				[SHAPE_ENUMERATION] = {COPY, COPY, COPY, COPY, COPY},
				[SHAPE_FLAGS] = {COPY, COPY, COPY, COPY, COPY},
				[SHAPE_RECORD] = {COPY, COPY, COPY, COPY, VIEW},
				[SHAPE_RECORD_REF] = {PIN, COPY, VIEW, REFUSE, REFUSE},
				[SHAPE_HANDLE] = {COPY, COPY, COPY, COPY, COPY, COPY},
				[SHAPE_OBJECT] = {PIN, PIN, VIEW, REFUSE, REFUSE, VIEW},
				[SHAPE_STRING] = {COPY, COPY, COPY, COPY, COPY, COPY},
				[SHAPE_SLICE] = {PIN, COPY, COPY, REFUSE, PIN},
				[SHAPE_VECTOR] = {COPY, COPY, COPY, REFUSE, REFUSE},
				[SHAPE_COMPOUND] = {COPY, COPY, COPY, REFUSE, REFUSE, COPY},
				[SHAPE_OPTION] = {COPY, COPY, COPY, REFUSE, REFUSE, COPY},
				[SHAPE_RESULT] = {REFUSE, COPY, COPY, REFUSE, REFUSE, COPY},
				[SHAPE_TAGGED] = {COPY, COPY, COPY, REFUSE, REFUSE, COPY},
				[SHAPE_CLOSURE] = {PIN, REFUSE, REFUSE, REFUSE, REFUSE},
				[SHAPE_INTERFACE] = {PIN, REFUSE, REFUSE, REFUSE, REFUSE, REFUSE},
				[SHAPE_RAW] = {COPY, COPY, COPY, COPY, COPY},
			},
		.objects = OBJECTS_READ,
		.callbacks = ANY_THREAD,
		.accessors = true,
		.runs_once = true,
		.shares_user_data = true,
		.begin = csharp_begin,
		.refuse_type = csharp_refuse_type,
		.refuse_call = csharp_refuse_call,
		.naming =
			{
				.cases =
					{
						[NAME_TYPE] = CASE_PASCAL,
						[NAME_FUNCTION] = CASE_PASCAL,
						[NAME_METHOD] = CASE_PASCAL,
						[NAME_IMPLEMENTED] = CASE_PASCAL,
						[NAME_PARAM] = CASE_CAMEL,
						[NAME_FIELD] = CASE_PASCAL,
						[NAME_CONSTANT] = CASE_PASCAL,
						[NAME_ENUMERATOR] = CASE_PASCAL,
						[NAME_MODULE] = CASE_PASCAL,
					},
				.keywords = csharp_keywords,
				.taken = csharp_taken,
				.unwelcome = csharp_unwelcome,
				.reserved =
					{
						[NAME_TYPE] = csharp_dotnet,
						[NAME_FUNCTION] = csharp_reserved,
						[NAME_METHOD] = csharp_reserved,
						[NAME_IMPLEMENTED] = csharp_of_interfaces,
						[NAME_FIELD] = csharp_reserved,
						[NAME_CONSTANT] = csharp_reserved,
					},
				.raw_reserved = csharp_raw_reserved,
				.aside = "Native",
				.beside =
					{
						[BESIDE_STRUCT] = "*Struct",
						[BESIDE_HANDLE] = "*Handle",
						[BESIDE_INTERFACE] = "I*",
						[BESIDE_OPTIONAL] = "I**",
						[BESIDE_FUNCTIONS] = "*Functions",
						[BESIDE_POINTER] = "*Native",
						[BESIDE_CASE] = "**",
					},
				.owner_aside = "Value",
				.nests = true,
				.constants_apart = true,
				.qualifier = ".",
				.escape = "@",
				.error_suffix = "Exception",
			},
		.emit = csharp_emit,
};
