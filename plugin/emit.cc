/*
 * Writing what was extracted: records into the object, as assembler text that the compiler carries along
 * (also through LTO) or, where objects are no ELF, as data; or a document to options.output.
 *
 * A document is written when the compile has ended well, since what comes after our pass can still find
 * errors. There are no trees then: MODULE holds all that it needs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/extract.h"

/* MODULE is whole, and to be written as a document. */
static bool has_document;

/* ---- the section ---- */

#ifdef OBJECT_FORMAT_ELF

/* C as a string of the assembler has it, at TO; returns where that ends. */
static inline char *
put_char (char *to, unsigned char c)
{
	if (c >= ' ' && c <= '~') {
		if (c == '"' || c == '\\')
			*to++ = '\\';
		*to++ = c;
		return to;
	}
	*to++ = '\\';
	if (c == '\n') {
		*to++ = 'n';
		return to;
	}
	*to++ = '0' + (c >> 6);
	*to++ = '0' + (c >> 3 & 7);
	*to++ = '0' + (c & 7);
	return to;
}

/* RECORDS as operands of .ascii, in lines of some length; each record starts one. */
static void
put_ascii (struct ffir_buf *b, const struct ffir_buf *records)
{
	enum { LINE = 400 };
	const char *p = records->text, *end = p + records->size;
	while (p < end) {
		char line[LINE + 4], *to = line;
		do
			to = put_char (to, *p);
		while (*p++ != '\0' && p < end && to < line + LINE);
		ffir_buf_puts (b, "\t.ascii \"");
		ffir_buf_add (b, line, to - line);
		ffir_buf_puts (b, "\"\n");
	}
}

/* '@' would start a comment on ARM, so the type of the section is spelled with '%'. */
static void
write_section (void)
{
	struct ffir_buf records = {NULL, 0, 0}, text = {NULL, 0, 0};
	ffir_write_records (&records, module);
	ffir_buf_puts (&text, "\n\t.pushsection .ffi.ir,\"MS\",%progbits,1\n");
	put_ascii (&text, &records);
	ffir_buf_puts (&text, "\t.popsection\n");
	symtab->finalize_toplevel_asm (build_string (text.size, text.text));
	ffir_buf_release (&records);
	ffir_buf_release (&text);
}

#else

/* Assemblers of other formats cannot go back to the section that they came from, and GCC would not know that it is
 * another one: so the records are a constant array, in a section as GCC itself makes it, at -flto too. */
static void
write_section (void)
{
	struct ffir_buf records = {NULL, 0, 0};
	ffir_write_records (&records, module);
	tree type =
		build_array_type_nelts (build_qualified_type (char_type_node, TYPE_QUAL_CONST), records.size);
	tree text = build_string (records.size, records.text);
	TREE_TYPE (text) = type;
	tree array = build_decl (UNKNOWN_LOCATION, VAR_DECL, get_identifier ("__ffi_ir"), type);
	DECL_INITIAL (array) = text;
	TREE_STATIC (array) = TREE_READONLY (array) = TREE_USED (array) = 1;
	DECL_ARTIFICIAL (array) = DECL_IGNORED_P (array) = DECL_PRESERVE_P (array) = 1;
	SET_DECL_ALIGN (array, BITS_PER_UNIT);
	DECL_USER_ALIGN (array) = 1;
	set_decl_section_name (array, ".ffi.ir");
	varpool_node::finalize_decl (array);
	ffir_buf_release (&records);
}

#endif

/* ---- a document ---- */

static bool
is_folder (const char *path)
{
	struct stat status;
	size_t size = strlen (path);
	return path[size - 1] == '/' || (stat (path, &status) == 0 && S_ISDIR (status.st_mode));
}

/* FOLDER/foo.ffi.xml for foo.c; FOLDER/src+foo.ffi.xml for src/foo.c, so that equal names in several
 * folders stay apart. Another ending than .c is kept: foo.cc and foo.c are two units. */
static char *
name_in_folder (const char *folder, const char *input)
{
	struct ffir_buf path = {NULL, 0, 0};
	ffir_buf_puts (&path, folder);
	if (folder[strlen (folder) - 1] != '/')
		ffir_buf_puts (&path, "/");
	while (strncmp (input, "./", 2) == 0)
		input += 2;
	input += strspn (input, "/");
	size_t size = strlen (input);
	if (size > 2 && strcmp (input + size - 2, ".c") == 0)
		size -= 2;
	for (size_t i = 0; i < size; i++) {
		ffir_buf_add (&path, input[i] == '/' ? "+" : &input[i], 1);
		if (input[i] == '+')
			ffir_buf_puts (&path, "+");
	}
	ffir_buf_puts (&path, ".ffi.xml");
	return path.text;
}

/* False, with errno, if not all of it is written. */
static bool
write_all (int descriptor, const char *bytes, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t n = write (descriptor, bytes + done, size - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += n;
	}
	return true;
}

/* A document while it is written. What stands at its path already is compared first, and kept as long as it is the
 * same: most compiles change no interface, and reading takes a quarter of the time of a new file. */
static const size_t FILE_BLOCK = 32 * 1024;
struct output {
	const char *path;
	char *name;	/* of the new file beside PATH; NULL if there is none */
	int descriptor; /* what is written to; -1 if there is nothing yet */
	int old; /* what stands at PATH, read so far as it is the same; -1: it is not, or there is nothing */
	off_t same; /* bytes */
};

