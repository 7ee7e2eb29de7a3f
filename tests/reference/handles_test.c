/*
 * Integers and pointers that stand for something else: handles.h through its generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

static struct safe_ref_failure failure;

static void show(ref_channel channel, void *user, struct safe_ref_failure *why)
{
	(void)why;
	*(int *)user += channel + 1;
}

int main(void)
{
	ref_channel one = -1, other = -1, next = -1;
	ref_place place = NULL;
	int sum = 0;
	EXPECT(safe_ref_channel_open(&one, &failure) && one == 0);
	EXPECT(safe_ref_channel_close(one, &failure) && !safe_ref_channel_close(one, &failure));
	EXPECT(failure.code == REF_INVALID);
	EXPECT(!safe_ref_channel_close(-1, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(!safe_ref_place_number(NULL, &sum, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_channel_pair(&one, &other, &failure) && other == 1);
	EXPECT(safe_ref_channel_next(-1, &next, &failure) && next == one);
	EXPECT(safe_ref_channel_each(show, &sum, &failure) && sum == 3);
	EXPECT(safe_ref_channel_need(&next, &failure) && safe_ref_channel_close(next, &failure));
	EXPECT(safe_ref_channel_close(one, &failure) && safe_ref_channel_close(other, &failure));
	EXPECT(safe_ref_place_of(7, &place, &failure) && safe_ref_place_number(place, &sum, &failure));
	EXPECT(sum == 7);
	EXPECT_NOTHING_ALIVE();
	return wrong != 0;
}
