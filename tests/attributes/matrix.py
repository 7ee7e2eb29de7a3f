#!/usr/bin/python3
"""Makes the matrix of annotations from ir/vocabulary.def: every word in every place, of every type, with every
wrong argument, beside every word that it excludes, twice, in one spelling and language.

matrix.py PART SPELLING LANGUAGE DEFINITIONS > SOURCE, one case a line; what the compiler has to say of it stands
behind "// EXPECT: " as KIND: TEXT, nothing where it is right. What a word needs is told here once more, apart from
the plugin's own tables: the two must agree.

SPDX-License-Identifier: MIT
"""

import re
import sys

part, spelling, language, definitions = sys.argv[1:5]

# ---- the vocabulary ----


class Word:
    def __init__(self, name: str, places: str, args: str) -> None:
        self.name, self.macro = name, "FFI_" + name.upper()
        self.places, self.args = places, args
        self.letters = re.findall(r"([a-z])([?*+]?)", args)


def vocabulary() -> list:
    text = open(definitions, encoding="utf-8").read()
    defines = dict(re.findall(r"#define (\w+_) (?:\\\n\s*)?(\(.*(?:\\\n.*)?\))", text))
    words = []
    for name, places, args in re.findall(r'^WORD\(\w+, "(\w+)", (.*), FFIR_OF_\w+, "([^"]*)", "', text, re.M):
        for key, value in list(defines.items()) * 2:
            places = re.sub(r"\b%s" % key, value, places)
        words.append(Word(name, set(re.findall(r"FFIR_ON_(\w+)", places)), args))
    return words


WORDS = {word.name: word for word in vocabulary()}
OF_FILE = [word for word in WORDS.values() if word.places == {"FILE"}]
OTHERS = [word for word in WORDS.values() if word.places != {"FILE"}]

# ---- what each word needs: a type that carries it, types that do not, and what is said then ----

RESOURCE = ("char *", [("double", "a pointer, a handle or a struct")])
MANY = ("int *", [("int", "a pointer or an array"), ("visitor", "a pointer or an array")])
RECORD = ("struct", [("int", "a struct or union"), ("enum mode", "a struct or union")])
ENUM = ("enum", [("int", "an enum"), ("struct pair", "an enum")])
WRITABLE = ("int *", [("int", "a pointer to what can be written"), ("visitor", "a pointer to what can be written"),
                      ("const int *", "the callee writes here, but the pointer is to 'const'")])
POINTER = ("int *", [("int", "a pointer"), ("struct pair", "a pointer")])
KEPT = ("int *", [("int", "a pointer or a struct of functions"), ("double", "a pointer or a struct of functions")])
TEXT8 = ("char *", [("double", "a pointer to characters"), ("int *", "a pointer to characters"),
                    ("char", "a pointer to characters")])
CALLBACK = ("visitor", [("int", "a pointer to a function"), ("char *", "a pointer to a function")])
INSIDE = ("int", [("double", "an integer, or a pointer to one"), ("struct pair", "an integer, or a pointer to one")])
SCALAR = ("int", [("struct pair", "a number or a pointer")])

CARRIERS = {
    "out": WRITABLE, "inout": WRITABLE, "set_on_error": WRITABLE,
    "buffer": ("char *", WRITABLE[1]),
    "in": POINTER, "nullable": POINTER, "nonnull": POINTER, "scope": KEPT, "retained": KEPT,
    "array": MANY, "array_fixed": MANY, "zero_terminated": MANY, "byte_length": MANY,
    "each": ("char **", MANY[1]),
    "user_data": CALLBACK, "destroy": CALLBACK, "on_exception": CALLBACK,
    "utf8": TEXT8, "ascii": TEXT8, "locale": TEXT8, "bytes": TEXT8,
    "utf16": ("unsigned short *", [("char *", "a pointer to 16-bit characters")]),
    "utf32": ("unsigned int *", [("char *", "a pointer to 32-bit characters")]),
    "size_of_self": ("unsigned", [("double", "an integer")]),
    "handle": ("int", [("double", "an integer or a pointer"), ("struct pair", "an integer or a pointer")]),
    "transparent": ("double", [("struct pair", "a number"), ("enum mode", "a number"), ("char *", "a number")]),
    "context": ("void *", [("double", "an integer or a pointer")]),
    "context_by": ("void *", [("double", "an integer or a pointer")]),
    "as": INSIDE, "status": INSIDE,
    "owned": RESOURCE, "owned_by": RESOURCE, "borrowed": RESOURCE, "borrowed_from": RESOURCE, "keeps": RESOURCE,
    "transfer": RESOURCE,
    "sentinel": SCALAR, "errno": SCALAR,
    "service": RECORD, "service_as": RECORD, "slice": RECORD, "slice_mut": RECORD, "vec": RECORD,
    "string_view": RECORD, "string": RECORD, "option": RECORD, "result": RECORD, "tagged": RECORD,
    "interface": RECORD, "opaque": RECORD,
    "flags": ENUM, "open": ENUM, "closed": ENUM, "error": ENUM,
}


