/*
 * The tokens behind a place, as g++'s parser was given them. Outside of macros they are the source's text; of each
 * expansion the line table knows where its tokens are spelled, so that nothing is expanded a second time.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/cxx_tokens.h"

/* ---- which words were macros, and when ---- */

struct macro {
	location_t from, to;
	bool has_list; /* of parameters */
	bool is_nothing;
};
static hash_map<cpp_hashnode *, vec<struct macro>> *undefined; /* those that are gone, by name */

static void (*next_undef) (cpp_reader *, location_t, cpp_hashnode *);

static struct macro
macro_of (cpp_hashnode *node, location_t to)
{
	return {cpp_macro_definition_location (node), to, cpp_fun_like_macro_p (node),
		node->value.macro->count == 0};
}

static void
on_undef (cpp_reader *reader, location_t at, cpp_hashnode *node)
{
	if (cpp_user_macro_p (node))
		undefined->get_or_insert (node).safe_push (macro_of (node, at));
	if (next_undef != NULL)
		next_undef (reader, at, node);
}

void
cxx_tokens_start (void)
{
	cpp_callbacks *callbacks = cpp_get_callbacks (parse_in);
	next_undef = callbacks->undef;
	callbacks->undef = on_undef;
	undefined = new hash_map<cpp_hashnode *, vec<struct macro>>;
}

static bool
find_macro (const struct token *word, struct macro *found)
{
	cpp_hashnode *node = cpp_lookup (parse_in, (const unsigned char *) word->text, word->size);
	location_t at = expansion_of (word->at);
	if (cpp_user_macro_p (node) && cpp_macro_definition_location (node) <= at) {
		*found = macro_of (node, UNKNOWN_LOCATION);
		return true;
	}
	const vec<struct macro> *gone = undefined->get (node);
	for (unsigned i = 0; gone != NULL && i < gone->length (); i++)
		if ((*gone)[i].from <= at && at < (*gone)[i].to) {
			*found = (*gone)[i];
			return true;
		}
	return false;
}

bool
same_place (location_t a, location_t b)
{
	a = pure_place (a);
	b = pure_place (b);
	if (a == b || MAX (a, b) >= LINEMAPS_MACRO_LOWEST_LOCATION (line_table)
	    || MIN (a, b) <= BUILTINS_LOCATION)
		return a == b;
	expanded_location x = place_at (a), y = place_at (b);
	return x.line == y.line && x.column == y.column && strcmp (x.file, y.file) == 0;
}

/* The index of the expansion of the macro whose name stands at AT, and 1; 0 if there is none. */
static unsigned
expansion_at (location_t at)
{
	typedef int_hash<location_t, UNKNOWN_LOCATION, BUILTINS_LOCATION> place_hash;
	static hash_map<place_hash, unsigned> *expansions;
	static unsigned indexed;
	if (expansions == NULL)
		expansions = new hash_map<place_hash, unsigned>;
	while (indexed < LINEMAPS_MACRO_USED (line_table)) {
		const line_map_macro *map = LINEMAPS_MACRO_MAP_AT (line_table, indexed++);
		location_t place = pure_place (macro_expansion_point (map));
		if (place > BUILTINS_LOCATION)
			expansions->put (place, indexed);
	}
	unsigned *found = expansions->get (at);
	return found == NULL ? 0 : *found;
}

/* ---- text ---- */

static size_t
word_at (const char *p, const char *end)
{
	size_t n = 0;
	while (p + n < end && (n == 0 ? ISIDST (p[n]) : ISIDNUM (p[n])))
		n++;
	return n;
}

static size_t
size_of_token (const char *p, const char *end)
{
	size_t n = word_at (p, end);
	if (n > 0)
		return n;
	if (ISDIGIT (*p)) {
		while (p + n < end && (ISIDNUM (p[n]) || p[n] == '.' || p[n] == '\''))
			n++;
		return n;
	}
	if (*p == '"' || *p == '\'') {
		for (n = 1; p + n < end && p[n] != *p && p[n] != '\n'; n++)
			n += p[n] == '\\';
		return MIN (n + 1, (size_t) (end - p));
	}
	if (end - p >= 3 && strncmp (p, "...", 3) == 0)
		return 3;
	return end - p >= 2 && strncmp (p, "::", 2) == 0 ? 2 : 1;
}

