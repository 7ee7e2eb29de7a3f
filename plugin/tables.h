/*
 * What grows with the unit: lists, and maps by address. They live in the module's arena, which is made of few and
 * large pages; GCC's own vec and hash_map copy themselves through fresh ones, and these are the dearest that a scan
 * does. A zeroed one is empty. Nothing is removed.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFI_TABLES_H
#define FFI_TABLES_H

extern struct ffir_module *module;

template <typename T>
struct list {
	T *items;
	size_t n, room;

	/* Room for MOST items in all. */
	void
	reserve (size_t most)
	{
		T *old = items;
		if (most <= room)
			return;
		items = (T *) ffir_alloc (&module->arena, most * sizeof (T));
		if (n > 0)
			memcpy (items, old, n * sizeof (T));
		ffir_give_back (&module->arena, old, room * sizeof (T));
		room = most;
	}

	/* The item in the list, until the next is added. */
	T &
	add (const T &item)
	{
		if (n == room)
			reserve (room + room / 2 + 8);
		items[n] = item;
		return items[n++];
	}

	void
	give_back ()
	{
		ffir_give_back (&module->arena, items, room * sizeof (T));
		*this = {};
	}

	T &
	operator[] (size_t i) const
	{
		return items[i];
	}

	T *
	begin () const
	{
		return items;
	}

	T *
	end () const
	{
		return items + n;
	}
};

template <typename V>
struct address_map {
	struct entry {
		const void *key; /* NULL: free */
		V value;
	} * entries;
	size_t n, room; /* ROOM: a power of two, or 0 */

	/* KEY's entry, or the free one that it would have; there is one. */
	entry *
	find (const void *key) const
	{
		size_t i = (uintptr_t) key * UINT64_C (0x9e3779b97f4a7c15) >> 32 & (room - 1);
		while (entries[i].key != NULL && entries[i].key != key)
			i = (i + 1) & (room - 1);
		return &entries[i];
	}

	/* NULL if there is none; until the next is added. */
	V *
	get (const void *key) const
	{
		entry *e = room == 0 ? NULL : find (key);
		return e == NULL || e->key == NULL ? NULL : &e->value;
	}

	void
	grow ()
	{
		address_map grown = {NULL, n, room == 0 ? 16 : 2 * room};
		grown.entries = (entry *) ffir_alloc (&module->arena, grown.room * sizeof (entry));
		for (size_t i = 0; i < room; i++)
			if (entries[i].key != NULL)
				*grown.find (entries[i].key) = entries[i];
		ffir_give_back (&module->arena, entries, room * sizeof (entry));
		*this = grown;
	}

	/* KEY's value, a zeroed one if there was none; until the next is added. */
	V &
	at (const void *key)
	{
		if (n >= room / 4 * 3)
			grow ();
		entry *e = find (key);
		n += e->key == NULL;
		e->key = key;
		return e->value;
	}
};

#endif
