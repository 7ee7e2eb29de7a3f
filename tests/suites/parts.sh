# A library in two parts: what the second takes from the first comes from that one's binding, in C, Python and C#;
# interfaces that disagree are refused.
. "$(dirname "$0")/../lib.sh"
cp -r "$ROOT"/examples/parts/. "$T/"
cd "$T" || exit 2
arguments="FFIRENDER=$FFIRENDER PLUGIN=$PLUGIN FFI_INCLUDE=$ROOT/attributes CC=$CC"
cat > wanted << 'S'
visited 3 corners, color 1
visited 4 corners, color 2
told of 7 corners
shown: 77
box of the triangle: 0 0 to 4 3
a wrong square: a shape has three corners at least
shapes left: 0
S
# shellcheck disable=SC2086
makes() { make -s $arguments "$@"; }
works() { # NAME COMMAND...
	name=$1
	shift
	if "$@" > out 2>&1 && cmp -s out wanted; then ok "$name"; else not_ok "$name" out; fi
}
makes all > out 2>&1
if [ -s out ]; then not_ok "both parts are bound, and nothing is to be said" out; else ok "both parts are bound, and nothing is to be said"; fi

works "in C" makes demo-c
works "in Python" makes demo-python
if command -v dotnet > out 2>&1; then
	works "in C#" makes demo-csharp
else
	skip "in C#" "needs 'dotnet', the .NET SDK 10"
fi

# What the first part has is in the first binding only.
check "Python: no type twice" sh -c '! grep -qE "^class (_?Shape|Point|Color|Error)\b" draw.py && grep -q "^import shape$" draw.py'
check "C: nothing declared twice" sh -c '! grep -qE "^(enum|struct) shape_[a-z]+ \{" draw.ffi.h && grep -q "^#include \"shape.ffi.h\"$" draw.ffi.h'
check "a callback's type is the other one's" sh -c 'grep -q "def tell(self, told: shape.Told) -> int:" draw.py &&
	! grep -qE "^((Shape)?Told|    shape_told) = " draw.py && grep -q "public int Tell(Shapes.Told told)" Draw.cs && ! grep -q "delegate int [A-Za-z]*Told(" Draw.cs'
check "so is what callers implement" sh -c 'grep -q "def show(self, viewer: shape.Viewer) -> int:" draw.py && ! grep -q "^class Viewer" draw.py &&
	grep -q "public int Show(Shapes.IViewer viewer)" Draw.cs && ! grep -qE "interface IViewer|delegate int [A-Za-z]*(Begin|Corner)\(" Draw.cs'
check "C: both headers have one, with their own library's failures" sh -c 'echo "#include \"shape.ffi.h\"" > both.c && echo "#include \"draw.ffi.h\"" >> both.c &&
	"$1" -Wall -Werror -fsyntax-only both.c' - "$CC"
check "C#: no type twice" sh -c '! grep -qE "(class|struct|enum) (Shape|Point|Color|ErrorCode)\b" Draw.cs'
check "a method of the other class is a function" grep -q '^def box_of(s: shape.Shape) -> Box:' draw.py
check "its layout is checked all the same" grep -q 'DRAW_CHECK(sizeof(struct shape_point) == 16' draw.ffi.h
if have mypy; then
	check "mypy --strict accepts both modules" mypy --strict --cache-dir mypy shape.py draw.py parts_demo.py
else
	missing "mypy --strict accepts both modules" mypy
fi
check "C++ takes both headers" sh -c 'sed "s/(const char \*)with/static_cast<const char *>(with)/" main.c > main.cc && "${CXX:-g++}" -Wall -Wextra -Werror -c main.cc -o main.o'
if have valgrind; then
	works "in C under valgrind" valgrind -q --error-exitcode=9 --leak-check=full ./main
	works "in Python under valgrind" env LD_LIBRARY_PATH=. PYTHONMALLOC=malloc valgrind -q --error-exitcode=9 --leak-check=no python3 parts_demo.py
