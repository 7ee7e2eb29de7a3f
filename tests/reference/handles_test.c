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

static void there_are_so_many(void)
{
	ref_channel channels[4], one = -1, other = -1;
	for (int i = 0; i < 4; i++)
		EXPECT(safe_ref_channel_need(&channels[i], &failure) && channels[i] == i);
	EXPECT(!safe_ref_channel_need(&one, &failure) && failure.kind == SAFE_REF_FAILED && one == -1);
	EXPECT(safe_ref_channel_open(&one, &failure) && one == -1);
	EXPECT(safe_ref_channel_close(channels[3], &failure));
	EXPECT(!safe_ref_channel_pair(&one, &other, &failure) && failure.code == REF_EMPTY);
	for (int i = 0; i < 3; i++)
		EXPECT(safe_ref_channel_close(channels[i], &failure));
	EXPECT_NOTHING_ALIVE();
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
	there_are_so_many();
	return wrong != 0;
}
