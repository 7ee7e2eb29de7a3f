/*
 * Real work through the safe layer of a library that nobody here wrote: a megabyte there and back, at once and as a
 * stream, and an error with zlib's own message.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "libz.ffi.h"

static struct safe_libz_failure failure;

#define MUST(condition)                                                                                      \
	do {                                                                                                 \
		if (!(condition)) {                                                                          \
			fprintf(stderr, "%s:%d: %s (%d, %lld: %s)\n", __FILE__, __LINE__, #condition,        \
				(int)failure.kind, failure.code, failure.message);                           \
			exit(1);                                                                             \
		}                                                                                            \
	} while (0)

enum { SIZE = 1 << 20, CHUNK = 10000 };

static unsigned char plain[SIZE];

static void at_once(void)
{
	unsigned char *packed, *back;
	size_t packed_size, back_size;
	uLong before, after;

	MUST(!safe_compress2(plain, SIZE, 99, &back, &back_size, &failure) &&
	     failure.code == Z_STREAM_ERROR && !back);
	MUST(safe_compress2(plain, SIZE, 9, &packed, &packed_size, &failure) && packed_size < SIZE / 2);
	MUST(safe_uncompress(SIZE, packed, packed_size, &back, &back_size, &failure) && back_size == SIZE);
	MUST(memcmp(plain, back, SIZE) == 0);
	MUST(safe_crc32(0, plain, SIZE, &before, &failure) && safe_crc32(0, back, SIZE, &after, &failure));
	MUST(before == after && before != 0);
	MUST(safe_crc32(0, (const Bytef *)"123456789", 9, &before, &failure) && before == 0xcbf43926);
	MUST(safe_adler32(1, (const Bytef *)"Wikipedia", 9, &after, &failure) && after == 0x11e60398);
	free(back);
	packed[packed_size / 2] ^= 0x55;
	MUST(!safe_uncompress(SIZE, packed, packed_size, &back, &back_size, &failure) && !back);
	MUST(failure.code == Z_DATA_ERROR && strcmp(failure.message, "data error") == 0);
	free(packed);
}

static size_t deflate_all(unsigned char *out, size_t room)
{
	struct safe_Deflater d;
	size_t used = 0;
	const Bytef *next;
	Bytef *end;
	uInt left, free_bytes;
	int status;

	MUST(safe_Deflater_new(&d, 6, &failure));
	for (size_t at = 0; at < SIZE; at += CHUNK) {
		bool last = at + CHUNK >= SIZE;
		MUST(safe_Deflater_set_next_in(&d, plain + at, (uInt)(last ? SIZE - at : CHUNK), &failure));
		do {
			MUST(used < room);
			MUST(safe_Deflater_set_next_out(&d, out + used, (uInt)(room - used), &failure));
			MUST(safe_Deflater_deflate(&d, last ? Z_FINISH : Z_NO_FLUSH, &status, &failure));
			MUST(safe_Deflater_get_next_out(&d, &end, &free_bytes, &failure));
			used = room - free_bytes;
			MUST(safe_Deflater_get_next_in(&d, &next, &left, &failure));
		} while (left || (last && status != Z_STREAM_END));
	}
	MUST(safe_Deflater_deflateEnd(&d, &failure) && safe_Deflater_deflateEnd(&d, &failure));
	MUST(!safe_Deflater_deflate(&d, 0, NULL, &failure) && failure.kind == SAFE_LIBZ_MISUSE);
	return used;
}

int main(void)
{
	unsigned char *packed = malloc(SIZE), *back;
	size_t size, back_size;

	for (size_t i = 0; i < SIZE; i++)
		plain[i] = (unsigned char)(i % 251 * (i / 5000 % 7));
	at_once();
	size = deflate_all(packed, SIZE);
	MUST(safe_uncompress(SIZE, packed, size, &back, &back_size, &failure) && back_size == SIZE);
	MUST(memcmp(plain, back, SIZE) == 0);
	free(back);
	free(packed);
	return 0;
}
