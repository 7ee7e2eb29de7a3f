/*
 * Structs whose fields are more than numbers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "records.h"

#include <string.h>

#include "memory.h"

struct ref_person ref_person_make(const char *name, int32_t marks)
{
	struct ref_person person = {.name = memory_copy(name), .code = "de"};
	if (strlen(name) > 3)
		person.nick = memory_copy(name + 3);
	person.marks = ref_count_up(marks, &person.n_marks);
	person.age = ref_option_half(marks);
	return person;
}

int64_t ref_person_weigh(const struct ref_person *person)
{
	int64_t weight = (int64_t)strlen(person->name) + ref_sum(person->marks, person->n_marks);
	if (person->nick)
		weight += 1000;
	return weight + ref_option_or(person->age, 0) + (int64_t)strlen(person->code);
}

enum ref_fault ref_person_find(const char *name, struct ref_person *person)
{
	if (!*name)
		return REF_FAULT_NOT_FOUND;
	*person = ref_person_make(name, 4);
	return REF_FAULT_NONE;
}

struct ref_people ref_people_of(const char *names)
{
	struct ref_people people = {0};
	size_t n;
	char **words = ref_texts_split(names, &n);
	people.items = memory_allocate(n * sizeof *people.items);
	for (size_t i = 0; people.items && i < n; i++)
		people.items[people.n++] = ref_person_make(words[i], (int32_t)i);
	ref_texts_free(words);
	return people;
}

enum ref_fault ref_people_find(const char *names, struct ref_people *people)
{
	if (!*names)
		return REF_FAULT_NOT_FOUND;
	*people = ref_people_of(names);
	return REF_FAULT_NONE;
}

int64_t ref_people_weigh(const struct ref_person *people, size_t n)
{
	int64_t weight = 0;
	for (size_t i = 0; i < n; i++)
		weight += ref_person_weigh(&people[i]);
	return weight;
}

struct ref_sticker ref_sticker_make(const char *title)
{
	struct ref_sticker sticker = {.mark = "m\xff", .digest = {0, 1, 0, 2}, .salt = {3, 0, 4, 0}};
	strncpy(sticker.title, title, sizeof sticker.title - 1);
	return sticker;
}

static unsigned sum_bytes(const void *bytes, size_t n)
{
	unsigned sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += ((const uint8_t *)bytes)[i];
	return sum;
}

unsigned ref_sticker_weigh(const struct ref_sticker *sticker)
{
	return sum_bytes(sticker->title, strlen(sticker->title)) +
	       sum_bytes(sticker->mark, strlen(sticker->mark)) +
	       sum_bytes(sticker->digest, sizeof sticker->digest) +
	       sum_bytes(sticker->salt, sizeof sticker->salt);
}

enum ref_fault ref_options_apply(const struct ref_options *options, int *level)
{
	if (options->size != sizeof *options || options->version != 3)
		return REF_FAULT_INVALID;
	*level = options->fast ? 2 * options->level : options->level;
	return REF_FAULT_NONE;
}

enum ref_fault ref_options_usual(struct ref_options *options)
{
	if (options->size != sizeof *options)
		return REF_FAULT_INVALID;
	options->level = 6;
	options->fast = true;
	return REF_FAULT_NONE;
}
