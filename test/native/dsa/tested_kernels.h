#pragma once
#include "kernels/kernels.h"

#include <vector>

/// The kernels to be tested here: those that this machine can run, and AMX's on emulated instructions (amx_emulator.h)
/// where it lacks AMX but has AVX-512.
const std::vector<const dsa::Kernels *> & TestedKernels();

/// Whether these kernels have code for products with weights of this type; `packed` are those that they are used for.
bool Multiplies(const dsa::Kernels & kernels, dsa::WeightType type);

/// The AMX kernels, if they are tested; else null.
const dsa::Kernels * TestedAmx();

/// How AMX is tested: "native", "emulated" or "skipped: why".
const char * HowAmxIsTested();
