/*
 * What must hold between declarations before anybody relies on a module.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/read.h"

bool ffir_validate(struct ffir_module *m, struct diag *d)
{
	return m && d;
}
