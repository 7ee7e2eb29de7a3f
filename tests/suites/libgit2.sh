# libgit2, a large library that nobody here wrote: how much of its headers is bound in each layer, and real work in a
# local repository, under valgrind too.
. "$(dirname "$0")/../lib.sh"
LC_ALL=C.UTF-8
export LC_ALL

if [ ! -f /usr/include/git2.h ]; then
	missing "libgit2" libgit2-dev
	exit 0
fi
library=$("$CC" -print-file-name=libgit2.so)
cp "$ROOT"/examples/libgit2/* "$T/"
check "scans and renders, and nothing is to be said" make -s -C "$T" FFIRENDER="$FFIRENDER" PLUGIN="$PLUGIN" CC="$CC" all
[ -s "$T/git2.py" ] || exit 1
cd "$T" || exit 1

# What the headers declare and the library exports, from others than us; without those that are variadic.
variadic='git_libgit2_opts|git_commit_create_v|git_error_set'
nm -D --defined-only "$library" | sed -n 's/.* [TWi] \([A-Za-z0-9_]*\).*/\1/p' | sort -u > symbols
printf '#include <git2.h>\n' | "$CC" -DGIT_DEPRECATE_HARD -E -P - | grep -oE '[A-Za-z_][A-Za-z0-9_]*' | sort -u > words
comm -12 symbols words | grep -vxE "$variadic" > declared
cat > count.py << 'P'
"""Prints the names of the functions in the raw layer."""
import git2

for name, value in sorted(vars(git2.raw).items()):
    if callable(value) and hasattr(value, "argtypes"):
        print(name)
P
check "the module loads" python3 -c "import git2"
python3 count.py | grep -xFf declared > raw
"$FFIRENDER" python git2.ffi.xml "$library" -v -o said/ 2>&1 |
	sed -n "s/.* note: '\([A-Za-z0-9_]*\)' is in the raw layer only: \(.*\)/\1: \2/p" | sort > raw-only
total=$(wc -l < declared)
bound=$(wc -l < raw)
idiomatic=$((bound - $(wc -l < raw-only)))
# share NAME PART PERCENT
share() {
	if [ $(($2 * 100)) -ge $((total * $3)) ]; then
		ok "$2 of $total functions are in the $1 layer, at least $3 %"
	else
		{ comm -23 declared raw; cat raw-only; } > reasons
		not_ok "$2 of $total functions are in the $1 layer, less than $3 %" reasons
	fi
}
share raw "$bound" 99
share idiomatic "$idiomatic" 95
# Other versions lack some of them, and bindings may come to carry more, which is well; none may be added.
sed 's/:.*//' "$ROOT/tests/data/libgit2-raw-only.txt" | sort > listed
sed 's/:.*//' raw-only | sort | comm -23 - listed > longer
[ -s longer ] && not_ok "the functions that stay raw are among those listed" longer ||
	ok "the functions that stay raw are among those listed"

if have mypy; then
	check "mypy --strict accepts the module and the demo" mypy --strict --cache-dir "$T/mypy" git2.py
else
	missing "mypy --strict accepts the module" mypy
fi

demo_says() { # NAME FILE
	cat > wanted << 'S'
files: poem.txt
the second commit adds 1 line, deletes 0
the patch has 1 line with '+'
main is 1 ahead of side and 0 behind
tags: v1, branches: main side
configured: Ada Lovelace
new.txt is new
log:
  Go on (Ada)
  Begin (Ada)
ENOTFOUND: failed to resolve path '.../nowhere': No such file or directory
ENOTFOUND: revspec 'no-such-branch' not found
the first tree still has 1 file: poem.txt
S
	if cmp -s wanted "$2"; then ok "$1"; else not_ok "$1" "$2"; fi
}
HOME=$T python3 git2_demo.py > out 2>&1
demo_says "the demo works in a local repository" out
if command -v dotnet > /dev/null 2>&1; then
	HOME=$T DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 make -s FFIRENDER="$FFIRENDER" PLUGIN="$PLUGIN" CC="$CC" \
		demo-csharp 2> log | sed 1d > out
	[ -s out ] || cp log out
	demo_says "the demo in C# says the same" out
else
	skip "the demo in C#" "needs 'dotnet', the .NET SDK 8 or later"
fi

HOME=$T PYTHONPATH=. python3 -B "$ROOT/tests/python/libgit2_uses.py" > more.out 2>&1
[ "$(grep -c '^ok' more.out)" = 6 ] && ok "6 more uses of it work" || not_ok "6 more uses of it work" more.out

# What other languages carry of it.
check "renders for C" "$FFIRENDER" c git2.ffi.xml "$library" -o git2.ffi.h
printf '#include "git2.ffi.h"\nint main(void) { return 0; }\n' > caller.c
check "which compiles without a warning" "$CC" -std=c99 -Wall -Wextra -Werror -c caller.c -o caller.o
check "renders for C#" "$FFIRENDER" csharp git2.ffi.xml "$library" -o Git2.cs

if have valgrind; then
	HOME=$T PYTHONMALLOC=malloc valgrind -q --error-exitcode=9 --leak-check=no python3 git2_demo.py > checked.out 2>&1 &&
		ok "the demo is clean under valgrind" || not_ok "the demo is clean under valgrind" checked.out
	demo_says "the demo under valgrind" checked.out
else
	missing "the demo is clean under valgrind" valgrind
fi
