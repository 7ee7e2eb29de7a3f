/*
 * ffirender show: what the compiler recorded, for a person to check: prototypes, layouts, promises,
 * docs; or the plan, or the document.
 *
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <string.h>

#include "backends/command.h"
#include "backends/lower.h"
#include "backends/printing.h"
#include "backends/shims.h"
#include "backends/variants.h"
#include "ir/annotation.h"

struct settings {
	struct strings inputs, notes, targets;
	const char *output;
	bool plan, xml, warnings_are_errors;
};

struct show {
	struct writer *w;
	const struct ffir_module *m;
	struct ffir_arena scratch;
};

/* ---- parts ---- */

static void show_annotation(struct ffir_buf *b, const struct ffir_annotation *n)
{
	static const char *const by[] = {"", " [standard]", " [noted]"}; /* of enum ffir_by */

	ffir_buf_puts(b, ffir_words[n->word].name);
	if (n->n_args + n->n_nested)
		ffir_buf_puts(b, "(");
	for (size_t i = 0; i < n->n_args; i++) {
		const struct ffir_annotation_arg *arg = &n->args[i];
		ffir_buf_printf(b, "%s%s", i ? ", " : "", arg->text);
		if (arg->value.kind != FFIR_VALUE_NONE && strcmp(arg->value.text, arg->text) != 0)
			ffir_buf_printf(b, " = %s", arg->value.text);
	}
	for (size_t i = 0; i < n->n_nested; i++) {
		if (i + n->n_args)
			ffir_buf_puts(b, ", ");
		show_annotation(b, &n->nested[i]);
	}
	if (n->n_args + n->n_nested)
		ffir_buf_puts(b, ")");
	ffir_buf_puts(b, by[n->by]);
}

/* One line: "SUBJECT: word(arg), word"; nothing if there are none. */
static void show_annotations(struct show *s, const char *subject, const struct ffir_annotation *list,
			     size_t n)
{
	struct ffir_buf b = {0};

	for (size_t i = 0; i < n; i++) {
		ffir_buf_puts(&b, i ? ", " : "");
		show_annotation(&b, &list[i]);
	}
	if (n)
		w_line(s->w, "%s%s", subject, b.text);
	ffir_buf_release(&b);
}

static void show_doc(struct show *s, const struct ffir_doc *doc)
{
	/* Of enum ffir_doc_kind. */
	static const char *const heads[] = {
		"", "returns: ", "errors: ", "since: ", "deprecated: ", "see: ", "note: "};
	/* Of enum ffir_doc_direction. */
	static const char *const directions[] = {"", " (in)", " (out)", " (in, out)"};

	if (!doc)
		return;
	if (doc->brief)
		w_text(s->w, "| ", doc->brief);
	if (doc->description) {
		if (doc->brief)
			w_line(s->w, "|");
		w_text(s->w, "| ", doc->description);
	}
	for (size_t i = 0; i < doc->n_sections; i++) {
		const struct ffir_doc_section *section = &doc->sections[i];
		const char *text =
			ffir_printf(&s->scratch, "%s%s%s%s%s", heads[section->kind],
				    section->name ? section->name : "", directions[section->direction],
				    section->name ? ": " : "", section->text ? section->text : "");
		w_text(s->w, "| ", text);
	}
}

static const char *short_doc(struct show *s, const struct ffir_doc *doc)
{
	return doc && doc->brief ? ffir_printf(&s->scratch, "   | %s", doc->brief) : "";
}

static const char *place_text(struct show *s, const struct ffir_loc *at)
{
	return at->file ? ffir_printf(&s->scratch, "%s:%u", at->file, at->line) : "";
}

/* What heads a declaration: its place, then TEXT as C says it. */
static void show_head(struct show *s, const struct ffir_decl *d, const char *text)
{
	w_line(s->w, "");
	if (d->at.file)
		w_line(s->w, "%s:", place_text(s, &d->at));
	w_line(s->w, "%s", text);
	s->w->level++;
	if (d->unsupported)
		w_line(s->w, "unsupported: %s", d->unsupported);
	if (d->deprecated)
		w_line(s->w, "deprecated%s%s", *d->deprecated ? ": " : "", d->deprecated);
	show_annotations(s, "", d->annotations, d->n_annotations);
	show_doc(s, d->doc);
}

