#pragma once
#include "attend_f32.h"
#include "common_kernels.h"

namespace dsa {
namespace {

/// `mostDense`: positions up to which NEON is trusted to be faster.
constexpr int kNotMeasuredFurther = 1024;

/// What all of 64-bit ARM has.
constexpr Kernels NeonTable(const char * name) {
    Kernels kernels = CommonKernels(name, kNotMeasuredFurther);
    kernels.attendScratch = AttendScratchF32;
    kernels.attend = AttendF32;
    return kernels;
}

} // namespace
} // namespace dsa
