#pragma once
#include "ggml-backend.h"

namespace sparselens {

/// A plain host buffer type that is not llama.cpp's own CPU buffer type.
///
/// On AMX machines llama.cpp v0.5.0 moves MLA's 3-D `attn_k_b` and `attn_v_b` into its AMX buffer when their type is
/// one that AMX knows, and then aborts the process in the scheduler: their right-hand sides aren't contiguous, so no
/// backend takes the product. Overriding them to the CPU buffer type does not help (the loader tries AMX again, see
/// llama-model-loader.cpp); overriding them to this one does: the CPU backend computes with any host buffer.
ggml_backend_buffer_type_t PlainHostBufferType();

} // namespace sparselens
