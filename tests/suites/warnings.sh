# The plugin's own warnings: each is on or off as the manual says, is switched by name, becomes an error, and is silent
# where FFI_ALLOW stands.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

ARG=-fplugin-arg-ffiextract-warn

if [ ! -e "$PLUGIN" ]; then
	echo "there is no $PLUGIN: run 'make'" > "$T/missing"
	not_ok "the plugin is built" "$T/missing"
	exit 0
fi

# trigger NAME ALLOW: a unit that is warned of, ALLOW in front of what it is about
trigger() {
	printf '#include <ffiextract.h>\n#include <stddef.h>\ntypedef void (*callback)(void);\nint kept;\n'
	case $1 in
	ffi-contradiction) echo "$2 FFI_EXPORT void f(FFI_NULLABLE int *p) __attribute__((nonnull)); void f(int *p) { kept = *p; }" ;;
	ffi-duplicate) echo "$2 FFI_LEAF FFI_LEAF int f(void);" ;;
	ffi-hidden) echo "$2 FFI_EXPORT __attribute__((visibility(\"hidden\"))) int f(void) { return 1; }" ;;
	ffi-ignored) echo "struct FFI_OPAQUE box;" ;;
	ffi-scope) echo "$2 FFI_EXPORT void f(callback c) { c(); }" ;;
	ffi-type) echo "$2 FFI_EXPORT __thread int f;" ;;
	ffi-unused-length) echo "$2 FFI_EXPORT int f(const int *p, size_t n) { return n ? *p : 0; }" ;;
	esac
}

# warned NAME [FLAG...]: what is said of $T/unit.c, to $T/said
warned() {
	LC_ALL=C "$CC" -fplugin="$PLUGIN" -I "$ROOT/attributes" -S -o "$T/out.s" "$@" "$T/unit.c" > "$T/said" 2>&1
}

says() { grep -q "warning: .*\[$1\]" "$T/said"; }
silent() { [ ! -s "$T/said" ] || { cat "$T/said"; false; }; }
refused() { grep -q "error: .*\[$1\]" "$T/said"; }

# What the plugin knows is what is tried.
echo 'int x;' > "$T/unit.c"
warned "$ARG=nosuch"
grep -oE "'[-a-z]+'" "$T/said" | tr -d "'" | grep -E '^(ffi-|suggest)' | grep -v '^ffi-plugin' | sort -u > "$T/known"
printf '%s\n' ffi-contradiction ffi-duplicate ffi-hidden ffi-ignored ffi-scope ffi-type ffi-unused-length suggest > "$T/tried"
check "every warning is tried" diff "$T/tried" "$T/known"

grep '^ffi-' "$T/tried" > "$T/names"
while read -r warning; do
	trigger "$warning" '' > "$T/unit.c"
	warned && check "$warning is said" says "$warning"
	warned "$ARG=no-$warning"
	check "$warning is switched off" silent
	warned "$ARG=no-${warning#ffi-}"
	check "$warning is switched off by its short name" silent
	warned "$ARG=$warning,error"
	status=$?
	check "$warning becomes an error" refused "$warning"
	check "$warning as an error fails the compile" [ $status -eq 1 ]
	[ "$warning" = ffi-ignored ] && continue # GCC would drop FFI_ALLOW, too
	trigger "$warning" "FFI_ALLOW(${warning#ffi-})" > "$T/unit.c"
	warned
	check "FFI_ALLOW silences $warning" silent
done < "$T/names"

trigger ffi-scope '' > "$T/unit.c"
refuses "an unknown warning is refused" "unknown warning 'ffi-scop'.*did you mean 'ffi-scope'" env LC_ALL=C \
	"$CC" -fplugin="$PLUGIN" "$ARG=ffi-scop" -I "$ROOT/attributes" -S -o "$T/out.s" "$T/unit.c"
