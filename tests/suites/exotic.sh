# Types that few languages have (tests/exotic): complex numbers, wide integers, halves, decimals, vectors, _BitInt, by
# value, by pointer, in structs, arrays, callbacks and variables. Each is right in a language, or is not there.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
cp "$ROOT"/tests/exotic/* "$T/"
cd "$T" || exit 2
cp caller.c caller.cc
quiet="-Wall -Wextra -Werror -Wno-psabi -Wno-ignored-qualifiers"

# described FOLDER COMPILER PLUGIN FLAGS...: the library, and its header for C.
described() {
	(folder=$1 compiler=$2 plugin=$3 && shift 3 && mkdir -p "$folder" && "$compiler" "$@" -g -fPIC -shared -Wno-psabi \
		-fplugin="$plugin" -I"$ROOT/attributes" exotic.c -Wl,-soname,libexotic.so -Wl,--exclude-libs,ALL -o "$folder/libexotic.so") && "$FFIRENDER" c "$1/libexotic.so" -o "$1/" > "$1/c.said" 2>&1
}

# said NAME COMMAND...: ok if it says that all was called, and no more.
said() {
	name=$1
	shift
	if "$@" > out 2>&1 && [ "$(cat out)" = called ]; then ok "$name"; else not_ok "$name" out; fi
}

check "the library is described" described here "$CC" "$PLUGIN"
"$FFIRENDER" shims --header exotic.h here/libexotic.so -o shims.c || exit 1
# shellcheck disable=SC2086
check "its shims compile" "$CC" $quiet -fPIC -shared -I"$ROOT/attributes" -I. shims.c -Lhere -lexotic -o here/libshims.so

# clang counts _BitInt among its types before GCC does.
for compiler in "$CC" "${CXX:-g++}" clang; do
	have "$compiler" || { missing "from C: $compiler" "$compiler"; continue; }
	source=caller.c
	[ "$compiler" != "${CXX:-g++}" ] || source=caller.cc
	own=''
	[ "$compiler" != clang ] || own=-U__BITINT_MAXWIDTH__
	# shellcheck disable=SC2086
	check "$compiler takes the header" "$compiler" $quiet $own $source -Ihere -Lhere -lexotic -o caller
	said "from C: $compiler" env LD_LIBRARY_PATH=here ./caller
done
if have valgrind; then
	"$CC" -g -Wno-psabi caller.c -Ihere -Lhere -lexotic -o caller
	check "under valgrind" env LD_LIBRARY_PATH=here valgrind -q --error-exitcode=9 --leak-check=full ./caller
else
	missing "under valgrind" valgrind
fi

mkdir python
check "Python" "$FFIRENDER" python here/libexotic.so --shims libshims.so -o python/
said "from Python" env LD_LIBRARY_PATH="$T/here" PYTHONPATH=python python3 caller.py
if have mypy; then
	check "mypy --strict accepts the module" mypy --strict --cache-dir "$T/mypy" python/exotic.py
else
	missing "mypy --strict accepts the module" mypy
fi
# What is not there says why, in the text and in the list.
for reason in "f128_twice.*ctypes has no '_Float128'" "d64_put.*ctypes has no '_Decimal64'" \
	"cdouble_each.*ctypes cannot return '_Complex double' from a callback" "i128_tell.*ctypes cannot pass '__int128' by value"; do
	"$FFIRENDER" python -v here/libexotic.so --shims here/libshims.so -o python/ 2>&1 | grep -qE "$reason" &&
		ok "Python says $reason" || not_ok "Python says $reason"
done

# python_of TITLE COMPILER EMULATOR FLAGS...: what Python does there, if there is one (tests/pythons).
python_of() {
	title=$1 compiler=$2 run=$3
	shift 3
	case $title in aarch64) debian=arm64 ;; *) debian=$title ;; esac
	{ [ "${TARGETS:-some}" = all ] || [ -d "$CHROOTS/python-$debian" ]; } && folder=$("$ROOT/tests/pythons" "$debian" 2> out) ||
		{ skip "$title: from Python" "TARGETS=all makes one"; return; }
	"$FFIRENDER" shims --header exotic.h "$title/libexotic.so" -o "$title/shims.c"
	"$compiler" "$@" -Wno-psabi -fPIC -shared -I"$ROOT/attributes" -I. "$title/shims.c" -L"$title" -lexotic -o "$title/libshims.so"
	"$FFIRENDER" python "$title/libexotic.so" --shims libshims.so -o "$title/" > out 2>&1
	said "$title: from Python" env LD_LIBRARY_PATH="$T/$title" PYTHONPATH="$title" "$run" -L "$folder" "$folder/usr/bin/python3" caller.py
}
: "${CHROOTS:=${XDG_CACHE_HOME:-$HOME/.cache}/ffiextract}"

# ---- other targets: their own compiler's header, called there ----
beyond() {
	title=$1 compiler=$2 run=$3
	shift 3
	have "$compiler" && have "$run" || { missing "$title" "$compiler and $run"; return; }
	plugin_for "$title" "$compiler"
	check "$title: described" described "$title" "$compiler" "$plugin" "$@"
	"$compiler" "$@" -c -Wno-psabi -I"$ROOT/attributes" exotic.c -o "$title/exotic.o"
	"$compiler" "$@" -static -Wno-psabi caller.c "$title/exotic.o" -I"$title" -o "$title/caller" > out 2>&1 || cat out
	said "$title: called" "$run" "$title/caller"
	python_of "$title" "$compiler" "$run" "$@"
}
beyond aarch64 aarch64-linux-gnu-gcc-12 qemu-aarch64
if [ "${TARGETS:-some}" = all ] || have s390x-linux-gnu-gcc-12; then
	beyond s390x s390x-linux-gnu-gcc-12 qemu-s390x -U__DEC32_MAX__ # for which qemu has no instructions
else
	skip s390x "TARGETS=all takes it"
fi

# ---- C# ----
command -v dotnet > out 2>&1 || { skip "from C#" "needs 'dotnet', the .NET SDK 10"; exit 0; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/home" MSBUILDDISABLENODEREUSE=1
mkdir net
"$FFIRENDER" csharp here/libexotic.so --shims libshims.so -o net/ > out 2>&1 || not_ok "C#" out
cp Caller.cs "$ROOT/tests/shims/Caller.csproj" net/
check "a program in C# builds" dotnet build -v q -clp:NoSummary --disable-build-servers net/Caller.csproj
said "from C#" env LD_LIBRARY_PATH="$T/here" dotnet net/bin/Debug/net10.0/Caller.dll

# ---- a program that has the library inside of it, compiled ahead of time ----
mkdir static
cp Static.cs Static.csproj net/Exotic.cs static/
echo 'OWN { global: cdouble_global; };' > static/variables.map
for source in exotic shims; do
	"$CC" -Wno-psabi -I"$ROOT/attributes" -I. -c $source.c -o static/$source.o
done
ar rcs static/libexotic.a static/exotic.o static/shims.o
if dotnet publish -r linux-x64 -c Release -v q -clp:NoSummary --disable-build-servers static/Static.csproj > log 2>&1; then
	ok "it is linked statically"
	static/bin/Release/net8.0/linux-x64/publish/Static > out 2>&1
	check "its functions, callbacks, shims and variables are there, but for one that it does not export" grep -qx \
		"The program does not export f64_global, as one that has the library inside of it has to." out
elif grep -qE 'NU1301|NU1101|Platform linker' log; then
	skip "it is linked statically" "needs the packages 'Microsoft.NETCore.App.Runtime.linux-x64' and 'ILCompiler', and a linker"
else
	not_ok "it is linked statically" log
fi