/* Where tokens come from: a file, or an expansion. */
struct origin {
	const line_map_macro *expansion; /* NULL: a file */
	unsigned next;			 /* of the expansion's tokens */
	const line_map_ordinary *map;
	const char *p, *end, *line_start;
	linenum_type line;
};

static void
skip_space (struct origin *o)
{
	while (o->p < o->end) {
		const char *from = o->p;
		if (ISSPACE (*from) || (*from == '\\' && from + 1 < o->end && from[1] == '\n'))
			o->p++;
		else if (*from == '/' && from + 1 < o->end && from[1] == '/')
			while (o->p < o->end && *o->p != '\n')
				o->p++;
		else if (*from == '/' && from + 1 < o->end && from[1] == '*') {
			for (o->p += 2; o->p + 1 < o->end && !(o->p[0] == '*' && o->p[1] == '/'); o->p++)
				;
			o->p = MIN (o->p + 2, o->end);
		} else
			return;
		for (; from < o->p; from++)
			if (*from == '\n') {
				o->line++;
				o->line_start = from + 1;
			}
	}
}

static bool
goes_on (const line_map_ordinary *map, linenum_type line)
{
	return map < LINEMAPS_LAST_ORDINARY_MAP (line_table) && map[1].to_line >= map->to_line
	       && map[1].to_line <= line && linemap_included_from (&map[1]) == linemap_included_from (map)
	       && strcmp (map[1].to_file, map->to_file) == 0;
}

/* Several maps of a file may begin on one line, and what is read is in any of them: that of the macro then. */
static location_t
place_in_text (struct origin *o)
{
	while (goes_on (o->map, o->line - 1))
		o->map++;
	location_t found = UNKNOWN_LOCATION;
	unsigned column = o->p - o->line_start + 1;
	const line_map_ordinary *map = o->map;
	do {
		location_t at = linemap_position_for_line_and_column (line_table, map, o->line, column);
		expanded_location said = expand_location (at);
		if (said.line != (int) o->line || said.column != (int) column)
			continue;
		if (expansion_at (pure_place (at)) > 0)
			return pure_place (at);
		if (found == UNKNOWN_LOCATION)
			found = pure_place (at);
	} while (goes_on (map++, o->line));
	return found;
}

/* A file's text by its lines. */
struct text_lines {
	const char *end;
	auto_vec<const char *> starts;
};

static struct text_lines *
split_lines (const char *file)
{
	struct text_lines *lines = new struct text_lines;
	size_t size = 0;
	const char *text = text_of_source (file, &size);
	lines->end = text + size;
	for (const char *p = text; p != NULL && p < lines->end;) {
		lines->starts.safe_push (p);
		p = (const char *) memchr (p, '\n', lines->end - p);
		p = p == NULL ? lines->end : p + 1;
	}
	return lines;
}

/* The start of line LINE of the text of FILE, and its end. */
static const char *
line_of_text (const char *file, unsigned line, const char **end)
{
	static hash_map<nofree_string_hash, struct text_lines *> *files;
	if (files == NULL)
		files = new hash_map<nofree_string_hash, struct text_lines *>;
	struct text_lines *&lines = files->get_or_insert (file);
	if (lines == NULL)
		lines = split_lines (file);
	*end = lines->end;
	return line >= 1 && line <= lines->starts.length () ? lines->starts[line - 1] : NULL;
}

static bool
open_text (struct origin *o, location_t at)
{
	expanded_location place = place_at (at);
	*o = {NULL, 0, NULL, NULL, NULL, NULL, (linenum_type) place.line};
	expansion_of (at, &o->map);
	if (place.file == NULL || o->map == NULL || place.column == 0)
		return false;
	o->line_start = line_of_text (place.file, place.line, &o->end);
	if (o->line_start == NULL || o->end - o->line_start < place.column)
		return false;
	o->p = o->line_start + place.column - 1;
	return true;
}

