/*
 * ffirender notes: a note file that asks what neither C nor an annotation says yet. The questions are the plan's
 * own reasons; here they are put beside the entry that an answer belongs into.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/asking.h"

struct settings {
	struct strings inputs, notes;
	const char *output, *target;
	bool warnings_are_errors;
};

/* ---- text in comments ---- */

/* TEXT without what ends a comment. */
static const char *commented(struct asking *a, const char *text)
{
	struct ffir_buf b = {0};
	for (; *text; text++) {
		char c = *text == '\n' ? ' ' : *text;
		ffir_buf_printf(&b, "%c%s", c, c == '-' && text[1] == '-' ? " " : "");
	}
	const char *copy = ffir_strdup(a->a, b.text ? b.text : "");
	ffir_buf_release(&b);
	return copy;
}

enum { COMMENT_COLUMNS = 110 };

/* "<!-- TEXT -->", on lines of a width that is read with ease. */
static void w_comment(struct asking *a, const char *text)
{
	const char *rest = commented(a, text), *before = "<!-- ";
	while (strlen(rest) > COMMENT_COLUMNS) {
		size_t n = COMMENT_COLUMNS;
		while (n > 0 && rest[n] != ' ')
			n--;
		if (!n)
			n = strcspn(rest, " ");
		if (!rest[n])
			break;
		w_line(a->w, "%s%.*s", before, (int)n, rest);
		rest += n + 1;
		before = "     ";
	}
	w_line(a->w, "%s%s -->", before, rest);
}

/* ---- entries ---- */

static void open_function(struct asking *a, const struct plan_function *f)
{
	if (a->open)
		return;
	const char *prototype = ffir_function_spell(a->a, f->type, f->name.cname);
	w_line(a->w, "");
	const char *slash = f->name.at.file ? strrchr(f->name.at.file, '/') : NULL;
	if (f->name.at.file)
		prototype = ffir_printf(a->a, "%s:%u: %s", slash ? slash + 1 : f->name.at.file,
					f->name.at.line, prototype);
	w_comment(a, prototype);
	w_open(a->w, "<function id=\"%s\">", f->decl->id);
	a->open = true;
}

static void print_choice(struct asking *a, const struct choice *c)
{
	struct ffir_buf b = {0};
	ffir_buf_printf(&b, "<!--<annotation name=\"%s\"", ffir_words[c->word].name);
	for (size_t i = 0; i < 2 && c->args[i]; i++)
		ffir_buf_printf(&b, "%s<arg>%s</arg>", i ? "" : ">", c->args[i]);
	ffir_buf_puts(&b, c->args[0] ? "</annotation>-->" : "/>-->");
	w_line(a->w, "%s <!-- %s -->", b.text, commented(a, c->says));
	ffir_buf_release(&b);
}

static void print_choices(struct asking *a, const struct choices *choices, bool on_function)
{
	for (size_t i = 0; i < choices->n; i++) {
		bool of_function = !(ffir_words[choices->items[i].word].places &
				     (FFIR_ON_RESULT | FFIR_ON_PARAM | FFIR_ON_RECORD));
		if (of_function == on_function)
			print_choice(a, &choices->items[i]);
	}
}

static bool has_choices(const struct choices *choices, bool on_function)
{
	for (size_t i = 0; i < choices->n; i++)
		if (!(ffir_words[choices->items[i].word].places & (FFIR_ON_RESULT | FFIR_ON_PARAM)) ==
		    on_function)
			return true;
	return false;
}

static void print_evidence(struct asking *a, const struct plan_function *f, const struct plan_question *q)
{
	const char *said = asking_documented(f, q);
	if (said)
		w_comment(a, ffir_printf(a->a, "its comment says: %s", said));
	for (size_t i = 0; q->about && i < q->about->n_evidence; i++)
		w_comment(a, ffir_printf(a->a, "%s saw: %s", q->about->evidence[i].from,
					 q->about->evidence[i].name));
}

/* It belongs into the entry of its function. */
static bool is_of_entry(const struct plan_question *q)
{
	return !q->record && !q->alias && q->n_words && !asking_is_common(q);
}

static const char *note_of(const struct plan_question *q)
{
	return q->kind == QUESTION_ASSUMED ? " (unless something says otherwise)" : "";
}

