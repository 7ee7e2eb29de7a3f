// An integer behind a pointer that sounds like its length, and nothing says so.
// LANG: c
#include <ffiextract.h>
#include <stddef.h>

struct box;
struct FFI_EXPORT point { int x, y; };
FFI_EXPORT_BEGIN
FFI_EXPORT int sum(const int *values, size_t n) { return n ? *values : 0; } // EXPECT: 9: warning: nothing says whether 'n' counts what 'values' points to: say it with 'FFI_ARRAY(n)' of 'values', or with 'FFI_IN' or 'FFI_INOUT' that it is one [ffi-unused-length]
int points(struct point *p, int num_points) { return p->x + num_points; } // EXPECT: 10: warning: nothing says whether 'num_points' counts what 'p' points to
int texts(const char *text, int text_len) { return *text + text_len; } // EXPECT: 11: warning: nothing says whether 'text_len' counts
int annotated(FFI_ARRAY(n) const int *values, size_t n) { return n ? *values : 0; }
int counted(int n, const int values[n], size_t length) { return n + *values + (int) length; }
int one(FFI_IN const struct point *p, size_t n) { return p->x + (int) n; }
int size(struct box *b, size_t n) { return b ? (int) n : 0; }
int flags(const struct point *p, int flags) { return p->x + flags; }
int allowed(const int *values, FFI_ALLOW(unused-length) size_t n) { return n ? *values : 0; }
FFI_ALLOW(unused-length) int allowed_all(const int *values, size_t n) { return n ? *values : 0; }
FFI_EXPORT_END
int not_ours(const int *values, size_t n) { return n ? *values : 0; }
