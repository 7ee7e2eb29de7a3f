// The example library, whole, from its header alone.
// FLAGS: -fplugin-arg-ffiextract-scan -Iexamples/point
#include <point.h>
