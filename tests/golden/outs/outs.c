// Out and in-out parameters, alone and with an error.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("outs", "1.0");

FFI_EXPORT_BEGIN

enum outs_error { OUTS_OK, OUTS_ZERO } FFI_ERROR(OUTS_OK);

void outs_split(double value, int *whole FFI_OUT, double *rest FFI_OUT);
void outs_split(double value, int *whole, double *rest) { *whole = (int)value; *rest = value - *whole; }
enum outs_error outs_divide(int a, int b, int *quotient FFI_OUT);
enum outs_error outs_divide(int a, int b, int *quotient)
{
	if (!b)
		return OUTS_ZERO;
	*quotient = a / b;
	return OUTS_OK;
}
bool outs_next(unsigned *seed FFI_INOUT);
bool outs_next(unsigned *seed) { *seed = *seed * 1103515245u + 12345u; return *seed & 1; }

FFI_EXPORT_END
