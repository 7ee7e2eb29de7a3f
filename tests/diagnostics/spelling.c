// [[ffi::x]] in C23.
// LANG: c
// FLAGS: -std=gnu2x
struct shape;
[[ffi::borrowed_from("form")]] const char *name(const struct shape *from); // EXPECT: 5: error: 'ffi::borrowed_from' names the parameter 'form', which does not exist; did you mean 'from'?
[[ffi::sentinel(-1)]] int open_it(void);
[[ffi::out]] int result(void); // EXPECT: 7: error: 'ffi::out' does not stand on a function, but on a parameter
int parameter([[ffi::leaf]] int *p); // EXPECT: 8: error: 'ffi::leaf' does not stand on a parameter, but on a function
struct [[ffi::out]] record { // EXPECT: 9: error: 'ffi::out' does not stand on a struct or union, but on a parameter
	int n [[ffi::size_of_self]];
	double d [[ffi::size_of_self]]; // EXPECT: 11: error: 'ffi::size_of_self' needs an integer, and this is 'double'
};
