/*
 * What keeps a call raw, and what it goes by C's habits for: the reasons that bindings print, and the
 * questions that annotators are asked, from the same lines.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/lower.h"

#include <stdarg.h>
#include <string.h>

/* " (FFI_OWNED_BY, FFI_BORROWED)" */
static const char *in_brackets(const struct lowering *l, const enum ffir_word *words)
{
	const char *text = "";
	for (size_t i = 0; words[i] != FFIR_N_WORDS; i++)
		text = ffir_printf(l->a, "%s%s%s", text, i ? ", " : " (", macro_name(l, words[i]));
	return *text ? ffir_printf(l->a, "%s)", text) : text;
}

static bool is_asked(const struct plan_function *f, const struct plan_question *question)
{
	for (size_t i = 0; i < f->n_questions; i++) {
		const struct plan_question *other = &f->questions[i];
		if (other->about == question->about && other->record == question->record &&
		    strcmp(other->text, question->text) == 0)
			return true;
	}
	return false;
}

/* Without WORDS nobody can answer, and what follows from another question needs none of its own. */
static void ask(struct call_builder *b, struct plan_question question, const enum ffir_word *words)
{
	if (!b->l->surveys || (!words && b->function->n_questions) || is_asked(b->function, &question))
		return;
	for (size_t i = 0; words && words[i] != FFIR_N_WORDS; i++)
		*FFIR_PUSH(b->l->a, question.words, question.n_words) = ffir_words[words[i]].name;
	*FFIR_PUSH(b->l->a, b->function->questions, b->function->n_questions) = question;
}

static void keep_raw(struct call_builder *b, const struct plan_question *question,
		     const enum ffir_word *words)
{
	if (b->reason)
		return;
	ask(b, *question, words);
	b->reason = words ? ffir_printf(b->l->a, "%s%s", question->text, in_brackets(b->l, words))
			  : question->text;
}

void stay_raw(struct call_builder *b, const char *format, ...)
{
	struct plan_question question = {.kind = QUESTION_RAW, .about = b->about};
	va_list ap;
	va_start(ap, format);
	question.text = ffir_vprintf(b->l->a, format, ap);
	va_end(ap);
	keep_raw(b, &question, NULL);
}

void stay_raw_without(struct call_builder *b, const enum ffir_word *words, const char *format, ...)
{
	struct plan_question question = {.kind = QUESTION_RAW, .about = b->about};
	va_list ap;
	va_start(ap, format);
	question.text = ffir_vprintf(b->l->a, format, ap);
	va_end(ap);
	keep_raw(b, &question, words);
}

void stay_raw_without_type(struct call_builder *b, const struct plan_record *record,
			   const enum ffir_word *words, const char *format, ...)
{
	struct plan_question question = {.kind = QUESTION_RAW, .about = b->about, .record = record};
	va_list ap;
	va_start(ap, format);
	question.text = ffir_vprintf(b->l->a, format, ap);
	va_end(ap);
	keep_raw(b, &question, words);
}

/* What could say what C hands to a callback through PARAM. */
static const enum ffir_word *words_of_given(const struct lowering *l, const struct ffir_param *param)
{
	static const enum ffir_word of_void[] = {FFIR_W_CONTEXT, FFIR_W_ARRAY, FFIR_W_BORROWED, FFIR_N_WORDS};
	static const enum ffir_word of_text[] = {FFIR_W_UTF8, FFIR_W_ARRAY, FFIR_N_WORDS};
	static const enum ffir_word of_pointers[] = {FFIR_W_ARRAY, FFIR_W_EACH, FFIR_N_WORDS};
	static const enum ffir_word of_values[] = {FFIR_W_ARRAY, FFIR_W_IN, FFIR_N_WORDS};
	const struct ffir_type *to = pointee(l, param->type);
	if (!to)
		return NULL;
	if (is_void(l, to))
		return of_void;
	if (is_byte(l, to))
		return of_text;
	return pointee(l, to) ? of_pointers : of_values;
}

/* QUESTION is about PARAM of the callback that it was about: its typedef's, if it has one. */
static void ask_inside(const struct call_builder *b, struct plan_question *question,
		       const struct ffir_param *param)
{
	if (!question->within)
		question->within = question->about;
	question->about = param;
	function_of(b->l, question->within->type, &question->alias);
}

void stay_raw_without_context(struct call_builder *b, size_t i, const struct plan_closure *closure)
{
	struct plan_question question = {
		.kind = QUESTION_RAW,
		.about = b->about,
		.text = ffir_printf(b->l->a, "%s: '%s' does not say in which parameter its user data arrives",
				    param_label(b, i), closure->name.cname)};
	for (size_t k = closure->type->n_params; k-- > 0;) {
		const struct ffir_type *to = pointee(b->l, closure->type->params[k].type);
		if (to && is_void(b->l, to))
			ask_inside(b, &question, &closure->type->params[k]);
	}
	keep_raw(b, &question, WORDS(FFIR_W_CONTEXT));
}

void stay_raw_by_closure(struct call_builder *b, size_t i, const struct plan_closure *closure)
{
	static const enum ffir_word service[] = {FFIR_W_SERVICE, FFIR_N_WORDS};
	struct plan_question question = {
		.kind = QUESTION_RAW,
		.about = b->about,
		.text = ffir_printf(b->l->a, "%s: %s", param_label(b, i), closure->refused)};
	if (closure->unclear)
		ask_inside(b, &question, closure->unclear);
	const enum ffir_word *words = closure->unclear ? words_of_given(b->l, closure->unclear) : NULL;
	struct plan_record *record = words ? record_pointed_to(b->l, closure->unclear->type) : NULL;
	if (record && record->opaque) {
		question.record = record;
		words = service;
	}
	keep_raw(b, &question, words);
}

void assume(struct call_builder *b, const enum ffir_word *words, const char *format, ...)
{
	struct plan_question question = {.kind = QUESTION_ASSUMED, .about = b->about};
	va_list ap;
	if (!b->l->surveys)
		return;
	va_start(ap, format);
	question.text = ffir_vprintf(b->l->a, format, ap);
	va_end(ap);
	ask(b, question, words);
}

void survey_on(struct call_builder *b)
{
	struct lowering *l = b->l;
	if (!l->surveys || !b->reason)
		return;
	if (!b->first_reason) {
		b->first_reason = b->reason;
		l->loud = l->d;
		l->d = &l->silence;
	}
	b->reason = NULL;
}

void survey_end(struct call_builder *b)
{
	survey_on(b);
	if (!b->first_reason)
		return;
	b->reason = b->first_reason;
	b->l->d = b->l->loud;
}

void stay_raw_word(struct call_builder *b, const struct ffir_annotation *word)
{
	const char *name = macro_name(b->l, word->word);
	if (b->reason)
		return;
	diag_warning(b->l->d, &word->at, "'%s' stays in the raw layer: bindings do not carry %s",
		     b->function->name.cname, name);
	stay_raw(b, "bindings do not carry %s", name);
}

void impossible(struct call_builder *b, const struct ffir_loc *at, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	const char *text = ffir_vprintf(b->l->a, format, ap);
	va_end(ap);
	diag_error(b->l->d, at, "%s", text);
	b->failed = true;
	stay_raw(b, "%s", text);
}
