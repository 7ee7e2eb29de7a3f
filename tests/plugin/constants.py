# SPDX-License-Identifier: MIT
"""Reads a document and prints a C program that checks its constants against the macros themselves:
constants.py HEADER DOCUMENT [at least so many]. Types and values of numbers when it is compiled, strings
and pointers when it runs."""
import base64
import sys
import xml.etree.ElementTree

SUFFIXES = {"float": "f", "double": "", "long double": "L", "_Float128": "f128", "_Float64x": "f64x"}


def bytes_of(on):
    if "value" in on.get("encoded", "").split():
        return base64.b64decode(on.get("value"))
    return on.get("value").encode()


def spell(type):
    if type.tag == "named":
        return type.get("to")
    return type.get("name")


def check_integer(name, value):
    if abs(value) >= 2**64:
        literal = f"((__int128) ((unsigned __int128) {value >> 64 & 2**64 - 1}ULL << 64 | {value & 2**64 - 1}ULL))"
        return f"{name} == (__typeof__ ({name})) {literal}"
    if value < 0:
        literal = f"(-{-value - 1}LL - 1)"
    elif value < 2**63:
        literal = f"{value}LL"
    else:
        literal = f"{value}ULL"
    return f"{name} == {literal}"


def check_float(name, value, type):
    if value == "nan":
        return f"{name} != {name}"
    if value in ("inf", "-inf"):
        return f"{name} == {value.replace('inf', '__builtin_inf ()')}"
    return f"{name} == {value}{SUFFIXES.get(type, '')}"


def main(header, document, at_least="1"):
    checks, runs, count = [], [], 0
    for constant in xml.etree.ElementTree.parse(document).getroot().iter("constant"):
        name, on = constant.get("id")[1:], constant.find("on")
        if constant.get("from") or on is None:
            continue
        count += 1
        type = next(child for child in constant if child.tag not in ("comment", "doc", "annotation", "on"))
        if on.get("kind") == "string":
            data = bytes_of(on)
            unit = f"sizeof (*{name})"
            is_array = f"!__builtin_types_compatible_p (__typeof__ ({name}), __typeof__ (&*{name}))"
            literal = "".join(f"{byte}, " for byte in data) + "0, 0, 0, 0"
            runs.append(f"{{ static const unsigned char bytes[] = {{{literal}}}; "
                        f"if (({is_array} && sizeof ({name}) != {len(data)} + {unit}) "
                        f"|| __builtin_memcmp ({name}, bytes, {len(data)} + {unit})) return fail (\"{name}\"); }}")
        elif type.tag == "pointer":
            runs.append(f'if ((unsigned long) {name} != {on.get("value")}) return fail ("{name}");')
        else:
            spelled = spell(type)
            checks.append(f"__builtin_types_compatible_p (__typeof__ ({name}), {spelled})")
            if on.get("value") in ("nan", "inf", "-inf"):  # no constant to an assertion, where it was divided
                runs.append(f'if (!({check_float(name, on.get("value"), spelled)})) return fail ("{name}");')
            elif on.get("kind") == "float":
                checks.append(check_float(name, on.get("value"), spelled))
            else:
                checks.append(check_integer(name, int(on.get("value"))))
    if count < int(at_least):
        sys.exit(f"{count} constants, not {at_least}")
    print(f"#include <stdio.h>\n#include {header}")
    for check in checks:
        text = check.replace("\\", "\\\\").replace('"', '\\"')
        print(f'_Static_assert ({check}, "{text}");')
    print("static int fail (const char *name) { puts (name); return 1; }")
    print("int main (void)\n{\n\t(void) fail;")
    for run in runs:
        print(f"\t{run}")
    print("\treturn 0;\n}")


main(*sys.argv[1:])