/* Are SIZE BYTES what OLD goes on with? */
static bool
is_next (int old, const char *bytes, size_t size)
{
	char block[FILE_BLOCK];
	while (size > 0) {
		ssize_t n = read (old, block, MIN (size, FILE_BLOCK));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || memcmp (bytes, block, n) != 0)
			return false;
		bytes += n;
		size -= n;
	}
	return true;
}

static bool
is_at_end (int old)
{
	char byte;
	return read (old, &byte, 1) == 0;
}

/* The first SIZE bytes of OLD. */
static bool
copy_start (int old, int descriptor, off_t size)
{
	char block[FILE_BLOCK];
	for (off_t at = 0; at < size;) {
		ssize_t n = pread (old, block, MIN ((size_t) (size - at), FILE_BLOCK), at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;
		if (n <= 0 || !write_all (descriptor, block, n))
			return false;
		at += n;
	}
	return true;
}

/* Makes the new file, with what is the same as in the old one. False, with errno. */
static bool
begin_new (struct output *o)
{
	o->name = concat (o->path, ".XXXXXX", NULL);
	o->descriptor = mkstemp (o->name);
	if (o->descriptor < 0)
		return false;
	mode_t mask = umask (0);
	umask (mask);
	int old = o->old;
	o->old = -1;
	bool begun = fchmod (o->descriptor, 0666 & ~mask) == 0 && copy_start (old, o->descriptor, o->same);
	int reason = errno;
	if (old >= 0)
		close (old);
	errno = reason;
	return begun;
}

static bool
put (struct output *o, const char *bytes, size_t size)
{
	if (o->old >= 0 && is_next (o->old, bytes, size)) {
		o->same += size;
		return true;
	}
	return (o->descriptor >= 0 || begin_new (o)) && write_all (o->descriptor, bytes, size);
}

/* Writes what fills whole blocks of a file, which takes half the time of pieces that end anywhere. */
static bool
write_blocks (struct ffir_buf *text, void *output)
{
	size_t size = text->size / FILE_BLOCK * FILE_BLOCK;
	if (!put ((struct output *) output, text->text, size))
		return false;
	text->size -= size;
	memmove (text->text, text->text + size, text->size);
	return true;
}

static bool
write_whole (struct output *o)
{
	struct ffir_buf text = {NULL, 0, 0};
	bool written =
		ffir_write_document_to (&text, module, write_blocks, o) && put (o, text.text, text.size);
	int reason = errno;
	ffir_buf_release (&text);
	errno = reason;
	return written;
}

/* Devices and pipes are written to as they are. */
static bool
write_in_place (const char *path)
{
	struct output o = {path, NULL, open (path, O_WRONLY), -1, 0};
	if (o.descriptor < 0)
		return false;
	bool written = write_whole (&o);
	int reason = errno;
	if (close (o.descriptor) != 0 && written)
		return false;
	errno = reason;
	return written;
}

/* A reader sees the old file or the whole new one. A rename over a file makes some file systems write the new one
 * to the disk before they go on; exchanging the two does not. */
static bool
put_in_place (const char *name, const char *path)
{
#ifdef RENAME_EXCHANGE
	if (renameat2 (AT_FDCWD, name, AT_FDCWD, path, RENAME_EXCHANGE) == 0)
		return unlink (name) == 0;
#endif
	return rename (name, path) == 0;
}

/* A signal that ends the compiler would leave a half-written file behind: it waits until that is done. */
static void
hold_signals (sigset_t *before)
{
	sigset_t ending;
	sigemptyset (&ending);
	sigaddset (&ending, SIGINT);
	sigaddset (&ending, SIGTERM);
	sigaddset (&ending, SIGHUP);
	sigprocmask (SIG_BLOCK, &ending, before);
}

/* O is all compared or written: it is at its path then. The old file, where it is the same, gets the time of now. */
static bool
end_output (struct output *o)
{
	if (o->old >= 0 && is_at_end (o->old) && futimens (o->old, NULL) == 0)
		return true;
	if (o->descriptor < 0 && !begin_new (o))
		return false;
	int descriptor = o->descriptor;
	o->descriptor = -1;
	return close (descriptor) == 0 && put_in_place (o->name, o->path);
}

static bool
write_and_rename (const char *path)
{
	sigset_t before;
	hold_signals (&before);
	struct output o = {path, NULL, -1, open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), 0};
	bool written = write_whole (&o) && end_output (&o);
	int reason = errno;
	if (!written && o.name != NULL)
		unlink (o.name);
	if (o.descriptor >= 0)
		close (o.descriptor);
	if (o.old >= 0)
		close (o.old);
	free (o.name);
	sigprocmask (SIG_SETMASK, &before, NULL);
	errno = reason;
	return written;
}

static void
write_document (const char *path)
{
	struct stat status;
	bool special = stat (path, &status) == 0 && !S_ISREG (status.st_mode);
	if (special ? write_in_place (path) : write_and_rename (path))
		return;
	error ("cannot write the interface to %qs: %m", path);
}

void
emit_unit (struct ffir_unit *unit)
{
	bool nothing = module->n_decls == 0 && unit->n_declares == 0 && module->library.name == NULL;
	if (options.output != NULL)
		has_document = true;
	else if (!nothing)
		write_section ();
}

void
emit_finish (void)
{
	if (has_document && !seen_error ()) {
		if (is_folder (options.output)) {
			char *path = name_in_folder (options.output, main_input_filename);
			write_document (path);
			free (path);
		} else
			write_document (options.output);
	}
}
