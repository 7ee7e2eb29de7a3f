/*
 * The order of declarations of many units.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_SEQUENCE_H
#define FFIR_SEQUENCE_H

#include "ir/model.h"

/* By name, so that neither the linker nor the command line decides what comes first. */
void ffir_sort_units(struct ffir_module *m);
/* Puts the declarations into the order of the units' lists, in the order of the units; where these leave it
 * open, by file and line. A module without units stays as it is. */
void ffir_sequence(struct ffir_module *m);

#endif
