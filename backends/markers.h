/*
 * Macros of headers that are annotations, by a note file: _Nonnull, _In_ and their like, whatever they expand to.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_MARKERS_H
#define FFI_MARKERS_H

#include "ir/diag.h"
#include "ir/model.h"

/* TEXT as a string literal of C. */
void markers_quote(struct ffir_buf *unit, const char *text);
/* What follows in UNIT stands at AT, for messages. */
void markers_at(struct ffir_buf *unit, const struct ffir_loc *at);
/* Adds to UNIT, in front of the headers, what the markers of NOTES mean. False after a message. */
bool markers_define(struct ffir_buf *unit, const struct ffir_module *notes, struct diag *d);
/* What follows is the unit's own again. */
void markers_end(struct ffir_buf *unit);

#endif