/* ---- declarations ---- */

/* The function type that TYPE is or points to, or NULL. */
static const struct ffir_function_type *function_behind(const struct ffir_type *type)
{
	while (type->kind == FFIR_TYPE_POINTER || type->kind == FFIR_TYPE_ARRAY)
		type = type->to;
	return type->kind == FFIR_TYPE_FUNCTION ? type->function : NULL;
}

/* What is said of the parameters and result of F, and of the functions that they are in turn: "visit.user: context".
 * OF is "" or ends in a dot. */
static void show_params(struct show *s, const char *of, const struct ffir_function_type *f)
{
	for (size_t i = 0; i < f->n_params; i++) {
		const struct ffir_param *p = &f->params[i];
		const char *name = ffir_printf(&s->scratch, "%s%s", of, p->name);
		const struct ffir_function_type *called = function_behind(p->type);
		if (p->doc && p->doc->brief)
			w_line(s->w, "%s:%s", name, short_doc(s, p->doc) + 2);
		show_annotations(s, ffir_printf(&s->scratch, "%s: ", name), p->annotations, p->n_annotations);
		for (size_t j = 0; j < p->n_evidence; j++)
			w_line(s->w, "%s: seen %s (%s)", name, p->evidence[j].name, p->evidence[j].from);
		if (called)
			show_params(s, ffir_printf(&s->scratch, "%s.", name), called);
	}
	show_annotations(s, ffir_printf(&s->scratch, "%sresult: ", of), f->result.annotations,
			 f->result.n_annotations);
}

static void show_field(struct show *s, const struct ffir_field *f, const struct ffir_place *place)
{
	const char *name = f->name[0] == '#' ? "" : f->name;
	const char *text = ffir_type_spell(&s->scratch, f->type, name);
	const char *where = !place	     ? ""
			    : place->is_bits ? ffir_printf(&s->scratch, "bit %" PRIu64, place->bit_offset)
					     : ffir_printf(&s->scratch, "%" PRIu64, place->offset);
	if (f->is_bits)
		text = ffir_printf(&s->scratch, "%s : %u", text, f->bits);
	w_line(s->w, "%8s  %s;%s", where, text, short_doc(s, f->doc));
	s->w->level += 2;
	show_annotations(s, "", f->annotations, f->n_annotations);
	if (function_behind(f->type))
		show_params(s, "", function_behind(f->type));
	s->w->level -= 2;
}

static void show_record(struct show *s, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const char *kind = strchr(d->id, ' ') ? "" : d->record_kind == FFIR_UNION ? "union " : "struct ";

	if (d->opaque || !on || !on->has_layout) {
		show_head(s, d, ffir_printf(&s->scratch, "%s%s   (opaque)", kind, d->id));
		s->w->level--;
		return;
	}
	show_head(s, d,
		  ffir_printf(&s->scratch, "%s%s   (%" PRIu64 " bytes, aligned to %" PRIu64 ")", kind, d->id,
			      on->size, on->align));
	for (size_t i = 0; i < d->n_fields; i++)
		show_field(s, &d->fields[i], on->places ? &on->places[i] : NULL);
	s->w->level--;
}

static void show_enumerators(struct show *s, const struct ffir_decl *d, const char *head)
{
	show_head(s, d, head);
	for (size_t i = 0; i < d->n_enumerators; i++) {
		const struct ffir_enumerator *e = &d->enumerators[i];
		w_line(s->w, "%s = %s%s", e->name, e->value.text ? e->value.text : "?", short_doc(s, e->doc));
		s->w->level += 2;
		show_annotations(s, "", e->annotations, e->n_annotations);
		s->w->level -= 2;
	}
	s->w->level--;
}

static void show_enumeration(struct show *s, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const char *head = d->id;

	if (on && on->has_layout)
		head = ffir_printf(&s->scratch, "%s   (%" PRIu64 " bytes, %s)", d->id, on->size,
				   on->is_signed ? "signed" : "unsigned");
	show_enumerators(s, d, head);
}

