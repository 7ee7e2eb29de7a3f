# The C backend: generated headers compile everywhere without a warning, say what the original says, and the
# safe functions do what they promise.
. "$(dirname "$0")/../lib.sh"

CFLAGS_PLUGIN="-fplugin=$PLUGIN -I$ROOT/attributes"
STRICT_FLAGS="-O2 -Wall -Wextra -Wpedantic -Werror"

# compiles NAME HEADER: by itself, as C and as C++, by every compiler that is there.
compiles() {
	what=$1 header=$2
	printf '#include "%s"\nextern int the_unit;\n' "$header" > "$T/unit.c"
	cp "$T/unit.c" "$T/unit.cc"
	for command in "gcc -std=c99" "gcc -std=c11" "gcc -std=gnu2x" "gcc-11 -std=c11" "clang -std=c99" "clang -std=c17" \
		"g++ -std=c++11" "g++ -std=c++20" "clang++ -std=c++11" "clang++ -std=c++17"; do
		case $command in *++*) unit=$T/unit.cc ;; *) unit=$T/unit.c ;; esac
		if have "${command%% *}"; then
			# shellcheck disable=SC2086
			check "$what: $command" $command $STRICT_FLAGS -fsyntax-only "$unit"
		else
			skip "$what: $command" "no ${command%% *}"
		fi
	done
}

# library NAME SOURCES...: lib$NAME.so in $T, built with the plugin, and its header.
library() {
	name=$1
	shift
	# shellcheck disable=SC2086
	"$CC" $CFLAGS_PLUGIN -g -fPIC -shared "$@" -o "$T/lib$name.so" -lm && "$FFIRENDER" c "$T/lib$name.so" -o "$T/$name.ffi.h"
}

# runs NAME LIBRARY SOURCE COMPILER...: the program runs, and is clean under valgrind if it is plain.
runs() {
	what=$1 lib=$2 source=$3
	shift 3
	if "$@" -g -Wall -Wextra -Werror -I"$T" "$source" -x none -o "$T/program" "$T/lib$lib.so" -Wl,-rpath,"$T" \
		> "$T/log" 2>&1 && "$T/program" > "$T/said" 2>> "$T/log"; then
		ok "$what"
	else
		not_ok "$what" "$T/log"
	fi
}

no_leaks() {
	if have valgrind; then
		check "$1" valgrind -q --leak-check=full --errors-for-leak-kinds=definite,indirect,possible --error-exitcode=9 \
			"$T/program"
	else
		missing "$1" valgrind
	fi
}

# ---- the example ----
if ! library point "$ROOT/examples/point/point.c" > "$T/log" 2>&1; then
	not_ok "renders the example" "$T/log"
	exit 1
fi
compiles "the example's header" "$T/point.ffi.h"
runs "the example's caller" point "$ROOT/examples/point/main.c" "$CC"
cat > "$T/expected" << 'E'
  corners: (0, 1) (3, 4) (6, 8); the centre is (3, 4.33)
  visited (0, 1)
  visited (3, 4)
  stopped after 2 points
  a cloud without a name: point_cloud_new failed (0)
  the centre of nothing: the cloud holds no points (1)
  a cloud after its end: point_cloud_size: 'cloud' is gone (0)
  a callback that fails: a visitor gave up (-1)
  0 clouds are alive
E
check "the example's caller says what it should" diff "$T/expected" "$T/said"
no_leaks "the example's caller leaks nothing"

if have g++; then
	printf '#include "point.ffi.h"\nint main()\n{\n\tsafe_point_cloud cloud;\n\treturn !safe_point_cloud_new(&cloud, "x", POINT_OPTION_SORTED | POINT_OPTION_UNIQUE, nullptr) || !safe_point_cloud_free(&cloud, nullptr);\n}\n' > "$T/flags.cc"
	runs "flags are combined in C++" point "$T/flags.cc" g++
fi

# ---- each thing that a call can be ----
if ! library kit "$ROOT/tests/c/kit.c" > "$T/log" 2>&1; then
	not_ok "renders the kit" "$T/log"
	exit 1
fi
compiles "the kit's header" "$T/kit.ffi.h"
runs "the kit in C" kit "$ROOT/tests/c/kit_test.c" "$CC" -std=c11
no_leaks "the kit in C leaks nothing"
runs "the kit in C with sanitizers" kit "$ROOT/tests/c/kit_test.c" "$CC" -fsanitize=address,undefined \
	-fno-sanitize-recover=all
