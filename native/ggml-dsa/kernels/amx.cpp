// Kernels for AMX (tiles of bytes and of BF16 pairs) beside AVX-512; what no tile does is AVX-512's.
#include "attend_amx.h"
#include "common_kernels.h"
#include "index_amx.h"
#include "multiply_vnni.h"
#include "round_rows.h"

namespace dsa {

constexpr Kernels kAmxKernels = [] {
    Kernels kernels = CommonKernels("amx", kAlwaysFaster);
    kernels.roundRow = RoundRow;
    kernels.packInt8Keys = PackInt8Keys;
    kernels.scoreInt8Keys = ScoreAmxKeys;
    kernels.attendScratch = AttendScratchAmx;
    kernels.attend = AttendAmx;
    kernels.roundBlocks = RoundBlocks;
    kernels.multiply = MultiplyVnni;
    kernels.packed = kAllTypes;
    return kernels;
}();

} // namespace dsa
