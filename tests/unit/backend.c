/*
 * The smallest backend: what a language has to bring, and what it is given. CONTRIBUTING.md ("Adding a language")
 * tells of it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/printing.h"
#include "tests/unit/plan_support.h"

/* ---- the language ---- */

struct tiny {
	struct writer *w;
	const struct plan_call *call;
	struct ffir_arena *a;
};

static const char *text_of(const struct tiny *t, int value)
{
	const struct plan_value *v = &t->call->values[value];
	if (v->kind == VALUE_SELF)
		return "self";
	if (v->name.name)
		return v->name.name;
	return ffir_printf(t->a, "%s_%d", v->kind == VALUE_RETURN ? "got" : name_in_c(&v->name, "value"),
			   value);
}

static void emit_undoes(const struct tiny *t, const struct plan_op *test)
{
	struct program_undo *undoes;
	size_t n = program_undoes(t->a, t->call, test, &undoes);
	for (size_t i = 0; i < n; i++) {
		const char *text = text_of(t, undoes[i].value);
		switch (undoes[i].kind) {
		case UNDO_OBJECT:
			w_line(t->w, "%s(%s)", undoes[i].function->name.name, text);
			break;
		case UNDO_STORAGE:
			w_line(t->w, "drop %s", text);
			break;
		case UNDO_CLOSURE:
			w_line(t->w, "release %s", text);
			break;
		case UNDO_KEEP:
			w_line(t->w, "%s keeps %s", text, text_of(t, undoes[i].keep->with));
			break;
		}
	}
}

/* A language has a printer for each op; that one is enough for all here shows only where they stand. */
static void emit_op(const struct tiny *t, const struct plan_op *op)
{
	if (op->kind == OP_TEST_ERROR || op->kind == OP_RAISE_PENDING) {
		const struct plan_op *test = op->kind == OP_TEST_ERROR ? op : NULL;
		w_open(t->w, test ? "if failed %s" : "if raised%s", test ? text_of(t, op->src) : "");
		emit_undoes(t, test);
		w_line(t->w, "raise");
		w_close(t->w, "");
		return;
	}
	w_line(t->w, "%s%s%s%s%s", op->dst >= 0 ? text_of(t, op->dst) : "", op->dst >= 0 ? " = " : "",
	       plan_op_names[op->kind], op->src >= 0 ? " " : "", op->src >= 0 ? text_of(t, op->src) : "");
}

static void emit_call(const struct tiny *t)
{
	struct program_step *steps;
	size_t n = program_steps(t->a, t->call, &steps);
	w_open(t->w, "def %s", t->call->name.name);
	for (size_t i = 0; i < n; i++) {
		switch (steps[i].kind) {
		case STEP_LOOP:
			w_open(t->w, "loop");
			break;
		case STEP_LOOP_END:
			w_close(t->w, "");
			break;
		case STEP_OP:
			emit_op(t, steps[i].op);
			break;
		case STEP_GUARD:
			w_line(t->w, "defer %s(%s)", steps[i].op->function->name.name,
			       text_of(t, steps[i].op->src));
			break;
		}
	}
	w_close(t->w, "");
}

static void emit(const struct plan *p, const struct emit_options *options, struct output *out, struct diag *d)
{
	struct ffir_arena arena = {0};
	(void)options;
	(void)d;
	struct tiny t = {.w = output_file(out, "tiny", "  "), .a = &arena};
	for (size_t i = 0; i < p->n_functions; i++) {
		const struct plan_function *f = p->functions[i];
		w_line(t.w, "import %s%s%s", f->name.name, f->raw_reason ? " -- " : "",
		       f->raw_reason ? f->raw_reason : "");
		t.call = f->call;
		if (t.call)
			emit_call(&t);
	}
	ffir_arena_release(&arena);
}

static const char *const keywords[] = {"def", "defer", NULL};

static struct backend backend_tiny = {
	.abi = PLAN_ABI,
	.name = "tiny",
	.title = "Tiny",
	.suffix = ".tiny",
	.naming = {.keywords = keywords, .escape = "_", .aside = "_"},
	.emit = emit,
};