/* What Q asks of the function as a whole. */
static void print_of_function(struct asking *a, const struct plan_function *f, const struct plan_question *q)
{
	struct choices choices = {0};
	asking_choices(a, f, q, &choices);
	if (q->about && !has_choices(&choices, true))
		return;
	open_function(a, f);
	w_comment(a, ffir_printf(a->a, "%s%s", q->text, note_of(q)));
	print_choices(a, &choices, true);
}

/* Opens the element of VALUE, a parameter or the result, if that is not done. */
static void open_value(struct asking *a, const struct ffir_param *value, bool *open)
{
	if (!*open && value->name)
		w_open(a->w, "<param name=\"%s\">", value->name);
	else if (!*open)
		w_open(a->w, "<result>");
	*open = true;
}

static void close_value(struct asking *a, const struct ffir_param *value, bool open)
{
	if (open)
		w_close(a->w, value->name ? "</param>" : "</result>");
}

/* What Q asks of a value, in whose element we are. */
static void print_of_value(struct asking *a, const struct plan_function *f, const struct plan_question *q,
			   const struct choices *choices)
{
	if (!has_choices(choices, true))
		w_comment(a, ffir_printf(a->a, "%s%s", q->text, note_of(q)));
	print_evidence(a, f, q);
	print_choices(a, choices, false);
}

/* That another parameter may be the user data of callback VALUE. */
static void print_user_data(struct asking *a, const struct plan_function *f, const struct plan_question *q,
			    const struct ffir_param *value, bool *open)
{
	const struct choice choice = {
		FFIR_W_USER_DATA, {q->about ? q->about->name : NULL}, ffir_words[FFIR_W_USER_DATA].says};
	if (asking_callback(a, f, q) != value)
		return;
	open_function(a, f);
	open_value(a, value, open);
	print_choice(a, &choice);
}

/* What Q asks of VALUE, if it does. */
static void print_for_value(struct asking *a, const struct plan_function *f, const struct plan_question *q,
			    const struct ffir_param *value, bool *open)
{
	struct choices choices = {0};
	bool inner = false;
	print_user_data(a, f, q, value, open);
	if ((q->within ? q->within : q->about) != value)
		return;
	asking_choices(a, f, q, &choices);
	if (!has_choices(&choices, false))
		return;
	open_function(a, f);
	open_value(a, value, open);
	if (q->within)
		open_value(a, q->about, &inner);
	print_of_value(a, f, q, &choices);
	close_value(a, q->about, inner);
}

static void print_value(struct asking *a, const struct plan_function *f, const struct ffir_param *value)
{
	bool open = false;
	for (size_t i = 0; i < f->n_questions; i++)
		if (is_of_entry(&f->questions[i]))
			print_for_value(a, f, &f->questions[i], value, &open);
	close_value(a, value, open);
}

static void print_function(struct asking *a, const struct plan_function *f)
{
	struct choices ends = {0};
	a->open = false;
	asking_ends(a, f, &ends);
	if (ends.n) {
		open_function(a, f);
		print_choices(a, &ends, true);
	}
	for (size_t i = 0; i < f->n_questions; i++)
		if (is_of_entry(&f->questions[i]))
			print_of_function(a, f, &f->questions[i]);
	for (size_t i = 0; f->n_questions && i < f->type->n_params; i++)
		print_value(a, f, &f->type->params[i]);
	if (f->n_questions)
		print_value(a, f, &f->type->result);
	if (a->open)
		w_close(a->w, "</function>");
}

/* ---- types ---- */

/* "f, g, h and 40 others" of the functions that ask about RECORD, or about a parameter of ALIAS. */
static const char *users(struct asking *a, const struct plan_record *record, const struct ffir_param *about)
{
	const char *text = "";
	size_t n = 0;
	for (size_t i = 0; i < a->p->n_functions; i++) {
		const struct plan_function *f = a->p->functions[i];
		bool asks = false;
		for (size_t k = 0; k < f->n_questions; k++)
			asks |= record ? f->questions[k].record == record : f->questions[k].about == about;
		if (asks && n < 4)
			text = ffir_printf(a->a, "%s%s%s", text, n ? ", " : "", f->name.cname);
		n += asks;
	}
	return n > 4 ? ffir_printf(a->a, "%s and %zu more", text, n - 4) : text;
}

