/* How many units of SIZE bytes, 2 or 4, TEXT has up to the one that is 0. */
static inline size_t safe_library_units(const void *text, size_t size)
{
	static const unsigned char end[4] = {0, 0, 0, 0};
	const unsigned char *unit = (const unsigned char *)text;

	while (memcmp(unit, end, size) != 0)
		unit += size;
	return (size_t)(unit - (const unsigned char *)text) / size;
}
