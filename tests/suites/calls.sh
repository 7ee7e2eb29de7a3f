#!/bin/sh
# Values of every shape by value: from C that was made from the interface and compiled by one compiler to what
# another one compiled, from Python and C# as far as they have them, and the registers that the interface says
# against those where the values are.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

if ! have python3; then
	missing "calls by value" python3
	exit 0
fi
GRID=$ROOT/tests/calls/grid.py
SELECT=-fplugin-arg-ffiextract-headers=calls.h
python3 "$GRID" header > "$T/calls.h"
python3 "$GRID" library > "$T/calls.c"
python3 "$GRID" caller calls.h > "$T/original.c"
python3 "$GRID" caller calls.ffi.h > "$T/caller.c"

# document COMPILER PLUGIN FLAGS...: $T/calls.xml and $T/calls.ffi.h
document() {
	compiler=$1 plugin=$2
	shift 2
	"$compiler" -w "$@" -S -o /dev/null -fplugin="$plugin" -fplugin-arg-ffiextract-scan "$SELECT" \
		-fplugin-arg-ffiextract-output="$T/calls.xml" "$T/calls.c" &&
		"$FFIRENDER" c "$T/calls.xml" --module calls -o "$T/calls.ffi.h" 2> "$T/log"
}
# calls NAME LEAST CALLER CALLEE RUN FLAGS...: at least LEAST calls by a program that CALLER compiles of what CALLEE does.
calls() {
	name=$1 least=$2 caller=$3 callee=$4 run=$5
	shift 5
	# shellcheck disable=SC2086
	if $callee -w "$@" -c "$T/calls.c" -o "$T/calls.o" > "$T/said" 2>&1 &&
		$caller -w "$@" -c "$T/caller.c" -o "$T/caller.o" >> "$T/said" 2>&1 &&
		$LINKER "$@" "$T/caller.o" "$T/calls.o" -o "$T/program" >> "$T/said" 2>&1 &&
		$run "$T/program" >> "$T/said" 2>&1 && [ "0$(sed -n 's/ calls$//p' "$T/said")" -ge "$least" ]; then
		ok "$name"
	else
		not_ok "$name" "$T/said"
	fi
}

LINKER=$CC
check "the interface of a grid of shapes" document "$CC" "$PLUGIN"
if have clang; then
	calls "clang calls what gcc compiled" 400 clang "$CC" ""
	calls "gcc calls what clang compiled" 400 "$CC" clang ""
	calls "clang -O2 calls what gcc -O2 compiled" 400 "clang -O2" "$CC -O2" ""
else
	missing "clang calls what gcc compiled" clang
fi

# registers NAME COMPILER LEAST RUN...: the registers are those of the document.
registers() {
	name=$1 compiler=$2 least=$3
	shift 3
	python3 "$GRID" registers "$T/calls.xml" > "$T/registers.c"
	if "$compiler" -w -O0 -fno-pie -no-pie -static -I"$ROOT/tests/calls" "$T/registers.c" "$T/calls.c" -o "$T/program" > "$T/said" 2>&1 &&
		"$@" "$T/program" >> "$T/said" 2>&1 && [ "0$(sed -n 's/ places$//p' "$T/said")" -ge "$least" ]; then
		ok "$name"
	else
		not_ok "$name" "$T/said"
	fi
}
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	registers "values are in the registers that are recorded" "$CC" 800 env
	sed 's/\(param="before" in="registers"><piece reg="\)di"/\1r9"/' "$T/calls.xml" > "$T/wrong.xml"
	python3 "$GRID" registers "$T/wrong.xml" > "$T/registers.c"
	"$CC" -w -O0 -fno-pie -no-pie -static -I"$ROOT/tests/calls" "$T/registers.c" "$T/calls.c" -o "$T/program" 2> "$T/log"
	refuses "another register is noticed" 'is not in r9' "$T/program"
fi

# ---- languages ----
if "$CC" -w -shared -fPIC "$T/calls.c" -o "$T/libcalls.so" && "$FFIRENDER" python "$T/calls.xml" --library "$T/libcalls.so" -o "$T/calls.py" 2> "$T/log"; then
	python3 "$GRID" python > "$T/test_calls.py"
	if (cd "$T" && python3 -B test_calls.py calls) > "$T/said" 2>&1 && [ "0$(sed -n 's/ calls$//p' "$T/said")" -ge 100 ]; then
		ok "Python calls what it has"
	else
		not_ok "Python calls what it has" "$T/said"
	fi
else
	not_ok "Python binds the grid" "$T/log"
fi

# The distribution has no package of it.
if have dotnet; then
	export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/home" MSBUILDDISABLENODEREUSE=1
	mkdir "$T/net"
	"$FFIRENDER" csharp "$T/calls.xml" --module calls --library "$T/libcalls.so" -o "$T/net/calls.cs" 2> "$T/log"
	python3 "$GRID" csharp "$T/net/calls.cs" > "$T/net/Program.cs"
	cat > "$T/net/calls.csproj" << 'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Exe</OutputType>
    <Nullable>enable</Nullable>
    <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
END
	if dotnet build -v q -clp:NoSummary --disable-build-servers "$T/net/calls.csproj" > "$T/said" 2>&1 &&
		dotnet "$T/net/bin/Debug/net10.0/calls.dll" > "$T/said" 2>&1 && [ "0$(sed -n 's/ calls$//p' "$T/said")" -ge 100 ]; then
		ok "C# calls what it has"
	else
		not_ok "C# calls what it has" "$T/said"
	fi
else
	skip "C# calls what it has" "needs 'dotnet', the .NET SDK 10"
fi

# ---- another target ----
for plugin in "$BUILD"/aarch64-linux-gnu-*/ffiextract.so; do
	[ -f "$plugin" ] || continue
	compiler=aarch64-linux-gnu-gcc-$(basename "$(dirname "$plugin")" | sed 's/.*-//')
	have "$compiler" && have qemu-aarch64 || continue
	check "aarch64: the interface" document "$compiler" "$plugin"
	registers "aarch64: values are in the registers that are recorded" "$compiler" 800 qemu-aarch64
	LINKER="$compiler -static"
	have clang && calls "aarch64: clang calls what gcc compiled" 400 \
		"clang --target=aarch64-linux-gnu -isystem /usr/aarch64-linux-gnu/include" "$compiler" qemu-aarch64
done
