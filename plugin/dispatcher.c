/*
 * ffiextract.so: what -fplugin= names. A plugin built for another GCC fails in the dynamic loader before
 * a line of it runs, so this is none: it needs nothing of GCC but the plugin interface itself, hands
 * plugin_init on to the ffiextract-gcc.so that was built for the GCC at hand, and says what to do where
 * there is none. One file serves every GCC for the same host.
 *
 * SPDX-License-Identifier: MIT
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define EXPORTED __attribute__ ((visibility ("default")))
#define PROPER	 "ffiextract-gcc.so"

EXPORTED extern int plugin_is_GPL_compatible;
int plugin_is_GPL_compatible;

/* As in GCC's gcc-plugin.h since 4.5, which is C++ from 4.8 on; arguments are handed on unread. */
struct plugin_name_args;
struct plugin_gcc_version {
	const char *basever, *datestamp, *devphase, *revision, *configuration_arguments;
};
extern const char *default_plugin_dir_name (void);

EXPORTED int plugin_init (struct plugin_name_args *arguments, struct plugin_gcc_version *gcc);

typedef int init_function (struct plugin_name_args *, struct plugin_gcc_version *);
typedef int fits_function (const struct plugin_gcc_version *);

/* Loads FOLDER's plugin; NULL if it has none, or (*FOUND) it is another GCC's: WHY the loader refused it. */
static init_function *
load (const char *folder, size_t length, const struct plugin_gcc_version *gcc, int *found, char why[512])
{
	char path[4096];
	int size = snprintf (path, sizeof path, "%.*s/" PROPER, (int) length, folder);
	if (size < 0 || (size_t) size >= sizeof path)
		return NULL;

	if (access (path, F_OK) != 0)
		return NULL;
	*found = 1;
	/* Lazily: most compiles call a few of the compiler's functions only, and another GCC's plugin gets as
	 * far as saying so. */
	void *library = dlopen (path, RTLD_LAZY | RTLD_LOCAL);
	if (library == NULL) {
		snprintf (why, 512, " (%s)", dlerror ());
		return NULL;
	}
	fits_function *fits;
	init_function *init;
	*(void **) &fits = dlsym (library, "ffiextract_fits");
	*(void **) &init = dlsym (library, "plugin_init");
	if (fits != NULL && init != NULL && fits (gcc))
		return init;
	dlclose (library);
	return NULL;
}

int
plugin_init (struct plugin_name_args *arguments, struct plugin_gcc_version *gcc)
{
	int found = 0;
	char why[512] = "";
	Dl_info self;
	init_function *init = NULL;
	if (dladdr ((void *) &plugin_is_GPL_compatible, &self) != 0 && self.dli_fname != NULL) {
		const char *slash = strrchr (self.dli_fname, '/');
		if (slash == NULL)
			init = load (".", 1, gcc, &found, why);
		else
			init = load (self.dli_fname, (size_t) (slash - self.dli_fname), gcc, &found, why);
	}
	if (init != NULL)
		return init (arguments, gcc);

	const char *folder = default_plugin_dir_name ();
	init = load (folder, strlen (folder), gcc, &found, why);
	if (init != NULL)
		return init (arguments, gcc);
	fprintf (stderr,
		 "ffiextract: %s for this compiler, GCC %s: run 'make plugin PLUGIN_CC=...' with it, or "
		 "'make install' (the plugin belongs beside ffiextract.so or into %s)%s\n",
		 found ? "the " PROPER " that was found is not" : "there is no " PROPER, gcc->basever, folder,
		 why);
	return 1;
}
