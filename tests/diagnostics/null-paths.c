// NULL that is returned against a promise, where the body lets it through; and where it does not. A pointer for the call that
// is stored in what ends with the call.
// LANG: c
#include <assert.h>
#include <ffiextract.h>
#include <stddef.h>
#include <stdlib.h>

enum kind { ONE, TWO };
struct node { struct node *next; int *value; int count; };
static int table[2];
void other(void);

FFI_EXPORT_BEGIN

FFI_NONNULL int *early(struct node *p)
{
	if (!p)
		return NULL;
	return p->value;
}

FFI_NONNULL int *early_either(struct node *p, struct node *q)
{
	if (!p || !q)
		return NULL;
	return p->value;
}

FFI_NONNULL int *early_twice(struct node *p, struct node *q)
{
	if (p == NULL)
		return NULL;
	if (q == NULL)
		return NULL;
	return p->value;
}

FFI_NONNULL int *early_goto(struct node *p, struct node *q)
{
	if (!p)
		goto wrong;
	if (!q)
		goto wrong;
	return p->value;
wrong:
	other();
	return NULL;
}

FFI_NONNULL int *conditional(struct node *p) { return p ? p->value : NULL; }

FFI_NONNULL int *conditional_chain(struct node *p, struct node *q) { return p && q ? p->value : NULL; }

FFI_NONNULL int *expected(struct node *p)
{
	if (__builtin_expect(p == NULL, 0))
		return NULL;
	return p->value;
}

FFI_NONNULL int *checked(struct node *p)
{
	int good = p != NULL && p->count > 0;
	if (p == NULL)
		good = 0;
	return p != NULL ? p->value : NULL;
}

FFI_NONNULL int *stored_check(struct node *p, struct node *q)
{
	int good = p != NULL && q != NULL;
	if (!good)
		return NULL;
	return p->value;
}

FFI_NONNULL int *tested_before_use(struct node *p)
{
	int *found = p->count ? p->value : NULL;
	if (found == NULL)
		found = table;
	return found;
}

FFI_NONNULL int *tested_and_left(struct node *p)
{
	int *found = p->count ? p->value : NULL;
	if (found != NULL)
		return found;
	return table;
}

FFI_NONNULL int *tested_conditional(struct node *p)
{
	int *found = p->count ? p->value : NULL;
	return found ? found : table;
}

FFI_NONNULL int *tested_with_more(struct node *p)
{
	int *found = p->count ? p->value : NULL;
	if (found && p->count > 3)
		return found;
	return table;
}

FFI_NONNULL int *asserted(struct node *p)
{
	int *found = p->count ? p->value : NULL;
	assert(found);
	return found;
}

FFI_NONNULL int *aborted(struct node *p)
{
	int *found = NULL;
	if (p->count)
		found = p->value;
	if (found == NULL)
		abort();
	return found;
}

FFI_NONNULL int *used(struct node *p)
{
	int *found = p->count ? p->value : NULL;
	*found = 3;
	return found;
}

FFI_NONNULL int *same_test(struct node *p, int which)
{
	int *found = NULL;
	if (which)
		found = p->value;
	if (!which)
		return table;
	return found;
}

FFI_NONNULL int *same_field(struct node *p)
{
	int *found = NULL;
	if (p->count)
		found = p->value;
	other();
	if (!p->count)
		return table;
	return found;
}

FFI_NONNULL int *searched(struct node *p, int n)
{
	int *found = NULL;
	for (int i = 0; i < n; i++)
		if (p[i].count) {
			found = p[i].value;
			break;
		}
	return found;
}

FFI_NONNULL int *sought(struct node *p)
{
	int *found = NULL;
	while (!found) {
		found = p->value;
		p = p->next;
	}
	return found;
}

FFI_NONNULL int *endless(struct node *p)
{
	for (;; p = p->next)
		if (p->value)
			return p->value;
	return NULL;
}

FFI_NONNULL int *by_kind(enum kind k)
{
	switch (k) {
	case ONE:
		return table;
	case TWO:
		return table + 1;
	}
	return NULL;
}

FFI_NONNULL int *retried(struct node *p)
{
	int *found = NULL;
	do {
		found = p->count > 1 ? p->value : NULL;
		p = p->next;
	} while (!found);
	return found;
}

FFI_NONNULL int *inside(struct node *p) { return &p->next->count; }

FFI_NONNULL int *plainly(void) { return NULL; } // EXPECT: 205: warning: 'FFI_NONNULL' contradicts the body: 'plainly' returns NULL here [ffi-contradiction]
// EXPECT: 205: note: 'FFI_NONNULL' is here

FFI_NONNULL int *in_the_end(struct node *p, int n)
{
	for (int i = 0; i < n; i++)
		if (p[i].count)
			return p[i].value;
	return NULL; // EXPECT: 213: warning: 'FFI_NONNULL' contradicts the body: 'in_the_end' returns NULL here [ffi-contradiction]
}
// EXPECT: 208: note: 'FFI_NONNULL' is here

FFI_NONNULL int *without_field(struct node *p)
{
	if (p->count == 0)
		return NULL; // EXPECT: 220: warning: 'FFI_NONNULL' contradicts the body: 'without_field' returns NULL here [ffi-contradiction]
	return p->value;
}
// EXPECT: 217: note: 'FFI_NONNULL' is here

FFI_NONNULL int *initialised(struct node *p)
{
	int *found = NULL; // EXPECT: 227: warning: 'FFI_NONNULL' contradicts the body: 'initialised' returns NULL here [ffi-contradiction]
	if (p->count)
		found = p->value;
	return found;
}
// EXPECT: 225: note: 'FFI_NONNULL' is here

FFI_NONNULL int *nullable(FFI_NULLABLE struct node *p) { return p ? p->value : NULL; } // EXPECT: 234: warning: 'FFI_NONNULL' contradicts the body: 'nullable' returns NULL here [ffi-contradiction]
// EXPECT: 234: note: 'FFI_NONNULL' is here

FFI_NONNULL int *given_back(struct node *p)
{
	int *found = p->count ? p->value : NULL; // EXPECT: 239: warning: 'FFI_NONNULL' contradicts the body: 'given_back' returns NULL here [ffi-contradiction]
	if (found == NULL)
		other();
	return found;
}
// EXPECT: 237: note: 'FFI_NONNULL' is here

FFI_NONNULL int *either(struct node *p, int n)
{
	if (!p || n > 3)
		return NULL; // EXPECT: 249: warning: 'FFI_NONNULL' contradicts the body: 'either' returns NULL here [ffi-contradiction]
	return p->value;
}
// EXPECT: 246: note: 'FFI_NONNULL' is here

void in_local(FFI_SCOPE(call) int *p)
{
	struct node here, *to = &here;
	to->value = p;
}

void in_one_of_two(FFI_SCOPE(call) int *p, int which)
{
	struct node here, there, *to = which ? &here : &there;
	to->value = p;
}

void in_list(FFI_SCOPE(call) int *p)
{
	struct node here, first;
	first.next = &here;
	first.next->value = p;
}

void in_alloca(FFI_SCOPE(call) int *p)
{
	struct node *to = __builtin_alloca(sizeof *to);
	to->value = p;
}
FFI_EXPORT_END
