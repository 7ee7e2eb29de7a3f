/* What is awkward to write down in Python: texts, names and types. SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ffiextract.h>

FFI_LIBRARY("my-lib 2", "1.0");
FFI_EXPORT_BEGIN

/* ---- texts ---- */

/** Ends with a quote " */
void my_quote(void)
{
}

/** Three """ quotes, a \ backslash, \x41, \N{DEGREE SIGN}, \u0041 and a \ */
void my_escapes(void)
{
}

/** """ */
void my_only(void)
{
}

/** aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb cccccccccccccccccc dd e
 * @param class is a keyword, and this goes on for so long that it does not fit into one line of the module """
 * @return "quoted" */
int my_long(int class)
{
	return class;
}

#define MY_TEXT "quote \" back \\ \303\251"
FFI_CONSTANT(MY_TEXT);
#define MY_OCTETS "\001 \377"
FFI_CONSTANT(MY_OCTETS);

/* ---- names ---- */

/** {braces} %d %s $x ü */
int my_braces(int self, int cls, int raw, int ctypes, int len, int status, int result, int handle, int closure, int _raised)
{
	return self + cls + raw + ctypes + len + status + result + handle + closure + _raised;
}

int my_import(int def, int None, int True, int print, int exec)
{
	return def + None + True + print + exec;
}

enum my_names { MY_None, MY_True, MY_class, MY_mro, MY_name, MY_value };

int my_enum(enum my_names x)
{
	return x;
}

void my___private(int x)
{
	(void)x;
}

int __my_under(int x)
{
	return x;
}

/* ---- types ---- */

struct my_struct {
	int class;
	int self;
	int from_buffer;
	struct {
		int in;
	};
	int x[2][3];
	int flexible[];
};

int my_take(const struct my_struct *s)
{
	return s->class + s->in + s->from_buffer;
}

/* Fields that differ in what a language does not keep. */
struct my_twins {
	int maxHdu, MAX_HDU;
	int _planes, planes;
};

int my_sum(const struct my_twins *s)
{
	return s->maxHdu + 2 * s->MAX_HDU + 3 * s->_planes + 4 * s->planes;
}

struct my_empty {
};

int my_empty_take(const struct my_empty *s)
{
	return s != NULL;
}

struct __my_hidden {
	int x;
};

int my_hidden(const struct __my_hidden *__h)
{
	return __h->x;
}

typedef struct my_node {
	struct my_node *next;
	struct my_later *later;
	int v;
} my_node;

struct my_later {
	my_node *n;
	my_node inner;
};

int my_walk(const my_node *n FFI_IN)
{
	int sum = 0;
	for (; n; n = n->next)
		sum += n->v;
	return sum;
}

int my_later(const struct my_later *n FFI_IN)
{
	return n->inner.v;
}

int my_va(const char *format, ...)
{
	return *format;
}

_Complex double my_complex(_Complex double z)
{
	return z;
}

typedef int my_four __attribute__((vector_size(16)));
my_four my_vector(my_four v)
{
	return v;
}

int (*my_get(void))(int)
{
	return NULL;
}

double my_apply(double (*f)(double) FFI_SCOPE(call), double x)
{
	return f(x);
}

bool my_pointers(int **pp, void (**fp)(void), const void *const *cv, int (*pa)[4])
{
	return pp && fp && cv && pa;
}

struct _hidden_text {
	const char *text FFI_UTF8;
	int n;
};

struct my_texts {
	const struct _hidden_text *texts;
	int n;
};

int my_all_texts(const struct my_texts *h FFI_IN)
{
	return h->n;
}

int my_hidden_text(const struct _hidden_text *t FFI_IN)
{
	return t->n;
}

#define MY_INF __builtin_inf()
FFI_CONSTANT(MY_INF);
#define MY_TOO_BIG 1e4000L
FFI_CONSTANT(MY_TOO_BIG);
#define MY_TOO_SMALL 1e-4900L
FFI_CONSTANT(MY_TOO_SMALL);
#define MY_FLOAT 0.1f
FFI_CONSTANT(MY_FLOAT);
#define MY_BIG 0xffffffffffffffffULL
FFI_CONSTANT(MY_BIG);
#define MY_CHARACTER 'x'
FFI_CONSTANT(MY_CHARACTER);

int my_array[4] = {1, 2, 3, 4};
const char *my_name = "n";

FFI_EXPORT_END
