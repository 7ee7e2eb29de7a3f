/* The licence, which documents nothing. */
/** @file
 * About [comments.h]. */
#ifndef COMMENTS_H
#define COMMENTS_H

#include <stddef.h>

#define API __attribute__ ((visibility ("default")))

/** [LIMIT] under a condition. */
#ifndef LIMIT
#define LIMIT 10
#endif
#define BEHIND 1 /**< [BEHIND] */
#define BEHIND_PLAIN 2 /* [BEHIND_PLAIN] */
#define BEHIND_CONTINUED (1 + \
			  2) // [BEHIND_CONTINUED]
#define no_NOTHING 3
/// [RUN] of
/// several lines
#define RUN 4
/** [EITHER] in both branches. */
#ifdef _WIN32
#define EITHER 5
#else
#define EITHER 6
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** [record] */
struct record {
	int first;	    /**< [first] */
	int second, third;  /* [second] and [third] */
	/** [inner] */
	struct {
		int deep; //!< [deep]
	} inner;
	/*! [bits] */
	unsigned bits : 3;
	int no_field;
	/** [hook] */
	void (*hook) (int hook_row /**< [hook_row] */, void *no_hook_user);
	int above;
	/**< [above] stands before this. */
	int text[2 * sizeof (int)]; ///< [text]
				    ///< goes on
};

/** [untagged] belongs to the typedef. */
typedef struct {
	int no_untagged_field;
} untagged;

/** [tagged] and [tagged_name] */
typedef struct tagged {
	int no_tagged_field;
} tagged_name;

/** [packed] */
struct __attribute__ ((packed)) packed {
	char no_packed_field;
};

struct behind { /**< [behind] */
	int no_behind_field;
};

/** [opaque] */
typedef struct opaque opaque;

/** [color] */
enum color {
	RED,   /**< [RED] */
	GREEN = 1 << 3, /* [GREEN] */
	/** [BLUE] */
	BLUE,
	no_BLACK,
	/* [WHITE] */ WHITE, no_GREY,
	LAST /**< [LAST] */
};

/** [row_fn] */
typedef int (*row_fn) (void *no_row_user, /** [row_value] */ int row_value);

/** [function] with a comment
 *
 *	const char *s = "/ *"; // and code
 */
API int function (const struct record *no_first, /** [documented] */ int documented,
		  int last /**< [last] */);

/* [plain] touches. */
API const struct record *plain (int no_plain_param);

/* A headline that touches nothing. */

API int no_headline (void);
API int no_after (void);

/** [chosen] in a branch that is compiled. */
#if defined(NEVER_DEFINED)
API long chosen (void);
#elif 0
API short chosen (void);
#else
API int chosen (void);
#endif

/** [returns_hook] */
API void (*returns_hook (int no_sig, void (*no_handler) (int))) (int);

/** Nearer counts. */

/** [nearest] */
API untagged *nearest (opaque *no_opaque, enum color no_color, row_fn no_rows, tagged_name no_tagged,
		       struct packed no_packed, struct behind no_behind);

/** [shared] and [shared_too] */
extern API int shared, shared_too;

/** @defgroup group Not about what follows
 * @{ */
API int no_group (void);
/** @} */

#define DECLARE(type, name) API type name (void);
/** [made_by_macro] */
DECLARE (int, made_by_macro)

#define OF(parameters) parameters
/** [spread] */
API int spread OF ((int no_spread_param));

/* don't count "quotes: [apostrophe] */
API char apostrophe (void); API int second_on_line (void); /* [second_on_line] */

/** [before_include] is lost. */
#include <limits.h>
API int no_include (void);

/** [static_inline] */
static inline int
static_inline (struct record *no_argument)
{
	/** inside */
	int local = no_argument->first; /**< [local] */
	return local;
}
API int no_end (void);

#ifdef __cplusplus
}
#endif
#endif
