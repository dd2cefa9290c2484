// Kernels for NEON (64-bit ARM).
#include "neon_table.h"

namespace dsa {

constexpr Kernels kNeonKernels = NeonTable("neon");

} // namespace dsa
