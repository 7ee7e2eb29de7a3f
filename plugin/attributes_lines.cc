/*
 * Where annotations stand in the source. GCC does not tell an attribute's place, so each macro passes its
 * line, and the use is found among the expansions that GCC keeps; what was expanded and reached no handler
 * was dropped.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/attributes.h"

/* The macro's name: "FFI_SET_ON_ERROR". */
const char *
macro_name (enum ffir_word word)
{
	char *name = ffir_printf (&module->arena, "FFI_%s", ffir_words[word].name);
	for (char *p = name; *p; p++)
		*p = TOUPPER (*p);
	return name;
}

/* The use of a macro whose expansion MAP is, in the source proper. */
static location_t
expansion_point (const line_map_macro *map)
{
	return linemap_resolve_location (line_table, map->start_location, LRK_MACRO_EXPANSION_POINT, NULL);
}

/* Uses that were given to a handler's call already. One attribute comes once for each declarator that it
 * stands in front of, with the same ARGUMENTS, and soon after. */
struct claim {
	tree arguments;
	enum ffir_word word;
	int line;
	location_t at;
};
static auto_vec<struct claim> claims;

static bool
is_claimed (location_t at)
{
	for (unsigned i = claims.length (); i-- > 0 && i + 64 > claims.length ();)
		if (claims[i].at == at)
			return true;
	return false;
}

static location_t
claim_of (enum ffir_word word, tree arguments, int line)
{
	for (unsigned i = claims.length (); i-- > 0 && i + 8 > claims.length ();)
		if (claims[i].arguments == arguments && claims[i].word == word && claims[i].line == line)
			return claims[i].at;
	return UNKNOWN_LOCATION;
}

void
lines_mark (void)
{
	for (unsigned i = claims.length (); i-- > 0 && i + 8 > claims.length ();)
		if (claims[i].arguments != NULL_TREE)
			mark_tree (claims[i].arguments);
}

/* The uses of macro NAME on the line on which the latest of them at or before LINE began: a use may extend
 * over several lines, and its __LINE__ is one of them. Newest first; none if macro expansions are not
 * tracked, or the input was preprocessed. g++ has read the whole unit by then: there, in FILE. */
static void
find_expansions (const char *name, int line, const char *file, vec<location_t> *found)
{
	int began = 0;
	unsigned last = 0;
	for (unsigned i = LINEMAPS_MACRO_USED (line_table); i-- > last;) {
		const line_map_macro *map = LINEMAPS_MACRO_MAP_AT (line_table, i);
		const char *macro = linemap_map_get_macro_name (map);
		if (macro[0] != 'F' || strcmp (macro, name) != 0)
			continue;
		location_t at = expansion_point (map);
		int at_line = LOCATION_LINE (at);
		if (at_line > line || (is_cxx && strcmp (LOCATION_FILE (at), file) != 0))
			continue;
		if (!found->is_empty () && at_line != began)
			return;
		began = at_line;
		found->safe_push (at);
		last = i > 256 ? i - 256 : 0;
	}
}

/* Is A a better guess than B for a use that is said of the name at NEAR? What stands before it goes first,
 * then what is nearer. */
static bool
is_better (location_t a, location_t b, location_t near)
{
	if (b == UNKNOWN_LOCATION)
		return true;
	if ((a < near) != (b < near))
		return a < near;
	return a < near ? a > b : a < b;
}

static location_t
choose_expansion (const vec<location_t> &found, location_t near)
{
	location_t best = UNKNOWN_LOCATION;
	near = linemap_resolve_location (line_table, near, LRK_MACRO_EXPANSION_POINT, NULL);
	for (location_t at : found)
		if (!is_claimed (at) && is_better (at, best, near))
			best = at;
	for (location_t at : found)
		if (best == UNKNOWN_LOCATION || (is_claimed (best) && is_better (at, best, near)))
			best = at;
	return best;
}

