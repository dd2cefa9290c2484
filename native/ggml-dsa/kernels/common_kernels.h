#pragma once
#include "find_positions.h"
#include "index_f32.h"
#include "multiply_f32.h"
#include "products_f32.h"
#include "rotate.h"
#include "tables.h"

namespace dsa {
namespace {

/// What every table brings alike: the same source, compiled for each instruction set. `attend` and its scratch are to
/// be added; int8 where there are products of bytes.
///
/// A constant expression: a table that were filled in while the file is loaded would run code of its instruction set on
/// machines that don't have it.
constexpr Kernels CommonKernels(const char * name, int mostDense) {
    Kernels kernels = {};
    kernels.name = name;
    kernels.mostDense = mostDense;
    kernels.widen = Widen;
    kernels.packKeys = PackKeys;
    kernels.scoreKeys = ScoreKeys;
    kernels.findAtLeast = FindAtLeast;
    kernels.findVisible = FindVisible;
    kernels.rotate = Rotate;
    kernels.products = ProductsF32;
    kernels.multiplyF32 = MultiplyF32;
    return kernels;
}

} // namespace
} // namespace dsa
