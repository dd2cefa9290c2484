// Kernels for AVX-512 with VNNI (products of bytes) and BF16 (products of pairs).
#include "attend_bf16.h"
#include "find_positions.h"
#include "index_f32.h"
#include "index_vnni.h"
#include "products_f32.h"
#include "tables.h"

namespace dsa {

const Kernels kAvx512Kernels = {
    "avx512", kAlwaysFaster, Widen,         PackKeys,          ScoreKeys,  FindAtLeast, FindVisible,
    RoundRow, PackInt8Keys,  ScoreVnniKeys, AttendScratchBf16, AttendBf16, ProductsF32,
};

} // namespace dsa
