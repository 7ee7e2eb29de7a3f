"""zlib's macros, SQLite's and libcurl's variadic functions, an inline function of the C library, by shims."""
import ctypes

import real
from real import raw

with real.Deflater() as deflater:
    assert deflater
try:
    real.Deflater(99)
    raise SystemExit("a level of 99 was taken")
except real.ZError as error:
    assert error.code == real.ZErrorCode.STREAM_ERROR, error.code
# Before anything else, as SQLite wants it.
assert real.sqlite3_config(real.SQLITE_CONFIG_SERIALIZED) == real.SQLITE_OK
assert real.sqlite3_config_int(real.SQLITE_CONFIG_URI, 1) == real.SQLITE_OK
assert real.sqlite3_mprintf_string("<%Q>", "it's") == "<'it''s'>"
assert real.sqlite3_mprintf_string("<%Q>", None) == "<NULL>"
assert real.sqlite3_mprintf_int_double("%d %.2f", 42, 1.5) == "42 1.50"
handle = raw.curl_easy_init()
assert raw.curl_easy_setopt_string(handle, real.CURLoption.URL, b"file:///nothing/of/that/name") == 0
assert raw.curl_easy_setopt_long(handle, real.CURLoption.TIMEOUT_MS, 60000) == 0
assert raw.curl_easy_setopt_curl_off_t(handle, real.CURLoption.MAX_RECV_SPEED_LARGE, 1 << 40) == 0
assert raw.curl_easy_perform(handle) == real.CURLcode.CURLE_FILE_COULDNT_READ_FILE
number = ctypes.c_long(-1)
assert raw.curl_easy_getinfo(handle, real.Curlinfo.RESPONSE_CODE, ctypes.byref(number)) == 0
assert number.value == 0
raw.curl_easy_cleanup(handle)
assert raw._bswap_64(0x0102030405060708) == 0x0807060504030201
print("called")
