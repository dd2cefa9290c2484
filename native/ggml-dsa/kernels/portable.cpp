// Kernels for any machine: plain C++, the compiler's own vector instructions.
#include "attend_f32.h"
#include "common_kernels.h"

namespace dsa {

constexpr Kernels kPortableKernels = [] {
    Kernels kernels = CommonKernels("portable", 0);
    kernels.attendScratch = AttendScratchF32;
    kernels.attend = AttendF32;
    return kernels;
}();

} // namespace dsa
