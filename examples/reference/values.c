/*
 * Faults, and memory that is given away.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

#include <stdlib.h>
#include <string.h>

#include "counts.h"
#include "memory.h"

const char *ref_fault_text(enum ref_fault fault)
{
	switch (fault) {
	case REF_FAULT_NONE:
		return "all is well";
	case REF_FAULT_INVALID:
		return "the argument makes no sense";
	case REF_FAULT_TOO_SMALL:
		return "the buffer is too small";
	case REF_FAULT_NOT_FOUND:
		return "there is no such thing";
	}
	return "an unknown fault";
}

void *memory_allocate(size_t size)
{
	void *memory = calloc(1, size ? size : 1);
	if (memory)
		count_memory(1);
	return memory;
}

char *memory_copy(const char *text)
{
	char *copy = memory_allocate(strlen(text) + 1);
	if (copy)
		strcpy(copy, text);
	return copy;
}

void ref_free(void *memory)
{
	if (!memory)
		return;
	count_memory(-1);
	free(memory);
}
