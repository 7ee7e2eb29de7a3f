/* Prints sizes and offsets of the structs of kinds.h as C knows them. SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "kinds.h"

#define SIZE(name, type) printf(name " size %zu\n", sizeof(type))
#define PLACE(name, type, field) printf(name " " #field " %zu\n", offsetof(type, field))

int main(void)
{
	SIZE("Inner", struct kinds_inner);
	PLACE("Inner", struct kinds_inner, b);
	SIZE("Plain", struct kinds_plain);
	PLACE("Plain", struct kinds_plain, inner);
	PLACE("Plain", struct kinds_plain, numbers);
	PLACE("Plain", struct kinds_plain, name);
	PLACE("Plain", struct kinds_plain, yes);
	PLACE("Plain", struct kinds_plain, text);
	PLACE("Plain", struct kinds_plain, next);
	PLACE("Plain", struct kinds_plain, wide);
	SIZE("Fields", struct kinds_fields);
	PLACE("Fields", struct kinds_fields, behind);
	SIZE("Packed", struct kinds_packed);
	PLACE("Packed", struct kinds_packed, b);
	PLACE("Packed", struct kinds_packed, c);
	SIZE("Aligned", struct kinds_aligned);
	PLACE("Aligned", struct kinds_aligned, b);
	SIZE("Either", union kinds_either);
	PLACE("Either", union kinds_either, real);
	SIZE("Holder", struct kinds_holder);
	PLACE("Holder", struct kinds_holder, either);
	PLACE("Holder", struct kinds_holder, y);
	PLACE("Holder", struct kinds_holder, packed);
	return 0;
}
