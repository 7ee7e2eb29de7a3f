#!/bin/sh
# Doc comments: which belongs to which name, in C and C++, whatever ends a line.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

DATA=$ROOT/tests/plugin

# extract FILE ARGUMENTS...: its document to $T/out.xml
extract() {
	file=$1
	shift
	rm -f "$T/out.xml"
	(cd "$T" && $CC "-fplugin=$PLUGIN" -fplugin-arg-ffiextract-output=out.xml -fplugin-arg-ffiextract-scan "$@" \
		-c -o out.o "$file")
}

cp "$DATA/comments.h" "$T"
echo '#include "comments.h"' > "$T/unit.c"
HEADERS=-fplugin-arg-ffiextract-headers=comments.h

in_c() { extract unit.c $HEADERS "$@" && python3 "$DATA/docs.py" "$T/out.xml" 45; }
for standard in c99 gnu17; do
	check "each name has its comment (-std=$standard)" in_c -std=$standard
done

in_cxx() { extract unit.c -x c++ $HEADERS && python3 "$DATA/docs.py" "$T/out.xml" 38; }
if $CC -x c++ -fsyntax-only /dev/null 2> "$T/cxx"; then
	check "each name has its comment (C++)" in_cxx
else
	missing "each name has its comment (C++)" "g++ for $CC"
fi

carriage_returns() {
	extract unit.c $HEADERS || return 1
	mv "$T/out.xml" "$T/newlines.xml"
	sed 's/$/\r/' "$DATA/comments.h" > "$T/comments.h" && extract unit.c $HEADERS
	status=$?
	cp "$DATA/comments.h" "$T"
	[ $status = 0 ] && diff "$T/newlines.xml" "$T/out.xml"
}
check "lines may end in CR LF" carriage_returns

# Where it was written, not where it was copied to.
line_directive() {
	printf '/** [written] */\nint written;\n' > "$T/origin.y"
	printf '/** Wrong. */\n#line 2 "origin.y"\nint written;\n' > "$T/copy.c"
	extract copy.c -fplugin-arg-ffiextract-select=written && python3 "$DATA/docs.py" "$T/out.xml" 1
}
check "#line leads to the comment's own file" line_directive

preprocessed() {
	(cd "$T" && $CC -E -o unit.i unit.c) && extract unit.i $HEADERS && ! grep -qE "<(doc|comment)>" "$T/out.xml" &&
		grep -q 'id="function"' "$T/out.xml"
}
check "preprocessed text has no comments" preprocessed

standard_input() {
	echo '/** Not seen. */ int from_pipe;' > "$T/pipe.c"
	(cd "$T" && $CC "-fplugin=$PLUGIN" -fplugin-arg-ffiextract-output=out.xml -fplugin-arg-ffiextract-select='*' \
		-x c -c -o out.o - < pipe.c) && grep -q 'id="from_pipe"' "$T/out.xml"
}
check "standard input cannot be read twice" standard_input

cut_short() {
	for text in '/*' '//' '/** a */ struct {' '/** a */ (' '#define X /*' 'int x; /**<' '"' '#'; do
		printf '#if 0\n#endif\nint ok; /** b */\n' > "$T/short.c"
		printf '%s' "$text" > "$T/short.h"
		echo '#include "short.h"' >> "$T/short.c"
		$CC "-fplugin=$PLUGIN" "-fplugin-arg-ffiextract-output=$T/out.xml" \
			-fplugin-arg-ffiextract-select='*' -c -o "$T/out.o" "$T/short.c" > "$T/short.out" 2>&1
		status=$?
		[ $status -le 1 ] && ! grep -q 'internal compiler error' "$T/short.out" || { cat "$T/short.out"; return 1; }
	done
}
check "a file may end anywhere" cut_short

