/*
 * Parts of a language's run time.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/parts.h"

#include <string.h>

size_t part_called(const struct run_time *r, const char *name, size_t size)
{
	for (size_t i = 0; i < r->n; i++)
		if (strncmp(r->parts[i].name, name, size) == 0 &&
		    strcmp(r->parts[i].name + size, r->suffix) == 0)
			return i;
	return r->n;
}

const char *part_body(const struct run_time *r, size_t part)
{
	const char *text = r->parts[part].text, *body = strstr(text, r->behind_head);
	return body ? body + strlen(r->behind_head) : text;
}

size_t part_needs(const struct run_time *r, size_t part,
		  void (*each)(void *data, const char *name, size_t size), void *data)
{
	static const char says[] = " Needs ";
	const char *at = strstr(r->parts[part].text, says);
	size_t n = 0;
	if (!at || at > part_body(r, part))
		return 0;
	for (at += strlen(says); *at != '.' && *at != '\n'; n++) {
		size_t size = strcspn(at, " .\n");
		each(data, at, size);
		at += size + (at[size] == ' ');
	}
	return n;
}

struct needing {
	const struct run_time *r;
	bool *wanted;
};

static void need_called(void *data, const char *name, size_t size)
{
	const struct needing *n = (const struct needing *)data;
	size_t part = part_called(n->r, name, size);
	if (part < n->r->n)
		part_need(n->r, n->wanted, part);
}

void part_need(const struct run_time *r, bool *wanted, size_t part)
{
	struct needing n = {r, wanted};
	if (wanted[part])
		return;
	wanted[part] = true;
	part_needs(r, part, need_called, &n);
}
