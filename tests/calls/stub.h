/*
 * A callee that looks: it keeps all registers that may hold arguments, writes a result where it is to be written,
 * and gives every register that may hold one a pattern. For x86-64 (System V) and aarch64, little-endian.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef void filler(void *v, int seed);

struct registers {
	uint64_t general[16];
	unsigned char vector[8][16];
	unsigned char x87[2][16];
	unsigned char *stack;
};
struct registers seen, given;
extern char stub[];

static int failed, n_checks;
static const char *address_in;
static const void *image;
static size_t image_size;
static int n_x87;
static unsigned char stack[1024];

#if defined __x86_64__
static const char *const general_names[] = {"di", "si", "dx", "cx", "r8", "r9", "ax"};
static const char *const vector_names[] = {"xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7"};
static const char *const x87_names[] = {"st", "st(1)"};
__asm__(".text\n"
	"stub:\n"
	"	movq %rdi, seen(%rip)\n"
	"	movq %rsi, 8+seen(%rip)\n"
	"	movq %rdx, 16+seen(%rip)\n"
	"	movq %rcx, 24+seen(%rip)\n"
	"	movq %r8, 32+seen(%rip)\n"
	"	movq %r9, 40+seen(%rip)\n"
	"	movups %xmm0, 128+seen(%rip)\n"
	"	movups %xmm1, 144+seen(%rip)\n"
	"	movups %xmm2, 160+seen(%rip)\n"
	"	movups %xmm3, 176+seen(%rip)\n"
	"	movups %xmm4, 192+seen(%rip)\n"
	"	movups %xmm5, 208+seen(%rip)\n"
	"	movups %xmm6, 224+seen(%rip)\n"
	"	movups %xmm7, 240+seen(%rip)\n"
	"	leaq 8(%rsp), %rax\n"
	"	movq %rax, 288+seen(%rip)\n"
	"	subq $8, %rsp\n"
	"	call give\n"
	"	addq $8, %rsp\n"
	"	cmpl $1, %eax\n"
	"	jl 2f\n"
	"	je 1f\n"
	"	fldt 272+given(%rip)\n"
	"1:	fldt 256+given(%rip)\n"
	"2:	movq 48+given(%rip), %rax\n"
	"	movq 16+given(%rip), %rdx\n"
	"	movups 128+given(%rip), %xmm0\n"
	"	movups 144+given(%rip), %xmm1\n"
	"	ret\n");
#elif defined __aarch64__
static const char *const general_names[] = {"x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8"};
static const char *const vector_names[] = {"v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7"};
static const char *const x87_names[] = {"", ""};
__asm__(".text\n"
	"stub:\n"
	"	adrp x9, seen\n"
	"	add x9, x9, :lo12:seen\n"
	"	stp x0, x1, [x9]\n"
	"	stp x2, x3, [x9, 16]\n"
	"	stp x4, x5, [x9, 32]\n"
	"	stp x6, x7, [x9, 48]\n"
	"	str x8, [x9, 64]\n"
	"	stp q0, q1, [x9, 128]\n"
	"	stp q2, q3, [x9, 160]\n"
	"	stp q4, q5, [x9, 192]\n"
	"	stp q6, q7, [x9, 224]\n"
	"	mov x10, sp\n"
	"	str x10, [x9, 288]\n"
	"	stp x29, x30, [sp, -16]!\n"
	"	bl give\n"
	"	ldp x29, x30, [sp], 16\n"
	"	adrp x9, given\n"
	"	add x9, x9, :lo12:given\n"
	"	ldp x0, x1, [x9]\n"
	"	ldp q0, q1, [x9, 128]\n"
	"	ldp q2, q3, [x9, 160]\n"
	"	ret\n");
#endif

static unsigned char *register_of(struct registers *r, const char *name)
{
	for (size_t i = 0; i < sizeof general_names / sizeof *general_names; i++)
		if (strcmp(general_names[i], name) == 0)
			return (unsigned char *)&r->general[i];
	for (size_t i = 0; i < sizeof vector_names / sizeof *vector_names; i++)
		if (strcmp(vector_names[i], name) == 0)
			return r->vector[i];
	for (size_t i = 0; i < 2; i++)
		if (strcmp(x87_names[i], name) == 0)
			return r->x87[i];
	return NULL;
}

static void differs(const char *function, const char *what, const char *where)
{
	printf("%s: %s is not in %s\n", function, what, where);
	failed++;
}

/* The stub's second half: how many of the x87 registers are to be filled. */
int give(void);
int give(void)
{
	unsigned char *bytes = (unsigned char *)&given;
	for (size_t i = 0; i < sizeof given; i++)
		bytes[i] = (unsigned char)(0x21 + i % 61);
	given.x87[0][7] |= 0x80;
	given.x87[1][7] |= 0x80;
	if (address_in) {
		uint64_t address;
		memcpy(&address, register_of(&seen, address_in), sizeof address);
		memcpy((void *)(uintptr_t)address, image, image_size);
		memcpy(&given.general[0], &address, sizeof address);
		memcpy(&given.general[6], &address, sizeof address);
	}
	memcpy(stack, seen.stack, sizeof stack);
	return n_x87;
}

