// Declarations of their own.
#include <ffiextract.h>

FFI_TYPE(int *, FFI_SERVICE); // EXPECT: 4: error: 'FFI_TYPE' needs the name of a struct, union, enum or typedef
FFI_TYPE(int, FFI_HANDLE(0)); // EXPECT: 5: error: 'FFI_TYPE' needs the name of a struct, union, enum or typedef
FFI_TYPE(struct { int a; }, FFI_SLICE); // EXPECT: 6: error: 'FFI_TYPE' needs the name of a struct, union, enum or typedef
FFI_MACRO_FUNCTION(int, no_macro, (int a)); // EXPECT: 7: error: there is no macro 'no_macro'; write 'FFI_MACRO_FUNCTION' behind its '#define'
#define NO_PARAMETERS 3
FFI_MACRO_FUNCTION(int, NO_PARAMETERS, (int a)); // EXPECT: 9: error: 'NO_PARAMETERS' has no parameters: write 'FFI_CONSTANT(NO_PARAMETERS);'
FFI_CONSTANT(3); // EXPECT: 10: error: 'FFI_CONSTANT' takes a name, not '3'
FFI_LIBRARY(1, 2); // EXPECT: 11: error: argument 1 of 'FFI_LIBRARY' is a name or text: write it in quotes
FFI_LIBRARY("a", "b", "c"); // EXPECT: 12: error: too many arguments for 'FFI_LIBRARY'
FFI_ENUM(3, "x"); // EXPECT: 13: error: 'FFI_ENUM' takes a name, not '3'
FFI_ENUM(Codes, "CODE_*"); // EXPECT: 14: note: 'FFI_ENUM(Codes, CODE_*)' is here
FFI_FLAGS_ENUM(Codes, "FLAG_*"); // EXPECT: 15: error: 'FFI_FLAGS_ENUM(Codes, FLAG_*)' contradicts 'FFI_ENUM(Codes, CODE_*)': keep one of them, or give them different names
struct known;
FFI_TYPE(struct known, FFI_SERVICE FFI_SLICE); // EXPECT: 17: error: 'FFI_SLICE' contradicts 'FFI_SERVICE': keep one of them
FFI_NAME(L"wide") int wide(void); // EXPECT: 18: error: argument 1 of 'FFI_NAME' is a name or text: write it in quotes

// EXPECT: 17: note: 'FFI_SERVICE' is here
