# ffirender notes: a note file that asks. What it asks, that it is a note file which changes nothing, that an answer is
# not asked again, on small headers and on zlib and SQLite.
. "$(dirname "$0")/../lib.sh"
cd "$T" || exit 2

cat > box.h <<'C'
#include <stddef.h>
struct box;
typedef struct box box;
struct pair { int a, b; };
box *box_new(const char *name);
void box_free(box *b);
/** Fills @p room.
 * @param room where to, at most @p size bytes */
long box_read(box *b, char *room, size_t size);
/** @return its label, to be freed by box_text_free */
char *box_label(box *b);
void box_text_free(char *text);
const char *box_name(const box *b);
int box_each(box *b, int (*visit)(void *with, const char *item), void *with);
void sum(const int *values, int n);
typedef void (*logger)(void *data, const char *text);
void log_to(logger to, void *data);
void pairs(struct pair *all, int n);
int printf_like(const char *format, ...);
int plain(int a);
C
"$FFIRENDER" scan --cc="$CC" box.h -o box.ffi.xml > out 2>&1 || { not_ok "scans" out; exit 1; }
check "writes a file" "$FFIRENDER" notes box.ffi.xml -o box.notes.xml
check "to standard output the same" sh -c '"$1" notes box.ffi.xml > again.xml && cmp box.notes.xml again.xml' - "$FFIRENDER"

# asks NAME ID LINE...: the entry with that id has these lines, in this order.
asks() {
	name=$1 id=$2
	shift 2
	sed -n "\|id=\"$id\"|,\|^ </|p" "${FILE:-box.notes.xml}" | sed 's/^ *//' > entry
	printf '%s\n' "$@" > wanted
	grep -xFf wanted entry > found
	if cmp -s wanted found; then ok "$name"; else { echo "in $id:"; cat entry; } > why; not_ok "$name" why; fi
}

asks "whether an opaque struct is an object" "struct box" '<!--<annotation name="service"/>--> <!-- becomes a class -->'
check "with those that use it" sh -c 'tr -s "\n " " " < box.notes.xml | grep -q "struct box: [^>]* used by box_new, box_free, box_read, box_label and 2 more -->"'
asks "whether a function ends it" box_free \
	'<!--<annotation name="destructor"><arg>box</arg></annotation>--> <!-- ends an object of this class -->'
asks "how many a pointer points to, with the parameter that may count" box_read '<param name="room">' \
	"<!-- parameter 'room': 'char *' may mean many things -->" '<!-- its comment says: where to, at most size bytes -->' \
	'<!--<annotation name="array"><arg>size</arg></annotation>--> <!-- many; this parameter, field or function counts them -->'
asks "who frees a text, with what its comment says and who may" box_label '<result>' \
	"<!-- what comes back: nobody says who frees the 'char *' -->" \
	'<!-- its comment says: its label, to be freed by box_text_free -->' \
	'<!--<annotation name="owned_by"><arg>box_text_free</arg></annotation>--> <!-- the caller gets it, and frees it with this function -->' \
	"<!--<annotation name=\"borrowed\"/>--> <!-- it stays the library's -->"
asks "what is assumed of a constant text" box_name \
	'<!-- what comes back: the text is copied, and nobody frees it (unless something says otherwise) -->'
asks "where user data arrives, and which it is" box_each '<param name="visit">' '<param name="with">' \
	'<!--<annotation name="context"/>--> <!-- here the user data arrives; on a result: that of the callback before, which callers do not get -->' \
	'<!--<annotation name="user_data"><arg>with</arg></annotation>--> <!-- travels with this callback -->' '<param name="with">'
asks "the parameters of a typedef, once" logger '<param name="data">' \
	'<!--<annotation name="context"/>--> <!-- here the user data arrives; on a result: that of the callback before, which callers do not get -->'
asks "whether a struct before a count is many" pairs \
	"<!-- parameter 'all': 'n' follows it, so it may point to many -->" \
	'<!--<annotation name="array"><arg>n</arg></annotation>--> <!-- many; this parameter, field or function counts them -->'
check "which results are codes" grep -q '<function id="box_each,plain">' box.notes.xml
check "nothing of what has no answer" grep -q "^ *printf_like: it takes any number of arguments: 'FFI_VARIADIC' says which it is called with$" box.notes.xml
check "nothing of what is clear" sh -c '! grep -q "<function id=\"plain\"" box.notes.xml'

# unchanged DOCUMENT NOTES: the document with the notes is the document.
unchanged() {
	"$FFIRENDER" merge "$1" -o bare.xml && "$FFIRENDER" merge "$1" --notes "$2" -Werror -o noted.xml && cmp bare.xml noted.xml
}
valid() {
	if have xmllint; then
		check "$1 is valid" xmllint --noout --relaxng "$ROOT/ir/interface.rng" "$2"
	else
		missing "$1 is valid" xmllint
	fi
}
valid "the file" box.notes.xml
check "it changes nothing" unchanged box.ffi.xml box.notes.xml

