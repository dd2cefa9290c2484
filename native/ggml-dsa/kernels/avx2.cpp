// Kernels for AVX2, FMA and F16C.
#include "attend_f32.h"
#include "find_positions.h"
#include "index_f32.h"
#include "tables.h"

namespace dsa {

const Kernels kAvx2Kernels = {
    "avx2",  kAlwaysFaster, Widen,   PackKeys,         ScoreKeys, FindAtLeast, FindVisible,
    nullptr, nullptr,       nullptr, AttendScratchF32, AttendF32, ProductsF32,
};

} // namespace dsa
