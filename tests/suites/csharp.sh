#!/bin/sh
# C#: bindings of libraries that the plugin compiled and of the system's, analysed by every rule there is, and run: just in
# time for the newest .NET, ahead of time for .NET 8.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

# The distribution has no package of it.
if ! command -v dotnet > "$T/null" 2>&1; then
	skip "bindings for .NET" "needs 'dotnet', the .NET SDK 10"
	exit 0
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/home" MSBUILDDISABLENODEREUSE=1
mkdir -p "$T/now/binding" "$T/now/caller"
binding=$T/now/binding

# library NAME SOURCE INCLUDE: with its description, and its bindings.
library() {
	"$CC" -g -O1 -fPIC -shared -fplugin="$PLUGIN" -I"$ROOT/attributes" -I"$3" "$2" -Wl,-soname,"lib$1.so" \
		-o "$T/lib$1.so" -lm -pthread && "$FFIRENDER" csharp "$T/lib$1.so" -o "$binding/$1.cs"
}

# system NAME FILE: the bindings FILE of examples/NAME.
system() {
	cp -r "$ROOT/examples/$1" "$T/$1"
	make -s -C "$T/$1" FFIRENDER="$FFIRENDER" PLUGIN="$PLUGIN" CC="$CC" "$2" && cp "$T/$1/$2" "$binding/"
}

# quick SUBCOMMAND...: dotnet at a third less work: its compiler is gone before profiles pay, and seldom has to collect.
quick() { DOTNET_TieredPGO=0 DOTNET_GCgen0size=0x10000000 dotnet "$@" -v q -clp:NoSummary --disable-build-servers; }

# probe NAME INCLUDE SOURCE: what C says of layouts, in NAME.layouts.
probe() { "$CC" -I"$ROOT/attributes" -I"$2" "$3" -o "$T/probe" && "$T/probe" > "$T/$1.layouts"; }

libraries="point kinds"
check "examples/point gets bindings" library point "$ROOT/examples/point/point.c" "$ROOT/examples/point"
check "one of each kind gets bindings" library kinds "$ROOT/tests/python/kinds.c" "$ROOT/tests/python"
probe point "$ROOT/examples/point" "$ROOT/tests/python/point_probe.c"
probe kinds "$ROOT/tests/python" "$ROOT/tests/python/kinds_probe.c"
cp "$ROOT"/tests/csharp/*.cs "$ROOT/tests/csharp/Caller.csproj" "$T/now/caller/"
cp -r "$ROOT/examples/reference" "$T/reference"
reference() {
	make -s -C "$T/reference" CC="$CC" PLUGIN="$PLUGIN" FFIRENDER="$FFIRENDER" FFI_INCLUDE="$ROOT/attributes" libreference.so &&
		cp "$T/reference/libreference.so" "$T/" && "$FFIRENDER" csharp "$T/libreference.so" -o "$binding/Reference.cs"
}
check "examples/reference gets bindings" reference
libraries="$libraries reference"
# less LANGUAGE: what stays raw in the language, with the reasons.
less() {
	"$FFIRENDER" "$1" "$T/libreference.so" -v -o "$T/null" 2>&1 |
		sed -n "s/.*: '\([A-Za-z0-9_]*\)' \(is in .*the raw layer only\|cannot be called.*\): \(.*\)/\1: \3/p" | sort > "$T/less-$1"
}
less python
less csharp
comm -13 "$T/less-python" "$T/less-csharp" > "$T/less"
check "C# binds all that Python does" diff /dev/null "$T/less"
probe reference "$ROOT/examples/reference" "$ROOT/tests/reference/probe.c"
# of_system NAME FILE TEST PACKAGE
of_system() {
	if [ -f "/usr/include/$1.h" ]; then
		check "$1 gets bindings" system "$1" "$2"
		libraries="$libraries $1"
	else
		missing "$1 gets bindings" "$4"
		rm "$T/now/caller/$3"
		sed -i "/\"$1\"/d" "$T/now/caller/Program.cs"
	fi
}
of_system zlib Zlib.cs ZlibTest.cs zlib1g-dev
of_system sqlite3 Sqlite3.cs SqliteTest.cs libsqlite3-dev
probe sqlite3 / "$ROOT/tests/csharp/sqlite3_probe.c"
: > "$T/zlib.layouts"

# In a namespace of their own: a namespace hides what others have of its name.
for file in "$ROOT"/tests/golden/*/*.cs; do
	[ "${file##*/}" = point.cs ] || sed 's/^namespace /&Golden./' "$file" > "$binding/golden_${file##*/}"
done
cp "$ROOT/tests/csharp/Binding.csproj" "$binding/"
cp "$ROOT/tests/csharp/names.editorconfig" "$binding/.editorconfig"
check "no analyzer has anything to say of the bindings" quick build "$binding/Binding.csproj"

cp -r "$T/now" "$T/ahead" && rm -rf "$T"/ahead/*/bin "$T"/ahead/*/obj
check "a program that calls them builds" quick build --no-dependencies "$T/now/caller/Caller.csproj"

