# Section .ffi.ir in what assemblers, archivers and linkers make of it; damaged files.
. "$(dirname "$0")/../lib.sh"

if ! have python3; then
	missing "all cases" python3
	exit 0
fi
cd "$T" || exit 2

for unit in open close inside conflict missing; do
	python3 "$ROOT/tests/objects/records.py" "$ROOT/tests/objects/$unit.ffi.xml" > $unit.c &&
		"$CC" -fPIC -c $unit.c -o $unit.o || not_ok "compiles $unit.c"
done
echo 'int bare(void) { return 1; }' > bare.c
"$CC" -fPIC -c bare.c -o bare.o

"$FFIRENDER" merge open.o close.o inside.o -o expected.xml > said 2>&1 || not_ok "merges three objects" said

# same NAME INPUT...: gives the same document, but for the soname.
same() {
	name=$1
	shift
	if "$FFIRENDER" merge "$@" > same.xml 2> same.out && sed 's/ soname="[^"]*"//' same.xml | diff -u expected.xml - >> same.out; then
		ok "$name"
	else
		not_ok "$name" same.out
	fi
}

same "objects in another order" inside.o close.o open.o
"$FFIRENDER" merge open.o -o open.ffi.xml
same "objects and a document" close.o open.ffi.xml inside.o
ar rcs libbox.a close.o bare.o open.o inside.o
same "an archive" libbox.a
same "an archive and its objects" libbox.a open.o
mkdir thin && ar rc thin/part.a close.o bare.o && cp inside.o thin
(cd thin && ar rcsT thin.a part.a inside.o ../open.o)
check "a thin archive names members of another" grep -aq '^/0:' thin/thin.a
same "a thin archive" thin/thin.a
mv thin/inside.o gone.o
refuses "a thin archive of a file that is gone" "thin.a: error: a thin archive, .* and 'thin/inside.o' cannot be opened: No such file" \
	"$FFIRENDER" merge thin/thin.a
mv gone.o thin/inside.o
ar rcs nested.a libbox.a close.o
"$FFIRENDER" merge nested.a > said 2>&1
check "an archive in an archive is passed over, and told" grep -q 'nested.a(libbox.a): warning: an archive in an archive' said
"$CC" -shared open.o close.o inside.o -o libbox.so.1 -Wl,-soname,libbox.so.1 -Wl,-O2
same "a shared library" libbox.so.1
strip libbox.so.1 -o stripped.so
same "a stripped library" stripped.so
"$CC" -shared inside.o close.o open.o -o collected.so -Wl,--gc-sections
same "a library with sections collected" collected.so
ld -r close.o open.o inside.o -o joined.o
same "ld -r" joined.o
echo 'int main(void) { return 0; }' > main.c
for how in -pie -static-pie '-no-pie -static' '-pie -rdynamic'; do
	# shellcheck disable=SC2086
	"$CC" $how main.c open.o close.o inside.o -o program
	same "a program that was linked with $how" program
	check "... is no library that could be loaded" sh -c "! grep -q soname= same.xml"
done
if have ld.gold; then
	"$CC" -fuse-ld=gold -shared close.o open.o inside.o -o gold.so -Wl,-O2
	same "a library linked by gold" gold.so
else
	skip "a library linked by gold" "the distribution's binutils have no gold"
fi
if have ld.lld; then
	"$CC" -fuse-ld=lld -shared close.o open.o inside.o -o lld.so -Wl,-O2
	same "a library linked by lld" lld.so
fi
for unit in open close inside; do
	"$CC" -fPIC -O2 -flto -fno-fat-lto-objects -c $unit.c -o slim-$unit.o
	"$CC" -fPIC -O2 -flto -ffat-lto-objects -c $unit.c -o fat-$unit.o
done
"$CC" -O2 -flto -shared slim-open.o slim-close.o slim-inside.o -o lto.so
same "a library of slim LTO objects" lto.so
same "fat LTO objects" fat-open.o fat-close.o fat-inside.o
refuses "slim LTO objects" 'slim-open.o: error: a slim LTO object: .* link it, or compile with -ffat-lto-objects' \
	"$FFIRENDER" merge slim-open.o
if have clang; then
	for target in i686-linux-gnu powerpc64-linux-gnu s390x-linux-gnu mips-linux-gnu; do
		for unit in open close inside; do
			sed '/^void/d' $unit.c | clang --target=$target -x c -c - -o cross-$unit.o 2> cross.out
		done
		same "ELF of $target" cross-open.o cross-close.o cross-inside.o
	done
