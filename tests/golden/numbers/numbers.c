/* Numbers that are types of their own, wherever a value can stand. */
#include <ffiextract.h>

FFI_LIBRARY("numbers", "1.0");
FFI_EXPORT_BEGIN

/** A length. */
typedef double metres FFI_TRANSPARENT;
typedef unsigned numbers_key FFI_TRANSPARENT;

/** A way. */
struct numbers_way {
	metres length;
	int parts;
};

/** A length, if it is known. */
struct numbers_known {
	_Bool known;
	metres length;
} FFI_OPTION(known);

/** Goes on. */
struct numbers_walker {
	metres at FFI_EXPORT; /**< where it is */
} FFI_SERVICE;

/** Changes a length. */
typedef metres (*numbers_change)(metres length, void *user FFI_CONTEXT);

metres numbers_add(metres a, FFI_DEFAULT(2.5) metres b)
{
	return a + b;
}

numbers_key numbers_next(numbers_key key)
{
	return key + 1;
}

void numbers_double(FFI_INOUT metres *length)
{
	*length *= 2;
}

metres numbers_sum(FFI_ARRAY(n) const metres *lengths, unsigned n)
{
	return n ? lengths[0] + numbers_sum(lengths + 1, n - 1) : 0;
}

void numbers_steps(FFI_OUT FFI_ARRAY(n) metres *lengths, unsigned n)
{
	while (n--)
		lengths[n] = n;
}

metres numbers_all(struct numbers_way way)
{
	return way.length * way.parts;
}

struct numbers_known numbers_half(struct numbers_known length)
{
	length.length /= 2;
	return length;
}

metres numbers_changed(metres length, FFI_USER_DATA(user) FFI_SCOPE(call) numbers_change change, void *user)
{
	return change(length, user);
}

FFI_CONSTRUCTOR(numbers_walker) struct numbers_walker *numbers_walker_new(metres at)
{
	struct numbers_walker *walker = (struct numbers_walker *)__builtin_malloc(sizeof *walker);
	if (walker)
		walker->at = at;
	return walker;
}

FFI_DESTRUCTOR(numbers_walker) void numbers_walker_free(struct numbers_walker *walker)
{
	__builtin_free(walker);
}

metres numbers_walker_go(struct numbers_walker *walker, metres by)
{
	return walker->at += by;
}

FFI_EXPORT_END
