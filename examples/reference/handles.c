/*
 * Integers and pointers that stand for something else.
 *
 * SPDX-License-Identifier: MIT
 */
#include "handles.h"

#include "counts.h"

enum { N_CHANNELS = 4 };

static bool is_open[N_CHANNELS];

ref_channel ref_channel_open(void)
{
	for (int i = 0; i < N_CHANNELS; i++)
		if (!is_open[i]) {
			is_open[i] = true;
			count_objects(1);
			return i;
		}
	return -1;
}

ref_channel ref_channel_need(void)
{
	return ref_channel_open();
}

enum ref_error ref_channel_pair(ref_channel *one, ref_channel *other)
{
	*one = ref_channel_open();
	*other = ref_channel_open();
	if (*other >= 0)
		return REF_OK;
	if (*one >= 0)
		ref_channel_close(*one);
	return REF_EMPTY;
}

enum ref_error ref_channel_close(ref_channel channel)
{
	if (channel < 0 || channel >= N_CHANNELS || !is_open[channel])
		return REF_INVALID;
	is_open[channel] = false;
	count_objects(-1);
	return REF_OK;
}

ref_channel ref_channel_next(ref_channel channel)
{
	for (int i = channel + 1; i < N_CHANNELS; i++)
		if (is_open[i])
			return i;
	return -1;
}

void ref_channel_each(void (*show)(ref_channel channel, void *user), void *user)
{
	for (int i = 0; i < N_CHANNELS; i++)
		if (is_open[i])
			show(i, user);
}

static char places[10];

ref_place ref_place_of(int number)
{
	return number < 0 || number > 9 ? NULL : &places[number];
}

int ref_place_number(ref_place place)
{
	return (int)((char *)place - places);
}
