/*
 * What the parameters of function types say, which a function type forgets. SPDX-License-Identifier: MIT
 */
#include <ffiextract.h>
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
FFI_EXPORT_BEGIN
/** Each row. */
typedef int (*row_fn)(int row /**< the row's number */, char **cells FFI_ARRAY(row), void *user FFI_CONTEXT);
/** A function type. */
typedef int visit(const char *name /**< of the file */, void *user FFI_CONTEXT);
struct table {
	/** called for each */
	int (*each)(int count /**< how many */, const int *values FFI_ARRAY(count), void *user FFI_CONTEXT);
	visit *visitor;
	void (*nested)(int (*inner)(double x /**< inside */, void *ctx FFI_CONTEXT), void *user);
	int (*(*maker)(int first))(char second);
	void (*list[3])(int index);
};
int walk(visit *v FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
int walk2(visit v FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
void direct(int (*compare)(const void *a /**< the left */, const void *b /**< the right */) FFI_SCOPE(call));
int (*get(int which))(int arg /**< of the result */);
extern int (*hook)(int event /**< which */, void *data FFI_NULLABLE);
typedef visit *visit_pointer;
typedef int (*later)(struct table *t, int (*each)(int n, void *u), void *u);
int old(later cb FFI_USER_DATA(p) FFI_SCOPE(call), void *p);
FFI_EXPORT_END
#ifdef __cplusplus
}
#endif
