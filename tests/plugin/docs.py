# SPDX-License-Identifier: MIT
"""docs.py DOCUMENT AT_LEAST: everything named in the document has a comment that says "[its name]", but
what is named no_something has none."""
import base64
import sys
import xml.etree.ElementTree

wrong, found = [], 0


def check(element, name):
    global found
    raw = element.find("comment")
    text = None
    if raw is not None:
        text = base64.b64decode(raw.text).decode() if raw.get("encoding") == "base64" else raw.text
    if name.startswith("no_"):
        if text is not None:
            wrong.append(f"{name} has {text!r}")
    elif text is None or f"[{name}]" not in text:
        wrong.append(f"{name} has {text!r}")
    else:
        found += 1


for declaration in xml.etree.ElementTree.parse(sys.argv[1]).getroot().iterfind("source/*"):
    if declaration.tag in ("record", "enumeration", "alias", "function", "variable", "constant"):
        if "/" not in declaration.get("id"):
            check(declaration, declaration.get("id").split()[-1].lstrip("#"))
    for tag in ("field", "param", "enumerator"):
        for element in declaration.iter(tag):
            if element.get("name"):
                check(element, element.get("name"))
if found < int(sys.argv[2]):
    wrong.append(f"{found} comments, not {sys.argv[2]}")
if wrong:
    sys.exit("\n".join(wrong))
