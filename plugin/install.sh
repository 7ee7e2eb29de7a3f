#!/bin/sh
# Installs (or removes) the plugins that were built into the plugin folders of their compilers, and the
# dispatcher also into the dynamic loader's default folder, where the literal -fplugin=ffiextract.so is
# looked for.
#
#	plugin/install.sh install|uninstall BUILD COMPILER...
#
# Where the compiler's folder cannot be written, by somebody who is not root, or is not $PREFIX's, which is neither
# /usr nor /usr/local, the plugin goes into $LIBDIR/ffiextract/TRIPLET-MAJOR, and $PKGCONFIG, the pkg-config
# file, names it there.
#
# SPDX-License-Identifier: MIT
action=$1 build=$2
shift 2
: "${DESTDIR:=}" "${INSTALL:=install}" "${PREFIX:=/usr/local}" "${LIBDIR:=$PREFIX/lib}" "${PKGCONFIG:=}"

# put FILE FOLDER
put() {
	if [ "$action" = uninstall ]; then
		rm -f "$DESTDIR$2/${1##*/}"
	else
		echo "install $1 in $2"
		$INSTALL -D -m 755 "$1" "$DESTDIR$2/${1##*/}"
	fi
}

# is_ours FOLDER: whether who installs into PREFIX means FOLDER too.
is_ours() {
	case $PREFIX in /usr | /usr/ | /usr/local | /usr/local/) return 0 ;; esac
	case $1 in "${PREFIX%/}"/*) return 0 ;; esac
	return 1
}

# may_write FOLDER: whether put may and can; below DESTDIR folders are made.
may_write() { is_ours "$1" && { [ -n "$DESTDIR" ] || [ -w "$1" ]; }; }

native=$("$1" -dumpmachine)-$("$1" -dumpversion | cut -d. -f1)
count=0 own=
for compiler; do
	count=$((count + 1))
	id=$("$compiler" -dumpmachine 2> /dev/null)-$("$compiler" -dumpversion 2> /dev/null | cut -d. -f1)
	if [ $count = 1 ]; then from=$build; elif [ "$id" = "$native" ]; then continue; else from=$build/$id; fi
	kept=$LIBDIR/ffiextract/$id
	if [ "$action" = uninstall ]; then
		put ffiextract.so "$kept"
		put ffiextract-gcc.so "$kept"
		rmdir "$DESTDIR$kept" "$DESTDIR$LIBDIR/ffiextract" 2> /dev/null
	fi
	[ -f "$from/ffiextract-gcc.so" ] || continue
	folder=$("$compiler" -print-file-name=plugin)
	folder=$(cd "$folder" 2> /dev/null && pwd) || continue
	if ! may_write "$folder"; then
		[ "$action" = install ] || continue
		is_ours "$folder" && echo "$folder cannot be written"
		echo "use $compiler with -fplugin=$kept/ffiextract.so"
		[ $count = 1 ] && own=$kept/ffiextract.so
		folder=$kept
	fi
	put "$from/ffiextract.so" "$folder" || exit 1
	put "$from/ffiextract-gcc.so" "$folder" || exit 1
done

# What the pkg-config file names has to be there.
if [ -n "$own" ]; then
	[ -z "$PKGCONFIG" ] || sed -i "s|^plugin=.*|plugin=$own|" "$PKGCONFIG"
	exit
fi

# The multiarch folder of the C library: the loader searches it for names without "lib" too.
libc=$("$1" -print-file-name=libc.so.6)
case $libc in
/*) folder=$(cd "$(dirname "$libc")" && pwd) ;;
*) folder= ;;
esac
if [ -z "$folder" ]; then
	echo "no libc.so.6 known to $1: only -fplugin=ffiextract will work, not -fplugin=ffiextract.so"
elif may_write "$folder"; then
	put "$build/ffiextract.so" "$folder"
fi