have g++ && runs "the kit in C++" kit "$ROOT/tests/c/kit_test.c" g++ -std=c++11 -x c++
have clang && runs "the kit by clang" kit "$ROOT/tests/c/kit_test.c" clang
# A test that cannot fail is none: the caller notices a library that is not as it says.
sed 's/return a + b;/return a - b;/' "$ROOT/tests/c/kit.c" > "$T/kit.c"
cp "$ROOT/tests/c/kit.h" "$T/"
"$CC" -I"$ROOT/attributes" -fPIC -shared "$T/kit.c" -o "$T/libkit.so" 2> /dev/null
refuses "the kit's caller notices a wrong sum" "kit_test.c:[0-9]*: safe_kit_add" "$T/program"

# What the safe layer has for itself is nobody else's.
if library own "$ROOT/tests/c/own.c" > "$T/log" 2>&1; then
	compiles "a library whose functions are called as the safe layer's own" "$T/own.ffi.h"
	runs "... and both are called" own "$ROOT/tests/c/own_test.c" "$CC"
	no_leaks "... and nothing leaks"
else
	not_ok "renders a library whose functions are called as the safe layer's own" "$T/log"
fi
printf '#include <ffiextract.h>\nFFI_LIBRARY("own", "1");\nFFI_EXPORT int safe_own_fail(int a) { return a; }\n' > "$T/taken.c"
refuses "a function that has the name of one" "taken.c:3:[0-9]+: error: 'safe_own_fail' is what .*--module NAME" \
	library taken "$T/taken.c"
check "... which '--module' gives another" "$FFIRENDER" c "$T/libtaken.so" --module mine -o "$T/mine.ffi.h"
compiles "... and that" "$T/mine.ffi.h"

# Two headers, and one header in two files: no name is defined twice.
printf '#include "point.ffi.h"\n#include "kit.ffi.h"\nint one(void);\nint one(void)\n{\n\treturn safe_kit_fail(NULL, SAFE_KIT_FAILED, 0, "");\n}\n' > "$T/one.c"
printf '#include "kit.ffi.h"\n#include "point.ffi.h"\nint one(void);\nint main(void)\n{\n\treturn one();\n}\n' > "$T/two.c"
library kit "$ROOT/tests/c/kit.c" > "$T/log" 2>&1
# shellcheck disable=SC2086
check "several headers in several files" "$CC" $STRICT_FLAGS -I"$T" "$T/one.c" "$T/two.c" -o "$T/both" "$T/libkit.so" "$T/libpoint.so"

# ---- every declaration that C has ----
shapes() { "$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" "$@"; }
if ! shapes "$ROOT/tests/c/shapes.h" -o "$T/shapes.xml" > "$T/log" 2>&1 ||
	! "$FFIRENDER" c "$T/shapes.xml" --module shapes -o "$T/shapes.ffi.h" 2> "$T/log"; then
	not_ok "scans and renders the shapes" "$T/log"
	exit 1
fi
compiles "the shapes" "$T/shapes.ffi.h"

# The assertions hold for the original too, by the compiler that was asked and by one that was not.
oracle() {
	printf '#include <stddef.h>\n#include "%s"\n#define SHAPES_CHECK _Static_assert\n#define SHAPES_NAME(n) n\n' "$ROOT/tests/c/shapes.h"
	grep '^SHAPES_CHECK(' "$1"
}
oracle "$T/shapes.ffi.h" > "$T/oracle.c"
[ "$(wc -l < "$T/oracle.c")" -gt 100 ] && ok "the layouts are asserted" || not_ok "the layouts are asserted" "$T/oracle.c"
for compiler in "$CC" clang; do
	if have "$compiler"; then
		check "the original's layout is as recorded, says $compiler" "$compiler" -std=gnu11 -w -fsyntax-only "$T/oracle.c"
	else
		skip "the original's layout is as recorded, says $compiler" "no $compiler"
	fi
done
sed -i 's/offsetof(struct plain, d) == 8/offsetof(struct plain, d) == 4/' "$T/oracle.c"
refuses "a wrong offset is noticed" "offsetof\(struct plain, d\)" "$CC" -std=gnu11 -w -fsyntax-only "$T/oracle.c"

# Header -> IR -> C -> IR is a fixed point.
if have python3; then
	if shapes "$T/shapes.ffi.h" -o "$T/again.xml" > "$T/log" 2>&1; then
		python3 "$ROOT/tests/c/normal.py" "$T/shapes.xml" > "$T/first" && python3 "$ROOT/tests/c/normal.py" "$T/again.xml" > "$T/second"
		[ "$(wc -l < "$T/first")" -gt 70 ] && ok "the shapes are all recorded" || not_ok "the shapes are all recorded" "$T/first"
		check "what was rendered says the same again" diff "$T/first" "$T/second"
	else
		not_ok "what was rendered can be scanned" "$T/log"
	fi
else
	missing "what was rendered says the same again" python3
fi

