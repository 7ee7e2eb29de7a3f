# The golden files are what this tree generates.
. "$(dirname "$0")/../lib.sh"
if [ "$("$CC" -dumpmachine)" = x86_64-linux-gnu ]; then
	sh "$ROOT/tests/golden.sh"
else
	skip "all cases" "they are for x86_64-linux-gnu"
fi
