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

FFI_EXPORT_END
