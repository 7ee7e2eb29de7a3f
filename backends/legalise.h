/*
 * Inside of legalise: legalise.c asks the table, legalise_objects.c sees to values inside C objects.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_LEGALISE_H
#define FFI_LEGALISE_H

#include "backends/backend.h"

/* Why B cannot have a value of SHAPE, as far as it lies in a C object; NULL if it can. */
const char *refuse_objects(struct plan *p, const struct backend *b, const struct plan_shape *shape,
			   enum position position, const char *name);
/* What P gives and takes in C objects becomes those objects, where B has them. */
void legalise_objects(struct plan *p, const struct backend *b);

#endif
