#include "engine/model_check/shapes.h"

#include "engine/model_check/metadata.h"
#include "engine/model_check/shown.h"
#include "error.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>

namespace sparselens {
namespace {

/// A size and the keys that it comes from.
struct Size {
    int64_t size;
    std::string from;
};

using Shape = std::vector<Size>; // fastest first, as llama.cpp and its tools print it

std::string Written(const std::vector<int64_t> & sizes) {
    std::string text;
    for (const int64_t size : sizes) text += (text.empty() ? "" : " x ") + std::to_string(size);
    return text;
}

std::vector<int64_t> SizesOf(const Shape & shape) {
    std::vector<int64_t> sizes;
    for (const Size & size : shape) sizes.push_back(size.size);
    return sizes;
}

std::string SourceOf(const Shape & shape) {
    std::string text;
    for (const Size & size : shape) text += (text.empty() ? "" : ", ") + size.from;
    return text;
}

/// Compares tensors with the shapes that llama.cpp will ask for (load_arch_tensors in src/models/deepseek32.cpp).
class ShapeCheck {
  public:
    ShapeCheck(const ModelFile & model, const Hyperparameters & numbers, int64_t tokens, const std::string & path)
        : numbers_(numbers), name_(FileName(path)), hidden_{numbers.hidden, "embedding_length"},
          vocabulary_{tokens, "tokens"} {
        for (const TensorPlace & tensor : model.tensors) shapes_[tensor.name] = &tensor;
    }

    void CheckAll() const {
        Check("token_embd.weight", {hidden_, vocabulary_});
        Check("output_norm.weight", {hidden_});
        if (Has("output.weight")) Check("output.weight", {hidden_, vocabulary_});
        for (int64_t block = 0; block < numbers_.layers; block++) CheckBlock(block);
        CheckKnownNames();
        const std::string predicting = "blk." + std::to_string(numbers_.layers) + ".nextn.eh_proj.weight";
        if (!Has(predicting)) return; // left out by some quantizations
        for (int64_t block = numbers_.layers; block < numbers_.blocks; block++) {
            CheckBlock(block);
            CheckPrediction(block);
        }
    }

  private:
    bool Has(const std::string & tensor) const { return shapes_.count(tensor) > 0; }

    void Check(const std::string & tensor, const Shape & shape) const {
        const auto found = shapes_.find(tensor);
        if (found == shapes_.end()) ThrowMissing(tensor);
        checked_.insert(tensor);
        const std::array<int64_t, 4> & sizes = found->second->shape;
        const std::vector<int64_t> expected = SizesOf(shape);
        for (size_t i = 0; i < sizes.size(); i++) {
            if (sizes[i] == (i < expected.size() ? expected[i] : 1)) continue;
            const std::vector<int64_t> shown(sizes.begin(), sizes.begin() + long(std::max(expected.size(), i + 1)));
            throw EngineError("wrong-shape", name_ + " has the tensor " + tensor + " of shape " + Written(shown) +
                                                 ", where its metadata say " + Written(expected) + " (" +
                                                 SourceOf(shape) + "); get another conversion of the model.");
        }
    }

    [[noreturn]] void ThrowMissing(const std::string & tensor) const {
        const size_t at = tensor.find("attn_k_b");
        const bool unsplit = at != std::string::npos && Has(tensor.substr(0, at) + "attn_kv_b.weight");
        const std::string why = unsplit ? " (it was made before llama.cpp cut attn_kv_b in two, April 2025)" : "";
        throw EngineError("missing-tensor",
                          name_ + " lacks the tensor " + tensor + why + "; get another conversion of the model.");
    }

    /// llama.cpp refuses what is left over, and says how many. It knows scales of any tensor.
    void CheckKnownNames() const {
        for (const auto & [name, tensor] : shapes_) {
            int block = 0;
            const bool computed = std::sscanf(name.c_str(), "blk.%d.", &block) != 1 || block < numbers_.layers;
            const size_t dot = name.rfind('.');
            const bool scale = dot != std::string::npos && name.find("scale", dot) != std::string::npos;
            if (!computed || scale || checked_.count(name)) continue;
            throw EngineError("model-refused", name_ + " holds the tensor " + Shown(name) +
                                                   ", which this version doesn't know in this architecture; get a "
                                                   "newer SparseLens or another conversion of the model.");
        }
    }

    void CheckBlock(int64_t block) const {
        const std::string at = "blk." + std::to_string(block) + ".";
        CheckAttention(at);
        CheckIndexer(at);
        if (block < numbers_.denseLayers) CheckDense(at);
        else CheckExperts(at);
    }

