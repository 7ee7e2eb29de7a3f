"""Whether GCC's C and C++ front ends tell the same of a header.

    alike.py C.xml CXX.xml [ID]...

Prints each declaration in which the two documents differ, and exits with 1 if there is one. The IDs are of declarations
that the header itself has otherwise in C++. What may always differ, since g++ does not know it or the header says it
otherwise in C++:
- macros: g++ evaluates plain ones only
- places of bodies and of repeated typedefs: g++ has the '{' of what has no tag, and of several places the last
- "leaf", which glibc says in C alone; and in C++ the name of a struct inside of it is the struct, not its typedef
- what is not declared extern "C", which g++ says of itself
"""

import sys
import xml.etree.ElementTree as ElementTree

BODIES = ("record", "enumeration", "alias", "field")


def declarations(path):
    """Of a document, by id, each with its file."""
    found = {}
    for group in ElementTree.parse(path).getroot():
        for element in group if group.tag == "source" else [group]:
            is_macro = element.tag == "macro" or (element.tag == "constant" and element.get("from", "macro") == "macro")
            if element.tag not in ("target", "unit") and not is_macro:
                element.set("file", group.get("file", ""))
                found[element.get("id")] = element
    return found


def text(element, aliases):
    """ELEMENT without what may differ."""
    for one in list(element.iter()):
        one.tail = None
        if one.tag in BODIES:
            one.attrib.pop("at", None)
            one.attrib.pop("file", None)
        for child in list(one):
            if child.tag == "annotation" and child.get("name") == "no_callback":
                one.remove(child)
        if element.tag == "record" and aliases.get(one.get("to")) == element.get("id"):
            one.set("to", element.get("id"))
    return ElementTree.tostring(element, encoding="unicode")


def is_cxx(element):
    """Does g++ refuse it as C++?"""
    return element is not None and (element.get("unsupported") or "").startswith("a C++ ")


def main():
    c, cxx = declarations(sys.argv[1]), declarations(sys.argv[2])
    aliases = {
        key: element.find("named").get("to")
        for key, element in c.items()
        if element.tag == "alias" and element.find("named") is not None
    }
    status = 0
    for key in sorted(set(c) | set(cxx)):
        if key in sys.argv[3:] or is_cxx(cxx.get(key)):
            continue
        ours = text(c[key], aliases) if key in c else "nothing"
        theirs = text(cxx[key], aliases) if key in cxx else "nothing"
        if ours != theirs:
            status = 1
            print(f"{key}:\n  C   {ours}\n  C++ {theirs}")
    print(f"{len(c)} declarations")
    return status


sys.exit(main())
