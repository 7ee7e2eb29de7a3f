/* GIVEN's callbacks live as long as TAKER's. */
static inline void safe_library_move_closures(void **taker, void **given)
{
	while (*taker)
		taker = (void **)*taker;
	*taker = *given;
	*given = NULL;
}

/* Frees the callbacks that an object kept; the pointer to the next is the first member of each. */
static inline void safe_library_end_closures(void **list)
{
	while (*list) {
		void *next = *(void **)*list;
		free(*list);
		*list = next;
	}
}
