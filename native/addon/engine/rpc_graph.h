#pragma once
#include "ggml-backend.h"

namespace sparselens {

/// Makes a server's device send a graph that is stopped at for the trace piece by piece, each tensor once: llama.cpp's
/// RPC by itself sends with each piece all that the pieces before it computed, from the first tensor on. The server
/// computes the same: what a piece doesn't compute it only reads, where it lies.
void SendPieces(ggml_backend_dev_t device);

} // namespace sparselens
