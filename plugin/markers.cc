/*
 * Macros of headers that say something and expand to nothing, as _Nonnull or _In_: ffirender scan defines, for each
 * that a note file explains, a macro of ours that is the annotation, in front of the headers. When a header then
 * defines its own, it gets the expansion of ours; so wherever it stands the annotation stands.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

#define PREFIX "ffi_marker_"

static const size_t prefix_size = sizeof PREFIX - 1;

struct marker {
	const char *name; /* of the header's macro */
	location_t at;	  /* in the note file */
	bool met;
};
static vec<struct marker> markers;

static void (*next_define) (cpp_reader *, location_t, cpp_hashnode *);

static cpp_hashnode *
node_of (const char *name)
{
	return cpp_lookup (parse_in, (const unsigned char *) name, strlen (name));
}

/* The two nodes share what they expand to: it is never changed. */
static void
meet (struct marker *m)
{
	cpp_hashnode *ours = node_of (ffir_printf (&module->arena, PREFIX "%s", m->name));
	cpp_hashnode *theirs = node_of (m->name);
	if (!cpp_user_macro_p (ours) || !cpp_user_macro_p (theirs))
		return;
	theirs->value.macro = ours->value.macro;
	m->met = true;
}

static void
on_define (cpp_reader *reader, location_t at, cpp_hashnode *node)
{
	const char *name = (const char *) NODE_NAME (node);
	if (*name == *PREFIX && strncmp (name, PREFIX, prefix_size) == 0) {
		struct marker m = {name + prefix_size, at, false};
		meet (&m); /* the command line may have defined it */
		markers.safe_push (m);
	}
	for (struct marker &m : markers)
		if (strcmp (m.name, name) == 0)
			meet (&m);
	if (next_define != NULL)
		next_define (reader, at, node);
}

void
markers_start (void)
{
	if (!options.scan)
		return;
	cpp_callbacks *callbacks = cpp_get_callbacks (parse_in);
	next_define = callbacks->define;
	callbacks->define = on_define;
}

void
markers_finish (void)
{
	for (const struct marker &m : markers)
		if (!m.met)
			place_warning (m.at, "no header defines the macro %qs", m.name);
}