else
	missing "ELF of other machines" clang
fi
"$FFIRENDER" merge libbox.so.1 -o shared.xml 2> said
check "takes the soname" grep -q 'soname="libbox.so.1"' shared.xml
check "the merged document is read again" "$FFIRENDER" merge shared.xml -o again.xml
check "and is the same" cmp shared.xml again.xml
check "evidence is at its parameter" grep -q '<evidence name="not-written"' expected.xml
check "opaque wins, and hides what it needed" sh -c '! grep -E "struct part|parts" expected.xml'

# The same records in PE files, as binutils write them; windows.sh has those of the plugin.
if have x86_64-w64-mingw32-gcc; then
	objcopy -O binary --only-section=.ffi.ir --set-section-flags .ffi.ir=alloc libbox.so.1 box.bin
	printf '\t.section .ffi.ir,"dr"\n\t.incbin "box.bin"\n\t.text\n' > pe.s
	for name in box_open box_close box_count box_twice box_new lid_lock; do printf '\t.globl %s\n%s:\tret\n' $name $name; done >> pe.s
	x86_64-w64-mingw32-gcc -c pe.s -o pe.o &&
		x86_64-w64-mingw32-gcc -shared -nostdlib pe.o -o pe.dll -Wl,--out-implib,pe.dll.a,-e,box_open
	ar rcs pe.a pe.o
	same "a PE object" pe.o
	refuses "an import library alone" "pe.dll.a: error: there is no section '.ffi.ir'" "$FFIRENDER" merge pe.dll.a
else
	missing "a PE object" gcc-mingw-w64-x86-64-win32
fi

# Three units that were compiled with the plugin, two of which know a private body.
build_box() {
	for unit in open close new; do
		(cd "$ROOT/tests/objects/box" && "$CC" -fPIC "$@" -I"$ROOT/attributes" -fplugin="$PLUGIN" -c $unit.c -o "$T/box-$unit.o") || return 1
	done
}
check "compiles with the plugin" build_box -O0
"$FFIRENDER" merge box-open.o box-close.o box-new.o -o expected.xml 2> said
check "says what is declared only, once" [ "$(cat said)" = "close.c: warning: 'box_gone' is exported and declared here, but no input defines it; it is left out" ]
check "a private body stays private" sh -c '! grep -E "struct part|parts" expected.xml'
check "names of the prototype" grep -q '<param name="how"' expected.xml
check "in the order of the header" sh -c 'sed -n "s/^ *<[a-z]* id=\"\([^\"]*\)\".*/\1/p" expected.xml | tail -n +2 | tr "\n" "," |
	grep -x "#BOX_OK,#BOX_BAD,domain/BoxError,struct box,struct lid,box_open,box_new,box_close,box_count,box_twice,"'
