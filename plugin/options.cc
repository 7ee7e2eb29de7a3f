/*
 * The arguments -fplugin-arg-ffiextract-NAME[=VALUE], globs, and the plugin's own warnings, which are
 * switched by one of them because the driver refuses unknown -W options.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

#include <fnmatch.h>

struct options options;

struct known_option {
	const char *name, *value; /* VALUE: what stands behind '=', for people; NULL: nothing may */
	const char **text;
};

static const char *warn_text;
static const char *scan_text;

static const struct known_option known_options[] = {
	{"output", "FILE or FOLDER", &options.output}, {"select", "GLOB,...", &options.select},
	{"headers", "GLOB,...", &options.headers},     {"macros", "GLOB,...", &options.macros},
	{"library", "NAME", &options.library},	       {"scan", NULL, &scan_text},
	{"warn", "[no-]NAME[,error]", &warn_text},
};

enum warning_state { WARNING_OFF, WARNING_ON, WARNING_ERROR };

struct known_warning {
	const char *name;
	enum warning_state state;
};

static struct known_warning known_warnings[] = {
	{"ffi-contradiction", WARNING_ON}, /* a body against a promise */
	{"ffi-duplicate", WARNING_ON},	   /* an annotation twice */
	{"ffi-hidden", WARNING_ON},	   /* exported, but no other object can call it */
	{"ffi-ignored", WARNING_ON},	   /* an annotation that GCC dropped */
	{"ffi-scope", WARNING_ON},	   /* a callback that is kept for ever */
	{"ffi-type", WARNING_ON},	   /* part of the interface, but no other language can have it */
	{"ffi-unused-length", WARNING_ON}, /* it may count what the pointer before it leads to */
	{"suggest", WARNING_OFF},	   /* promises that a body would keep */
};

bool
warning_is (const char *warning, const char *name)
{
	return strcmp (warning, name) == 0
	       || (startswith (warning, "ffi-") && strcmp (warning + 4, name) == 0);
}

static struct known_warning *
find_warning (const char *name)
{
	for (struct known_warning &w : known_warnings)
		if (warning_is (w.name, name))
			return &w;
	return NULL;
}

static void
unknown_option (const char *name)
{
	auto_vec<const char *> names;
	for (const struct known_option &o : known_options)
		names.safe_push (o.name);
	const char *near = find_closest_string (name, &names);
	if (near != NULL)
		error ("unknown argument %<-fplugin-arg-ffiextract-%s%>; did you mean %qs?", name, near);
	else
		error ("unknown argument %<-fplugin-arg-ffiextract-%s%>", name);
	inform (UNKNOWN_LOCATION, "known are %<output=FILE%>, %<output=FOLDER/%>, %<select=GLOB,...%>, "
				  "%<headers=GLOB,...%>, %<macros=GLOB,...%>, %<library=NAME%>, %<scan%> and "
				  "%<warn=[no-]NAME[,error]%>");
}

const char *
warning_nearest (const char *name)
{
	auto_vec<const char *> names;
	for (const struct known_warning &w : known_warnings) {
		names.safe_push (w.name);
		if (startswith (w.name, "ffi-"))
			names.safe_push (w.name + 4);
	}
	return find_closest_string (name, &names);
}

static bool
unknown_warning (const char *name)
{
	const char *near = warning_nearest (name);
	if (near != NULL)
		error ("unknown warning %qs in %<-fplugin-arg-ffiextract-warn=%>; did you mean %qs?", name,
		       near);
	else
		error ("unknown warning %qs in %<-fplugin-arg-ffiextract-warn=%>", name);
	inform (UNKNOWN_LOCATION,
		"known are %<ffi-contradiction%>, %<ffi-duplicate%>, %<ffi-hidden%>, "
		"%<ffi-ignored%>, %<ffi-scope%>, %<ffi-type%>, %<ffi-unused-length%> and %<suggest%>");
	return false;
}

/* TEXT is a list of "NAME", "no-NAME", and "error", which is said of the name before it. */
static bool
read_warnings (const char *text)
{
	struct known_warning *last = NULL;
	for (const char *p = text; *p != '\0';) {
		size_t size = strcspn (p, ",");
		char *name = xstrndup (p, size);
		p += size + (p[size] == ',');
		bool off = strncmp (name, "no-", 3) == 0;
		struct known_warning *w = find_warning (name + (off ? 3 : 0));
		bool known = true;
		if (strcmp (name, "error") == 0 && last != NULL)
			last->state = WARNING_ERROR;
		else if (w == NULL)
			known = unknown_warning (name);
		else {
			w->state = off ? WARNING_OFF : WARNING_ON;
			last = off ? NULL : w;
		}
		free (name);
		if (!known)
			return false;
	}
	return true;
}

/* GCC 11 to 16 cut a value by as many characters as it has '=': the option itself has all of it. */
static const char *
whole_value (const struct plugin_argument *argument)
{
	size_t key_size = strlen (argument->key),
	       size = argument->value != NULL ? strlen (argument->value) : 0;
	for (unsigned i = save_decoded_options_count; size > 0 && i-- > 1;) {
		const char *text = save_decoded_options[i].orig_option_with_args_text, *key;
		if (text == NULL || !startswith (text, "-fplugin-arg-"))
			continue;
		key = strchr (text + strlen ("-fplugin-arg-"), '-');
		if (key++ == NULL || strncmp (key, argument->key, key_size) != 0 || key[key_size] != '=')
			continue;
		const char *value = key + key_size + 1;
		size_t signs = 0;
		for (const char *at = value; *at != '\0'; at++)
			signs += *at == '=';
		if (strlen (value) == size + signs && strncmp (value, argument->value, size) == 0)
			return value;
	}
	return argument->value;
}

