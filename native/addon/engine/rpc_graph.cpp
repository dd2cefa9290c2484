#include "engine/rpc_graph.h"

#include "ggml-backend-impl.h"
#include "ggml-impl.h"
#include "ggml.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>
#include <vector>

namespace sparselens {
namespace {

/// Of all devices of llama.cpp's RPC alike.
decltype(ggml_backend_device_i::init_backend) initBackend = nullptr;
decltype(ggml_backend_i::graph_compute) computeGraph = nullptr;

/// What the tensors that a piece only reads were made of is out of sight while it lives.
class OnlyThisPiece {
  public:
    explicit OnlyThisPiece(const ggml_cgraph * graph) {
        const std::unordered_set<ggml_tensor *> own(graph->nodes, graph->nodes + graph->n_nodes);
        for (ggml_tensor * node : own) {
            for (ggml_tensor * source : node->src) Cut(source, own);
            Cut(node->view_src, own);
        }
    }

    ~OnlyThisPiece() {
        for (const auto & [tensor, sources] : cut_) std::copy(sources.begin(), sources.end(), tensor->src);
    }
    OnlyThisPiece(const OnlyThisPiece &) = delete;

  private:
    using Sources = std::array<ggml_tensor *, GGML_MAX_SRC>;

    void Cut(ggml_tensor * tensor, const std::unordered_set<ggml_tensor *> & own) {
        if (!tensor || own.count(tensor)) return;
        Cut(tensor->view_src, own); // where it lies is sent too
        if (std::none_of(tensor->src, tensor->src + GGML_MAX_SRC, [](ggml_tensor * source) { return source; })) return;
        Sources sources;
        std::copy(tensor->src, tensor->src + GGML_MAX_SRC, sources.begin());
        std::fill(tensor->src, tensor->src + GGML_MAX_SRC, nullptr);
        cut_.emplace_back(tensor, sources);
    }

    std::vector<std::pair<ggml_tensor *, Sources>> cut_;
};

/// The graph is written down before this returns, and only its bytes wait to be sent.
ggml_status ComputePiece(ggml_backend_t backend, ggml_cgraph * graph) {
    const OnlyThisPiece only(graph);
    return computeGraph(backend, graph);
}

ggml_backend_t InitBackend(ggml_backend_dev_t device, const char * params) {
    ggml_backend_t backend = initBackend(device, params);
    if (!backend) return nullptr;
    computeGraph = backend->iface.graph_compute;
    backend->iface.graph_compute = ComputePiece;
    return backend;
}

} // namespace

void SendPieces(ggml_backend_dev_t device) {
    if (device->iface.init_backend == InitBackend) return;
    initBackend = device->iface.init_backend;
    device->iface.init_backend = InitBackend;
}

} // namespace sparselens
