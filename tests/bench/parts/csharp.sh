# PART: csharp: calls from C#: generated bindings against hand-written ones, on CoreCLR and ahead of time
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/dotnet" MSBUILDDISABLENODEREUSE=1

# bench_project FOLDER FRAMEWORK
bench_project() {
	mkdir -p "$1" && cp tests/bench/csharp/* "$1" && "$FFIRENDER" csharp "$T/calls/libcalls.so" -o "$1/Calls.cs" &&
		sed -i "s/>net10.0</>$2</" "$1/Bench.csproj"
}

# time_calls COMMAND...: how long its calls take, into $T/times: of three runs the one with the median ratio, for each
# case, since where the JIT puts a loop matters.
time_calls() {
	for i in 1 2 3; do
		LD_LIBRARY_PATH=$T/calls $pin "$@" > "$T/times.$i" 2> "$T/row.log" || return 1
	done
	while IFS='	' read -r layer name rest; do
		grep -h "^$layer	$name	" "$T"/times.[123] | sort -t '	' -k 3,3n | sed -n 2p
	done < "$T/times.1" > "$T/times"
}

coreclr() {
	progress "calls from C#"
	calls_library && bench_project "$T/coreclr" net10.0 2> "$T/row.log" || return 1
	dotnet build -c Release -v q -clp:NoSummary --disable-build-servers "$T/coreclr/Bench.csproj" > "$T/row.log" 2>&1 &&
		time_calls dotnet "$T/coreclr/bin/Release/net10.0/Bench.dll"
}

ahead_of_time() {
	progress "calls from C# ahead of time"
	bench_project "$T/aot" net8.0 2> "$T/row.log" || return 1
	dotnet publish -v q -clp:NoSummary --disable-build-servers -r linux-x64 -p:PublishAot=true "$T/aot/Bench.csproj" \
		> "$T/row.log" 2>&1 && time_calls "$T/aot/bin/Release/net8.0/linux-x64/publish/Bench"
}

if ! command -v dotnet > "$T/null" 2>&1; then
	title "calls from C#"
	skip "all" "the .NET SDK 10, of which Debian has no package"
elif coreclr; then
	calls raw "C# on CoreCLR, raw layer / by hand"
	calls idiomatic "C# on CoreCLR, idiomatic layer / by hand"
	if ahead_of_time; then
		calls raw "C# ahead of time, raw layer / by hand"
		calls idiomatic "C# ahead of time, idiomatic layer / by hand"
	elif grep -qE 'NU1301|NU1101|Platform linker' "$T/row.log"; then
		title "C# ahead of time"
		skip "all" "NuGet's 'ILCompiler' package for .NET 8, and clang"
	else
		failure "calls from C# ahead of time" "$T/row.log"
	fi
else
	failure "calls from C#" "$T/row.log"
fi
