# The reference library with this compiler, alone and with the plugin, and with clang: no warning in any standard, as C and
# its headers as C++; and with the plugin, all of it is bound.
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"

: "${CXX:=g++}"
REFERENCE=$ROOT/examples/reference

strict() {
	compiler=$1
	shift
	"$compiler" -O2 -Wall -Wextra -Wpedantic -Werror -I"$ROOT/attributes" -I"$REFERENCE" "$@"
}

cd "$T" || exit 2
for standard in c11 gnu11 c17 gnu2x; do
	if have clang; then
		check "the library in $standard, with clang" strict clang -std=$standard -D_GNU_SOURCE -fPIC -c "$REFERENCE"/*.c
	else
		missing "the library in $standard, with clang" clang
	fi
	check "the library in $standard" strict "$CC" -std=$standard -D_GNU_SOURCE -fPIC -c "$REFERENCE"/*.c
	check "the library in $standard, with the plugin" strict "$CC" -std=$standard -D_GNU_SOURCE -fPIC -fplugin="$PLUGIN" -c \
		"$REFERENCE"/*.c
done
check "it links" "$CC" -shared -o libreference.so ./*.o -pthread
"$FFIRENDER" show --plan libreference.so > plan 2> said
awk '/^[a-z].*\(.*\);$/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
	/^  (raw layer only|cannot be called)/ { print name ":" $0 }' plan |
	grep -vE 'bindings (take their references themselves|see to)$' > raw
check "nothing of it is refused" diff /dev/null raw
check "all of it is there" [ "$(grep -c '^  .*gives (.*), gets ' plan)" -gt 250 ]

{
	for header in errno stdbool stddef stdint stdio stdlib string uchar; do echo "#include <$header.h>"; done
	echo 'extern "C" {'
	for header in "$REFERENCE"/*.h; do echo "#include \"${header##*/}\""; done
	echo '}'
} > all.cc
for standard in c++11 gnu++17 c++20; do
	have clang++ && check "all headers in $standard, with clang" strict clang++ -std=$standard -c all.cc -o all.o
	check "all headers in $standard" strict "$CXX" -std=$standard -c all.cc -o all.o
	check "all headers in $standard, with the plugin" strict "$CXX" -std=$standard -fplugin="$PLUGIN" -c all.cc -o all.o
done
