// Kernels for NEON (64-bit ARM).
#include "attend_f32.h"
#include "find_positions.h"
#include "index_f32.h"
#include "tables.h"

namespace dsa {

const Kernels kNeonKernels = {
    "neon",
    /* mostDense: not measured further */ 1024,
    Widen,
    PackKeys,
    ScoreKeys,
    FindAtLeast,
    FindVisible,
    nullptr,
    nullptr,
    nullptr,
    AttendScratchF32,
    AttendF32,
    ProductsF32,
};

} // namespace dsa