else
	missing "in C under valgrind" valgrind
fi

# A third part on both; what stands first is what others rest on.
cat > page.h << 'C'
#include "draw.h"
FFI_EXPORT_BEGIN
typedef struct page page FFI_SERVICE;
FFI_CONSTRUCTOR(page) page *page_new(FFI_RETAINED canvas *on, struct shape_point at);
FFI_DESTRUCTOR(page) void page_free(page *p);
FFI_BORROWED_FROM(p) FFI_NONNULL canvas *page_canvas(page *p);
struct draw_box page_box(const page *p, const shape *s);
FFI_EXPORT_END
C
cat > page.c << 'C'
#include "page.h"
#include <stdlib.h>
FFI_LIBRARY("page", "1.0");
struct page { canvas *on; struct shape_point at; };
page *page_new(canvas *on, struct shape_point at) { page *p = malloc(sizeof *p); if (p) *p = (struct page){on, at}; return p; }
void page_free(page *p) { free(p); }
canvas *page_canvas(page *p) { return p->on; }
struct draw_box page_box(const page *p, const shape *s) { struct draw_box b = draw_box_of(s); b.low = p->at; return b; }
C
"$CC" -I"$ROOT/attributes" -fPIC -fplugin="$PLUGIN" -shared -Wl,-soname,libpage.so -Wl,-rpath,. -o libpage.so page.c -L. -ldraw -lshape
"$FFIRENDER" merge libdraw.so -o draw.ffi.xml 2> out
check "a third part" "$FFIRENDER" python libpage.so --import shape.ffi.xml=shape --import draw.ffi.xml=draw -o page.py
cat > third.py << 'P'
import draw, page, shape
canvas = draw.Canvas(shape.Color.RED)
p = page.Page(canvas, shape.Point(7, 8))
assert type(p.canvas()) is draw.Canvas
box = p.box(draw.square(shape.Point(1, 1), 2))
assert type(box) is draw.Box and type(box.low) is shape.Point and (box.low.x, box.high.x) == (7, 2)
p.close()
canvas.close()
P
check "uses the types of both" env LD_LIBRARY_PATH=. python3 third.py

# Mistakes.
sed 's/double x, y;/double x, y, z;/' shape.h > other.h
mkdir -p other && cp shape.c other/ && cp other.h other/shape.h
"$CC" -I"$ROOT/attributes" -fPIC -fplugin="$PLUGIN" -shared -o other/libshape.so other/shape.c
"$FFIRENDER" merge other/libshape.so -o other/shape.ffi.xml
refuses "an interface that disagrees" "error: .*shape_point.*" "$FFIRENDER" python libdraw.so --import other/shape.ffi.xml=shape -o wrong.py
check "and no file is written" [ ! -e wrong.py ]
refuses "an import without a module" "'--import shape.ffi.xml' is not FILE=MODULE" "$FFIRENDER" python libdraw.so --import shape.ffi.xml -o wrong.py
refuses "a module that is no name" "'--import shape.ffi.xml=a-b' is not FILE=MODULE" "$FFIRENDER" python libdraw.so --import shape.ffi.xml=a-b -o wrong.py
refuses "a document that is not there" "nowhere.ffi.xml: error: cannot be read" "$FFIRENDER" python libdraw.so --import nowhere.ffi.xml=x -o wrong.py
check "without it, the second part says what it lacks" sh -c '"$1" python libdraw.so -o alone.py 2>&1 | grep -q "no input defines it"' - "$FFIRENDER"
if have valgrind; then
	check "clean under valgrind" valgrind -q --error-exitcode=9 --leak-check=full "$FFIRENDER" python libpage.so --import shape.ffi.xml=shape --import draw.ffi.xml=draw -o again.py
else
	missing "clean under valgrind" valgrind
fi

