/*
 * Records that rust-bindgen was reported to lay out wrongly, or still does: the number of the report is in each name.
 * Written anew for what each report is about. SPDX-License-Identifier: MIT
 */
#ifndef LAYOUTS_H
#define LAYOUTS_H

#include <stddef.h>
#include <stdint.h>

struct bits_between_bytes_111 {
	uint8_t before;
	unsigned b0 : 1, b1 : 1, b2 : 1, b3 : 1, b4 : 1, b5 : 1, b6 : 1, b7 : 1, b8 : 1, b9 : 1;
	uint8_t behind;
};

/* A bit-field goes into what is left of the unit before it, a whole unit does not. */
struct pointer_bits_743 {
	int before;
	unsigned long flag : 1;
	unsigned long whole : sizeof(unsigned long) * 8;
};
struct pointer_bits_but_one_743 {
	int before;
	unsigned long flag : 1;
	unsigned long most : sizeof(unsigned long) * 8 - 1;
};

struct tagged_pointer_816 {
	uint64_t pointer : 61;
	char tag : 3;
};

struct mailbox_867 {
	uint16_t version, flags;
	uint32_t offset, size, head;
	uint32_t tail __attribute__((__aligned__(64)));
} __attribute__((packed));

struct __attribute__((packed)) six_and_thirty_two_981 {
	unsigned six : 6;
	unsigned thirty_two : 32;
};

union nameless_1034 {
	unsigned : 11;
	uint8_t byte;
};
struct nameless_bits_1034 {
	unsigned : 11;
	uint8_t byte;
};

struct nameless_does_not_align_1076 {
	int8_t byte;
	long : 23;
	int8_t more;
};

struct byte_behind_1132 {
	unsigned bits : 18;
	uint8_t byte;
};

#pragma pack(push, 2)
struct packed_by_two_1136 {
	char a;
	int b;
	double c;
};
#pragma pack(pop)

struct wide_1158 {
	unsigned long long first : 50, second : 50, third : 50;
	char behind;
};

struct __attribute__((aligned(16))) ray_1291 {
	float origin[3], first;
	float direction[3], second;
	float near, far;
	unsigned mask;
};

typedef struct {
	long long number __attribute__((__aligned__(__alignof__(long long))));
	long double real __attribute__((__aligned__(__alignof__(long double))));
} most_aligned_1318;

struct many_bits_1325 {
	uint32_t a : 20, b : 20, c : 20, d : 20, e : 20, f : 20, g : 20, h : 20, i : 20, j : 20;
	uint8_t behind;
};

struct half_and_more_1377 {
	uint8_t a : 4, b : 4, c : 8;
	uint16_t d : 16;
	char : 8;
	short e : 16;
};

struct flexible_behind_bits_1589 {
	unsigned kind : 8, count : 24;
	uint16_t items[];
};

struct date_1716 {
	unsigned char day : 5;
	unsigned char month : 4;
	signed short year : 15;
} __attribute__((packed));

/* What is behind takes the padding of the bits' unit. */
struct less_aligned_behind_1947 {
	uint8_t flags[4];
	uint16_t low : 4, middle : 12, high : 6;
	uint8_t behind;
	struct {
		uint32_t number __attribute__((packed, aligned(1)));
	} rest;
};

#pragma pack(push, 1)
struct pragma_2067 {
	unsigned char a : 1, b : 1, c : 6;
	unsigned short d : 16;
	unsigned char e : 8;
};
#pragma pack(pop)

typedef long plain_2101;
typedef plain_2101 again_2101;
struct statistics_2101 {
	int first;
	struct {
		union {
			again_2101 total;
		};
	} inner;
	again_2101 last __attribute__((aligned(8)));
} __attribute__((packed));

struct outer_2388 {
	struct {
		short a : 16;
		short b : 16;
	};
	struct {
		int c : 32;
	};
} __attribute__((packed));

struct chained_2688 {
	uint64_t target : 36, high : 8, reserved : 7, next : 12, bind : 1;
};

struct __attribute__((aligned(8))) bits_and_double_3431 {
	unsigned bits : 32;
	double number;
};

/* Integers of an alignment that is not their own, through typedefs, alone, in arrays and as bit-fields. */
typedef uint32_t more_aligned_3453 __attribute__((aligned(16)));
typedef more_aligned_3453 alias_3453;
typedef uint64_t less_aligned_3453 __attribute__((aligned(2)));
struct over_aligned_3453 {
	char a;
	alias_3453 b;
	char c;
	less_aligned_3453 d[3];
	char e;
	more_aligned_3453 f : 7;
	less_aligned_3453 g : 50;
	char h;
};

#endif
