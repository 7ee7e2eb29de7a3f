#include "private.h"

int box_count;

int box_open(struct box *self, int mode)
{
	self->n = mode;
	return BOX_OK;
}
