/**
 * @file
 * Numbers that are types of their own, and places in the bindings: the same names in two of them.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef REFERENCE_UNITS_H
#define REFERENCE_UNITS_H

#include "plain.h"

/** So many metres a mile has. */
#define REF_UNITS_MILE 1609.344
FFI_CONSTANT(REF_UNITS_MILE) FFI_NAMESPACE("units");

FFI_EXPORT_BEGIN

/** A length. */
typedef double ref_metres FFI_TRANSPARENT FFI_NAMESPACE("units");
/** A time. */
typedef uint32_t ref_seconds FFI_TRANSPARENT FFI_NAMESPACE("units");

/** A length, if it is known. */
struct ref_units_known {
	bool known;
	ref_metres length;
} FFI_OPTION(known);

/** How far and how long. */
typedef struct ref_units_trip {
	ref_metres length;
	ref_seconds time;
} ref_units_trip FFI_NAMESPACE("units");

/** What a scale is made for. */
enum ref_units_kind { REF_UNITS_KIND_FINE, REF_UNITS_KIND_COARSE } FFI_NAMESPACE("units");

/** Measures lengths. */
typedef struct ref_ruler ref_ruler FFI_SERVICE FFI_NAME("Scale") FFI_NAMESPACE("units.lengths");
/** Measures times. */
typedef struct ref_clock ref_clock FFI_SERVICE FFI_NAME("Scale") FFI_NAMESPACE("units.times");

/** Changes a length. */
typedef ref_metres (*ref_stretcher)(ref_metres length, void *user FFI_CONTEXT) FFI_NAMESPACE("units");

/** A length, and one more metre if nothing else is said. */
FFI_NAMESPACE("units") ref_metres ref_units_add(ref_metres a, FFI_DEFAULT(1.0) ref_metres b);
/** The sum of lengths. */
FFI_NAMESPACE("units") ref_metres ref_units_sum(FFI_ARRAY(n) const ref_metres *lengths, size_t n);
/** @p n lengths, from 0 on. */
FFI_NAMESPACE("units") void ref_units_steps(FFI_OUT FFI_ARRAY(n) ref_metres *lengths, size_t n);
/** Twice the length. */
FFI_NAMESPACE("units") void ref_units_double(FFI_INOUT ref_metres *length);
/** A trip of twice the length and time. */
FFI_NAMESPACE("units") ref_units_trip ref_units_twice(ref_units_trip trip);
/** Half of it, if it is known. */
FFI_NAMESPACE("units") struct ref_units_known ref_units_half(struct ref_units_known length);
/** What @p stretch makes of a length. */
FFI_NAMESPACE("units")
ref_metres ref_units_stretch(ref_metres length, FFI_USER_DATA(user) FFI_SCOPE(call) ref_stretcher stretch,
			     void *user);

/** A ruler of some kind. */
FFI_CONSTRUCTOR(ref_ruler) ref_ruler *ref_ruler_new(enum ref_units_kind kind);
/** Ends a ruler. */
FFI_DESTRUCTOR(ref_ruler) void ref_ruler_free(ref_ruler *ruler);
/** A length on it: of whole metres if it is coarse. */
ref_metres ref_ruler_read(const ref_ruler *ruler, ref_metres length);

/** A clock that begins at @p start. */
FFI_CONSTRUCTOR(ref_clock) ref_clock *ref_clock_new(ref_seconds start);
/** Ends a clock. */
FFI_DESTRUCTOR(ref_clock) void ref_clock_free(ref_clock *clock);
/** Goes on. */
ref_seconds ref_clock_go(ref_clock *clock, ref_seconds time);

/** How many rulers there are. */
FFI_NAMESPACE("units.lengths") FFI_NAME("how_many") int ref_rulers(void);
/** How many clocks there are. */
FFI_NAMESPACE("units.times") FFI_NAME("how_many") int ref_clocks(void);

FFI_EXPORT_END

#endif
