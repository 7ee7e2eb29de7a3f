// Words on the wrong kind of thing.
#include <ffiextract.h>

FFI_OUT int on_function(int *p); // EXPECT: 4: error: 'FFI_OUT' does not stand on a function, but on a parameter
int on_parameter(FFI_LEAF int *p); // EXPECT: 5: error: 'FFI_LEAF' does not stand on a parameter, but on a function
struct s {
	int a FFI_FLAGS; // EXPECT: 7: error: 'FFI_FLAGS' does not stand on a field, but on an enum or a typedef
	int b;
} FFI_OUT; // EXPECT: 9: error: 'FFI_OUT' does not stand on a struct or union, but on a parameter
enum e { A FFI_OWNED, B } FFI_SERVICE; // EXPECT: 10: error: 'FFI_OWNED' does not stand on an enumerator, but on the result of a function (write it on the function), a parameter, a field, a typedef or a variable
typedef int number FFI_LEAF; // EXPECT: 11: error: 'FFI_LEAF' does not stand on a typedef, but on a function
extern int variable FFI_IN; // EXPECT: 12: error: 'FFI_IN' does not stand on a variable, but on a parameter
FFI_EXPORT int fine(int n);
FFI_LIBRARY("one", "1"); // EXPECT: 14: note: 'FFI_LIBRARY("one", "1")' is here
FFI_LIBRARY("two", "1"); // EXPECT: 15: error: 'FFI_LIBRARY("two", "1")' contradicts 'FFI_LIBRARY("one", "1")': a unit belongs to one library; '-fplugin-arg-ffiextract-library=NAME' says to which
int in_body(void)
{
	return 0;
}

// EXPECT: 10: error: 'FFI_SERVICE' does not stand on an enum, but on a struct or union or a typedef
