/* Places in the bindings: each kind of thing in one, the same names in several. */
#include <ffiextract.h>

FFI_LIBRARY("spaces", "1.0");

/** So many sides there may be. */
#define SPACES_SHAPES_SIDES 8
FFI_CONSTANT(SPACES_SHAPES_SIDES) FFI_NAMESPACE("shapes");
#define SPACES_LIMIT 3
FFI_CONSTANT(SPACES_LIMIT);

FFI_EXPORT_BEGIN

/** What can go wrong with shapes. */
enum spaces_fault { SPACES_FINE, SPACES_CROOKED } FFI_ERROR(SPACES_FINE) FFI_NAMESPACE("shapes");

/** The colour of a shape. */
typedef enum spaces_colour { SPACES_COLOUR_RED, SPACES_COLOUR_BLUE } spaces_colour FFI_NAMESPACE("shapes");

/** A number of sides. */
typedef int spaces_sides FFI_TRANSPARENT FFI_NAMESPACE("shapes");

/** Where a shape is. */
struct FFI_NAMESPACE("shapes.flat") spaces_point {
	double x, y;
};

/** A shape. */
typedef struct spaces_shape spaces_shape FFI_SERVICE FFI_NAME("Item") FFI_NAMESPACE("shapes.flat");
/** A letter. */
typedef struct spaces_letter spaces_letter FFI_SERVICE FFI_NAME("Item") FFI_NAMESPACE("texts");

/** Looks at a shape. */
typedef int (*spaces_look)(spaces_shape *shape, void *user FFI_CONTEXT) FFI_NAMESPACE("shapes");

struct spaces_shape {
	spaces_sides sides;
	spaces_colour colour;
	struct spaces_point at;
};

FFI_CONSTRUCTOR(spaces_shape)
FFI_OWNED FFI_NONNULL spaces_shape *spaces_shape_new(spaces_sides sides, spaces_colour colour)
{
	spaces_shape *shape = (spaces_shape *)__builtin_calloc(1, sizeof *shape);
	shape->sides = sides;
	shape->colour = colour;
	return shape;
}

FFI_DESTRUCTOR(spaces_shape) void spaces_shape_free(spaces_shape *shape)
{
	__builtin_free(shape);
}

FFI_CONSTRUCTOR(spaces_letter) FFI_OWNED FFI_NONNULL spaces_letter *spaces_letter_new(void)
{
	return (spaces_letter *)__builtin_malloc(1);
}

FFI_DESTRUCTOR(spaces_letter) void spaces_letter_free(spaces_letter *letter)
{
	__builtin_free(letter);
}

spaces_sides spaces_shape_sides(const spaces_shape *shape)
{
	return shape->sides;
}

enum spaces_fault spaces_shape_move(spaces_shape *shape, struct spaces_point to)
{
	shape->at = to;
	return to.x < 0 ? SPACES_CROOKED : SPACES_FINE;
}

FFI_NAMESPACE("shapes") int spaces_shapes_count(void)
{
	return SPACES_SHAPES_SIDES;
}

int spaces_shape_show(spaces_shape *shape, FFI_USER_DATA(user) FFI_SCOPE(call) spaces_look look, void *user)
{
	return look(shape, user);
}

FFI_NAMESPACE("texts") FFI_NAME("count") int spaces_letters(void)
{
	return SPACES_LIMIT;
}

int spaces_count(void)
{
	return 0;
}

FFI_EXPORT_END
