/*
 * The languages.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/backend.h"

#include <string.h>

extern const struct backend backend_c, backend_csharp, backend_python;

const struct backend *const backends[] = {
	&backend_c,
	&backend_csharp,
	&backend_python,
	NULL,
};

const struct backend *backend_find(const char *name)
{
	for (const struct backend *const *b = backends; *b; b++)
		if (strcmp((*b)->name, name) == 0)
			return *b;
	return NULL;
}
