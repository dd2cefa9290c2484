#include "recorder/computed_by.h"

#include "dsa.h"
#include "ggml-backend.h"
#include "ggml.h"
#include "llama-context.h"
#include "recorder/dsa_function.h"

#include <algorithm>

namespace sparselens {
namespace {

/// Whether ggml-dsa computes a node inside the CPU backend's threads, where the scheduler knows of the CPU only.
bool IsOursInCpu(const ggml_tensor * node) {
    static const auto computes = DsaFunction<dsa_computes_in_cpu_t>("dsa_computes_in_cpu");
    return computes && computes(node);
}

bool Begins(const std::string & text, const char * with) { return text.rfind(with, 0) == 0; }

/// Rows that one tile of CUDA's kernel reads the keys for, by the attention's shape; 0: the shape has no sparse kernel.
int64_t CudaTile(int64_t keyDim, int64_t valueDim) {
    if (keyDim == 576 && valueDim == 512) return 64 / 16;
    if ((keyDim == 512 && valueDim == 512) || (keyDim == 256 && valueDim == 256)) return 64 / 8;
    return 0;
}

constexpr int64_t kFewestKeys = 4096; // CUDA and Vulkan are dense below
constexpr int64_t kMostOnMetal = 4096;

bool OnMetal(int64_t keyDim, int64_t valueDim) {
    constexpr int64_t kShapes[][2] = {{32, 32},   {64, 64},   {96, 96},   {96, 64},   {128, 128}, {192, 128},
                                      {192, 192}, {256, 256}, {320, 256}, {512, 512}, {576, 512}};
    return std::any_of(std::begin(kShapes), std::end(kShapes),
                       [&](const int64_t (&shape)[2]) { return shape[0] == keyDim && shape[1] == valueDim; });
}

} // namespace

bool IsComputedSparse(const std::string & device, int64_t chosen, int64_t keys, int64_t tokens, int64_t keyDim,
                      int64_t valueDim) {
    if (chosen <= 0) return false;
    if (device == "DSA") return true;
    if (Begins(device, "CUDA")) {
        const int64_t tile = CudaTile(keyDim, valueDim);
        return tile > 0 && keys >= std::max(kFewestKeys, 2 * std::min(tokens, tile) * chosen);
    }
    if (Begins(device, "Vulkan")) return tokens == 1 && keys >= std::max(kFewestKeys, 2 * chosen);
    if (Begins(device, "Metal") || Begins(device, "MTL")) return chosen <= kMostOnMetal && OnMetal(keyDim, valueDim);
    return false;
}

void ComputedTally::Add(const ComputedPart & part) {
    std::lock_guard<std::mutex> lock(lock_);
    nodes_[{part.indexer, part.reading, part.device, part.way}] += part.nodes;
}

std::vector<ComputedPart> ComputedTally::Take() {
    std::lock_guard<std::mutex> lock(lock_);
    std::vector<ComputedPart> parts;
    for (const auto & [key, nodes] : nodes_)
        parts.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), nodes});
    nodes_.clear();
    return parts;
}

void ComputedBy::BeginUbatch(int tokens) {
    tokens_ = tokens;
    chosen_ = {};
    seen_.clear();
}

void ComputedBy::EndUbatch() {
    for (const ComputedPart & part : seen_) tally_.Add(part);
    seen_.clear();
}

std::string ComputedBy::DeviceOf(const ggml_tensor * node) const {
    ggml_backend_t backend =
        ggml_backend_sched_get_tensor_backend(context_->get_sched(), const_cast<ggml_tensor *>(node));
    const std::string name = backend ? ggml_backend_name(backend) : "";
    return name == "CPU" && IsOursInCpu(node) ? "DSA" : name;
}

void ComputedBy::See(const ggml_tensor * node) {
    const SelectionNode selection = SelectionOf(node);
    const bool indexer = selection.layer >= 0;
    const int layer = indexer ? -1 : AttentionLayer(node);
    if (!indexer && layer < 0) return;
    // what scores, not what finds the best of the scores
    ComputedPart part = {indexer, tokens_ > 1, DeviceOf(indexer ? node->src[0] : node), AttentionWay::Whole, 1};
    if (part.device.empty()) return;
    if (indexer) chosen_ = selection;
    else part.way = WayOf(node, part.device, layer);
    seen_.push_back(std::move(part));
}

AttentionWay ComputedBy::WayOf(const ggml_tensor * attention, const std::string & device, int layer) const {
    const bool ownChoice = chosen_.layer == layer;
    // the graph itself gathers the blocks that one token chose
    if (ownChoice && chosen_.unit == Unit::Blocks && tokens_ == 1) return AttentionWay::Sparse;
    const int64_t chosen = ColumnsThatEnter(attention), keys = MaskOf(attention)->ne[0];
    if (!ownChoice && chosen == 0) return AttentionWay::Whole;
    if (chosen >= keys) return AttentionWay::Whole;
    const ggml_tensor *k = attention->src[1], *v = attention->src[2];
    const bool flash = attention->op == GGML_OP_FLASH_ATTN_EXT;
    const bool sparse = flash && IsComputedSparse(device, chosen, keys, tokens_, k->ne[0], v->ne[0]);
    return sparse ? AttentionWay::Sparse : AttentionWay::Masked;
}

} // namespace sparselens
