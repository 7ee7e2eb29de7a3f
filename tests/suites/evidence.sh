#!/bin/sh
# Evidence from bodies: true, and the same whatever the flags.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

DATA=$ROOT/tests/plugin

# facts FLAGS...: to $T/facts
facts() {
	rm -f "$T/out.xml"
	$CC "-fplugin=$PLUGIN" "-fplugin-arg-ffiextract-output=$T/out.xml" -fplugin-arg-ffiextract-select='[rwcu]_*' \
		-w "$@" -c -o "$T/out.o" "$DATA/evidence.c" && python3 "$DATA/evidence.py" "$T/out.xml" > "$T/facts"
}

check "facts are true" facts -O0
cp "$T/facts" "$T/first"

the_same() { facts "$@" && diff "$T/first" "$T/facts"; }
while read -r flags; do
	check "the same with $flags" the_same $flags
done << 'END'
-O0 -g
-Og
-O1
-O2
-O3
-Os
-O2 -fPIC
-O2 -flto
-O0 -fPIC
-O2 -fexceptions
-O2 -fno-builtin
-O2 -D_FORTIFY_SOURCE=2
-O2 -fno-semantic-interposition -fPIC
END

# What was seen travels with the unit that was compiled, not with the declarations, which fold.
same_declarations() {
	for level in 0 2; do
		$CC "-fplugin=$PLUGIN" -fplugin-arg-ffiextract-select='[rwcu]_*' -w -O$level -c -o "$T/$level.o" \
			"$DATA/evidence.c" || return 1
		objcopy -O binary --only-section=.ffi.ir --set-section-flags .ffi.ir=alloc "$T/$level.o" "$T/$level.ir"
		tr '\0' '\n' < "$T/$level.ir" | sed '/^FFI1 unit /,$d' > "$T/$level.decls"
	done
	[ -s "$T/0.decls" ] && cmp "$T/0.decls" "$T/2.decls" && ! grep -q '<evidence' "$T/0.decls"
}
check "declarations hold no evidence" same_declarations

deep_chain() {
	{
		echo 'extern void unknown(int *);'
		echo 'static void f0(int *p) { unknown(p); }'
		i=1
		while [ $i -le 3000 ]; do
			echo "static void f$i(int *p) { f$((i - 1))(p); }"
			i=$((i + 1))
		done
		echo 'void w_last(int *p_W) { f3000(p_W); }'
	} > "$T/deep.c"
	$CC "-fplugin=$PLUGIN" "-fplugin-arg-ffiextract-output=$T/deep.xml" -fplugin-arg-ffiextract-select='w_*' \
		-c -o "$T/deep.o" "$T/deep.c" && ! grep '<evidence' "$T/deep.xml"
}
check "a chain of 3000 callees" deep_chain
