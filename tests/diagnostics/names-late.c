// Names that are declared anywhere in the unit; the nearest is offered.
#include <ffiextract.h>
#include <stddef.h>

typedef struct shape shape;
void shape_free(shape *s);
int sum(FFI_ARRAY(cuont) const int *v, size_t count); // EXPECT: 7: error: 'FFI_ARRAY' names 'cuont', which is no parameter, field or function; did you mean 'count'?
FFI_OWNED_BY(shape_fre) shape *shape_new(void); // EXPECT: 8: error: 'FFI_OWNED_BY' names the function 'shape_fre', which is not declared; did you mean 'shape_free'?
FFI_CONSTRUCTOR(shap) shape *shape_make(void); // EXPECT: 9: error: 'FFI_CONSTRUCTOR' names the type 'shap', which is not declared
FFI_CONSTRUCTOR(struct shape) shape *shape_tagged(void);
FFI_STATUS(Shape) int shape_check(void); // EXPECT: 11: error: 'FFI_STATUS' names the enum or error domain 'Shape', which is not declared; did you mean '
FFI_ERROR_DOMAIN(Shapes, 0);
struct list {
	int *items FFI_ARRAY(lenght); // EXPECT: 14: error: 'FFI_ARRAY' names 'lenght', which is no parameter, field or function; did you mean 'length'?
	size_t length;
	union {
		int *more FFI_ARRAY(length); // EXPECT: 17: error: 'FFI_ARRAY' names 'length', which is no parameter, field or function
		int *less FFI_ARRAY(size); // EXPECT: 18: error: 'FFI_ARRAY' names 'size', which is no parameter, field or function
	} inner;
	struct {
		int *own FFI_ARRAY(length);
	};
};
typedef struct {
	int tag;
} event FFI_TAGGED(tga); // EXPECT: 26: error: 'FFI_TAGGED' names the field 'tga', which does not exist; did you mean 'tag'?
FFI_ARRAY(count_of) int *values(int which);
int count_of(int which);
FFI_ARRAY(count_off) int *others(int which); // EXPECT: 29: error: 'FFI_ARRAY' names 'count_off', which is no parameter, field or function; did you mean 'count_of'?
enum shape_error { SHAPE_OK, SHAPE_BAD } FFI_ERROR(SHAPE_OK) FFI_ERROR_MESSAGE(shape_text);
const char *shape_text(enum shape_error e);
FFI_EACH(OWNED_BY(releas)) FFI_ARRAY_FIXED(2) char **pair(void); // EXPECT: 32: error: 'FFI_EACH' names the function 'releas', which is not declared; did you mean 'release'?
void release(char *text);
FFI_AS(kind) int kind_of(void);
FFI_AS(kinds) int kinds_of(void); // EXPECT: 35: error: 'FFI_AS' names the enum or error domain 'kinds', which is not declared
enum kind { ONE };
typedef struct shape twice FFI_SERVICE_AS(Deflate);
FFI_CONSTRUCTOR(Deflate) int deflate_init(shape *s);
