/*
 * Names, literals, XML comments and the layout of lines.
 *
 * SPDX-License-Identifier: MIT
 */
#include "backends/csharp/csharp.h"
#include "ir/characters.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Sorted. */
const char *const csharp_keywords[] = {
	"abstract",  "as",	   "base",	"bool",	    "break",	"byte",	     "case",	"catch",
	"char",	     "checked",	   "class",	"const",    "continue", "decimal",   "default", "delegate",
	"do",	     "double",	   "else",	"enum",	    "event",	"explicit",  "extern",	"false",
	"finally",   "fixed",	   "float",	"for",	    "foreach",	"goto",	     "if",	"implicit",
	"in",	     "int",	   "interface", "internal", "is",	"lock",	     "long",	"namespace",
	"new",	     "null",	   "object",	"operator", "out",	"override",  "params",	"private",
	"protected", "public",	   "readonly",	"ref",	    "return",	"sbyte",     "sealed",	"short",
	"sizeof",    "stackalloc", "static",	"string",   "struct",	"switch",    "this",	"throw",
	"true",	     "try",	   "typeof",	"uint",	    "ulong",	"unchecked", "unsafe",	"ushort",
	"using",     "virtual",	   "void",	"volatile", "while",	NULL,
};

/* What the generated text itself calls by these names. */
#define TAKEN                                                                                                \
	"System", "ArgumentException", "ArgumentNullException", "BitConverter", "BitFields", "Constants",    \
		"Copies", "Exception", "Failures", "Functions", "GCHandle", "IDisposable", "LastingClosure", \
		"LastingText", "GivenText", "OnceClosure", "Completion", "Adopted", "Iteration", "Lent",     \
		"Inherited", "WideText", "Views", "Marshal", "MemoryMarshal", "NativeCalls", "NativeCount",  \
		"NativeClosure", "NativeEntries", "NativeEnum", "NativeImports", "LastingMemory",            \
		"NativeKeep", "NativeFree", "NativeFailure", "NumberAt", "Outcome", "Form", "Forms",         \
		"PointerForm", "PlainForm", "TextForm", "TextEncodings", "TextInside", "BytesForm",          \
		"BytesInside", "ManyForm", "ManyInside", "ComplexSingle", "CountedForm", "OptionForm",       \
		"LiftedForm", "IndirectForm", "InstanceForm", "ResultForm", "FreedForm", "ClosedForm",       \
		"NativeHandle", "NativeLoader", "NativeMemory", "NativePin", "NativeSymbols", "NativeText",  \
		"Obsolete", "Raw", "SafeHandle", "Slices", "TextOf", "ThreadPool", "Trampolines", "Unsafe"

/* .NET's types that it uses, if they have no type parameters: with some they are others. */
#define FROM_DOTNET                                                                                          \
	"AppContext", "ArgumentOutOfRangeException", "Ascii", "BadImageFormatException", "CallConvCdecl",    \
		"CallingConvention", "CancellationToken", "CancellationTokenRegistration",                   \
		"DecoderFallback", "DllImportSearchPath", "DllNotFoundException", "EncoderFallback",         \
		"EncoderFallbackException", "Encoding", "EntryPointNotFoundException",                       \
		"ExceptionDispatchInfo", "FormattableString", "InvalidOperationException", "LayoutKind",     \
		"MethodImplOptions", "NativeLibrary", "NotSupportedException", "ObjectDisposedException",    \
		"OverflowException", "PlatformNotSupportedException", "RuntimeFeature", "StringComparison",  \
		"StringSplitOptions", "Task", "TaskCreationOptions", "UTF32Encoding", "UTF8Encoding",        \
		"UnicodeEncoding"

const char *const csharp_taken[] = {TAKEN, NULL}, *const csharp_dotnet[] = {FROM_DOTNET, NULL};

#define OF_OBJECT                                                                                            \
	"Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"

/* What all members of a class would hide: of System.Object, and what the text beside them uses. */
const char *const csharp_reserved[] = {"Close", "Dispose", OF_OBJECT, TAKEN, NULL};
/* The same of interfaces, which nobody closes. */
const char *const csharp_of_interfaces[] = {OF_OBJECT, TAKEN, NULL};

/* The same of the classes that have C's names. */
const char *const csharp_raw_reserved[] = {
	OF_OBJECT, "Library", "Loader", "MethodImplOptions", "NativeEntries", "NativeImports", "NativeLoader",
	"Raw",	   "Shims",   NULL};

