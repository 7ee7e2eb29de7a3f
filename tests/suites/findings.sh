# ffirender check: each kind of finding, as text and as XML, its exit status, and that what is well gives none.
. "$(dirname "$0")/../lib.sh"
cd "$T" || exit 2

mkdir good bad
cat > good/pot.h <<'C'
#include <ffiextract.h>
FFI_LIBRARY("pot", "1.0");
FFI_EXPORT_BEGIN
typedef struct pot pot;
enum size { SMALL, LARGE };
pot *pot_new(enum size size);
int pot_fill(pot *p, int amount);
extern int pot_limit;
FFI_EXPORT_END
C
cat > good/pot.c <<'C'
#include "pot.h"
struct pot { int amount; };
static struct pot one;
int pot_limit = 3;
pot *pot_new(enum size size) { one.amount = size == LARGE; return &one; }
int pot_fill(pot *p, int amount) { return p->amount += amount; }
C
build_with() {
	folder=$1
	shift
	(cd "$folder" && "$CC" -I"$ROOT/attributes" -fPIC -fplugin="$PLUGIN" -shared -Wl,-soname,libpot.so -o libpot.so "$@") 2> "$folder/messages" ||
		not_ok "builds" "$folder/messages"
}
build_with good pot.c

# findings FOLDER ARG...: to out, and its status.
findings() {
	folder=$1
	shift
	(cd "$folder" && "$FFIRENDER" check "$@") > out 2> err
	status=$?
}
finds() { # NAME STATUS PATTERN
	if [ "$status" -eq "$2" ] && grep -qE -- "$3" out; then
		ok "$1"
	else
		{ echo "status $status; wanted $2 and: $3"; cat out err; } > why
		not_ok "$1" why
	fi
}
nothing() { # NAME
	if [ "$status" -eq 0 ] && [ ! -s out ] && [ ! -s err ]; then ok "$1"; else cat out err > why; not_ok "$1" why; fi
}

findings good libpot.so
nothing "a library that is well: nothing, and 0"
findings good libpot.so --header pot.h --plugin "$PLUGIN" --cc "$CC" -- -I"$ROOT/attributes"
nothing "with its header too"

# One mistake of each kind.
cp good/pot.h bad/
cat > bad/pot.c <<'C'
#include "pot.h"
struct pot { int amount; };
static struct pot one;
int pot_limit = 3;
pot *pot_new(enum size kind) { one.amount = kind == LARGE; return &one; }
__attribute__((visibility("hidden"))) int pot_fill(pot *p, int amount) { return p->amount += amount; }
void pot_secret(void) { }
FFI_EXPORT int pot_shake(int speed);
int pot_shake(int speed) { return speed; }
C
sed -i 's/^FFI_EXPORT_END/void pot_never(void);\nFFI_EXPORT_END/' bad/pot.h
cat > bad/lid.h <<'C'
#include <ffiextract.h>
typedef struct lid lid;
FFI_EXPORT int lid_close(lid *l, long force);
C
# Its unit sees another header, as after a change that was not built.
cat > bad/lid.c <<'C'
#include <ffiextract.h>
#include "private.h"
int lid_close(lid *l, int force) { return l->open = force; }
C
cat > bad/private.h <<'C'
#include <ffiextract.h>
typedef struct lid { int open; } lid;
FFI_EXPORT int lid_close(lid *l, int force);
C
build_with bad pot.c lid.c
findings bad libpot.so
finds "a hidden export" 1 "^pot\.h:7:[0-9]+: error: 'pot_fill' is part of the interface, but 'libpot.so' does not export its symbol 'pot_fill'; give it default visibility \[hidden\]$"
finds "declared and never defined" 1 "^pot\.c: error: 'pot_never' is exported and declared here, but no input defines it \[undefined\]$"
finds "an exported symbol that is in no unit" 1 "^libpot\.so: warning: 'pot_secret' is exported, but it is not of the interface \[unlisted\]$"
finds "a name that the definition changes" 1 "^pot\.h:6:[0-9]+: warning: parameter 'size' of 'pot_new' is called 'kind' in its definition \[names\]$"
check "nothing is said beside the findings" [ ! -s err ]
findings bad libpot.so --header pot.h --header lid.h --plugin "$PLUGIN" --cc "$CC" -- -I"$ROOT/attributes"
finds "a type that only the library sees" 1 "^private\.h:2:[0-9]+: error: 'struct lid' is complete in the interface, but who includes the headers does not see its fields: move it to a header, or say FFI_OPAQUE \[opaque\]$"
finds "a prototype that is not the header's" 1 "^lid\.h:3:[0-9]+: error: parameter 2 of 'lid_close' is 'int' in the interface and 'long' in the headers \[different\]$"
finds "what the headers do not declare" 1 "^pot\.c:[0-9]+:[0-9]+: warning: 'pot_shake' is part of the interface, but the headers do not declare it \[undeclared\]$"
finds "never defined is said once" 1 "pot_never"
check "once" [ "$(grep -c pot_never out)" = 1 ]

