// Enumerations: plain, flags, negative and 64-bit values, errors.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("enums", "1.0");

FFI_EXPORT_BEGIN

/** A colour. */
enum colour { COLOUR_RED, COLOUR_GREEN = 5, COLOUR_BLUE };
enum FFI_FLAGS access { ACCESS_READ = 1, ACCESS_WRITE = 2, ACCESS_ALL = 3 };
enum sign { SIGN_MINUS = -1, SIGN_NONE, SIGN_PLUS };
enum wide { WIDE_SMALL, WIDE_LARGE = 0x100000000 };
enum FFI_CLOSED mode { MODE_A, MODE_B };

enum colour colour_next(enum colour c);
enum colour colour_next(enum colour c) { return c; }
enum access access_add(enum access a, enum access b);
enum access access_add(enum access a, enum access b) { return a | b; }
enum sign sign_of(int i);
enum sign sign_of(int i) { return i < 0 ? SIGN_MINUS : i > 0; }
enum wide wide_get(void);
enum wide wide_get(void) { return WIDE_LARGE; }
void mode_set(enum mode m);
void mode_set(enum mode m) { (void)m; }

FFI_EXPORT_END