    void CheckAttention(const std::string & at) const {
        const Hyperparameters & n = numbers_;
        const Size queryRank = {n.queryRank, "q_lora_rank"}, rank = {n.keyValueRank, "kv_lora_rank"};
        const Size heads = {n.heads, "head_count"};
        Check(at + "attn_norm.weight", {hidden_});
        Check(at + "attn_q_a_norm.weight", {queryRank});
        Check(at + "attn_kv_a_norm.weight", {rank});
        Check(at + "attn_q_a.weight", {hidden_, queryRank});
        Check(at + "attn_q_b.weight", {queryRank, {n.heads * n.headKeyDim, "head_count * key_length_mla"}});
        Check(at + "attn_kv_a_mqa.weight", {hidden_, {n.keyValueRank + n.rope, "kv_lora_rank + dimension_count"}});
        Check(at + "attn_k_b.weight", {{n.headKeyDim - n.rope, "key_length_mla - dimension_count"}, rank, heads});
        Check(at + "attn_v_b.weight", {rank, {n.headValueDim, "value_length_mla"}, heads});
        Check(at + "attn_output.weight", {{n.heads * n.headValueDim, "head_count * value_length_mla"}, hidden_});
        Check(at + "ffn_norm.weight", {hidden_});
    }

    void CheckIndexer(const std::string & at) const {
        const Hyperparameters & n = numbers_;
        const Size key = {n.indexerDim, "indexer.key_length"}, heads = {n.indexerHeads, "indexer.head_count"};
        Check(at + "indexer.k_norm.weight", {key});
        Check(at + "indexer.k_norm.bias", {key});
        Check(at + "indexer.proj.weight", {hidden_, heads});
        Check(at + "indexer.attn_k.weight", {hidden_, key});
        Check(
            at + "indexer.attn_q_b.weight",
            {{n.queryRank, "q_lora_rank"}, {n.indexerHeads * n.indexerDim, "indexer.head_count * indexer.key_length"}});
    }

    void CheckDense(const std::string & at) const {
        const Size inner = {numbers_.feedForward, "feed_forward_length"};
        Check(at + "ffn_gate.weight", {hidden_, inner});
        Check(at + "ffn_down.weight", {inner, hidden_});
        Check(at + "ffn_up.weight", {hidden_, inner});
    }

    void CheckExperts(const std::string & at) const {
        const Hyperparameters & n = numbers_;
        const Size experts = {n.experts, "expert_count"}, inner = {n.expertFeedForward, "expert_feed_forward_length"};
        const Size shared = {n.expertFeedForward * n.sharedExperts, "expert_feed_forward_length * expert_shared_count"};
        Check(at + "ffn_gate_inp.weight", {hidden_, experts});
        if (Has(at + "exp_probs_b.bias")) Check(at + "exp_probs_b.bias", {experts});
        Check(at + "ffn_gate_exps.weight", {hidden_, inner, experts});
        Check(at + "ffn_down_exps.weight", {inner, hidden_, experts});
        Check(at + "ffn_up_exps.weight", {hidden_, inner, experts});
        Check(at + "ffn_gate_shexp.weight", {hidden_, shared});
        Check(at + "ffn_down_shexp.weight", {shared, hidden_});
        Check(at + "ffn_up_shexp.weight", {hidden_, shared});
    }

    void CheckPrediction(int64_t block) const {
        const std::string at = "blk." + std::to_string(block) + ".nextn.";
        Check(at + "eh_proj.weight", {{2 * numbers_.hidden, "2 * embedding_length"}, hidden_});
        Check(at + "enorm.weight", {hidden_});
        Check(at + "hnorm.weight", {hidden_});
        for (const char * tensor : {"embed_tokens.weight", "shared_head_head.weight"}) {
            if (Has(at + tensor)) Check(at + tensor, {hidden_, vocabulary_});
        }
        if (Has(at + "shared_head_norm.weight")) Check(at + "shared_head_norm.weight", {hidden_});
    }

    const Hyperparameters & numbers_;
    std::string name_;
    Size hidden_, vocabulary_;
    std::map<std::string, const TensorPlace *> shapes_;
    mutable std::set<std::string> checked_;
};

} // namespace

void CheckShapes(const ModelFile & model, const Hyperparameters & numbers, int64_t tokens, const std::string & path) {
    ShapeCheck(model, numbers, tokens, path).CheckAll();
}

} // namespace sparselens
