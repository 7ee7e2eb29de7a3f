// What FFI_EACH says of elements.
// LANG: c
#include <ffiextract.h>
#include <stddef.h>

void release(void *p);
FFI_EACH(UTF8, BYTES) FFI_ARRAY_FIXED(2) char **two(void); // EXPECT: 7: error: 'BYTES' in 'FFI_EACH' contradicts 'UTF8': keep one of them
FFI_EACH(UTF8, UTF8) FFI_ARRAY_FIXED(2) char **twice(void); // EXPECT: 8: error: 'UTF8' stands in 'FFI_EACH' twice
FFI_EACH(UTF8(3)) FFI_ARRAY_FIXED(2) char **many(void); // EXPECT: 9: error: too many arguments for 'UTF8(3)' in 'FFI_EACH'
FFI_EACH(OWNED_BY) FFI_ARRAY_FIXED(2) char **few(void); // EXPECT: 10: error: 'OWNED_BY' in 'FFI_EACH' needs more arguments
FFI_EACH(OUT) FFI_ARRAY_FIXED(2) char **out(void); // EXPECT: 11: error: 'OUT' in 'FFI_EACH' is not said of elements
FFI_EACH(MUST_USE) FFI_ARRAY_FIXED(2) char **must(void); // EXPECT: 12: error: 'MUST_USE' in 'FFI_EACH' is not said of elements
FFI_EACH(UTF8) FFI_ARRAY_FIXED(2) double *numbers(void); // EXPECT: 13: error: 'UTF8' in 'FFI_EACH' needs a pointer to characters, and the elements are 'double'
FFI_EACH(NULLABLE) FFI_ARRAY_FIXED(2) int *integers(void); // EXPECT: 14: error: 'NULLABLE' in 'FFI_EACH' needs a pointer, and the elements are 'int'
FFI_EACH(OWNED_BY(release), UTF8, NULLABLE) FFI_ARRAY_FIXED(2) char **right(void);
int sum(FFI_EACH(ARRAY(columns)) FFI_ARRAY(rows) const int *const *v, size_t rows, size_t columns);
struct names { char **list FFI_ARRAY(n) FFI_EACH(UTF8); size_t n; };
