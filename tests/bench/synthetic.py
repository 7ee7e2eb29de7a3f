#!/usr/bin/env python3
"""Writes the header of a large library that does not exist, with the variety of one that does.

    tests/bench/synthetic.py [FUNCTIONS] > synthetic.h

FUNCTIONS (10,000 if left out) is a multiple of 20: of each 20 functions one part of the library is made, with
a struct, an enumeration, a class and a callback, so that there is a type for each five functions.

    tests/bench/synthetic.py > /tmp/synthetic.h
    build/ffirender scan --headers='*synthetic.h' /tmp/synthetic.h -o /tmp/synthetic.ffi.xml -- -Iattributes

SPDX-License-Identifier: MIT
"""

import sys
from typing import List

FUNCTIONS_OF_A_PART = 20

ADJECTIVES = ("amber blunt calm dense early faint grand heavy inner joint keen light major narrow outer plain quick "
              "round sharp thick upper vast warm young zonal").split()
NOUNS = ("anchor basin canal depot engine filter gauge hinge index jacket kernel ledger mixer needle orbit panel "
         "queue relay signal table unit valve wheel yard zone").split()
SCALARS = ["int32_t", "uint32_t", "int64_t", "uint64_t", "double", "float", "bool", "uint8_t", "int16_t", "size_t"]

HEAD = """\
/* Made by tests/bench/synthetic.py. SPDX-License-Identifier: MIT */
#ifndef SYNTHETIC_H
#define SYNTHETIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ffiextract.h>

FFI_LIBRARY("synthetic", "1.0");

FFI_EXPORT_BEGIN

/** What can go wrong anywhere. */
enum syn_error {
	SYN_OK = 0,	   /**< all is well */
	SYN_BUSY = 1,	   /**< somebody else is at work */
	SYN_TOO_SMALL = 2, /**< the room does not suffice */
	SYN_BROKEN = 3,	   /**< the data make no sense */
} FFI_ERROR(SYN_OK) FFI_ERROR_MESSAGE(syn_error_text);

/** The text of an error. */
const char *syn_error_text(enum syn_error error);
/** Frees what the library gave away. */
void syn_free(void *memory);
"""

