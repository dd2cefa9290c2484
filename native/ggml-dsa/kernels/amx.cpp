// Kernels for AMX (tiles of bytes and of BF16 pairs) beside AVX-512; what no tile does is AVX-512's.
#include "attend_amx.h"
#include "find_positions.h"
#include "index_amx.h"
#include "index_f32.h"
#include "products_f32.h"
#include "tables.h"

namespace dsa {

const Kernels kAmxKernels = {
    "amx",    kAlwaysFaster, Widen,        PackKeys,         ScoreKeys, FindAtLeast, FindVisible,
    RoundRow, PackInt8Keys,  ScoreAmxKeys, AttendScratchAmx, AttendAmx, ProductsF32,
};

} // namespace dsa
