// Functions that are named, and cannot do what they are named for.
// LANG: c
// FLAGS: -std=gnu17
#include <ffiextract.h>
#include <stddef.h>

struct box;
typedef void (*callback)(FFI_CONTEXT_BY(no_context) struct box *b); // EXPECT: 8: error: 'FFI_CONTEXT_BY(no_context)' needs a function that takes this parameter and gives the user data, and 'no_context' does not
typedef void (*callback_too)(FFI_CONTEXT_BY(context) struct box *b);
FFI_OWNED_BY(free_two) char *two(void); // EXPECT: 10: error: 'FFI_OWNED_BY(free_two)' needs a function that takes the pointer to free, alone, and 'free_two' does not
FFI_OWNED_BY(free_none) char *none(void); // EXPECT: 11: error: 'FFI_OWNED_BY(free_none)' needs a function that takes the pointer to free, alone, and 'free_none' does not
FFI_OWNED_BY(free_real) char *real(void); // EXPECT: 12: error: 'FFI_OWNED_BY(free_real)' needs a function that takes the pointer to free, alone, and 'free_real' does not
FFI_OWNED_BY(release) char *right(void);
FFI_OWNED_BY(old_style) char *unknown(void);
enum failure { FINE, BAD } FFI_ERROR(FINE) FFI_ERROR_MESSAGE(number); // EXPECT: 15: error: 'FFI_ERROR_MESSAGE(number)' needs a function that takes a code, an object or nothing, and gives a text, and 'number' does not
enum other { GOOD, WORSE } FFI_ERROR(GOOD) FFI_ERROR_MESSAGE(text);
int fill(FFI_BUFFER(n, return, -1, release) char *to, size_t n); // EXPECT: 17: error: needs a function that gives a number, and 'release' does not
int fill_too(FFI_BUFFER(n, return, -1, bound) char *to, size_t n);

void no_context(struct box *b);
void *context(struct box *b);
void free_two(char *p, int how);
void free_none(void);
void free_real(double p);
void release(void *p);
void old_style();
int number(int code);
const char *text(enum other code);
size_t bound(void);
