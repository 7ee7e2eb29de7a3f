/*
 * XML to a tree, by libxml2's SAX interface.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ir/read_tree.h"

#include <limits.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "ir/xml.h"

/* Types of C are written nested; nothing that people write comes near. */
enum { MAX_DEPTH = 250 };

struct builder {
	struct ffir_arena *arena;
	struct diag *diag;
	xmlParserCtxtPtr context;
	const char *file;
	bool failed;
	struct tree_node *root;
	struct tree_node *open[MAX_DEPTH];
	struct ffir_buf text[MAX_DEPTH];
	unsigned depth;
};

static struct builder *builder_of(void *context)
{
	return (struct builder *)((xmlParserCtxtPtr)context)->_private;
}

static unsigned line_of(const struct builder *b)
{
	int line = b->context->input ? b->context->input->line : 0;
	return line > 0 ? (unsigned)line : 1;
}

static void fail(struct builder *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fail(struct builder *b, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	struct ffir_loc at = {b->file, line_of(b), 0};
	diag_error(b->diag, &at, "%s", ffir_vprintf(b->arena, format, ap));
	va_end(ap);
	b->failed = true;
}

#if LIBXML_VERSION >= 21200
static void on_error(void *context, const xmlError *error)
#else
static void on_error(void *context, xmlErrorPtr error)
#endif
{
	struct builder *b = builder_of(context);
	if (b->failed || error->level < XML_ERR_ERROR)
		return;
	const char *message = error->message ? error->message : "not well formed";
	size_t length = strcspn(message, "\n");
	struct ffir_loc at = {b->file, error->line > 0 ? (unsigned)error->line : line_of(b), 0};
	diag_error(b->diag, &at, "not well-formed XML: %.*s", (int)(length > 200 ? 200 : length), message);
	b->failed = true;
}

static void on_document_type(void *context, const xmlChar *name, const xmlChar *external,
			     const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	struct builder *b = builder_of(context);
	if (!b->failed)
		fail(b, "a document type declaration ('<!DOCTYPE') is not accepted");
	xmlStopParser(b->context);
}

/* ---- base64 ---- */

static int digit_of(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

static bool decode_base64(struct ffir_arena *a, const char *text, size_t size, char **bytes, size_t *n)
{
	if (size % 4)
		return false;
	size_t padding = size && text[size - 1] == '=' ? 1 + (text[size - 2] == '=') : 0;
	char *out = (char *)ffir_alloc(a, size / 4 * 3 + 1);
	*bytes = out;
	*n = size / 4 * 3 - padding;
	for (size_t i = 0; i < size; i += 4) {
		unsigned group = 0;
		for (size_t j = 0; j < 4; j++) {
			bool pad = i + j >= size - padding;
			int digit = pad ? 0 : digit_of(text[i + j]);
			if (digit < 0)
				return false;
			group = group << 6 | (unsigned)digit;
		}
		for (size_t j = 0; j < 3; j++)
			*out++ = (char)(group >> (16 - 8 * j) & 0xff);
	}
	(*bytes)[*n] = '\0';
	return true;
}

/* ---- elements ---- */

static bool word_in(const char *list, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = list; (at = strstr(at, word)); at += length)
		if ((at == list || at[-1] == ' ') && (!at[length] || at[length] == ' '))
			return true;
	return false;
}

static void decode_attributes(struct builder *b, struct tree_node *node)
{
	const struct tree_attribute *encoded = tree_attribute(node, "encoded");
	for (size_t i = 0; encoded && i < node->n_attributes; i++) {
		struct tree_attribute *attribute = &node->attributes[i];
		char *bytes;
		if (attribute == encoded || !word_in(encoded->value, attribute->name))
			continue;
		if (!decode_base64(b->arena, attribute->value, attribute->size, &bytes, &attribute->size)) {
			fail(b, "attribute '%s' is no valid base64", attribute->name);
			return;
		}
		attribute->value = bytes;
		if (strlen(bytes) != attribute->size && strcmp(attribute->name, "value") != 0)
			fail(b, "attribute '%s' holds a NUL", attribute->name);
	}
}

static const char *full_name(struct builder *b, const xmlChar *prefix, const xmlChar *name)
{
	return prefix ? ffir_printf(b->arena, "%s:%s", (const char *)prefix, (const char *)name)
		      : ffir_strdup(b->arena, (const char *)name);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		     int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
		     const xmlChar **attributes)
{
	(void)uri, (void)n_namespaces, (void)namespaces, (void)n_defaulted;
	struct builder *b = builder_of(context);
	if (b->depth == MAX_DEPTH) {
		if (!b->failed)
			fail(b, "elements are nested too deep at '%s'", (const char *)name);
		xmlStopParser(b->context);
		return;
	}
	struct tree_node *node = FFIR_NEW(b->arena, struct tree_node);
	node->name = full_name(b, prefix, name);
	node->line = line_of(b);
	node->n_attributes = (size_t)n_attributes;
	node->attributes = (struct tree_attribute *)ffir_alloc(b->arena, (size_t)n_attributes *
										 sizeof *node->attributes);
	for (size_t i = 0; i < node->n_attributes; i++) {
		/* local name, prefix, URI, start and end of the value */
		const xmlChar **five = attributes + 5 * i;
		node->attributes[i].name = full_name(b, five[1], five[0]);
		node->attributes[i].size = (size_t)(five[4] - five[3]);
		node->attributes[i].value =
			ffir_strndup(b->arena, (const char *)five[3], node->attributes[i].size);
	}
	decode_attributes(b, node);
	if (b->depth) {
		struct tree_node *parent = b->open[b->depth - 1];
		if (parent->last)
			parent->last->next = node;
		else
			parent->first = node;
		parent->last = node;
		node->parent = parent;
	} else {
		b->root = node;
	}
	b->text[b->depth].size = 0;
	b->open[b->depth++] = node;
}

static bool has_text(const char *name)
{
	return word_in("comment brief description section arg", name);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)name, (void)prefix, (void)uri;
	struct builder *b = builder_of(context);
	struct tree_node *node = b->open[--b->depth];
	struct ffir_buf *text = &b->text[b->depth];
	if (!has_text(node->name)) {
		if (text->size && strspn(text->text, " \t\n\r") != text->size)
			fail(b, "text where '%s' can hold none", node->name);
		return;
	}
	const struct tree_attribute *encoding = tree_attribute(node, "encoding");
	char *bytes = ffir_strndup(b->arena, text->size ? text->text : "", text->size);
	if (encoding && strcmp(encoding->value, "base64") == 0) {
		size_t size;
		if (!decode_base64(b->arena, bytes, text->size, &bytes, &size))
			fail(b, "the text of '%s' is no valid base64", node->name);
		else if (strlen(bytes) != size)
			fail(b, "the text of '%s' holds a NUL", node->name);
	} else if (encoding) {
		fail(b, "unknown encoding '%s'", encoding->value);
	}
	node->text = bytes;
}

