#!/bin/sh
# The measurements do not rot: what `make bench` runs is there, builds, and gives figures. How large they are is
# not looked at here.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
bench=$ROOT/tests/bench

lists() { "$bench/run" --list | awk '{ print $1 }' | sort | tr '\n' ' ' | grep -qx 'compile csharp growth python render scan shares '; }
check "each part is listed" lists
check "--help says how to pick parts" sh -c "'$bench/run' --help | grep -q -- '--seconds'"
refuses "a part that is not there is refused" "no part 'nonsense'" "$bench/run" nonsense
refuses "a number of seconds that is none is refused" "whole number" "$bench/run" --seconds soon

check "pairs of commands are measured" sh -c "'$CC' -O2 -o '$T/pairs' '$bench/pairs.c' &&
	'$T/pairs' 0 true true | grep -qE '^([0-9.]+ ){5}3\$'"
refuses "a command that fails gives no figures" "failed: false" "$T/pairs" 0 true false

library() {
	mkdir "$T/calls" && "$CC" -O2 -fPIC -shared -fplugin="$PLUGIN" -I"$ROOT/attributes" "$bench/calls.c" \
		-Wl,-soname,libcalls.so -o "$T/calls/libcalls.so" &&
		"$FFIRENDER" python "$T/calls/libcalls.so" -o "$T/calls/calls.py"
}
check "the library that is called gets bindings" library

# figures COMMAND...: a line for each case: layer, name, ratio, ns, ns
figures() {
	"$@" > "$T/figures" || return 1
	grep -vE '^[a-z]+	[A-Za-z0-9 ,]+	[0-9.]+	[0-9.]+	[0-9.]+$' "$T/figures" && return 1
	for layer in raw idiomatic; do
		[ "$(grep -c "^$layer	" "$T/figures")" -ge 9 ] || { cat "$T/figures"; return 1; }
	done
}
check "calls from Python are measured" figures /usr/bin/python3 "$bench/python/measure.py" "$T/calls" 1

if command -v dotnet > "$T/null" 2>&1; then
	export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/home" MSBUILDDISABLENODEREUSE=1
	program() {
		cp -r "$bench/csharp" "$T/csharp" && "$FFIRENDER" csharp "$T/calls/libcalls.so" -o "$T/csharp/Calls.cs" &&
			dotnet build -v q -clp:NoSummary --disable-build-servers "$T/csharp/Bench.csproj"
	}
	check "the C# program builds" program
	check "calls from C# are measured" figures env LD_LIBRARY_PATH="$T/calls" dotnet "$T/csharp/bin/Debug/net10.0/Bench.dll" 1
else
	skip "calls from C#" "needs 'dotnet', the .NET SDK 10"
fi
