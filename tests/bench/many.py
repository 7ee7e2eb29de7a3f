#!/usr/bin/env python3
"""Writes a header that has one thing many times.

    tests/bench/many.py KIND N > many.h

KIND is a key of KINDS below; each is repeated N times, with its number.

SPDX-License-Identifier: MIT
"""

import sys
from typing import Dict, List, Tuple

# What stands before, N times, and behind.
KINDS: Dict[str, Tuple[str, str, str]] = {
    "functions": ("", "int many_f{i}(int a, const char *b);\n", ""),
    "structs": ("", "struct many_s{i} {{ int a; double b; char c[4]; }};\n", ""),
    "fields": ("struct many_s {\n", "int f{i}; /**< the {i}th */\n", "};\n"),
    "enumerators": ("enum many_e {\n", "/* the {i}th */\nMANY_E{i},\n", "};\n"),
    "macros": ("", "#define MANY_M{i} ((unsigned long)(sizeof(int) << 3) | ({i} & ~1))\n", ""),
    "comments": ("", "/* loose: {i} */\n", "int many_f(void);\n"),
    "rows": ("static const int many_t[] = {\n", "/* {i}: row */ 1, 2, 3, 4,\n", "};\nint many_f(void);\n"),
    "declarers": ("#define MANY(i) int many_f##i(void);\n", "/* the {i}th */\nMANY({i})\n", ""),
    "annotations": ("#include <ffiextract.h>\n",
                    "FFI_EXPORT int many_f{i}(const int *v FFI_ARRAY(n), unsigned long n, int *o FFI_OUT);\n", ""),
    "constants": ("#include <ffiextract.h>\n", "#define MANY_M{i} {i}\nFFI_CONSTANT(MANY_M{i});\n", ""),
    "calls": ("#include <ffiextract.h>\n", "FFI_EXPORT FFI_VARIADIC(int, char *) int many_f{i}(int a, ...);\n", ""),
}


def main(arguments: List[str]) -> int:
    before, one, behind = KINDS[arguments[1]]
    print(before + "".join(one.format(i=i) for i in range(int(arguments[2]))) + behind, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
