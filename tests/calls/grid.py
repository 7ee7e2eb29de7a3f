#!/usr/bin/env python3
"""Values of every shape, passed and returned: prints one of the texts that the test is made of.

    grid.py header | library | caller HEADER      the interface, its implementation, a program that calls it
    grid.py python | csharp FILE                  the same calls from a binding, as far as it has them
    grid.py registers DOCUMENT                    a program that looks where the values are

SPDX-License-Identifier: MIT
"""
import collections
import re
import sys
import xml.etree.ElementTree as ElementTree


class Shape:
    """A type by its DECLARATION; LEAVES are the paths of its members that hold something."""

    def __init__(self, name, declaration, spelled, leaves, guard=None):
        self.name, self.declaration, self.spelled, self.leaves, self.guard = name, declaration, spelled, leaves, guard


SHAPES = []


def scalar(name, spelled, guard=None):
    SHAPES.append(Shape(name, '', spelled, [''], guard))


def record(name, members, leaves, kind='struct', attributes='', guard=None):
    SHAPES.append(Shape(name, f'{kind} calls_{name} {{ {members} }}{attributes};', f'{kind} calls_{name}',
                        ['.' + leaf for leaf in leaves.split()], guard))


def array(member, n):
    return ' '.join(f'{member}[{i}]' for i in range(n))


WIDE = 'defined __SIZEOF_INT128__'
VECTORS = 'defined __SSE2__ || defined __aarch64__'

for kind, spelled in (('schar', 'signed char'), ('ushort', 'unsigned short'), ('int', 'int'), ('llong', 'long long'),
                      ('float', 'float'), ('double', 'double'), ('ldouble', 'long double'), ('pointer', 'calls_pointer'),
                      ('fcomplex', 'float _Complex'), ('dcomplex', 'double _Complex'), ('lcomplex', 'long double _Complex')):
    scalar(kind, spelled)
next(s for s in SHAPES if s.name == 'pointer').declaration = 'typedef char *calls_pointer;'
scalar('int128', '__int128', WIDE)
for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 23, 24, 31, 32, 33, 48, 63, 64):
    record(f'char{n}', f'unsigned char c[{n}];', array('c', n))
for n in (1, 2, 3, 4, 5):
    for kind in ('short', 'int', 'long', 'float', 'double'):
        record(f'{kind}{n}', f'{kind} m[{n}];', array('m', n))
for first in ('char', 'int', 'long', 'float', 'double'):
    for second in ('char', 'int', 'long', 'float', 'double'):
        if first != second:
            record(f'{first}_{second}', f'{first} a; {second} b;', 'a b')
