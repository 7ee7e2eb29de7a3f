#!/bin/sh
# What other tools were reported to get wrong, by the numbers of their reports (tests/peers/peers.h): recorded as DWARF
# has it, and right in each language or refused with a reason.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

PEERS=$ROOT/tests/peers
build() {
	"$CC" -w -fPIC -shared "$PEERS/peers.c" -o "$T/libpeers.so" &&
		"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" --headers=peers.h "$PEERS/peers.h" -o "$T/peers.xml" &&
		"$FFIRENDER" c "$T/peers.xml" --module peers -o "$T/peers.ffi.h" 2> "$T/log" &&
		"$FFIRENDER" python "$T/peers.xml" --library "$T/libpeers.so" -v -o "$T/peers.py" 2> "$T/said"
}
check "headers that other tools stumble over" build

printf '#include "%s/peers.h"\n' "$PEERS" > "$T/peers.c"
if [ -x "$BUILD/oracle" ]; then
	agrees() { BUILD=$BUILD "$ROOT/tests/oracle/run" "$CC" "$PLUGIN" "$T/peers.c" "$T/oracle" -fplugin-arg-ffiextract-headers=peers.h; }
	check "every record of them agrees with DWARF" agrees
else
	missing "every record of them agrees with DWARF" libdw
fi
# says NAME PATTERN: the document says so of the record that PATTERN begins with.
tr -d '\n' < "$T/peers.xml" | sed 's/> *</></g; s/ \(at\|file\)="[^"]*"//g; s/<\(record\|constant\|function\) id=/\n&/g' > "$T/flat"
says() { if grep -qE -- "$2" "$T/flat"; then ok "$1"; else not_ok "$1" "$T/flat"; fi; }
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	says "rust-bindgen 1538: packed and aligned" 'id="struct xregs_state".*<on size="64" align="64" offsets="0 3 12"/>'
	says "rust-bindgen 2179: packed around what is aligned" 'id="struct alt_instr".*<on size="11" align="1" offsets="[0-9]+ [0-9]+ 6 '
	says "rust-bindgen 2240: aligned to less" 'id="struct finder_info".*<on size="8" align="2" offsets="0 3"/>'
	says "rust-bindgen 2159: a long double beside its bits" 'id="union long_double_bits".*<float name="long double"/>.*<on size="16" align="16" offsets='
	says "rust-bindgen 1549 and 2378: a long double travels in st" 'id="peers_long_double".*<on [^>]*result="st:'
	says "rust-bindgen 3255: a complex number travels in two registers" 'id="peers_complex".*<on [^>]*arguments="xmm0:8[+]xmm1:8@8'
	says "ffigen 406: a bit-field among others" 'id="struct mostly_bytes".*<field name="middle" bits="[0-9]+">.*<field name="behind">.*<field name="last">.*<on [^>]* b128 21 24"/>'
	says "ctypesgen 218: packed behind the body" 'id="struct packed_behind".*<on size="5" align="1" offsets='
	says "ctypesgen 99: attributes everywhere" 'id="struct attributes".*<field name="a">.*<field name="b">.*<field name="c">.*<field name="f">.*<on [^>]* offsets="0 8 9 16"/>'
	says "castxml: the members of a struct in a struct" 'id="struct innermost_record".*<field name="z">'
	says "castxml: constants" 'id="#PEERS_LIMIT".*value="24"'
	says "-fdump-go-spec: bit-fields are fields" '<field name="b" bits="12">.*<field name="f" bits="3">'
	says "g-ir-scanner: a bool of one byte" 'id="struct zero_width".*<bool name="_Bool"/>.*<on size="7" align="1" offsets='
fi

# ---- rust-bindgen's reports of layouts: suite oracle has them on each target, here they are rendered ----
layouts() {
	"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" --headers=layouts.h "$PEERS/layouts.h" -o "$T/layouts.xml" &&
		"$FFIRENDER" c "$T/layouts.xml" --module layouts -o "$T/layouts.ffi.h" &&
		"$FFIRENDER" python "$T/layouts.xml" --library "$T/libpeers.so" --module layouts -o "$T/layouts.py"
}
check "layouts that rust-bindgen stumbled over" layouts
asserted() { printf '#include "layouts.ffi.h"\n' | "$@" -Wall -Wextra -Werror -Wno-psabi -I"$T" -fsyntax-only -; }
check "C: $CC gives the rendered ones the same layout" asserted "$CC" -x c
for compiler in "${CXX:-g++}" clang clang++; do
	case $compiler in *++*) language=c++ ;; *) language=c ;; esac
	if have $compiler; then
		check "C: $compiler does too" asserted $compiler -x $language
	else
		missing "C: $compiler does too" $compiler
	fi
