// Doc comments: what becomes of them, also of those that could break an output.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("docs", "1.0");

FFI_EXPORT_BEGIN

/**
 * Brief words that end here. And more of them, with "quotes", \"\"\" and a backslash: \\n.
 *
 * A paragraph with </summary> & <b>markup</b>, and 100 % of it.
 *
 * @param[in] a the first, a very long description that has to be broken over several lines of the output because it is so long
 * @param b the second
 *   that goes on
 * @return their sum
 * @since 1.2
 */
int docs_add(int a, int b);
int docs_add(int a, int b) { return a + b; }

/// One line.
void docs_line(void);
void docs_line(void) {}

/* Plain, and touching. */
void docs_plain(void);
void docs_plain(void) {}

/**
 * docs_kernel - in the kernel's way
 * @n: how many
 *
 * Return: twice as many
 */
int docs_kernel(int n);
int docs_kernel(int n) { return 2 * n; }

/**
 * enum docs_mode - how it is done
 * @DOCS_FAST: at once
 * @DOCS_SLOW: later on.
 *             Then well.
 */
enum docs_mode {
	DOCS_FAST,
	DOCS_SLOW,
	/** @DOCS_NEVER: not at all */
	DOCS_NEVER,
};

/**
 * docs_pair:
 * @first: the first &mdash; &#39;one&#39;
 * @second: (nullable): see [func@Docs.add]
 *
 * A pair.
 */
struct docs_pair {
	int first;
	int second; /**< The second. It follows. */
};

/**
 * Reads pairs.
 *
 * What is read:
 * - pairs
 * - nothing else
 *
 * Like this:
 * @code
 * int n = 1 < 2;
 *
 * docs_read("x", &n);
 * @endcode
 * Or not.
 *
 * @param name whose
 * @param[out] out where they go
 * @param[in,out] n how many
 * @return how many there were
 * @see docs_add
 * @deprecated write on
 */
int docs_read(const char *name, struct docs_pair **out, int *n);
int docs_read(const char *name, struct docs_pair **out, int *n) { return name && out && n; }

FFI_EXPORT_END
