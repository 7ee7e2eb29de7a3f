// [[ffi::x]] in C++.
struct shape;
[[ffi::array("cuont")]] int *values(unsigned long count); // EXPECT: 3: error: 'ffi::array' names 'cuont', which is no parameter, field or function; did you mean 'count'?
[[ffi::borrowed_from("form")]] const char *name(const shape *from); // EXPECT: 4: error: 'ffi::borrowed_from' names the parameter 'form', which does not exist; did you mean 'from'?
[[ffi::sentinel(-1)]] int open_it();
[[ffi::out]] int result(); // EXPECT: 6: error: 'ffi::out' does not stand on a function, but on a parameter
int parameter([[ffi::leaf]] int *p); // EXPECT: 7: error: 'ffi::leaf' does not stand on a parameter, but on a function
struct [[ffi::out]] record { // EXPECT: 8: error: 'ffi::out' does not stand on a struct or union, but on a parameter
	int n [[ffi::size_of_self]];
	double d [[ffi::size_of_self]]; // EXPECT: 10: error: 'ffi::size_of_self' needs an integer, and this is 'double'
};
enum class [[ffi::service]] kind { one }; // EXPECT: 12: error: 'ffi::service' does not stand on an enum, but on a struct or union or a typedef
template <typename T> [[ffi::nullable]] T *find(T *in, [[ffi::in]] T what);
namespace inner {
[[ffi::leaf]] int leaf();
}
