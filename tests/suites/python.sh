#!/bin/sh
# Python: modules made from libraries that the plugin compiled, type-checked, and run by every Python
# of 3.8 and later that is there.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

# build NAME SOURCE INCLUDE: a library with its description, its module beside it, and a probe of layouts.
build() {
	"$CC" -g -O1 -fPIC -shared -fplugin="$PLUGIN" -I"$ROOT/attributes" -I"$3" "$2" -Wl,-soname,"lib$1.so" \
		-o "$T/lib$1.so" -lm -pthread || return 1
	"$FFIRENDER" python "$T/lib$1.so" -o "$T/$1.py" 2> "$T/$1.messages" || { cat "$T/$1.messages"; return 1; }
	[ ! -f "$ROOT/tests/python/$1_probe.c" ] ||
		"$CC" -I"$ROOT/attributes" -I"$3" "$ROOT/tests/python/$1_probe.c" -o "$T/$1_probe"
}

says() { grep -qF -- "$2" "$1" || { echo "does not say: $2"; cat "$1"; false; }; }

narrow() { ! awk 'length > 99 { print FILENAME ": " FNR ": " $0 }' "$@" | grep .; }

# Names that a module imports or makes and does not use; what it exports is used.
unused() {
	python3 - "$@" << 'END'
import ast, sys
found = False
for path in sys.argv[1:]:
    tree = ast.parse(open(path).read())
    made = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            made |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name.startswith("_"):
            made.add(node.name)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {"annotations"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            used |= {name for name in made if name in node.value}
    for name in sorted(made - used):
        found = True
        print(f"{path}: {name} is not used")
sys.exit(found)
END
}

check "examples/point builds" build point "$ROOT/examples/point/point.c" "$ROOT/examples/point"
check "one of each kind builds" build kinds "$ROOT/tests/python/kinds.c" "$ROOT/tests/python"
check "the examples of ffiextract.h build" build said "$ROOT/tests/python/said.c" "$ROOT/tests/python"
check "awkward names and texts build" build awkward "$ROOT/tests/python/awkward.c" "$ROOT/tests/python"

check "it names what ctypes cannot carry" says "$T/kinds.messages" \
	"warning: 'kinds_wide' cannot be called from Python: ctypes cannot pass '__int128' by value"
check "it says so in the module, too" says "$T/kinds.py" "# kinds_wide cannot be called: ctypes cannot pass '__int128' by value"
check "no line is too long" narrow "$T/point.py" "$T/kinds.py" "$T/awkward.py"
check "nothing is imported or defined in vain" unused "$T/point.py" "$T/kinds.py" "$T/awkward.py" \
	"$ROOT"/tests/golden/*/*.py

# A function for every name that Python has by itself, or that a module gets by an import: which ones modules call so.
python3 - "$ROOT" > "$T/named.c" << 'END'
import ast, builtins, glob, sys
names = {name for name in dir(builtins) if name[0] != "_"}
for path in glob.glob(sys.argv[1] + "/backends/python/runtime/*.py") + glob.glob(sys.argv[1] + "/tests/golden/*/*.py"):
    for node in ast.walk(ast.parse(open(path).read())):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
print('#include <ffiextract.h>\nFFI_LIBRARY("named", "1");\nFFI_EXPORT_BEGIN')
for name in sorted(names - {"annotations"}):
    print(f"int named_{name}(void);" if name.islower() else f"struct named_{name} {{ int x; }};\nvoid named_use_{name}(struct named_{name} *x);")
print("FFI_EXPORT_END")
END
# hidden MODULE...: what these modules use of Python that named.py, where all such names are wanted, hides.
hidden() {
	"$FFIRENDER" scan --plugin "$PLUGIN" "$T/named.c" -o "$T/named.xml" -- -I"$ROOT/attributes" &&
		"$FFIRENDER" python "$T/named.xml" -o "$T/named.py" &&
		python3 - "$T/named.py" "$@" << 'END'
import ast, builtins, sys
def tree(path):
    return ast.parse(open(path).read())
def definitions(path):
    return {node.name for node in tree(path).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
made = definitions(sys.argv[1])
assert "open" in made and "ZipImportError" not in made, made
found = False
for path in sys.argv[2:]:
    used = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)} & set(dir(builtins))
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            used |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    parameters = {node.arg for node in ast.walk(tree(path)) if isinstance(node, ast.arg)}
    for name in sorted((used & made) - definitions(path) - parameters):
        found = True
        print(f"{path}: a function of the library may be called {name}")
sys.exit(found)
END
}
check "no function of a library hides what modules use" hidden "$T/point.py" "$T/kinds.py" "$T/awkward.py" \
	"$ROOT"/tests/golden/*/*.py "$ROOT"/backends/python/runtime/*.py

# A function of a library that is called as they are hides them no longer: they are in the tables of names.
cat > "$T/hidden.py" << 'END'
import ast, builtins, pathlib, re, sys

root = pathlib.Path(sys.argv[1])
known = set(re.findall(r'"(\w+)"', (root / "names.c").read_text())) | {"__name__"}
for part in sorted((root / "runtime").glob("*.py")):
    nodes = list(ast.walk(ast.parse(part.read_text())))
    imported = {one.name for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)) for one in node.names}
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    for name in sorted((used & (imported | set(dir(builtins)))) - known):
        sys.exit(f"{part.name} uses '{name}', which backends/python/names.c does not know")
END
check "names that the run time uses are taken" python3 "$T/hidden.py" "$ROOT/backends/python"

if have mypy; then
	check "mypy --strict accepts the modules and a caller" mypy --strict --cache-dir "$T/mypy" "$T/point.py" \
		"$T/kinds.py" "$T/awkward.py" "$ROOT/examples/point/point_demo.py"
	for module in "$ROOT"/tests/golden/*/*.py; do echo "$module"; done > "$T/goldens"
	check "mypy --strict accepts the golden modules" mypy --strict --cache-dir "$T/mypy" "@$T/goldens"