/* MASK has 0xff where V's bytes mean something. */
static void prepare(void *v, void *mask, size_t size, filler *fill, int seed)
{
	unsigned char *m = (unsigned char *)mask, *bytes = (unsigned char *)v;
	memset(m, 0xff, size);
	fill(m, seed);
	memset(bytes, 0, size);
	fill(bytes, seed);
	for (size_t i = 0; i < size; i++)
		m[i] = m[i] == bytes[i] ? 0xff : 0;
}

/* The result is to be written to the address in register REG; without one, registers are what they are. */
static void expect_result(const char *reg, const void *value, size_t size, int x87)
{
	n_x87 = x87;
	address_in = reg;
	image = value;
	image_size = size;
}

static int same(const unsigned char *a, const unsigned char *b, const unsigned char *mask, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((!mask || mask[i]) && a[i] != b[i])
			return 0;
	return 1;
}

/* Bytes of a long double that x87 knows. */
static size_t known_size(const char *reg, size_t size)
{
	return strncmp(reg, "st", 2) == 0 && size > 10 ? 10 : size;
}

static inline void argument(const char *function, const char *name, const char *reg, size_t offset, size_t size,
			    const void *value, const void *mask, int by_reference, size_t whole)
{
	const unsigned char *at = register_of(&seen, reg), *bytes = (const unsigned char *)value;
	const unsigned char *m = (const unsigned char *)mask;
	uint64_t address;
	n_checks++;
	if (by_reference && at) {
		memcpy(&address, at, sizeof address);
		at = (const unsigned char *)(uintptr_t)address;
		offset = 0;
		size = whole;
	}
	if (!at || !same(at, bytes + offset, m ? m + offset : NULL, size))
		differs(function, name, reg);
}

static inline void in_memory(const char *function, const char *name, const void *value, const void *mask, size_t size)
{
	n_checks++;
	for (size_t i = 0; i + size <= sizeof stack; i += 4)
		if (same(stack + i, (const unsigned char *)value, (const unsigned char *)mask, size))
			return;
	differs(function, name, "memory");
}

/* Up to the size of an int. */
static inline void extended(const char *function, const char *name, const char *reg, int by_sign, const void *value,
			    size_t size)
{
	const unsigned char *at = register_of(&seen, reg), *bytes = (const unsigned char *)value;
	unsigned char fill = by_sign && bytes[size - 1] & 0x80 ? 0xff : 0;
	n_checks++;
	for (size_t i = size; at && i < sizeof(int); i++)
		if (at[i] != fill) {
			differs(function, name, "an extended register");
			return;
		}
}

static inline void returned(const char *function, const char *reg, size_t offset, size_t size, const void *result,
			    const void *expected, const void *mask)
{
	const unsigned char *at = reg ? register_of(&given, reg) : (const unsigned char *)expected;
	const unsigned char *m = (const unsigned char *)mask;
	n_checks++;
	if (reg)
		size = known_size(reg, size);
	if (!at || !same(at, (const unsigned char *)result + offset, m + offset, size))
		differs(function, "the result", reg ? reg : "memory");
}

static int summary(void)
{
	printf("%d places\n", n_checks);
	return failed != 0;
}
