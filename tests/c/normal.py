#!/usr/bin/env python3
"""The declarations of an interface document, one a line, without what a round trip through C may change.

Places, comments' indentation, annotations and the order do not count, nor what the safe layer adds.

SPDX-License-Identifier: MIT
"""
import sys
import xml.etree.ElementTree as ElementTree


def strip(element):
    """Drops places, annotations, evidence and insignificant blanks, everywhere inside."""
    for place in ('file', 'at'):
        element.attrib.pop(place, None)
    element.tail = None
    if element.text is not None:
        element.text = ' '.join(element.text.replace('*', ' ').split())
    for child in list(element):
        if child.tag in ('annotation', 'evidence', 'comment', 'doc'):
            element.remove(child)
        else:
            strip(child)


def main():
    interface = ElementTree.parse(sys.argv[1]).getroot()
    lines = []
    for element in list(interface) + interface.findall('source/*'):
        name = element.get('id', '').split(' ')[-1].lstrip('#')
        if element.tag in ('target', 'library', 'unit', 'source'):
            continue
        if name.lower().startswith('safe_') or name.startswith(('SHAPES_FFI', 'SHAPES_NAME', 'enum/SAFE')):
            continue
        strip(element)
        # The attributes of a function that only its body decides.
        element.attrib.pop('defined', None)
        lines.append(ElementTree.tostring(element, encoding='unicode'))
    print('\n'.join(sorted(lines)))


main()