def good_type(word: Word) -> str:
    good = CARRIERS.get(word.name, ("int", []))[0]
    return {"struct": "struct pair", "enum": "enum mode"}.get(good, good)


# ---- arguments ----

NAMES = {
    "user_data": ["user"], "destroy": ["done"], "async": ["done"], "borrowed_from": ["owner"], "keeps": ["owner"],
    "option": ["flag"], "tagged": ["flag"], "result": ["flag", "ok", "err"], "service_as": ["Further"],
    "buffer": ["count", "written", "7", "how_much"], "getter": ["width"], "setter": ["width"], "scope": ["call"],
    "allow": ["scope"], "error_message": ["explain"], "context_by": ["user_of"], "each": ["NULLABLE"], "case": ["MODE_A"],
}
BY_LETTER = {"n": "count", "f": "release", "t": "thing", "d": "mode", "w": "word", "i": '"name"', "v": "7", "y": "int"}


def arguments(word: Word) -> list:
    """What its macro is given; optional arguments are left out, but FFI_BUFFER's."""
    if word.name in NAMES:
        return list(NAMES[word.name])
    return [BY_LETTER[letter] for letter, more in word.letters if more not in ("?", "*") or word.name in ("error", "handle")]


def written(word: Word) -> str:
    return word.macro if spelling == "macro" else "ffi::" + word.name


# Words that say more of what another one says, which has to stand beside them.
BESIDE = {"set_on_error": "out", "destroy": "user_data"}


def use_beside(word: Word) -> str:
    return (use(WORDS[BESIDE[word.name]]) + " " if word.name in BESIDE else "") + use(word)


def use(word: Word, given: list = None) -> str:
    given = arguments(word) if given is None else given
    if spelling == "macro":
        return word.macro + ("(%s)" % ", ".join(given) if word.args else "")
    if word.name == "variadic":
        return "[[ffi::variadic((void (*)(int))0)]]"
    quoted = []
    for i, argument in enumerate(given):
        letter = word.letters[min(i, len(word.letters) - 1)][0]
        quoted.append(argument if letter in "vi" else '"%s"' % argument)
    return "[[ffi::%s%s]]" % (word.name, "(%s)" % ", ".join(quoted) if quoted else "")


# ---- cases ----

number = 0
lines = []


def say(text: str, *expected: str) -> None:
    global number
    number += 1
    lines.append(text.replace("@", str(number)) + "".join(" // EXPECT: " + e for e in expected))


PRELUDE = """#include <stdbool.h>
#include "ffiextract.h"
struct pair { int *at; unsigned count; unsigned room; int flag; int ok; int err; void *user; void (*done)(void *); struct thing *owner; unsigned written; };
struct thing;
typedef struct thing thing;
enum mode { MODE_A, MODE_B };
typedef int (*visitor)(int what, void *user);
void release(void *p);
unsigned how_much(const char *text);
const char *explain(int code);
void *user_of(void *p);
enum { word };
""".strip().split("\n")

SIBLINGS = "unsigned count, void *user, void (*done)(void *), struct thing *owner, unsigned *written"
FIELDS = ("int *at; union { int i; double d; } value; unsigned count; unsigned room; int flag; int ok; int err; void *user; void (*done)(void *); "
          "struct thing *owner; unsigned *written; int (*call)(int);")


