/*
 * Annotations: promises about a declaration, made in C (FFI_x), by a standard attribute, or in a
 * note file. The words themselves, where each may stand and what arguments it takes are data:
 * ir/vocabulary.def. Not for backends: what the words mean is decided once, when the plan is made.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_ANNOTATION_H
#define FFIR_ANNOTATION_H

#include "ir/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A word with a macro is a WORD; a STANDARD one comes from GCC's attributes alone. */
enum ffir_word {
#define WORD(ID, name, places, of, args, says) FFIR_W_##ID,
#include "ir/vocabulary.def"
#undef WORD
	FFIR_N_WORDS
};

/* Where a word may stand. */
enum ffir_on_what {
	FFIR_ON_FUNCTION = 1,
	FFIR_ON_RESULT = 2, /* written on the function, about its result */
	FFIR_ON_PARAM = 4,
	FFIR_ON_FIELD = 8,
	FFIR_ON_RECORD = 16,
	FFIR_ON_ENUM = 32,
	FFIR_ON_ENUMERATOR = 64,
	FFIR_ON_TYPEDEF = 128, /* stays on the alias, or goes to the record or enumeration it names */
	FFIR_ON_VARIABLE = 256,
	FFIR_ON_FILE = 512, /* a declaration of its own at file scope */
	FFIR_ON_DOMAIN = 1024,
};

/* What it is said of; a word about a value that stands on a function is written on its result. */
enum ffir_of { FFIR_OF_DECL, FFIR_OF_VALUE, FFIR_OF_TYPE };

/* ARGS is one letter an argument: n name of a parameter or field, f function, t type or class,
 * d error domain or enum, w word, i text (string literal), v constant expression, a annotation,
 * y C type; '?' behind a letter: may be left out; '*': any number from 0, '+': from 1. */
struct ffir_word_info {
	const char *name; /* in XML and notes, "user_data" */
	unsigned places;  /* FFIR_ON_x */
	enum ffir_of of;
	const char *args;
	const char *says; /* one line for people */
};

extern const struct ffir_word_info ffir_words[FFIR_N_WORDS];

/* FFIR_N_WORDS if there is none of that name. */
enum ffir_word ffir_word_find(const char *name);
/* The nearest name for "did you mean", or NULL if none is near. */
const char *ffir_word_nearest(const char *name);
/* Can only one of the two be said of a thing? False for twice the same. */
bool ffir_words_exclude(enum ffir_word a, enum ffir_word b);
/* An attribute says STANDARD, a person WORD, which excludes it: does WORD only say more exactly how many there are or
 * who frees it? False where one of the two is wrong. */
bool ffir_word_refines(enum ffir_word word, enum ffir_word standard);
/* Is TEXT what WORD's argument 'i' has to be: of NAME an identifier, of NAMESPACE one or several with dots between? */
bool ffir_word_takes(enum ffir_word word, const char *text);
/* May it be said several times, with different arguments? */
bool ffir_word_repeats(enum ffir_word word);

/* In order of authority: a later one does not override an earlier one. */
enum ffir_by { FFIR_BY_DECLARED, FFIR_BY_STANDARD, FFIR_BY_NOTED };

struct ffir_annotation_arg {
	const char *text;	 /* as written */
	struct ffir_value value; /* for 'v': its value on the target; kind NONE if not known */
};

struct ffir_annotation {
	enum ffir_word word;
	enum ffir_by by;
	struct ffir_loc at;
	struct ffir_annotation_arg *args;
	size_t n_args;
	struct ffir_annotation *nested; /* FFI_EACH */
	size_t n_nested;
};

/* The first annotation WORD in the list, or NULL. */
const struct ffir_annotation *ffir_annotation_find(const struct ffir_annotation *list, size_t n,
						   enum ffir_word word);

#ifdef __cplusplus
}
#endif
#endif
