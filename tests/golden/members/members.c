// What methods are to a language besides methods: properties, equality, order, hashes, text, iteration; and handles.
#include <stdbool.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("members", "1.0");

FFI_EXPORT_BEGIN

typedef int members_slot FFI_HANDLE(-1);
typedef struct members_coin members_coin FFI_SERVICE;

FFI_CONSTRUCTOR(members_coin) members_coin *members_coin_new(int value);
FFI_DESTRUCTOR(members_coin) void members_coin_free(members_coin *coin);
FFI_GETTER(value) int members_coin_get_value(const members_coin *coin);
FFI_SETTER(value) void members_coin_set_value(members_coin *coin, int value);
FFI_TO_STRING FFI_NONNULL const char *members_coin_text(const members_coin *coin);
FFI_EQUALS bool members_coin_equals(const members_coin *coin, const members_coin *other);
FFI_HASH uint64_t members_coin_hash(const members_coin *coin);
FFI_COMPARE int members_coin_compare(const members_coin *coin, const members_coin *other);
FFI_ITERATOR bool members_coin_next(members_coin *coin, int *digit FFI_OUT);
members_slot members_coin_slot(const members_coin *coin);
void members_coin_put(members_coin *coin, members_slot slot);

FFI_EXPORT_END

struct members_coin { int value, rest; members_slot slot; };
members_coin *members_coin_new(int value) { static members_coin coin; coin.value = coin.rest = value; return &coin; }
void members_coin_free(members_coin *coin) { coin->value = 0; }
int members_coin_get_value(const members_coin *coin) { return coin->value; }
void members_coin_set_value(members_coin *coin, int value) { coin->value = value; }
const char *members_coin_text(const members_coin *coin) { return coin->value ? "coin" : "nothing"; }
bool members_coin_equals(const members_coin *coin, const members_coin *other) { return coin->value == other->value; }
uint64_t members_coin_hash(const members_coin *coin) { return (uint64_t)coin->value; }
int members_coin_compare(const members_coin *coin, const members_coin *other) { return coin->value - other->value; }
bool members_coin_next(members_coin *coin, int *digit) { *digit = coin->rest % 10; coin->rest /= 10; return *digit; }
members_slot members_coin_slot(const members_coin *coin) { return coin->slot; }
void members_coin_put(members_coin *coin, members_slot slot) { coin->slot = slot; }