static void show_function(struct show *s, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const char *text = ffir_function_spell(&s->scratch, d->function, ffir_decl_name(d));

	show_head(s, d, ffir_printf(&s->scratch, "%s;%s", text, d->is_inline ? "   (inline)" : ""));
	show_params(s, "", d->function);
	for (size_t i = 0; i < d->n_evidence; i++)
		w_line(s->w, "seen %s (%s)", d->evidence[i].name, d->evidence[i].from);
	if (on && on->symbol && strcmp(on->symbol, ffir_decl_name(d)) != 0)
		w_line(s->w, "symbol %s", on->symbol);
	if (on && on->visibility && strcmp(on->visibility, "default") != 0)
		w_line(s->w, "visibility %s", on->visibility);
	s->w->level--;
}

static void show_alias(struct show *s, const struct ffir_decl *d)
{
	const struct ffir_function_type *f = function_behind(d->type);
	bool callback = f && d->type->kind == FFIR_TYPE_POINTER && d->type->to->kind == FFIR_TYPE_FUNCTION;
	const char *text =
		callback ? ffir_function_spell(&s->scratch, f, ffir_printf(&s->scratch, "(*%s)", d->id))
			 : ffir_type_spell(&s->scratch, d->type, d->id);
	const struct ffir_on *on = ffir_decl_on(d);
	const char *aligned =
		on && on->align ? ffir_printf(&s->scratch, "   (aligned to %" PRIu64 ")", on->align) : "";
	show_head(s, d, ffir_printf(&s->scratch, "typedef %s;%s", text, aligned));
	if (f)
		show_params(s, "", f);
	s->w->level--;
}

static const char *string_text(struct show *s, const struct ffir_decl *d, const struct ffir_value *v)
{
	const struct ffir_basic *unit = wide_text_unit(s->m, d->type);
	struct ffir_buf wide = {0};
	if (!unit || !wide_text_decode(s->m, v, (unsigned)unit->size, &wide)) {
		ffir_buf_release(&wide);
		return text_quoted(&s->scratch, v->text, v->size);
	}
	const char *quoted = text_quoted(&s->scratch, wide.text ? wide.text : "", wide.size);
	ffir_buf_release(&wide);
	return ffir_printf(&s->scratch, "%s%s", wide_text_prefix(unit), quoted);
}

static void show_constant(struct show *s, const struct ffir_decl *d)
{
	const struct ffir_on *on = ffir_decl_on(d);
	const struct ffir_value *v = on ? &on->value : NULL;
	const char *type = d->type ? ffir_type_spell(&s->scratch, d->type, "") : "";
	const char *text = !v || !v->text		  ? "?"
			   : v->kind == FFIR_VALUE_STRING ? string_text(s, d, v)
							  : v->text;

	show_head(s, d, ffir_printf(&s->scratch, "#define %s %s   (%s)", ffir_decl_name(d), text, type));
	s->w->level--;
}

static void show_decl(struct show *s, const struct ffir_decl *d)
{
	switch (d->kind) {
	case FFIR_DECL_RECORD:
		show_record(s, d);
		return;
	case FFIR_DECL_ENUMERATION:
		show_enumeration(s, d);
		return;
	case FFIR_DECL_ALIAS:
		show_alias(s, d);
		return;
	case FFIR_DECL_FUNCTION:
		show_function(s, d);
		return;
	case FFIR_DECL_VARIABLE:
		show_head(
			s, d,
			ffir_printf(&s->scratch, "extern %s;", ffir_type_spell(&s->scratch, d->type, d->id)));
		s->w->level--;
		return;
	case FFIR_DECL_CONSTANT:
		show_constant(s, d);
		return;
	case FFIR_DECL_DOMAIN:
		show_enumerators(s, d, ffir_printf(&s->scratch, "codes %s", ffir_decl_name(d)));
		return;
	case FFIR_DECL_MACRO:
		show_head(s, d, d->id);
		s->w->level--;
		return;
	}
}

