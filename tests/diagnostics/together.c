// Words that contradict each other.
#include <ffiextract.h>
#include <stddef.h>

void in_out(FFI_IN FFI_OUT int *p); // EXPECT: 5: error: 'FFI_OUT' contradicts 'FFI_IN': keep one of them
void arrays(FFI_ARRAY(n) FFI_ARRAY_FIXED(3) int *p, size_t n); // EXPECT: 6: error: 'FFI_ARRAY_FIXED(3)' contradicts 'FFI_ARRAY(n)': keep one of them
FFI_NULLABLE FFI_NONNULL char *maybe(void); // EXPECT: 7: error: 'FFI_NONNULL' contradicts 'FFI_NULLABLE': keep one of them
FFI_EXPORT FFI_HIDE int where(void); // EXPECT: 8: error: 'FFI_HIDE' contradicts 'FFI_EXPORT': keep one of them
FFI_NAME("a") FFI_NAME("b") int two_names(void); // EXPECT: 9: error: 'FFI_NAME("b")' contradicts 'FFI_NAME("a")': keep one of them
FFI_EXPORT FFI_EXPORT int twice(void); // EXPECT: 10: warning: 'FFI_EXPORT' stands here twice [ffi-duplicate]
FFI_NAME("one") int redeclared(void); // EXPECT: 11: note: 'FFI_NAME("one")' is here
FFI_NAME("two") int redeclared(void); // EXPECT: 12: error: 'FFI_NAME("two")' contradicts 'FFI_NAME("one")': keep one of them
FFI_LEAF int leaf(void);
FFI_LEAF int leaf(void);
struct b { int *p; size_t n; } FFI_SLICE FFI_STRING_VIEW; // EXPECT: 15: error: 'FFI_STRING_VIEW' contradicts 'FFI_SLICE': keep one of them
FFI_VARIADIC(int) FFI_VARIADIC(long) int printf_like(const char *f, ...);

// EXPECT: 5: note: 'FFI_IN' is here
// EXPECT: 6: note: 'FFI_ARRAY(n)' is here
// EXPECT: 7: note: 'FFI_NULLABLE' is here
// EXPECT: 8: note: 'FFI_EXPORT' is here
// EXPECT: 9: note: 'FFI_NAME("a")' is here
// EXPECT: 15: note: 'FFI_SLICE' is here
