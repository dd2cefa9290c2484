#include "engine/model_check/hyperparameters.h"

#include "engine/model_check/shown.h"
#include "error.h"

#include <algorithm>
#include <cmath>

namespace sparselens {
namespace {

/// llama.cpp ends the process where a file says more.
constexpr int64_t kMostBlocks = 512, kMostExperts = 1024;
/// The smallest Hadamard matrix that llama.cpp rotates the indexer's keys by.
constexpr int64_t kSmallestRotation = 64;

/// A file's numbers, and the sentence about one that can't be.
class Checked {
  public:
    Checked(const Gguf & file, const std::string & path)
        : file_(file), path_(path), prefix_(Text(file, "general.architecture") + ".") {}

    int64_t Value(const std::string & key, int64_t otherwise = 0) const {
        return gguf_find_key(file_.get(), (prefix_ + key).c_str()) < 0 ? otherwise : Number(file_, prefix_ + key);
    }
    float Real(const std::string & key, float otherwise) const {
        const int64_t id = Find(file_, prefix_ + key, GGUF_TYPE_FLOAT32);
        return id < 0 ? otherwise : gguf_get_val_f32(file_.get(), id);
    }
    std::vector<uint32_t> PerBlock(const std::string & key) const { return NumbersPerBlock(file_, prefix_ + key); }

    /// Says `key`'s value and why it can't be unless `right`.
    void Need(bool right, const std::string & key, const std::string & value, const std::string & why) const {
        if (right) return;
        throw EngineError("damaged-model", FileName(path_) + " says that " + prefix_ + key + " is " + value +
                                               ", which can't be: " + why + "; get another conversion of the model.");
    }
    void Need(bool right, const std::string & key, const std::string & why) const {
        Need(right, key, std::to_string(Value(key)), why);
    }

    const Gguf & File() const { return file_; }

