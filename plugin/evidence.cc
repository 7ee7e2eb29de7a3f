/*
 * What bodies tell.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

void
evidence_collect (struct ffir_unit *unit)
{
	(void) unit;
}
