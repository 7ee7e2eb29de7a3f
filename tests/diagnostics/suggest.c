// What a body keeps and nobody promised, if asked for.
// FLAGS: -fplugin-arg-ffiextract-warn=suggest
#include <ffiextract.h>

#ifdef __cplusplus
extern "C" {
#endif
struct FFI_EXPORT pair { int *first; int second; };
static int value;
void other(void);
FFI_EXPORT_BEGIN
int reads(struct pair *p) { other(); return p->second; } // EXPECT: 12: warning: nothing is written through 'p' of
int reads_const(const struct pair *p) { other(); return p->second; }
int reads_in(FFI_IN struct pair *p) { other(); return p->second; }
void writes(struct pair *p) { other(); p->second = 1; }
void hands_on(struct pair *p);
int shortly(int a) { return a ? a + 1 : value; } // EXPECT: 17: warning: is short and calls nothing: 'FFI_LEAF' would let bindings call it at less cost [suggest]
FFI_LEAF int leaf(int a) { return a + 1; }
int loops(int a) { while (a & 1) a /= 3; return a; }
int calls(int a) { other(); return a; }
int *never_null(void) { other(); return &value; } // EXPECT: 21: warning: never returns NULL: 'FFI_NONNULL' would say so [suggest]
FFI_NONNULL int *said(void) { other(); return &value; }
int *perhaps(int a) { other(); return a ? &value : 0; }
FFI_ALLOW(suggest) int allowed(int a) { return a + 1; }
FFI_EXPORT_END
#ifdef __cplusplus
}
#endif
int not_ours(struct pair *p) { return p->second; }
