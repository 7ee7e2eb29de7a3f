#!/bin/sh
# C#: bindings of libraries that the plugin compiled, analysed by every rule there is, and run.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

# The distribution has no package of it.
if ! command -v dotnet > "$T/null" 2>&1; then
	skip "bindings for .NET" "needs 'dotnet', the .NET SDK 10"
	exit 0
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/home" MSBUILDDISABLENODEREUSE=1

# library NAME SOURCE INCLUDE: with its description, and its bindings in a project of their own.
library() {
	mkdir -p "$T/$1/binding"
	"$CC" -g -O1 -fPIC -shared -fplugin="$PLUGIN" -I"$ROOT/attributes" -I"$3" "$2" -Wl,-soname,"lib$1.so" \
		-o "$T/lib$1.so" -lm -pthread || return 1
	"$FFIRENDER" csharp "$T/lib$1.so" -o "$T/$1/binding/$1.cs" 2> "$T/$1.messages" || { cat "$T/$1.messages"; return 1; }
	cp "$ROOT/tests/csharp/Binding.csproj" "$T/$1/binding/$1Binding.csproj"
}

# binding NAME [WARNINGS]: its project builds, but for rules about the names that C chose.
binding() {
	dotnet build -v q -clp:NoSummary --disable-build-servers -p:NamesOfC="${2:-}" "$T/$1/binding/$1Binding.csproj"
}

# build_caller NAME TEST: a program of TEST
build_caller() {
	mkdir -p "$T/$1/caller"
	cp "$ROOT/tests/csharp/Caller.csproj" "$ROOT/tests/csharp/Checks.cs" "$ROOT/tests/csharp/$2" "$T/$1/caller"
	dotnet build -v q -clp:NoSummary --disable-build-servers -p:NamesOfC="${3:-}" "$T/$1/caller/Caller.csproj"
}

# run NAME ARGUMENTS...
run() {
	folder=$1
	shift
	LD_LIBRARY_PATH=$T dotnet "$T/$folder/caller/bin/Debug/net10.0/Caller.dll" "$@"
}

names="CA1030%3BCA1711%3BCA1720%3BCA2217"
check "examples/point gets bindings" library point "$ROOT/examples/point/point.c" "$ROOT/examples/point"
check "one of each kind gets bindings" library kinds "$ROOT/tests/python/kinds.c" "$ROOT/tests/python"
check "no analyzer has anything to say of point's" binding point
check "nor of one of each kind, but for the names" binding kinds "$names"
check "a program for point builds" build_caller point PointTest.cs
"$CC" -I"$ROOT/attributes" -I"$ROOT/examples/point" "$ROOT/tests/python/point_probe.c" -o "$T/point_probe"
# shellcheck disable=SC2046
check "examples/point in .NET" run point $("$T/point_probe")

check "a program for each kind builds" build_caller kinds KindsTest.cs "$names"
"$CC" -I"$ROOT/attributes" -I"$ROOT/tests/python" "$ROOT/tests/python/kinds_probe.c" -o "$T/kinds_probe"
# shellcheck disable=SC2046
check "each kind in .NET" run kinds $("$T/kinds_probe")

zlib() {
	mkdir -p "$T/zlib/binding" "$T/zlib/scan"
	cp "$ROOT"/examples/zlib/* "$T/zlib/scan/"
	make -s -C "$T/zlib/scan" FFIRENDER="$FFIRENDER" PLUGIN="$PLUGIN" CC="$CC" zlib.ffi.xml || return 1
	"$FFIRENDER" csharp "$T/zlib/scan/zlib.ffi.xml" --library libz.so.1 -o "$T/zlib/binding/Zlib.cs" || return 1
	cp "$ROOT/tests/csharp/Binding.csproj" "$T/zlib/binding/zlibBinding.csproj"
	build_caller zlib ZlibTest.cs "$names"
}
if [ -f /usr/include/zlib.h ]; then
	check "bindings of zlib, and a program for them, build" zlib
	check "zlib in .NET" run zlib
else
	missing "zlib in .NET" zlib1g-dev
fi

"$FFIRENDER" csharp "$T/libpoint.so" -o "$T/again.cs" 2> "$T/null"
check "the text is the same each time, wherever it is written" cmp "$T/point/binding/point.cs" "$T/again.cs"

# Ahead of time, for .NET 8: its compiler is a package that has to be fetched.
ahead() {
	mkdir -p "$T/ahead"
	cp -r "$T/point" "$T/ahead/point"
	rm -rf "$T"/ahead/point/*/bin "$T"/ahead/point/*/obj
	sed -i 's/>net10.0</>net8.0</' "$T"/ahead/point/*/*.csproj
	dotnet publish -v q --disable-build-servers -r linux-x64 -p:PublishAot=true "$T/ahead/point/caller/Caller.csproj"
}
run_ahead() { LD_LIBRARY_PATH=$T "$T/ahead/point/caller/bin/Release/net8.0/linux-x64/publish/Caller" "$@"; }
if ahead > "$T/ahead.log" 2>&1; then
	# shellcheck disable=SC2046
	check "examples/point compiled ahead of time" run_ahead $("$T/point_probe")
elif grep -qE 'NU1301|NU1101|Platform linker' "$T/ahead.log"; then
	skip "examples/point compiled ahead of time" "needs the 'ILCompiler' package of .NET 8 and a linker"
else
	not_ok "examples/point compiles ahead of time" "$T/ahead.log"
fi