def declare(type_: str, name: str) -> str:
    return "%s%s%s" % (type_, "" if type_.endswith("*") else " ", name)


def on_function(w: str, t: str) -> str:
    return "%s %s(%s);" % (w, declare(t, "f@"), SIBLINGS)


def on_variadic(w: str, t: str) -> str:
    return "%s int f@(int a, ...);" % w


def on_param(w: str, t: str) -> str:
    return "void f@(%s %s, %s);" % (w, declare(t, "p"), SIBLINGS)


def on_callback_param(w: str, t: str) -> str:
    return "typedef void (*t@)(%s %s, %s);" % (w, declare(t, "p"), SIBLINGS)


def on_field(w: str, t: str) -> str:
    return "struct s@ { %s %s; %s };" % (declare(t, "f"), w, FIELDS)


def on_field_in_front(w: str, t: str) -> str:
    return "struct s@ { %s %s; %s };" % (w, declare(t, "f"), FIELDS)


def on_record(w: str, t: str) -> str:
    return "struct %s s@ { %s };" % (w, FIELDS)


def on_record_behind(w: str, t: str) -> str:
    return "struct s@ { %s } %s;" % (FIELDS, w)


def on_union(w: str, t: str) -> str:
    return "union %s u@ { %s };" % (w, FIELDS)


def on_enum(w: str, t: str) -> str:
    return "enum %s e@ { E@ };" % w


def on_enum_behind(w: str, t: str) -> str:
    return "enum e@ { E@ } %s;" % w


def on_enumerator(w: str, t: str) -> str:
    return "enum e@ { E@ %s };" % w


def on_typedef(w: str, t: str) -> str:
    if t == "struct pair":
        return "typedef struct s@ { %s } t@ %s;" % (FIELDS, w)
    if t == "enum mode":
        return "typedef enum e@ { E@ } t@ %s;" % w
    if t == "visitor":
        return "typedef int (*t@)(int what, void *user) %s;" % w if spelling == "macro" else "%s typedef int (*t@)(int what, void *user);" % w
    return "typedef %s %s;" % (declare(t, "t@"), w)


def on_typedef_in_front(w: str, t: str) -> str:
    return w + " " + on_typedef("", t).replace(" ;", ";")


def on_opaque_typedef(w: str, t: str) -> str:
    return "typedef struct o@ o@ %s;" % w


def on_variable(w: str, t: str) -> str:
    return "extern %s %s;" % (declare(t, "v@"), w)


def on_variable_in_front(w: str, t: str) -> str:
    return "%s extern %s;" % (w, declare(t, "v@"))


def on_label(w: str, t: str) -> str:
    return "void f@(void) { here: %s; goto here; }" % w if spelling == "macro" else "void f@(void) { %s here: goto here; }" % w


# Each place: what it is called in messages, which column of the vocabulary allows it, how it is written, and
# whether [[ ]] can stand there.
PLACES = [
    ("a function", {"FUNCTION", "RESULT"}, on_function, True),
    ("a parameter", {"PARAM"}, on_param, True),
    ("a parameter", {"PARAM"}, on_callback_param, True),
    ("a field", {"FIELD"}, on_field, False),
    ("a field", {"FIELD"}, on_field_in_front, True),
    ("a struct or union", {"RECORD"}, on_record, True),
    ("a struct or union", {"RECORD"}, on_record_behind, False),
    ("a struct or union", {"RECORD"}, on_union, True),
    ("an enum", {"ENUM"}, on_enum, True),
    ("an enum", {"ENUM"}, on_enum_behind, False),
    ("an enumerator", {"ENUMERATOR"}, on_enumerator, True),
    ("a typedef", {"TYPEDEF"}, on_typedef, True),
    ("a typedef", {"TYPEDEF"}, on_typedef_in_front, True),
    ("a typedef", {"TYPEDEF"}, on_opaque_typedef, True),
    ("a variable", {"VARIABLE"}, on_variable, True),
    ("a variable", {"VARIABLE"}, on_variable_in_front, True),
    ("here", set(), on_label, True),
]
PLACE_TEXTS = [
    ("FUNCTION", "a function"), ("RESULT", "the result of a function (write it on the function)"),
    ("PARAM", "a parameter"), ("FIELD", "a field"), ("RECORD", "a struct or union"), ("ENUM", "an enum"),
    ("ENUMERATOR", "an enumerator"), ("TYPEDEF", "a typedef"), ("VARIABLE", "a variable"),
    ("FILE", "a declaration of its own"), ("DOMAIN", "an error domain"),
]


