// What is deprecated, and which version brought it: functions, fields, enumerators, and all kinds of types and values.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <ffiextract.h>

FFI_LIBRARY("standing", "3.0");

FFI_EXPORT_BEGIN

enum standing_mode {
	STANDING_PLAIN,
	/** Made by hand. */
	STANDING_OLD __attribute__((deprecated("use STANDING_PLAIN"))),
	STANDING_OLDER __attribute__((deprecated)), /**< Made by no one. */
	STANDING_NEW FFI_SINCE("2.1"),		    /**< Made anew */
	STANDING_BRIEF FFI_SINCE("2.2") __attribute__((deprecated("it came, \"and\" went"))),
};

/** Where it goes. */
struct standing_point {
	int x; /**< to the right */
	int y __attribute__((deprecated("it is always 0")));
	/** Towards you. */
	int z FFI_SINCE("2.0");
	bool flat __attribute__((deprecated));
	unsigned kind : 3 __attribute__((deprecated("use x"))) FFI_SINCE("1.5");
	enum standing_mode mode __attribute__((deprecated("use x")));
	int many[2] __attribute__((deprecated("use x")));
};

/** What has a text. */
struct standing_note {
	const char *text FFI_UTF8 FFI_NONNULL __attribute__((deprecated("use the other")));
	const char *other FFI_UTF8 FFI_NULLABLE __attribute__((deprecated("use neither"))) FFI_SINCE("2.0");
};

/** What it is worth. */
FFI_SINCE("2.0") int standing_worth(struct standing_point p, enum standing_mode mode FFI_DEFAULT(STANDING_OLDER));
FFI_SINCE("2.0") int standing_bare(void);
__attribute__((deprecated("use standing_worth"))) int standing_price(const struct standing_note *note);

/** How fast. */
enum standing_speed { STANDING_SLOW, STANDING_FAST } FFI_SINCE("1.1") __attribute__((deprecated("use numbers")));

/** What went before. */
struct standing_past {
	int x;
} FFI_SINCE("1.2") __attribute__((deprecated("use struct standing_point")));

union standing_both {
	int i;
	float f;
} __attribute__((deprecated));

/** A typedef that has taken its place deprecates nothing. */
struct standing_present {
	int x;
};
typedef struct standing_present standing_gift __attribute__((deprecated("use struct standing_present")));

/** Holds things. */
typedef struct standing_box standing_box FFI_SERVICE FFI_SINCE("1.3") __attribute__((deprecated("use a bag")));

FFI_CONSTRUCTOR(standing_box) FFI_OWNED standing_box *standing_box_new(void);
FFI_DESTRUCTOR(standing_box) void standing_box_free(standing_box *box);
int standing_box_speed(const standing_box *box, enum standing_speed speed);
/** How full it is. */
FFI_GETTER(level) __attribute__((deprecated("weigh it"))) int standing_box_level(const standing_box *box);
FFI_EQUALS __attribute__((deprecated("weigh them"))) bool standing_box_equal(const standing_box *a, const standing_box *b);

typedef int standing_ticket FFI_HANDLE(-1) FFI_SINCE("1.4") __attribute__((deprecated("use a box")));
standing_ticket standing_take(void);

typedef int (*standing_each)(void *user FFI_CONTEXT, int n) FFI_SINCE("1.5")
	__attribute__((deprecated("use standing_watcher")));
int standing_call(standing_each each FFI_USER_DATA(user) FFI_SCOPE(call), void *user);

/** Watches. */
typedef struct standing_watcher {
	/** Sees a number. */
	int (*seen)(void *user FFI_CONTEXT, int n) FFI_USER_DATA(user) FFI_SINCE("1.6")
		__attribute__((deprecated("use noticed")));
	/** Is told. */
	int (*noticed)(void *user FFI_CONTEXT, int n) FFI_USER_DATA(user) FFI_NULLABLE FFI_SINCE("1.7")
		__attribute__((deprecated));
	void *user;
} standing_watcher FFI_INTERFACE FFI_SINCE("1.8") __attribute__((deprecated("do not watch")));
int standing_watch(const standing_watcher *watcher FFI_SCOPE(call));

/** How many there may be.
 * @deprecated there is none */
#define STANDING_LIMIT 16
FFI_SINCE("1.9") FFI_CONSTANT(STANDING_LIMIT);

/** How many there are. */
extern int standing_count FFI_SINCE("1.10") __attribute__((deprecated("do not count")));

typedef struct standing_maybe {
	bool there;
	int value;
} standing_maybe FFI_OPTION(there) __attribute__((deprecated));
standing_maybe standing_ask(struct standing_past past, union standing_both *both, standing_gift *gift);

typedef struct standing_pair {
	const char *text FFI_UTF8 FFI_NONNULL;
	int n;
} standing_pair FFI_SINCE("1.12") __attribute__((deprecated("no pairs")));
int standing_tie(const standing_pair *pair);

typedef struct standing_shape {
	enum standing_mode mode;
	union {
		int round FFI_CASE(STANDING_PLAIN);
		double square FFI_CASE(STANDING_NEW);
	};
} standing_shape FFI_TAGGED(mode) FFI_SINCE("1.13") __attribute__((deprecated("no shapes")));
int standing_draw(const standing_shape *shape);

/** Adds one.
 * @deprecated write + 1 */
int standing_next(int n);

/** What may go wrong. */
enum standing_error { STANDING_OK, STANDING_BAD } FFI_ERROR(STANDING_OK) FFI_SINCE("1.14") __attribute__((deprecated("all is well")));
enum standing_error standing_spoil(void);

FFI_EXPORT_END

int standing_worth(struct standing_point p, enum standing_mode mode) { return p.x + (int)mode; }
int standing_bare(void) { return 0; }
int standing_price(const struct standing_note *note) { return note->text != NULL; }

struct standing_box {
	int level;
};
int standing_count;
standing_box *standing_box_new(void) { return calloc(1, sizeof(standing_box)); }
void standing_box_free(standing_box *box) { free(box); }
int standing_box_speed(const standing_box *box, enum standing_speed speed) { return box->level + (int)speed; }
int standing_box_level(const standing_box *box) { return box->level; }
bool standing_box_equal(const standing_box *a, const standing_box *b) { return a->level == b->level; }
standing_ticket standing_take(void) { return 1; }
int standing_next(int n) { return n + 1; }
int standing_call(standing_each each, void *user) { return each(user, 1); }
int standing_watch(const standing_watcher *watcher) { return watcher->seen(watcher->user, 1); }
standing_maybe standing_ask(struct standing_past past, union standing_both *both, standing_gift *gift)
{
	return (standing_maybe){true, past.x + both->i + gift->x};
}
int standing_tie(const standing_pair *pair) { return pair->n; }
int standing_draw(const standing_shape *shape) { return shape->round; }
enum standing_error standing_spoil(void) { return STANDING_BAD; }
