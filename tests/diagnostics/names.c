// Names of parameters that do not exist; the nearest is offered.
#include <ffiextract.h>
#include <stddef.h>

typedef struct shape shape;
FFI_BORROWED_FROM(x) const char *shape_name(const shape *s); // EXPECT: 6: error: 'FFI_BORROWED_FROM' names the parameter 'x', which does not exist
FFI_BORROWED_FROM(shap) const char *shape_title(const shape *shape); // EXPECT: 7: error: 'FFI_BORROWED_FROM' names the parameter 'shap', which does not exist; did you mean 'shape'?
FFI_KEEPS(s) const char *shape_none(void); // EXPECT: 8: error: 'FFI_KEEPS' names the parameter 's', which does not exist
FFI_BUFFER(size, used) int fill(char *text, size_t size); // EXPECT: 9: error: 'FFI_BUFFER' does not stand on a function, but on a parameter
int fill2(FFI_BUFFER(size, usde) char *text, size_t size, size_t *used); // EXPECT: 10: error: 'FFI_BUFFER' names the parameter 'usde', which does not exist; did you mean 'used'?
int second(FFI_ARRAY(#2) const int *, size_t);
int third(FFI_ARRAY(#3) const int *, size_t); // EXPECT: 12: error: 'FFI_ARRAY' names the parameter '#3', which does not exist
void watch(FFI_USER_DATA(usr) void (*f)(void *), void *user); // EXPECT: 13: error: 'FFI_USER_DATA' names the parameter 'usr', which does not exist; did you mean 'user'?
