/* Calls examples' shims from C, by the header that was made for them. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "shims.ffi.h"

int main(void)
{
	struct safe_shims_failure failure = {SAFE_SHIMS_NOTHING, 0, ""};
	struct pair pair = {1, 2}, turned;
	int said = 0;

	assert(shims_add(2, 3) == 5 && safe_shims_add(2, 3) == 5);
	shims_swap(&pair, &turned);
	assert(turned.a == 2 && turned.b == 1);
	assert(SHIMS_SQUARE(7) == 49);
	assert(shims_sum(2, 1, 0.5) == 1.5);
	assert(safe_shims_sum(0) == 0 && safe_shims_sum_int(1, 4) == 4 &&
	       safe_shims_sum_int_double(2, 4, 0.25) == 4.25);
	assert(safe_shims_say("A", 1, NULL, &said, &failure) && said == 'A' + 1);
	assert(safe_shims_say("A", 1, "B", &said, NULL) && said == 'A' + 1 + 'B');
	assert(!safe_shims_say(NULL, 1, NULL, &said, &failure) && strstr(failure.message, "shims_say"));
	puts("called");
	return 0;
}
