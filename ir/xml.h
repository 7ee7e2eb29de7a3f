/*
 * XML as it is written: elements with indentation, attributes, text. What XML 1.0 cannot hold becomes
 * base64.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef FFIR_XML_H
#define FFIR_XML_H

#include "ir/model.h"

enum { XML_MAX_LEVEL = 1024 };

struct xml {
	struct ffir_buf *b;
	unsigned level;
	bool tag_open;		   /* the '>' of the last start tag is not written yet */
	bool lines[XML_MAX_LEVEL]; /* by level: has a child on a line of its own */
	bool record;		   /* for an object: nothing that differs between units */
	const char *target;	   /* the target that values of annotations hold on */
	const char *encoded[8];	   /* attributes of the open tag that are base64 */
	unsigned n_encoded;
};

/* Starts an element on a line of its own. */
void x_open(struct xml *x, const char *element);
/* Starts an element behind what stands there: types, inside of what has them. */
void x_open_inline(struct xml *x, const char *element);
void x_close(struct xml *x, const char *element);
/* Ends an element whose attributes are written. */
void x_close_with_text(struct xml *x, const char *element, const char *text);
void x_close_with_bytes(struct xml *x, const char *element, const char *text, size_t size);
/* Nothing if TEXT is NULL. */
void x_text_element(struct xml *x, const char *element, const char *text);

/* Attributes of the element that was opened last. Nothing if VALUE is NULL. */
void x_attribute(struct xml *x, const char *name, const char *value);
void x_attribute_bytes(struct xml *x, const char *name, const char *value, size_t size);
void x_number(struct xml *x, const char *name, uint64_t number);
/* NUMBER in 16 hexadecimal digits. */
void x_hash(struct xml *x, const char *name, uint64_t number);
void x_yes(struct xml *x, const char *name, bool yes);
/* at="file:line" or "file:line:column"; nothing if there is no file. */
void x_location(struct xml *x, const struct ffir_loc *at);

/* Bytes of the UTF-8 character at TEXT, or 0 if XML 1.0 cannot hold it (or it is no UTF-8). */
size_t ffir_character_size(const char *text, size_t size);

#endif
