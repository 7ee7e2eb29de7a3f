/*
 * SPDX-License-Identifier: MIT
 */
#include <ffiextract.h>

FFI_LIBRARY("layouts", "1.0");
FFI_EXPORT_BEGIN
class with_private {
      public:
	int product() const
	{
		return x * y;
	}

      private:
	int x, y;
};
struct with_defaults {
	int a = 3;
	long b{4};
};
enum class kind : short { first = -2, second };
enum class small : unsigned short { tiny, large = 40000 };
struct bits {
	unsigned a : 3;
	unsigned : 0;
	int b : 5;
	bool c : 1;
};
struct alignas(32) aligned_one {
	alignas(16) char c;
};
template <class T> using pointer_to = T *;

extern "C" {
int layouts_private(with_private p, FFI_OUT with_defaults *d);
with_defaults layouts_defaults(kind k, small s);
int layouts_bits(bits b, FFI_IN aligned_one *a) noexcept;
small layouts_small(FFI_IN pointer_to<int> p, FFI_OUT pointer_to<double> q);
}
FFI_EXPORT_END