record('float_float_int', 'float a, b; int c;', 'a b c')
record('float_int_float', 'float a; int b; float c;', 'a b c')
record('double_float_float', 'double a; float b, c;', 'a b c')
record('int_double_int', 'int a; double b; int c;', 'a b c')
record('ldouble1', 'long double a;', 'a')
record('ldouble2', 'long double a, b;', 'a b')
record('ldouble_int', 'long double a; int b;', 'a b')
record('fcomplex1', 'float _Complex a;', 'a')
record('dcomplex1', 'double _Complex a;', 'a')
record('fcomplex_float', 'float _Complex a; float b;', 'a b')
record('lcomplex1', 'long double _Complex a;', 'a')
record('int128_1', '__int128 a;', 'a', guard=WIDE)
record('int128_int', '__int128 a; int b;', 'a b', guard=WIDE)
record('nested_hfa', 'struct { float x, y; } a; float z;', 'a.x a.y z')
record('nested_mixed', 'struct { int x; } a; struct { double y; } b;', 'a.x b.y')
record('nested_array', 'struct { short x, y; } a[3];', 'a[0].x a[0].y a[1].x a[1].y a[2].x a[2].y')
record('anonymous', 'int a; struct { float b; int c; };', 'a b c')
record('with_pointer', 'char *p; int n;', 'p n')
record('with_function', 'int (*f)(int); short n;', 'n')
record('with_bool', '_Bool b; unsigned char c;', 'b c')
# Microsoft's rules begin another unit for 'c'; the C header has such structs as bytes, not by value.
record('bits', 'int a : 7; unsigned b : 9; long long c : 40;', 'a b c', guard='!defined _WIN32')
record('bits_small', 'unsigned a : 7, b : 8;', 'a b')
record('bits_float', 'int a : 12; float b;', 'a b')
record('packed', 'char a; int b; double c;', 'a b c', attributes=' __attribute__((packed))')
record('packed_float', 'char a; float b;', 'a b', attributes=' __attribute__((packed))')
record('aligned16', 'int a;', 'a', attributes=' __attribute__((aligned(16)))', guard='!defined __i386__')
record('aligned_member', 'char a; int b __attribute__((aligned(16)));', 'a b', guard='!defined __i386__')
record('union_float_int', 'float f; int i;', 'i', 'union')
record('union_double_long', 'double d; long l;', 'd', 'union')
record('union_floats', 'float f[4]; double d;', array('f', 4), 'union')
record('union_chars', 'unsigned char c[9]; int i;', array('c', 9), 'union')
record('with_union', 'union { float f; int i; } u; float g;', 'u.i g')
record('only_floats', 'union { float f; float g; } u; float h;', 'u.f h')
scalar('vector16', 'calls_vector16', VECTORS)
SHAPES[-1].declaration = 'typedef int calls_vector16 __attribute__((vector_size(16)));'
SHAPES[-1].leaves = ['[0]', '[1]', '[2]', '[3]']
scalar('vector8', 'calls_vector8', 'defined __x86_64__ || defined __aarch64__')
SHAPES[-1].declaration = 'typedef float calls_vector8 __attribute__((vector_size(8)));'
SHAPES[-1].leaves = ['[0]', '[1]']
record('with_vector', 'calls_vector16 v;', array('v', 4), guard=VECTORS)


def each(template):
    """TEMPLATE for each shape, NAME and TYPE replaced, inside of the shape's guard."""
    lines = []
    for shape in SHAPES:
        text = (template(shape) if callable(template) else template).replace('NAME', shape.name).replace(
            'TYPE ', shape.spelled + ' ')
        lines.append(f'#if {shape.guard}\n{text}\n#endif' if shape.guard else text)
    return '\n'.join(lines)


def header():
    print('#ifndef CALLS_H\n#define CALLS_H\n#ifndef CALLS_CONVENTION\n#define CALLS_CONVENTION\n#endif')
    print(each(lambda shape: f'''{shape.declaration}
void calls_fill_NAME(TYPE *v, int seed);
int calls_same_NAME(const TYPE *v, int seed);
TYPE CALLS_CONVENTION calls_echo_NAME(TYPE v);
int CALLS_CONVENTION calls_take_NAME(int before, TYPE v, double between, TYPE w, short after);
int calls_call_NAME(TYPE (*f)(TYPE v, int seed));'''))
    print('#endif')


def library():
    print('#include "calls.h"\n#include <string.h>\n#include <stdint.h>')

    def body(shape):
        def value(i):
            is_pointer = shape.name == 'pointer' or (shape.name == 'with_pointer' and i == 0)
            value = f'(seed * 5 + {i} * 7) % 50 + 1'
            return f'(char *)(intptr_t)({value})' if is_pointer else value
        access = [f'(*v){leaf}' for leaf in shape.leaves]
        fill = ' '.join(f'{leaf} = {value(i)};' for i, leaf in enumerate(access))
        same = ' && '.join(f'{leaf} == {"!!" if leaf == "(*v).b" and shape.name == "with_bool" else ""}({value(i)})'
                           for i, leaf in enumerate(access))
        return f'''void calls_fill_NAME(TYPE *v, int seed) {{ {fill} }}
int calls_same_NAME(const TYPE *v, int seed) {{ return {same}; }}
TYPE CALLS_CONVENTION calls_echo_NAME(TYPE v) {{ return v; }}
int CALLS_CONVENTION calls_take_NAME(int before, TYPE v, double between, TYPE w, short after)
{{
	return before == 11 && calls_same_NAME(&v, 1) && between == 2.5 && calls_same_NAME(&w, 2) && after == -3;
}}
int calls_call_NAME(TYPE (*f)(TYPE v, int seed))
{{
	TYPE v;
	memset(&v, 0, sizeof v);
	calls_fill_NAME(&v, 3);
	v = f(v, 3);
	return calls_same_NAME(&v, 4);
}}'''
    print(each(body))


