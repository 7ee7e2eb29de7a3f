#!/bin/sh
# Interfaces of several targets: what their document says of each is what each said, the C header compiles on each and the
# Python module runs on each, as those that are made of one target's document do. A header of our own in which everything
# differs, zlib and SQLite. TARGETS=all takes all targets, else those whose compilers `make deps` installs.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

: "${TARGETS:=some}" "${CHROOTS:=${XDG_CACHE_HOME:-$HOME/.cache}/ffiextract}"
HERE=$ROOT/tests/targets
case $("$CC" -dumpmachine) in
x86_64-linux-gnu) ;;
*)
	skip "several targets" "the tests know compilers on x86_64-linux-gnu"
	exit 0
	;;
esac

# Target, compiler, flags, emulator, Debian's name of the architecture (of its Python), package; which: some or all only.
table() {
	cat << 'E'
x86_64  native                          -     env           -      -                                         some
i686    native                          -m32  qemu-i386     i386   libc6-dev-i386                            some
aarch64 aarch64-linux-gnu-gcc-12        -     qemu-aarch64  arm64  gcc-12-plugin-dev-aarch64-linux-gnu       some
mingw64 x86_64-w64-mingw32-gcc          -     -             -      gcc-mingw-w64-x86-64-win32                some
armhf   arm-linux-gnueabihf-gcc-12      -     qemu-arm      armhf  gcc-12-plugin-dev-arm-linux-gnueabihf     all
s390x   s390x-linux-gnu-gcc-12          -     qemu-s390x    s390x  gcc-12-plugin-dev-s390x-linux-gnu         all
powerpc powerpc-linux-gnu-gcc-12        -     -             -      gcc-12-plugin-dev-powerpc-linux-gnu       all
m68k    m68k-linux-gnu-gcc-12           -     -             -      gcc-12-plugin-dev-m68k-linux-gnu          all
mips64  mips64-linux-gnuabi64-gcc-12    -     -             -      gcc-12-plugin-dev-mips64-linux-gnuabi64   all
E
}

# With target $1 of file `known`: $compiler, $flags, $emulator, $debian, $id.
choose() {
	grep "^$1 " known > row
	read -r _ compiler flags emulator debian id < row
	[ "$flags" != - ] || flags=
	if [ "$compiler" = native ]; then
		# Without gcc-multilib asm/ is only where the native compiler looks.
		compiler=$CC flags="$flags -idirafter /usr/include/$("$CC" -print-multiarch)"
	fi
}

# describe TARGET NAME ARGS...: what one target's compiler says.
describe() {
	folder=$1 name=$2
	shift 2
	mkdir -p "$folder"
	# shellcheck disable=SC2086
	"$FFIRENDER" scan --cc="$compiler" --plugin="$plugin" "$@" -o "$folder/$name.ffi.xml" -- $flags -Iinclude \
		-I"$HERE" -I"$ROOT/attributes" > said 2>&1
}

describe_all() {
	describe "$1" many --headers='*many.h' many.h &&
		describe "$1" zlib --notes "$ROOT/examples/zlib/zlib.notes.xml" \
			--select='compress*,uncompress*,inflate*,deflate*,crc32*,adler32*,gz*,z*,get_crc_table,Z_*' zlib.h &&
		describe "$1" sqlite3 --notes "$ROOT/examples/sqlite3/sqlite3.notes.xml" --select='sqlite3_*,SQLITE_*' sqlite3.h
}

