/*
 * UTF-8, character by character. Also runs inside the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/characters.h"

size_t ffir_control_size(const char *text, size_t size)
{
	const unsigned char *at = (const unsigned char *)text;
	if (size && (at[0] < 0x20 || at[0] == 0x7f))
		return 1;
	if (size > 1 && at[0] == 0xc2 && at[1] >= 0x80 && at[1] <= 0x9f)
		return 2;
	if (size < 3 || at[0] != 0xe2)
		return 0;
	bool separates = at[1] == 0x80 && at[2] >= 0xa8 && at[2] <= 0xae;
	return separates || (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9) ? 3 : 0;
}

size_t ffir_utf8_size(const char *bytes, size_t size)
{
	const unsigned char *text = (const unsigned char *)bytes;
	size_t n = text[0] < 0x80		       ? 1
		   : text[0] >= 0xc2 && text[0] < 0xe0 ? 2
		   : text[0] >= 0xe0 && text[0] < 0xf0 ? 3
		   : text[0] >= 0xf0 && text[0] < 0xf5 ? 4
						       : 0;
	if (n > size)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((text[i] & 0xc0) != 0x80)
			return 0;
	bool overlong = (text[0] == 0xe0 && text[1] < 0xa0) || (text[0] == 0xf0 && text[1] < 0x90);
	bool surrogate = text[0] == 0xed && text[1] >= 0xa0;
	bool beyond = text[0] == 0xf4 && text[1] >= 0x90;
	return overlong || surrogate || beyond ? 0 : n;
}

bool ffir_is_utf8(const char *text, size_t size)
{
	for (size_t i = 0, n; i < size; i += n) {
		n = ffir_utf8_size(text + i, size - i);
		if (!n)
			return false;
	}
	return true;
}

uint32_t ffir_character_next(const char **text)
{
	unsigned char first = (unsigned char)*(*text)++;
	unsigned more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
	uint32_t code = more ? first & (0x3fu >> more) : first;
	for (; more; more--)
		code = code << 6 | ((unsigned char)*(*text)++ & 0x3f);
	return code;
}
