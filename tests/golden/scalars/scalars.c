// Integers of each width, floats, bool: as they are, and checked for their range.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("scalars", "1.0");

FFI_EXPORT_BEGIN

bool scalars_not(bool value) { return !value; }
int8_t scalars_i8(int8_t value) { return value; }
uint8_t scalars_u8(uint8_t value) { return value; }
short scalars_short(short value) { return value; }
unsigned scalars_unsigned(unsigned value) { return value; }
long scalars_long(long value) { return value; }
int64_t scalars_i64(int64_t value) { return value; }
size_t scalars_size(size_t value) { return value; }
float scalars_float(float value) { return value; }
double scalars_double(double value) { return value; }
char scalars_char(char value) { return value; }
void scalars_none(void) {}

FFI_EXPORT_END
