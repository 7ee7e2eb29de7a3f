/*
 * Characters of UTF-8 in texts that go into somebody's source: which of them are not to be seen there.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_CHARACTERS_H
#define FFIR_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of the character at TEXT, UTF-8, if it ends a line somewhere, turns the direction of what follows or shows
 * nothing: C0, DEL, C1, U+2028, U+2029, U+202A to U+202E, U+2066 to U+2069; else 0. */
size_t ffir_control_size(const char *text, size_t size);
/* Bytes of the UTF-8 sequence at TEXT (of SIZE bytes), 0 if it is none (RFC 3629). */
size_t ffir_utf8_size(const char *text, size_t size);
bool ffir_is_utf8(const char *text, size_t size);
/* The character that begins at *TEXT, valid UTF-8; *TEXT is behind it then. */
uint32_t ffir_character_next(const char **text);

#ifdef __cplusplus
}
#endif

#endif