findings bad libpot.so --allow hidden --allow undefined
finds "what is allowed is not said, and warnings are no failure" 0 "unlisted"
check "none of these" sh -c '! grep -qE "hidden|undefined" out'
findings bad libpot.so --allow hidden --allow undefined -Werror
finds "-Werror: warnings are errors" 1 "error: .*\[unlisted\]"
findings bad libpot.so --allow hiden
if [ $status -eq 2 ] && grep -q "did you mean 'hidden'?" err; then ok "a kind that is none"; else not_ok "a kind that is none" err; fi
refuses "no input" "no input" "$FFIRENDER" check

findings bad libpot.so --xml -o ../findings.xml
check "XML is written all the same, and the status is 1" [ $status -eq 1 ]
if have xmllint; then
	check "it is valid" xmllint --noout --relaxng "$ROOT/ir/findings.rng" findings.xml
	check "with kind, level, subject and place" [ "$(xmllint --xpath 'string(//finding[@kind="hidden" and @level="error" and @file="pot.h" and starts-with(@at, "7:")]/@subject)' findings.xml)" = pot_fill ]
	check "as many as in the text" [ "$(xmllint --xpath 'count(//finding)' findings.xml)" = 4 ]
else
	missing "the XML is valid" xmllint
fi
findings good libpot.so --xml
check "XML of nothing" sh -c 'grep -q "<findings version=\"1.0\"/>" out'
check "the same each time" sh -c 'cd bad; "$1" check libpot.so > ../a; "$1" check libpot.so > ../b; cmp ../a ../b' - "$FFIRENDER"

# Objects alone, and the document of a header beside a library that was not compiled with the plugin.
(cd good && "$CC" -I"$ROOT/attributes" -fplugin="$PLUGIN" -c pot.c -o pot.o)
findings good pot.o
nothing "an object that is well"
printf 'int there(int a);\nint not_there(int a);\n' > plain.h
printf 'int there(int a) { return a; }\nint other(int a) { return a; }\n' > plain.c
"$CC" -shared -fPIC -o libplain.so plain.c
"$FFIRENDER" scan --cc="$CC" plain.h -o plain.ffi.xml
findings . plain.ffi.xml libplain.so
finds "a scanned header's function that the library lacks" 1 "^plain\.h:2:[0-9]+: error: 'not_there' is part of the interface, but 'libplain.so' does not export"
finds "what may have happened" 1 "\; was it left out of the build, or of a version script\? \[hidden\]$"
finds "a symbol that the header does not have" 1 "warning: 'other' is exported, but it is not of the interface \[unlisted\]"
# A header that declares nothing itself.
mkdir parts
printf 'int there(int a);\n' > parts/one.h
echo '#include "parts/one.h"' > all.h
refuses "a header that only includes others" "'all.h' itself declares nothing; say whose declarations are meant of those that it includes, as in --headers='all.h,\*/all/\*'" \
	"$FFIRENDER" scan --cc="$CC" all.h -o all.ffi.xml
"$FFIRENDER" scan --cc="$CC" --headers='*/one.h' all.h -o all.ffi.xml
findings . all.ffi.xml libplain.so --allow unlisted --header all.h --plugin "$PLUGIN" --cc "$CC"
nothing "headers that a header includes, which are the same"
printf 'int there(long a);\n' > parts/one.h
findings . all.ffi.xml libplain.so --allow unlisted --header all.h --plugin "$PLUGIN" --cc "$CC"
finds "headers that a header includes, which are not" 1 "parameter 1 of 'there' is 'int' in the interface and 'long' in the headers \[different\]$"
if have valgrind; then
	check "clean under valgrind" valgrind -q --error-exitcode=9 --leak-check=full "$FFIRENDER" check bad/libpot.so --allow hidden --allow undefined
else
	missing "clean under valgrind" valgrind
fi
