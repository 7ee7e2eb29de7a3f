/*
 * Macros for tests/suites/macros.sh: each is a constant of the interface, checked in a second compile,
 * but those whose name starts with NO_.
 */
#include <stddef.h>
#include <stdint.h>

#define NO_VALUE
#define ONE 1
#define UNSIGNED 1u
#define LONG 1l
#define UNSIGNED_LONG 1ul
#define LONG_LONG 1ll
#define UNSIGNED_LONG_LONG 1ull
#define BIG_DECIMAL 2147483648
#define BIG_HEX 0x80000000
#define BIGGER_HEX 0x100000000
#define BIGGEST 0xffffffffffffffff
#define OCTAL 0777
#define BINARY 0b101
#define MINUS -1
#define MINUS_SIGN_OF_UNSIGNED -1u
#define COMPLEMENT ~0
#define COMPLEMENT_UNSIGNED (~0u)
#define BRACKETS (((((5)))))
#define NAMED ONE
#define MINUS_NAMED (-NAMED)
#define SMALLEST (-2147483647 - 1)
#define MINUS_SMALLEST_NAMED (-(SMALLEST + 1))
#define SMALLEST_LONG (-9223372036854775807L - 1)
#define SHIFTED (1 << 30)
#define SHIFTED_LONG (1l << 40)
#define STRENGTHS (1 | 6 & 3 << 1 + 1 * 2)
#define STRENGTHS_MIXED 3 ^ 1 | 8 - 4 - 2 + 1
#define OF_EQUAL_STRENGTH (5 & 4 == 4)
#define WITH_UNSIGNED (ONE | 2u)
#define TIMES_NEGATIVE (2 * -3)
#define TIMES_NAMED 2 * BRACKETS + ONE
#define COMPARED (MINUS < UNSIGNED)
#define COMPARED_LONG (-1 < 1u + 0l)
#define EQUAL (1 == 1ul)
#define NOT_EQUAL 1 != 1 + BIG_HEX
#define AT_MOST (2 <= ONE)
#define AT_LEAST (2 >= ONE)
#define DIFFERENCE (7u - 9)
#define QUOTIENT (-7 / 2)
#define REMAINDER (-7 % 3)
#define REMAINDER_UNSIGNED (-7 % 3u)
#define EXCLUSIVE (6 ^ 3 & 2 | 8)
#define SHIFTED_BACK (256 >> ONE)
#define SHIFTED_BACK_NEGATIVE (-8 >> 1)
#define SHIFTED_TO_SIGN_LONG (1l << 63)
#define SHIFTED_OUT (3u << 31)
#define SHIFTED_FAR_LEFT (1 << 33ull - 4)
#define MIXED (1u + -2l)
#define MIXED_UNSIGNED_LONG (1ul * -2)
#define CHARACTER 'a'
#define ESCAPED '\n'
#define HIGH_CHARACTER '\377'
#define WIDE_CHARACTER L'x'
#define UTF16_CHARACTER u'x'
#define SEVERAL_CHARACTERS 'ab'
#define CAST ((char) 200)
#define CAST_NEGATIVE ((char) 200 < 0)
#define CAST_BYTE ((unsigned char) -1)
#define CAST_SHORT ((short) 70000)
#define CAST_BOOL ((_Bool) 5)
#define PROMOTED (CAST_BYTE + CAST_BYTE)
#define SIGN_SHIFT (1 << 31)
#define SHIFT (1u << 31)
#define CONDITIONAL (sizeof (long) == 8 ? 1 : 2u)
#define SIZE sizeof (struct macro_pair)
#define SIZE_OF_EXPRESSION sizeof (macro_counter + 1)
#define SIZE_OF_CALL sizeof (macro_function_of_size ())
#define ALIGNMENT _Alignof (double)
#define OFFSET offsetof (struct macro_pair, second)
#define BUILTIN_OFFSET __builtin_offsetof (struct macro_pair, second)
#define GENERIC _Generic (1L, long : 5, default : 6)
#define ENUMERATOR MACRO_RED
#define ENUMERATORS (MACRO_RED | MACRO_BLUE)
#define OF_ENUM ((enum macro_color) 2)
#define MACRO_RED MACRO_RED
#define ENUMERATOR_SHIFTED (1ull << MACRO_BLUE | MACRO_RED)
#define ENUMERATOR_BIG MACRO_BIG
#define ENUMERATOR_BIG_SUM (MACRO_BIG + 1)
#define ENUMERATOR_SMALL (MACRO_SMALL - 1)
#define MACRO_ROUND MACRO_ROUND_BACK
#define MACRO_ROUND_BACK MACRO_ROUND
#define MACRO_ROUND_MORE (MACRO_ROUND * 100 + MACRO_ROUND_BACK)
#define INT64 INT64_C (5)
#define LEAST INT8_MIN
#define POINTER ((void *) 0)
#define POINTER_INVALID ((void (*) (void *)) -1)
#define FLOATING 1.5
#define FLOATING_SINGLE 0.1f
#define FLOATING_LONG 1.1L
#define FLOATING_SUM (1.0 / 3)
#define FLOATING_NEGATIVE -1e-300
#define FLOATING_HEX 0x1.8p3
#define INFINITE __builtin_inff ()
#define INFINITE_DIVIDED (-1.0 / 0)
#define NUMBER_OF_NONE (0.0 / 0)
#define NOT_A_NUMBER __builtin_nan ("")
#define STRING "text"
#define STRING_EMPTY ""
#define STRING_JOINED "a" STRING "b\n\0c"
#define STRING_HIGH "\377\001"
#define STRING_WIDE L"wide"
#define STRING_CAST ((const unsigned char *) "bytes\0more")
#define STRING_CAST_BY_NAME ((macro_text) "text" STRING)
#define STRING_CHOSEN (sizeof (int) > 1 ? "yes" : "never")
#define STRING_UTF16 u"w" "ide"
#define STRING_UTF8 u8"\u00e4"
#define SIZE_OF_STRING sizeof (L"wide")
#define CALLED(x) ((x) + 1)
#define FROM_CALL CALLED (41)
#define FROM_CALL_BY_NAME CALLED_BY_NAME (1)
#define CALLED_BY_NAME CALLED
#define APPLIED(f, x) f (x)
#define FROM_APPLIED (APPLIED (CALLED, 3) + APPLIED (CALLED_BY_NAME, 4))
#define QUOTE(x) #x
#define QUOTED QUOTE (undeclared words here)
#define PASTE(a, b) a##b
#define PASTED PASTE (O, NE)
#define SUM_OF(first, ...) (first __VA_OPT__ (+) __VA_ARGS__)
#define SUMMED (SUM_OF (4) + SUM_OF (5, 6))
#define NOT_CALLED (0 && macro_function ())
#define NOT_READ (1 || macro_counter)
#define NOT_CHOSEN (sizeof (int) > 1 ? 3 : macro_function ())
#define OF_VARIABLE _Generic (macro_counter, int : 21, default : 22)
#define IS_CONSTANT __builtin_constant_p (macro_counter)
#ifdef __SIZEOF_INT128__
#define WIDEST (~(unsigned __int128) 0)
#define WIDEST_NEGATIVE (-((__int128) 1 << 126) * 2)
#define WIDE_NEGATIVE (-((__int128) 1 << 90) - 1)
#define WIDE ((__int128) 10 << 80)
#endif
#define COMPATIBLE __builtin_types_compatible_p (int, signed)
#define CHOSEN __builtin_choose_expr (1, 2, 3.0)
#define AHEAD DEFINED_LATER
#define DEFINED_LATER 77
#define REDEFINED 1
#undef REDEFINED
#define REDEFINED 2
#define WITH_COMMENT 3 /* a comment */
#define CONTINUED (1 + \
		   2)

