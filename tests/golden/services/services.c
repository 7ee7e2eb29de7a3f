// Classes: constructors of three kinds, methods, destructors, properties, what keeps what alive.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("services", "1.0");

#include <stdlib.h>

FFI_EXPORT_BEGIN

enum db_error { DB_OK, DB_BAD } FFI_ERROR(DB_OK);

typedef struct db db FFI_SERVICE;
typedef struct query query FFI_SERVICE;
struct FFI_SERVICE meter {
	int total FFI_EXPORT;
	int hidden;
};

FFI_CONSTRUCTOR(db) enum db_error db_open(const char *name, db **out FFI_OUT FFI_SET_ON_ERROR);
FFI_DESTRUCTOR(db) void db_close(db *d);
int db_changes(const db *d);
FFI_CONSTRUCTOR(query) FFI_OWNED FFI_KEEPS(d) query *query_new(db *d, const char *text);
FFI_DESTRUCTOR(query) enum db_error query_end(query *q);
FFI_STATIC(db) int db_threads(void);
FFI_CONSTRUCTOR(meter) void meter_init(struct meter *m, int start);
FFI_DESTRUCTOR(meter) void meter_clear(struct meter *m);
void meter_add(struct meter *m, int by);

FFI_EXPORT_END

struct db { int changes; };
struct query { db *d; };
enum db_error db_open(const char *name, db **out) { *out = calloc(1, sizeof **out); return *name ? DB_OK : DB_BAD; }
void db_close(db *d) { free(d); }
int db_changes(const db *d) { return d->changes; }
query *query_new(db *d, const char *text) { query *q = calloc(1, sizeof *q); q->d = d; return *text ? q : (free(q), NULL); }
enum db_error query_end(query *q) { free(q); return DB_OK; }
int db_threads(void) { return 1; }
void meter_init(struct meter *m, int start) { m->total = start; }
void meter_clear(struct meter *m) { m->total = 0; }
void meter_add(struct meter *m, int by) { m->total += by; }
