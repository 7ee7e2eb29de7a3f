// What no other unit can reach; an inline function can have a shim, others stay in their unit.
// LANG: c
#include <ffiextract.h>

FFI_EXPORT static int plain(int n) { return n; } // EXPECT: 5: warning: 'plain' is exported, but static: nothing outside of this unit can reach it [ffi-hidden]
static inline FFI_EXPORT int twice(int n) { return 2 * n; }
FFI_ALLOW(hidden) FFI_EXPORT static int allowed(int n) { return n; }
FFI_EXPORT static int number = 3; // EXPECT: 8: warning: 'number' is exported, but static: nothing outside of this unit can reach it [ffi-hidden]
FFI_EXPORT_BEGIN
static int helper(int n) { return plain(n) + allowed(n) + twice(n) + number; } // EXPECT: 10: warning: 'helper' is exported, but static
FFI_HIDE static int own(int n) { return helper(n); }
int reached(int n) { return own(n); }
FFI_EXPORT_END
