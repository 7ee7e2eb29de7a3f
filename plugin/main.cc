/*
 * The plugin's entrance, ffiextract-gcc.so: what GCC calls and when. Nothing else registers callbacks.
 * In what is no compile of C or C++ (-E, -M, assembler files, lto1, other front ends) it does nothing,
 * but that -E knows the attributes: or the annotations would be gone from preprocessed text.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

#define EXPORTED __attribute__ ((visibility ("default")))

EXPORTED int plugin_is_GPL_compatible;

struct ffir_module *module;
bool is_cxx;
const char *target_triplet;

/* "--target=x86_64-linux-gnu" in the arguments that GCC was configured with; else how it calls its build. */
static char *
configured_target (const char *arguments)
{
	static const char *const names[] = {"--target=", "--host=", "--build="};
	for (const char *name : names) {
		const char *found = strstr (arguments, name);
		if (found == NULL)
			continue;
		found += strlen (name);
		return xstrndup (found, strcspn (found, " '"));
	}
	return xstrdup ("unknown");
}

/* Trees have another shape in every release, and for targets with scalable vectors. */
extern "C" EXPORTED int
ffiextract_fits (const struct plugin_gcc_version *gcc)
{
	char *theirs = configured_target (gcc->configuration_arguments);
	char *ours = configured_target (gcc_version.configuration_arguments);
	bool fits = strcmp (gcc->basever, gcc_version.basever) == 0
		    && strcmp (gcc->devphase, gcc_version.devphase) == 0 && strcmp (theirs, ours) == 0;
	free (theirs);
	free (ours);
	return fits;
}

/* As -ffile-prefix-map has it. Most places in turn are in one file; FILE lives as long as the line table. */
static const char *
name_of_file (const char *file)
{
	static const char *last, *name;
	if (file != last)
		name = ffir_strdup (&module->arena, remap_debug_filename (file));
	last = file;
	return name;
}

/* The map that the last location was in. */
static struct {
	location_t start, end;		/* of a map that is whole: a further one stands behind it */
	const line_map_ordinary *table; /* of which; that of a precompiled header takes its place */
	const line_map_ordinary *map;
} last_map;

static const line_map_ordinary *
find_map (location_t at, const line_map_ordinary *table)
{
	if (at <= BUILTINS_LOCATION || at >= LINEMAPS_MACRO_LOWEST_LOCATION (line_table))
		return NULL;
	const line_map_ordinary *map = linemap_check_ordinary (linemap_lookup (line_table, at));
	bool is_whole = map + 1 < table + LINEMAPS_ORDINARY_USED (line_table);
	last_map = {MAP_START_LOCATION (map), is_whole ? MAP_START_LOCATION (map + 1) : 0, table, map};
	return map;
}

/* The map that ordinary location AT is in; NULL for any other. Most are in that of the one before. */
static inline const line_map_ordinary *
map_of (location_t at)
{
	const line_map_ordinary *table = LINEMAPS_ORDINARY_MAP_AT (line_table, 0);
	if (at >= last_map.start && at < last_map.end && table == last_map.table)
		return last_map.map;
	return find_map (at, table);
}

static inline location_t
without_range (location_t at)
{
	return IS_ADHOC_LOC (at) ? get_location_from_adhoc_loc (line_table, at) : at;
}

static inline location_t
find_expansion (location_t at)
{
	at = without_range (at);
	if (at < LINEMAPS_MACRO_LOWEST_LOCATION (line_table))
		return at;
	at = linemap_resolve_location (line_table, at, LRK_MACRO_EXPANSION_POINT, NULL);
	return without_range (at); /* that of a long name has one */
}

location_t
expansion_of (location_t at)
{
	return find_expansion (at);
}

location_t
expansion_of (location_t at, const line_map_ordinary **map)
{
	at = find_expansion (at);
	*map = map_of (at);
	return at;
}

/* What is declared is asked about several times in turn. */
const expanded_location &
place_at (location_t at)
{
	static location_t last = UNKNOWN_LOCATION;
	static expanded_location place;
	if (at == last)
		return place;
	last = at;
	at = find_expansion (at);
	const line_map_ordinary *map = map_of (at);
	place.file = map == NULL ? NULL : ORDINARY_MAP_FILE_NAME (map);
	place.line = map == NULL ? 0 : SOURCE_LINE (map, at);
	place.column = map == NULL ? 0 : SOURCE_COLUMN (map, at);
	return place;
}

struct ffir_loc
loc_of (location_t at)
{
	const expanded_location &place = place_at (at);
	struct ffir_loc loc = {NULL, 0, 0};
	if (place.file != NULL && place.file[0] != '\0') /* #line 1 "" */
		loc = {name_of_file (place.file), (unsigned) place.line, (unsigned) place.column};
	return loc;
}

/* ---- events ---- */

static void
on_attributes (void *, void *)
{
	attributes_register ();
	if (module != NULL)
		macros_register_attribute ();
}

/* No declaration of a precompiled header is reported, so GCC has to read the header's text. */
static int
refuse_precompiled (cpp_reader *, const char *, int)
{
	return 0;
}

static void
on_pragmas (void *, void *)
{
	attributes_pragmas ();
	macros_pragmas ();
	cpp_get_callbacks (parse_in)->valid_pch = refuse_precompiled;
}

static void
on_start_unit (void *, void *)
{
	collect_start ();
	macros_start ();
	markers_start ();
	comments_start ();
	if (is_cxx)
		cxx_tokens_start ();
}

static void
on_finish_decl (void *decl, void *)
{
	collect_decl ((tree) decl);
}