done
# The sizes of records in C by their names in Python.
sizes() {
	{
		printf '#include <stdio.h>\n#include "%s/layouts.h"\nint main(void)\n{\n' "$PEERS"
		sed -n 's/^.*\(struct\|union\) *\(__attribute__((.*)) \)*\([a-z_]*_[0-9]\{3,4\}\) {$/\1 \3/p' "$PEERS/layouts.h" |
			sed 's/.*/printf("%s %zu\\n", "&", sizeof(&));/'
		printf '}\n'
	} > "$T/sizes.c"
	"$CC" -w "$T/sizes.c" -o "$T/sizes" && "$T/sizes" | python3 -c 'import sys
for kind, tag, size in map(str.split, sys.stdin):
	print(tag.title().replace("_", ""), size)' > "$T/sizes.said" && [ "$(wc -l < "$T/sizes.said")" -ge 24 ] &&
		PYTHONPATH=$T python3 -B -c 'import ctypes, sys, layouts
for name, size in map(str.split, sys.stdin):
	if ctypes.sizeof(getattr(layouts, name)) != int(size): sys.exit(f"{name}: {size} in C")' < "$T/sizes.said"
}
if have python3; then check "Python: their sizes" sizes; else missing "Python: their sizes" python3; fi

cat > "$T/caller.c" << 'END'
#include "peers.ffi.h"
#include <assert.h>
int main(void)
{
	struct alt_instr i;
	peers_fill_alt_instr(&i);
	assert(i.cpuid == 0xabcd && i.flags == 0x1234 && i.length == 77);
	struct mixed_bits m;
	peers_fill_mixed_bits(&m);
	assert(m.b == 0xabc && m.d == 0x1fedcba98 && m.f == -3);
	struct zero_width z;
	peers_fill_zero_width(&z);
	assert(z.a == 5 && z.b == -60 && z.d);
	assert(peers_long_double(1.5f, 2.25L) == 3.75L);
	double _Complex two = peers_complex(1.5);
	assert(__real__ two == 3 && __imag__ two == 0);
	return 0;
}
END
calls() { "$@" -std=gnu11 -Wall -Wextra -Werror -Wno-unused-function "$T/caller.c" "$T/libpeers.so" -Wl,-rpath,"$T" -o "$T/caller" && "$T/caller"; }
check "C: $CC calls with what was recorded" calls "$CC"
if have clang; then check "C: clang does too" calls clang; else missing "C: clang does too" clang; fi

if have python3; then
	check "Python reads and writes what C does" env PYTHONPATH="$T" python3 -B -W error "$PEERS/test_peers.py"
	if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
		check "and what libffi writes elsewhere" grep -q "'peers_last_register' cannot be called from Python: ctypes cannot pass 'last' in this place" "$T/said"
	fi
else
	missing "Python reads and writes what C does" python3
fi

# The distribution has no package of it.
if have dotnet; then
	export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/home" MSBUILDDISABLENODEREUSE=1
	mkdir "$T/net"
	cp "$PEERS/Program.cs" "$T/net/"
	cat > "$T/net/peers.csproj" << 'END'
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
	csharp() {
		"$FFIRENDER" csharp "$T/peers.xml" --module peers --library "$T/libpeers.so" -o "$T/net/peers.cs" 2> "$T/said" &&
			dotnet build -v q -clp:NoSummary --disable-build-servers "$T/net/peers.csproj" && dotnet "$T/net/bin/Debug/net10.0/peers.dll"
	}
	check "C# reads what C writes" csharp
	check "and says what it refuses" grep -q "'peers_long_double' cannot be called from C#: C# has no 'long double'" "$T/said"
else
	skip "C# reads what C writes" "needs 'dotnet', the .NET SDK 10"
fi