/* ---- what it is given ---- */

static void assert_emitted(const char *declarations, const char *expected)
{
	struct caught c;
	struct output out = {0};
	caught_start(&c);
	struct ffir_module *module = module_of(declarations, &c.diag);
	struct plan *plan = module ? plan_lower(module, &c.diag) : NULL;
	CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
	plan_legalise(plan, &backend_tiny, &c.diag);
	CU_ASSERT(names_assign(plan, &backend_tiny.naming, NULL, NULL, 0, &c.diag));
	backend_tiny.emit(plan, &(struct emit_options){0}, &out, &c.diag);
	ASSERT_SAID(&c, "");
	CU_ASSERT_EQUAL_FATAL(out.n_files, 1);
	ASSERT_TEXT(out.files[0]->buf.text, expected);
	output_release(&out);
	plan_free(plan);
	ffir_module_free(module);
	caught_end(&c);
}

#define BOX POINTER(NAMED("struct box"))
#define BOXES                                                                                                \
	ENUM("enum e", WORD("error", ARG("OK") VALUE("1", "0")),                                             \
	     ENUMERATOR("OK", "0") ENUMERATOR("BAD", "1"))                                                   \
	OPAQUE("struct box", SAYS("service"))                                                                \
	FUNCTION("box_free", WORD("destructor", ARG("struct box")), VOID, PARAM("box", BOX))                 \
	FUNCTION("text_free", "", VOID, PARAM("text", POINTER(VOID)))                                        \
	FUNCTION("box_new", WORD("constructor", ARG("struct box")), NAMED("enum e"),                         \
		 PARAM("box", POINTER(BOX) SAYS("out") SAYS("set_on_error")) PARAM("n", INT))                \
	FUNCTION("box_text", "", POINTER(CHAR) WORD("owned_by", ARG("text_free")), PARAM("def", BOX))

static void with_an_empty_table_all_is_raw_and_says_why(void)
{
	memset(backend_tiny.can, 0, sizeof backend_tiny.can);
	assert_emitted(BOXES,
		       "import box_free -- 'box': Tiny does not carry an object as a parameter\n"
		       "import text_free -- it frees what other functions give, which bindings see to\n"
		       "import box_new -- 'n': Tiny does not carry a scalar as a parameter\n"
		       "import box_text -- 'def': Tiny does not carry an object as a parameter\n");
}

static void each_entry_of_the_table_brings_its_functions(void)
{
	backend_tiny.can[SHAPE_OBJECT][AS_PARAM] = backend_tiny.can[SHAPE_OBJECT][AS_RESULT] = PIN;
	backend_tiny.can[SHAPE_SCALAR][AS_PARAM] = backend_tiny.can[SHAPE_STRING][AS_RESULT] = COPY;
	assert_emitted(BOXES,
		       "import box_free\n"
		       "def free\n"
		       "  box_1 = pass self\n"
		       "  detach self\n"
		       "  call\n"
		       "  return\n"
		       "import text_free -- it frees what other functions give, which bindings see to\n"
		       "import box_new\n"
		       "def new\n"
		       "  n_5 = check_range n\n"
		       "  n_5 = pass n\n"
		       "  box_1 = alloc_out\n"
		       "  got_0 = call\n"
		       "  box_2 = load_out box_1\n"
		       "  if failed got_0\n"
		       "    box_free(box_1)\n"
		       "    raise\n"
		       "  if failed box_2\n"
		       "    raise\n"
		       "  box = adopt box_2\n"
		       "  return\n"
		       "import box_text\n"
		       "def text\n"
		       "  check_alive self\n"
		       "  hold self\n"
		       "  def_2 = pass self\n"
		       "  got_0 = call\n"
		       "  defer text_free(got_0)\n"
		       "  result = decode got_0\n"
		       "  return\n");
}

CU_TestInfo backend_tests[] = {
	TEST(with_an_empty_table_all_is_raw_and_says_why),
	TEST(each_entry_of_the_table_brings_its_functions),
	CU_TEST_INFO_NULL,
};