def places_text(word: Word) -> str:
    texts = [text for place, text in PLACE_TEXTS if place in word.places]
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " or " + texts[-1]


def can_be_written(place: tuple) -> bool:
    return spelling == "macro" or place[3]


def right_place(word: Word, place: tuple) -> bool:
    return bool(word.places & place[1])


def all_places() -> None:
    for word in OTHERS:
        for place in PLACES:
            if not can_be_written(place):
                continue
            name, _, write, _ = place
            type_ = good_type(word)
            if right_place(word, place):
                if word.name in NOT_THERE and write in NOT_THERE[word.name]:
                    say(write(use(word), type_), "error: " + NOT_THERE[word.name][write] % written(word))
                    continue
                if word.name == "variadic":
                    write = on_variadic
                say(write(use_beside(word), type_))
            else:
                type_ = "int" if type_ == "struct pair" or type_ == "enum mode" else type_
                on = name if name == "here" else "on " + name
                say(write(use(word), type_),
                    "error: '%s' does not stand %s, but on %s" % (written(word), on, places_text(word)))
    for word in OF_FILE:
        if spelling != "macro":
            say("[[ffi::%s]] void f@(void);" % word.name,
                "error: 'ffi::%s' is a declaration of its own: write it with the macro '%s'" % (word.name, word.macro))


# Places that the table allows and the sense does not.
NOT_THERE = {
    "context": {on_param: "'%s' stands on a parameter of a callback, and '"},
    "context_by": {on_param: "'%s' stands on a parameter of a callback, and '"},
    "error_message": {on_opaque_typedef: "'%s' does not stand on a struct or union, but on an enum, a typedef or an error domain"},
}
for name_, (good_, _) in CARRIERS.items():
    if "TYPEDEF" in WORDS[name_].places and good_ not in ("struct",):
        NOT_THERE.setdefault(name_, {})
        if name_ not in ("owned", "owned_by", "borrowed", "borrowed_from", "keeps", "transfer", "utf8", "ascii",
                         "utf16", "utf32", "locale", "bytes"):
            NOT_THERE[name_][on_opaque_typedef] = "'%s' needs "


def all_types() -> None:
    for name, (_, wrong) in CARRIERS.items():
        word = WORDS[name]
        for place in PLACES:
            if not can_be_written(place) or not right_place(word, place):
                continue
            if place[2] in (on_record, on_record_behind, on_union, on_enum, on_enum_behind, on_opaque_typedef):
                continue
            for type_, text in wrong:
                if place[2] in (on_typedef, on_typedef_in_front) and type_ == "visitor":
                    continue
                if place[2] is on_param and name in ("context", "context_by"):
                    continue
                needs = "says that " if text.startswith("the callee") else "needs "
                say(place[2](use(word), type_), "error: '%s' %s%s" % (written(word), needs, text))
    for name in ("out", "nullable", "owned", "array", "utf8"):
        word = WORDS[name]
        if "RESULT" in word.places:
            say(on_function(use(word), "void"), "error: '%s' is said of a result, and '" % written(word))
    say("%s int f@(int a);" % use(WORDS["variadic"]) if spelling == "macro" else "",
        *(["error: 'FFI_VARIADIC' is for functions that end in '...', and '"] if spelling == "macro" else []))


# ---- the table of what is made where nothing is wrong: one place a word ----


def home(word: Word) -> tuple:
    for place in PLACES:
        if right_place(word, place) and can_be_written(place) and place[2] not in NOT_THERE.get(word.name, {}):
            return place
    raise ValueError(word.name)


def put(word: Word, text: str) -> str:
    write = on_variadic if word.name == "variadic" else home(word)[2]
    return write(text, good_type(word))