enum macro_color { MACRO_RED = 1, MACRO_BLUE = 4 };
enum macro_size { MACRO_SMALL = -1, MACRO_BIG = 0x100000000 };
enum macro_round { MACRO_ROUND = 7, MACRO_ROUND_BACK = 9 };
struct macro_pair {
	int first;
	double second;
};
typedef const char *macro_text;
extern int macro_counter;
int macro_function_of_size (void);
int macro_function (void);
static const int macro_static = 5;

#define NO_FUNCTION macro_function
#define NO_FUNCTION_LIKE CALLED
#define NO_FUNCTION_LIKE_NAMED NO_FUNCTION_LIKE
#define NO_FUNCTION_LIKE_INSIDE (NO_FUNCTION_LIKE + 1)
#define NO_CALL macro_function ()
#define NO_CALL_AFTER (1 && macro_function ())
#define NO_READING_AFTER (0 || macro_counter)
#define NO_STRING_OF_OTHERS ((const char *) L"wide")
#define NO_STRING_OF_NOTHING ((void *) "text")
#define NO_VARIABLE macro_counter
#define NO_CONST macro_static
#define NO_ADDRESS (&macro_counter)
#define NO_TYPE unsigned int
#define NO_POINTER_TYPE struct macro_pair *
#define NO_STATEMENT do { } while (0)
#define NO_SEMICOLON 5;
#define NO_LIST 1, 2
#define NO_BRACE {
#define NO_BRACKET (1
#define NO_OTHER_BRACKET 1)
#define NO_ASSIGNMENT (macro_counter = 1)
#define NO_INCREMENT macro_counter++
#define NO_NAME undeclared_anywhere
#define NO_UNDECLARED_CALL undeclared_function (1)
#define NO_COUNTER __COUNTER__
#define NO_LINE __LINE__
#define NO_PRAGMA _Pragma ("once")
#define NO_KEYWORD return
#define NO_ATTRIBUTE __attribute__ ((unused))
#define NO_COMPOUND ((struct macro_pair){1, 2}).first
#define NO_STATEMENT_EXPRESSION ({ 1; })
#define NO_DIVISION (1 / 0)
#define NO_COMPLEX (1.0i)
#define NO_OPERATOR +
#define NO_OPERATOR_BETWEEN ((int) 1 | 2 4)
#define BEHIND_AN_ERROR ((char) 7)
#define NO_MIDDLE ((long) 1 ? 2)
#define NO_OVERFLOW (2147483647 + 1)
#define NO_OVERFLOW_DIVIDED (SMALLEST / -1)
#define NO_OVERFLOW_MINUS -SMALLEST
#define NO_REMAINDER (1 % 0)
#define NO_INVALID 1x
#define NO_SELF NO_SELF
#define NO_CYCLE NO_CYCLE_BACK
#define NO_CYCLE_BACK NO_CYCLE
#define NO_STRAY @
#define NO_UNDEFINED 1
#undef NO_UNDEFINED
#define EVAL(...) EVAL1 (EVAL1 (EVAL1 (EVAL1 (__VA_ARGS__))))
#define EVAL1(...) EVAL2 (EVAL2 (EVAL2 (EVAL2 (__VA_ARGS__))))
#define EVAL2(...) EVAL3 (EVAL3 (EVAL3 (EVAL3 (__VA_ARGS__))))
#define EVAL3(...) EVAL4 (EVAL4 (EVAL4 (EVAL4 (__VA_ARGS__))))
#define EVAL4(...) EVAL5 (EVAL5 (EVAL5 (EVAL5 (__VA_ARGS__)))) + 1
#define EVAL5(...) __VA_ARGS__ + __VA_ARGS__ + __VA_ARGS__
#define NO_SMALL_EXPANSION EVAL (1)
