// Kernels for AVX2, FMA and F16C.
#include "avx2_table.h"

namespace dsa {

constexpr Kernels kAvx2Kernels = Avx2Table("avx2");

} // namespace dsa
