/*
 * Objects that tell what went wrong with them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "store.h"

#include <stdlib.h>
#include <string.h>

#include "counts.h"

struct entry {
	char name[16];
	int number;
};

enum { ALIVE = 0x1234 };

struct ref_store {
	int alive; /* ALIVE, or it is none */
	const char *complaint;
	bool broken;
	int n_rows; /* objects */
	size_t n;
	struct entry entries[8];
};

static int fail(ref_store *store, int code, const char *complaint)
{
	store->complaint = complaint;
	return code;
}

const char *ref_store_complaint(ref_store *store)
{
	return store->complaint ? store->complaint : "nothing is wrong";
}

int ref_store_open(const char *name, ref_store **store)
{
	*store = calloc(1, sizeof **store);
	if (!*store)
		return REF_STORE_BROKEN;
	count_objects(1);
	(*store)->alive = ALIVE;
	(*store)->broken = name[0] == '!';
	return (*store)->broken ? fail(*store, REF_STORE_BROKEN, "no store has such a name") : REF_STORE_OK;
}

static struct entry *find(ref_store *store, const char *name)
{
	for (size_t i = 0; i < store->n; i++)
		if (strcmp(store->entries[i].name, name) == 0)
			return &store->entries[i];
	return NULL;
}

int ref_store_close(ref_store *store)
{
	if (store->alive != ALIVE) {
		count_objects(1); /* one too many for ever */
		return REF_STORE_BROKEN;
	}
	if (store->n_rows)
		return fail(store, REF_STORE_BROKEN, "its rows are open");
	int code = find(store, "!") ? REF_STORE_BROKEN : REF_STORE_OK;
	store->alive = 0;
	free(store);
	count_objects(-1);
	return code;
}

int ref_store_set(ref_store *store, const char *name, int number)
{
	struct entry *entry = find(store, name);
	if (!entry && (store->n == sizeof store->entries / sizeof *store->entries ||
		       strlen(name) >= sizeof entry->name))
		return fail(store, REF_STORE_BROKEN, "there is no room");
	if (!entry) {
		entry = &store->entries[store->n++];
		strcpy(entry->name, name);
	}
	entry->number = number;
	return REF_STORE_OK;
}

int ref_store_get(ref_store *store, const char *name, int *number)
{
	const struct entry *entry = find(store, name);
	if (!entry)
		return fail(store, REF_STORE_UNKNOWN, "nothing has that name");
	*number = entry->number;
	return REF_STORE_OK;
}

void *ref_store_inside(ref_store *store)
{
	return store->entries;
}

struct ref_rows {
	ref_store *store;
	size_t next;
};

int ref_rows_open(ref_store *store, ref_rows **rows)
{
	if (!store->n)
		return fail(store, REF_STORE_UNKNOWN, "it is empty");
	*rows = calloc(1, sizeof **rows);
	if (!*rows)
		return fail(store, REF_STORE_BROKEN, "there is no memory");
	(*rows)->store = store;
	store->n_rows++;
	count_objects(1);
	return REF_STORE_OK;
}

void ref_rows_close(ref_rows *rows)
{
	rows->store->n_rows--;
	free(rows);
	count_objects(-1);
}

int ref_rows_next(ref_rows *rows, const char **name, int *number)
{
	if (rows->next == rows->store->n)
		return REF_STORE_DONE;
	*name = rows->store->entries[rows->next].name;
	*number = rows->store->entries[rows->next++].number;
	if (*number < 0)
		return fail(rows->store, REF_STORE_BROKEN, "a number is negative");
	return REF_STORE_ROW;
}

struct ref_summary *ref_summary_new(ref_store *store)
{
	struct ref_summary *summary = store->n ? calloc(1, sizeof *summary) : NULL;
	if (!summary)
		return NULL;
	summary->n = (int)store->n;
	summary->first = store->entries[0].name;
	summary->hidden = store;
	count_objects(1);
	return summary;
}

void ref_summary_free(struct ref_summary *summary)
{
	free(summary);
	count_objects(-1);
}

struct ref_seal *ref_seal_new(ref_store *store)
{
	struct ref_seal *seal = calloc(1, sizeof *seal);
	if (!seal)
		return NULL;
	seal->store = store;
	seal->secret = (int)store->n;
	count_objects(1);
	return seal;
}

void ref_seal_free(struct ref_seal *seal)
{
	free(seal);
	count_objects(-1);
}

bool ref_seal_holds(const struct ref_seal *seal)
{
	return seal->secret == (int)seal->store->n;
}