# ---- macros that the C library has too ----
printf '#include <stdint.h>\n#undef UINT32_MAX\n#define UINT32_MAX 0xffffffffU\nint own_limits(void);\n' > "$T/limits_own.h"
if shapes "$T/limits_own.h" -o "$T/limits_own.xml" > "$T/log" 2>&1 && grep -q '"#UINT32_MAX"' "$T/limits_own.xml" &&
	"$FFIRENDER" c "$T/limits_own.xml" --module limits_own -o "$T/limits_own.ffi.h" 2> "$T/log"; then
	compiles "a limit of its own" "$T/limits_own.ffi.h"
else
	not_ok "a limit of its own is rendered" "$T/log"
fi

# ---- the golden headers ----
for header in "$ROOT"/tests/golden/*/*.ffi.h; do
	printf '#include "%s"\nextern int the_unit;\n' "$header" > "$T/unit.c"
	cp "$T/unit.c" "$T/unit.cc"
	# shellcheck disable=SC2086
	check "golden $(basename "$header") compiles" "$CC" -std=c99 $STRICT_FLAGS -fsyntax-only "$T/unit.c"
	# shellcheck disable=SC2086
	have g++ && check "golden $(basename "$header") compiles as C++" g++ -std=c++11 $STRICT_FLAGS -fsyntax-only "$T/unit.cc"
done

# ---- zlib, with the example's notes ----
if printf '#include <zlib.h>\n' | "$CC" -fsyntax-only -x c - 2> /dev/null; then
	if shapes --headers=zlib.h,zconf.h --notes "$ROOT/examples/zlib/zlib.notes.xml" zlib.h -o "$T/libz.xml" -- -DZLIB_CONST > "$T/log" 2>&1 &&
		"$FFIRENDER" c "$T/libz.xml" --module libz -o "$T/libz.ffi.h" 2>> "$T/log"; then
		compiles "zlib's header" "$T/libz.ffi.h"
		cp "$("$CC" -print-file-name=libz.so)" "$T/libz.so"
		runs "a megabyte through zlib" z "$ROOT/tests/c/zlib_test.c" "$CC"
		no_leaks "zlib's caller leaks nothing"
	else
		not_ok "renders zlib" "$T/log"
	fi
else
	missing "renders zlib" zlib1g-dev
fi

# ---- names that C keeps apart and C++ does not ----
cat > "$T/names.h" << 'END'
struct list { int n; struct list *next; };
struct other { struct list l; char c; };
typedef struct other list;
typedef struct handle *handle;
struct handle { int fd; };
typedef struct same same;
struct same { same *s; };
union both { int i; float f; };
typedef int both;
enum kind { KIND_A, KIND_B };
typedef struct { int x; } kind;
struct called { int s; };
int called(struct called *s);
list *use(struct list *l, handle h, struct handle g, same *s, union both *u, both b, enum kind k, kind *c);
END
if shapes "$T/names.h" -o "$T/names.xml" > "$T/log" 2>&1 && "$FFIRENDER" c "$T/names.xml" --module names -o "$T/names.ffi.h" 2> "$T/log"; then
	compiles "names" "$T/names.ffi.h"
	printf '#include "names.ffi.h"\nint main(void) { struct list l = {0, NULL}; struct handle h = {0}; return l.n + h.fd; }\n' > "$T/main.c"
	check "C has them as they were" "$CC" -Wall -Wextra -Werror -fsyntax-only "$T/main.c"
else
	not_ok "names render" "$T/log"
fi

# ---- records that only a typedef of an array of them, or of a pointer to them, names; and what hides names ----
cat > "$T/behind.h" << 'END'
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <ucontext.h>
typedef struct { int a; short b; } pairs[2];
typedef struct { int x; char *name; } *handle;
typedef union { int i; double d; } numbers[3];
typedef const struct { int q : 3; int r : 5; } *bits;
typedef struct { struct { int in; } deep; pairs p; } *nest, nests[2];
typedef struct { va_list args; int n; } refused[1];
struct holder { pairs p; handle h; numbers n; nests z; refused r; };
int behind(pairs p, numbers n, bits b, struct holder *h, nest o, refused r);
struct hidden { int C; struct { int L; } in; int shown; };
#define C 7
#define L 3
typedef void (*at_signal)(int number, void *info, ucontext_t *context, cpu_set_t *cpus);
#undef SIGSTKSZ
#define SIGSTKSZ 16384
long leaves(long code) __attribute__((noreturn));
int ends(at_signal f, struct hidden *h);
END
if shapes "$T/behind.h" -o "$T/behind.xml" > "$T/log" 2>&1 && "$FFIRENDER" c "$T/behind.xml" --module behind -o "$T/behind.ffi.h" 2> "$T/log"; then
	compiles "records behind typedefs" "$T/behind.ffi.h"
	printf '#include "behind.ffi.h"\nint main(void) { pairs p = {{1, 2}, {3, 4}}; handle h = NULL; return p[1].b + (h ? h->x : 0); }\n' > "$T/main.c"
	check "have their fields" "$CC" -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only "$T/main.c"
else
	not_ok "records behind typedefs render" "$T/log"
fi

# ---- the kernel's headers beside the C library's ----
for header in linux/types.h linux/input.h linux/socket.h asm/errno.h asm/ioctls.h linux/sockios.h linux/time.h linux/if.h; do
	if ! printf '#include <%s>\n' "$header" | "$CC" -fsyntax-only -x c - 2> /dev/null; then
		continue
	fi
	if printf '#include <%s>\n' "$header" > "$T/kernel.h" && shapes "$T/kernel.h" --headers='*/linux/*,*/asm/*,*/asm-generic/*' -o "$T/kernel.xml" > "$T/log" 2>&1 &&
		"$FFIRENDER" c "$T/kernel.xml" --module kernel -o "$T/kernel.ffi.h" 2> "$T/log"; then
		printf '#include "kernel.ffi.h"\nextern int the_unit;\n' > "$T/unit.c"
		check "<$header> rendered compiles" "$CC" -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only "$T/unit.c"
	else
		not_ok "<$header> renders" "$T/log"
	fi
done

# ---- the C library's own headers, all that they reach selected ----
for headers in "sys/socket.h netinet/in.h netdb.h arpa/inet.h" "sys/stat.h linux/stat.h" "netinet/in.h linux/in.h linux/in6.h linux/ipv6.h" \
	"sys/epoll.h sys/inotify.h sys/mount.h linux/mount.h linux/fs.h" "math.h pthread.h string.h wchar.h signal.h sys/wait.h" \
	"netinet/ip_icmp.h netinet/if_ether.h net/if.h" "asm/signal.h" "asm/stat.h" "asm/termbits.h" linux/can/gw.h linux/resource.h linux/timex.h; do
	for header in $headers; do printf '#include <%s>\n' "$header"; done > "$T/library.h"
	if ! "$CC" -D_GNU_SOURCE -w -fsyntax-only -x c "$T/library.h" 2> /dev/null; then
		continue
	fi
	if "$FFIRENDER" scan --cc="$CC" --plugin="$PLUGIN" --headers='/usr/*' "$T/library.h" -o "$T/library.xml" -- -D_GNU_SOURCE > "$T/log" 2>&1 &&
		"$FFIRENDER" c "$T/library.xml" --module library -o "$T/library.ffi.h" 2> "$T/log"; then
		printf '#include "library.ffi.h"\nextern int the_unit;\n' > "$T/unit.c"
		check "<$headers> rendered compile" "$CC" -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only "$T/unit.c"
		check "<$headers> rendered compile as C++" g++ -x c++ -std=c++11 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only "$T/unit.c"
	else
		not_ok "<$headers> render" "$T/log"
	fi
done
if "$FFIRENDER" scan --cc="$CC" --plugin="$PLUGIN" '<string.h>' -o "$T/strings.xml" > "$T/log" 2>&1 &&
	"$FFIRENDER" c "$T/strings.xml" --module strings -o "$T/strings.ffi.h" 2> "$T/log"; then
	cat > "$T/main.c" <<-'END'
		#include "strings.ffi.h"
		int main(void)
		{
			size_t n = 0;
			struct safe_strings_failure failure;
			if (!safe_strlen("four", &n, &failure) || n != 4)
				return 1;
			return safe_strlen(NULL, &n, &failure) || failure.kind != SAFE_STRINGS_MISUSE;
		}
	END
	check "the C library's functions are called safely" sh -c "'$CC' -Wall -Wextra -Werror -I'$T' '$T/main.c' -o '$T/program' && '$T/program'"
	check "and said to be declared by their header" grep -q '^/\* strlen: <string.h> declares it. \*/$' "$T/strings.ffi.h"
else
	not_ok "<string.h> renders" "$T/log"
fi

# ---- headers that nobody here wrote ----
for header in expat.h sqlite3.h GL/gl.h gmp.h png.h; do
	if ! printf '#include <%s>\n' "$header" | "$CC" -fsyntax-only -x c - 2> /dev/null; then
		continue
	fi
	name=$(echo "$header" | tr -c 'a-z0-9\n' _)
	if shapes "$header" -o "$T/$name.xml" > "$T/log" 2>&1 && "$FFIRENDER" c "$T/$name.xml" --module "$name" -o "$T/$name.ffi.h" 2> "$T/log"; then
		printf '#include "%s.ffi.h"\nextern int the_unit;\n' "$T/$name" > "$T/unit.c"
		# shellcheck disable=SC2086
		check "<$header> rendered compiles" "$CC" -std=c99 $STRICT_FLAGS -fsyntax-only "$T/unit.c"
	else
		not_ok "<$header> renders" "$T/log"
	fi
done
