// Constants of every kind, from macros, and enums made of them.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("constants", "1.0");

#define LIMIT 16u
#define BIG 0x8000000000000000
#define NEGATIVE (-3)
#define RATIO 0.5f
#define NAME "constants"
#define LETTER 'x'
#define SIZE sizeof(struct thing)
#define WIDE_NAME u"w\0\u00efde\x1234"
#define BYTES ((const unsigned char *)"\377\0\001")
#define WIDEST (~(unsigned __int128)0)
#define WIDE_NEGATIVE (-((__int128)1 << 90) - 1)
#define ENDLESS (-1.0 / 0)
#define TENTH 0.1L

/*
 * How much is told.
 *
 * These constants are what a call takes, and this comment is about all of them.
 */
#define LEVEL_LOW 1
#define LEVEL_HIGH 2
struct thing { int a, b; };
FFI_CONSTANT(LIMIT);
FFI_CONSTANT(BIG);
FFI_CONSTANT(NEGATIVE);
FFI_CONSTANT(RATIO);
FFI_CONSTANT(NAME);
FFI_CONSTANT(LETTER);
FFI_CONSTANT(SIZE);
FFI_CONSTANT(WIDE_NAME);
FFI_CONSTANT(BYTES);
FFI_CONSTANT(WIDEST);
FFI_CONSTANT(WIDE_NEGATIVE);
FFI_CONSTANT(ENDLESS);
FFI_CONSTANT(TENTH);
FFI_CONSTANT(LEVEL_LOW);
FFI_CONSTANT(LEVEL_HIGH);
FFI_ENUM(Level, "LEVEL_*");

FFI_EXPORT FFI_AS(Level) int constants_level(FFI_AS(Level) int at);
int constants_level(int at) { return at; }
FFI_EXPORT const int constants_answer = 42;
FFI_EXPORT int constants_counter = 1;