def all_arguments() -> None:
    for word in OTHERS:
        w, given = written(word), arguments(word)
        hand = spelling != "macro"
        needed = len([1 for letter, more in word.letters if more not in ("?", "*")])
        if hand and word.name not in ("each", "variadic"):
            for n in range(needed):
                text = put(word, use(word, given[:n]))
                say(text, "error: '%s' needs %s" % (w, "an argument" if n == 0 else "more arguments"))
            if not any(more in ("*", "+") for _, more in word.letters):
                many = given + ["7"] * (len(word.letters) + 1 - len(given))
                extra = "[[ffi::%s(%s)]]" % (word.name, ", ".join('"%s"' % a.strip('"') if i >= len(word.letters) or word.letters[i][0] not in "v" else a for i, a in enumerate(many)))
                say(put(word, extra), "error: too many arguments for '%s'" % w)
        for i, (letter, more) in enumerate(word.letters):
            if i >= len(given):
                break

            def other(text: str) -> list:
                return given[:i] + [text] + given[i + 1:]

            if letter == "n" and word.name != "service_as":
                home_ = home(word)[0]
                kind = "field" if home_ in ("a field", "a struct or union") else "parameter"
                near = given[i][:-1] + "_"
                if word.name in ("array", "byte_length"):
                    say(put(word, use(word, other(near))),
                        "error: '%s' names '%s', which is no parameter, field or function; did you mean '%s'?" % (w, near, given[i]))
                else:
                    say(put(word, use(word, other(near))),
                        "error: '%s' names the %s '%s', which does not exist; did you mean '%s'?" % (w, kind, near, given[i]))
                say(put(word, use(word, other("7"))),
                    "error: '%s' takes the name of what counts, not '7'" % w if word.name == "array"
                    else "error: '%s' takes a name, not '7'" % w)
            elif letter in "ftd":
                what = {"f": "the function", "t": "the type", "d": "the enum or error domain"}[letter]
                near = given[i][:-1] + "_"
                say(put(word, use(word, other(near))),
                    "error: '%s' names %s '%s', which is not declared; did you mean '%s'?" % (w, what, near, given[i]))
                takes = {"f": "a function", "t": "a type", "d": "an enum or error domain"}[letter]
                say(put(word, use(word, other("7"))), "error: '%s' takes the name of %s, not '7'" % (w, takes))
            elif letter == "v":
                say(put(word, use(word, other("matrix_variable"))),
                    "error: '%s' needs a constant number or string, and '" % w)
            elif letter == "w" and word.name == "scope":
                say(put(word, use(word, other("cal"))),
                    "error: '%s' takes 'call', 'async', 'notified' or 'forever', not 'cal'; did you mean 'call'?" % w)
            elif letter == "w" and word.name == "allow":
                say(put(word, use(word, other("scop"))),
                    "error: '%s' takes the name of a warning of this plugin, and 'scop' is none; did you mean 'scope'?" % w)
            elif letter == "w":
                say(put(word, use(word, other("7"))), "error: '%s' takes a name, not '7'" % w)
            elif letter == "i":
                say(put(word, use(word, other('""'))), "error: argument 1 of '%s' is empty" % w)
                if word.name == "namespace":
                    say(put(word, use(word, other('"a.b.c"'))))
                for text in ("a..b", ".a", "a.", "a b", "a.1") if word.name == "namespace" else ():
                    say(put(word, use(word, other('"%s"' % text))),
                        "error: '%s' takes a name, or several with dots between, not '%s'" % (w, text))
            elif letter == "a":
                say(put(word, use(word, other("NULABLE"))),
                    "error: 'NULABLE' in '%s' is no annotation; did you mean 'NULLABLE'?" % w)
                say(put(word, use(word, other("LEAF"))), "error: 'LEAF' in '%s' is not said of elements" % w)
            if letter in "nftd" and spelling == "macro" and more == "?":
                say(put(word, use(word, other(""))))
            elif letter in "nftd" and spelling == "macro":
                empty = "'%s' needs an argument" % w if word.name == "status" else "argument %d of '%s' is empty" % (i + 1, w)
                say(put(word, use(word, other(""))), "error: " + empty)


