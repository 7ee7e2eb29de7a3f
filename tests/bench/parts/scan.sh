# PART: scan: extraction from headers: this, castxml, SWIG and bindgen, all against gcc -fsyntax-only
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2086,SC2154

# scan HEADER GLOBS OPTIONS FILES...: OPTIONS are ffirender's for a Python module of it; FILES are what SWIG is
# told to include, as it does not follow #include.
scan() {
	title "$1 / gcc -fsyntax-only" $cost_columns
	unit=$T/unit.c globs=$2 options=$3
	echo "#include <$1>" > "$unit"
	baseline="$CC -fsyntax-only $unit"
	# Each run writes a file of its own ($$ is its shell), as `ffirender scan` does: renaming over an old file makes
	# some filesystems flush the new one, and frees the old one's pages.
	row "gcc with the plugin" "$CC $plugin $argument-scan $argument-headers='$globs' \
		$argument-output=$T/out.\$\$.xml -S -o /dev/null $unit" "$baseline"
	rm -f "$T"/out.*.xml
	scan="$FFIRENDER scan --cc=$CC --headers='$globs' '<$1>' -o $T/out.\$\$.xml"
	row "ffirender scan: XML" "$scan" "$baseline"
	rm -f "$T"/out.*.xml
	row "ffirender scan, ffirender python: a module" \
		"$scan && $FFIRENDER python $T/out.\$\$.xml $options -o $T/out.py && rm $T/out.\$\$.xml" "$baseline"

	if tool "castxml: XML" castxml castxml; then
		row "castxml: XML" "castxml --castxml-output=1 -o $T/out.castxml $unit" "$baseline"
	fi
	shift 3
	if tool "swig -python: C and a module" swig swig; then
		{
			printf '%%module out\n%%{\n'
			cat "$unit"
			printf '%%}\n'
			printf '%%include <%s>\n' "$@"
		} > "$T/out.i"
		row "swig -python: C and a module" "swig -w451 -python -I/usr/include -o $T/out_wrap.c -outdir $T $T/out.i" "$baseline"
	fi
	if tool "bindgen: Rust" bindgen bindgen; then
		row "bindgen: Rust" "bindgen $unit -o $T/out.rs" "$baseline"
	fi
}

header "sqlite3.h" sqlite3.h libsqlite3-dev &&
	scan sqlite3.h sqlite3.h '--library libsqlite3.so.0 --rename fts5_tokenizer=Fts5TokenizerMethods' sqlite3.h
header "vulkan/vulkan.h" vulkan/vulkan.h libvulkan-dev &&
	scan vulkan/vulkan.h '*/vulkan/*,*/vk_video/*' '--library libvulkan.so.1' \
		vulkan/vk_platform.h vulkan/vulkan_core.h
true
