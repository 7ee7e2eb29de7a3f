/* Where callbacks of the running call report to, one record for each thread and call; one variable for the
 * whole program. */
__attribute__((weak)) __thread struct safe_library_failure *safe_library_pending;

/* The first failure that callbacks of a call report is the call's. */
static inline void safe_library_report(const struct safe_library_failure *failure)
{
	if (safe_library_pending && safe_library_pending->kind == SAFE_LIBRARY_NOTHING)
		*safe_library_pending = *failure;
}

/* A call begins: its callbacks report to PENDING. What they reported to before is returned. */
static inline struct safe_library_failure *safe_library_enter(struct safe_library_failure *pending)
{
	struct safe_library_failure *outer = safe_library_pending;

	pending->kind = SAFE_LIBRARY_NOTHING;
	safe_library_pending = pending;
	return outer;
}

/* The call is over. False, with FAILURE filled, if a callback reported one. */
static inline bool safe_library_leave(const struct safe_library_failure *pending,
				      struct safe_library_failure *outer, struct safe_library_failure *failure)
{
	safe_library_pending = outer;
	if (pending->kind == SAFE_LIBRARY_NOTHING)
		return true;
	if (failure)
		*failure = *pending;
	return false;
}
