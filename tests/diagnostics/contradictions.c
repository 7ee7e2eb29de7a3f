// What a body does against what was promised; both places are shown.
// FLAGS: -O2 -fPIC
#include <ffiextract.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef int (*compare)(const void *, const void *);
typedef void (*visitor)(int what);
struct pair { int *first; int second; };
static visitor kept_visitor;
static struct pair *kept_pair;
static int pool[8];
static struct pair only;
void other(void);

#ifdef __cplusplus
extern "C" {
#endif
FFI_EXPORT_BEGIN
void writes(FFI_IN int *p); // EXPECT: 21: note: 'FFI_IN' is here
void writes(int *p) { p[2] = 1; } // EXPECT: 22: warning: 'FFI_IN' contradicts the body: what 'p' points to is written here [ffi-contradiction]
void clears(FFI_IN struct pair *p) // EXPECT: 23: note: 'FFI_IN' is here
{
	memset(p, 0, sizeof *p); // EXPECT: 25: warning: 'FFI_IN' contradicts the body: what 'p' points to is written here
}
void writes_far(FFI_IN struct pair *p) { *p->first = 1; }
int reads(FFI_IN struct pair *p)
{
	struct pair copy = *p;
	copy.second++;
	p = &only;
	p->second = 2;
	return copy.second;
}

void keeps(FFI_SCOPE(call) struct pair *p) // EXPECT: 37: note: 'FFI_SCOPE(call)' is here
{
	kept_pair = p; // EXPECT: 39: warning: 'FFI_SCOPE(call)' contradicts the body: 'p' is kept here
}
void keeps_in(struct pair *to, FFI_SCOPE(call) int *p) { to->first = p; } // EXPECT: 41: warning: 'FFI_SCOPE(call)' contradicts the body: 'p' is kept here
// EXPECT: 41: note: 'FFI_SCOPE(call)' is here
void sets_and_clears(FFI_SCOPE(call) visitor f) { kept_visitor = f; other(); kept_visitor = NULL; }
int local(FFI_SCOPE(call) int *p)
{
	struct pair here = {p, 0};
	return *here.first;
}

FFI_LEAF void calls(FFI_SCOPE(forever) visitor f) { f(1); } // EXPECT: 50: warning: 'FFI_LEAF' contradicts the body: 'f' is called back here
// EXPECT: 50: note: 'FFI_LEAF' is here
FFI_LEAF void sorts(FFI_ARRAY(n) int *v, size_t n, FFI_SCOPE(forever) compare c) { qsort(v, n, sizeof *v, c); } // EXPECT: 52: warning: 'FFI_LEAF' contradicts the body: 'c' is called back here
// EXPECT: 52: note: 'FFI_LEAF' is here

FFI_OWNED_BY(free) char *literal(void) { return (char *) "text"; } // EXPECT: 55: warning: 'FFI_OWNED_BY(free)' contradicts the body: what 'literal' returns here is nobody's to free
// EXPECT: 55: note: 'FFI_OWNED_BY(free)' is here
FFI_OWNED_BY(free) void *whole(int a) { return a ? &only : NULL; } // EXPECT: 57: warning: 'FFI_OWNED_BY(free)' contradicts the body: what 'whole' returns here is nobody's to free
// EXPECT: 57: note: 'FFI_OWNED_BY(free)' is here
FFI_OWNED_BY(free) int *of_pool(int i) { return &pool[i]; }
FFI_OWNED_BY(free) char *copied(void) { return strdup("text"); }

FFI_NONNULL int *nothing(int a) { return a > 3 ? pool : NULL; } // EXPECT: 62: warning: 'FFI_NONNULL' contradicts the body: 'nothing' returns NULL here
// EXPECT: 62: note: 'FFI_NONNULL' is here
FFI_NONNULL int *checks(struct pair *p) { if (p == NULL) return NULL; return p->first; }
FFI_NONNULL int *something(int a) { return &pool[a]; }

FFI_ALLOW(contradiction) void allowed(FFI_IN int *p) { *p = 1; }
void allowed_param(FFI_IN FFI_ALLOW(contradiction) int *p) { *p = 1; }
FFI_EXPORT_END
#ifdef __cplusplus
}
#endif
void not_ours(FFI_IN int *p) { *p = 1; }
