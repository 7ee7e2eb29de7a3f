/* The functions of calls.h. SPDX-License-Identifier: MIT */
#include "calls.h"

#include <stdlib.h>
#include <string.h>

struct calls_bell {
	calls_visit visit;
	void *user;
	calls_listener listener;
	void *listener_user;
};

void calls_void(void)
{
}

uint32_t calls_u32(uint32_t x)
{
	return x + 1;
}

uint32_t calls_five(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e)
{
	return a + b + c + d + e;
}

uint32_t calls_ten(uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e, uint32_t f, uint32_t g,
		   uint32_t h, uint32_t i, uint32_t j)
{
	return a + b + c + d + e + f + g + h + i + j;
}

double calls_by_value(struct calls_point p)
{
	return p.x + p.y;
}

double calls_by_pointer(const struct calls_point *p)
{
	return p->x + p->y;
}

size_t calls_string(const char *text)
{
	return strlen(text);
}

size_t calls_total(const uint8_t *data, size_t n)
{
	return n ? data[0] + n : 0;
}

uint32_t calls_each(uint32_t n, calls_visit visit, void *user)
{
	uint32_t sum = 0;
	for (uint32_t i = 0; i < n; i++)
		sum += visit(i, user);
	return sum;
}

calls_bell *calls_bell_new(void)
{
	calls_bell *bell = calloc(1, sizeof *bell);
	if (!bell)
		abort();
	return bell;
}

void calls_bell_free(calls_bell *bell)
{
	free(bell);
}

void calls_bell_hook(calls_bell *bell, calls_visit visit, void *user)
{
	bell->visit = visit;
	bell->user = user;
}

uint32_t calls_bell_ring(calls_bell *bell, uint32_t n)
{
	return bell->visit ? calls_each(n, bell->visit, bell->user) : 0;
}

void calls_bell_listen(calls_bell *bell, calls_listener listener, void *user)
{
	bell->listener = listener;
	bell->listener_user = user;
}

void calls_bell_tell(calls_bell *bell, uint32_t n)
{
	for (uint32_t i = 0; bell->listener && i < n; i++)
		bell->listener(i, bell->listener_user);
}
