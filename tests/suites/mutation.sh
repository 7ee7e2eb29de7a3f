# The rules by which `make mutate` changes generated bindings still find what they change. Whether callers notice is
# not looked at here: it takes a while.
. "$(dirname "$0")/../lib.sh"

if [ ! -f /usr/include/zlib.h ] || [ ! -f /usr/include/sqlite3.h ]; then
	missing "the rules" libsqlite3-dev
	exit 0
fi
languages="c python"
if command -v dotnet > "$T/null" 2>&1; then
	languages="$languages csharp"
else
	skip "the rules for csharp" "needs 'dotnet', the .NET SDK 10"
fi
for language in $languages; do
	check "each rule for $language changes something" "$ROOT/tests/mutation/run" --list "$language"
	check "and there are enough of them" [ "$(grep -c ', in ' "$T/check.out")" -ge 90 ]
done
refuses "a language without rules" "fortran" "$ROOT/tests/mutation/run" --list fortran
