/*
 * What collect.cc (declarations as they come), sights.cc (what those of one thing say together) and export.cc
 * (which of them are recorded) share.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_COLLECT_H
#define FFI_COLLECT_H

#include "plugin/extract.h"

/* ---- collect.cc ---- */

struct seen_type {
	tree type; /* main variant of a complete record or enum */
	bool in_region;
};
extern struct list<struct seen_type> types;

location_t place_of_type (tree type);
/* A typedef, or a record or enum, that the front end did not report when it came by. */
void collect_late (tree node);

/* ---- sights.cc ---- */

/* All sights of a declaration: those in headers first, then those of the main file, each in order. */
struct entity {
	tree decl;
	bool in_region; /* one of them */
	size_t n;
	const struct sight **list;
};
extern struct list<struct entity> entities;

void group_sights (void);   /* fills ENTITIES from SIGHTS */
void index_typedefs (void); /* then, for naming_typedef and about_type */
void sort_module (void);
bool in_main_file (location_t at);
/* A typedef that a word of file scope is carried by, which is none of the interface. */
bool is_declared_carrier (tree decl);

/* ---- warnings.cc ---- */

/* Warns of what the declaration of E, an exported function, leaves open; D is what is recorded of it. */
void warn_of_function (const struct entity *e, const struct ffir_decl *d);

#endif
