/*
 * Damages inputs and reads them: no crash, no leak, and what is read can be written and read again. Built
 * with the sanitizers by tests/suites/objects.sh.
 *
 *	flip TIMES FILE [NOTES]
 *
 * Damages FILE, an object or a document; with NOTES it damages these and applies them to FILE.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ir/load.h"
#include "ir/notes.h"
#include "ir/read.h"
#include "ir/write.h"

static uint64_t state = 88172645463325252u;

/* Xorshift: the same damage in every run. */
static uint64_t next_random(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	return state ^= state << 17;
}

static char *read_all(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes = (char *)malloc(1 << 20);
	if (!file || !bytes)
		exit(2);
	*size = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return bytes;
}

/* Headers stand at the start and the end of an object: damage there tells more. */
static size_t random_place(size_t size)
{
	switch (next_random() % 4) {
	case 0:
		return next_random() % (size < 64 ? size : 64);
	case 1:
		return size - 1 - next_random() % (size / 4 + 1);
	default:
		return next_random() % size;
	}
}

static size_t damage(char *bytes, size_t size)
{
	static const char marks[] = "<>&\"'/#*?[0-9\0\xff\x80";
	for (unsigned i = 0, n = 1 + next_random() % 3; i < n; i++) {
		size_t at = random_place(size);
		switch (next_random() % 5) {
		case 0:
			bytes[at] ^= (char)(1 << next_random() % 8);
			break;
		case 1:
			bytes[at] = marks[next_random() % sizeof marks];
			break;
		case 2:
			memset(bytes + at, next_random() % 2 ? 0xff : 0, size - at < 8 ? size - at : 8);
			break;
		case 3: {
			size_t from = random_place(size), length = next_random() % 40;
			length = length < size - at ? length : size - at;
			length = length < size - from ? length : size - from;
			memmove(bytes + at, bytes + from, length);
			break;
		}
		case 4:
			if (next_random() % 8 == 0)
				return at;
			break;
		}
	}
	return size;
}

static void write_all(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
		exit(2);
}

/* What was read is whole: its document is read again, and is the same. */
static bool is_stable(const struct ffir_interface *all, struct diag *d)
{
	struct ffir_buf first = {0}, second = {0};
	struct ffir_interface again = {0};
	ffir_write_interface(&first, all);
	if (ffir_read_interface_memory(first.text, first.size, "again", &again, d))
		ffir_write_interface(&second, &again);
	bool same = first.size == second.size && memcmp(first.text, second.text, first.size) == 0;
	if (!same)
		write_all("unstable.xml", first.text, first.size);
	ffir_interface_release(&again);
	ffir_buf_release(&first);
	ffir_buf_release(&second);
	return same;
}

static bool try_one(const char *input, const char *notes_path, struct diag *d, unsigned *n_read)
{
	struct ffir_interface all = {0};
	bool fine = ffir_load_interface(&input, 1, NULL, &all, d);
	struct ffir_module *notes = fine && notes_path ? ffir_read_notes(notes_path, d) : NULL;
	fine = fine && (!notes_path || (notes && ffir_notes_apply_to(&all, notes, d)));
	ffir_module_free(notes);
	*n_read += fine;
	bool stable = !fine || is_stable(&all, d);
	ffir_interface_release(&all);
	return stable;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	size_t size;
	const char *damaged = "flip.tmp", *original = argc > 3 ? argv[3] : argv[2];
	char *bytes = read_all(original, &size), *copy = (char *)malloc(size + 1);
	struct diag d = {.out = fopen("/dev/null", "w"), .program = "flip"};
	unsigned n_read = 0, n = (unsigned)atoi(argv[1]);
	bool fine = copy && size && try_one(argv[2], argc > 3 ? argv[3] : NULL, &d, &n_read) && n_read == 1;
	for (unsigned i = 0; fine && i < n; i++) {
		memcpy(copy, bytes, size);
		write_all(damaged, copy, damage(copy, size));
		fine = try_one(argc > 3 ? argv[2] : damaged, argc > 3 ? damaged : NULL, &d, &n_read);
		if (!fine)
			printf("number %u is read, but its document is not: see %s, unstable.xml\n", i,
			       damaged);
	}
	printf("%u of %u read\n", n_read, n + 1);
	if (fine)
		unlink(damaged);
	fclose(d.out);
	free(bytes);
	free(copy);
	return !fine;
}
