/*
 * What other tools were seen to get wrong, by their own reports. Each case has its struct, a function that fills it
 * and one that says whether it is filled so. SPDX-License-Identifier: MIT
 */
#ifndef PEERS_H
#define PEERS_H

#include <stdbool.h>
#include <stdint.h>

/* rust-bindgen 1538: packed and aligned at once, with nothing behind the last member */
struct xregs_header {
	uint64_t features;
	uint8_t small;
} __attribute__((packed));
struct xregs_state {
	uint8_t legacy[3];
	struct xregs_header header;
	uint8_t extended[0];
} __attribute__((packed, aligned(64)));

/* rust-bindgen 2179: what is packed holds what is aligned */
struct alt_instr {
	int32_t offset;
	int16_t skewed;
	union {
		struct {
			uint32_t cpuid : 16;
			uint32_t flags : 16;
		};
		uint32_t both;
	};
	uint8_t length;
} __attribute__((packed));
struct __attribute__((packed)) sgl_descriptor {
	uint64_t address;
	union {
		struct {
			uint8_t reserved[7];
			uint8_t subtype : 4;
			uint8_t type : 4;
		} generic;
		struct {
			uint64_t length : 24;
			uint64_t key : 32;
			uint64_t subtype : 4;
			uint64_t type : 4;
		} keyed;
	};
};

/* rust-bindgen 2240: aligned to less than its members would be */
struct finder_info {
	int8_t opaque[3];
	int32_t number;
} __attribute__((aligned(2), packed));

/* rust-bindgen 2159: a long double beside its bits, as MinGW's math.h has it */
typedef union long_double_bits {
	long double x;
	struct {
		unsigned low, high;
		int sign_exponent : 16;
		int rest : 16;
		int more : 32;
	} lh;
} long_double_bits;

/* rust-bindgen 1549 and 2378: a long double by value is no integer; 3255: nor is a complex number a struct */
long double peers_long_double(float f, long double more);
double _Complex peers_complex(double _Complex z);
float _Complex peers_float_complex(float _Complex z);

/* ffigen 406: one bit-field does not empty a struct */
struct mostly_bytes {
	double first;
	int *pointer;
	long long middle : 35;
	char behind;
	void (*last)(void);
};

/* ctypesgen 218 and 99: attributes behind the body, behind a name, in front, and in between */
struct packed_behind {
	char a;
	int b;
} __attribute__((__packed__));
struct __attribute__((packed)) packed_before {
	char a;
	int b;
};
struct attributes {
	char a __attribute__((aligned(4))), b __attribute__((aligned(8)));
	int __attribute__((packed)) c;
	__attribute__((unused)) int (*f)(int x __attribute__((unused))) __attribute__((aligned(16)));
};

/* cpython 76168, 97588, 102793: bit-fields of types of different sizes */
struct mixed_bits {
	uint8_t a : 4;
	uint16_t b : 12;
	uint32_t c : 16;
	uint64_t d : 33;
	uint8_t e : 7;
	int8_t f : 3;
};
struct kept_bits {
	unsigned a : 1;
	unsigned short b : 16;
};
struct crossed_bits {
	int8_t one : 8;
	int two : 21;
	int8_t three : 2;
	int8_t four : 1;
};

/* castxml: a struct that another one declares, and constants */
struct outer_record {
	struct inner_record {
		short x;
		struct innermost_record {
			char y;
			int z;
		} deep;
	} inner;
	enum inner_choice { INNER_FIRST = 3, INNER_LAST = -7 } choice;
};
#define PEERS_LIMIT (sizeof(struct inner_record) * 2u)

/* rust-bindgen: a zero-width bit-field in a packed struct, and _Atomic; g-ir-scanner: _Bool is one byte */
struct zero_width {
	unsigned a : 3;
	unsigned : 0;
	int b : 7;
	bool c;
	bool d : 1;
} __attribute__((packed));
struct atomic_record {
	char a;
	_Atomic long long b;
	_Atomic _Bool c;
};

/* libffi 889: the number of a struct that begins in the last general register is written over the first number */
struct both_registers {
	int n;
	double x;
};
double peers_last_register(int a, int b, int c, int d, int e, float x, struct both_registers last);
double peers_register_before(int a, int b, int c, int d, float x, struct both_registers last);
double peers_last_register_first(int a, int b, int c, int d, int e, struct both_registers last, float x);

void peers_fill_xregs_state(struct xregs_state *r);
void peers_fill_alt_instr(struct alt_instr *r);
void peers_fill_sgl_descriptor(struct sgl_descriptor *r);
void peers_fill_finder_info(struct finder_info *r);
void peers_fill_long_double_bits(union long_double_bits *r);
void peers_fill_mostly_bytes(struct mostly_bytes *r);
void peers_fill_packed_behind(struct packed_behind *r);
void peers_fill_packed_before(struct packed_before *r);
void peers_fill_attributes(struct attributes *r);
void peers_fill_mixed_bits(struct mixed_bits *r);
void peers_fill_kept_bits(struct kept_bits *r);
void peers_fill_crossed_bits(struct crossed_bits *r);
void peers_fill_outer_record(struct outer_record *r);
void peers_fill_zero_width(struct zero_width *r);
void peers_fill_atomic_record(struct atomic_record *r);

#endif
