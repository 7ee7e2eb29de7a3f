/*
 * --import FILE=MODULE: types of another interface come from its binding. The other interface is read beside the
 * one that is rendered, so that both are known to agree; what it has is not bound again.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_IMPORTS_H
#define FFI_IMPORTS_H

#include "backends/command.h"

struct import {
	const char *path, *module;
	struct ffir_interface *all;
	struct ffir_module *m; /* of the target that imports_choose was called for */
};

/* Zeroed is empty. */
struct imports {
	struct ffir_arena arena;
	struct import *items;
	size_t n;
	const struct ffir_interface **interfaces; /* of ITEMS */
};

/* Reads each "FILE=MODULE" of LIST; those that others rest on stand first. False after messages. */
bool imports_load(struct imports *imports, const struct strings *list, struct diag *d);
/* From now on what they have on target ID counts. False after messages. */
bool imports_choose(struct imports *imports, const char *id, struct diag *d);
/* Marks what they have in M, which gets the rest of it. False after messages. */
bool imports_join(const struct imports *imports, struct ffir_module *m, struct diag *d);
/* Names what P takes from them as B's bindings of them do. False after messages. */
bool imports_name(const struct imports *imports, struct plan *p, const struct backend *b, struct diag *d);
void imports_release(struct imports *imports);

#endif