else
	missing "mypy --strict accepts the modules" mypy
fi

# run PYTHON TEST
run() { (cd "$T" && PYTHONPATH=$T POINT_PROBE=$T/point_probe KINDS_PROBE=$T/kinds_probe "$1" -B -W error "$ROOT/tests/python/$2"); }

pythons=$(for p in python3 /usr/bin/python3 "$HOME"/.pyenv/versions/3.*/bin/python; do
	"$p" -c 'import sys; v = sys.version_info; v < (3, 8) or print("%d.%d" % v[:2], sys.executable)' 2> "$T/null"
done | sort -u -t ' ' -k 1,1V)
echo "$pythons" | while read -r version python; do
	[ -n "$python" ] || continue
	check "examples/point in Python $version" run "$python" test_point.py
	check "each kind in Python $version" run "$python" test_kinds.py
	check "awkward names and texts in Python $version" run "$python" test_awkward.py
	check "the examples of ffiextract.h in Python $version" run "$python" test_said.py
done

# The collector at every allocation finds what is kept too short.
eager() {
	(cd "$T" && PYTHONPATH=$T POINT_PROBE=$T/point_probe KINDS_PROBE=$T/kinds_probe python3 -B -c "
import gc, runpy, sys
gc.set_threshold(1, 1, 1)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name='__main__')" "$ROOT/tests/python/$1")
}
check "examples/point with an eager collector" eager test_point.py
check "each kind with an eager collector" eager test_kinds.py
check "the examples of ffiextract.h with an eager collector" eager test_said.py

grind() {
	(cd "$T" && PYTHONPATH=$T KINDS_PROBE=$T/kinds_probe PYTHONMALLOC=malloc valgrind -q --error-exitcode=9 \
		--undef-value-errors=no "$(python3 -c 'import sys; print(sys.executable)')" -B "$ROOT/tests/python/test_kinds.py")
}
if have valgrind; then
	check "valgrind sees no wrong access" grind
else
	missing "valgrind sees no wrong access" valgrind
fi

# ---- finding the library ----
mkdir "$T/alone" "$T/lacking"
cp "$T/point.py" "$T/alone"
import_point() { (cd "$1" && shift && env "$@" python3 -B -c 'import point; point.clouds_alive()'); }
refuses "a library that is not there says where it was looked for" \
	"ImportError: cannot load 'libpoint.so': .*alone/libpoint.so: no such file; .*POINT_LIBRARY in the environment" \
	import_point "$T/alone" LC_ALL=C
check "the environment names the library" import_point "$T/alone" POINT_LIBRARY="$T/libpoint.so"
check "the loader finds the library" import_point "$T/alone" LD_LIBRARY_PATH="$T"
refuses "a wrong name in the environment is no other library" "cannot load '/nowhere/libpoint.so'" \
	import_point "$T/alone" POINT_LIBRARY=/nowhere/libpoint.so LD_LIBRARY_PATH="$T"
cp "$T/point.py" "$T/lacking"
echo 'int point_norm; int point_middle;' | "$CC" -shared -fPIC -x c - -o "$T/lacking/libpoint.so"
refuses "symbols that a library lacks are all named" \
	"ImportError: .*libpoint.so lacks point_error_text, .*point_cloud_new, .*point_clouds_alive" \
	import_point "$T/lacking" LC_ALL=C

# ---- names that C keeps for its implementation ----
printf 'void *_pick(void *p);\nvoid *__pick(void *p);\n' > "$T/kept.h"
printf 'void *_pick(void *p) { return (char *)p + 1; }\nvoid *__pick(void *p) { return (char *)p + 2; }\n' | "$CC" -shared -fPIC -x c - -o "$T/libkept.so"
if "$FFIRENDER" scan --cc="$CC" --plugin="$PLUGIN" "$T/kept.h" -o "$T/kept.xml" > "$T/log" 2>&1 &&
	"$FFIRENDER" python "$T/kept.xml" --library libkept.so -o "$T/kept.py" 2> "$T/log"; then
	check "'_pick' and '__pick' are both in the raw layer" \
		env PYTHONPATH="$T" python3 -B -c 'from kept import raw; assert raw._pick(1) == 2 and raw._pick_(1) == 3'
else
	not_ok "'_pick' and '__pick' render" "$T/log"
fi

# ---- the same text, always ----
"$FFIRENDER" python "$T/libpoint.so" -o "$T/again.py" 2> "$T/null"
check "the module is the same each time, wherever it is written" cmp "$T/point.py" "$T/again.py"