static void
on_finish_type (void *type, void *)
{
	if (!macros_reading ())
		collect_type ((tree) type);
}

static void
on_start_function (void *decl, void *)
{
	collect_body (false, (tree) decl);
}

static void
on_finish_function (void *decl, void *)
{
	collect_body (true, (tree) decl);
}

static void
on_marking (void *, void *)
{
	collect_mark ();
	macros_mark ();
}

/* The unit's record, once there is something to write. */
static struct ffir_unit *unit;

static void
start_unit (void)
{
	unit = FFIR_PUSH (&module->arena, module->units, module->n_units);
	unit->name = ffir_strdup (&module->arena, remap_debug_filename (main_input_filename));
	unit->plugin_version = FFI_VERSION;
	unit->preprocessed = cpp_get_options (parse_in)->preprocessed;
	describe_target (FFIR_PUSH (&module->arena, module->targets, module->n_targets));
	unit->target = module->targets[0].id;
}

static void
on_parsed (void *, void *)
{
	attributes_check_unit ();
	markers_finish ();
	if (seen_error () || !collect_wanted ())
		return;
	start_unit ();
	collect_describe (unit);
	comments_attached ();
}

bool
only_document (void)
{
	return flag_syntax_only && pch_file == NULL && options.output != NULL;
}

/* After an error, and under -fsyntax-only, the unit was not compiled: ours are to be reported all the same. What
 * is only declared is known without: a document lacks evidence then.
 */
static void
on_finish (void *, void *)
{
	if (only_document ()) {
		on_parsed (NULL, NULL);
		if (unit != NULL && !seen_error ())
			emit_unit (unit);
	} else {
		attributes_check_unit ();
	}
	emit_finish ();
	module = NULL; /* which ends with the process */
}

/* ---- the pass ---- */

static const pass_data extract_data = {
	SIMPLE_IPA_PASS, "ffiextract", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0,
};

/* Behind build_ssa_passes: runs at every -O level, before anything is inlined, split or cloned. */
class extract_pass : public simple_ipa_opt_pass
{
      public:
	extract_pass (gcc::context *context) : simple_ipa_opt_pass (extract_data, context)
	{
	}

	unsigned int
	execute (function *) final override
	{
		if (unit == NULL || seen_error ())
			return 0;
		evidence_collect (unit);
		if (seen_error ())
			return 0;
		emit_unit (unit);
		if (options.output == NULL)
			comments_finish ();
		return 0;
	}
};

static void
register_pass (const char *name)
{
	struct register_pass_info info;
	info.pass = new extract_pass (g);
	info.reference_pass_name = "build_ssa_passes";
	info.ref_pass_instance_number = 1;
	info.pos_op = PASS_POS_INSERT_AFTER;
	register_callback (name, PLUGIN_PASS_MANAGER_SETUP, NULL, &info);
}

/* Is the compile made for the interface of headers, as 'ffirender scan' makes it? */
static bool
is_for_interface (void)
{
	return options.select != NULL || options.headers != NULL;
}

/* What GCC frees, the text of each header above all, stays for what we allocate: fresh pages are a large part of
 * what a scan costs. Other compiles are left alone: memory that GCC asks for zeroed, and hardly looks at, costs more
 * in the heap than in a mapping of its own. */
static void
reuse_memory (void)
{
#ifdef __GLIBC__
	enum { LARGEST = 16 * 1024 * 1024 };
	if (is_for_interface ())
		mallopt (M_MMAP_THRESHOLD, LARGEST);
#endif
}

EXPORTED int
plugin_init (struct plugin_name_args *arguments, struct plugin_gcc_version *gcc)
{
	const char *name = arguments->base_name;
	if (!ffiextract_fits (gcc)) {
		error ("%qs was built for GCC %s, this is GCC %s: build it with %<make plugin "
		       "PLUGIN_CC=...%>",
		       arguments->full_name, gcc_version.basever, gcc->basever);
		return 1;
	}
	static struct plugin_info info = {FFI_VERSION, "records annotated declarations for ffirender"};
	register_callback (name, PLUGIN_INFO, NULL, &info);
	if (in_lto_p || !(lang_GNU_C () || lang_GNU_CXX ()))
		return 0;
	register_callback (name, PLUGIN_ATTRIBUTES, on_attributes, NULL);
	if (flag_preprocess_only)
		return 0;
	if (!options_read (arguments->argc, arguments->argv))
		return 0;

	reuse_memory ();
	module = ffir_module_new ();
	module->arena.is_large = is_for_interface ();
	is_cxx = lang_GNU_CXX ();
	target_triplet = configured_target (gcc->configuration_arguments);
	register_callback (name, PLUGIN_PRAGMAS, on_pragmas, NULL);
	register_callback (name, PLUGIN_START_UNIT, on_start_unit, NULL);
	register_callback (name, PLUGIN_FINISH_DECL, on_finish_decl, NULL);
	register_callback (name, PLUGIN_FINISH_TYPE, on_finish_type, NULL);
	register_callback (name, PLUGIN_START_PARSE_FUNCTION, on_start_function, NULL);
	register_callback (name, PLUGIN_FINISH_PARSE_FUNCTION, on_finish_function, NULL);
	register_callback (name, PLUGIN_GGC_MARKING, on_marking, NULL);
	register_callback (name, PLUGIN_ALL_IPA_PASSES_START, on_parsed, NULL);
	register_callback (name, PLUGIN_FINISH, on_finish, NULL);
	register_pass (name);
	return 0;
}