/* ---- tokens ---- */

/* What is read: origins inside of each other, the file first. */
struct stream {
	vec<struct origin> origins;
	bool failed; /* the text is not what the parser read */
};

static bool
text_token (struct stream *s, struct origin *o, struct token *t)
{
	skip_space (o);
	if (o->p == o->end)
		return false;
	if (*o->p == '#') { /* a directive: what of the text is compiled is not known here */
		s->failed = true;
		return false;
	}
	*t = {o->p, size_of_token (o->p, o->end), place_in_text (o)};
	o->p += t->size;
	return true;
}

/* Padding that came with an argument stands where a macro's name did, or where the token behind it is. */
static bool
is_padding (const line_map_macro *map, unsigned index)
{
	const location_t *places = MACRO_MAP_LOCATIONS (map) + 2 * index;
	location_t spelled = pure_place (places[0]);
	if (spelled <= BUILTINS_LOCATION || expansion_at (spelled) > 0)
		return true;
	return index + 1 < MACRO_MAP_NUM_MACRO_TOKENS (map) && places[0] == places[2]
	       && places[1] == places[3];
}

/* Where the macro's definition has what token INDEX of its expansion came from. */
static bool
open_definition (struct origin *o, const line_map_macro *map, unsigned index)
{
	return open_text (o, pure_place (MACRO_MAP_LOCATIONS (map)[2 * index + 1])) && o->p < o->end;
}

/* Is what is open, the name of a macro's parameter, made a string? */
static bool
is_stringized (const struct origin *o)
{
	const char *p = o->p;
	while (p > o->line_start && ISBLANK (p[-1]))
		p--;
	return *o->p == '#'
	       || (p > o->line_start && p[-1] == '#' && (p - 1 == o->line_start || p[-2] != '#'));
}

/* Is token INDEX pasted to the next? An argument may be of several tokens, or of none. */
static bool
is_pasted (const line_map_macro *map, unsigned index)
{
	struct origin o;
	if (index + 1 == MACRO_MAP_NUM_MACRO_TOKENS (map) || !open_definition (&o, map, index))
		return false;
	location_t next = MACRO_MAP_LOCATIONS (map)[2 * index + 3];
	while (true) {
		o.p += size_of_token (o.p, o.end);
		skip_space (&o);
		if (o.end - o.p <= 2 || o.p[0] != '#' || o.p[1] != '#')
			return false;
		o.p += 2;
		skip_space (&o);
		if (o.p == o.end || same_place (place_in_text (&o), next))
			return o.p < o.end;
	}
}

/* Token INDEX of an expansion, as it is spelled, with what is pasted to it. */
static bool
spelled_token (const line_map_macro *map, unsigned index, struct token *t)
{
	struct origin o;
	if (is_padding (map, index))
		return false;
	location_t at = MAP_START_LOCATION (map) + index;
	location_t spelled = pure_place (MACRO_MAP_LOCATIONS (map)[2 * index]);
	if (open_definition (&o, map, index) && is_stringized (&o)) {
		*t = {"\"\"", 2, at};
		return true;
	}
	if (spelled >= LINEMAPS_MACRO_LOWEST_LOCATION (line_table)) {
		const line_map_macro *inner = linemap_check_macro (linemap_lookup (line_table, spelled));
		if (!spelled_token (inner, spelled - MAP_START_LOCATION (inner), t))
			return false;
	} else if (open_text (&o, spelled) && o.p < o.end) {
		*t = {o.p, size_of_token (o.p, o.end), at};
	} else {
		return false;
	}
	t->at = at;
	struct token right;
	if (is_pasted (map, index) && spelled_token (map, index + 1, &right)) {
		t->text = ffir_printf (&module->arena, "%.*s%.*s", (int) t->size, t->text, (int) right.size,
				       right.text);
		t->size += right.size;
	}
	return true;
}

