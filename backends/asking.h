/*
 * The answers that `ffirender notes` offers for a question of the plan, made from names, types and comments of
 * the interface. Proposals for people: nothing of this shapes a binding.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_ASKING_H
#define FFI_ASKING_H

#include "backends/command.h"
#include "ir/annotation.h"

struct asking {
	const struct plan *p;
	const struct ffir_module *m;
	struct ffir_arena *a;
	struct writer *w;
	bool open; /* the function's entry is begun */
};

struct choice {
	enum ffir_word word;
	const char *args[2]; /* NULL: no more; "?" where nothing can be proposed */
	const char *says;    /* for people */
};

struct choices {
	struct choice *items;
	size_t n;
};

/* One for each word of Q, F's question; several where several names fit. */
void asking_choices(struct asking *a, const struct plan_function *f, const struct plan_question *q,
		    struct choices *out);
/* That F is the destructor of a type that has none, if its name says so. */
void asking_ends(struct asking *a, const struct plan_function *f, struct choices *out);
/* The callback whose user data Q's parameter may be, by their types; NULL if there is none. */
const struct ffir_param *asking_callback(const struct asking *a, const struct plan_function *f,
					 const struct plan_question *q);
/* What the comments say of what Q is about; NULL if nothing. */
const char *asking_documented(const struct plan_function *f, const struct plan_question *q);
/* Asked once for all: whether an int is a code. */
bool asking_is_common(const struct plan_question *q);
/* It is bound, or kept raw on purpose, or none of the library's. */
bool asking_is_settled(const struct asking *a, const struct plan_function *f);

#endif