check "codes of the domain" [ "$(grep -c '<enumerator name="BOX_' expected.xml)" = 2 ]
same "in another order" box-new.o box-close.o box-open.o
"$CC" -shared box-new.o box-open.o box-close.o -o box.so
same "linked" box.so
build_box -O2 -flto
"$CC" -shared -O2 -flto box-new.o box-open.o box-close.o -o box-lto.so
"$FFIRENDER" python box.so -o o0.py 2> said
"$FFIRENDER" python box-lto.so -o o2.py 2>> said
check "the same binding at -O2 -flto" sh -c 'sed s/box-lto/box/ o2.py | cmp o0.py -'

# What is worth saying, without being an error.
check "names who is declared and defined by nobody" sh -c "'$FFIRENDER' merge missing.o 2>&1 >/dev/null |
	grep -x \"missing.c: warning: 'lid_unlock' is exported and declared here, but no input defines it; it is left out\""
"$CC" -shared open.o close.o inside.o bare.o -o partly.so
check "counts what is not in the interface" sh -c "'$FFIRENDER' merge partly.so 2>&1 >/dev/null |
	grep -x \"partly.so: note: 1 more exported symbol is not of the interface: 'bare'\""
echo '{ global: box_o*; box_l*; box_s*; box_co*; local: *; };' > versions
"$CC" -shared open.o close.o inside.o -o hidden.so -Wl,--version-script=versions
check "names what the library does not export" sh -c "'$FFIRENDER' merge hidden.so 2>&1 >hidden.xml |
	grep \"box.h:6: warning: 'box_close' is part of the interface, but 'hidden.so' does not export its symbol\""
check "and does not bind it" grep -q 'unsupported="the library does not export its symbol"' hidden.xml
echo '{ local: *; };' > versions
"$CC" -shared open.o close.o inside.o -o none.so -Wl,--version-script=versions
check "says once that nothing is exported" sh -c "'$FFIRENDER' merge none.so 2>&1 >/dev/null |
	grep -x \"none.so: warning: exports nothing of its interface, not even 'box_[a-z]*', .*; was it left out .*\""
check "... and binds nothing" sh -c "'$FFIRENDER' merge none.so 2> /dev/null | grep '<function' | grep -vc unsupported | grep -x 0"

# A library that was compiled without the plugin, beside the document of its header.
"$FFIRENDER" merge libbox.so.1 -o whole.xml 2> /dev/null
cat > part.c << 'END'
void box_open(void) {}
void box_other(void) {}
END
"$CC" -shared -fPIC -Wl,-soname,libbox.so.1 part.c -o part.so
check "a library beside a document tells what it lacks" sh -c "'$FFIRENDER' merge whole.xml part.so 2>&1 >part.xml |
	grep -E \"^part.so: note: [0-9]+ functions of the interface are not exported: '\""
check "... and that is not bound" sh -c "grep -A9 'id=\"box_close\"' whole.xml | grep -q box_close &&
	grep 'id=\"box_close\"' part.xml | grep -q 'unsupported=\"the library does not export its symbol\"'"
check "... but the rest is" sh -c "grep 'id=\"box_open\"' part.xml | grep -qv unsupported"
check "... in whatever order they are given" sh -c "'$FFIRENDER' merge part.so whole.xml 2> /dev/null | cmp - part.xml"
"$CC" -shared -fPIC -Wl,-soname,libbox.so.1 bare.c -o other.so
refuses "another library beside a document" "^other.so: error: exports nothing of the interface, not even 'box_.*; is it another library" \
	"$FFIRENDER" merge whole.xml other.so
refuses "a library without a section alone" "part.so: error: there is no section '.ffi.ir'" "$FFIRENDER" merge part.so

# Conflicts.
refuses "a conflict names both places" "^box.h:3: error: conflicting declarations of 'struct lid': field 'y' is 'long' in 'conflict.c', 'int' in 'close.c'$" \
	"$FFIRENDER" merge close.o conflict.o open.o
"$FFIRENDER" merge conflict.o open.o close.o 2> said > /dev/null
check "and is told once" [ "$(grep -c conflicting said)" = 1 ]
"$CC" -shared open.o conflict.o -o conflict.so
refuses "a conflict inside a library" "'long' in 'open.c', 'int' in 'conflict.c'|'int' in 'open.c', 'long' in 'conflict.c'" \
	"$FFIRENDER" merge conflict.so
sed 's/x86_64-linux-gnu/aarch64-linux-gnu/g' "$ROOT/tests/objects/close.ffi.xml" > foreign.ffi.xml
"$FFIRENDER" merge open.o foreign.ffi.xml -o both.ffi.xml 2> said
check "what one of two targets lacks is left out there" \
	grep -qx "close.c: warning: 'box_open' is exported and declared here, but no input defines it; it is left out" said
check "an object and a document of another target" [ "$(grep -c '<target ' both.ffi.xml)" = 2 ]
"$CC" -shared bare.o -o bare.so
"$FFIRENDER" merge foreign.ffi.xml open.o 2> said | cmp - both.ffi.xml > cmp.out 2>&1
check "... in whatever order they are given" [ ! -s cmp.out ]
refuses "a library of no known target beside them" "bare.so: error: it has no records, which would tell its target" \
	"$FFIRENDER" merge both.ffi.xml bare.so
refuses "one of several targets must be chosen" "of several targets, 'aarch64-linux-gnu', 'x86_64-linux-gnu'; choose one with '--target'" \
	"$FFIRENDER" check both.ffi.xml

refuses "two shared libraries" "gold.so: error: .* their sonames are 'libbox.so.1' and 'gold.so'" "$FFIRENDER" merge libbox.so.1 gold.so

# Files that are something else, or damaged.
refuses "an object without a section" "bare.o: error: there is no section '.ffi.ir': compile with -fplugin=ffiextract.so" \
	"$FFIRENDER" merge bare.o
ar rcs empty.a
printf '!<arch>\n%-16s%-12s%-6s%-6s%-8s%-10s`\n%-20s' '#1/20' 0 0 0 644 $((20 + $(wc -c < open.o))) open.o > bsd.a
cat open.o >> bsd.a
refuses "an archive as BSD's ar writes it" 'bsd.a: error: an archive with names as .* BSD .*; make it with GNU ar' "$FFIRENDER" merge bsd.a
refuses "an empty archive" "empty.a: error:" "$FFIRENDER" merge empty.a
: > empty
refuses "an empty file" 'empty: error: the file is empty' "$FFIRENDER" merge empty
printf 'MZ\220\000' > library.dll
refuses "a program of DOS" 'library.dll: error: neither an object nor an archive nor a shared library' "$FFIRENDER" merge library.dll
echo '/* GNU ld script */ INPUT(libbox.so.1)' > libbox.so
refuses "a linker script" 'a linker script; give the library that it names' "$FFIRENDER" merge libbox.so
refuses "a source" "open.c: error: C itself; compile it with -fplugin=ffiextract.so and give the object, or describe a header with 'ffirender scan'" \
	"$FFIRENDER" merge open.c
cp open.c open.txt
refuses "any other file" 'open.txt: error: neither an object, an archive, a shared library' "$FFIRENDER" merge open.txt
refuses "a folder" 'error: cannot be read: Is a directory' "$FFIRENDER" merge "$T"
refuses "no file" 'nothing.o: error: cannot be read: No such file or directory' "$FFIRENDER" merge nothing.o
head -c 2000 libbox.a > cut.a
refuses "a truncated archive" 'cut.a: error: a damaged archive' "$FFIRENDER" merge cut.a
head -c 1000 open.o > cut.o
refuses "a truncated object" 'cut.o: error: .* is it truncated' "$FFIRENDER" merge cut.o
objcopy --remove-section .ffi.ir open.o removed.o
refuses "a section that was removed" "there is no section '.ffi.ir'" "$FFIRENDER" merge removed.o
objcopy --only-keep-debug libbox.so.1 debug.so
refuses "a file of debug information" 'debug information only' "$FFIRENDER" merge debug.so
python3 - <<'END'
data = open("open.o", "rb").read()
def change(name, old, new):
    assert old in data and len(old) == len(new)
    open(name, "wb").write(data.replace(old, new))
change("newer.o", b"FFI1 unit", b"FFI2 unit")
change("changed.o", b'at="5', b'at="4')
change("unitless.o", b"FFI1 unit", b"XFI1 unit")
change("kindless.o", b"FFI1 decl box_open", b"FFI1 D-CL box_open")
END
refuses "records of another version" 'newer.o: error: .* written by another version of ffiextract' "$FFIRENDER" merge newer.o
refuses "a record that was changed" "changed.o:.ffi.ir\+0x[0-9a-f]+: error: the record of 'box_open', which unit 'open.c' has, is missing or damaged" \
	"$FFIRENDER" merge changed.o
refuses "a lost unit record" 'unitless.o:.ffi.ir\+0x[0-9a-f]+: error: .* belongs to no unit' "$FFIRENDER" merge unitless.o
refuses "a record of no kind" 'kindless.o:.ffi.ir\+0x[0-9a-f]+: error: damaged record' "$FFIRENDER" merge kindless.o

# Some hundreds of damaged files each, under the sanitizers.
xml_flags=$(pkg-config --cflags --libs libxml-2.0)
# shellcheck disable=SC2086
if "$CC" -std=gnu11 -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -DFFIR_ARENA_MALLOC -I"$ROOT" \
	"$ROOT/tests/fuzz/flip.c" "$ROOT"/ir/*.c -o flip $xml_flags -lelf > flip.out 2>&1; then
	for input in open.o libbox.a thin/thin.a libbox.so.1 joined.o cross-open.o pe.o pe.dll pe.a "$ROOT/tests/data/point.ffi.xml" "$ROOT/tests/data/targets.ffi.xml"; do
		[ -e "$input" ] && check "damaged $(basename "$input")" ./flip 400 "$input"
	done
	sed 's/(int)sizeof (tank)/40/' "$ROOT/tests/data/tank.notes.xml" > tank.notes.xml
	check "damaged notes" ./flip 600 "$ROOT/tests/data/tank.ffi.xml" tank.notes.xml
else
	not_ok "builds the damaging program" flip.out
fi
