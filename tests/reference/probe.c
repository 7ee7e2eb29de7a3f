/* Prints the layouts of the reference library's structs as C knows them. SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "arrays.h"
#include "mixed.h"
#include "options.h"
#include "plain.h"
#include "records.h"
#include "texts.h"

#define SIZE(type, name)	   printf(name " . %zu\n", sizeof(type))
#define AT(type, name, field)	   printf(name " " #field " %zu\n", offsetof(type, field))
#define TWO(type, name, a, b)	   SIZE(type, name), AT(type, name, a), AT(type, name, b)
#define THREE(type, name, a, b, c) TWO(type, name, a, b), AT(type, name, c)

int main(void)
{
	THREE(struct ref_counts, "Counts", objects, callbacks, memory);
	TWO(struct ref_option_number, "OptionNumber", there, number);
	TWO(struct ref_option_text, "OptionText", there, text);
	THREE(struct ref_result_option, "ResultOption", status, value, why);
	TWO(struct ref_result_vec, "ResultVec", items, n);
	TWO(struct ref_box, "Box", width, height);
	TWO(struct ref_view, "View", text, size);
	THREE(struct ref_string, "String", text, size, capacity);
	TWO(struct ref_numbers, "Numbers", items, n);
	TWO(struct ref_numbers_mut, "NumbersMut", items, n);
	TWO(struct ref_bytes, "Bytes", items, n);
	TWO(struct ref_texts, "Texts", items, n);
	TWO(struct ref_option_slice, "OptionSlice", items, n);
	THREE(struct ref_number_vec, "NumberVec", items, n, capacity);
	TWO(struct ref_text_vec, "TextVec", items, n);
	TWO(struct ref_people, "People", items, n);
	TWO(struct ref_corner, "Corner", x, y);
	TWO(struct ref_corners, "Corners", items, n);
	TWO(struct ref_corners_mut, "CornersMut", items, n);
	THREE(struct ref_packed, "Packed", a, b, c);
	return 0;
}
