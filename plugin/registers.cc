/*
 * Where a value is that registers hold: which bytes of it are in which one, at which end of it, and in what format.
 * GCC decides that behind the hooks, when it moves the value: load_register_parameters and emit_group_load for
 * arguments, copy_blkmode_to_reg and shift_return_value for results (calls.cc and expr.cc).
 *
 * SPDX-License-Identifier: MIT
 */
#include "plugin/passing.h"
#include "plugin/types.h"

static bool
is_general (unsigned regno)
{
	return reg_class_subset_p (REGNO_REG_CLASS (regno), GENERAL_REGS);
}

/* GCC's name; powerpc's are numbers, the same for its general, floating-point and vector registers. */
static const char *
name_of_register (unsigned regno, machine_mode mode)
{
	const char *name = reg_names[regno];
	if (!ISDIGIT (*name))
		return name;
	if (is_general (regno))
		return prefixed ("r", name);
	return prefixed (VECTOR_MODE_P (mode) ? "v" : "f", name);
}

/* ---- what machines do to numbers that are narrower than a register ---- */

static bool
is_target (const char *cpu)
{
	return strncmp (target_triplet, cpu, strlen (cpu)) == 0;
}

/* The one format of all binary numbers in the register, to which loading converts narrower ones; NULL if there is none.
 * Power ISA 1, 4.6.2; Intel's manual, volume 1, 8.2; M68000 family's manual, 1.6; RISC-V's "D", NaN boxing. */
static const char *
format_of_register (unsigned regno)
{
#ifdef STACK_REGS
	return IN_RANGE (regno, FIRST_STACK_REG, LAST_STACK_REG) ? "extended" : NULL;
#elif defined TARGET_COLDFIRE
	return TARGET_COLDFIRE ? "double" : "extended";
#elif defined UNITS_PER_FP_REG
	return UNITS_PER_FP_REG == 8 ? "boxed" : NULL;
#else
	return is_target ("powerpc") ? "double" : NULL;
#endif
}

static const char *
format_of_number (unsigned regno, machine_mode mode)
{
	if (GET_MODE_CLASS (mode) != MODE_FLOAT && GET_MODE_CLASS (mode) != MODE_COMPLEX_FLOAT)
		return NULL;
	const char *format = is_general (regno) ? NULL : format_of_register (regno);
	if (format == NULL)
		return NULL;
	return GET_MODE_PRECISION (GET_MODE_INNER (mode)) < (*format == 'e' ? 80 : 64) ? format : NULL;
}

/* z/Architecture's Principles of Operation, 9: short numbers and vectors are on the left, bits 0 to 31. */
static bool
is_left_aligned (unsigned regno)
{
	return is_target ("s390") && !is_general (regno);
}

/* ---- pieces ---- */

/* SIZE bytes from OFFSET on of a value of MODE; IS_HIGH: at the upper end of a word, which they do not fill. */
static void
add_piece (struct ffir_pass *pass, unsigned regno, machine_mode mode, HOST_WIDE_INT offset,
	   HOST_WIDE_INT size, bool is_high)
{
	struct ffir_piece *piece = FFIR_PUSH (&module->arena, pass->pieces, pass->n_pieces);
	piece->reg = name_of_register (regno, mode);
	piece->offset = offset;
	piece->size = size;
	piece->format = format_of_number (regno, mode);
	piece->is_high = size < UNITS_PER_WORD && (is_high || is_left_aligned (regno));
}

/* Whether an argument, or a FRAGMENT that an ABI's list of registers has of a value, is at the upper end of a word
 * that it does not fill: padded on the other side. */
static bool
is_padded_below (const struct carried *v, machine_mode mode, bool is_first, bool is_fragment)
{
#ifdef BLOCK_REG_PADDING
	return (BLOCK_REG_PADDING (mode, v->type, is_first) == PAD_UPWARD) == (BYTES_BIG_ENDIAN != 0);
#else
	return is_fragment && BYTES_BIG_ENDIAN;
#endif
}

/* The bytes of a struct, word by word, in REGNO and those behind it. A result is one number of so many words: what does
 * not fill them is before it or behind it. */