def caller(name):
    print(f'#include "{name}"\n#include <stdio.h>\n#include <string.h>\nstatic int failed, n;\n'
          '#define CHECK(c) (n++, (c) ? (void)0 : (void)(failed++, printf("%s\\n", #c)))')
    print(each('''static TYPE callback_NAME(TYPE v, int seed)
{
	CHECK(calls_same_NAME(&v, 3) && seed == 3);
	calls_fill_NAME(&v, 4);
	return v;
}
static void check_NAME(void)
{
	TYPE v, w;
	memset(&v, 0, sizeof v);
	memset(&w, 0, sizeof w);
	calls_fill_NAME(&v, 1);
	calls_fill_NAME(&w, 2);
	CHECK(calls_take_NAME(11, v, 2.5, w, -3));
	w = calls_echo_NAME(v);
	CHECK(calls_same_NAME(&w, 1));
	CHECK(calls_call_NAME(callback_NAME));
}'''))
    print('int main(void)\n{')
    print(each('	check_NAME();'))
    print('	printf("%d calls\\n", n);\n	return failed != 0;\n}')


PYTHON = '''import ctypes
import importlib
import sys

module = importlib.import_module(sys.argv[1])
raw, n = module.raw, 0
for name in NAMES:
    try:
        echo, take, fill, same = [getattr(raw, f'calls_{verb}_{name}') for verb in ('echo', 'take', 'fill', 'same')]
    except AttributeError:
        continue
    kind = echo.restype
    if issubclass(kind, ctypes.Structure):
        kind = fill.argtypes[0]._type_  # what travels by value may be another class
    v, w = kind(), kind()
    fill(v if isinstance(v, (ctypes.Structure, ctypes.Union)) else ctypes.byref(v), 1)
    fill(w if isinstance(v, (ctypes.Structure, ctypes.Union)) else ctypes.byref(w), 2)
    assert take(11, v, 2.5, w, -3), name
    back = echo(v)
    back = back if isinstance(back, kind) else kind(back)
    assert same(back if isinstance(v, (ctypes.Structure, ctypes.Union)) else ctypes.byref(back), 1), name
    n += 2
print(n, 'calls')
'''


def python():
    print(PYTHON.replace('NAMES', repr([shape.name for shape in SHAPES if shape.name != 'pointer'])))


Travel = collections.namedtuple('Travel', 'way pieces extended')
Piece = collections.namedtuple('Piece', 'register size offset end format')


def travels(text):
    """How one value travels: "xmm0:8+di:4@8", "memory(di:8)", "di:1/sign", "f0:4^", "f1:4=double"."""
    way, pieces, extended = re.fullmatch(r'(?:(memory|reference|registers|not-callable)(?![^(/]))?\(?(.*?)\)?(?:/(sign|zero))?', text).groups()
    return Travel(way or 'registers', [Piece(*re.fullmatch(r'(.+):(\d+)(?:@(\d+))?(\^?)(?:=(\w+))?', piece).groups())
                                       for piece in pieces.split('+') if piece], extended)


def spelled(piece):
    """PIECE as stub.h has it."""
    form = f'"{piece.format}"' if piece.format else 'NULL'
    return f'&(struct piece){{"{piece.register}", {piece.offset or 0}, {piece.size}, {len(piece.end)}, {form}}}'


def arguments_found(name, param, travel):
    """Lines that look for the argument PARAM of function NAME, which travels as TRAVEL says."""
    mask, pieces = '&mask' if param in 'vw' else 'NULL', [spelled(piece) for piece in travel.pieces]
    if travel.way == 'reference':
        return [f'	referred("{name}", "{param}", {piece}, &{param}, {mask}, sizeof {param});' for piece in pieces]
    lines = [f'	argument("{name}", "{param}", {piece}, &{param}, {mask});' for piece in pieces]
    if travel.way == 'memory':
        lines.append(f'	in_memory("{name}", "{param}", &{param}, {mask}, sizeof {param});')
    elif travel.extended and pieces:
        lines.append(f'	extended("{name}", "{param}", {pieces[0]}, {int(travel.extended == "sign")}, &{param});')
    return lines


