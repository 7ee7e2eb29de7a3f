# The plan as a whole: what `show --plan` prints, from a document and from compiled code, and its cost.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

if [ ! -x "$FFIRENDER" ]; then
	missing "plan" ffirender
	exit 0
fi
document=$ROOT/tests/data/point.ffi.xml
check "shows the plan of a document" "$FFIRENDER" show --plan "$document"
"$FFIRENDER" show --plan "$document" > "$T/document.plan" 2> "$T/said"
check "each function of the example is idiomatic" grep -q '^library point 1.0: 15 functions, 15 of them idiomatic' \
	"$T/document.plan"
check "says nothing of an interface without a fault" test ! -s "$T/said"

if [ -f "$PLUGIN" ]; then
	(cd "$ROOT/examples/point" && "$CC" -O2 -fplugin="$PLUGIN" -I"$ROOT/attributes" -c point.c -o "$T/point.o") &&
		"$FFIRENDER" show --plan "$T/point.o" > "$T/object.plan"
	check "a compiled object has the same plan as the document" diff "$T/document.plan" "$T/object.plan"
else
	missing "a compiled object has the same plan as the document" ffiextract.so
fi

# A wrong word, and all that is wrong in one run.
sed -e 's|<arg>n</arg>|<arg>m</arg>|' -e 's|<arg>user</arg>|<arg>data</arg>|' "$document" > "$T/wrong.ffi.xml"
refuses "a name that is not there is refused at the header's line" \
	"^point.h:[0-9]+(:[0-9]+)?: error: FFI_ARRAY: 'point_cloud_add_all' has no parameter 'm'" \
	"$FFIRENDER" python "$T/wrong.ffi.xml" -o "$T/wrong.py"
refuses "one run shows all that is wrong" "FFI_USER_DATA: 'point_cloud_each' has no parameter 'data'" \
	"$FFIRENDER" python "$T/wrong.ffi.xml" -o "$T/wrong.py"
check "nothing is written then" test ! -e "$T/wrong.py"

# What no op carries stays raw, with a warning at its line, and the rest is rendered.
sed -e '/<function id="point_cloud_new"/,/<.param>/s|</param>|<annotation name="owned" by="declared" file="point.h" at="99"/>&|' \
	"$document" > "$T/raw.ffi.xml"
"$FFIRENDER" show --plan "$T/raw.ffi.xml" > "$T/raw.plan" 2> "$T/raw.said"
check "a word without ops is a warning at its line" grep -q \
	"^point.h:99: warning: 'point_cloud_new' stays in the raw layer: bindings do not carry FFI_OWNED" "$T/raw.said"
check "its function stays raw and says why" grep -q 'raw layer only: bindings do not carry FFI_OWNED' "$T/raw.plan"
check "the others stay idiomatic" grep -q '15 functions, 14 of them idiomatic, 1 raw only' "$T/raw.plan"

# A bit-field has no address: what has to do with a struct that needs more than its bytes stays raw, the rest is rendered.
cat > "$T/bits.c" << 'END'
#include <ffiextract.h>
FFI_EXPORT_BEGIN
struct row { const char *name FFI_UTF8; unsigned left : 3; int right : 5; };
struct pair { struct row row; const char *text FFI_UTF8; };
struct maybe { unsigned there : 1; int number; } FFI_OPTION(there);
int row_sum(const struct row *row FFI_IN) { return (int)row->left + row->right; }
int pair_sum(const struct pair *pair FFI_IN) { return row_sum(&pair->row); }
struct maybe maybe_get(void) { return (struct maybe){1, 2}; }
int other(int x) { return x; }
FFI_EXPORT_END
END
"$CC" -shared -fPIC -fplugin="$PLUGIN" -I"$ROOT/attributes" "$T/bits.c" -o "$T/libbits.so"
for language in c python csharp; do
	"$FFIRENDER" "$language" -v "$T/libbits.so" -o "$T/bits.$language" 2> "$T/bits.said" &&
		[ "$(grep -c 'is a bit-field, in which no binding finds a value$' "$T/bits.said")" -ge 4 ] &&
		! grep error "$T/bits.said" && ok "bit-fields beside a text stop nothing in $language" ||
		not_ok "bit-fields beside a text stop nothing in $language" "$T/bits.said"
done
cat > "$T/bits_test.py" << 'END'
import bits
assert bits.other(3) == 3 and not hasattr(bits, "row_sum") and not hasattr(bits, "maybe_get")
row = bits.Row(left=5, right=-2)
assert bits.raw.row_sum(row) == 3 and bits.raw.pair_sum(bits.Pair(row=row)) == 3
END
mv "$T/bits.python" "$T/bits.py"
check "and raw functions take the struct" env PYTHONPATH="$T" python3 -B "$T/bits_test.py"

if have valgrind; then
	check "leaks nothing" valgrind -q --leak-check=full --error-exitcode=9 "$FFIRENDER" show --plan "$document"
	check "leaks nothing when it refuses" sh -c "
		valgrind -q --leak-check=full --error-exitcode=9 '$FFIRENDER' show --plan '$T/wrong.ffi.xml'; [ \$? -eq 1 ]"
else
	missing "leaks nothing" valgrind
fi

# 10,000 functions and 2,000 types; time is the user's, in hundredths of a second.
awk '
	/<library / { in_library = 1 }
	!done { print }
	/<\/target>/ { done = 1 }
	END {
		print " <library name=\"big\" version=\"1\"/>"
		for (i = 0; i < 1000; i++) {
			printf " <record id=\"struct big_box%d\" kind=\"struct\" opaque=\"yes\" file=\"big.h\" at=\"1\"><annotation name=\"service\" by=\"declared\" file=\"big.h\" at=\"1\"/></record>\n", i
			printf " <enumeration id=\"enum big_kind%d\" file=\"big.h\" at=\"1\"><enumerator name=\"BIG_KIND%d_A\" value=\"0\"/><on target=\"x86_64-linux-gnu\" size=\"4\" signed=\"no\"/></enumeration>\n", i, i
		}
		for (i = 0; i < 10000; i++)
			printf " <function id=\"big_box%d_do%d\" file=\"big.h\" at=\"1\"><result><int name=\"int\"/></result><param name=\"box\"><pointer><named to=\"struct big_box%d\"/></pointer></param><param name=\"kind\"><named to=\"enum big_kind%d\"/></param><param name=\"text\"><pointer><int name=\"char\" const=\"yes\"/></pointer></param><on target=\"x86_64-linux-gnu\" symbol=\"big_box%d_do%d\"/></function>\n", i % 1000, i, i % 1000, i % 1000, i % 1000, i
		print "</interface>"
	}' "$document" > "$T/big.ffi.xml"
# Half a second of a CPU, or five with sanitizers; `make bench` measures it.
check "ten thousand functions are lowered" sh -c "ulimit -t 60
	'$FFIRENDER' show --plan '$T/big.ffi.xml' > '$T/big.plan' && grep -q '10000 of them idiomatic' '$T/big.plan'"
