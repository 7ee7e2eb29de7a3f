// Arguments of the wrong kind.
#include <ffiextract.h>
#include <stddef.h>

static int variable;
int sum(FFI_ARRAY(2) const int *v); // EXPECT: 6: error: 'FFI_ARRAY' takes the name of what counts, not '2'; for a constant write 'FFI_ARRAY_FIXED(2)'
int sum2(FFI_ARRAY(n * 2) const int *v, size_t n); // EXPECT: 7: error: 'FFI_ARRAY' takes the name of what counts, not 'n * 2'; for a constant write 'FFI_ARRAY_FIXED(n * 2)'
FFI_SENTINEL(variable) int sentinel(void); // EXPECT: 8: error: 'FFI_SENTINEL' needs a constant number or string, and 'variable' is none
FFI_SENTINEL(undeclared) int undeclared_value(void); // EXPECT: 9: error: 'undeclared'
FFI_NAME("a b") int blank(void); // EXPECT: 10: error: 'FFI_NAME' takes a name without dots or blanks, not 'a b'; a place is 'FFI_NAMESPACE'
FFI_NAME("") int empty(void); // EXPECT: 11: error: argument 1 of 'FFI_NAME' is empty
void scope(FFI_SCOPE(sometimes) void (*f)(void)); // EXPECT: 12: error: 'FFI_SCOPE' takes 'call', 'async', 'notified' or 'forever', not 'sometimes'
FFI_ALLOW(nonsense) int allow(void); // EXPECT: 13: error: 'FFI_ALLOW' takes the name of a warning of this plugin, and 'nonsense' is none
FFI_ALLOW(scope) int allow_scope(void);
FFI_OWNED_BY("free") char *quoted(void); // EXPECT: 15: error: 'FFI_OWNED_BY' takes the name of a function, not '"free"'
FFI_EACH(OWND, UTF8) FFI_ARRAY_FIXED(2) char **each(void); // EXPECT: 16: error: 'OWND' in 'FFI_EACH' is no annotation; did you mean 'OWNED'?
FFI_EACH(LEAF) FFI_ARRAY_FIXED(2) char **leaf(void); // EXPECT: 17: error: 'LEAF' in 'FFI_EACH' is not said of elements
FFI_EACH() FFI_ARRAY_FIXED(2) char **none(void); // EXPECT: 18: error: 'FFI_EACH' needs annotations, as in 'FFI_EACH(OWNED_BY(free), UTF8)'
FFI_EACH(FFI_UTF8) FFI_ARRAY_FIXED(2) char **prefixed(void); // EXPECT: 19: error: 'FFI_UTF8' in 'FFI_EACH' is no annotation; did you mean 'UTF8'?
FFI_CONSTANT(variable); // EXPECT: 20: error: 'FFI_CONSTANT' needs a constant number or string, and 'variable' is none
FFI_ARRAY() int *no_name(void); // EXPECT: 21: error: argument 1 of 'FFI_ARRAY' is empty
int buffer(FFI_BUFFER() char *p); // EXPECT: 22: error: argument 1 of 'FFI_BUFFER' is empty
#define WIDE_BEHIND_CAST ((const __WCHAR_TYPE__ *)L"x")
FFI_CONSTANT(WIDE_BEHIND_CAST); // EXPECT: 24: error: 'FFI_CONSTANT' takes a wide string only as a literal, and '((const int *)L"x")' is more
