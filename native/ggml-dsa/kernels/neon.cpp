// Kernels for NEON (64-bit ARM).
#include "attend_f32.h"
#include "common_kernels.h"

namespace dsa {

/// Positions of `mostDense`.
constexpr int kNotMeasuredFurther = 1024;

constexpr Kernels kNeonKernels = [] {
    Kernels kernels = CommonKernels("neon", kNotMeasuredFurther);
    kernels.attendScratch = AttendScratchF32;
    kernels.attend = AttendF32;
    return kernels;
}();

} // namespace dsa
