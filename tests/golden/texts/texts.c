// Strings: borrowed, nullable, owned, in other encodings.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("texts", "1.0");

#include <stdlib.h>
#include <string.h>

FFI_EXPORT_BEGIN

void text_free(char *text);
void text_free(char *text) { free(text); }
size_t text_length(const char *text);
size_t text_length(const char *text) { return strlen(text); }
size_t text_length_or_zero(const char *text FFI_NULLABLE);
size_t text_length_or_zero(const char *text) { return text ? strlen(text) : 0; }
const char *text_constant(void);
const char *text_constant(void) { return "constant"; }
FFI_OWNED_BY(text_free) FFI_NONNULL char *text_copy(const char *text);
char *text_copy(const char *text) { return strdup(text); }
FFI_OWNED_BY(text_free) FFI_NULLABLE FFI_ASCII char *text_maybe(bool yes);
char *text_maybe(bool yes) { return yes ? strdup("yes") : NULL; }

FFI_EXPORT_END
