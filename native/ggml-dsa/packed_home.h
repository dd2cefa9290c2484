#pragma once

struct ggml_tensor;

namespace dsa {

/// Makes "DSA_Packed" known to llama.cpp's CPU backend: a buffer type whose weights lie packed for our kernels, and
/// whose products are computed inside that backend's own threads, so that no node changes hands. Its loader then asks
/// it for each weight that the CPU computes with, before all others of its kind.
/// Does nothing where the kernels have no products, or llama.cpp is another one than ours was written for.
void OfferPackedHome();

/// Whether the weight that llama.cpp's loader asks about, by this product, would be packed.
bool WouldPack(const ggml_tensor * question);

} // namespace dsa
