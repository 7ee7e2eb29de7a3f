# The manual pages say what the program says, and all of it.
. "$(dirname "$0")/../lib.sh"

sed -n '/^\.\\" annotations begin/,/^\.\\" annotations end/p' "$ROOT/man/ffiextract.7" | sed '1d;$d' > "$T/page"
"$ROOT/man/annotations" > "$T/list"
[ "$(grep -c '^.fBFFI_' "$T/list")" = "$(grep -c '^WORD(' "$ROOT/ir/vocabulary.def")" ] &&
	ok "every word of the vocabulary is listed" || not_ok "every word of the vocabulary is listed" "$T/list"
check "ffiextract(7) has that list: man/annotations --rewrite" diff "$T/page" "$T/list"

# options PAGE NAMES...: each is explained in the page.
explained() {
	page=$ROOT/man/$1
	sed 's/\\-/-/g; s/\\f[BIR]//g' "$page" > "$T/plain"
	shift
	for name; do
		if grep -qE -- "(^|[ ,.]|\.BI? )$name([ ,=[]|$)" "$T/plain"; then
			ok "$(basename "$page") explains $name"
		else
			not_ok "$(basename "$page") explains $name" "$T/plain"
		fi
	done
}

for command in c scan show merge shims; do
	"$FFIRENDER" $command --help | sed -n '/^Options:/,/^Examples:/p' | grep -oE '^  (-[a-z], )?-[-A-Za-z]+' | grep -oE -- '-[-A-Za-z]+$'
done | grep -v '^--help$' | sort -u > "$T/options"
[ "$(wc -l < "$T/options")" -gt 10 ] && ok "the options are known" || not_ok "the options are known" "$T/options"
# shellcheck disable=SC2046
explained ffirender.1 $(cat "$T/options")

# What the plugin itself says that it knows.
echo 'int x;' > "$T/x.c"
LC_ALL=C "$CC" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-nosuch "$T/x.c" -S -o /dev/null 2> "$T/err"
grep -oE "[a-z]+=[^ ']*|'scan'" "$T/err" | sed "s/=.*//; s/'//g" | sort -u > "$T/known"
[ "$(wc -l < "$T/known")" -ge 6 ] && ok "the plugin's options are known" || not_ok "the plugin's options are known" "$T/err"
# shellcheck disable=SC2046
explained ffiextract.7 $(cat "$T/known")
LC_ALL=C "$CC" -fplugin="$PLUGIN" -fplugin-arg-ffiextract-warn=nosuch "$T/x.c" -S -o /dev/null 2> "$T/err"
grep -oE "ffi-[-a-z]*[a-z]" "$T/err" | grep -v '^ffi-extract' | sort -u > "$T/known"
[ "$(wc -l < "$T/known")" -ge 4 ] && ok "the plugin's warnings are known" || not_ok "the plugin's warnings are known" "$T/err"
# shellcheck disable=SC2046
explained ffiextract.7 $(cat "$T/known")

for page in ffirender.1 ffiextract.7; do
	if have groff; then
		groff -man -ww -Tutf8 "$ROOT/man/$page" > "$T/text" 2> "$T/err"
		if [ -s "$T/text" ] && [ ! -s "$T/err" ]; then ok "$page formats"; else not_ok "$page formats" "$T/err"; fi
	else
		missing "$page formats" groff
	fi
done
