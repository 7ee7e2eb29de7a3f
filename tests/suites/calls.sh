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
export WINEPREFIX="$T/wine" WINEDEBUG=-all
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
# program NAME SOURCE CALLER CALLEE RUN FLAGS...: what the program says that CALLER makes of SOURCE, of what CALLEE compiled.
program() {
	made=$1 source=$2 caller=$3 callee=$4 run=$5
	shift 5
	# shellcheck disable=SC2086
	$callee -w "$@" -c "$T/calls.c" -o "$T/calls.o" > "$T/$made" 2>&1 && $caller -w "$@" -c "$T/$source" -o "$T/$made.o" >> "$T/$made" 2>&1 &&
		$LINKER "$@" "$T/$made.o" "$T/calls.o" -o "$T/program" >> "$T/$made" 2> "$T/null" && $run "$T/program" >> "$T/$made" 2>&1
}
# calls NAME LEAST CALLER CALLEE RUN FLAGS...: at least LEAST calls by a program that CALLER compiles of what CALLEE
# does. Where the compilers differ, the author's own header makes them differ in the same calls, few of them.
calls() {
	name=$1 least=$2
	shift 2
	program said caller.c "$@"
	status=$?
	if [ $status -ne 0 ]; then
		program original original.c "$@"
		if [ $? -eq $status ] && cmp -s "$T/said" "$T/original" && [ "$(wc -l < "$T/said")" -le 40 ]; then status=0; fi
	fi
	if [ $status -eq 0 ] && [ "0$(sed -n 's/ calls\r*$//p' "$T/said")" -ge "$least" ]; then ok "$name"; else not_ok "$name" "$T/said"; fi
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

# look DOCUMENT COMPILER RUN: where the values of its calls are, of which it complains.
look() {
	python3 "$GRID" registers "$1" > "$T/registers.c"
	# shellcheck disable=SC2086
	$2 -w -O0 -fno-omit-frame-pointer -fno-pie -no-pie -static -I"$ROOT/tests/calls" "$T/registers.c" "$T/calls.c" -o "$T/program" &&
		$3 "$T/program"
}
# registers NAME LEAST COMPILER RUN: the registers are those of the document.
registers() {
	if look "$T/calls.xml" "$3" "$4" > "$T/said" 2>&1 && [ "0$(sed -n 's/ places\r*$//p' "$T/said")" -ge "$2" ]; then
		ok "$1: values are in the registers that are recorded"
	else
		not_ok "$1: values are in the registers that are recorded" "$T/said"
	fi
}
# unlike NAME EXPRESSION COMPILER RUN: what sed makes of the document is not where the values are.
unlike() {
	sed "$2" "$T/calls.xml" > "$T/wrong.xml"
	refuses "$1 is noticed" '^calls_.* is not in ' look "$T/wrong.xml" "$3" "$4"
}
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	registers "$CC" 900 "$CC" env
	unlike "another register" 's/ arguments="di:/ arguments="r9:/' "$CC" env
fi

# ---- languages ----
if "$CC" -w -shared -fPIC "$T/calls.c" -o "$T/libcalls.so" && "$FFIRENDER" python "$T/calls.xml" --library "$T/libcalls.so" -o "$T/calls.py" 2> "$T/log"; then
	python3 "$GRID" python > "$T/test_calls.py"
	if (cd "$T" && python3 -B test_calls.py calls) > "$T/said" 2>&1 && [ "0$(sed -n 's/ calls\r*$//p' "$T/said")" -ge 100 ]; then
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
		dotnet "$T/net/bin/Debug/net10.0/calls.dll" > "$T/said" 2>&1 && [ "0$(sed -n 's/ calls\r*$//p' "$T/said")" -ge 100 ]; then
		ok "C# calls what it has"
	else
		not_ok "C# calls what it has" "$T/said"
	fi
else
	skip "C# calls what it has" "needs 'dotnet', the .NET SDK 10"
fi

# ---- other conventions ----
# conventions FLAGS ATTRIBUTE...: with which functions are called otherwise, by $CC with these flags.
conventions() {
	own=$1
	shift
	for convention; do
		# shellcheck disable=SC2086
		check "functions that are $convention" document "$CC" "$PLUGIN" $own -DCALLS_CONVENTION="__attribute__(($convention))"
		registers "$convention" 600 "$CC $own -DCALLS_CONVENTION=__attribute__(($convention))" env
	done
}
[ "$("$CC" -dumpmachine)" != x86_64-linux-gnu ] || conventions "" ms_abi

# ---- other targets ----
# Their compilers, as tests/suites/targets.sh finds them, how their programs are run, and clang's flags for them ("-":
# it has no such target, or its programs crash with the author's own header too, as those of clang 14 for powerpc, and
# for Windows, where it passes vectors of 8 bytes in another way).
table() {
	cat << 'E'
i686    native                          env          -m32                              some
aarch64 aarch64-linux-gnu-gcc-12        qemu-aarch64 --target=aarch64-linux-gnu        some
armhf   arm-linux-gnueabihf-gcc-12      qemu-arm     --target=arm-linux-gnueabihf      all
riscv64 riscv64-linux-gnu-gcc-12        qemu-riscv64 --target=riscv64-linux-gnu,-mabi=lp64d,-march=rv64gc all
s390x   s390x-linux-gnu-gcc-12          qemu-s390x   --target=s390x-linux-gnu          all
powerpc powerpc-linux-gnu-gcc-12        qemu-ppc     -                                 all
ppc64   powerpc64-linux-gnu-gcc-12      qemu-ppc64   --target=powerpc64-linux-gnu      all
ppc64le powerpc64le-linux-gnu-gcc-12    qemu-ppc64le --target=powerpc64le-linux-gnu    all
sparc64 sparc64-linux-gnu-gcc-12        qemu-sparc64 --target=sparc64-linux-gnu        all
m68k    m68k-linux-gnu-gcc-12           qemu-m68k    -                                 all
mips64  mips64-linux-gnuabi64-gcc-12    qemu-mips64  --target=mips64-linux-gnuabi64    all
mingw64 x86_64-w64-mingw32-gcc          wine         -                                 all
mingw32 i686-w64-mingw32-gcc            wine         -                                 all
E
}

: "${TARGETS:=some}"
one() {
	title=$1 compiler=$2 run=$3 flags=$4 which=$5 own=''
	if [ "$compiler" = native ]; then
		[ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ] || return
		compiler=$CC plugin=$PLUGIN own="-m32 -idirafter /usr/include/$("$CC" -print-multiarch)"
		printf '#include <stdio.h>\n' | "$CC" -m32 -fsyntax-only -x c - 2> "$T/null" || { skip "$title: by value" "needs 'libc6-dev-i386'"; return; }
	elif have "$compiler" && have "$run" && [ -f "$("$compiler" -print-file-name=plugin)/include/gcc-plugin.h" ]; then
		plugin_for "$title" "$compiler"
	else
		if [ "$which" = some ]; then missing "$title: by value" "$compiler and $run"; else skip "$title: by value" "needs '$compiler' and '$run'"; fi
		return
	fi
	# Wine for programs of 32 bits is a package of its own; without it wine runs nothing, with status 0.
	if [ "$run" = wine ]; then
		echo 'int main(void) { return 7; }' | "$compiler" -x c - -o "$T/one.exe"
		wine "$T/one.exe" > "$T/null" 2>&1
		[ $? -eq 7 ] || { skip "$title: by value" "'wine' runs nothing of it here"; return; }
	fi
	# clang 14 aligns an __int128 to 16 bytes there; its ABI supplement, 1.2, and GCC to 8.
	[ "$title" != s390x ] || own=-U__SIZEOF_INT128__
	# shellcheck disable=SC2086
	check "$title: the interface" document "$compiler" "$plugin" $own
	registers "$title" 640 "$compiler $own" "$run"
	case $title in
	riscv64 | powerpc | m68k) unlike "$title: another format" 's/=\(double\|extended\|boxed\)//g' "$compiler" "$run" ;;
	s390x | ppc64 | sparc64 | mips64) unlike "$title: the other end" 's/\^//g' "$compiler" "$run" ;;
	esac
	LINKER="$compiler -static $own"
	calls "$title: the interface calls what gcc compiled" 300 "$compiler $own" "$compiler $own" "$run"
	if [ "$flags" = - ]; then
		return
	elif have clang; then
		flags=$(echo "$flags" | tr , ' ')
		headers=$(dirname "$("$compiler" -print-file-name=libc.a)")/../include
		calls "$title: clang calls what gcc compiled" 300 "clang $flags -isystem $headers $own" "$compiler $own" "$run"
		calls "$title: gcc calls what clang compiled" 300 "$compiler $own" "clang $flags -isystem $headers $own" "$run"
	else
		missing "$title: clang" clang
	fi
	[ "$title" != i686 ] || conventions "$own" 'regparm(3)' fastcall stdcall thiscall
}
table | sed "s/gcc-12/gcc-$("$CC" -dumpversion | cut -d. -f1)/g" > "$T/table"
while read -r name compiler run flags which; do
	[ "$which" = some ] || [ "$TARGETS" = all ] || continue
	one "$name" "$compiler" "$run" "$flags" "$which" < /dev/null
done < "$T/table"