static void print_record(struct asking *a, const struct plan_record *r)
{
	const char *functions = users(a, r, NULL);
	if (!*functions)
		return;
	w_line(a->w, "");
	w_comment(a, ffir_printf(a->a,
				 "%s: its fields are not known here, and no annotation makes it an object. "
				 "It is used by %s",
				 r->decl->id, functions));
	w_open(a->w, "<record id=\"%s\">", r->decl->id);
	w_line(a->w, "<!--<annotation name=\"service\"/>--> <!-- %s -->", ffir_words[FFIR_W_SERVICE].says);
	w_close(a->w, "</record>");
}

static bool is_first(const struct asking *a, const struct plan_function *f, const struct plan_question *q)
{
	for (size_t i = 0; i < a->p->n_functions; i++) {
		const struct plan_function *other = a->p->functions[i];
		for (size_t k = 0; k < other->n_questions; k++)
			if (other->questions[k].about == q->about && other->questions[k].alias == q->alias)
				return other == f && &other->questions[k] == q;
	}
	return false;
}

static void print_alias(struct asking *a, const struct plan_function *f, const struct plan_question *q)
{
	struct choices choices = {0};
	w_line(a->w, "");
	w_comment(a,
		  ffir_printf(a->a, "%s; it is used by %s",
			      ffir_type_spell(a->a, q->alias->type, q->alias->id), users(a, NULL, q->about)));
	w_open(a->w, "<alias id=\"%s\">", q->alias->id);
	w_open(a->w, "<param name=\"%s\">", q->about->name);
	w_comment(a, q->text);
	asking_choices(a, f, q, &choices);
	print_choices(a, &choices, false);
	w_close(a->w, "</param>");
	w_close(a->w, "</alias>");
}

static void print_types(struct asking *a)
{
	for (size_t i = 0; i < a->p->n_records; i++)
		print_record(a, a->p->records[i]);
	for (size_t i = 0; i < a->p->n_functions; i++) {
		const struct plan_function *f = a->p->functions[i];
		for (size_t k = 0; k < f->n_questions; k++) {
			const struct plan_question *q = &f->questions[k];
			if (q->alias && !q->record && is_first(a, f, q))
				print_alias(a, f, q);
		}
	}
}

/* ---- the library as a whole ---- */

static void print_library(struct asking *a)
{
	if (a->p->name.cname)
		return;
	w_line(a->w, "");
	w_line(a->w, "<!--<library name=\"?\"/>--> <!-- what the library is called -->");
}

/* One entry for all results that are as likely codes as numbers, while nothing says what a code is. */
static void print_codes(struct asking *a)
{
	struct ffir_buf ids = {0};
	for (size_t i = 0; i < a->p->n_functions; i++) {
		const struct plan_function *f = a->p->functions[i];
		for (size_t k = 0; k < f->n_questions; k++)
			if (asking_is_common(&f->questions[k]))
				ffir_buf_printf(&ids, "%s%s", ids.text ? "," : "", f->name.cname);
	}
	if (!ids.text || a->p->n_errors) {
		ffir_buf_release(&ids);
		return;
	}
	w_line(a->w, "");
	w_comment(a, "Which of these results tell success or failure? They are an 'int' that is given to the "
		     "caller as it "
		     "is. If some do, say which constants are their codes (without codes= they have no "
		     "names) and which values "
		     "are no errors, "
		     "take the "
		     "other functions out of the list, and uncomment both.");
	w_line(a->w, "<!--<domain id=\"domain/?\" codes=\"?\">");
	w_line(a->w, "  <annotation name=\"error_domain\"><arg>?</arg><arg>?</arg></annotation>");
	w_line(a->w, "  <annotation name=\"error_message\"><arg>?</arg></annotation>");
	w_line(a->w, " </domain>");
	w_line(a->w, " <function id=\"%s\">", ids.text);
	w_line(a->w, "  <result><annotation name=\"status\"><arg>?</arg></annotation></result>");
	w_line(a->w, " </function>-->");
	ffir_buf_release(&ids);
}

/* What stays as it is, whatever a note file says. */
static void print_hopeless(struct asking *a)
{
	bool first = true;
	for (size_t i = 0; i < a->p->n_functions; i++) {
		const struct plan_function *f = a->p->functions[i];
		bool asked = false;
		for (size_t k = 0; k < f->n_questions; k++)
			asked |= f->questions[k].kind == QUESTION_RAW && f->questions[k].n_words;
		if (asked || asking_is_settled(a, f))
			continue;
		if (first)
			w_line(a->w, "");
		if (first)
			w_line(a->w, "<!-- No annotation helps these:");
		first = false;
		w_line(a->w, "     %s: %s", f->name.cname,
		       commented(a, f->raw_reason ? f->raw_reason : f->refused));
	}
	if (!first)
		w_line(a->w, "-->");
}

