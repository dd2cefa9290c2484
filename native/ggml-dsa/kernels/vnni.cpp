// Kernels for AVX-512 with VNNI (products of bytes), but without BF16: attention is F32.
#include "attend_f32.h"
#include "common_kernels.h"
#include "index_vnni.h"
#include "multiply_vnni.h"
#include "round_rows.h"

namespace dsa {

constexpr Kernels kVnniKernels = [] {
    Kernels kernels = CommonKernels("vnni", kAlwaysFaster);
    kernels.roundRow = RoundRow;
    kernels.packInt8Keys = PackInt8Keys;
    kernels.scoreInt8Keys = ScoreVnniKeys;
    kernels.attendScratch = AttendScratchF32;
    kernels.attend = AttendF32;
    kernels.roundBlocks = RoundBlocks;
    kernels.multiply = MultiplyVnni;
    kernels.packed = kAllTypes;
    return kernels;
}();

} // namespace dsa
