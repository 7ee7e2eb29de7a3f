# What README.md shows works as it stands there.
. "$(dirname "$0")/../lib.sh"

# block LANGUAGE N: the Nth block of that language in README.md.
block() {
	awk -v start="\`\`\`$1" -v wanted="$2" '
		/^```/ { inside = 0 }
		inside { print }
		$0 == start && ++n == wanted { inside = 1 }' "$ROOT/README.md"
}

PATH=$BUILD:$PATH
C_INCLUDE_PATH=$ROOT/attributes
LD_LIBRARY_PATH=$BUILD
export PATH C_INCLUDE_PATH LD_LIBRARY_PATH
cd "$T" || exit 1

block c 1 > counter.h
block make 1 > Makefile
block python 1 > use.py
cat > counter.c << 'C'
#include "counter.h"
#include <stdlib.h>
struct counter {
	long sum;
};

counter *counter_new(int start)
{
	counter *c = start < 0 ? NULL : malloc(sizeof *c);
	if (c)
		c->sum = start;
	return c;
}

void counter_free(counter *c)
{
	free(c);
}

long counter_add(counter *c, const int *values, size_t n)
{
	while (n)
		c->sum += values[--n];
	return c->sum;
}
C
check "the library is built by the lines of Makefile" env -u MAKEFLAGS -u MAKELEVEL make CC="$CC"
check "the Python lines run" python3 use.py
python3 use.py > out 2>&1
echo 6 | cmp -s - out && ok "they count" || not_ok "they count" out
cat > use.c << 'C'
#include "counter.ffi.h"
int main(void)
{
	int values[] = {2, 3};
	long sum;
	struct safe_counter c;
	struct safe_counter_failure failure;
	if (!safe_counter_new(&c, 1, &failure) || !safe_counter_add(&c, values, 2, &sum, &failure) || sum != 6)
		return 1;
	safe_counter_free(&c);
	return safe_counter_new(&c, -1, &failure);
}
C
block c 2 > shown.c
check "the C lines compile" "$CC" -Wall -Wextra -Werror shown.c -L. -lcounter -Wl,-rpath,"$T" -o shown
./shown > out 2>&1
echo 6 | cmp -s - out && ok "the C lines count" || not_ok "the C lines count" out
check "the C header compiles" "$CC" -Wall -Wextra -Werror use.c -L. -lcounter -Wl,-rpath,"$T" -o use
check "it counts, too" ./use
if have clang; then
	check "any compiler takes the annotated header" clang -std=c99 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c counter.h
else
	missing "any compiler takes the annotated header" clang
fi

if command -v dotnet > null; then
	mkdir -p counter
	export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/home" MSBUILDDISABLENODEREUSE=1
	block xml 1 > counter/use.csproj
	block csharp 1 > counter/Use.cs
	cp libcounter.so counter/
	grep -o 'ffirender csharp libcounter[^`]*' "$ROOT/README.md" > commands
	check "C# is rendered by the line of the text" sh -e commands
	cp Counter.cs counter/
	check "the C# project builds" dotnet build -v q -clp:NoSummary -warnaserror --disable-build-servers counter/use.csproj
	sum=$(LD_LIBRARY_PATH='' dotnet counter/bin/Debug/net*/use.dll 2>&1)
	[ "$sum" = 6 ] && ok "the C# lines count, with the library beside the program" ||
		not_ok "the C# lines count, with the library beside the program: $sum"
else
	skip "the C# lines" "needs 'dotnet', the .NET SDK 8"
fi

if [ -f /usr/include/zlib.h ]; then
	block xml 2 > zlib.notes.xml
	block python 2 > work.py
	grep '^    ffirender .*zlib' "$ROOT/README.md" > commands
	check "zlib is scanned and rendered" sh -e commands
	sh -e commands > said 2>&1
	[ -s said ] && not_ok "without a word" said || ok "without a word"
	check "the Python lines compress" python3 work.py
	refuses "zlib's message is an exception" 'ZError: stream error' python3 -c 'import libz; libz.compress2(b"", level=99)'
else
	missing "zlib" zlib1g-dev
fi

# What has no symbol.
mkdir shims && cd shims || exit 1
{ sed '/^FFI_EXPORT_END/d' ../counter.h; block c 3; echo FFI_EXPORT_END; } > counter.h
{ block make 1; block make 3; } > Makefile
{ cat ../counter.c; cat << 'C'; } > counter.c
#include <stdarg.h>
long counter_add_these(counter *c, int n, ...)
{
	va_list list;
	va_start(list, n);
	while (n-- > 0)
		c->sum += va_arg(list, int);
	va_end(list);
	return c->sum;
}
C
block python 3 > use.py
check "the lines for shims build them in" env -u MAKEFLAGS -u MAKELEVEL make CC="$CC"
python3 use.py > out 2>&1
echo 55 | cmp -s - out && ok "and Python calls them" || not_ok "and Python calls them" out