# Answers by uncommenting, as a person would.
cp box.notes.xml answered.xml
sed -i '/id="struct box"/,/<\/record>/s/<!--\(<annotation[^!]*>\)-->/\1/' answered.xml
sed -i '/id="box_free"/,/<\/function>/s/<!--\(<annotation[^!]*>\)-->/\1/' answered.xml
sed -i '/id="box_label"/,/<\/function>/s/<!--\(<annotation name="owned_by"[^!]*>\)-->/\1/' answered.xml
sed -i '/id="box_read"/,/<\/function>/s/<!--\(<annotation name="buffer"[^!]*>\)-->/\1/' answered.xml
sed -i '/id="box_each"/,/<\/function>/s/<!--\(<annotation name="\(context\|user_data\)"[^!]*>\)-->/\1/' answered.xml
valid "the answered file" answered.xml
check "asks again with the answers" "$FFIRENDER" notes box.ffi.xml --notes answered.xml -o left.xml
check "not what was answered" sh -c '! grep -qE "id=\"(struct box|box_free|box_label|box_read)\"" left.xml'
FILE=left.xml asks "but what follows from them" box_new \
	'<!--<annotation name="constructor"><arg>box</arg></annotation>--> <!-- makes an object of this class -->'
FILE=left.xml asks "and what is kept for ever" box_each \
	"<!-- parameter 'visit': the callback is kept for ever (unless something says otherwise) -->" \
	'<!--<annotation name="scope"><arg>call</arg></annotation>--> <!-- how long the callee uses it: call, async, notified, forever -->'
check "the answers bind" sh -c '"$1" python box.ffi.xml --notes answered.xml -o box.py 2> /dev/null && grep -q "    def label(self)" box.py' - "$FFIRENDER"

# A library that is annotated through and through leaves nothing to ask.
cat > all.h <<'C'
int twice(int value);
C
printf '<notes version="1.0"><library name="all"/><function id="twice"><result><annotation name="sentinel"><arg>0</arg></annotation></result></function></notes>' > all.notes.xml
"$FFIRENDER" scan --cc="$CC" --notes all.notes.xml all.h -o all.ffi.xml
check "nothing is left to ask" sh -c '"$1" notes all.ffi.xml | grep -c "<annotation" | grep -x 0' - "$FFIRENDER"

# What a library lacks is not asked about.
printf 'int plain(int a) { return a; }\nvoid sum(const int *v, int n) { (void)v; (void)n; }\n' > part.c
"$CC" -shared -fPIC -o libpart.so part.c
"$FFIRENDER" notes box.ffi.xml "$T/libpart.so" -o part.notes.xml 2> /dev/null
check "what the library does not export is not asked about" sh -c 'grep -q "id=\"sum\"" part.notes.xml && ! grep -q "id=\"box_read\"" part.notes.xml'

# What a compiler saw in a body stands beside the question.
cat > seen.c <<'C'
#include <ffiextract.h>
FFI_ALLOW(unused-length) FFI_EXPORT void fill(int *room, int n);
void fill(int *room, int n) { (void)n; (void)*room; }
C
"$CC" -I"$ROOT/attributes" -fplugin="$PLUGIN" -c seen.c -o seen.o
check "what the compiler saw" sh -c '"$1" notes seen.o | grep -q "<!-- GCC .* saw: not-written -->"' - "$FFIRENDER"

# Real headers.
real() {
	library=$1 header=$2
	shift 2
	if [ ! -f "/usr/include/$header" ]; then
		missing "$library" "$library"
		return
	fi
	"$FFIRENDER" scan --cc="$CC" --headers="$header" "$header" -o "$library.ffi.xml" -- "$@" || return
	check "$library: asks" "$FFIRENDER" notes "$library.ffi.xml" -o "$library.notes.xml"
	valid "$library: the file" "$library.notes.xml"
	check "$library: it changes nothing" unchanged "$library.ffi.xml" "$library.notes.xml"
	# With the complete notes only what the plan keeps raw, or assumes, is left; each function once.
	"$FFIRENDER" scan --cc="$CC" --headers="$header" --notes "$ROOT/examples/$library/$library.notes.xml" "$header" -o "$library.noted.xml" -- "$@"
	"$FFIRENDER" notes "$library.noted.xml" > "$library.left.xml"
	check "$library: notes answer most" [ "$(grep -c '<annotation' "$library.left.xml")" -lt "$(($(grep -c '<annotation' "$library.notes.xml") / 2))" ]
	check "$library: the same notes again change nothing" sh -c '"$1" merge "$2.noted.xml" -o a.xml && "$1" merge "$2.noted.xml" --notes "$3" -o b.xml && cmp a.xml b.xml' - \
		"$FFIRENDER" "$library" "$ROOT/examples/$library/$library.notes.xml"
}
real zlib zlib.h -DZLIB_CONST
real sqlite3 sqlite3.h
check "who frees sqlite3_errmsg's result is asked" sh -c 'sed -n "/id=\"sqlite3_errmsg\"/,/<.function>/p" sqlite3.notes.xml | grep -q "nobody frees it"'