# run_all WHEN COMMAND...: the tests of each library.
run_all() {
	how=$1
	shift
	for library in $libraries; do
		# shellcheck disable=SC2046
		check "$library $how" env LD_LIBRARY_PATH="$T" "$@" "$library" $(cat "$T/$library.layouts")
	done
}
run_all "just in time" dotnet "$T/now/caller/bin/Debug/net10.0/Caller.dll"
run_all "with a small heap and the collector at work" env DOTNET_GCgen0size=10000 DOTNET_TieredCompilation=0 \
	dotnet "$T/now/caller/bin/Debug/net10.0/Caller.dll"

# A library that counts what runs, by the compiler's own means.
mkdir "$T/counted"
cp "$ROOT"/examples/reference/* "$T/counted"
make -s -C "$T/counted" CC="$CC --coverage" CFLAGS=-O0 PLUGIN="$PLUGIN" FFIRENDER="$FFIRENDER" FFI_INCLUDE="$ROOT/attributes" \
	libreference.so > "$T/log" 2>&1
. "$ROOT/tests/never.sh"
# shellcheck disable=SC2046
LD_LIBRARY_PATH=$T/counted dotnet "$T/now/caller/bin/Debug/net10.0/Caller.dll" reference $(cat "$T/reference.layouts") > "$T/null"
never "$T/counted" > "$T/never"
unneeded csharp "$T/libreference.so" > "$T/unneeded"
check "each function of examples/reference is called" diff "$T/unneeded" "$T/never"
features "$T/libreference.so" "$T/never" > "$T/missed"
check "each feature has a function that C# calls" diff /dev/null "$T/missed"

# says WHEN COMMAND...: what each binding says of a library that is not its own, though others are there.
says() {
	how=$1
	shift
	check "a library that is not there, $how" env LD_LIBRARY_PATH="$T" POINT_LIBRARY=/no/such.so "$@" loader DllNotFoundException \
		"Cannot load '/no/such.so', which POINT_LIBRARY in the environment can name: "
	check "another library, $how" env LD_LIBRARY_PATH="$T" POINT_LIBRARY="$T/libkinds.so" "$@" loader EntryPointNotFoundException \
		"$T/libkinds.so lacks point_error_text, "
}
says "just in time" dotnet "$T/now/caller/bin/Debug/net10.0/Caller.dll"

# The demo says what that of Python says, in its words.
if [ -d "$T/sqlite3" ]; then
	make -s -C "$T/sqlite3" FFIRENDER="$FFIRENDER" PLUGIN="$PLUGIN" CC="$CC" demo-csharp > "$T/demo" 2>&1
	for line in 'Möhre: 12, seal \[\]' 'fig: 7, no seal' 'callback: count\(\*\)=3, all_of_them=22' 'MÖHRE!!' \
		'Error: near "SELEKT": syntax error' 'Constraint: UNIQUE constraint failed: fruit.name' \
		'Cantopen: unable to open database file' 'KeyNotFoundException came back through SQLite: .*' \
		"3 rows, read behind the connection's end" 'Sqlite3.Statement is disposed of' 'memory of SQLite that is left: 0 bytes'; do
		grep -qxE " *$line" "$T/demo" && ok "the demo says '$line'" || not_ok "the demo says '$line'" "$T/demo"
	done
fi

"$FFIRENDER" csharp "$T/libpoint.so" -o "$T/again.cs" 2> "$T/null"
check "the text is the same each time, wherever it is written" cmp "$binding/point.cs" "$T/again.cs"

# For .NET 8, from one build: its run time, and the compiler of ahead of time, are packages that have to be fetched.
sed -i 's/>net10.0</>net8.0</' "$T"/ahead/*/*.csproj
eight() {
	quick "$1" -c Release -r linux-x64 --self-contained -p:PublishAot=true -p:RunAnalyzers=false "$2" "$T/ahead/caller/Caller.csproj"
}
ahead=$T/ahead/caller/bin/Release/net8.0/linux-x64
if ! eight build -p:DynamicCodeSupport=true > "$T/eight.log" 2>&1; then
	if grep -qE 'NU1301|NU1101' "$T/eight.log"; then
		skip ".NET 8" "needs its packages 'Microsoft.NETCore.App.Runtime.linux-x64' and 'ILCompiler'"
	else
		not_ok "a program that calls them builds for .NET 8" "$T/eight.log"
	fi
	exit 0
fi
run_all "just in time under .NET 8" "$ahead/Caller"
if eight publish --no-build > "$T/ahead.log" 2>&1; then
	says "ahead of time" "$ahead/publish/Caller"
	run_all "ahead of time" "$ahead/publish/Caller"
elif grep -q 'Platform linker' "$T/ahead.log"; then
	skip "compiled ahead of time" "needs a linker"
else
	not_ok "the bindings compile ahead of time" "$T/ahead.log"
fi
