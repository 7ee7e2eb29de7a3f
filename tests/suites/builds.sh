# One source, built in many ways, gives the same bindings byte for byte.
. "$(dirname "$0")/../lib.sh"

# build NAME FLAGS...: libpoint.so in $T/NAME, and the bindings rendered from it.
build() {
	name=$1
	shift
	mkdir -p "$T/$name"
	cp "$ROOT"/examples/point/point.[ch] "$T/$name/"
	(
		cd "$T/$name" || exit
		"$CC" -fplugin="$PLUGIN" -I"$ROOT/attributes" -fPIC "$@" -c point.c -o point.o &&
			"$CC" "$@" -shared -Wl,-soname,libpoint.so -o libpoint.so point.o -lm &&
			"$FFIRENDER" python libpoint.so -o point.py &&
			"$FFIRENDER" c libpoint.so -o point.ffi.h &&
			"$FFIRENDER" show --plan libpoint.so > plan.txt
	) > "$T/$name.log" 2>&1
}

if build reference -O2; then ok "renders from a build at -O2"; else not_ok "renders from a build at -O2" "$T/reference.log"; fi
for flags in "-O0" "-O1" "-O3" "-O2 -g" "-Os" "-O2 -flto" "-O2 -flto -ffat-lto-objects" "-O0 -fno-pic -fPIC" \
	"-O2 -D_FORTIFY_SOURCE=2" "-O2 -save-temps=obj"; do
	name=$(echo "x$flags" | tr -c 'a-zA-Z0-9\n' _)
	# shellcheck disable=SC2086
	if ! build "$name" $flags; then
		not_ok "a build with $flags" "$T/$name.log"
		continue
	fi
	for f in point.py point.ffi.h plan.txt; do
		diff -u "$T/reference/$f" "$T/$name/$f"
	done > "$T/diff"
	# save-temps compiles preprocessed text, without comments.
	case $flags in
	*save-temps*) [ -s "$T/$name/point.py" ] && ok "a build with $flags renders" || not_ok "a build with $flags renders" ;;
	*) if [ -s "$T/diff" ]; then not_ok "the bindings of a build with $flags" "$T/diff"; else ok "the bindings of a build with $flags"; fi ;;
	esac
done

# What is hidden cannot be bound, and that is said where it is exported and where it is rendered.
build hidden -O2 -fvisibility=hidden
grep -q "warning: .*point_norm.* hidden" "$T/hidden.log" && ok "warns of a hidden export" ||
	not_ok "warns of a hidden export" "$T/hidden.log"

# From objects, from an archive, and from the linked library.
(
	cd "$T/reference" || exit
	ar rcs libpoint.a point.o
	for input in point.o libpoint.a; do
		"$FFIRENDER" python "$input" --library libpoint.so -o "$T/from.py" && cmp "$T/from.py" point.py || exit
	done
) > "$T/log" 2>&1 && ok "an object and an archive give what the library gives" ||
	not_ok "an object and an archive give what the library gives" "$T/log"

strip -o "$T/stripped.so" "$T/reference/libpoint.so"
check "strip keeps the records" "$FFIRENDER" show "$T/stripped.so"