/* Keywords of Visual Basic (CA1716), and names of everyday types. */
const char *const csharp_unwelcome[] = {
	FROM_DOTNET,
	"Action",
	"AddHandler",
	"AddressOf",
	"Alias",
	"And",
	"AndAlso",
	"Array",
	"As",
	"Assembly",
	"Auto",
	"ByRef",
	"ByVal",
	"Call",
	"Case",
	"Catch",
	"Class",
	"Const",
	"Continue",
	"Date",
	"Declare",
	"Default",
	"Delegate",
	"Dim",
	"DirectCast",
	"Do",
	"Each",
	"Else",
	"ElseIf",
	"End",
	"Enum",
	"Environment",
	"Erase",
	"Error",
	"Event",
	"Exit",
	"Finally",
	"Flags",
	"For",
	"Friend",
	"Func",
	"Function",
	"GC",
	"Get",
	"GetType",
	"Global",
	"GoSub",
	"GoTo",
	"Handle",
	"Handles",
	"If",
	"Implements",
	"Imports",
	"In",
	"Inherits",
	"Interface",
	"Is",
	"IsFalse",
	"IsNot",
	"IsTrue",
	"Let",
	"Lib",
	"Like",
	"Loop",
	"Math",
	"Me",
	"Memory",
	"Mod",
	"Module",
	"MustInherit",
	"MustOverride",
	"Namespace",
	"Narrowing",
	"New",
	"Next",
	"Not",
	"NotInheritable",
	"NotOverridable",
	"Nothing",
	"Object",
	"Of",
	"On",
	"Operator",
	"Option",
	"Optional",
	"Or",
	"OrElse",
	"Overloads",
	"Overridable",
	"Overrides",
	"Param",
	"Partial",
	"Preserve",
	"Private",
	"Property",
	"Protected",
	"Public",
	"Raise",
	"RaiseEvent",
	"ReDim",
	"ReadOnly",
	"ReadOnlySpan",
	"Rem",
	"RemoveHandler",
	"Resume",
	"Return",
	"Select",
	"Set",
	"Shadows",
	"Shared",
	"Span",
	"Static",
	"Step",
	"Stop",
	"String",
	"Structure",
	"Sub",
	"SyncLock",
	"Text",
	"Then",
	"Throw",
	"To",
	"Try",
	"TryCast",
	"Type",
	"TypeOf",
	"Until",
	"Using",
	"Wend",
	"When",
	"While",
	"Widening",
	"With",
	"WithEvents",
	"WriteOnly",
	"Xor",
	NULL,
};

/* ---- names ---- */

const char *csharp_name(const struct plan_name *name)
{
	return name->name ? name->name : name->cname;
}

const char *csharp_own(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot ? dot + 1 : name;
}

const char *csharp_flat(struct csharp *e, const char *name)
{
	char *flat = ffir_strdup(e->a, name);
	for (char *c = flat; *c; c++)
		if (*c == '.')
			*c = '_';
	return flat;
}

void csharp_enter(struct csharp *e, const struct plan_name *name)
{
	if (!name->place)
		return;
	csharp_gap(e);
	csharp_open(e, "namespace %s", name->place);
}

void csharp_leave(struct csharp *e, const struct plan_name *name)
{
	if (name->place)
		csharp_close(e, "");
}

bool csharp_same_place(const struct plan_name *a, const struct plan_name *b)
{
	return a->place && b->place ? strcmp(a->place, b->place) == 0 : a->place == b->place;
}

const char *csharp_error_maker(struct csharp *e, const struct plan_error *error)
{
	const char *name = csharp_name(&error->name), *from = error->name.from;
	return from ? TEXT(e, "%s.Failures.%s", from, csharp_flat(e, name + strlen(from) + 1))
		    : TEXT(e, "Failures.%s", csharp_flat(e, name));
}

const char *csharp_raw(struct csharp *e, const struct plan_function *f)
{
	return TEXT(e, "%s%sRaw.%s", f->name.from ? f->name.from : "", f->name.from ? "." : "",
		    csharp_name(&f->name));
}

/* ---- literals ---- */

const char *csharp_string(struct csharp *e, const char *text, size_t size)
{
	struct ffir_buf b = {0};
	ffir_buf_puts(&b, "\"");
	for (const char *at = text; at < text + size;) {
		if (ffir_control_size(at, (size_t)(text + size - at))) {
			ffir_buf_printf(&b, "\\u%04x", (unsigned)ffir_character_next(&at));
			continue;
		}
		if (*at == '"' || *at == '\\')
			ffir_buf_puts(&b, "\\");
		ffir_buf_add(&b, at++, 1);
	}
	ffir_buf_puts(&b, "\"");
	const char *result = ffir_strndup(e->a, b.text, b.size);
	ffir_buf_release(&b);
	return result;
}

static const char *float_literal(struct csharp *e, const char *text)
{
	if (strcmp(text, "inf") == 0)
		return "double.PositiveInfinity";
	if (strcmp(text, "-inf") == 0)
		return "double.NegativeInfinity";
	if (strstr(text, "nan"))
		return "double.NaN";
	return float_decimal(e->a, text);
}

