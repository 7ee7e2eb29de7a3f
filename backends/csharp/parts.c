/*
 * The run time: real C# in runtime/, of which a file gets what it uses.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"

#include <string.h>

static const char loader_text[] = {
#include "backends/csharp/runtime/NativeLoader.cs.h"
};
static const char handle_text[] = {
#include "backends/csharp/runtime/NativeHandle.cs.h"
};
static const char text_text[] = {
#include "backends/csharp/runtime/NativeText.cs.h"
};
static const char text_of_text[] = {
#include "backends/csharp/runtime/TextOf.cs.h"
};
static const char wide_text[] = {
#include "backends/csharp/runtime/WideText.cs.h"
};
static const char slices_text[] = {
#include "backends/csharp/runtime/Slices.cs.h"
};
static const char copies_text[] = {
#include "backends/csharp/runtime/Copies.cs.h"
};
static const char lent_text[] = {
#include "backends/csharp/runtime/Lent.cs.h"
};
static const char adopted_text[] = {
#include "backends/csharp/runtime/Adopted.cs.h"
};
static const char iteration_text[] = {
#include "backends/csharp/runtime/Iteration.cs.h"
};
static const char closure_text[] = {
#include "backends/csharp/runtime/NativeClosure.cs.h"
};
static const char lasting_text[] = {
#include "backends/csharp/runtime/LastingClosure.cs.h"
};
static const char once_text[] = {
#include "backends/csharp/runtime/OnceClosure.cs.h"
};
static const char completion_text[] = {
#include "backends/csharp/runtime/Completion.cs.h"
};
static const char given_text[] = {
#include "backends/csharp/runtime/GivenText.cs.h"
};
static const char lasting_text_text[] = {
#include "backends/csharp/runtime/LastingText.cs.h"
};
static const char lasting_memory_text[] = {
#include "backends/csharp/runtime/LastingMemory.cs.h"
};
static const char calls_text[] = {
#include "backends/csharp/runtime/NativeCalls.cs.h"
};
static const char pin_text[] = {
#include "backends/csharp/runtime/NativePin.cs.h"
};
static const char bits_text[] = {
#include "backends/csharp/runtime/BitFields.cs.h"
};
static const char form_text[] = {
#include "backends/csharp/runtime/Form.cs.h"
};
static const char form_plain_text[] = {
#include "backends/csharp/runtime/PlainForm.cs.h"
};
static const char form_number_at_text[] = {
#include "backends/csharp/runtime/NumberAt.cs.h"
};
static const char form_text_text[] = {
#include "backends/csharp/runtime/TextForm.cs.h"
};
static const char form_text_inside_text[] = {
#include "backends/csharp/runtime/TextInside.cs.h"
};
static const char form_bytes_text[] = {
#include "backends/csharp/runtime/BytesForm.cs.h"
};
static const char form_many_text[] = {
#include "backends/csharp/runtime/ManyForm.cs.h"
};
static const char form_many_inside_text[] = {
#include "backends/csharp/runtime/ManyInside.cs.h"
};
static const char form_counted_text[] = {
#include "backends/csharp/runtime/CountedForm.cs.h"
};
static const char form_option_text[] = {
#include "backends/csharp/runtime/OptionForm.cs.h"
};
static const char form_lifted_text[] = {
#include "backends/csharp/runtime/LiftedForm.cs.h"
};
static const char form_indirect_text[] = {
#include "backends/csharp/runtime/IndirectForm.cs.h"
};
static const char form_instance_text[] = {
#include "backends/csharp/runtime/InstanceForm.cs.h"
};
static const char form_result_text[] = {
#include "backends/csharp/runtime/ResultForm.cs.h"
};
static const char form_freed_text[] = {
#include "backends/csharp/runtime/FreedForm.cs.h"
};

static const char *const texts[N_CSHARP_PARTS] = {
	[CSHARP_LOADER] = loader_text,
	[CSHARP_HANDLE] = handle_text,
	[CSHARP_TEXT] = text_text,
	[CSHARP_TEXT_OF] = text_of_text,
	[CSHARP_SLICE] = slices_text,
	[CSHARP_COPY] = copies_text,
	[CSHARP_CLOSURE] = closure_text,
	[CSHARP_LASTING] = lasting_text,
	[CSHARP_CALLS] = calls_text,
	[CSHARP_PIN] = pin_text,
	[CSHARP_WIDE] = wide_text,
	[CSHARP_LENT] = lent_text,
	[CSHARP_GIVEN_TEXT] = given_text,
	[CSHARP_ADOPTED] = adopted_text,
	[CSHARP_ONCE] = once_text,
	[CSHARP_COMPLETION] = completion_text,
	[CSHARP_LASTING_TEXT] = lasting_text_text,
	[CSHARP_LASTING_MEMORY] = lasting_memory_text,
	[CSHARP_ITERATION] = iteration_text,
	[CSHARP_BITS] = bits_text,
	[CSHARP_FORM] = form_text,
	[CSHARP_FORM_PLAIN] = form_plain_text,
	[CSHARP_FORM_NUMBER_AT] = form_number_at_text,
	[CSHARP_FORM_TEXT] = form_text_text,
	[CSHARP_FORM_TEXT_INSIDE] = form_text_inside_text,
	[CSHARP_FORM_BYTES] = form_bytes_text,
	[CSHARP_FORM_MANY] = form_many_text,
	[CSHARP_FORM_MANY_INSIDE] = form_many_inside_text,
	[CSHARP_FORM_COUNTED] = form_counted_text,
	[CSHARP_FORM_OPTION] = form_option_text,
	[CSHARP_FORM_LIFTED] = form_lifted_text,
	[CSHARP_FORM_INDIRECT] = form_indirect_text,
	[CSHARP_FORM_INSTANCE] = form_instance_text,
	[CSHARP_FORM_RESULT] = form_result_text,
	[CSHARP_FORM_FREED] = form_freed_text,
};

void csharp_need(struct csharp *e, enum csharp_part part)
{
	e->parts[part] = true;
}

/* A run-time file is comments, an empty line, then what is printed. */
static void emit_part(struct writer *w, const char *text)
{
	const char *body = strstr(text, "\n\n");
	w_line(w, "");
	for (const char *line = body ? body + 2 : text; *line;) {
		size_t n = strcspn(line, "\n");
		w_line(w, "%.*s", (int)n, line);
		line += n + (line[n] == '\n');
	}
}

void csharp_emit_parts(struct csharp *e, struct writer *w)
{
	for (size_t i = 0; i < N_CSHARP_PARTS; i++)
		if (e->parts[i])
			emit_part(w, texts[i]);
}
