/* EXOTIC(name, type) for each type of tests/exotic that the compiler has. No guard: it is included more than once. */
typedef float exotic_four __attribute__((vector_size(16)));

EXOTIC(cfloat, float _Complex)
EXOTIC(cdouble, double _Complex)
EXOTIC(clong, long double _Complex)
EXOTIC(ldouble, long double)
EXOTIC(atom, _Atomic int)
EXOTIC(c16, char16_t)
EXOTIC(c32, char32_t)
EXOTIC(wide, wchar_t)
EXOTIC(vec, exotic_four)
#ifdef __FLT16_MAX__
EXOTIC(f16, _Float16)
#endif
#ifdef __FLT128_MAX__
EXOTIC(f32, _Float32)
EXOTIC(f64, _Float64)
EXOTIC(f128, _Float128)
#endif
#ifdef __SIZEOF_INT128__
EXOTIC(i128, __int128)
EXOTIC(u128, unsigned __int128)
#endif
#ifdef __DEC32_MAX__
EXOTIC(d32, _Decimal32)
EXOTIC(d64, _Decimal64)
EXOTIC(d128, _Decimal128)
#endif
#ifdef __BITINT_MAXWIDTH__
EXOTIC(bit7, _BitInt(7))
EXOTIC(bit40, unsigned _BitInt(40))
#if __BITINT_MAXWIDTH__ >= 200
EXOTIC(bit100, _BitInt(100))
EXOTIC(bit200, unsigned _BitInt(200))
#endif
#endif