PART = """
/** A {words}, as it is measured. @since 1.{minor} */
struct {p}_state {{
	{scalar} first;	/**< where it begins */
	double weight;	/**< in kilograms */
	uint8_t tag[{tags}];
	{before}	int16_t low, high;
}};

/** What a {words} does. */
enum {p}_mode {{
	{P}_MODE_NONE = 0,
	{P}_MODE_SLOW = 1, /**< as slowly as it can */
	{P}_MODE_FAST = 2, /**< as fast as it can */
	{P}_MODE_BOTH = {both},
}}{flags};

/** A {words} that is at work. */
typedef struct {p} {p} FFI_SERVICE;

/**
 * Is told of each step of a {words}.
 *
 * @param step counts from 0
 * @return false to stop
 */
typedef bool (*{p}_watcher)(uint32_t step, struct {p}_state state, void *user FFI_CONTEXT) FFI_ON_EXCEPTION(false);

/**
 * Makes a {words}.
 *
 * @param name what to call it
 * @param mode what it does
 * @return the {words}, or NULL if there is no room for it
 */
FFI_CONSTRUCTOR({p}) FFI_OWNED {p} *{p}_new(const char *name, enum {p}_mode mode);
/** Ends a {words}. */
FFI_DESTRUCTOR({p}) void {p}_free({p} *self);
/** What it is called. */
const char *{p}_name(const {p} *self);
/** Calls it otherwise. */
enum {error} {p}_rename({p} *self, const char *name FFI_NULLABLE);
/** What it does. */
enum {p}_mode {p}_mode(const {p} *self);
/** Adds one measurement. */
enum {error} {p}_add({p} *self, struct {p}_state state);
/** Looks at the measurement at @p at. @param[out] state what is there @return SYN_BROKEN if nothing is */
enum {error} {p}_get(const {p} *self, size_t at, struct {p}_state *state FFI_OUT);
/** The bounds of all. */
enum {error} {p}_bounds(const {p} *self, {scalar} *low FFI_OUT, {scalar} *high FFI_OUT);
/** Takes what is in @p data. */
enum {error} {p}_feed({p} *self, const uint8_t *data FFI_ARRAY(n), size_t n);
/** Adds many at once. */
enum {error} {p}_add_all({p} *self, const struct {p}_state *states FFI_ARRAY(n), size_t n);
/** Fills @p text with a description. */
enum {error} {p}_format(const {p} *self, FFI_BUFFER(size, size, SYN_TOO_SMALL) FFI_UTF8 char *text, size_t *size);
/** Calls @p watch for each step. */
size_t {p}_each(const {p} *self, {p}_watcher watch FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
/** Calls @p watch from now on. */
void {p}_watch({p} *self, {p}_watcher watch FFI_USER_DATA(user) FFI_RETAINED, void *user);
/** A {words} that works for this one. */
FFI_OWNED FFI_KEEPS(self) {p} *{p}_part({p} *self, const char *name);
/** Joins this one and another. */
enum {error} {p}_join({p} *self, {p} *other);
/** Twice @p x, or so. */
{scalar} {p}_scale({scalar} x, {other} by);
/** Moves a measurement. */
void {p}_state_move(struct {p}_state *state, double by);
/** The weight of a measurement. */
double {p}_state_weight(struct {p}_state state);
/** A text that the caller gets. */
FFI_OWNED_BY(syn_free) char *{p}_text(const char *from, {other} count);
/** Nobody said what this means. */
int {p}_raw(void **where, const {scalar} *many, int flags);
"""

ERRORS = """
/** What can go wrong with a {words}. */
enum {p}_error {{
	{P}_OK = 0,
	{P}_JAMMED = 1, /**< nothing moves */
	{P}_EMPTY = 2,	/**< there is nothing */
}} FFI_ERROR({P}_OK);
"""

CONSTANT = """
/** The greatest number of {words}s. */
#define {P}_MAX {number}
FFI_CONSTANT({P}_MAX);
"""


def part(i: int, before: str) -> str:
    """The Ith part; BEFORE is the name of the part before it, whose struct is a field here."""
    words = f"{ADJECTIVES[i % len(ADJECTIVES)]} {NOUNS[i // len(ADJECTIVES) % len(NOUNS)]}"
    name = "syn_" + words.replace(" ", "_") + (f"{i // 625}" if i >= 625 else "")
    own_errors = i % 10 == 0
    fill = {
        "p": name, "P": name.upper(), "words": words, "minor": i % 9, "tags": 1 + i % 13,
        "scalar": SCALARS[i % len(SCALARS)], "other": SCALARS[i * 7 % len(SCALARS)],
        "before": f"struct {before}_state before;\n" if before and i % 4 else "",
        "both": 3 if i % 2 else 17, "flags": " FFI_FLAGS" if i % 2 else "",
        "error": f"{name}_error" if own_errors else "syn_error", "number": 100 + i,
    }
    text = ERRORS if own_errors else ""
    text += CONSTANT if i % 3 == 0 else ""
    if own_errors:
        text += PART.replace("SYN_TOO_SMALL", "{P}_JAMMED")
    else:
        text += PART
    return text.format(**fill)


def main(arguments: List[str]) -> int:
    functions = int(arguments[1]) if len(arguments) > 1 else 10000
    print(HEAD)
    before = ""
    for i in range(functions // FUNCTIONS_OF_A_PART):
        text = part(i, before)
        print(text)
        before = text.split("\ntypedef struct ")[1].split()[0] if i % 8 else ""
    print("FFI_EXPORT_END\n\n#endif")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
