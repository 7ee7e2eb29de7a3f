"""Of the functions of an interface that take a pointer, how many a binding brings into the idiomatic layer.

    shares.py strip IN.ffi.xml OUT.ffi.xml          the same without what standard attributes say
    shares.py count DOCUMENT LIBRARY [OPTION...]    prints "FUNCTIONS IDIOMATIC", as ffirender python has it

ffirender is the environment's FFIRENDER. SPDX-License-Identifier: MIT
"""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as tree


def strip(source: str, target: str) -> None:
    document = tree.parse(source)
    for parent in document.iter():
        for annotation in [child for child in parent if child.tag == "annotation" and child.get("by") == "standard"]:
            parent.remove(annotation)
    document.write(target)


def take_pointers(document: str) -> "set[str]":
    """The functions of which a parameter is a pointer, by whatever name."""
    root = tree.parse(document).getroot()
    aliases = {alias.get("id"): alias for alias in root.iter("alias")}

    def is_pointer(holder: tree.Element) -> bool:
        for of in holder:
            if of.tag in ("pointer", "array"):
                return True
            if of.tag == "named" and of.get("to") in aliases:
                return is_pointer(aliases[of.get("to")])
        return False

    return {function.get("id", "") for function in root.iter("function") if function.get("id") and
            any(is_pointer(param) for param in function.findall("param"))}


def count(document: str, library: str, options: "list[str]") -> None:
    done = subprocess.run([os.environ["FFIRENDER"], "python", document, library, *options, "-v", "-o", os.devnull],
                          text=True, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    raw = set(re.findall(r"'(\w+)' (?:is in .*the raw layer only|cannot be called)", done.stderr))
    absent = set(re.findall(r"'(\w+)' cannot be called: the library does not export", done.stderr))
    functions = take_pointers(document) - absent
    print(len(functions), len(functions - raw))


if sys.argv[1] == "strip":
    strip(sys.argv[2], sys.argv[3])
else:
    count(sys.argv[2], sys.argv[3], sys.argv[4:])
