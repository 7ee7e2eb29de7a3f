/*
 * The run time: real Python in runtime/, of which a module gets what it uses.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "backends/python/python.h"

static const char library_text[] = {
#include "backends/python/runtime/library.py.h"
};
static const char since_text[] = {
#include "backends/python/runtime/since.py.h"
};
static const char keep_memory_text[] = {
#include "backends/python/runtime/keep_memory.py.h"
};
static const char variable_text[] = {
#include "backends/python/runtime/variable.py.h"
};
static const char open_enum_text[] = {
#include "backends/python/runtime/open_enum.py.h"
};
static const char integer_text[] = {
#include "backends/python/runtime/integer.py.h"
};
static const char out_of_range_text[] = {
#include "backends/python/runtime/out_of_range.py.h"
};
static const char none_text[] = {
#include "backends/python/runtime/none.py.h"
};
static const char encode_text[] = {
#include "backends/python/runtime/encode.py.h"
};
static const char encode_locale_text[] = {
#include "backends/python/runtime/encode_locale.py.h"
};
static const char encode_bytes_text[] = {
#include "backends/python/runtime/encode_bytes.py.h"
};
static const char text_text[] = {
#include "backends/python/runtime/text.py.h"
};
static const char buffer_text[] = {
#include "backends/python/runtime/buffer.py.h"
};
static const char array_text[] = {
#include "backends/python/runtime/array.py.h"
};
static const char room_text[] = {
#include "backends/python/runtime/room.py.h"
};
static const char bytes_at_text[] = {
#include "backends/python/runtime/bytes_at.py.h"
};
static const char counted_text[] = {
#include "backends/python/runtime/counted.py.h"
};
static const char raised_text[] = {
#include "backends/python/runtime/raised.py.h"
};
static const char closure_text[] = {
#include "backends/python/runtime/closure.py.h"
};
static const char wide_text[] = {
#include "backends/python/runtime/wide.py.h"
};
static const char shared_closure_text[] = {
#include "backends/python/runtime/shared_closure.py.h"
};
static const char methods_text[] = {
#include "backends/python/runtime/methods.py.h"
};
static const char once_closure_text[] = {
#include "backends/python/runtime/once_closure.py.h"
};
static const char completion_text[] = {
#include "backends/python/runtime/completion.py.h"
};
static const char lasting_closure_text[] = {
#include "backends/python/runtime/lasting_closure.py.h"
};
static const char kept_text[] = {
#include "backends/python/runtime/kept.py.h"
};
static const char closable_text[] = {
#include "backends/python/runtime/closable.py.h"
};
static const char check_object_text[] = {
#include "backends/python/runtime/check_object.py.h"
};
static const char os_error_text[] = {
#include "backends/python/runtime/os_error.py.h"
};
static const char pin_text[] = {
#include "backends/python/runtime/pin.py.h"
};
static const char float_result_text[] = {
#include "backends/python/runtime/float_result.py.h"
};
static const char check_thread_text[] = {
#include "backends/python/runtime/check_thread.py.h"
};
static const char there_text[] = {
#include "backends/python/runtime/there.py.h"
};
static const char function_text[] = {
#include "backends/python/runtime/function.py.h"
};
static const char readable_text[] = {
#include "backends/python/runtime/readable.py.h"
};
static const char writable_text[] = {
#include "backends/python/runtime/writable.py.h"
};
static const char integer_result_text[] = {
#include "backends/python/runtime/integer_result.py.h"
};
static const char text_or_none_text[] = {
#include "backends/python/runtime/text_or_none.py.h"
};
static const char locale_or_none_text[] = {
#include "backends/python/runtime/locale_or_none.py.h"
};
static const char own_array_text[] = {
#include "backends/python/runtime/own_array.py.h"
};
static const char numbers_text[] = {
#include "backends/python/runtime/numbers.py.h"
};
static const char own_numbers_text[] = {
#include "backends/python/runtime/own_numbers.py.h"
};
static const char bits_text[] = {
#include "backends/python/runtime/bits.py.h"
};
static const char aligned_text[] = {
#include "backends/python/runtime/aligned.py.h"
};
static const char handle_text[] = {
#include "backends/python/runtime/handle.py.h"
};
static const char object_text[] = {
#include "backends/python/runtime/object.py.h"
};

static const char form_base_text[] = {
#include "backends/python/runtime/form_base.py.h"
};
static const char form_encoding_text[] = {
#include "backends/python/runtime/form_encoding.py.h"
};
static const char form_number_text[] = {
#include "backends/python/runtime/form_number.py.h"
};
static const char form_struct_text[] = {
#include "backends/python/runtime/form_struct.py.h"
};
static const char form_raw_text[] = {
#include "backends/python/runtime/form_raw.py.h"
};
static const char form_indirect_text[] = {
#include "backends/python/runtime/form_indirect.py.h"
};
static const char form_text_pointer_text[] = {
#include "backends/python/runtime/form_text_pointer.py.h"
};
static const char form_text_inside_text[] = {
#include "backends/python/runtime/form_text_inside.py.h"
};
static const char form_many_text[] = {
#include "backends/python/runtime/form_many.py.h"
};
static const char form_mutable_text[] = {
#include "backends/python/runtime/form_mutable.py.h"
};
static const char form_many_inside_text[] = {
#include "backends/python/runtime/form_many_inside.py.h"
};
static const char form_instance_text[] = {
#include "backends/python/runtime/form_instance.py.h"
};
static const char form_count_text[] = {
#include "backends/python/runtime/form_count.py.h"
};
static const char form_units_text[] = {
#include "backends/python/runtime/form_units.py.h"
};
static const char form_counted_text[] = {
#include "backends/python/runtime/form_counted.py.h"
};
static const char form_option_text[] = {
#include "backends/python/runtime/form_option.py.h"
};
static const char form_result_text[] = {
#include "backends/python/runtime/form_result.py.h"
};
static const char form_tagged_text[] = {
#include "backends/python/runtime/form_tagged.py.h"
};
static const char form_field_text[] = {
#include "backends/python/runtime/form_field.py.h"
};
static const char form_compound_text[] = {
#include "backends/python/runtime/form_compound.py.h"
};
static const char form_freed_text[] = {
#include "backends/python/runtime/form_freed.py.h"
};
static const char given_memory_text[] = {
#include "backends/python/runtime/given_memory.py.h"
};

static const char *const part_texts[N_PARTS] = {
	[PART_LIBRARY] = library_text,
	[PART_SINCE] = since_text,
	[PART_KEEP_MEMORY] = keep_memory_text,
	[PART_VARIABLE] = variable_text,
	[PART_OPEN_ENUM] = open_enum_text,
	[PART_OUT_OF_RANGE] = out_of_range_text,
	[PART_INTEGER] = integer_text,
	[PART_NONE] = none_text,
	[PART_ENCODE] = encode_text,
	[PART_ENCODE_LOCALE] = encode_locale_text,
	[PART_ENCODE_BYTES] = encode_bytes_text,
	[PART_TEXT] = text_text,
	[PART_BUFFER] = buffer_text,
	[PART_ARRAY] = array_text,
	[PART_ROOM] = room_text,
	[PART_BYTES_AT] = bytes_at_text,
	[PART_COUNTED] = counted_text,
	[PART_RAISED] = raised_text,
	[PART_CLOSURE] = closure_text,
	[PART_LASTING_CLOSURE] = lasting_closure_text,
	[PART_METHODS] = methods_text,
	[PART_SHARED_CLOSURE] = shared_closure_text,
	[PART_ONCE_CLOSURE] = once_closure_text,
	[PART_COMPLETION] = completion_text,
	[PART_WIDE] = wide_text,
	[PART_HANDLE] = handle_text,
	[PART_KEPT] = kept_text,
	[PART_PIN] = pin_text,
	[PART_INTEGER_RESULT] = integer_result_text,
	[PART_FUNCTION] = function_text,
	[PART_READABLE] = readable_text,
	[PART_WRITABLE] = writable_text,
	[PART_THERE] = there_text,
	[PART_CHECK_THREAD] = check_thread_text,
	[PART_FLOAT_RESULT] = float_result_text,
	[PART_TEXT_OR_NONE] = text_or_none_text,
	[PART_LOCALE_OR_NONE] = locale_or_none_text,
	[PART_OWN_ARRAY] = own_array_text,
	[PART_NUMBERS] = numbers_text,
	[PART_OWN_NUMBERS] = own_numbers_text,
	[PART_OBJECT] = object_text,
	[PART_CLOSABLE] = closable_text,
	[PART_CHECK_OBJECT] = check_object_text,
	[PART_OS_ERROR] = os_error_text,
	[PART_BITS] = bits_text,
	[PART_ALIGNED] = aligned_text,
	[PART_FORM_BASE] = form_base_text,
	[PART_FORM_ENCODING] = form_encoding_text,
	[PART_FORM_NUMBER] = form_number_text,
	[PART_FORM_STRUCT] = form_struct_text,
	[PART_FORM_RAW] = form_raw_text,
	[PART_FORM_INDIRECT] = form_indirect_text,
	[PART_FORM_TEXT_POINTER] = form_text_pointer_text,
	[PART_FORM_TEXT_INSIDE] = form_text_inside_text,
	[PART_FORM_MANY] = form_many_text,
	[PART_FORM_MUTABLE] = form_mutable_text,
	[PART_FORM_MANY_INSIDE] = form_many_inside_text,
	[PART_FORM_INSTANCE] = form_instance_text,
	[PART_FORM_COUNT] = form_count_text,
	[PART_FORM_UNITS] = form_units_text,
	[PART_FORM_COUNTED] = form_counted_text,
	[PART_FORM_OPTION] = form_option_text,
	[PART_FORM_RESULT] = form_result_text,
	[PART_FORM_TAGGED] = form_tagged_text,
	[PART_FORM_FIELD] = form_field_text,
	[PART_FORM_COMPOUND] = form_compound_text,
	[PART_FORM_FREED] = form_freed_text,
	[PART_GIVEN_MEMORY] = given_memory_text,
};

/* A run-time file is comments and imports, two empty lines, then what a module gets. */
static const char *part_body(enum part part)
{
	const char *body = strstr(part_texts[part], "\n\n\n");
	return body ? body + 3 : part_texts[part];
}

