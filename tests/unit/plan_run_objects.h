/*
 * Inside of the interpreter: values inside C objects.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_PLAN_RUN_OBJECTS_H
#define TESTS_PLAN_RUN_OBJECTS_H

#include "tests/unit/plan_run.h"

/* The value of SHAPE that the C object at AT is. */
struct run_value run_read(struct run *r, const struct plan_shape *shape, const void *at);
struct run_value run_read_many(struct run *r, const struct plan_shape *shape, const void *first,
			       int64_t count);
/* Makes it; what it points to lives as long as the run. */
void run_write(struct run *r, const struct plan_shape *shape, const struct run_value *v, void *at);
void *run_make_many(struct run *r, const struct plan_shape *shape, const struct run_value *v);
/* Frees what it owns. */
void run_free_parts(struct run *r, const struct plan_shape *shape, void *at);
void run_free_many(struct run *r, const struct plan_shape *shape, void *first, int64_t count);

/* ---- plan_run.c ---- */

int64_t run_load_integer(const struct run *r, const struct ffir_type *type, const void *at);
void run_store_integer(const struct run *r, const struct ffir_type *type, void *at, int64_t value);
void run_store_pointer(void *at, const void *pointer);
struct run_value run_load(struct run *r, const struct plan_shape *shape, const void *at);
void run_store(struct run *r, const struct ffir_type *type, const struct run_value *v, void *at);
void run_invoke(struct run *r, const struct plan_function *f, void **args, void *result);
struct run_value run_adopt(struct run *r, const struct plan_class *klass, void *pointer, bool owns);

#endif
