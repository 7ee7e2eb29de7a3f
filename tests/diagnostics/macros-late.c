// A macro with a prototype must be what the prototype says where the unit ends. g++ has read all before it asks.
// LANG: c
#include <ffiextract.h>

#define ONE(x) (x)
FFI_MACRO_FUNCTION(int, ONE, (int x, int y)); // EXPECT: 6: error: the macro 'ONE' takes 1 arguments, and 'FFI_MACRO_FUNCTION' says 2
#define TWO(x, y) ((x) - (y))
FFI_MACRO_FUNCTION(int, TWO, (int x)); // EXPECT: 8: error: the macro 'TWO' takes 2 arguments, and 'FFI_MACRO_FUNCTION' says 1
#define GONE(x) (x)
FFI_MACRO_FUNCTION(int, GONE, (int x)); // EXPECT: 10: error: 'GONE' is no macro any more at the end of the unit: who includes this cannot call it
#undef GONE
#define CHANGED(x) (x)
FFI_MACRO_FUNCTION(int, CHANGED, (int x)); // EXPECT: 13: error: the macro 'CHANGED' takes 2 arguments, and 'FFI_MACRO_FUNCTION' says 1
#undef CHANGED
#define CHANGED(x, y) ((x) - (y))
#define WORD(x) constant_##x
FFI_MACRO_FUNCTION(int, WORD, (int x)); // EXPECT: 17: error: the macro 'WORD' makes a word of its parameter 'x', with '##': a call has values
#define SUFFIX(x) x##UL
FFI_MACRO_FUNCTION(unsigned long, SUFFIX, (unsigned long x)); // EXPECT: 19: error: the macro 'SUFFIX' makes a word of its parameter 'x', with '##': a call has values
#define ALL(x, ...) all(x, ##__VA_ARGS__)
int all(int x, ...);
FFI_MACRO_FUNCTION(int, ALL, (int x, int y, int z));
#define SOME(x, ...) all(x, __VA_ARGS__)
FFI_MACRO_FUNCTION(int, SOME, (int x, ...)); // EXPECT: 24: error: 'FFI_MACRO_FUNCTION' has '...': write the arguments of one call of 'SOME'
#define FEW(x, y, ...) ((x) + (y))
FFI_MACRO_FUNCTION(int, FEW, (int x)); // EXPECT: 26: error: the macro 'FEW' takes 3 arguments, and 'FFI_MACRO_FUNCTION' says 1
#define NONE() 5
FFI_MACRO_FUNCTION(int, NONE, (void));
#define EMPTY(x) 5
FFI_MACRO_FUNCTION(int, EMPTY, (void));
#define WORDS(x) #x
FFI_MACRO_FUNCTION(const char *, WORDS, (int x)); // EXPECT: 32: error: the macro 'WORDS' has only the words of its parameter 'x', by '#': a call has values
#define VERIFY(x) ((x) ? 0 : fail(#x))
int fail(const char *text);
FFI_MACRO_FUNCTION(int, VERIFY, (int x));
