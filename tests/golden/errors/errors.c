// Failures: a domain of int codes, sentinels, errno, a message that an object tells.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ffiextract.h>

FFI_LIBRARY("errors", "1.0");

#include <errno.h>

#define FAIL_OK 0
#define FAIL_MORE 1
#define FAIL_IO -1
FFI_CONSTANT(FAIL_OK);
FFI_CONSTANT(FAIL_MORE);
FFI_CONSTANT(FAIL_IO);

FFI_EXPORT_BEGIN

const char *fail_text(int code);
const char *fail_text(int code) { return code == FAIL_IO ? "input or output" : "something else"; }
FFI_ENUM(Fail, "FAIL_*");
FFI_ERROR_DOMAIN(Fail, FAIL_OK, FAIL_MORE) FFI_ERROR_MESSAGE(fail_text);
FFI_STATUS(Fail) int fail_step(int n);
int fail_step(int n) { return n < 0 ? FAIL_IO : n > 0; }
FFI_SENTINEL(-1) FFI_ERRNO int fail_open(const char *path);
int fail_open(const char *path) { (void)path; errno = ENOENT; return -1; }
FFI_SENTINEL(-1) long fail_seek(long at);
long fail_seek(long at) { return at < 0 ? -1 : at; }

/* The text stands in a struct: git's way. */
struct drop { const char *message; int kind; };
const struct drop *drop_last(void);
const struct drop *drop_last(void) { static const struct drop last = {"it fell", 1}; return &last; }
FFI_ERROR_DOMAIN(DropError, 0) FFI_ERROR_MESSAGE(drop_last, message);
FFI_STATUS(DropError) int drop_it(int height);
int drop_it(int height) { return height > 1 ? -1 : 0; }
FFI_NEGATIVE_STATUS(DropError) int drop_count(int height);
int drop_count(int height) { return height > 9 ? -2 : height; }

/* An object tells the text, of whichever class over its struct it is; a property has the name that a method would have. */
typedef struct tape tape FFI_SERVICE_AS(Player) FFI_SERVICE_AS(Recorder);
const char *tape_text(tape *t);
const char *tape_text(tape *t) { return t ? "torn" : NULL; }
FFI_ERROR_DOMAIN(TapeError, 0) FFI_ERROR_MESSAGE(tape_text);
FFI_CONSTRUCTOR(Player) FFI_OWNED tape *tape_player(void);
tape *tape_player(void) { return NULL; }
FFI_DESTRUCTOR(Player) void tape_eject(tape *t);
void tape_eject(tape *t) { (void)t; }
FFI_CONSTRUCTOR(Recorder) FFI_OWNED tape *tape_recorder(void);
tape *tape_recorder(void) { return NULL; }
FFI_DESTRUCTOR(Recorder) void tape_end(tape *t);
void tape_end(tape *t) { (void)t; }
FFI_METHOD(Recorder) FFI_STATUS(TapeError) int tape_record(tape *t);
int tape_record(tape *t) { return t ? -1 : 0; }
FFI_METHOD(Recorder) int recorder_speed(const tape *t);
int recorder_speed(const tape *t) { return t ? 1 : 0; }
FFI_METHOD(Recorder) FFI_GETTER(speed) int tape_speed_in_hertz(const tape *t);
int tape_speed_in_hertz(const tape *t) { return t ? 2 : 0; }

FFI_EXPORT_END
