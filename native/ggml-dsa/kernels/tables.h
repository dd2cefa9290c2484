#pragma once
#include "kernels.h"

/// The tables that this build has; each is defined in the file of its name.
namespace dsa {

extern const Kernels kPortableKernels;
#if defined(DSA_X86)
extern const Kernels kAvx2Kernels;
extern const Kernels kAvxVnniKernels;
extern const Kernels kVnniKernels;   // AVX-512 with VNNI
extern const Kernels kAvx512Kernels; // and with BF16
#if defined(DSA_AMX)
extern const Kernels kAmxKernels; // beside all of AVX-512's
#endif
#elif defined(DSA_NEON)
extern const Kernels kNeonKernels;
extern const Kernels kDotprodKernels; // and products of bytes
#endif

} // namespace dsa
