#include "box.h"

struct part {
	int size;
};

struct box {
	int n;
	struct part *parts;
};
