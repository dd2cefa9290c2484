#pragma once

struct ggml_tensor;

namespace dsa {

/// Has llama.cpp's CPU backend ask us first about each node that it computes, and computes those that are taken inside
/// its own threads. A device of ours would have them computed by threads of its own: each graph is then cut in four
/// pieces a layer, and handing these over takes longer than what is done in them while the text is short.
/// Does nothing where llama.cpp is another one than this was written for, and with GGML_DSA_THREADS=own.
void OfferNodes();

/// Whether nodes are computed there; then the device takes none.
bool ComputesInCpuBackend();

/// Gives back what is held between two nodes, once no context is left.
void ReleaseCrews();

} // namespace dsa
