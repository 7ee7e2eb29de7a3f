/*
 * C++ of every kind, with functions of C between it: what can be called is recorded as C has it, the rest is named with its
 * reason.
 *
 * SPDX-License-Identifier: MIT
 */
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>
#include <type_traits>
#include <functional>
#if __cplusplus >= 202002L
#include <concepts>
#include <coroutine>
#include <compare>
#endif
namespace lib { struct inside { int a; }; enum class color : std::uint8_t { red, green }; inline namespace v1 { struct versioned { int v; }; } template <class T> struct box { T t; }; 
extern "C" int in_namespace(inside *i); extern "C" { int in_namespace_too(color c, versioned v); } }
struct base { int a; };
struct derived : base { };
struct derived_more : base { int b; };
struct empty { };
struct derived_empty : empty { int c; };
struct virt { virtual ~virt(); int a; };
struct virtual_base : virtual base { int z; };
struct nontrivial { nontrivial(); nontrivial(const nontrivial &); ~nontrivial(); int a; };
struct with_private { int f() const; private: int x; public: int y; };
struct with_all_private { private: int x; int y; };
struct with_static { static int counter; static constexpr int limit = 5; int a; enum kind { A, B } k; struct nested { int n; } n; using type = int; type t; template <class T> T get() { return T(); } };
struct with_reference { int &r; };
struct with_default { int a = 3; int b { 4 }; };
struct alignas(32) aligned_one { alignas(16) char c; };
struct bits { unsigned a : 3; unsigned : 0; int b : 5; bool c : 1; };
struct with_bool { bool b; char16_t c16; char32_t c32; wchar_t w; 
#if __cplusplus >= 202002L
char8_t c8; 
#endif
};
struct with_empty { empty e; int i; };
#if __cplusplus >= 202002L
struct with_shared_place { [[no_unique_address]] empty e; int i; };
extern "C" int c_shared_place(with_shared_place n);
#endif
struct with_member_pointer { int base::*p; int (base::*f)(); };
struct with_string { std::string s; };
struct with_anonymous { union { int i; float f; struct { short s, t; }; }; };
struct final_one final { int x; };
struct lambda_holder { std::function<int(int)> f; };
enum class scoped : short { one, two };
enum unscoped : unsigned char { three = 3 };
enum plain { four };
using alias = struct aliased { int a; };
using fn_alias = int (*)(int named, base *);
typedef int (*fn_noexcept)(int) noexcept;
template <class T> using ptr = T *;
template <class T> struct holder { T value; holder *next; };
using int_holder = holder<int>;
template <> struct holder<char> { char special; };
extern template struct holder<long>;
extern "C" {
int c_plain(int a, base *b);
int c_base(base b, derived d, derived_more m, derived_empty e);
int c_empty(empty e);
int c_virt(virt *v, virtual_base *vb);
nontrivial c_nontrivial(nontrivial n);
int c_private(with_private p, with_all_private q);
int c_static(with_static s, with_static::nested n, with_static::kind k);
int c_ref(int &r, const base &b, int &&rr);
int c_withref(with_reference *r);
with_default c_default(with_default d, int x = 4, base *b = nullptr, void (*cb)(int in_default) = nullptr);
int c_aligned(aligned_one *a, bits b, with_bool c);
int c_with_empty(with_empty n);
int c_mp(with_member_pointer m, int base::*p);
int c_string(std::string s, std::string *p, const std::vector<int> &v);
int c_anon(with_anonymous a, final_one f);
int c_scoped(scoped s, unscoped u, plain p, lib::color c);
int c_holder(holder<int> h, int_holder *p, holder<char> c, lib::box<double> b);
int c_alias(alias a, fn_alias f, fn_noexcept n, ptr<int> p);
int c_nullptr(std::nullptr_t n, std::byte *b);
auto c_auto(int a) -> double;
int c_ns(lib::inside *i, lib::versioned v);
int c_callback(std::string (*cb)(std::vector<int> v, int named), std::function<void(int)> *f);
static inline int c_inline(int a) { return a + 1; }
inline int c_inline2(int a) { return a + 2; }
extern int c_var;
extern const int c_const_var;
extern thread_local int c_tls;
extern base c_base_var;
extern "C++" int back_to_cxx(int a);
int c_variadic(const char *f, ...) __attribute__((format(printf, 1, 2)));
[[noreturn]] void c_noreturn();
[[nodiscard("x")]] int c_nodiscard();
[[deprecated("use other")]] int c_deprecated([[maybe_unused]] int a);
int c_complex(_Complex double d, __int128 i, _Float32 *f);
}
int overloaded(int), overloaded(double);
template <class T> T templated(T t) { return t; }
template int templated<int>(int);
int operator+(base, base);
long double operator""_x(long double);
inline constexpr int inline_constant = 7;
constexpr double constant_double = 2.5;
const char *const text = "text";
static const int old_constant = 9;
inline int inline_variable = 3;
#if __cplusplus >= 202002L
template <class T> concept addable = requires(T a, T b) { a + b; };
auto abbreviated(addable auto a) { return a + a; }
consteval int ce(int a) { return a; }
constinit extern int ci;
struct spaceship { int a; auto operator<=>(const spaceship &) const = default; };
extern "C" int c_spaceship(spaceship s);
struct task { struct promise_type { task get_return_object() { return {}; } std::suspend_never initial_suspend() { return {}; } std::suspend_never final_suspend() noexcept { return {}; } void return_void() {} void unhandled_exception() {} }; };
inline task coroutine(int a) { co_return; }
#endif
#if __cplusplus > 202002L
struct deducing { int a; };
#endif
template <class... A> struct variadic_template { };
template <class A, class B> variadic_template(A, B) -> variadic_template<A, B>;
struct self { self *next; friend int friendly(self s) { return 0; } };
extern "C" int c_self(self *s);
namespace { struct anonymous_ns { int a; }; int anonymous_function(anonymous_ns); }
extern "C" int c_anon_ns(anonymous_ns *p);
auto lambda = [](int a) { return a; };
extern "C" decltype(lambda) *c_lambda();
int (*returns_fn(int))(double);
struct fwd; extern "C" fwd *c_fwd(fwd *);
union u_with_ctor { u_with_ctor(); int a; std::string s; ~u_with_ctor(); };
extern "C" int c_union(u_with_ctor *u);
typedef struct { int a; int method() { return a; } } unnamed_with_method;
extern "C" int c_unnamed(unnamed_with_method m);
struct flex { int n; char data[]; };
extern "C" int c_flex(flex *f);
struct vtable_like { int (*f)(vtable_like *self, int v); };
extern "C" int c_vt(vtable_like v);

