# Shims: what 'ffirender shims' writes compiles without a warning, and C, Python and C# call what cannot be called as it
# is by it, beside the library and inside of it; those of another interface are refused.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
cp "$ROOT"/tests/golden/shims/shims.[ch] "$ROOT"/tests/shims/* "$T/"
cd "$T" || exit 2
strict="-Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Werror"
include=-I$ROOT/attributes
said() { if "$@" > out 2>&1 && [ "$(cat out)" = called ]; then ok "$name"; else not_ok "$name" out; fi; }
silent() { # NAME COMMAND...
	name=$1
	shift
	if "$@" > out 2>&1 && [ ! -s out ]; then ok "$name"; else not_ok "$name" out; fi
}

"$CC" -g -fPIC -shared -fplugin="$PLUGIN" "$include" shims.c -Wl,-soname,libshims.so -o libshims.so || exit 1
silent "they are written" "$FFIRENDER" shims libshims.so -o extra.c
for compiler in "$CC" clang; do
	have "$compiler" || { missing "$compiler takes them" "$compiler"; continue; }
	# shellcheck disable=SC2086
	silent "$compiler takes them" "$compiler" -std=c11 $strict "$include" -c extra.c -o extra-other.o
done
"$CC" -g -fPIC -shared "$include" extra.c -L. -lshims -Wl,-soname,libextra.so -o libextra.so || exit 1
"$FFIRENDER" shims libshims.so | cmp -s - extra.c && ok "they are the same each time" || not_ok "they are the same each time"
"$FFIRENDER" shims --for c libshims.so -o only.c
check "--for takes what that language needs" sh -c '! grep -qE "shims_(half|sum|conjugate)" only.c && grep -q "shim_shims_add" only.c'
refuses "a language that is none" "'--for cobol' is no language" "$FFIRENDER" shims --for cobol libshims.so
refuses "the language that was meant" "did you mean 'python'" "$FFIRENDER" shims --for pyton libshims.so
"$FFIRENDER" shims --header '<shims.h>' --header other.h libshims.so | grep '^#include' | grep -v '<st[dr]' > includes
printf '%s\n' '#include <shims.h>' '#include "other.h"' > wanted
check "--header names what is included" diff wanted includes

cat > cube.notes.xml <<'X'
<notes version="1.0">
 <macro id="macro SHIMS_CUBE"><result><int name="int"/></result><param name="x"><int name="int"/></param></macro>
</notes>
X
refuses "a header that nobody knows" "cube.notes.xml:2:.* error: no header is known that has 'SHIMS_CUBE': name it with '--header'" \
	"$FFIRENDER" shims --notes cube.notes.xml libshims.so
check "unless it is named" sh -c '"$1" shims --notes cube.notes.xml --header cube.h libshims.so | grep -q "return SHIMS_CUBE(ffi_x);"' - "$FFIRENDER"
if have valgrind; then
	check "nothing leaks" valgrind -q --leak-check=full --error-exitcode=9 "$FFIRENDER" shims libshims.so -o null.c
else
	missing "nothing leaks" valgrind
fi

# Without shims each language says what it lacks, and binds the rest.
mkdir without beside inside
for language in c python csharp; do
	"$FFIRENDER" $language libshims.so -o without/ 2> without/$language
	check "$language says how many need a shim" grep -q "functions need a shim: 'ffirender shims' writes them" without/$language
done
check "and Python beside each" grep -A1 "# shims_add cannot be called: it is inline" without/shims.py
check "a binding without them loads" env LD_LIBRARY_PATH=. PYTHONPATH=without python3 -c 'import shims; assert shims.halve(1) == 0.5; assert not hasattr(shims, "add")'

# called WHERE LIBRARIES...: the callers of the folder WHERE, in C, C++ and Python.
called() {
	where=$1
	shift
	for compiler in "$CC" "${CXX:-g++}" clang; do
		have "$compiler" || { missing "$where: from $compiler" "$compiler"; continue; }
		name="$where: compiled by $compiler"
		[ "$compiler" = "${CXX:-g++}" ] && language=c++ || language=c
		if "$compiler" -Wall -Wextra -Werror -x $language caller.c -x none -I"$where" -L"$where" "$@" -o "$where/caller" > out 2>&1; then
			said env LD_LIBRARY_PATH="$where" "$where/caller"
		else
			not_ok "$name" out
		fi
	done
	name="$where: from Python"
	said env LD_LIBRARY_PATH="$where" PYTHONPATH="$where" python3 caller.py
	if have valgrind; then
		name="$where: from C under valgrind"
		said env LD_LIBRARY_PATH="$where" valgrind -q --error-exitcode=9 --leak-check=full "$where/caller"
		name="$where: from Python under valgrind"
		said env LD_LIBRARY_PATH="$where" PYTHONPATH="$where" PYTHONMALLOC=malloc valgrind -q --error-exitcode=9 --leak-check=no python3 caller.py
	else
		missing "$where: under valgrind" valgrind
	fi
}

cp libshims.so libextra.so beside/
for language in c python csharp; do
	[ $language = c ] && how=check || how=silent # C's safe layer has no complex numbers
	$how "beside the library: $language" "$FFIRENDER" $language libshims.so --shims libextra.so -o beside/
done
called beside -lextra -lshims

# Inside of the library they come from its objects, and are found by their symbol.
"$CC" -g -fPIC -fplugin="$PLUGIN" "$include" -c shims.c -o shims.o
"$FFIRENDER" shims shims.o -o inner.c
check "objects give the same ones as their library" cmp extra.c inner.c
"$CC" -g -fPIC -fplugin="$PLUGIN" "$include" -c inner.c -o inner.o
"$CC" -shared shims.o inner.o -Wl,-soname,libshims.so -o inside/libshims.so
for language in c python csharp; do
	[ $language = c ] && how=check || how=silent
	$how "inside of the library: $language" "$FFIRENDER" $language inside/libshims.so -o inside/
done
called inside -lshims
check "the library's own shims are no mystery to check" sh -c '"$1" check inside/libshims.so > out 2>&1; ! grep -E "shims_shim" out' - "$FFIRENDER"

# Of another interface: a parameter more.
sed 's/int shims_add(int a, int b)/int shims_add(int a, int b, int c)/; s/return a + b;/return a + b + c;/' shims.h > other.h
mkdir other
cp other.h other/shims.h
cp shims.c other/
"$CC" -fPIC -shared -fplugin="$PLUGIN" "$include" other/shims.c -o other/libshims.so
"$FFIRENDER" shims other/libshims.so -o other/extra.c
"$CC" -fPIC -shared "$include" -I. other/extra.c -L. -lshims -o other/libextra.so
refuses "Python refuses those of another interface" "the shims in .*other/libextra.so are not those of this interface" \
	env LD_LIBRARY_PATH=beside PYTHONPATH=beside SHIMS_SHIMS=other/libextra.so python3 caller.py
refuses "the linker does" "undefined reference to .shims_shims_" "$CC" caller.c -Ibeside -Lother -Lbeside -lextra -lshims -o other/caller
"$FFIRENDER" shims other/libshims.so -o other/inner.c
"$CC" -fPIC "$include" -I. -c other/inner.c -o other/inner.o
"$CC" -shared shims.o other/inner.o -Wl,-soname,libshims.so -o other/libmixed.so
"$FFIRENDER" python shims.o other/libmixed.so -o other/ 2> out
check "ffirender says so of a library" grep -q "the library has shims, but 'shims_shims_[0-9a-f]*' is of another interface" out

# A header that changed since is noticed when they are compiled.
sed -i 's/int rest;/long rest;/' shims.h
refuses "a struct that changed is noticed" "struct bits is another one than was described" "$CC" "$include" -c extra.c

# ---- the system's libraries, which nobody annotated ----
real=1
for package in zlib.h:zlib1g-dev sqlite3.h:libsqlite3-dev curl/curl.h:libcurl4-openssl-dev; do
	echo "#include <${package%%:*}>" | "$CC" -E - > out 2>&1 && continue
	missing "the system's libraries" "${package#*:}"
	real=0
done
mkdir system
headers="--header zlib.h --header sqlite3.h --header <curl/curl.h> --header <byteswap.h>"
select='deflateInit,deflate,deflateEnd,Z_*,sqlite3_mprintf,sqlite3_free,sqlite3_config,SQLITE_*,curl_easy_*,__bswap_64'
describe() {
	"$FFIRENDER" scan --cc="$CC" --plugin="$PLUGIN" --select="$select" --notes real.notes.xml \
		zlib.h sqlite3.h '<curl/curl.h>' '<byteswap.h>' -o system/real.ffi.xml
}
if [ $real = 1 ]; then
	silent "notes give prototypes and signatures" describe
	# shellcheck disable=SC2086
	silent "the system's shims are written" "$FFIRENDER" shims $headers system/real.ffi.xml -o system/real.c
	check "and compile" "$CC" -Wall -Wextra -Werror -fPIC -shared system/real.c -o system/libreal.so -lz -lsqlite3 -lcurl
	for language in c python csharp; do
		check "of the system: $language" "$FFIRENDER" $language system/real.ffi.xml --library libreal.so --shims libreal.so -o system/
	done
	"$CC" -Wall -Wextra -Werror real_caller.c -Isystem -Lsystem -lreal -lz -lsqlite3 -lcurl -o real_caller > out 2>&1 || cat out
	name="of the system: from C"
	said env LD_LIBRARY_PATH=system ./real_caller
	name="of the system: from Python"
	said env LD_LIBRARY_PATH=system PYTHONPATH=system python3 real_caller.py
	cat > late.notes.xml <<-'X'
		<notes version="1.0">
		 <function id="shims_say"><annotation name="variadic"><arg>long number</arg></annotation></function>
		 <macro id="macro SHIMS_CUBE"><annotation name="macro_function"><arg>int</arg><arg>SHIMS_CUBE</arg><arg>(int x)</arg></annotation></macro>
		</notes>
	X
	refuses "notes with types are for scan" "late.notes.xml:2: error: annotation 'variadic' has types that only a compiler knows: give the notes to 'ffirender scan'" \
		"$FFIRENDER" show --notes late.notes.xml libshims.so
	check "so are those with prototypes" sh -c '"$1" show --notes late.notes.xml libshims.so 2>&1 |
		grep -q "late.notes.xml:3: warning: the types of .macro SHIMS_CUBE. are those that only a compiler knows"' - "$FFIRENDER"
fi

# ---- C# ----
if [ $real = 0 ] || ! command -v dotnet > out 2>&1; then
	skip "from C#" "needs 'dotnet', the .NET SDK 10"
	exit 0
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/home" MSBUILDDISABLENODEREUSE=1
mkdir net
cp Caller.cs "$ROOT/tests/shims/Caller.csproj" beside/*.cs system/*.cs net/
check "a program in C# builds" dotnet build -v q -clp:NoSummary --disable-build-servers net/Caller.csproj
name="from C#"
said env LD_LIBRARY_PATH="$T/beside:$T/system" dotnet net/bin/Debug/net10.0/Caller.dll system
refuses "C# refuses those of another interface" "other/libextra.so lacks shims_shims_" \
	env LD_LIBRARY_PATH="$T/beside" SHIMS_SHIMS=other/libextra.so dotnet net/bin/Debug/net10.0/Caller.dll