static bool
expanded_token (struct origin *o, struct token *t)
{
	unsigned n = MACRO_MAP_NUM_MACRO_TOKENS (o->expansion);
	while (o->next < n && !spelled_token (o->expansion, o->next, t))
		o->next++;
	if (o->next == n)
		return false;
	while (is_pasted (o->expansion, o->next++))
		;
	return true;
}

/* The next token, before macros in it are expanded; false at the end of the file, or where it cannot be known. */
static bool
raw_token (struct stream *s, struct token *t)
{
	while (!s->failed && !s->origins.is_empty ()) {
		struct origin *o = &s->origins.last ();
		if (o->expansion != NULL ? expanded_token (o, t) : text_token (s, o, t))
			return true;
		s->origins.pop ();
	}
	return false;
}

static bool
is_char (const struct token *t, char c)
{
	return t->size == 1 && *t->text == c;
}

/* The arguments of a macro are where its expansion shows them. False if none stand here. */
static bool
skip_arguments (struct stream *s)
{
	vec<struct origin> before = s->origins.copy ();
	struct token t;
	int depth = 0;
	do {
		if (!raw_token (s, &t) || (depth == 0 && !is_char (&t, '('))) {
			s->origins.release ();
			s->origins = before;
			return false;
		}
		depth += is_char (&t, '(') - is_char (&t, ')');
	} while (depth > 0);
	before.release ();
	return true;
}

/* WORD was read: is it a macro, which is gone behind now, with its expansion to be read? */
static bool
expand (struct stream *s, const struct token *word)
{
	unsigned index = expansion_at (pure_place (word->at));
	struct macro m;
	bool known = find_macro (word, &m);
	if (index > 0) {
		if (known && m.has_list && !skip_arguments (s))
			s->failed = true;
		s->origins.safe_push (
			{LINEMAPS_MACRO_MAP_AT (line_table, index - 1), 0, NULL, NULL, NULL, NULL, 0});
		return true;
	}
	if (!known)
		return false;
	if (m.is_nothing)
		return !m.has_list || skip_arguments (s);
	bool is_text = s->origins.length () == 1; /* not inside of its own expansion */
	if (is_text && (!m.has_list || skip_arguments (s)))
		s->failed = true; /* -ftrack-macro-expansion=0 */
	return false;
}

static bool
next_token (struct stream *s, struct token *t)
{
	while (raw_token (s, t))
		if (!ISIDST (*t->text) || !expand (s, t))
			return !s->failed;
	return false;
}

/* Opens what AT is in, from the file inwards, and stands there. */
static bool
open_at (struct stream *s, location_t at)
{
	auto_vec<location_t> places;
	for (; at >= LINEMAPS_MACRO_LOWEST_LOCATION (line_table); at = places.last ()) {
		const line_map_macro *map = linemap_check_macro (linemap_lookup (line_table, at));
		places.safe_push (at);
		places.safe_push (pure_place (macro_expansion_point (map)));
	}
	struct origin file;
	if (at <= BUILTINS_LOCATION || !open_text (&file, at))
		return false;
	s->origins.safe_push (file);
	while (!places.is_empty ()) {
		struct token word;
		places.pop (); /* where the macro's name is, which is next */
		location_t inside = places.pop ();
		if (!raw_token (s, &word) || !expand (s, &word) || s->failed)
			return false;
		struct origin *o = &s->origins.last ();
		if (o->expansion == NULL || inside < MAP_START_LOCATION (o->expansion))
			return false;
		o->next = inside - MAP_START_LOCATION (o->expansion);
	}
	return true;
}

void
cxx_tokens_at (location_t at, vec<struct token> *tokens)
{
	struct stream s = {vNULL, false};
	struct token t;
	if (open_at (&s, pure_place (at)))
		while (next_token (&s, &t) && strchr (";{}", *t.text) == NULL)
			tokens->safe_push (t);
	s.origins.release ();
}