/* ---- names that C has only once ---- */

namespace one { struct same { int x; }; enum class e1 { none, some }; }
namespace other { struct same { double x; }; enum class e1 { none = 4, other }; enum e2 { none = 7 }; }
struct outer { struct same { char c[3]; } s; enum { first, second } k; };
enum class g1 { none, some }; enum class g2 { none = 5 };
template <class T> struct box { T t; box *n; };
template <int N> struct arr { int v[N]; };
extern "C" {
int same_names_f(one::same x, one::same *xp, one::e1 e);
int same_names_g(other::same y, other::same *yp, other::e1 e, other::e2 f);
int same_names_h(outer o, outer::same s);
int same_names_i(ptr<int> p, ptr<double> q);
int same_names_j(box<int> *b, box<double> *c, box<int> d, box<double> e);
int same_names_k(arr<1> *a, arr<2> *b, arr<3> c);
int same_names_l(g1 a, g2 b);
int same_names_m(empty e, int x);
empty same_names_n(void);
}

/* ---- qualifiers of typedefs that C does not have ---- */

namespace qualified { typedef int number, numbers[3]; }
extern "C" {
int c_qualified(const qualified::number *a, volatile qualified::number *b, const qualified::numbers *c);
int c_unqualified(qualified::number *a, qualified::numbers *b);
}