# ---- a carriage return alone is the end of a line, as it is to GCC ----
printf '/** a\rb */\nstruct s {\rint first; /**< one */\nint second; /**< two */\r\n};\r/** of g */\rint g(struct s *s);\n' > "$T/ends.h"
line_ends() {
	"$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" "$T/ends.h" -o "$T/ends.xml" || return
	sed 's/&lt;/</g' "$T/ends.xml" | tr -d '\n ' > "$T/ends"
	for said in 'id="structs"at="3:8"><comment>/\*\*ab\*/<' 'name="first"[^/]*/><comment>/\*\*<one' 'name="second"[^/]*/><comment>/\*\*<two' \
		'id="g"[^/]*><comment>/\*\*ofg'; do
		grep -q "$said" "$T/ends" || { echo "$said"; cat "$T/ends.xml"; return 1; }
	done
}
check "a carriage return ends a line" line_ends

# ---- comments that would break what they are copied into ----
python3 "$DATA/hostile.py" header > "$T/hostile.h"
hostile() {
	(cd "$T" && "$FFIRENDER" scan --cc="$CC" --plugin "$PLUGIN" --headers=hostile.h hostile.h -o hostile.xml -- -w -I"$ROOT/attributes" &&
		"$FFIRENDER" c hostile.xml -o hostile.ffi.h && "$FFIRENDER" python hostile.xml --library ./libhostile.so -o hostile.py &&
		"$FFIRENDER" csharp hostile.xml --library ./libhostile.so -o hostile.cs) && python3 -W error "$DATA/hostile.py" check "$T"/hostile.ffi.h "$T"/hostile.py "$T"/hostile.cs
}
check "no comment breaks a binding" hostile
if command -v xmllint > "$T/null" 2>&1; then
	check "nor the document" xmllint --noout --relaxng "$ROOT/ir/interface.rng" "$T/hostile.xml"
else
	missing "nor the document" xmllint
fi
printf '#include "hostile.ffi.h"\nint main(void) { return 0; }\n' > "$T/hostile.c"
reads_c() { "$@" -Wall -Wextra -Werror -Wno-unused-function -Wno-trigraphs -fsyntax-only -I"$T" "$T/hostile.c"; }
check "C reads it" reads_c "$CC" -std=gnu11
check "with trigraphs too" reads_c "$CC" -std=c99 -trigraphs
if have clang; then check "clang reads it" reads_c clang; else missing "clang reads it" clang; fi
# The distribution has no package of it.
if have dotnet; then
	export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME="$T/home" MSBUILDDISABLENODEREUSE=1
	mkdir "$T/net" && cp "$T/hostile.cs" "$T/net/"
	cat > "$T/net/hostile.csproj" << 'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
    <GenerateDocumentationFile>true</GenerateDocumentationFile>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <NoWarn>CS1591;CS1573</NoWarn>
  </PropertyGroup>
</Project>
END
	check "C# reads it, and its documentation" dotnet build -v q -clp:NoSummary --disable-build-servers "$T/net/hostile.csproj"
else
	skip "C# reads it, and its documentation" "needs 'dotnet', the .NET SDK 10"
fi

# What a function type forgets: of callbacks in callbacks, fields and tables too.
cat > "$T/callbacks.h" <<'EOF'
#include <ffiextract.h>
struct visitor {
	int (*begin)(void *user FFI_CONTEXT, int depth /**< [depth] */);
	void (*table[2][3])(int cell);
};
/** Goes on.
 * @param[out] last where it ended */
FFI_EXPORT int walk(int (*visit)(int row, void *user FFI_CONTEXT, int (*stop)(int why /**< [why] */)) FFI_USER_DATA(user)
	FFI_SCOPE(call), void *user, struct visitor *visitor, int *last);
EOF
shown() {
	"$FFIRENDER" scan --cc="$CC" --headers=callbacks.h "$T/callbacks.h" -o "$T/callbacks.xml" -- "-I$ROOT/attributes" &&
		"$FFIRENDER" show "$T/callbacks.xml" > "$T/shown" || return 1
	for line in 'user: context' 'depth: | [depth]' 'visit.user: context' 'visit.stop.why: | [why]' \
		'| last (out): where it ended'; do
		sed 's/^ *//' "$T/shown" | grep -qxF "$line" || { echo "no line $line"; cat "$T/shown"; return 1; }
	done
}
check "what is said of callbacks' parameters is shown, at any depth" shown
