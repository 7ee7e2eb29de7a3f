// LANG: c
// A callback of which nothing says how long it is used can never be let go.
#include <ffiextract.h>

FFI_EXPORT_BEGIN
typedef void (*seen)(int value, void *user FFI_CONTEXT);

void on_line(seen each FFI_USER_DATA(user), void *user); // EXPECT: 8: warning: callback 'each' of 'on_line' is kept for ever: say with 'FFI_SCOPE(call)'
void on_bare(void (*)(int)); // EXPECT: 9: warning: is kept for ever
void on_call(seen each FFI_USER_DATA(user) FFI_SCOPE(call), void *user);
void on_forever(seen each FFI_USER_DATA(user) FFI_SCOPE(forever), void *user);
void on_object(seen each FFI_USER_DATA(user) FFI_RETAINED, void *user);
void on_destroy(seen each FFI_USER_DATA(user) FFI_DESTROY(end), void *user, void (*end)(void *));
FFI_ASYNC(done) void on_done(seen done FFI_USER_DATA(user), void *user);
FFI_ALLOW(scope) void on_allowed(seen each FFI_USER_DATA(user), void *user);
FFI_HIDE void on_hidden(seen each, void *user);
FFI_EXPORT_END
void not_ours(seen each, void *user);

void on_line(seen each, void *user) { each(1, user); }
void on_bare(void (*each)(int)) { each(1); }
void on_call(seen each, void *user) { each(1, user); }
void on_forever(seen each, void *user) { each(1, user); }
void on_object(seen each, void *user) { each(1, user); }
void on_destroy(seen each, void *user, void (*end)(void *)) { each(1, user); end(user); }
void on_done(seen done, void *user) { done(1, user); }
void on_allowed(seen each, void *user) { each(1, user); }
void on_hidden(seen each, void *user) { each(1, user); }
void not_ours(seen each, void *user) { each(1, user); }
