/* The safe functions of traps.ffi.h. SPDX-License-Identifier: MIT */
#include "traps.ffi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT(condition)                                                                                    \
	do {                                                                                                 \
		if (!(condition)) {                                                                          \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                      \
			return 1;                                                                            \
		}                                                                                            \
	} while (0)

static int lengths(void)
{
	uint8_t *bytes;
	int *numbers, one = 1;
	char *text;
	size_t n;

	EXPECT(safe_traps_read(4, 2, &bytes, &n, NULL) && n == 2);
	free(bytes);
	EXPECT(!safe_traps_read(4, 5, &bytes, &n, NULL) && !bytes);
	EXPECT(!safe_traps_read(4, -1, &bytes, &n, NULL) && !bytes);
	EXPECT(!safe_traps_print(4, 5, &text, NULL) && !text);
	EXPECT(!safe_traps_numbers(4, -1, &numbers, &n, NULL) && !numbers);
	EXPECT(!safe_traps_vector(-1, &numbers, &n, NULL) && !numbers);
	EXPECT(safe_traps_fill(3, &numbers, &n, NULL) && n == 3 && numbers[2] == 3);
	free(numbers);
	EXPECT(safe_traps_grow(0, &text, NULL) && strcmp(text, "0123456789") == 0);
	free(text);
	return one - 1;
}

static int constants(void)
{
	uint16_t small;
	int number;

	EXPECT(safe_traps_wide_sentinel(1, &number, NULL) && number == 1);
	EXPECT(!safe_traps_wide_sentinel(-1, &number, NULL));
	EXPECT(!safe_traps_negative_sentinel(0xffff, &small, NULL));
	EXPECT(safe_traps_hresult(-0x7fffffff, &number, NULL));
	EXPECT(!safe_traps_hresult(-2, &number, NULL));
	return 0;
}

static int texts(void)
{
	static const char16_t wide[] = {0xe4, 0x100, 'b', 0};
	static const char32_t wider[] = {0xe4, 0x100, 0};
	char16_t *text;
	size_t n;

	EXPECT(safe_traps_wide(wide, &n, NULL) && n == 3);
	EXPECT(safe_traps_wider(wider, &n, NULL) && n == 8);
	EXPECT(safe_traps_give_wide(&text, NULL) && memcmp(text, wide, sizeof wide) == 0);
	free(text);
	EXPECT(safe_traps_give_bytes(&text, NULL) && memcmp(text, wide, sizeof wide) == 0);
	free(text);
	EXPECT(safe_traps_give_owned(&text, NULL) && memcmp(text, wide, sizeof wide) == 0);
	free(text);
	return 0;
}

static int ends(void)
{
	struct safe_traps_reader reader;
	struct safe_traps_writer writer;
	int ended;

	EXPECT(!safe_traps_reader_read_open(&reader, 1, NULL));
	EXPECT(safe_traps_ended(&ended, NULL) && ended == 1);
	EXPECT(!safe_traps_writer_write_open(&writer, 1, NULL));
	EXPECT(safe_traps_ended(&ended, NULL) && ended == 101);
	return 0;
}

int main(void)
{
	return lengths() || constants() || texts() || ends();
}