# ---- a unit that includes the headers of two annotated libraries ----
mkdir "$T/two" && cd "$T/two" || exit 2
cat > types.h <<'END'
struct base_point { int x, y; };
#define BASE_LIMIT 3
FFI_CONSTANT(BASE_LIMIT);
int base_deep(struct base_point p);
END
cat > base.h <<'END'
#include <ffiextract.h>
FFI_LIBRARY("base", "1.0");
FFI_EXPORT_BEGIN
#include "types.h"
int base_sum(struct base_point p);
typedef int (*base_map)(int value);
int base_apply(FFI_SCOPE(call) base_map map, int value);
typedef int (*base_unused)(int value);
struct base_asked { int (*ask)(void *user FFI_CONTEXT, int value) FFI_USER_DATA(user); void *user; } FFI_INTERFACE;
FFI_EXPORT_END
END
cat > over.h <<'END'
#include "base.h"
FFI_LIBRARY("over", "2.0");
FFI_EXPORT_BEGIN
int over_sum(struct base_point p, int times);
int over_apply(FFI_SCOPE(call) base_map map, int value);
int over_use(FFI_SCOPE(call) base_unused use, int value);
int over_ask(const struct base_asked *asked, int value);
FFI_EXPORT_END
END
printf '#include "base.h"\nint base_sum(struct base_point p) { return p.x + p.y; }\nint base_deep(struct base_point p) { return p.x; }\nint base_apply(base_map map, int value) { return map(value); }\n' > base.c
printf '#include "over.h"\nint over_sum(struct base_point p, int times) { return base_sum(p) * times; }\nint over_apply(base_map map, int value) { return base_apply(map, value); }\nint over_use(base_unused use, int value) { return use(value); }\nint over_ask(const struct base_asked *asked, int value) { return asked->ask(asked->user, value); }\n' > over.c
# unit NAME [FLAGS...]
unit() {
	name=$1
	shift
	"$CC" -I"$ROOT/attributes" -fplugin="$PLUGIN" -Wall -Werror -fPIC "$@" -c "$name.c"
}
refuses "it has to say to which it belongs" "over.h:2:1: error: .*a unit belongs to one library; .-fplugin-arg-ffiextract-library=NAME. says to which" unit over
check "it says so" unit over -fplugin-arg-ffiextract-library=over
check "so does the other one" unit base -fplugin-arg-ffiextract-library=base
check "both link" sh -c '"$1" -shared -o libbase.so base.o && "$1" -shared -o libover.so over.o libbase.so' sh "$CC"
"$FFIRENDER" show libover.so > over.txt 2>&1
check "it is that library" grep -q '^library over 2.0' over.txt
check "with its functions, the types that they use and nothing else" sh -c '! grep -E "base_sum|base_deep|BASE_LIMIT|warning" over.txt &&
	grep -q over_sum over.txt && grep -q "^struct base_point" over.txt'
"$FFIRENDER" show libbase.so > base.txt 2>&1
check "the other one has its own" sh -c 'grep -q "^library base 1.0" base.txt && grep -q base_deep base.txt && grep -q BASE_LIMIT base.txt'
bind() {
	"$FFIRENDER" python libbase.so -o base.py && "$FFIRENDER" python --import libbase.so=base libover.so -o over.py &&
		LD_LIBRARY_PATH=. PYTHONPATH=. python3 -B -c 'import base, over; assert over.sum(base.Point(1, 2), 3) == 9'
}
check "the binding of one builds on that of the other" bind
check "also a callback without user data; what the other one has no use for is made" env LD_LIBRARY_PATH=. PYTHONPATH=. python3 -B -c '
import base, over
assert over.apply(lambda value: value + 1, 3) == 4 and over.use(lambda value: value * 2, 3) == 6
assert base.Map and not hasattr(over, "Map") and not hasattr(over, "BaseMap") and not hasattr(base, "Unused") and over.BaseUnused
class Asked:
    def ask(self, value):
        return value + 7
assert over.ask(Asked(), 3) == 10 and not hasattr(base, "Asked")'
