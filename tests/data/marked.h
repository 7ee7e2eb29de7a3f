/* A header that says much for other compilers than GCC, as those of GLib, Windows and Apple do. */
#ifndef MARKED_H
#define MARKED_H

#include <stddef.h>

#ifdef __clang__
#define MARKED_CLANG 1
#else
#define _Nonnull
#define _Nullable
#endif

#ifndef _In_reads_
#define _In_reads_(count)
#define _Out_
#define _Ret_maybenull_
#endif

#define MARKED_OWNED /* (transfer full) */

typedef struct marked_list marked_list;

/* The callers' own: what it means stands in no note. */
#define MARKED_API extern

MARKED_API int marked_sum(_In_reads_(n) const int *numbers, size_t n);
MARKED_API void marked_ends(const char *_Nonnull text, _Out_ char *_Nonnull first, _Out_ int *last);
MARKED_API _Ret_maybenull_ const char *marked_name(int which);
MARKED_API const char *_Nullable marked_label(const char *_Nullable of);
MARKED_API char *MARKED_OWNED marked_copy(const char *text);
MARKED_API void marked_free(void *memory);
MARKED_API int marked_odd(const char *_Nonnull *_Nullable texts);
MARKED_API int marked_wrong(int _Nonnull);

#endif
