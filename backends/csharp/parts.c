/*
 * The run time: real C# in runtime/, of which a file gets what it uses.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"
#include "backends/csharp/runtime.h"

static const struct part parts[N_CSHARP_PARTS] = {CSHARP_PARTS(PART_ROW)};

const struct run_time csharp_run_time = {
	.parts = parts, .n = N_CSHARP_PARTS, .suffix = "_cs", .behind_head = "\n\n"};

void csharp_need(struct csharp *e, enum csharp_part part)
{
	part_need(&csharp_run_time, e->parts, part);
}

void csharp_emit_parts(struct csharp *e, struct writer *w)
{
	for (size_t i = 0; i < N_CSHARP_PARTS; i++) {
		if (!e->parts[i])
			continue;
		w_line(w, "");
		w_text(w, "", part_body(&csharp_run_time, i));
	}
}
