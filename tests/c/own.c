/* A library whose functions are called as the safe layer calls what it has for itself. */
#include <ffiextract.h>
#include <stdint.h>
#include <stdlib.h>

FFI_LIBRARY("own", "1");
FFI_EXPORT_BEGIN

int own_copy(int a)
{
	return a + 1;
}
int own_end_closures(int a)
{
	return a + 2;
}
int own_enter(int a)
{
	return a + 3;
}
int own_fail(int a)
{
	return a + 4;
}
int own_failure(int a)
{
	return a + 5;
}
int own_failure_kind(int a)
{
	return a + 6;
}
int own_leave(int a)
{
	return a + 7;
}
int own_pending(int a)
{
	return a + 8;
}
int own_report(int a)
{
	return a + 9;
}
int own_units(int a)
{
	return a + 10;
}
int plain(int a)
{
	return a + 11;
}
int safe_plain(int a)
{
	return a + 12;
}

/* What all of these are for has to be there. */
FFI_OWNED_BY(free) FFI_UTF16 uint16_t *own_text(const uint16_t *text FFI_UTF16)
{
	(void)text;
	return (uint16_t *)calloc(1, sizeof(uint16_t));
}

typedef int visit(int n, void *user FFI_CONTEXT);
typedef void done(void *user);

int own_later(FFI_USER_DATA(user) FFI_DESTROY(end) FFI_SCOPE(notified) visit *each, void *user, done *end)
{
	int result = each(13, user);
	end(user);
	return result;
}
int own_later_each_call(int a)
{
	return a + 14;
}
int own_later_each_end(int a)
{
	return a + 15;
}
int own_later_each_run(int a)
{
	return a + 16;
}

struct box {
	int x FFI_EXPORT;
	visit *kept;
};
FFI_CONSTRUCTOR(box) void box_init(struct box *box)
{
	box->x = 17;
}
FFI_DESTRUCTOR(box) void box_end(struct box *box)
{
	box->x = 0;
}
int box_get_x(const struct box *box)
{
	return box->x + 18;
}
void box_set_x(struct box *box, int x)
{
	box->x = x + 19;
}
int box_keep(struct box *box, FFI_USER_DATA(user) FFI_RETAINED visit *each, void *user)
{
	box->kept = each;
	return each(20, user);
}

FFI_EXPORT_END
