/* The same from C, which calls variadic functions as they are. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "real.ffi.h"

int main(void)
{
	struct safe_real_failure failure = {SAFE_REAL_NOTHING, 0, ""};
	struct safe_Deflater deflater;
	char *text = NULL;
	long number = -1;

	assert(safe_Deflater_deflateInit(&deflater, 9, &failure));
	assert(safe_Deflater_deflateEnd(&deflater, &failure));
	assert(!safe_Deflater_deflateInit(&deflater, 99, &failure) && failure.code == Z_STREAM_ERROR);
	assert(safe_sqlite3_config(SQLITE_CONFIG_SERIALIZED) == SQLITE_OK);
	assert(safe_sqlite3_config_int(SQLITE_CONFIG_URI, 1) == SQLITE_OK);
	assert(safe_sqlite3_mprintf_string("<%Q>", "it's", &text, &failure));
	assert(strcmp(text, "<'it''s'>") == 0);
	free(text);
	text = sqlite3_mprintf("%d %d %d", 1, 2, 3);
	assert(strcmp(text, "1 2 3") == 0);
	sqlite3_free(text);

	CURL *curl = curl_easy_init();
	assert(curl_easy_setopt(curl, CURLOPT_URL, "file:///nothing/of/that/name") == CURLE_OK);
	assert(curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 60000L) == CURLE_OK);
	assert(curl_easy_perform(curl) == CURLE_FILE_COULDNT_READ_FILE);
	assert(curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &number) == CURLE_OK && number == 0);
	curl_easy_cleanup(curl);
	assert(__bswap_64(0x0102030405060708) == 0x0807060504030201);
	puts("called");
	return 0;
}
