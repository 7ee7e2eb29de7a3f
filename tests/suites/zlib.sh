# zlib, which nobody here wrote: how much of its header is bound, that each bound function exists, and real
# work through the Python module.
. "$(dirname "$0")/../lib.sh"

if [ ! -f /usr/include/zlib.h ]; then
	missing "zlib" zlib1g-dev
	exit 0
fi
library=$("$CC" -print-file-name=libz.so)
cp "$ROOT"/examples/zlib/* "$T/"
check "scans and renders" make -s -C "$T" FFIRENDER="$FFIRENDER" PLUGIN="$PLUGIN" CC="$CC" all
[ -s "$T/libz.py" ] || exit 1

# What the header declares, from others than us: the names in the text that the preprocessor leaves which are
# functions in the library's dynamic symbol table.
nm -D --defined-only "$library" | sed -n 's/.* [TWi] \([A-Za-z0-9_]*\).*/\1/p' | sort -u > "$T/symbols"
printf '#include <zlib.h>\n' | "$CC" -DZLIB_CONST -E -P - | grep -oE '[A-Za-z_][A-Za-z0-9_]*' | sort -u > "$T/words"
comm -12 "$T/symbols" "$T/words" > "$T/declared"

"$FFIRENDER" show --xml "$T/zlib.ffi.xml" | sed -n 's/.*<function id="\([^"]*\)".*/\1/p' | sort -u > "$T/recorded"
comm -23 "$T/declared" "$T/recorded" > "$T/dropped"
if [ -s "$T/dropped" ]; then
	not_ok "each function that zlib.h declares is recorded" "$T/dropped"
else
	ok "each function that zlib.h declares is recorded"
fi

cd "$T" || exit 1
cat > count.py << 'P'
"""Prints the names of the functions in the raw layer, each of which is in the library."""
import libz

for name, value in sorted(vars(libz.raw).items()):
    if callable(value) and hasattr(value, "argtypes"):
        print(name)
P
check "the module loads" python3 -c "import libz"
python3 count.py | grep -xFf declared > raw
"$FFIRENDER" show --plan zlib.ffi.xml | awk '/^[a-zA-Z].*\(.*\);$/ { prototype = $0 } /^  raw layer only: / { sub(/^  raw layer only: /, ""); print prototype " " $0 }' |
	sed -n 's/^[^(]*[ *]\([A-Za-z0-9_]*\)(.*); \(.*\)/\1: \2/p' | sort > raw-only
total=$(wc -l < declared)
bound=$(wc -l < raw)
idiomatic=$((bound - $(wc -l < raw-only)))
# share NAME PART PERCENT
share() {
	if [ $(($2 * 100)) -ge $((total * $3)) ]; then
		ok "$2 of $total functions are in the $1 layer, at least $3 %"
	else
		{ comm -23 declared raw; cat raw-only; } > reasons
		not_ok "$2 of $total functions are in the $1 layer, less than $3 %" reasons
	fi
}
share raw "$bound" 98
share idiomatic "$idiomatic" 85
diff -u "$ROOT/tests/data/zlib-raw-only.txt" raw-only > difference 2>&1
[ -s difference ] && not_ok "the functions that stay raw are those listed, with their reasons" difference ||
	ok "the functions that stay raw are those listed, with their reasons"
comm -23 raw symbols > absent
[ -s absent ] && not_ok "each function bound exists in the library" absent || ok "each function bound exists in the library"

# Nothing that was selected disappears without a line: it is in the module, or a comment there names it.
while read -r name; do
	grep -qw "$name" libz.py || echo "$name"
done < recorded > silent
[ -s silent ] && not_ok "nothing is dropped without a word" silent || ok "nothing is dropped without a word"

if [ -x /usr/bin/mypy ]; then
	check "the module passes mypy --strict" /usr/bin/mypy --strict --cache-dir="$T/mypy" libz.py zlib_demo.py \
		"$ROOT/tests/python/test_zlib.py"
else
	missing "the module passes mypy --strict" mypy
fi
check "it says what Python's own zlib does" env PYTHONPATH=. python3 -B -W error "$ROOT/tests/python/test_zlib.py"
check "the demo works" python3 zlib_demo.py
for text in "one shot:.*restored: True" "streaming:.*restored: True" "a file:.*restored: True" "damaged:.*DATA_ERROR: data error"; do
	grep -qE "$text" check.out && ok "the demo says '$text'" || not_ok "the demo says '$text'" check.out
done
