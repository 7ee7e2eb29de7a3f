# PART: python: calls from Python: generated bindings against hand-written ones; cffi's compiled mode
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154

calls_library() {
	[ -f "$T/calls/libcalls.so" ] && return
	mkdir -p "$T/calls"
	"$CC" -O2 -fPIC -shared "$plugin" -Iattributes -Itests/bench tests/bench/calls.c -Wl,-soname,libcalls.so \
		-o "$T/calls/libcalls.so" 2> "$T/row.log"
}

# calls LAYER TITLE: the lines of $T/times of that layer; LAYER, CASE, ratio, ns, ns of the baseline.
calls() {
	title "$2" ratio ns baseline,ns
	grep "^$1	" "$T/times" | while IFS='	' read -r layer name ratio ours theirs; do
		line "$name" "$ratio" "$ours" "$theirs"
	done
}

python_calls() {
	progress "calls from Python"
	calls_library && "$FFIRENDER" python "$T/calls/libcalls.so" -o "$T/calls/calls.py" 2> "$T/row.log" || return 1
	with_cffi=0
	"$PYTHON" tests/bench/python/cffi_build.py "$T/calls" "$CC" > "$T/cffi.log" 2>&1 && with_cffi=1
	$pin "$PYTHON" tests/bench/python/measure.py "$T/calls" > "$T/times" 2> "$T/row.log"
}
if ! command -v "$PYTHON" > "$T/null" 2>&1; then
	title "calls from Python"
	skip "all" python3
elif python_calls; then
	calls raw "Python, raw layer / ctypes by hand"
	calls idiomatic "Python, idiomatic layer / ctypes by hand"
	if [ "$with_cffi" = 1 ]; then
		calls cffi "Python, cffi, compiled / ctypes by hand"
	else
		title "Python, cffi, compiled / ctypes by hand"
		skip "all" "python3-cffi and libpython3-dev"
	fi
else
	failure "calls from Python" "$T/row.log"
fi