static void
add_words (struct ffir_pass *pass, unsigned regno, const struct carried *v)
{
	HOST_WIDE_INT rest = v->size % UNITS_PER_WORD, size;
	bool is_high = BYTES_BIG_ENDIAN, is_first = false;
	if (v->is_result) {
		is_high = targetm.calls.return_in_msb (v->type);
		is_first = is_high != (BYTES_BIG_ENDIAN != 0);
	} else if (v->size < UNITS_PER_WORD)
		is_high = is_padded_below (v, v->mode, true, false);
	for (HOST_WIDE_INT at = 0; at < v->size; at += size, regno++) {
		size = at == 0 && is_first && rest > 0 ? rest : MIN (UNITS_PER_WORD, v->size - at);
		add_piece (pass, regno, BLKmode, v->offset + at, size, is_high);
	}
}

/* What REG holds of a value from byte AT on, as the number that its mode says; IS_HIGH as above. */
static void
add_number (struct ffir_pass *pass, rtx reg, const struct carried *v, HOST_WIDE_INT at, bool is_high)
{
	machine_mode mode = GET_MODE (reg);
	unsigned n = hard_regno_nregs (REGNO (reg), mode);
	HOST_WIDE_INT whole = v->size - at, each = UNITS_PER_WORD, bytes;
	if (GET_MODE_SIZE (mode).is_constant (&bytes) && n > 0)
		each = bytes / n;
	for (unsigned i = 0; i < n && whole > 0; i++, at += each, whole -= each)
		add_piece (pass, REGNO (reg) + i, mode, v->offset + at, MIN (each, whole), is_high);
}

static void
add_alone (struct ffir_pass *pass, rtx reg, const struct carried *v)
{
	machine_mode mode = GET_MODE (reg);
	if (mode == BLKmode || (TYPE_MODE (v->type) == BLKmode && SCALAR_INT_MODE_P (mode))) {
		add_words (pass, REGNO (reg), v);
		return;
	}
	HOST_WIDE_INT word = UNITS_PER_WORD, size;
	bool is_narrow = GET_MODE_SIZE (v->mode).is_constant (&size) && size < word;
	add_number (pass, reg, v, 0,
		    is_narrow
			    && (v->is_result ? targetm.calls.return_in_msb (v->type)
					     : is_padded_below (v, v->mode, v->size <= word, false)));
}

/* One of an ABI's list; IS_FIRST: the first of them. */
static void
add_part (struct ffir_pass *pass, rtx part, const struct carried *v, bool is_first)
{
	rtx reg = XEXP (part, 0);
	HOST_WIDE_INT at = INTVAL (XEXP (part, 1)), size;
	bool is_fragment = GET_MODE_SIZE (GET_MODE (reg)).is_constant (&size) && at + size > v->size;
	add_number (pass, reg, v, at,
		    is_fragment && is_padded_below (v, TYPE_MODE (v->type), is_first, true));
}

/* A word of which the last bytes are in another register, too, holds those before them: emit_group_store takes the later one's. */
static void
cut_overlaps (struct ffir_pass *pass)
{
	for (size_t i = 0; i + 1 < pass->n_pieces; i++) {
		struct ffir_piece *piece = &pass->pieces[i], *next = piece + 1;
		if (next->offset <= piece->offset || next->offset >= piece->offset + piece->size)
			continue;
		piece->size = next->offset - piece->offset;
		piece->is_high = BYTES_BIG_ENDIAN;
	}
}

bool
add_pieces (struct ffir_pass *pass, rtx value, const struct carried *v)
{
	if (value == NULL_RTX || CONST_INT_P (value))
		return false;
	if (REG_P (value))
		add_alone (pass, value, v);
	else if (GET_CODE (value) == PARALLEL) {
		bool is_first = true;
		for (int i = 0; i < XVECLEN (value, 0); i++) {
			rtx part = XVECEXP (value, 0, i);
			if (XEXP (part, 0) == NULL_RTX || !REG_P (XEXP (part, 0)))
				continue;
			add_part (pass, part, v, is_first);
			is_first = false;
		}
		cut_overlaps (pass);
	}
	return pass->n_pieces > 0;
}