static bool sonames_differ(const struct ffir_interface *all)
{
	const char *first = all->modules[0]->library.soname;
	for (size_t i = 1; i < all->n_modules; i++) {
		const char *other = all->modules[i]->library.soname;
		if (first != other && (!first || !other || strcmp(first, other) != 0))
			return true;
	}
	return false;
}

/* The library, and a line for each target. */
static void show_about(struct writer *w, const struct ffir_interface *all)
{
	struct show s = {.w = w};
	const struct ffir_library *l = &all->modules[0]->library;
	bool differ = sonames_differ(all);
	const char *soname = differ ? NULL : l->soname;

	w_line(w, "library %s%s%s%s%s%s", l->name ? l->name : "(unnamed)", l->version ? " " : "",
	       l->version ? l->version : "", soname ? " (" : "", soname ? soname : "", soname ? ")" : "");
	for (size_t i = 0; i < all->n_modules; i++) {
		const struct ffir_module *m = all->modules[i];
		soname = differ ? m->library.soname : NULL;
		if (m->n_targets)
			w_line(w, "target %s, %s, %s-endian%s%s", m->targets[0].id,
			       m->targets[0].compiler ? m->targets[0].compiler : "an unknown compiler",
			       m->targets[0].big_endian ? "big" : "little", soname ? ", " : "",
			       soname ? soname : "");
	}
	show_doc(&s, l->doc);
	ffir_arena_release(&s.scratch);
}

static void show_decls(struct writer *w, const struct ffir_module *m)
{
	struct show s = {.w = w, .m = m};
	for (size_t i = 0; i < m->n_decls; i++) {
		show_decl(&s, m->decls[i]);
		ffir_arena_release(&s.scratch);
	}
}

/* ---- the command ---- */

static bool parse_settings(struct settings *s, int argc, char **argv, enum exit_status *status)
{
	const struct option_spec options[] = {
		{"-o", "--output", "FILE", "where to; standard output if it is left out", NULL, &s->output,
		 NULL},
		{NULL, "--plan", NULL,
		 "each function as bindings will call it: what the caller gives and gets, "
		 "and every step between, or why it stays raw",
		 &s->plan, NULL, NULL},
		{NULL, "--xml", NULL, "the document, as the plugin would have written it", &s->xml, NULL,
		 NULL},
		{NULL, "--notes", "FILE", "annotations to add; may be repeated", NULL, NULL, &s->notes},
		TARGETS_OPTION(&s->targets),
		{NULL, "-Werror", NULL, "warnings are errors", &s->warnings_are_errors, NULL, NULL},
		{NULL, NULL, NULL, NULL, NULL, NULL, NULL},
	};
	const struct usage u = {
		.name = "ffirender show",
		.synopsis = "[OPTION]... INPUT...",
		.about = "Prints the interface that INPUTs (libraries, objects, documents; '-' is standard "
			 "input)\n"
			 "record, so that a person can check it: prototypes, layouts with the offset of each "
			 "field,\n"
			 "annotations and who made them, docs. Of several targets, what is not the same on "
			 "all\n"
			 "stands behind their names.\n",
		.examples = "ffirender show libfoo.so\n"
			    "ffirender show --plan foo.ffi.xml --notes foo.notes.xml | less\n",
		.options = options,
	};
	if (!usage_parse(&u, argc, argv, &s->inputs, NULL, status))
		return false;
	if (s->plan && s->xml) {
		*status = usage_error(&u, "'--plan' and '--xml' exclude each other");
		return false;
	}
	if (s->inputs.n)
		return true;
	*status = usage_error(&u, "no input; name a library, object or document");
	return false;
}

/* ---- several targets ---- */

/* A paragraph is a chunk, known by its first line, which says where in C it stands, or what it is of. */
static void split_text(struct ffir_arena *a, const char *text, struct chunk **chunks, size_t *n)
{
	*chunks = NULL;
	*n = 0;
	while (*text) {
		struct chunk *chunk = FFIR_PUSH(a, *chunks, *n);
		chunk->gap = (unsigned)strspn(text, "\n");
		text += chunk->gap;
		const char *end = strstr(text, "\n\n");
		size_t size = end ? (size_t)(end - text) + 1 : strlen(text);
		chunk->head = ffir_strndup(a, text, size);
		chunk->key = ffir_strndup(a, text, strcspn(text, "\n"));
		chunk->tail = "";
		text += size;
	}
}

