/* What callbacks of the running call have reported, one record for each thread and call; one variable for
 * the whole program. */
__attribute__((weak)) __thread struct safe_library_failure *safe_library_pending;

/* The first failure that callbacks of a call report is the call's. */
static inline void safe_library_report(const struct safe_library_failure *failure)
{
	if (safe_library_pending && safe_library_pending->kind == SAFE_LIBRARY_NOTHING)
		*safe_library_pending = *failure;
}
