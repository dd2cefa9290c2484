// Kernels for AVX-512 with VNNI (products of bytes) and BF16 (products of pairs).
#include "attend_bf16.h"
#include "common_kernels.h"
#include "index_vnni.h"
#include "multiply_vnni.h"
#include "round_rows.h"

namespace dsa {

constexpr Kernels kAvx512Kernels = [] {
    Kernels kernels = CommonKernels("avx512", kAlwaysFaster);
    kernels.roundRow = RoundRow;
    kernels.packInt8Keys = PackInt8Keys;
    kernels.scoreInt8Keys = ScoreVnniKeys;
    kernels.attendScratch = AttendScratchBf16;
    kernels.attend = AttendBf16;
    kernels.roundBlocks = RoundBlocks;
    kernels.multiply = MultiplyVnni;
    kernels.packed = kAllTypes;
    return kernels;
}();

} // namespace dsa