static void print_variants(const struct variants *v, const struct variant *list, size_t n, bool all)
{
	const struct ffir_interface *interface = (const struct ffir_interface *)v->context;
	(void)all;
	for (size_t i = 0; i < n; i++) {
		ffir_buf_puts(v->b, i ? "\non" : "on");
		for (size_t k = 0; k < list[i].n_targets; k++)
			ffir_buf_printf(v->b, "%s %s", k ? "," : "",
					ffir_target_id(interface->modules[list[i].targets[k]]));
		ffir_buf_puts(v->b, ":\n");
		for (const char *line = list[i].text; *line;) {
			size_t size = strcspn(line, "\n") + 1;
			ffir_buf_puts(v->b, size > 1 ? "    " : "");
			ffir_buf_add(v->b, line, size);
			line += size;
		}
	}
}

/* As a language has it that is told where the shims are. */
static bool show_plan(struct writer *w, struct ffir_module *m, struct diag *d)
{
	shims_find(m);
	shims_need_always(m);
	shims_use(m);
	struct plan *p = plan_lower(m, d);
	bool good = p != NULL;

	if (good)
		plan_show(&w->buf, p);
	plan_free(p);
	return good;
}

static bool show_each(const struct settings *s, struct ffir_interface *all, struct output *each,
		      const char **texts, struct diag *d)
{
	struct diag_said said = {0};
	bool good = true;
	if (all->n_modules > 1)
		d->said = &said;
	for (size_t i = 0; good && i < all->n_modules; i++) {
		struct writer *w = output_file(each, "interface.txt", "    ");
		if (s->plan)
			good = show_plan(w, all->modules[i], d);
		else
			show_decls(w, all->modules[i]);
		texts[i] = w->buf.text ? w->buf.text : "";
	}
	d->said = NULL;
	ffir_arena_release(&said.arena);
	return good;
}

static bool show_all(const struct settings *s, struct ffir_interface *all, struct writer *w, struct diag *d)
{
	static const struct variants_style style = {1, split_text, print_variants};
	struct ffir_arena a = {0};
	struct output each = {0};
	const struct variants v = {&a, &w->buf, all};
	const char **texts = (const char **)ffir_alloc(&a, all->n_modules * sizeof *texts);
	bool good = show_each(s, all, &each, texts, d);

	if (good && !s->plan)
		show_about(w, all);
	if (good && !s->plan && *texts[0])
		w_line(w, "");
	if (good)
		variants_join(&v, &style, texts, all->n_modules);
	output_release(&each);
	ffir_arena_release(&a);
	return good;
}

static bool show(const struct settings *s, struct diag *d)
{
	const struct ffir_load_settings settings = {.targets = s->targets.items, .n_targets = s->targets.n};
	struct ffir_interface all = {0};
	struct output out = {0};
	bool good = load_interface(&s->inputs, &s->notes, &settings, &all, d) && !d->errors;

	if (good) {
		struct writer *w = output_file(&out, s->xml ? "interface.ffi.xml" : "interface.txt", "    ");
		if (s->xml)
			ffir_write_interface(&w->buf, &all);
		else
			good = show_all(s, &all, w, d);
	}
	good = good && !d->errors && output_write(&out, s->output, d);
	output_release(&out);
	ffir_interface_release(&all);
	return good;
}

static int run(int argc, char **argv)
{
	struct settings s = {0};
	enum exit_status status;

	if (parse_settings(&s, argc, argv, &status)) {
		struct diag d = {.program = "ffirender", .warnings_are_errors = s.warnings_are_errors};
		status = show(&s, &d) ? STATUS_OK : STATUS_ERROR;
	}
	strings_release(&s.inputs);
	strings_release(&s.notes);
	strings_release(&s.targets);
	return status;
}

const struct command command_show = {"show", "print an interface, or the plan of its bindings, for a person",
				     run};
