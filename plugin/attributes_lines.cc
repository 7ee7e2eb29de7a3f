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

/* The word whose macro is called so; FFIR_N_WORDS if it is none. */
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

/* ---- uses of macros ---- */

/* One use of a word's macro, in the source proper. */
struct expansion {
	location_t at;
	const char *file;
	int line;
	enum ffir_word word;
	unsigned map; /* of the line table */
};
/* Those that GCC has met so far, in its order. */
static auto_vec<struct expansion> expansions;

/* The uses of one word, in g++ of one file: by their places in EXPANSIONS, with the first line of each and those
 * behind it, as far as that was asked for. */
struct uses_of_word {
	auto_vec<unsigned> places;
	auto_vec<int> first_lines;
};
static hash_map<nofree_string_hash, struct uses_of_word *> *uses_in[FFIR_N_WORDS];

/* C asks for the latest use of all; g++ has read the whole unit before it asks. */
static struct uses_of_word *
uses_of (enum ffir_word word, const char *file)
{
	if (uses_in[word] == NULL)
		uses_in[word] = new hash_map<nofree_string_hash, struct uses_of_word *>;
	struct uses_of_word *&uses = uses_in[word]->get_or_insert (is_cxx && file != NULL ? file : "");
	if (uses == NULL)
		uses = new struct uses_of_word;
	return uses;
}

/* Takes up what GCC has expanded since it was called last. */
static void
index_expansions (void)
{
	static unsigned n_indexed;
	for (; n_indexed < LINEMAPS_MACRO_USED (line_table); n_indexed++) {
		const line_map_macro *map = LINEMAPS_MACRO_MAP_AT (line_table, n_indexed);
		const char *macro = linemap_map_get_macro_name (map);
		enum ffir_word word = macro[0] == 'F' ? word_of_macro (macro) : FFIR_N_WORDS;
		if (word == FFIR_N_WORDS)
			continue;
		location_t at = linemap_resolve_location (line_table, map->start_location,
							  LRK_MACRO_EXPANSION_POINT, NULL);
		expanded_location place = expand_location (at);
		uses_of (word, place.file)->places.safe_push (expansions.length ());
		expansions.safe_push ({at, place.file, place.line, word, n_indexed});
	}
}

/* How many of USES there are up to the last one at or before LINE. */
static unsigned
count_before (struct uses_of_word *uses, int line)
{
	unsigned low = 0, high = uses->places.length ();
	if (high == 0 || expansions[uses->places.last ()].line <= line)
		return high;
	if (uses->first_lines.length () != high) {
		uses->first_lines.safe_grow (high);
		for (unsigned i = high; i-- > 0;) {
			int own = expansions[uses->places[i]].line;
			bool is_last = i + 1 == high;
			uses->first_lines[i] = is_last ? own : MIN (own, uses->first_lines[i + 1]);
		}
	}
	while (low < high) {
		unsigned middle = low + (high - low) / 2;
		if (uses->first_lines[middle] <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
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

/* The uses of WORD's macro on the line on which the latest of them at or before LINE began: a use may extend
 * over several lines, and its __LINE__ is one of them. Newest first; none if macro expansions are not
 * tracked, or the input was preprocessed. */
static void
find_expansions (enum ffir_word word, int line, const char *file, vec<location_t> *found)
{
	int began = 0;
	unsigned last = 0;
	struct uses_of_word *uses = uses_of (word, file);
	for (unsigned i = count_before (uses, line); i-- > 0;) {
		const struct expansion &e = expansions[uses->places[i]];
		if (e.map < last)
			return;
		if (e.line > line)
			continue;
		if (!found->is_empty () && e.line != began)
			return;
		began = e.line;
		found->safe_push (e.at);
		last = e.map > 256 ? e.map - 256 : 0;
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

/* The lines of a file on which a macro's attribute reached a handler. */
typedef hash_set<int_hash<int64_t, INT64_MIN, INT64_MIN + 1>> seen_lines;
static hash_map<nofree_string_hash, seen_lines *> *seen[FFIR_N_WORDS];

/* False if it was known. */
static bool
note_seen (enum ffir_word word, const char *file, int line)
{
	if (seen[word] == NULL)
		seen[word] = new hash_map<nofree_string_hash, seen_lines *>;
	seen_lines *&lines = seen[word]->get_or_insert (file);
	if (lines == NULL)
		lines = new seen_lines;
	return !lines->add (line);
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
	index_expansions ();
	find_expansions (word, line, file, &found);
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

/* GCC's C front end drops attributes in some places without a word: says so. */
void
report_ignored (void)
{
	index_expansions ();
	for (const struct expansion &e : expansions) {
		if (e.file == NULL || !note_seen (e.word, e.file, e.line))
			continue;
		unsigned on = ffir_words[e.word].places;
		ffi_warning (e.at, "ffi-ignored", "GCC drops %qs here; %s", macro_name (e.word),
			     on & (FFIR_ON_RECORD | FFIR_ON_ENUM) ? "on a type write it behind the closing "
								    "brace, or behind the name of a typedef"
								  : "write it in front of the declaration");
	}
}
