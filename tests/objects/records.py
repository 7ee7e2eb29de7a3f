#!/usr/bin/env python3
"""Makes of a document what the plugin writes into an object: C with records in section .ffi.ir.

    records.py unit.ffi.xml > unit.c

The document's <unit> (its <declares>, <defines>, <opaque>, <evidence>) becomes the unit record; <has> is
filled in. Each target, library and declaration becomes a record. Definitions of the functions that the unit
defines follow, so that what is linked of it exports them.

SPDX-License-Identifier: MIT
"""
import sys
import xml.etree.ElementTree as xml


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def text_of(element):
    element.tail = None
    return xml.tostring(element, encoding="unicode").encode()


def record(kind, key, text):
    return b"FFI1 %s %s\n%s\0" % (kind.encode(), key.encode(), text)


def records_of(root):
    unit = root.find("unit")
    given = list(unit)
    for child in given:
        unit.remove(child)
    out = []
    for element in root:
        if element.tag == "target":
            out.append(record("target", element.get("id"), text_of(element)))
        elif element.tag == "library":
            out.append(record("library", element.get("name"), text_of(element)))
        elif element.tag != "unit":
            element.attrib.pop("defined", None)
            text = text_of(element)
            out.append(record("decl", element.get("id"), text))
            xml.SubElement(unit, "has", key=element.get("id"), hash="%016x" % fnv1a(text))
    unit.extend(given)
    out.append(record("unit", unit.get("name"), text_of(unit)))
    return out


def main():
    root = xml.parse(sys.argv[1]).getroot()
    print('__asm__(".pushsection .ffi.ir,\\"MS\\",%progbits,1\\n"')
    for data in records_of(root):
        print('\t".ascii \\"%s\\"\\n"' % "".join("\\\\%03o" % byte for byte in data))
    print('\t".popsection\\n");')
    for defined in root.iterfind("unit/defines"):
        print("void %s(void) { }" % defined.get("key"))


main()