static void on_characters(void *context, const xmlChar *text, int size)
{
	struct builder *b = builder_of(context);
	if (b->depth && size > 0)
		ffir_buf_add(&b->text[b->depth - 1], (const char *)text, (size_t)size);
}

const struct tree_attribute *tree_attribute(const struct tree_node *node, const char *name)
{
	for (size_t i = 0; i < node->n_attributes; i++)
		if (strcmp(node->attributes[i].name, name) == 0)
			return &node->attributes[i];
	return NULL;
}

static void set_handler(xmlSAXHandlerPtr sax)
{
	memset(sax, 0, sizeof *sax);
	sax->initialized = XML_SAX2_MAGIC;
	sax->internalSubset = on_document_type;
	sax->startElementNs = on_start;
	sax->endElementNs = on_end;
	sax->characters = on_characters;
	sax->ignorableWhitespace = on_characters;
	sax->cdataBlock = on_characters;
	sax->serror = on_error;
}

/* UTF-8 only, whatever the document declares: libxml2 reports what it cannot convert past its callers. */
static bool is_utf8(const char *text, size_t size, const char *file, struct diag *d)
{
	struct ffir_loc at = {file, 1, 0};
	/* Two bytes a character begin with its mark, or have a NUL beside the first "<". */
	if (size > 1 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0 ||
			 memcmp(text, "<\0", 2) == 0 || memcmp(text, "\0<", 2) == 0)) {
		diag_error(d, &at, "this is UTF-16: write it as UTF-8");
		return false;
	}
	for (size_t i = 0; i < size;) {
		bool plain = text[i] >= 0x20 && text[i] < 0x7f;
		size_t character = plain ? 1 : ffir_character_size(text + i, size - i);
		if (!character) {
			diag_error(d, &at, "not well-formed XML: byte 0x%02x is no character of UTF-8 text",
				   (unsigned char)text[i]);
			return false;
		}
		at.line += text[i] == '\n';
		i += character;
	}
	return true;
}

struct tree_node *tree_parse(struct ffir_arena *a, const char *text, size_t size, const char *file,
			     struct diag *d)
{
	struct ffir_loc whole = {file, 0, 0};
	if (size > INT_MAX / 2) {
		diag_error(d, &whole, "larger than 1 GiB");
		return NULL;
	}
	if (!is_utf8(text, size, file, d))
		return NULL;
	struct builder *b = FFIR_NEW(a, struct builder);
	b->arena = a;
	b->diag = d;
	b->file = file;
	b->context = xmlNewParserCtxt();
	if (!b->context) {
		diag_error(d, &whole, "out of memory");
		return NULL;
	}
	set_handler(b->context->sax);
	b->context->_private = b;
	/* With NOENT the five entities that XML itself defines come decoded in attributes; there can be
	 * no others without a document type, so that nothing grows: HUGE lifts limits on names and texts. */
	xmlDocPtr none =
		xmlCtxtReadMemory(b->context, text, (int)size, NULL, "UTF-8",
				  XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
	xmlFreeDoc(none);
	if (!b->failed && (!b->context->wellFormed || !b->root))
		fail(b, "not well-formed XML");
	xmlFreeParserCtxt(b->context);
	for (unsigned i = 0; i < MAX_DEPTH; i++)
		ffir_buf_release(&b->text[i]);
	return b->failed ? NULL : b->root;
}
