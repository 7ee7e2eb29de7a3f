# The reference library: called from C and Python, nothing alive at the end; its headers
# compile everywhere, annotations and all.
. "$(dirname "$0")/../lib.sh"

# Each has a header, a test in C and one in Python.
parts="services callbacks later interfaces handles store values plain newer shims units mixed references pairs"

mkdir "$T/lib"
cp "$ROOT"/examples/reference/* "$T/lib"
if ! make -s -C "$T/lib" CC="$CC" CFLAGS="-O1 -g -Wall -Wextra -Werror" PLUGIN="$PLUGIN" FFIRENDER="$FFIRENDER" \
	FFI_INCLUDE="$ROOT/attributes" > "$T/log" 2>&1; then
	not_ok "builds" "$T/log"
	exit 1
fi
ok "builds"

# What bindings call by themselves is all that stays raw.
"$FFIRENDER" show --plan "$T/lib/libreference.so" > "$T/plan"
awk '/^[a-z].*\(.*\);$/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
	/^  (raw layer only|cannot be called)/ { print name ":" $0 }' "$T/plan" |
	grep -vE 'bindings (take their references themselves|see to)$' > "$T/raw"
check "everything is idiomatic" diff /dev/null "$T/raw"

# Each word has an example in it; what is said of elements stands in FFI_EACH alone.
for word in $(sed -n 's/^WORD(\([A-Z0-9_]*\),.*/\1/p' "$ROOT/ir/vocabulary.def"); do
	grep -qE "\<FFI_$word\>|FFI_EACH\(.*\<$word\>" "$ROOT"/examples/reference/*.h || echo "FFI_$word"
done > "$T/unused"
check "each annotation is used" diff /dev/null "$T/unused"

# ---- the headers ----
for header in "$ROOT"/examples/reference/*.h; do
	header=$(basename "$header" .h)
	printf '#include "%s.h"\nextern int the_unit;\n' "$header" > "$T/$header.c"
	cp "$T/$header.c" "$T/$header.cc"
	for command in "gcc -std=c99" "gcc-11 -std=c11" "clang -std=c99" "clang -std=c17" "g++ -std=c++11" "clang++ -std=c++20"; do
		case $command in *++*) unit=$T/$header.cc ;; *) unit=$T/$header.c ;; esac
		if have "${command%% *}"; then
			# shellcheck disable=SC2086
			check "$header.h: $command" $command -Wall -Wextra -Wpedantic -Werror -I"$T/lib" -I"$ROOT/attributes" \
				-fsyntax-only "$unit"
		else
			skip "$header.h: $command" "no ${command%% *}"
		fi
	done
done

for command in gcc-11 "$CC" clang; do
	if have "${command%% *}"; then
		check "the library: $command" "$command" -O2 -Wall -Wextra -Wpedantic -Werror -I"$ROOT/attributes" -fsyntax-only \
			"$ROOT"/examples/reference/*.c
	else
		skip "the library: $command" "no ${command%% *}"
	fi
done

# ---- C ----
for part in $parts misuse failures; do
	check "$part in C" "$CC" -g -Wall -Wextra -Werror -I"$T/lib" "$ROOT/tests/reference/${part}_test.c" \
		-o "$T/$part" "$T/lib/libreference.so" -Wl,-rpath,"$T/lib" -pthread
	check "$part in C: nothing is wrong" "$T/$part"
	if have valgrind; then
		check "$part in C: no leaks" valgrind -q --leak-check=full --error-exitcode=9 "$T/$part"
	else
		missing "$part in C: no leaks" valgrind
	fi
done

# ---- Python ----
"$CC" -I"$T/lib" -I"$ROOT/attributes" "$ROOT/tests/reference/probe.c" -o "$T/probe"
REF_PROBE=$T/probe
export REF_PROBE
run() { (cd "$T" && PYTHONPATH=$T/lib "$1" -B -W error "$ROOT/tests/reference/$2"); }
eager() {
	(cd "$T" && PYTHONPATH=$T/lib python3 -B -c "
import gc, runpy, sys
gc.set_threshold(1, 1, 1)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name='__main__')" "$ROOT/tests/reference/$1")
}
for part in $parts; do
	check "$part in Python" run python3 "test_$part.py"
	check "$part in Python with an eager collector" eager "test_$part.py"
done
oldest=$(for p in /usr/bin/python3 "$HOME"/.pyenv/versions/3.*/bin/python; do
	"$p" -c 'import sys; v = sys.version_info; v < (3, 8) or print("%d.%d" % v[:2], sys.executable)' 2> "$T/null"
done | sort -V | head -n 1 | cut -d ' ' -f 2)
if [ -n "$oldest" ]; then
	for part in $parts; do check "$part in the oldest Python" run "$oldest" "test_$part.py"; done
fi
if have mypy; then
	check "mypy --strict accepts the module and its callers" env MYPYPATH="$T/lib" mypy --strict --cache-dir "$T/mypy" \
		"$T/lib/reference.py" "$ROOT"/tests/reference/test_*.py
else
	missing "mypy --strict accepts the module and its callers" mypy
fi

# ---- each function ----
# A library of its own that counts what runs, by the compiler's own means.
mkdir "$T/counted"
cp "$ROOT"/examples/reference/* "$T/counted"
make -s -C "$T/counted" CC="$CC --coverage" CFLAGS=-O0 PLUGIN="$PLUGIN" FFIRENDER="$FFIRENDER" FFI_INCLUDE="$ROOT/attributes" \
	libreference.so > "$T/log" 2>&1
. "$ROOT/tests/never.sh"
for part in $parts; do LD_LIBRARY_PATH=$T/counted "$T/$part" > "$T/null" 2>&1; done
never "$T/counted" > "$T/never"
unneeded c "$T/lib/libreference.so" > "$T/unneeded"
check "each function is called from C" diff "$T/unneeded" "$T/never"
features "$T/lib/libreference.so" "$T/never" > "$T/missed"
check "each feature has a function that C calls" diff /dev/null "$T/missed"
for part in $parts; do
	REF_LIBRARY=$T/counted/libreference.so PYTHONPATH=$T/lib python3 -B "$ROOT/tests/reference/test_$part.py" > "$T/null" 2>&1
done
never "$T/counted" > "$T/never"
unneeded python "$T/lib/libreference.so" > "$T/unneeded"
check "each function is called from Python" diff "$T/unneeded" "$T/never"
features "$T/lib/libreference.so" "$T/never" > "$T/missed"
check "each feature has a function that Python calls" diff /dev/null "$T/missed"

# ---- an older library, without what came later ----
mkdir "$T/old"
rm "$T/lib/newer.o"
check "an older library" "$CC" -shared -Wl,-soname,libreference.so -o "$T/old/libreference.so" "$T"/lib/*.o -pthread
check "an older library in C" env LD_LIBRARY_PATH="$T/old" "$T/newer" lacks
check "an older library in Python" env REF_LIBRARY="$T/old/libreference.so" PYTHONPATH="$T/lib" \
	python3 -B "$ROOT/tests/reference/test_newer.py" lacks
