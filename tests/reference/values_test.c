/*
 * Values: texts.h, arrays.h, options.h and records.h through their generated header.
 *
 * SPDX-License-Identifier: MIT
 */
#include "expect.h"

#include <stdlib.h>

static struct safe_ref_failure failure;

/* ---- texts ---- */

static void texts_are_checked_and_copied(void)
{
	size_t n = 0;
	char *text = NULL;
	const char *borrowed = NULL;
	EXPECT(safe_ref_text_length("abc", &n, &failure) && n == 3);
	EXPECT(!safe_ref_text_length(NULL, &n, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_text_length_or_zero(NULL, &n, &failure) && n == 0);
	EXPECT(safe_ref_text_ascii("ab", &n, &failure) && n == 2);
	EXPECT(safe_ref_text_locale_length("ab", &n, &failure) && n == 2);
	EXPECT(safe_ref_text_borrowed(&borrowed, &failure) && strcmp(borrowed, "h\303\251llo") == 0);
	EXPECT(safe_ref_text_join("a", "bc", &text, &failure) && strcmp(text, "abc") == 0);
	free(text);
	EXPECT(safe_ref_text_maybe("", &text, &failure) && !text);
	EXPECT(safe_ref_text_bytes("\377", &text, &failure) && strcmp(text, "\377") == 0);
	free(text);
	EXPECT(safe_ref_text_count("aba", 'a', &n, &failure) && n == 2);
	EXPECT(safe_ref_bytes_count("\0\1\0", 3, 0, &n, &failure) && n == 2);
	EXPECT(safe_ref_text_number(-12, &text, &failure) && strlen(text) == 600);
	free(text);
	text = malloc(3);
	memcpy(text, "ab", 3);
	EXPECT(safe_ref_text_give(text, &failure) && safe_ref_text_given(&n, &failure) && n == 2);
	EXPECT(safe_ref_text_give(NULL, &failure) && safe_ref_text_given(&n, &failure) && n == 0);
	EXPECT_NOTHING_ALIVE();
}

static void texts_are_wide(void)
{
	static const char16_t wide[] = {'w', 0xef, 'd', 'e', 0};
	static const char32_t wider[] = {'w', 0x1f600, 0};
	char16_t *copy = NULL;
	size_t n = 0;
	EXPECT(safe_ref_text_utf16_length(wide, &n, &failure) && n == 4);
	EXPECT(safe_ref_text_utf32_length(wider, &n, &failure) && n == 2);
	EXPECT(safe_ref_text_utf16_copy(wide, &copy, &failure) && memcmp(copy, wide, sizeof wide) == 0);
	free(copy);
	EXPECT_NOTHING_ALIVE();
}

static void texts_are_many(void)
{
	static const char *const given[] = {"a", "bc", NULL};
	const char *const *days = NULL;
	char *text = NULL, **words = NULL;
	size_t n = 0;
	EXPECT(safe_ref_texts_join(given, 2, &text, &failure) && strcmp(text, "a bc") == 0);
	free(text);
	EXPECT(safe_ref_texts_join_ended(given, &text, &failure) && strcmp(text, "a bc") == 0);
	free(text);
	EXPECT(!safe_ref_texts_join_ended(NULL, &text, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_texts_split("x yz", &words, &n, &failure) && n == 2 && strcmp(words[1], "yz") == 0);
	for (size_t i = 0; i < n; i++)
		ref_free(words[i]);
	ref_free(words);
	EXPECT(safe_ref_texts_days(&days, &failure) && strcmp(days[6], "Sunday") == 0 && !days[7]);
	EXPECT(safe_ref_texts_words("x yz", &words, &failure) && strcmp(words[1], "yz") == 0 && !words[2]);
	ref_texts_free(words);
	EXPECT_NOTHING_ALIVE();
}

static void texts_lie_in_structs(void)
{
	struct ref_view view = {"one two", 7}, first;
	struct ref_string string;
	size_t n = 0;
	EXPECT(safe_ref_view_length(view, &n, &failure) && n == 7);
	EXPECT(safe_ref_view_first(view, &first, &failure) && first.size == 3 && first.text == view.text);
	EXPECT(safe_ref_string_repeat(first, 2, &string, &failure) && memcmp(string.text, "oneone", 6) == 0);
	ref_string_free(&string);
	EXPECT(!safe_ref_string_fill("", &string, &failure) && failure.code == REF_FAULT_INVALID);
	EXPECT(strcmp(failure.message, "the argument makes no sense") == 0);
	EXPECT(safe_ref_string_fill("x", &string, &failure) && string.size == 1);
	ref_string_free(&string);
	EXPECT_NOTHING_ALIVE();
}

static char *make_text(int n, void *user, struct safe_ref_failure *why)
{
	char *text = n == *(int *)user ? NULL : calloc(1, (size_t)n + 1);
	if (!text)
		safe_ref_fail(why, SAFE_REF_FAILED, 0, "no text");
	for (int i = 0; text && i < n; i++)
		text[i] = 'x';
	return text;
}

static void take_texts(const char *text, const char *none, struct ref_view view, const char16_t *wide,
		       const char *const *many, size_t n, void *user, struct safe_ref_failure *why)
{
	(void)why;
	*(bool *)user = strcmp(text, "t\u00ebxt") == 0 && !none && view.size == 4 && wide[1] == 0xef &&
			n == 2 && strcmp(many[1], "two") == 0;
}

static void texts_travel_through_callbacks(void)
{
	size_t n = 0;
	int never = 0, bad = 3;
	bool right = false;
	EXPECT(safe_ref_text_from(make_text, &never, 4, &n, &failure) && n == 10);
	EXPECT(!safe_ref_text_from(make_text, &bad, 4, &n, &failure) &&
	       strcmp(failure.message, "no text") == 0);
	char *all = NULL;
	EXPECT(safe_ref_text_collect(make_text, &never, 3, &all, &failure) && strcmp(all, "xxxxxx") == 0);
	free(all);
	EXPECT(!safe_ref_text_collect(make_text, &bad, 4, &all, &failure) && !all);
	EXPECT_NOTHING_ALIVE();
	EXPECT(safe_ref_text_show(take_texts, &right, &failure) && right);
	EXPECT_NOTHING_ALIVE();
}

static void objects_use_memory_of_their_makers(void)
{
	static const int numbers[] = {1, 2};
	struct safe_ref_label label;
	char *shown = NULL;
	EXPECT(safe_ref_label_new(&label, "label", &failure));
	EXPECT(safe_ref_label_number(&label, numbers, 2, &failure));
	EXPECT(safe_ref_label_show(&label, &shown, &failure) && strcmp(shown, "label: 3") == 0);
	free(shown);
	EXPECT(safe_ref_label_free(&label, &failure));
	EXPECT_NOTHING_ALIVE();
}

/* ---- arrays ---- */

static bool take_numbers(struct ref_numbers numbers, const struct ref_option_number *options, size_t n,
			 void *user, struct safe_ref_failure *why)
{
	(void)why;
	*(bool *)user = numbers.n == 3 && numbers.items[2] == 3 && n == 2 && options[0].number == 7 &&
			!options[1].there;
	return true;
}

static void arrays_are_lent_and_given(void)
{
	int32_t given[] = {1, 2, 3}, *got = NULL;
	int three[] = {1, 2, 3, 0}, *filled = NULL, sum = 0;
	int64_t wide = 0;
	size_t n = 0;
	bool right = false;
	EXPECT(safe_ref_sum(given, 3, &wide, &failure) && wide == 6);
	EXPECT(!safe_ref_sum(NULL, 3, &wide, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_sum_three(three, &sum, &failure) && sum == 6);
	EXPECT(safe_ref_sum_ended(three, &sum, &failure) && sum == 6);
	EXPECT(safe_ref_sum_bytes(given, 3, &wide, &failure) && wide == 6);
	EXPECT(safe_ref_double(given, 3, &failure) && given[2] == 6);
	EXPECT(safe_ref_count_up(3, &got, &n, &failure) && n == 3 && got[2] == 3);
	free(got);
	EXPECT(safe_ref_squares(3, &got, &n, &failure) && n == 3 && got[2] == 4);
	free(got);
	EXPECT(safe_ref_three(&filled, &n, &failure) && n == 3 && filled[2] == 3);
	free(filled);
	EXPECT(safe_ref_backwards(3, &got, &n, &failure) && n == 3 && got[0] == 3);
	free(got);
	EXPECT(safe_ref_backwards(-5, &got, &n, &failure) && n == 5 && got[4] == -1);
	free(got);
	EXPECT(!safe_ref_backwards(13, &got, &n, &failure) && strstr(failure.message, "room"));
	EXPECT(safe_ref_backwards_bound(3, &n, &failure) && n == 3);
	EXPECT(safe_ref_numbers_show(take_numbers, &right, 3, NULL, &failure) && right);
	EXPECT_NOTHING_ALIVE();
}

static size_t fill_numbers(int32_t *numbers, size_t n, void *user, struct safe_ref_failure *why)
{
	(void)why;
	for (size_t i = 0; i < n; i++)
		numbers[i] = *(int32_t *)user;
	return n;
}

static size_t read_bytes(void *bytes, size_t room, void *user, struct safe_ref_failure *why)
{
	size_t *left = (size_t *)user, n = room < *left ? room : *left;
	(void)why;
	memset(bytes, 2, n);
	*left -= n;
	return n;
}

static void change_numbers(struct ref_numbers_mut numbers, double *three, struct ref_box *boxes, size_t n,
			   void *user, struct safe_ref_failure *why)
{
	if (!numbers.n)
		safe_ref_fail(why, SAFE_REF_MISUSE, 0, (const char *)user);
	else
		numbers.items[1] = 20;
	three[2] = 0.25;
	boxes[n - 1].width = 4;
}

static void memory_of_c_is_changed_in_place(void)
{
	int32_t five = 5;
	int64_t wide = 0;
	unsigned sum = 0;
	double all = 0;
	size_t left = 20;
	EXPECT(safe_ref_sum_filled(6, fill_numbers, &five, &wide, &failure) && wide == 30);
	EXPECT(safe_ref_sum_read(read_bytes, &left, &sum, &failure) && sum == 40 && left == 0);
	EXPECT(safe_ref_sum_changed(3, change_numbers, NULL, &all, &failure) && all == 24 + 1.25 + 6);
	EXPECT(!safe_ref_sum_changed(0, change_numbers, (void *)"none", &all, &failure) &&
	       strcmp(failure.message, "none") == 0);
	EXPECT_NOTHING_ALIVE();
}

static void arrays_lie_in_structs(void)
{
	int32_t given[] = {1, 2, 3, 4};
	const uint8_t bytes[] = {1, 2};
	const char *const words[] = {"a", "bc"};
	const struct ref_option_text options[] = {{true, "abc"}, {false, NULL}};
	struct ref_numbers half;
	struct ref_number_vec numbers;
	struct ref_text_vec texts;
	int64_t sum = 0;
	unsigned small = 0;
	size_t n = 0;
	EXPECT(safe_ref_slice_sum((struct ref_numbers){given, 4}, &sum, &failure) && sum == 10);
	EXPECT(safe_ref_slice_double((struct ref_numbers_mut){given, 4}, &failure) && given[3] == 8);
	EXPECT(safe_ref_slice_half((struct ref_numbers){given, 4}, &half, &failure) && half.n == 2);
	EXPECT(safe_ref_bytes_sum((struct ref_bytes){bytes, 2}, &small, &failure) && small == 3);
	EXPECT(safe_ref_slice_texts_length((struct ref_texts){words, 2}, &n, &failure) && n == 3);
	EXPECT(safe_ref_slice_options_length((struct ref_option_slice){options, 2}, &n, &failure) && n == 3);
	EXPECT(safe_ref_vec_count_up(3, &numbers, &failure) && numbers.n == 3);
	ref_number_vec_free(numbers);
	EXPECT(safe_ref_vec_split("a bc", &texts, &failure) && texts.n == 2);
	for (size_t i = 0; i < texts.n; i++)
		ref_free(texts.items[i]);
	ref_free(texts.items);
	EXPECT(!safe_ref_vec_split_or_fail("", &texts, &failure) && failure.code == REF_FAULT_NOT_FOUND);
	EXPECT_NOTHING_ALIVE();
}

/* ---- options ---- */

static void options_results_and_unions_are_structs(void)
{
	struct ref_option_number half = {0};
	struct ref_option_text name = {0};
	struct ref_result_number quotient;
	struct ref_result_option parsed;
	struct ref_result_vec quotients;
	struct ref_shape shape;
	const int *pointed = NULL, seven = 7;
	int32_t number = 0;
	int small = 0;
	bool there = true;
	double area = 0;
	EXPECT(safe_ref_option_half(4, &half, &failure) && half.there && half.number == 2);
	EXPECT(safe_ref_option_or(half, 7, &number, &failure) && number == 2);
	EXPECT(safe_ref_option_text_length(name, &small, &failure) && small == -1);
	EXPECT(safe_ref_option_name(2, &name, &failure) && strcmp(name.text, "two") == 0);
	EXPECT(safe_ref_option_increment(&half, &failure) && half.number == 3);
	EXPECT(safe_ref_pointed_or(NULL, 5, &small, &failure) && small == 5);
	EXPECT(safe_ref_pointed_or(&seven, 5, &small, &failure) && small == 7);
	EXPECT(safe_ref_pointed(2, &pointed, &failure) && *pointed == 7);
	EXPECT(safe_ref_pointed(9, &pointed, &failure) && !pointed);
	EXPECT(safe_ref_pointed_option(NULL, &there, &failure) && !there);
	EXPECT(safe_ref_result_divide(1, 0, &quotient, &failure) && !quotient.ok &&
	       quotient.is.fault == REF_FAULT_INVALID);
	EXPECT(safe_ref_result_parse("x", &parsed, &failure) && parsed.status == 1);
	ref_free(parsed.why);
	EXPECT(safe_ref_result_quotients(3, &quotients, &failure) && quotients.n == 4);
	ref_free(quotients.items);
	EXPECT(safe_ref_shape_make(REF_SHAPE_BOX, &shape, &failure) && shape.as.box.width == 2);
	EXPECT(safe_ref_shape_area(shape, &area, &failure) && area == 4);
	EXPECT(safe_ref_shapes_area(&shape, 1, &area, &failure) && area == 4);
	EXPECT_NOTHING_ALIVE();
}

/* ---- records ---- */

static void free_person(struct ref_person *person)
{
	ref_free(person->name);
	ref_free(person->nick);
	ref_free(person->marks);
}

static void records_hold_texts_and_arrays(void)
{
	struct ref_sticker sticker;
	unsigned sum = 0;
	struct ref_person ann, zoe;
	struct ref_people people;
	struct ref_options options = {.level = 3, .fast = true};
	int64_t weight = 0;
	int level = 0;
	EXPECT(safe_ref_sticker_make("box", &sticker, &failure) && strcmp(sticker.title, "box") == 0);
	EXPECT(safe_ref_sticker_weigh(&sticker, &sum, &failure) && sum == 'b' + 'o' + 'x' + 'm' + 255 + 10);
	EXPECT(safe_ref_person_make("Anna", 4, &ann, &failure) && strcmp(ann.nick, "a") == 0);
	EXPECT(safe_ref_person_weigh(&ann, &weight, &failure) && weight == 1018);
	EXPECT(!safe_ref_person_weigh(NULL, &weight, &failure) && failure.kind == SAFE_REF_MISUSE);
	EXPECT(safe_ref_people_weigh(&ann, 1, &weight, &failure) && weight == 1018);
	free_person(&ann);
	EXPECT(!safe_ref_person_find("", &zoe, &failure) && failure.code == REF_FAULT_NOT_FOUND);
	EXPECT(safe_ref_person_find("Zoe", &zoe, &failure) && zoe.n_marks == 4);
	free_person(&zoe);
	EXPECT(safe_ref_people_of("a b", &people, &failure) && people.n == 2);
	for (size_t i = 0; i < people.n; i++)
		free_person(&people.items[i]);
	ref_free(people.items);
	EXPECT(!safe_ref_people_find("", &people, &failure) && failure.code == REF_FAULT_NOT_FOUND);
	EXPECT(safe_ref_options_apply(options, &level, &failure) && level == 6);
	EXPECT(safe_ref_options_usual(&options, &failure) && options.level == 6);
	EXPECT_NOTHING_ALIVE();
}

int main(void)
{
	EXPECT(strcmp(ref_fault_text(REF_FAULT_NONE), "all is well") == 0);
	texts_are_checked_and_copied();
	texts_are_wide();
	texts_are_many();
	texts_lie_in_structs();
	texts_travel_through_callbacks();
	objects_use_memory_of_their_makers();
	arrays_are_lent_and_given();
	memory_of_c_is_changed_in_place();
	arrays_lie_in_structs();
	options_results_and_unions_are_structs();
	records_hold_texts_and_arrays();
	return wrong != 0;
}