/* What a part of the run time rests on. */
static const struct {
	enum part part, needs;
} rests_on[] = {
	{PART_FORM_TEXT_POINTER, PART_BYTES_AT},     {PART_FORM_MANY, PART_BYTES_AT},
	{PART_FORM_MUTABLE, PART_BYTES_AT},	     {PART_FORM_TEXT_POINTER, PART_FORM_ENCODING},
	{PART_FORM_TEXT_INSIDE, PART_FORM_ENCODING}, {PART_FORM_COUNT, PART_FORM_NUMBER},
	{PART_FORM_UNITS, PART_FORM_COUNT},	     {PART_FORM_COUNTED, PART_FORM_COUNT},
	{PART_FORM_OPTION, PART_FORM_NUMBER},	     {PART_FORM_RESULT, PART_FORM_NUMBER},
	{PART_FORM_TAGGED, PART_FORM_NUMBER},	     {PART_FORM_COMPOUND, PART_FORM_FIELD},
	{PART_GIVEN_MEMORY, PART_FUNCTION},	     {PART_SINCE, PART_FUNCTION},
};

static void need_others(struct python *e, enum part part)
{
	if (part > PART_FORM_ENCODING && part <= PART_FORM_FREED)
		need(e, PART_FORM_BASE);
	for (size_t i = 0; i < sizeof rests_on / sizeof *rests_on; i++)
		if (rests_on[i].part == part)
			need(e, rests_on[i].needs);
}

void need(struct python *e, enum part part)
{
	if (e->parts[part])
		return;
	need_others(e, part);
	e->parts[part] = true;
	const char *end = part_body(part);
	bool typing = false;
	for (const char *line = part_texts[part]; line < end;) {
		size_t n = strcspn(line, "\n");
		if (strncmp(line, "if TYPE_CHECKING:", 17) == 0)
			typing = true;
		else if (strncmp(line, "import ", 7) == 0 || strncmp(line, "from ", 5) == 0)
			need_import(e, ffir_strndup(e->a, line, n));
		else if (typing && line[0] == ' ')
			need_typing(e, ffir_strndup(e->a, line + strspn(line, " "), n - strspn(line, " ")));
		line += n + (line[n] == '\n');
	}
}

void emit_part(struct python *e, struct writer *w, enum part part)
{
	if (!e->parts[part])
		return;
	struct writer *body = e->w;
	e->w = w;
	emit_gap(e);
	e->w = body;
	for (const char *line = part_body(part); *line;) {
		size_t n = strcspn(line, "\n");
		if (n)
			w_line(w, "%.*s", (int)n, line);
		else
			w_part(w, "\n");
		line += n + (line[n] == '\n');
	}
}
