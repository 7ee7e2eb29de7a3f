/*
 * Floating constants in decimal, exactly.
 *
 * A number is M * 2^e with an integer M. Where e is negative that is M * 5^-e / 10^-e: in decimal either is an
 * integer and the place of its point.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/decimal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a "word" of nine decimal digits; the least significant word stands first. */
enum { BASE = 1000000000, WORD_DIGITS = 9 };

/* Twice IEEE quad's range. */
enum { MAX_EXPONENT = 40000, MAX_HEX_DIGITS = 64 };

/* 5^(MAX_EXPONENT + 4 * MAX_HEX_DIGITS) * 16^MAX_HEX_DIGITS */
enum { MAX_WORDS = 3200 };

struct big {
	uint32_t *words;
	size_t n;
};

struct parsed {
	struct big mantissa;
	long exponent; /* of two */
	bool is_negative;
};

/* FACTOR is at most BASE. */
static void multiply(struct big *b, uint32_t factor, uint32_t add)
{
	uint64_t carry = add;
	for (size_t i = 0; i < b->n; i++) {
		carry += (uint64_t)b->words[i] * factor;
		b->words[i] = (uint32_t)(carry % BASE);
		carry /= BASE;
	}
	if (carry)
		b->words[b->n++] = (uint32_t)carry;
}

static void multiply_power(struct big *b, uint32_t base, long exponent)
{
	for (; exponent >= 12; exponent -= 12) {
		uint32_t power = 1;
		for (int i = 0; i < 12; i++)
			power *= base;
		multiply(b, power, 0);
	}
	for (; exponent > 0; exponent--)
		multiply(b, base, 0);
}

static bool parse(struct ffir_arena *a, const char *text, struct parsed *out)
{
	const char *at = text + (*text == '-');
	bool behind_point = false;
	unsigned n = 0;
	if (strncmp(at, "0x", 2) != 0)
		return false;
	*out = (struct parsed){.is_negative = at != text};
	out->mantissa.words = (uint32_t *)ffir_alloc(a, MAX_WORDS * sizeof *out->mantissa.words);
	for (at += 2; *at && *at != 'p'; at++) {
		static const char digits[] = "0123456789abcdef";
		const char *digit = strchr(digits, *at);
		if (*at == '.' && !behind_point) {
			behind_point = true;
			continue;
		}
		if (!digit || n++ == MAX_HEX_DIGITS)
			return false;
		multiply(&out->mantissa, 16, (uint32_t)(digit - digits));
		out->exponent -= behind_point ? 4 : 0;
	}
	char *end;
	errno = 0;
	long exponent = *at == 'p' ? strtol(at + 1, &end, 10) : 0;
	if (*at != 'p' || end == at + 1 || *end || errno || labs(exponent) > MAX_EXPONENT)
		return false;
	out->exponent += exponent;
	return n > 0;
}

static char *digits_of(struct ffir_arena *a, const struct big *b)
{
	char *text = (char *)ffir_alloc(a, b->n * WORD_DIGITS + 2), *to = text;
	if (!b->n)
		return strcpy(text, "0");
	for (size_t i = b->n; i-- > 0;)
		to += snprintf(to, WORD_DIGITS + 1, i + 1 == b->n ? "%" PRIu32 : "%09" PRIu32, b->words[i]);
	return text;
}

/* Leaves WANTED digits of TEXT without zeros behind; true if that is one digit more of a number before. */
static bool round_digits(char *text, size_t wanted)
{
	size_t n = strlen(text);
	bool overflows = false;
	if (n > wanted) {
		bool up = text[wanted] >= '5';
		n = wanted;
		while (up && n > 0 && text[n - 1] == '9')
			n--;
		overflows = up && n == 0;
		if (overflows)
			text[n++] = '1';
		else if (up)
			text[n - 1]++;
	}
	while (n > 1 && text[n - 1] == '0')
		n--;
	text[n] = '\0';
	return overflows;
}

/* DIGITS times ten to the EXPONENT behind the first of them, as %g. */
static const char *placed(struct ffir_arena *a, const char *sign, const char *digits, long exponent,
			  unsigned wanted)
{
	long n = (long)strlen(digits);
	const char *point = n > 1 ? "." : "";
	if (exponent < -4 || exponent >= (long)wanted)
		return ffir_printf(a, "%s%c%s%se%+03ld", sign, *digits, point, digits + 1, exponent);
	if (exponent < 0)
		return ffir_printf(a, "%s0.%.*s%s", sign, (int)-exponent - 1, "0000", digits);
	if (exponent >= n - 1)
		return ffir_printf(a, "%s%s%.*d", sign, digits, (int)(exponent - n + 1), 0);
	return ffir_printf(a, "%s%.*s.%s", sign, (int)exponent + 1, digits, digits + exponent + 1);
}

const char *decimal_of(struct ffir_arena *a, const char *text, unsigned digits)
{
	struct parsed p;
	if (!parse(a, text, &p))
		return NULL;
	const char *sign = p.is_negative ? "-" : "";
	long places = p.exponent < 0 ? -p.exponent : 0;
	multiply_power(&p.mantissa, places ? 5 : 2, labs(p.exponent));
	if (!p.mantissa.n)
		return ffir_printf(a, "%s0", sign);
	char *all = digits_of(a, &p.mantissa);
	long exponent = (long)strlen(all) - 1 - places;
	exponent += round_digits(all, digits);
	return placed(a, sign, all, exponent, digits);
}
