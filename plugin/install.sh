#!/bin/sh
# Installs (or removes) the plugins that were built into the plugin folders of their compilers, and the
# dispatcher also into the dynamic loader's default folder, where the literal -fplugin=ffiextract.so is
# looked for.
#
#	plugin/install.sh install|uninstall BUILD COMPILER...
#
# SPDX-License-Identifier: MIT
action=$1 build=$2
shift 2
: "${DESTDIR:=}" "${INSTALL:=install}"

# put FILE FOLDER
put() {
	if [ "$action" = uninstall ]; then
		rm -f "$DESTDIR$2/${1##*/}"
	else
		echo "install $1 in $2"
		$INSTALL -D -m 755 "$1" "$DESTDIR$2/${1##*/}"
	fi
}

native=$("$1" -dumpmachine)-$("$1" -dumpversion | cut -d. -f1)
first=1
for compiler; do
	id=$("$compiler" -dumpmachine 2> /dev/null)-$("$compiler" -dumpversion 2> /dev/null | cut -d. -f1)
	if [ $first = 1 ]; then from=$build; elif [ "$id" = "$native" ]; then continue; else from=$build/$id; fi
	first=0
	[ -f "$from/ffiextract-gcc.so" ] || continue
	folder=$("$compiler" -print-file-name=plugin)
	folder=$(cd "$folder" 2> /dev/null && pwd) || continue
	put "$from/ffiextract.so" "$folder" || exit 1
	put "$from/ffiextract-gcc.so" "$folder" || exit 1
done

# The multiarch folder of the C library: the loader searches it for names without "lib" too.
libc=$("$1" -print-file-name=libc.so.6)
case $libc in
/*) put "$build/ffiextract.so" "$(cd "$(dirname "$libc")" && pwd)" ;;
*) echo "no libc.so.6 known to $1: only -fplugin=ffiextract will work, not -fplugin=ffiextract.so" ;;
esac
