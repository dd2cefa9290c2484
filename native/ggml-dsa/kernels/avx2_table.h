#pragma once
#include "attend_f32.h"
#include "common_kernels.h"
#include "multiply_avx2.h"

namespace dsa {
namespace {

/// All of AVX2's, whose products use VNNI where that is compiled for.
constexpr Kernels Avx2Table(const char * name) {
    Kernels kernels = CommonKernels(name, kAlwaysFaster);
    kernels.attendScratch = AttendScratchF32;
    kernels.attend = AttendF32;
    kernels.roundBlocks = RoundBlocks;
    kernels.multiply = MultiplyAvx2;
    kernels.packed = kAllTypes;
    return kernels;
}

} // namespace
} // namespace dsa
