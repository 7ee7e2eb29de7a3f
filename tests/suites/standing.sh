#!/bin/sh
# What is deprecated or came with a later version, whatever it is: users are warned at their own line, and the bindings
# themselves are not.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
cp "$ROOT/tests/golden/standing/standing.c" "$T/" && cd "$T" || exit 2

build() { "$CC" -I"$ROOT/attributes" -fPIC -shared -fplugin="$PLUGIN" standing.c -Wl,-soname,libstanding.so -o libstanding.so; }
check "a library with all of it" build
check "gets a header" "$FFIRENDER" c libstanding.so -o standing.ffi.h
check "and a module" "$FFIRENDER" python libstanding.so -o standing.py

cat > user.c <<'END'
#include "standing.ffi.h"
struct standing_past past;
enum standing_speed speed;
standing_box *box;
standing_each each;
standing_ticket ticket;
union standing_both both;
standing_pair pair;
standing_watcher watcher;
int next(void) { return standing_count; }
struct standing_present present;
int worth(void) { return standing_bare(); }
END
# lines COMPILER...: of user.c that are warned of, and nothing else.
lines() { "$@" -Wall -Wextra -Wpedantic -fsyntax-only user.c 2>&1 | sed -n 's/^\([a-z.]*:[0-9]*\):.*warning:.*/\1/p' | sort -u; }
for n in 10 2 3 4 5 6 7 8 9; do echo "user.c:$n"; done > wanted
# warns NAME COMPILER...
warns() {
	name=$1
	shift
	lines "$@" > found
	check "$name" diff wanted found
}
warns "C warns users of deprecated types and variables, and nobody else" "$CC"
warns "so does C++" "${CXX:-g++}" -x c++
if have clang; then warns "so does clang" clang; else missing "so does clang" clang; fi

cat > user.py <<'END'
import warnings
import standing
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    standing.Box()
    standing.next(1)
    standing.bare()
for warning in caught:
    print(warning.filename.rsplit("/", 1)[-1], warning.lineno, warning.category.__name__, warning.message)
print(standing.raw.standing_count is not None)
END
cat > wanted <<'END'
user.py 5 DeprecationWarning standing_box is deprecated: use a bag
user.py 6 DeprecationWarning standing_next is deprecated: write + 1
True
END
python() { STANDING_LIBRARY=$1/libstanding.so python3 -B user.py > found && diff "${2:-wanted}" found; }
check "Python warns who makes an object of a deprecated class" python .

# A library from before.
mkdir before
sed '/^int standing_count;/d; /^int standing_bare(void) {/d' standing.c > before/standing.c
"$CC" -I"$ROOT/attributes" -fPIC -shared before/standing.c -Wl,-soname,libstanding.so -o before/libstanding.so
sed -i '/standing.bare/d' user.py
sed 's/^True/False/' wanted > wanted.before
check "Python: a variable that came later is None in an older library" python before wanted.before
cat > late.c <<'END'
#include "standing.ffi.h"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
int main(void) { return &standing_count == NULL && !standing_bare ? 0 : 1; }
END
"$CC" -fPIE late.c -Lbefore -lstanding -Wl,-rpath,"$T/before" -o late
check "C: it has no address" ./late
