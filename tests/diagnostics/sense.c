// What is said makes no sense of the whole declaration.
// LANG: c
#include <ffiextract.h>
#include <stddef.h>

struct box;
typedef void (*visitor)(int what);
struct a1 { int a; } FFI_SLICE; // EXPECT: 8: error: 'FFI_SLICE' needs a struct of a pointer and a length, and 'struct a1' is none
struct a2 { int *p; double n; } FFI_SLICE; // EXPECT: 9: error: 'FFI_SLICE' needs a struct of a pointer and a length, and 'struct a2' is none
struct a3 { const int *p; size_t n; } FFI_SLICE_MUT; // EXPECT: 10: error: 'FFI_SLICE_MUT' needs a struct of a pointer to what can be written and a length, and 'struct a3' is none
struct a4 { double *p; size_t n; } FFI_STRING_VIEW; // EXPECT: 11: error: 'FFI_STRING_VIEW' needs a struct of a pointer to characters and a length, and 'struct a4' is none
struct a5 { int flag; } FFI_OPTION(flag); // EXPECT: 12: error: 'FFI_OPTION' needs a value beside 'flag', and 'struct a5' has none
struct a6 { int tag; } FFI_TAGGED(tag); // EXPECT: 13: error: 'FFI_TAGGED' needs a union beside 'tag', and 'struct a6' has none
struct a7 { int x; } FFI_INTERFACE; // EXPECT: 14: error: 'FFI_INTERFACE' needs a struct of pointers to functions, and 'struct a7' is none
union a8 { int a FFI_CASE(1); int b FFI_CASE(1); }; // EXPECT: 15: error: 'FFI_CASE(1)' is said of two members
// EXPECT: 15: note: 'FFI_CASE(1)' is here

FFI_DESTRUCTOR(box) void ends_nothing(void); // EXPECT: 18: error: 'FFI_DESTRUCTOR' needs a function that takes an object to end, and 'ends_nothing' does not
FFI_CONSTRUCTOR(box) void makes_nothing(int a); // EXPECT: 19: error: 'FFI_CONSTRUCTOR' needs a function that gives an object, and 'makes_nothing' does not
FFI_CONSTRUCTOR(box) void fills(struct box **b);
FFI_CONSTRUCTOR(box) int fills_always(FFI_SET_ON_ERROR struct box **b);
FFI_METHOD(box) int of_nothing(void); // EXPECT: 22: error: 'FFI_METHOD' needs a function that takes an object, and 'of_nothing' does not
FFI_GETTER(x) void gets_nothing(int a); // EXPECT: 23: error: 'FFI_GETTER' needs a function that gives a value, and 'gets_nothing' does not
FFI_SETTER(x) void sets_nothing(void); // EXPECT: 24: error: 'FFI_SETTER' needs a function that takes a value to set, and 'sets_nothing' does not
FFI_EQUALS int compares_one(struct box *a); // EXPECT: 25: error: 'FFI_EQUALS' needs a function that takes two objects to compare, and 'compares_one' does not
FFI_HASH double hash(struct box *a); // EXPECT: 26: error: 'FFI_HASH' needs a function that gives an integer, and 'hash' does not
FFI_COMPARE char *order(struct box *a, struct box *b); // EXPECT: 27: error: 'FFI_COMPARE' needs a function that gives an integer, less than, equal to or greater than 0, and 'order' does not
FFI_LEAF void leaf(FFI_SCOPE(call) visitor f); // EXPECT: 28: error: 'FFI_LEAF' contradicts 'FFI_SCOPE(call)' of 'f', which is called back

void on_error(FFI_SET_ON_ERROR int *p); // EXPECT: 30: error: 'FFI_SET_ON_ERROR' needs 'FFI_OUT' beside it, which says that the callee sets it
void frees(FFI_DESTROY(done) visitor f, void (*done)(void *)); // EXPECT: 31: error: 'FFI_DESTROY' needs 'FFI_USER_DATA' beside it, which says what it frees
int itself(FFI_ARRAY(p) int *p); // EXPECT: 32: error: 'FFI_ARRAY(p)' names 'p' itself

FFI_SENTINEL("x") int text(void); // EXPECT: 34: error: 'FFI_SENTINEL("x")': a text, and this is 'int'
FFI_SENTINEL(300) unsigned char small(void); // EXPECT: 35: error: 'FFI_SENTINEL(300)': the value does not fit into 'unsigned char'
FFI_SENTINEL(-1) unsigned char all_ones(void);
void half(FFI_DEFAULT(0.5) int a); // EXPECT: 37: error: 'FFI_DEFAULT(0.5)': a number with a fraction, and this is 'int'
void half_of_double(FFI_DEFAULT(0.5) double a, FFI_PASS("x") const char *text, FFI_PASS(0) void *nothing);
int none(FFI_ARRAY_FIXED(0) int *p); // EXPECT: 39: error: 'FFI_ARRAY_FIXED' needs a number of elements, from 1, and '0' is none
int negative(FFI_ARRAY_FIXED(-2) int *p); // EXPECT: 40: error: 'FFI_ARRAY_FIXED' needs a number of elements, from 1, and '-2' is none
void raised(FFI_ON_EXCEPTION(1) visitor f); // EXPECT: 41: error: 'FFI_ON_EXCEPTION(1)' gives a value to a callback that returns nothing
int buffer(FFI_BUFFER(room, written, , bound) char *to, size_t room, size_t *written);
size_t bound(size_t room);
