// Functions that no language calls without help: inline, macros, variadic, values that they cannot pass.
// SHIMS: libshims_extra.so
#include "shims.h"

#include <stdarg.h>

double shims_sum(int count, ...)
{
	va_list list;
	double sum = 0;
	va_start(list, count);
	for (int i = 0; i < count; i++)
		sum += i == 0 ? va_arg(list, int) : va_arg(list, double);
	va_end(list);
	return sum;
}

int shims_say(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	int number = va_arg(list, int);
	const char *more = va_arg(list, const char *);
	va_end(list);
	return format[0] + number + (more ? more[0] : 0);
}

int shims_note(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	int number = va_arg(list, int);
	va_end(list);
	return format[0] + number;
}

double _Complex shims_conjugate(double _Complex z)
{
	return __real__ z - __imag__ z * 1.0i;
}

#ifdef __SIZEOF_INT128__
__int128 shims_double(__int128 number)
{
	return number * 2;
}
#endif

union either shims_half(union either number, int is_whole)
{
	if (is_whole)
		number.whole /= 2;
	else
		number.part /= 2;
	return number;
}

struct bits shims_turn(struct bits bits)
{
	return (struct bits){.low = bits.high & 7, .high = bits.low, .rest = -bits.rest};
}

long double shims_halve(long double number)
{
	return number / 2;
}

four shims_scale(four numbers, float factor)
{
	return numbers * factor;
}