static bool
read_option (const struct plugin_argument *argument)
{
	for (const struct known_option &o : known_options) {
		if (strcmp (o.name, argument->key) != 0)
			continue;
		bool has_value = argument->value != NULL && *argument->value != '\0';
		if (o.value == NULL && argument->value != NULL) {
			error ("%<-fplugin-arg-ffiextract-%s%> takes no value", o.name);
			return false;
		}
		if (o.value != NULL && !has_value) {
			error ("%<-fplugin-arg-ffiextract-%s=%> needs a value: %s", o.name, o.value);
			return false;
		}
		*o.text = o.value == NULL ? "" : whole_value (argument);
		return strcmp (o.name, "warn") != 0 || read_warnings (warn_text);
	}
	unknown_option (argument->key);
	return false;
}

bool
options_read (int argc, struct plugin_argument *argv)
{
	bool good = true;
	for (int i = 0; i < argc; i++)
		good &= read_option (&argv[i]);
	options.scan = scan_text != NULL;
	return good;
}

bool
warning_known (const char *name)
{
	return find_warning (name) != NULL;
}

bool
warning_on (const char *name, bool *as_error)
{
	const struct known_warning *w = find_warning (name);
	*as_error = w != NULL && w->state == WARNING_ERROR;
	return w == NULL || w->state != WARNING_OFF;
}

bool
ffi_warning_va (location_t at, const char *name, const char *gmsgid, va_list *ap)
{
	bool as_error;
	if (!warning_on (name, &as_error))
		return false;
	char *text = concat (gmsgid, " [", name, "]", NULL);
	bool said = gcc_report_va (as_error, at, text, ap);
	free (text);
	return said;
}

bool
ffi_warning (location_t at, const char *name, const char *gmsgid, ...)
{
	va_list ap;
	va_start (ap, gmsgid);
	bool said = ffi_warning_va (at, name, gmsgid, &ap);
	va_end (ap);
	return said;
}

bool
ffi_warning_about (tree decl, const char *name, const char *gmsgid, ...)
{
	if (attributes_allow (TYPE_P (decl) ? TYPE_ATTRIBUTES (decl) : DECL_ATTRIBUTES (decl), name))
		return false;
	tree named = TYPE_P (decl) ? TYPE_STUB_DECL (decl) : decl;
	va_list ap;
	va_start (ap, gmsgid);
	bool said = ffi_warning_va (named == NULL_TREE ? input_location : DECL_SOURCE_LOCATION (named), name,
				    gmsgid, &ap);
	va_end (ap);
	return said;
}

/* Does GLOB, in which only '*' is special, match TEXT? */
static bool
match_stars (const char *glob, const char *end, const char *text)
{
	const char *star = NULL, *behind = NULL;
	while (*text != '\0') {
		if (glob < end && *glob == '*') {
			star = ++glob;
			behind = text;
		} else if (glob < end && *glob == *text) {
			glob++;
			text++;
		} else if (star != NULL) {
			glob = star;
			text = ++behind;
		} else {
			return false;
		}
	}
	while (glob < end && *glob == '*')
		glob++;
	return glob == end;
}

/* What match_stars () does not know. */
static inline bool
is_special (char c)
{
	return c == '?' || c == '[' || c == '\\';
}

/* fnmatch () converts all to wide characters first, in the user's locale. */
static bool
match_one (const char *glob, const char *end, const char *text)
{
	const char *at = glob;
	while (at < end && *at != '*' && !is_special (*at) && *at == *text)
		at++, text++;
	if (at < end && *at != '*' && !is_special (*at))
		return false;
	glob = at;
	while (at < end && !is_special (*at))
		at++;
	if (at == end)
		return match_stars (glob, end, text);
	char *copy = xstrndup (glob, end - glob);
	bool matched = fnmatch (copy, text, 0) == 0;
	free (copy);
	return matched;
}

/* GLOB, which has a '/', matches all of FILE or what stands behind one of its. */
static bool
match_path (const char *glob, const char *end, const char *file)
{
	bool anywhere = *glob == '*';
	while (!match_one (glob, end, file)) {
		file = strchr (file, '/');
		if (file++ == NULL || anywhere)
			return false;
	}
	return true;
}

/* Whether one of the comma separated GLOBS matches TEXT. */
static bool
match (const char *globs, const char *text, bool is_file)
{
	if (globs == NULL || text == NULL)
		return false;
	for (const char *end; *globs != '\0'; globs = end + (*end == ',')) {
		end = globs + strcspn (globs, ",");
		bool matched = !is_file ? match_one (globs, end, text)
			       : memchr (globs, '/', end - globs) != NULL
				       ? match_path (globs, end, text)
				       : match_one (globs, end, lbasename (text));
		if (matched)
			return true;
	}
	return false;
}

bool
glob_match (const char *globs, const char *name)
{
	return match (globs, name, false);
}

bool
file_match (const char *globs, const char *file)
{
	return match (globs, file, true);
}
