/*
 * What tests of the plan share.
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/plan_support.h"

static const char prologue[] =
	"<interface version=\"1.0\">"
	"<target id=\"x86_64-linux-gnu\" compiler=\"GCC 12.2.0\" endian=\"little\" char=\"signed\" "
	"flags=\"\">"
	"<basic name=\"_Bool\" size=\"1\" align=\"1\" field-align=\"1\"/>"
	"<basic name=\"char\" size=\"1\" align=\"1\" field-align=\"1\" signed=\"yes\"/>"
	"<basic name=\"unsigned char\" size=\"1\" align=\"1\" field-align=\"1\"/>"
	"<basic name=\"int\" size=\"4\" align=\"4\" field-align=\"4\" signed=\"yes\"/>"
	"<basic name=\"unsigned int\" size=\"4\" align=\"4\" field-align=\"4\"/>"
	"<basic name=\"long\" size=\"8\" align=\"8\" field-align=\"8\" signed=\"yes\"/>"
	"<basic name=\"unsigned long\" size=\"8\" align=\"8\" field-align=\"8\"/>"
	"<basic name=\"double\" size=\"8\" align=\"8\" field-align=\"8\"/>"
	"<basic name=\"void*\" size=\"8\" align=\"8\" field-align=\"8\"/>"
	"<basic name=\"size_t\" is=\"unsigned long\"/></target>"
	"<library name=\"test\" version=\"1.0\"/>";

struct ffir_module *module_of(const char *declarations, struct diag *d)
{
	struct ffir_buf b = {0};
	ffir_buf_printf(&b, "%s%s</interface>", prologue, declarations);
	struct ffir_module *m = ffir_read_memory(b.text, b.size, "t.ffi.xml", d);
	ffir_buf_release(&b);
	return m;
}

/* The line before which FUNCTION's name ends a declarator begins its part. */
char *shown_plan(const struct plan *p, const char *function)
{
	struct ffir_buf b = {0};
	char wanted[128];
	plan_show(&b, p);
	snprintf(wanted, sizeof wanted, "%s(", function);
	char *found = NULL;
	for (char *line = b.text; line && !found; line = strstr(line + 1, "\n\n")) {
		char *begin = line + strspn(line, "\n");
		char *end = strchr(begin, '\n');
		char *name = strstr(begin, wanted);
		bool whole = name && (name == begin || !strchr("_abcdefghijklmnopqrstuvwxyz", name[-1]));
		if (end && whole && name < end && end[-1] == ';')
			found = begin;
	}
	char *after = found ? strstr(found, "\n\n") : NULL;
	size_t size = !found ? 0 : after ? (size_t)(after + 1 - found) : strlen(found);
	char *text = strndup(found ? found : "", size);
	ffir_buf_release(&b);
	return text;
}

static struct plan *lower_text(const char *declarations, struct caught *c, struct ffir_module **m)
{
	caught_start(c);
	*m = module_of(declarations, &c->diag);
	if (!*m)
		printf("# %s", caught_text(c));
	CU_ASSERT_PTR_NOT_NULL_FATAL(*m);
	return plan_lower(*m, &c->diag);
}

void assert_plan(const char *declarations, const char *function, const char *expected)
{
	struct caught c;
	struct ffir_module *m;
	struct plan *p = lower_text(declarations, &c, &m);
	ASSERT_SAID(&c, "");
	CU_ASSERT_PTR_NOT_NULL(p);
	if (p) {
		char *text = shown_plan(p, function);
		ASSERT_TEXT(text, expected);
		free(text);
	}
	plan_free(p);
	ffir_module_free(m);
	caught_end(&c);
}

void assert_raw(const char *declarations, const char *function, const char *part, const char *said)
{
	struct caught c;
	struct ffir_module *m;
	struct plan *p = lower_text(declarations, &c, &m);
	if (said)
		ASSERT_SAYS(&c, said);
	else
		ASSERT_SAID(&c, "");
	CU_ASSERT_PTR_NOT_NULL(p);
	for (size_t i = 0; p && i < p->n_functions; i++) {
		const struct plan_function *f = p->functions[i];
		if (strcmp(f->name.cname, function) != 0)
			continue;
		CU_ASSERT_PTR_NULL(f->call);
		if (!f->raw_reason || !strstr(f->raw_reason, part))
			printf("# reason: %s\n", f->raw_reason ? f->raw_reason : "none");
		CU_ASSERT(f->raw_reason && strstr(f->raw_reason, part));
	}
	plan_free(p);
	ffir_module_free(m);
	caught_end(&c);
}

void assert_refused(const char *declarations, const char *part)
{
	struct caught c;
	struct ffir_module *m;
	struct plan *p = lower_text(declarations, &c, &m);
	CU_ASSERT_PTR_NULL(p);
	ASSERT_SAYS(&c, part);
	plan_free(p);
	ffir_module_free(m);
	caught_end(&c);
}