def result_found(name, travel):
    """Lines that call function NAME and look for its result, which travels as TRAVEL says."""
    call = f'	w = ((__typeof__({name}) *)stub)(v);'
    if travel.way == 'memory':
        address = f'"{travel.pieces[0].register}"' if travel.pieces else 'NULL'
        return [f'	expect_result({address}, {int(not travel.pieces)}, &v, sizeof v, 0);', call,
                f'	returned_in_memory("{name}", &w, &v, &mask, sizeof w);']
    formatted = sum(piece.register.startswith('st') or bool(piece.format) for piece in travel.pieces)
    return [f'	expect_result(NULL, 0, NULL, 0, {formatted});', call] + [
        f'	returned("{name}", {spelled(piece)}, &w, &mask);' for piece in travel.pieces]


def registers(path):
    """For each function of the document at PATH: the pieces that it has of each argument and of the result."""
    print('#include "calls.h"\n#include "stub.h"')
    calls = []
    for function in ElementTree.parse(path).getroot().findall('source/function'):
        name, on = function.get('id'), function.find('on')
        verb, shape = re.match(r'calls_([a-z]+)_(\w+)', name).groups()
        shape = next(s for s in SHAPES if s.name == shape)
        lines = [f'	{shape.spelled} v, w, mask;', f'	prepare(&v, &mask, sizeof v, (filler *)calls_fill_{shape.name}, 1);',
                 f'	prepare(&w, &mask, sizeof w, (filler *)calls_fill_{shape.name}, 2);']
        if verb == 'take':
            lines += ['	int before = 11;', '	double between = 2.5;', '	short after = -3;',
                      '	expect_result(NULL, 0, NULL, 0, 0);',
                      f'	((__typeof__({name}) *)stub)(before, v, between, w, after);']
            params = [param.get('name') for param in function.findall('param')]
            for param, travel in zip(params, map(travels, on.get('arguments').split())):
                lines += arguments_found(name, param, travel)
        elif verb == 'echo':
            lines += result_found(name, travels(on.get('result')))
        else:
            continue
        print(f'static void check_{name}(void)\n{{\n' + '\n'.join(lines) + '\n}')
        calls.append(name)
    print('int main(void)\n{\n' + '\n'.join(f'	check_{name}();' for name in calls) + '\n	return summary();\n}')


def csharp(path):
    """Calls as far as the binding at PATH has them, by the names that it gave the types."""
    text = open(path, encoding='utf-8').read()
    print('using System;\nusing calls;\npublic static class Program {\n    static int n;\n'
          '    static void Check(bool good, string what) { n++; if (!good) throw new Exception(what); }\n'
          '    public static unsafe void Main() {')
    for shape in SHAPES:
        found = re.search(rf' ([\w.]+\*?) calls_echo_{shape.name}\(([\w.]+\*?) v\)', text)
        if not found:
            continue
        kind = found.group(1)
        to = re.search(rf' calls_fill_{shape.name}\(([\w.*]+) v', text).group(1)
        print(f'''        {{
            {kind} v = default, w = default;
            Raw.calls_fill_{shape.name}(({to})&v, 1); Raw.calls_fill_{shape.name}(({to})&w, 2);
            Check(Raw.calls_take_{shape.name}(11, v, 2.5, w, -3) != 0, "take {shape.name}");
            {kind} back = Raw.calls_echo_{shape.name}(v);
            Check(Raw.calls_same_{shape.name}(({to})&back, 1) != 0, "echo {shape.name}");
        }}''')
    print('        Console.WriteLine($"{n} calls");\n    }\n}')


{'header': header, 'library': library, 'caller': caller, 'python': python, 'csharp': csharp,
 'registers': registers}[sys.argv[1]](*sys.argv[2:])
