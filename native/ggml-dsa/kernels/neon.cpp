// Kernels for NEON (64-bit ARM).
#include "attend_f32.h"
#include "common_kernels.h"

namespace dsa {

/// `mostDense`: positions up to which NEON is trusted to be faster.
constexpr int kNotMeasuredFurther = 1024;

constexpr Kernels kNeonKernels = [] {
    Kernels kernels = CommonKernels("neon", kNotMeasuredFurther);
    kernels.attendScratch = AttendScratchF32;
    kernels.attend = AttendF32;
    return kernels;
}();

} // namespace dsa
