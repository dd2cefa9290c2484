#pragma once

struct ggml_tensor;

namespace dsa {

/// Reads what the environment variable GGML_DSA_OPS leaves to us: "indexer" (with its top-k), "attention" or "products"
/// alone, or "none", to tell what each of them changes; all of it if it isn't set.
void ReadTakenOps();

/// Whether the last reading leaves us nodes of this kind.
bool IsTakenOp(const ggml_tensor * node);

/// Whether it leaves us the rotation of what indexers score.
bool TakesRotations();

/// Whether it leaves us products with weights now: asked when a model is loaded.
bool MayTakeProducts();

} // namespace dsa
