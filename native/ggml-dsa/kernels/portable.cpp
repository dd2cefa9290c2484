// Kernels for any machine: plain C++, the compiler's own vector instructions.
#include "attend_f32.h"
#include "find_positions.h"
#include "index_f32.h"
#include "tables.h"

namespace dsa {

const Kernels kPortableKernels = {
    "portable", 0,       Widen,   PackKeys,         ScoreKeys, FindAtLeast, FindVisible,
    nullptr,    nullptr, nullptr, AttendScratchF32, AttendF32, ProductsF32,
};

} // namespace dsa
