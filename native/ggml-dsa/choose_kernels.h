#pragma once
#include "kernels/kernels.h"

#include <vector>

namespace dsa {

/// The kernels of this build that this machine can run, the fastest last.
std::vector<const Kernels *> UsableKernels();

/// The fastest ones, or those that the environment variable GGML_DSA_KERNELS names, if they can run here.
const Kernels & ChooseKernels();

} // namespace dsa
