// Kernels for AVX2 with VNNI in registers of 256 bits, as processors without AVX-512 have it.
#include "avx2_table.h"

namespace dsa {

constexpr Kernels kAvxVnniKernels = Avx2Table("avxvnni");

} // namespace dsa
