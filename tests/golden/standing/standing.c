// What is deprecated, and which version brought it: functions, fields, enumerators.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
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

FFI_EXPORT_END

int standing_worth(struct standing_point p, enum standing_mode mode) { return p.x + (int)mode; }
int standing_bare(void) { return 0; }
int standing_price(const struct standing_note *note) { return note->text != NULL; }
