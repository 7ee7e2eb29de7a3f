#include "box.h"

int box_close(struct box *box)
{
	return box_open(box, 1);
}
