/* What the safe layer has for itself, and the functions that C called so, side by side. */
#include "own.ffi.h"

#include <stdio.h>

#define CALLS(function, sum)                                                                                 \
	do {                                                                                                 \
		int result_ = 0;                                                                             \
		if (!function(100, &result_, &failure) || result_ != 100 + (sum)) {                          \
			fprintf(stderr, #function ": %d %s\n", result_, failure.message);                    \
			return 1;                                                                            \
		}                                                                                            \
	} while (0)

#define IS(condition)                                                                                        \
	do {                                                                                                 \
		if (!(condition)) {                                                                          \
			fprintf(stderr, "%d: " #condition "\n", __LINE__);                                   \
			return 1;                                                                            \
		}                                                                                            \
	} while (0)

static int each(int n, void *user, struct safe_own_failure *failure)
{
	(void)user;
	if (n == 20)
		safe_own_fail(failure, SAFE_OWN_FAILED, 21, "as it should");
	return n;
}

static void end(void *user)
{
	(void)user;
}

int main(void)
{
	struct safe_own_failure failure = {SAFE_OWN_NOTHING, 0, ""};
	struct safe_box box;
	int n = 0;

	CALLS(safe_own_copy_, 1);
	CALLS(safe_own_end_closures_, 2);
	CALLS(safe_own_enter_, 3);
	CALLS(safe_own_fail_, 4);
	CALLS(safe_own_failure_, 5);
	CALLS(safe_own_failure_kind_, 6);
	CALLS(safe_own_leave_, 7);
	CALLS(safe_own_pending_, 8);
	CALLS(safe_own_report_, 9);
	CALLS(safe_own_units_, 10);
	CALLS(safe_plain_, 11);
	CALLS(safe_safe_plain, 12);
	IS(safe_plain(100) == 112);
	CALLS(safe_own_later_each_call_, 14);
	CALLS(safe_own_later_each_end_, 15);
	CALLS(safe_own_later_each_run_, 16);
	IS(safe_box_init(&box, &failure));
	IS(safe_box_get_x(&box, &n, &failure) && n == 17);
	IS(safe_box_get_x_(&box, &n, &failure) && n == 35);
	IS(safe_box_set_x(&box, 30, &failure) && safe_box_set_x_(&box, 30, &failure));
	IS(safe_box_get_x(&box, &n, &failure) && n == 49);
	IS(safe_own_later(each, NULL, end, &n, &failure) && n == 13);
	IS(!safe_box_keep(&box, each, NULL, &n, &failure) && failure.code == 21);
	IS(safe_box_end(&box, &failure));
	return 0;
}
