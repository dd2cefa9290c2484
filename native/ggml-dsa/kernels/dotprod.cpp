// Kernels for NEON with products of bytes (64-bit ARM since v8.2, all of Apple's).
#include "multiply_dotprod.h"
#include "neon_table.h"

namespace dsa {

constexpr Kernels kDotprodKernels = [] {
    Kernels kernels = NeonTable("dotprod");
    kernels.roundBlocks = RoundBlocksNeon;
    kernels.multiply = MultiplyDotprod;
    // the others have packed kernels in llama.cpp, which has not been compared with on such a machine
    kernels.packed = Types(WeightType::Q4_1, WeightType::Q5_0, WeightType::Q5_1);
    return kernels;
}();

} // namespace dsa
