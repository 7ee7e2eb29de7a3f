/*
 * The interface of a library on several targets: a module for each, as if it stood alone. Only documents share
 * what is the same (write_targets.c): the shapes of declarations stand once there, facts beside their targets.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_TARGETS_H
#define FFIR_TARGETS_H

#include "ir/diag.h"
#include "ir/model.h"

/* Zeroed is empty; owns its modules, which are sorted by the ids of their targets, all different. */
struct ffir_interface {
	struct ffir_arena arena;
	struct ffir_module **modules;
	size_t n_modules;
};

void ffir_interface_release(struct ffir_interface *all);
/* Adds M, which is the interface's from then on. */
void ffir_interface_add(struct ffir_interface *all, struct ffir_module *m);
/* "" for a module that has no target, because it has no declarations. */
const char *ffir_target_id(const struct ffir_module *m);
/* The module of the target with this id, or NULL. */
struct ffir_module *ffir_interface_find(const struct ffir_interface *all, const char *id);
/* The module of the target that TARGET names by its id, or by how no other id begins; without TARGET the only
 * one that there is. NULL after a message at FILE, which may be NULL. */
struct ffir_module *ffir_interface_choose(const struct ffir_interface *all, const char *target,
					  const char *file, struct diag *d);
/* Releases ALL but for M, one of its modules or NULL, which is the caller's then. */
struct ffir_module *ffir_interface_take(struct ffir_interface *all, struct ffir_module *m);

/* One library has one name and one version, though another soname on each target; a name that only files gave
 * becomes what all have in front. False after a message that names both places. */
bool ffir_interface_agree(struct ffir_interface *all, struct diag *d);

/* The document of ALL; of one target that of ir/write.h. Shapes that are the same stand once; what does not count
 * as shape (docs, places, evidence) is that of the target that tells the most. */
void ffir_write_interface(struct ffir_buf *b, const struct ffir_interface *all);

#endif