const char *csharp_literal(struct csharp *e, const struct ffir_value *value)
{
	switch (value->kind) {
	case FFIR_VALUE_NONE:
		return NULL;
	case FFIR_VALUE_INTEGER:
		return value->text;
	case FFIR_VALUE_FLOAT:
		return float_literal(e, value->text);
	case FFIR_VALUE_STRING:
		return ffir_is_utf8(value->text, value->size) ? csharp_string(e, value->text, value->size)
							      : NULL;
	}
	return NULL;
}

/* ---- lines ---- */

void csharp_open(struct csharp *e, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *line = (char *)ffir_alloc(e->a, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(line, (size_t)n + 1, format, args);
	va_end(args);
	if (*line)
		w_line(e->w, "%s", line);
	w_open(e->w, "{");
}

void csharp_gap(struct csharp *e)
{
	const struct ffir_buf *b = &e->w->buf;
	if (b->size > 1 && strncmp(b->text + b->size - 2, "{\n", 2) != 0)
		w_line(e->w, "");
}

/* No empty line stands before a brace. */
void csharp_close(struct csharp *e, const char *tail)
{
	struct ffir_buf *b = &e->w->buf;
	if (b->size > 1 && strncmp(b->text + b->size - 2, "\n\n", 2) == 0)
		b->text[--b->size] = '\0';
	w_close(e->w, "}%s", tail);
}

void csharp_list(struct csharp *e, const char *first, const char *const *items, size_t n, const char *last)
{
	const char *inside = text_joined(e->a, items, n, ", ");
	if (strlen(first) + strlen(inside) + strlen(last) + e->w->level * 4 <= CSHARP_COLUMNS || n == 0) {
		w_line(e->w, "%s%s%s", first, inside, last);
		return;
	}
	w_open(e->w, "%s", first);
	for (size_t i = 0; i < n; i++)
		w_line(e->w, "%s%s", items[i], i + 1 < n ? "," : last);
	e->w->level--;
}

/* ---- XML comments ---- */

/* TEXT as XML's character data; control characters, which XML has not, become blanks. */
static const char *xml_text(struct csharp *e, const char *text)
{
	struct ffir_buf b = {0};
	for (; *text; text++) {
		if (*text == '&')
			ffir_buf_puts(&b, "&amp;");
		else if (*text == '<')
			ffir_buf_puts(&b, "&lt;");
		else if (*text == '>')
			ffir_buf_puts(&b, "&gt;");
		else if ((unsigned char)*text < ' ' && *text != '\n')
			ffir_buf_puts(&b, " ");
		else
			ffir_buf_add(&b, text, 1);
	}
	while (b.size && isspace((unsigned char)b.text[b.size - 1]))
		b.text[--b.size] = '\0';
	const char *result = ffir_strndup(e->a, b.text ? b.text : "", b.size);
	ffir_buf_release(&b);
	return result;
}

/* The line at TEXT, its bytes and where the next one begins. */
struct doc_line {
	const char *text, *next;
	size_t size;
};

static struct doc_line line_at(const char *text)
{
	size_t size = strcspn(text, "\n");
	return (struct doc_line){text, text + size + (text[size] == '\n'), size};
}

static bool is_code_line(const char *line)
{
	return strncmp(line, "    ", 4) == 0;
}

/* "- text" and "1. text": where the text begins, else NULL. */
static const char *item_text(const char *line, bool *numbered)
{
	size_t digits = strspn(line, "0123456789");
	*numbered = digits > 0;
	if (digits && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ')
		return line + digits + 2;
	return !digits && *line && strchr("-*+", *line) && line[1] == ' ' ? line + 2 : NULL;
}

/* Lines of code, and the empty ones between them. Returns what is behind. */
static const char *emit_code(struct csharp *e, const char *text)
{
	w_line(e->w, "/// <code>");
	while (is_code_line(text)) {
		struct doc_line line = line_at(text);
		w_line(e->w, "/// %.*s", (int)line.size - 4, line.text + 4);
		text = line.next + strspn(line.next, "\n");
		if (text > line.next && is_code_line(text))
			w_line(e->w, "///");
	}
	w_line(e->w, "/// </code>");
	return text;
}

static const char *emit_items(struct csharp *e, const char *text, bool numbered)
{
	bool same = numbered;
	w_line(e->w, "/// <list type=\"%s\">", numbered ? "number" : "bullet");
	for (const char *item; (item = item_text(text, &same)) && same == numbered;) {
		struct doc_line line = line_at(item);
		w_line(e->w, "/// <item><description>%.*s</description></item>", (int)line.size, line.text);
		text = line.next;
	}
	w_line(e->w, "/// </list>");
	return text;
}

static const char *emit_paragraph(struct csharp *e, const char *text)
{
	bool numbered;
	w_line(e->w, "/// <para>");
	do {
		struct doc_line line = line_at(text);
		w_line(e->w, "/// %.*s", (int)line.size, line.text);
		text = line.next;
	} while (*text && *text != '\n' && !is_code_line(text) && !item_text(text, &numbered));
	w_line(e->w, "/// </para>");
	return text;
}

/* Without marks a reader sees one paragraph, whatever lines there are. */
static void emit_blocks(struct csharp *e, const char *text)
{
	bool numbered;
	while (*(text += strspn(text, "\n")))
		text = is_code_line(text)	    ? emit_code(e, text)
		       : item_text(text, &numbered) ? emit_items(e, text, numbered)
						    : emit_paragraph(e, text);
}

void csharp_doc(struct csharp *e, const char *tag, const char *name, const char *text)
{
	csharp_doc_of(e, tag, "name", name, text);
}

void csharp_doc_of(struct csharp *e, const char *tag, const char *attribute, const char *name,
		   const char *text)
{
	const char *safe = xml_text(e, text);
	const char *open = name ? TEXT(e, "<%s %s=\"%s\">", tag, attribute, name) : TEXT(e, "<%s>", tag);
	size_t columns = e->w->level * 4 + 4 + strlen(open) + strlen(safe) + strlen(tag) + 3;
	bool one_line = !strchr(safe, '\n') && !is_code_line(safe);
	if (one_line && columns <= CSHARP_COLUMNS) {
		w_line(e->w, "/// %s%s</%s>", open, safe, tag);
		return;
	}
	w_line(e->w, "/// %s", open);
	if (one_line)
		w_line(e->w, "/// %s", safe);
	else
		emit_blocks(e, safe);
	w_line(e->w, "/// </%s>", tag);
}

static void doc_sections(struct csharp *e, const struct ffir_doc *doc)
{
	struct ffir_buf b = {0};
	if (doc->brief && doc->description)
		ffir_buf_puts(&b, doc->description);
	for (size_t i = 0; i < doc->n_sections; i++) {
		const struct ffir_doc_section *s = &doc->sections[i];
		if (s->kind == FFIR_DOC_NOTE || s->kind == FFIR_DOC_SINCE || s->kind == FFIR_DOC_SEE)
			ffir_buf_printf(&b, "%s%s%s", b.size ? "\n\n" : "",
					s->kind == FFIR_DOC_SINCE ? "Since "
					: s->kind == FFIR_DOC_SEE ? "See "
								  : "",
					s->text ? s->text : "");
	}
	if (b.size)
		csharp_doc(e, "remarks", NULL, b.text);
	ffir_buf_release(&b);
}

void csharp_summary(struct csharp *e, const struct ffir_doc *doc, const char *otherwise)
{
	const char *text = doc && doc->brief	     ? doc->brief
			   : doc && doc->description ? doc->description
						     : otherwise;
	csharp_doc(e, "summary", NULL, text);
	if (doc)
		doc_sections(e, doc);
}

void csharp_summary_since(struct csharp *e, const struct ffir_doc *doc, const struct plan_standing *standing,
			  const char *otherwise)
{
	const char *since = plan_standing_since(e->a, standing);
	csharp_summary(e, doc, otherwise);
	if (since)
		csharp_doc(e, "remarks", NULL, since);
}

void csharp_summary_of(struct csharp *e, const struct ffir_doc *doc, const struct plan_standing *standing,
		       const char *otherwise)
{
	csharp_summary_since(e, doc, standing, otherwise);
	csharp_obsolete(e, standing->deprecated);
}

void csharp_obsolete(struct csharp *e, const char *message)
{
	if (!message)
		return;
	const char *text = *message ? message : "It is deprecated.";
	w_line(e->w, "[Obsolete(%s)]", csharp_string(e, text, strlen(text)));
}

/* As much of the N bytes of TEXT as fits on a line, up to a blank; a word stays whole. */
static size_t line_of(const struct csharp *e, const char *text, size_t n)
{
	size_t room = CSHARP_COLUMNS - e->w->level * 4 - strlen("// "), fits = room < n ? room : n;
	while (fits < n && fits && text[fits] != ' ')
		fits--;
	return fits ? fits : strcspn(text, " \n");
}

void csharp_comment_lines(struct csharp *e, const char *text)
{
	for (size_t n; *text; text += n + (text[n] == '\n' || text[n] == ' ')) {
		n = line_of(e, text, strcspn(text, "\n"));
		if (n)
			csharp_comment(e, ffir_strndup(e->a, text, n));
		else
			w_line(e->w, "//");
	}
}

void csharp_comment(struct csharp *e, const char *text)
{
	char *line = ffir_strdup(e->a, text);
	for (char *c = line; *c; c++)
		if ((unsigned char)*c < ' ' || (unsigned char)*c == 0x7f)
			*c = ' ';
	w_line(e->w, "// %s", line);
}
