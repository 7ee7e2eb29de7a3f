// What stays raw, each with its reason: it is never guessed.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("raw", "1.0");

#include <stdarg.h>

FFI_EXPORT_BEGIN

struct node { struct node *next; };

int raw_printf(const char *format, ...);
int raw_printf(const char *format, ...) { (void)format; return 0; }
void raw_scalar(int *value);
void raw_scalar(int *value) { (void)value; }
void *raw_memory(void);
void *raw_memory(void) { return NULL; }
char *raw_text(void);
char *raw_text(void) { return NULL; }
void raw_many(struct node *nodes, int n);
void raw_many(struct node *nodes, int n) { (void)nodes; (void)n; }
static inline int raw_inline(int i) { return i; }
void raw_later(struct node **nodes);
void raw_later(struct node **nodes) { (void)nodes; }
long double raw_wide(long double x);
long double raw_wide(long double x) { return x; }

FFI_EXPORT_END
