# PART: python: calls from Python: generated bindings against hand-written ones; cffi's compiled mode
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154

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
