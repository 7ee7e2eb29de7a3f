# spelled.py DOCUMENT HEADER [PATH]: C that asserts, behind HEADER, that each type in DOCUMENT is the compiler's own: of fields,
# typedefs, functions and variables with all qualifiers, which DWARF has not of arrays. PATH is a part of the names of the files
# whose declarations are asserted. Types are spelled here by themselves, not by ffirender. Compile it with -w.
# SPDX-License-Identifier: MIT
import sys
import xml.etree.ElementTree as ElementTree

KINDS = ("void", "bool", "int", "float", "complex", "vector", "pointer", "array", "function", "named", "unsupported")
QUALIFIERS = {"const": "const", "volatile": "volatile", "restrict": "__restrict", "atomic": "_Atomic"}


class Unspeakable(Exception):
    pass


def type_in(element):
    found = [child for child in element if child.tag in KINDS]
    if not found and element.tag in ("function", "param", "result"):
        return ElementTree.Element("void")
    return found[0]


def qualified(element, text):
    return " ".join([word for name, word in QUALIFIERS.items() if element.get(name) == "yes"] + [text])


def function(element, inner):
    if element.get("unprototyped") == "yes":
        raise Unspeakable("no prototype")
    params = [spell(type_in(param)) for param in element if param.tag == "param"]
    params += ["..."] if element.get("variadic") == "yes" else []
    result = element.find("result")
    returned = ElementTree.Element("void") if result is None else type_in(result)
    return spell(returned, f"{inner}({', '.join(params) or 'void'})")


def spell(element, inner=""):
    if element.tag == "unsupported":
        raise Unspeakable(element.get("reason"))
    if element.tag == "function":
        if element.get("const") or element.get("volatile"):
            raise Unspeakable("a function with an attribute")
        return function(element, inner)
    if element.tag == "array":
        return spell(type_in(element), f"{inner}[{element.get('count') or ''}]")
    if element.tag == "pointer":
        to = type_in(element)
        text = f"*{qualified(element, inner)}"
        return spell(to, f"({text})" if to.tag in ("array", "function") else text)
    if element.tag == "vector":
        of = spell(type_in(element))
        made = f"__attribute__((vector_size({element.get('count')} * sizeof({of})))) {of}"
        return f"{qualified(element, f'__typeof__(({made}){{}})')} {inner}"
    name = "void" if element.tag == "void" else element.get("to") or element.get("name")
    if "/" in name:
        raise Unspeakable("a type without a name")
    return f"{qualified(element, name)} {inner}"


asserted = 0


def same(what, expression, element):
    """EXPRESSION has the type that ELEMENT says; behind a pointer, so that its own qualifiers count."""
    global asserted
    try:
        if element.tag == "array" and not element.get("count"):
            pair = f"__typeof__({expression}), __typeof__({spell(element)})"
        else:
            pointer = "(*)" if element.tag in ("array", "function") else "*"
            pair = f"__typeof__({expression}) *, __typeof__({spell(element, pointer)})"
    except Unspeakable as why:
        print(f"/* {what}: {why} */")
        return
    asserted += 1
    print(f'_Static_assert(__builtin_types_compatible_p({pair}), "{what}");')


def fields(record):
    orders = [on.get("byte-order") for on in record.findall("on")]
    for field in record.findall("field"):
        # Neither bit-fields nor numbers in the other byte order have an address.
        if field.get("bits") is None and field.get("name") and not any(orders):
            expression = f"*&(({record.get('id')} *)0)->{field.get('name')}"
            same(f"{record.get('id')}.{field.get('name')}", expression, type_in(field))


def names_own_tag(element):
    """A tag that a parameter list declares is of that list alone (C11 6.2.1)."""
    line = element.get("at").split(":")[0]
    return any(named.get("to") in opaque and opaque[named.get("to")] == line for named in element.iter("named"))


def declaration(element):
    name = element.get("id")
    if element.get("unsupported") or "/" in (name or "/"):
        return
    if element.tag == "record":
        fields(element)
    elif element.tag in ("alias", "variable"):
        same(name, name, type_in(element))
    elif element.tag == "function" and not names_own_tag(element):
        if not any(on.get("convention") for on in element.findall("on")):
            same(name, name, element)


root = ElementTree.parse(sys.argv[1]).getroot()
opaque = {record.get("id"): record.get("at", "").split(":")[0] for record in root.iter("record") if record.get("opaque")}
print(f'#include "{sys.argv[2]}"')
for source in root.iter("source"):
    if (sys.argv[3] if len(sys.argv) > 3 else "") in source.get("file"):
        for child in source:
            declaration(child)
print(f"int asserted = {asserted};")
