#pragma once

namespace dsa {

/// Makes "DSA_Packed" known to llama.cpp's CPU backend: a buffer type whose weights lie packed for our kernels, and
/// whose products are computed inside that backend's own threads, so that no node changes hands. Its loader then asks
/// it for each weight that the CPU computes with, after AMX's buffer type and before that of its own repacked weights.
/// Does nothing where the kernels have no products, or llama.cpp is another one than ours was written for.
void OfferPackedHome();

} // namespace dsa
