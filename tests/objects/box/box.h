/* The public header of a library of three units, two of which know the body of struct box. */
#ifndef BOX_H
#define BOX_H

#include <ffiextract.h>

FFI_LIBRARY("box", "1");

#define BOX_OK 0
#define BOX_BAD 1
FFI_CONSTANT(BOX_OK);
FFI_CONSTANT(BOX_BAD);
FFI_ERROR_DOMAIN(BoxError, BOX_OK);
FFI_ENUM(BoxError, "BOX_*");

FFI_EXPORT_BEGIN
struct box;
struct lid {
	int x;
};

/** Opens. */
FFI_STATUS(BoxError) int box_open(struct box *box, int how);
struct box *box_new(void);
int box_close(struct box *box);
int box_gone(struct box *box);
extern int box_count;
static inline int box_twice(int n)
{
	return 2 * n;
}
FFI_EXPORT_END

#endif