/* LINE of the file that is being read; NEAR if it has not come so far. */
static location_t
start_of_line (int line, location_t near)
{
	expanded_location here = expand_location (near);
	if (line > LOCATION_LINE (input_location))
		return near;
	for (unsigned i = LINEMAPS_ORDINARY_USED (line_table); i-- > 0;) {
		const line_map_ordinary *map = LINEMAPS_ORDINARY_MAP_AT (line_table, i);
		if (ORDINARY_MAP_FILE_NAME (map) == NULL || here.file == NULL
		    || strcmp (ORDINARY_MAP_FILE_NAME (map), here.file) != 0
		    || ORDINARY_MAP_STARTING_LINE_NUMBER (map) > (linenum_type) line)
			continue;
		return linemap_position_for_line_and_column (line_table, map, line, 0);
	}
	return near;
}

/* The lines on which a macro's attribute reached a handler: file, line, word. */
struct seen_place {
	const char *file;
	int line;
	enum ffir_word word;
};
static auto_vec<struct seen_place> seen;

static void
note_seen (enum ffir_word word, const char *file, int line)
{
	for (unsigned i = seen.length (); i-- > 0 && i + 8 > seen.length ();)
		if (seen[i].word == word && seen[i].line == line && seen[i].file == file)
			return;
	seen.safe_push ({file, line, word});
}

static bool
was_seen (enum ffir_word word, const char *file, int line)
{
	for (const struct seen_place &s : seen)
		if (s.word == word && s.line == line && strcmp (s.file, file) == 0)
			return true;
	return false;
}

/* Where the use is whose macro passed "@LINE". */
location_t
place_of_macro (enum ffir_word word, tree arguments, int line, location_t near)
{
	location_t at = claim_of (word, arguments, line);
	if (at != UNKNOWN_LOCATION)
		return at;
	auto_vec<location_t> found;
	location_t about = linemap_resolve_location (line_table, near, LRK_MACRO_EXPANSION_POINT, NULL);
	const char *file = LOCATION_FILE (about);
	find_expansions (macro_name (word), line, file != NULL ? file : "", &found);
	at = choose_expansion (found, near);
	if (at == UNKNOWN_LOCATION)
		at = start_of_line (line, near);
	claims.safe_push ({arguments, word, line, at});
	expanded_location place = expand_location (at);
	if (place.file != NULL) {
		note_seen (word, place.file, place.line);
		note_seen (word, place.file, line);
	}
	return at;
}

/* Whether the macro of a word was expanded, and which. */
static enum ffir_word
word_of_macro (const char *macro)
{
	if (strncmp (macro, "FFI_", 4) != 0 || macro[strlen (macro) - 1] == '_')
		return FFIR_N_WORDS;
	char name[64];
	size_t n = 0;
	for (const char *p = macro + 4; *p && n < sizeof name - 1; p++)
		name[n++] = TOLOWER (*p);
	name[n] = '\0';
	return ffir_word_find (name);
}

/* GCC's C front end drops attributes in some places without a word: says so. */
void
report_ignored (void)
{
	for (unsigned i = 0; i < LINEMAPS_MACRO_USED (line_table); i++) {
		const line_map_macro *map = LINEMAPS_MACRO_MAP_AT (line_table, i);
		const char *macro = linemap_map_get_macro_name (map);
		if (macro[0] != 'F' || macro[1] != 'F')
			continue;
		enum ffir_word word = word_of_macro (macro);
		if (word == FFIR_N_WORDS)
			continue;
		location_t at = expansion_point (map);
		expanded_location place = expand_location (at);
		if (place.file == NULL || was_seen (word, place.file, place.line))
			continue;
		note_seen (word, place.file, place.line);
		unsigned on = ffir_words[word].places;
		ffi_warning (at, "ffi-ignored", "GCC drops %qs here; %s", macro,
			     on & (FFIR_ON_RECORD | FFIR_ON_ENUM) ? "on a type write it behind the closing "
								    "brace, or behind the name of a typedef"
								  : "write it in front of the declaration");
	}
}