static void print_all(struct asking *a)
{
	w_line(a->w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	w_line(a->w, "<!--");
	w_line(a->w, " Questions about what the headers leave open. To answer one, uncomment the annotation "
		     "that is true, with");
	w_line(a->w, " each '?' replaced, and delete the others: what is left as it is changes nothing. "
		     "Without an answer a");
	w_line(a->w, " function stays in the raw layer, unless the question says what it does. The words are "
		     "explained in");
	w_line(a->w, " ffiextract(7). 'ffirender scan' takes this file, and each language: see ffirender(1)");
	w_line(a->w, "-->");
	w_open(a->w, "<notes version=\"1.0\">");
	print_library(a);
	print_types(a);
	for (size_t i = 0; i < a->p->n_functions; i++)
		print_function(a, a->p->functions[i]);
	print_codes(a);
	print_hopeless(a);
	w_close(a->w, "</notes>");
}

/* ---- the command ---- */

static bool parse_settings(struct settings *s, int argc, char **argv, enum exit_status *status)
{
	const struct option_spec options[] = {
		{"-o", "--output", "FILE", "where to; standard output if it is left out", NULL, &s->output,
		 NULL},
		{NULL, "--notes", "FILE", "what has been answered already; may be repeated", NULL, NULL,
		 &s->notes},
		TARGET_OPTION(&s->target),
		{NULL, "-Werror", NULL, "warnings are errors", &s->warnings_are_errors, NULL, NULL},
		{NULL, NULL, NULL, NULL, NULL, NULL, NULL},
	};
	const struct usage u = {
		.name = "ffirender notes",
		.synopsis = "[OPTION]... INPUT...",
		.about =
			"Writes a note file that asks what neither the headers nor annotations say: who "
			"frees a "
			"result,\n"
			"how many a pointer points to, which struct is an object. Each question stands "
			"beside the\n"
			"annotations that would answer it, commented out, with what the compiler saw and "
			"what the\n"
			"names and comments suggest. Left as it is, the file changes nothing.\n\n"
			"INPUT is a library, object or document as for a language; a shared library beside a "
			"document\n"
			"takes out what it does not export.\n",
		.examples = "ffirender notes zlib.ffi.xml -o zlib.notes.xml\n"
			    "ffirender notes zlib.ffi.xml --notes zlib.notes.xml  # what is still open\n",
		.options = options,
	};
	if (!usage_parse(&u, argc, argv, &s->inputs, NULL, status))
		return false;
	if (s->inputs.n)
		return true;
	*status = usage_error(&u, "no input; name a library, object or document");
	return false;
}

static bool ask(const struct settings *s, struct diag *d)
{
	const struct ffir_load_settings settings = {
		.targets = &s->target, .n_targets = s->target != NULL, .only_one = true};
	struct ffir_interface all = {0};
	struct ffir_module *m =
		load_interface(&s->inputs, &s->notes, &settings, &all, d) ? all.modules[0] : NULL;
	struct plan *p = m ? plan_survey(m, d) : NULL;
	struct output out = {0};
	bool good = false;

	if (p && !d->errors) {
		struct ffir_arena arena = {0};
		struct asking a = {.p = p, .m = m, .a = &arena};
		a.w = output_file(&out, "interface.notes.xml", " ");
		print_all(&a);
		good = output_write(&out, s->output, d);
		ffir_arena_release(&arena);
	}
	output_release(&out);
	plan_free(p);
	ffir_interface_release(&all);
	return good;
}

static int run(int argc, char **argv)
{
	struct settings s = {0};
	enum exit_status status;

	if (parse_settings(&s, argc, argv, &status)) {
		struct diag d = {.program = "ffirender", .warnings_are_errors = s.warnings_are_errors};
		status = ask(&s, &d) ? STATUS_OK : STATUS_ERROR;
	}
	strings_release(&s.inputs);
	strings_release(&s.notes);
	return status;
}

const struct command command_notes = {"notes", "ask what a note file should answer", run};
