#pragma once
#include "kernels/kernels.h"

#include <vector>

namespace dsa {

/// The kernels of this build that this machine can run, the fastest last. AMX is among them if the machine and its
/// kernel have it and it computes what AVX-512 does (probe_kernels.h); that is tried once.
std::vector<const Kernels *> UsableKernels();

/// The fastest ones, or those that the environment variable GGML_DSA_KERNELS names, if they can run here. Nothing
/// faster than what is named is tried.
const Kernels & ChooseKernels();

} // namespace dsa