def same_home(a: Word, b: Word) -> tuple:
    for place in PLACES:
        if all(right_place(w, place) and can_be_written(place) and place[2] not in NOT_THERE.get(w.name, {}) for w in (a, b)):
            return place
    return None


def shared_type(a: Word, b: Word) -> str:
    """A type that carries both, or None."""
    for type_ in (good_type(a), good_type(b)):
        if all(type_ not in [wrong for wrong, _ in CARRIERS.get(w.name, ("", []))[1]] for w in (a, b)):
            both = [CARRIERS[w.name][0] for w in (a, b) if w.name in CARRIERS]
            if {"unsigned short *", "unsigned int *"} & set(both) and len(set(both)) > 1:
                return "void *"
            return "visitor" if "visitor" in both else type_
    return None


def all_pairs() -> None:
    rows = re.findall(r"^\t\{(FFIR_W_[^}]*)FFIR_N_WORDS\}", open(definitions.replace(".def", ".c"), encoding="utf-8").read(), re.M)
    rows = [[n.lower() for n in re.findall(r"FFIR_W_(\w+)", row)] for row in rows]
    assert len(rows) > 15
    done = set()
    for row in rows:
        for a in row:
            for b in row:
                if a == b or (a, b) in done or a not in WORDS or b not in WORDS:
                    continue
                done.add((a, b))
                x, y = WORDS[a], WORDS[b]
                place = same_home(x, y)
                type_ = shared_type(x, y)
                if place is None or type_ is None:
                    assert a in ("enum", "flags_enum") or {a, b} <= {"context", "context_by"} or place is not None, (a, b)
                    continue
                first, second = use(x), use(y)
                say(place[2](first + " " + second, type_),
                    "error: '%s" % written(y) + "*' contradicts '%s" % written(x) + "*': keep one of them",
                    "note: '%s" % written(x) + "*' is here")


def all_alone() -> None:
    for name, needed in BESIDE.items():
        for place in PLACES:
            # g++ does not tell of a callback's parameters.
            if not can_be_written(place) or not right_place(WORDS[name], place) or (language == "C++" and place[2] is on_callback_param):
                continue
            say(place[2](use(WORDS[name]), good_type(WORDS[name])),
                "error: '%s' needs '%s' beside it" % (written(WORDS[name]), WORDS[needed].macro))


REPEATS = {"service_as", "variadic", "allow", "constructor", "destructor", "method", "static", "keeps", "sentinel", "case"}
OTHER_ARGUMENTS = {
    "name": ['"other"'], "namespace": ['"other"'], "since": ['"2"'], "default": ["8"], "pass": ["8"], "reserved": ["8"],
    "handle": ["8"], "sentinel": ["8"], "array_fixed": ["8"], "on_exception": ["8"], "case": ["MODE_B"],
    "array": ["written"], "byte_length": ["written"], "scope": ["forever"], "owned_by": ["how_much"],
    "vec": ["how_much"], "string": ["how_much"], "error_message": ["how_much"], "cancel": ["how_much"],
    "context_by": ["how_much"], "getter": ["height"], "setter": ["height"],
}


def all_repeats() -> None:
    for word in OTHERS:
        once = use_beside(word)
        place = home(word)
        write = on_variadic if word.name == "variadic" else place[2]
        say(write(once + " " + use(word), good_type(word)), "warning: '%s*' stands here twice [ffi-duplicate]" % written(word))
        if word.name in OTHER_ARGUMENTS:
            second = use(word, OTHER_ARGUMENTS[word.name])
            if word.name in REPEATS:
                say(write(once + " " + second, good_type(word)))
            else:
                say(write(once + " " + second, good_type(word)),
                    "error: '%s*' contradicts '%s*': keep one of them" % (written(word), written(word)),
                    "note: '%s*' is here" % written(word))


{"places": all_places, "types": all_types, "arguments": all_arguments, "pairs": all_pairs, "alone": all_alone, "repeats": all_repeats}[part]()
print("\n".join(PRELUDE + ["static int matrix_variable;"] + lines))
