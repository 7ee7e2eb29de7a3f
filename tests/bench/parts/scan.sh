# PART: scan: extraction from headers: this, castxml, SWIG and bindgen, all against gcc -fsyntax-only
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2086,SC2154

# extract GLOBS: the command that describes all of these files, but for the unit.
extract() {
	echo "$CC $plugin $argument-scan $argument-headers='$1' $argument-output=$T/out.xml -fsyntax-only"
}

# scan HEADER GLOBS OPTIONS FILES...: OPTIONS are ffirender's for a Python module of it; FILES are what SWIG is
# told to include, as it does not follow #include.
scan() {
	title "$1 / gcc -fsyntax-only" $cost_columns
	unit=$T/unit.c globs=$2 options=$3
	echo "#include <$1>" > "$unit"
	baseline="$CC -fsyntax-only $unit"
	# Each run replaces the file of the one before, as a second build does.
	row "gcc with the plugin" "$(extract "$globs") $unit" "$baseline"
	scan="$FFIRENDER scan --cc=$CC --headers='$globs' '<$1>' -o $T/out.xml"
	row "ffirender scan: XML" "$scan" "$baseline"
	row "ffirender scan, ffirender python: a module" \
		"$scan && $FFIRENDER python $T/out.xml $options -o $T/out.py" "$baseline"

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

# library NAME PACKAGE GLOBS FLAGS HEADERS...: all that its headers say, macros and comments too
library() {
	name=$1 package=$2 globs=$3 flags=$4
	shift 4
	header "$name" "$1" "$package" "$flags" || return
	printf '#include <%s>\n' "$@" > "$T/unit.c"
	baseline="$CC -fsyntax-only $flags $T/unit.c"
	row "$name" "$(extract "$globs") $flags $T/unit.c" "$baseline"
	command -v castxml > "$T/null" 2>&1 &&
		row "$name: castxml" "castxml --castxml-output=1 -o $T/out.castxml $flags $T/unit.c" "$baseline"
}
title "all of a library, with the plugin / gcc -fsyntax-only" $cost_columns
library zlib zlib1g-dev zlib.h,zconf.h '' zlib.h
library FFmpeg "libavcodec-dev and libavformat-dev" '*/libavcodec/*,*/libavformat/*,*/libavutil/*' '' \
	libavformat/avformat.h libavcodec/avcodec.h
library SDL2 libsdl2-dev '*/SDL2/*' "$(pkg-config --cflags sdl2 2> "$T/null")" SDL2/SDL.h
gtk=$(pkg-config --cflags gtk+-3.0 2> "$T/null")
library "GTK 3" libgtk-3-dev '*/gtk-3.0/*' "$gtk" gtk/gtk.h
# The cost follows what is selected: a fifth of the functions
if header "GTK 3, a fifth of it" gtk/gtk.h libgtk-3-dev "$gtk"; then
	echo '#include <gtk/gtk.h>' > "$T/unit.c"
	row "GTK 3, a fifth of it" "$CC $plugin $argument-scan '$argument-select=gtk_t*,gtk_b*' \
		$argument-output=$T/out.xml -fsyntax-only $gtk $T/unit.c" "$CC -fsyntax-only $gtk $T/unit.c"
fi
true