  private:
    const Gguf & file_;
    const std::string & path_;
    std::string prefix_;
};

void CheckPerBlock(const Checked & checked, const Hyperparameters & model) {
    for (const char * key : {"feed_forward_length", "expert_feed_forward_length", "expert_used_count",
                             "attention.head_count", "attention.head_count_kv"}) {
        const size_t count = checked.PerBlock(key).size();
        checked.Need(count <= 1 || int64_t(count) == model.blocks, key, "a list of " + std::to_string(count),
                     "the model has " + std::to_string(model.blocks) + " blocks");
    }
}

void CheckExperts(const Checked & checked, const Hyperparameters & model) {
    const std::string count = std::to_string(model.experts);
    checked.Need(model.experts <= kMostExperts, "expert_count", "llama.cpp knows at most 1024");
    const std::vector<uint32_t> used = checked.PerBlock("expert_used_count");
    const int64_t most = used.empty() ? 0 : *std::max_element(used.begin(), used.end());
    checked.Need(most <= model.experts, "expert_used_count", std::to_string(most), "there are " + count + " experts");
    checked.Need(model.experts == 0 || model.expertsUsed > 0, "expert_used_count", "0",
                 "there are " + count + " experts");
    checked.Need(model.experts > 0 || model.denseLayers >= model.blocks, "expert_count",
                 "only " + std::to_string(model.denseLayers) + " of " + std::to_string(model.blocks) +
                     " blocks do without experts");
    const int64_t groups = checked.Value("expert_group_count"), usedGroups = checked.Value("expert_group_used_count");
    checked.Need(groups == 0 || (groups < model.experts && model.experts % groups == 0), "expert_group_count",
                 count + " experts don't fall into so many groups");
    checked.Need(groups <= 1 || (usedGroups > 0 && usedGroups < groups), "expert_group_used_count",
                 "there are " + std::to_string(groups) + " groups");
    const int64_t gating = checked.Value("expert_gating_func");
    checked.Need(model.denseLayers >= model.layers || (gating >= 1 && gating <= 4), "expert_gating_func",
                 "llama.cpp knows the functions 1 to 4");
}

void CheckAttention(const Checked & checked, const Hyperparameters & model) {
    for (const char * key : {"embedding_length", "attention.q_lora_rank", "attention.kv_lora_rank",
                             "attention.value_length_mla", "context_length"}) {
        checked.Need(checked.Value(key) > 0, key, "it must be 1 at least");
    }
    checked.Need(model.heads > 0, "attention.head_count", std::to_string(model.heads), "it must be 1 at least");
    const int64_t rope = model.rope;
    checked.Need(rope > 0 && rope % 2 == 0, "rope.dimension_count", std::to_string(rope),
                 "dimensions are rotated in pairs");
    checked.Need(model.headKeyDim > rope, "attention.key_length_mla",
                 std::to_string(rope) + " of its dimensions are rotated, and others must be left");
    for (const uint32_t heads : checked.PerBlock("attention.head_count_kv")) {
        checked.Need(heads == 1, "attention.head_count_kv", std::to_string(heads),
                     "all heads share one key in this architecture");
    }
    checked.Need(model.keyValueHeads == 1, "attention.head_count_kv", "missing",
                 "all heads share one key in this architecture, and it must say 1");
    checked.Need(model.keyDim == model.keyValueRank + rope, "attention.key_length", std::to_string(model.keyDim),
                 "a key has " + std::to_string(model.keyValueRank) + " dimensions (kv_lora_rank) and " +
                     std::to_string(rope) + " that are rotated");
    const int64_t causal =
        Find(checked.File(), Text(checked.File(), "general.architecture") + ".attention.causal", GGUF_TYPE_BOOL);
    checked.Need(causal < 0 || gguf_get_val_bool(checked.File().get(), causal), "attention.causal", "false",
                 "a text is read from its beginning to its end");
}

void CheckIndexerNumbers(const Checked & checked, const Hyperparameters & model) {
    const int64_t dim = model.indexerDim;
    checked.Need(dim >= kSmallestRotation && (dim & (dim - 1)) == 0, "attention.indexer.key_length",
                 "llama.cpp rotates the indexer's keys by a matrix whose size is a power of two, 64 at least");
    checked.Need(model.rope <= dim, "rope.dimension_count", std::to_string(model.rope),
                 "the indexer's keys have " + std::to_string(dim) + " dimensions");
}

/// What positions are rotated and experts weighed by. With a number that is none nothing fails: every layer's attention
/// comes out as zeros, and the model answers all the same.
void CheckFactors(const Checked & checked) {
    struct Factor {
        const char * key;
        float usual;
        bool mayBeNone;
    };
    for (const auto & [key, usual, mayBeNone] :
         {Factor{"rope.freq_base", 10000, false}, Factor{"rope.scaling.factor", 0, true},
          Factor{"rope.scaling.attn_factor", 1, false}, Factor{"rope.scaling.yarn_log_multiplier", 0, true},
          Factor{"expert_weights_scale", 0, true}}) {
        const float factor = checked.Real(key, usual);
        checked.Need(std::isfinite(factor) && (factor > 0 || (mayBeNone && factor == 0)), key, std::to_string(factor),
                     mayBeNone ? "it must be 0 or more" : "it must be more than 0");
    }
    checked.Need(checked.Value("rope.scaling.original_context_length", 1) > 0, "rope.scaling.original_context_length",
                 "it must be 1 at least");
}

void CheckReals(const Checked & checked) {
    const float epsilon = checked.Real("attention.layer_norm_rms_epsilon", 0);
    checked.Need(epsilon >= 0 && std::isfinite(epsilon), "attention.layer_norm_rms_epsilon", std::to_string(epsilon),
                 "it must be 0 or a little more");
    CheckFactors(checked);
    const std::string key = "rope.scaling.type", prefix = Text(checked.File(), "general.architecture") + ".";
    if (gguf_find_key(checked.File().get(), (prefix + key).c_str()) < 0) return;
    const std::string scaling = Text(checked.File(), prefix + key);
    const bool known = scaling == "none" || scaling == "linear" || scaling == "yarn" || scaling == "longrope";
    checked.Need(known, key, "\"" + Shown(scaling) + "\"", "llama.cpp knows none, linear, yarn and longrope");
}

int64_t FirstOf(const std::vector<uint32_t> & numbers) { return numbers.empty() ? 0 : int64_t(numbers[0]); }

} // namespace

Hyperparameters ReadHyperparameters(const Gguf & file) {
    const std::string path;
    const Checked read(file, path);
    Hyperparameters model;
    model.blocks = read.Value("block_count");
    model.layers = model.blocks - read.Value("nextn_predict_layers");
    model.denseLayers = read.Value("leading_dense_block_count");
    model.hidden = read.Value("embedding_length");
    model.heads = FirstOf(read.PerBlock("attention.head_count"));
    const std::vector<uint32_t> keyValueHeads = read.PerBlock("attention.head_count_kv");
    model.keyValueHeads = keyValueHeads.empty() ? model.heads : keyValueHeads[0];
    model.queryRank = read.Value("attention.q_lora_rank");
    model.keyValueRank = read.Value("attention.kv_lora_rank");
    model.keyDim = read.Value("attention.key_length", model.heads > 0 ? model.hidden / model.heads : 0);
    model.rope = read.Value("rope.dimension_count", model.keyDim);
    model.headKeyDim = read.Value("attention.key_length_mla");
    model.headValueDim = read.Value("attention.value_length_mla");
    model.indexerHeads = read.Value("attention.indexer.head_count");
    model.indexerDim = read.Value("attention.indexer.key_length");
    model.feedForward = FirstOf(read.PerBlock("feed_forward_length"));
    model.expertFeedForward = FirstOf(read.PerBlock("expert_feed_forward_length"));
    model.experts = read.Value("expert_count");
    model.expertsUsed = FirstOf(read.PerBlock("expert_used_count"));
    model.sharedExperts = read.Value("expert_shared_count");
    return model;
}

void CheckBlocks(const Gguf & file, const std::string & path) {
    const Hyperparameters model = ReadHyperparameters(file);
    if (model.layers > 0 && model.blocks <= kMostBlocks) return;
    const std::string architecture = Text(file, "general.architecture"), key = architecture + ".block_count";
    if (gguf_find_key(file.get(), key.c_str()) < 0) {
        throw EngineError("wrong-architecture", FileName(path) + " is of the architecture \"" + Shown(architecture) +
                                                    "\" and doesn't say how many blocks it has (" + Shown(key) +
                                                    "), as language models do; choose a language model, or another "
                                                    "conversion of this one.");
    }
    throw EngineError("damaged-model", FileName(path) + " says that it has " + std::to_string(model.blocks) +
                                           " blocks, of which " + std::to_string(std::max<int64_t>(0, model.layers)) +
                                           " are computed, which can't be; get another conversion of the model.");
}

void CheckContextLength(const Gguf & file, const std::string & path) {
    const Checked checked(file, path);
    checked.Need(checked.Value("context_length", 1) > 0, "context_length", "it must be 1 at least");
}

void CheckHyperparameters(const Gguf & file, const std::string & path) {
    const Checked checked(file, path);
    const Hyperparameters model = ReadHyperparameters(file);
    CheckPerBlock(checked, model);
    CheckAttention(checked, model);
    CheckIndexerNumbers(checked, model);
    CheckExperts(checked, model);
    CheckReals(checked);
}

} // namespace sparselens