# add TARGET COMPILER FLAGS EMULATOR ARCHITECTURE PACKAGE WHICH: to the file `there`, if it is.
add() {
	echo "$1 $2 $3 $4 $5 -" > known
	choose "$1"
	plugin=$PLUGIN
	if [ "$2" != native ]; then
		have "$compiler" && [ -f "$("$compiler" -print-file-name=plugin)/include/gcc-plugin.h" ] || {
			if [ "$7" = some ]; then missing "$1" "$6"; else skip "$1" "needs '$6'"; fi
			return
		}
		plugin_for "$1" "$compiler"
	fi
	if describe_all "$1"; then
		echo "$1 $2 $3 $4 $5 $(sed -n 's/.*<target id="\([^"]*\)".*/\1/p' "$1/many.ffi.xml")" >> there
	elif grep -q 'No such file' said; then
		skip "$1" "needs the headers of a C library for it ('$6', libc6-dev-...-cross)"
	else
		not_ok "$1: is described" said
	fi
}

cd "$T" || exit 2
mkdir include
cp /usr/include/zlib.h /usr/include/zconf.h /usr/include/sqlite3.h include/
table | sed "s/gcc-12/gcc-$("$CC" -dumpversion | cut -d. -f1)/g" > table
: > there
while read -r name compiler flags emulator debian package which; do
	[ "$which" = some ] || [ "$TARGETS" = all ] || continue
	add "$name" "$compiler" "$flags" "$emulator" "$debian" "$package" "$which" < /dev/null
done < table
mv there known
names=$(cut -d' ' -f1 known)

# ---- documents ----

# all_of NAME: the documents of all targets.
all_of() { for target in $names; do echo "$target/$1.ffi.xml"; done; }

for library in many zlib sqlite3; do
	# shellcheck disable=SC2046
	check "$library: the documents are merged" "$FFIRENDER" merge $(all_of $library) -o $library.ffi.xml
	all_of $library | sort -r > backwards
	# shellcheck disable=SC2046
	"$FFIRENDER" merge $(cat backwards) -o again.xml
	check "$library: in whatever order" cmp $library.ffi.xml again.xml
	"$FFIRENDER" merge $library.ffi.xml "$(head -n 1 backwards)" -o again.xml
	check "$library: one that is there already adds nothing" cmp $library.ffi.xml again.xml
	if have xmllint; then
		check "$library: the schema" xmllint --noout --relaxng "$ROOT/ir/interface.rng" $library.ffi.xml
	else
		missing "$library: the schema" xmllint
	fi
done
# shellcheck disable=SC2046
"$FFIRENDER" merge $(all_of many | head -n 2) -o some.xml
# shellcheck disable=SC2046
"$FFIRENDER" merge some.xml $(all_of many | tail -n +3) -o again.xml
check "what was merged is merged with the rest" cmp many.ffi.xml again.xml
check "shapes stand once" [ "$(grep -c 'id="struct many_sizes"' many.ffi.xml)" = 1 ]
check "what only one target has says so" grep -q '<function id="many_only_windows" targets="x86_64-w64-mingw32"' many.ffi.xml

# ---- each target ----

# What is shown of one target is what its own document says.
as_said() {
	for library in many zlib sqlite3; do
		"$FFIRENDER" show --xml --target "$id" $library.ffi.xml -o one.xml &&
			"$FFIRENDER" show --xml "$1/$library.ffi.xml" -o own.xml && cmp one.xml own.xml || return
	done
}

# preprocessed FILE: with the names of macros, without those of the targets.
preprocessed() {
	# shellcheck disable=SC2086
	"$compiler" $flags -I"$ROOT/attributes" -E -P -dD -x c "$1" > all.i 2> /dev/null &&
		grep -vE '^#(define|undef) (MANY|ZLIB|SQLITE3)_ON_' all.i
}

# The header compiles, and the compiler sees in it what it sees in that of the target alone.
header() {
	for library in many zlib sqlite3; do
		mkdir -p "$1/c"
		"$FFIRENDER" c "$1/$library.ffi.xml" -o "$1/c/$library.ffi.h" 2> said &&
			preprocessed $library.ffi.h > many.i && preprocessed "$1/c/$library.ffi.h" > one.i &&
			cmp many.i one.i || return
		# shellcheck disable=SC2086
		"$compiler" $flags -Wall -Wextra -Werror -S -o /dev/null -x c $library.ffi.h || return
	done
}

# The module is, on this target, that of the target alone.
module() {
	for library in many zlib sqlite3; do
		mkdir -p "$1/python"
		"$FFIRENDER" python "$1/$library.ffi.xml" -o "$1/python/$library.py" 2> said &&
			python3 "$HERE/chosen.py" $library.py "$1/python/$library.py" "$id" || return
	done
}

# python ARGS...: the target's.
python() { PYTHONPATH=$T/run $emulated "$@"; }

runs() {
	# shellcheck disable=SC2086
	rm -rf run && mkdir run && cp many.py run/ &&
		"$compiler" $flags -I"$HERE" -I"$ROOT/attributes" -O1 -shared -fPIC "$HERE/many.c" -o run/libmany.so &&
		python "$HERE/test_many.py" "$id" > said && grep -q 'fine check_what_only_some_have' said
}

zlib_runs() {
	"$FFIRENDER" python zlib.ffi.xml --library libz.so.1 -o run/libz.py 2> said &&
		python -c 'import libz
assert len(libz.compress2(bytes(1000000), level=9)) < 2000
try:
    libz.compress2(b"x", level=99)
except libz.ZError as error:
    print(error)' > said && grep -q 'stream error' said
}

for library in many zlib sqlite3; do
	check "$library: a C header" "$FFIRENDER" c $library.ffi.xml -o $library.ffi.h
	check "$library: a Python module" "$FFIRENDER" python $library.ffi.xml -o $library.py
done
for target in $names; do
	choose "$target"
	check "$target: is described as by itself" as_said "$target"
	check "$target: the header" header "$target"
	check "$target: the module" module "$target"
	if [ "$emulator" = env ]; then
		emulated=python3
	elif [ "$debian" = - ]; then
		continue
	elif have "$emulator" && { [ "$TARGETS" = all ] || [ -d "$CHROOTS/python-$debian" ]; } &&
		folder=$("$ROOT/tests/pythons" "$debian" 2> said); then
		emulated="$emulator -L $folder $folder/usr/bin/python3"
	else
		skip "$target: runs" "needs '$emulator' and a Python for it, which TARGETS=all makes as root with debootstrap"
		continue
	fi
	check "$target: Python runs" runs
	check "$target: Python runs zlib" zlib_runs
done
if have mypy; then
	check "mypy --strict accepts the module" mypy --strict --cache-dir mypy zlib.py
else
	missing "mypy --strict accepts the module" mypy
fi
check "C++ takes the header" g++ -Wall -Wextra -Werror -S -o /dev/null -x c++ zlib.ffi.h

# ---- for people ----

"$FFIRENDER" show many.ffi.xml > shown
check "what differs is shown behind its targets" grep -q '^on x86_64-w64-mingw32:$' shown
check "... and what does not is not" [ "$(grep -c 'many_add(' shown)" = 1 ]
check "so is the plan" sh -c "'$FFIRENDER' show --plan many.ffi.xml | grep -q '^on .*x86_64-w64-mingw32:$'"

# ---- what is none of them ----

"$FFIRENDER" merge aarch64/many.ffi.xml mingw64/many.ffi.xml -o others.xml
"$FFIRENDER" c others.xml --module others -o others.ffi.h && "$FFIRENDER" python others.xml -o others.py
refuses "a header on another target" 'error: #error "this header describes aarch64-linux-gnu.*, x86_64-w64-mingw32, and this is another target"' \
	"$CC" -fsyntax-only -x c others.ffi.h
refuses "a module on another machine" 'ImportError: this module is made for aarch64-linux-gnu.*, x86_64-w64-mingw32, and this is linux on x86_64, 64 bits, little-endian' \
	env PYTHONPATH="$T" python3 -c 'import others'
refuses "a target that is not there" "there is nothing of target 'mips' here, but of 'aarch64" "$FFIRENDER" c --target mips others.xml
refuses "C# does not choose" "targets 'aarch64.*' and 'x86_64-w64-mingw32' are not the same in C#.*'--target'. It begins with '.*' and '" \
	"$FFIRENDER" csharp others.xml
check "... where it has to" "$FFIRENDER" csharp --target x86_64-w64 others.xml -o others.cs

# Two that no program can tell apart.
sed 's/x86_64-linux-gnu/x86_64-linux-musl/g' x86_64/many.ffi.xml > musl.xml
check "targets that are the same are one to a program" "$FFIRENDER" python x86_64/many.ffi.xml musl.xml -o both.py
sed -i 's/value="18446744073709551615"/value="1"/' musl.xml
for language in c python; do
	refuses "$language: targets that cannot be told apart" \
		"targets 'x86_64-linux-gnu' and 'x86_64-linux-musl' are not the same in .*, and a program cannot tell which one it is on" \
		"$FFIRENDER" $language x86_64/many.ffi.xml musl.xml
done
sed 's/x86_64-linux-gnu/abacus-linux/g' x86_64/many.ffi.xml > abacus.xml
refuses "a machine that nobody knows" "target 'abacus-linux' is of no kind that a program can be asked for" \
	"$FFIRENDER" c abacus.xml mingw64/many.ffi.xml
sed 's/x86_64-linux-gnu/x86_64-elf/g' x86_64/many.ffi.xml > bare.xml
refuses "Python without a system" "there is no Python on target 'x86_64-elf'" "$FFIRENDER" python bare.xml mingw64/many.ffi.xml

refuses "... which is left out by naming the others" "leave it out: name the others, each with '--target'" "$FFIRENDER" python bare.xml mingw64/many.ffi.xml
check "some of its targets" "$FFIRENDER" python --target x86_64-linux-gnu --target aarch64 many.ffi.xml -o few.py
"$FFIRENDER" python x86_64/many.ffi.xml aarch64/many.ffi.xml -o two.py
check "... are those that are named" cmp few.py two.py
check "... as 'show' shows them" sh -c "'$FFIRENDER' show --target x86_64-linux-gnu --target aarch64 many.ffi.xml | grep -c '^target ' | grep -x 2"

# ---- it can fail ----

sed 's/\(sizeof(struct many_sizes) == \)80/\181/' many.ffi.h > wrong.ffi.h
refuses "a wrong size is noticed on its target" 'sizeof\(struct many_sizes\)' "$CC" -fsyntax-only -x c wrong.ffi.h
choose "$(sed -n 's/^\(i686\|mingw64\) .*/\1/p' known | head -n 1)"
# shellcheck disable=SC2086
check "... and on no other" "$compiler" $flags -fsyntax-only -x c wrong.ffi.h
sed 's/_target == "x86_64-w64-mingw32"/_target == "x86_64-linux-gnu"/' many.py > wrong.py
choose x86_64
refuses "a wrong condition is noticed" '' python3 "$HERE/chosen.py" wrong.py x86_64/python/many.py "$id"
