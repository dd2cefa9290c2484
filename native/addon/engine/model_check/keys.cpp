#include "engine/model_check/keys.h"

#include "error.h"

namespace sparselens {
namespace {

enum class Kind { Text, Texts, Count, PerBlock, Real, Flag };

struct Key {
    const char * name; // with a dot before it: of the architecture
    Kind kind;
    bool needed;
};

/// What llama.cpp reads of a deepseek32 model: load_hparams in src/llama-model.cpp, src/models/deepseek32.cpp, and the
/// head of load in src/llama-vocab.cpp.
constexpr Key kKeys[] = {
    {"general.name", Kind::Text, false},
    {"general.file_type", Kind::Count, false},
    {".context_length", Kind::Count, true},
    {".embedding_length", Kind::Count, true},
    {".embedding_length_out", Kind::Count, false},
    {".block_count", Kind::Count, true},
    {".nextn_predict_layers", Kind::Count, false},
    {".leading_dense_block_count", Kind::Count, false},
    {".feed_forward_length", Kind::PerBlock, false},
    {".expert_feed_forward_length", Kind::PerBlock, true},
    {".expert_count", Kind::Count, false},
    {".expert_used_count", Kind::PerBlock, false},
    {".expert_group_count", Kind::Count, false},
    {".expert_group_used_count", Kind::Count, false},
    {".expert_shared_count", Kind::Count, true},
    {".expert_weights_scale", Kind::Real, false},
    {".expert_weights_norm", Kind::Flag, false},
    {".expert_gating_func", Kind::Count, true},
    {".pooling_type", Kind::Count, false},
    {".attention.causal", Kind::Flag, false},
    {".attention.head_count", Kind::PerBlock, true},
    {".attention.head_count_kv", Kind::PerBlock, false},
    {".attention.key_length", Kind::Count, false},
    {".attention.value_length", Kind::Count, false},
    {".attention.key_length_mla", Kind::Count, true},
    {".attention.value_length_mla", Kind::Count, true},
    {".attention.q_lora_rank", Kind::Count, true},
    {".attention.kv_lora_rank", Kind::Count, true},
    {".attention.layer_norm_rms_epsilon", Kind::Real, true},
    {".attention.indexer.head_count", Kind::Count, false},
    {".attention.indexer.key_length", Kind::Count, false},
    {".attention.indexer.top_k", Kind::Count, false},
    {".rope.dimension_count", Kind::Count, false},
    {".rope.freq_base", Kind::Real, false},
    {".rope.scale_linear", Kind::Real, false},
    {".rope.scaling.type", Kind::Text, false},
    {".rope.scaling.factor", Kind::Real, false},
    {".rope.scaling.attn_factor", Kind::Real, false},
    {".rope.scaling.original_context_length", Kind::Count, false},
    {".rope.scaling.yarn_log_multiplier", Kind::Real, false},
    {".rope.scaling.finetuned", Kind::Flag, false},
    {"tokenizer.ggml.model", Kind::Text, true},
    {"tokenizer.ggml.pre", Kind::Text, false},
    {"tokenizer.ggml.tokens", Kind::Texts, true},
    {"tokenizer.ggml.merges", Kind::Texts, false},
    {"tokenizer.ggml.bos_token_id", Kind::Count, false},
    {"tokenizer.ggml.eos_token_id", Kind::Count, false},
    {"tokenizer.ggml.eot_token_id", Kind::Count, false},
    {"tokenizer.ggml.padding_token_id", Kind::Count, false},
    {"tokenizer.ggml.unknown_token_id", Kind::Count, false},
    {"tokenizer.ggml.add_bos_token", Kind::Flag, false},
    {"tokenizer.ggml.add_eos_token", Kind::Flag, false},
    {"tokenizer.ggml.add_space_prefix", Kind::Flag, false},
};

std::string TypeName(const Gguf & file, int64_t id) {
    const gguf_type type = gguf_get_kv_type(file.get(), id);
    if (type != GGUF_TYPE_ARRAY) return gguf_type_name(type);
    return std::string("list of ") + gguf_type_name(gguf_get_arr_type(file.get(), id));
}

/// The type that a kind must have, in GGUF's words.
const char * Needed(Kind kind) {
    switch (kind) {
        case Kind::Text: return "str";
        case Kind::Texts: return "list of str";
        case Kind::Count: return "u32";
        case Kind::PerBlock: return "u32 or a list of them";
        case Kind::Real: return "f32";
        case Kind::Flag: return "bool";
    }
    return "";
}

bool Fits(const Gguf & file, int64_t id, Kind kind) {
    const gguf_type type = gguf_get_kv_type(file.get(), id);
    const gguf_type item = type == GGUF_TYPE_ARRAY ? gguf_get_arr_type(file.get(), id) : GGUF_TYPE_COUNT;
    switch (kind) {
        case Kind::Text: return type == GGUF_TYPE_STRING;
        case Kind::Texts: return item == GGUF_TYPE_STRING;
        case Kind::Count: return type == GGUF_TYPE_UINT32;
        case Kind::PerBlock: return type == GGUF_TYPE_UINT32 || item == GGUF_TYPE_UINT32 || item == GGUF_TYPE_INT32;
        case Kind::Real: return type == GGUF_TYPE_FLOAT32;
        case Kind::Flag: return type == GGUF_TYPE_BOOL;
    }
    return false;
}

} // namespace

void CheckKeys(const Gguf & file, const std::string & path) {
    const std::string architecture = Text(file, "general.architecture");
    for (const Key & key : kKeys) {
        const std::string name = key.name[0] == '.' ? architecture + key.name : key.name;
        const int64_t id = gguf_find_key(file.get(), name.c_str());
        if (id < 0 && key.needed) {
            throw EngineError("damaged-model", FileName(path) + " doesn't say " + name +
                                                   ", which llama.cpp needs; get another conversion of the model.");
        }
        if (id >= 0 && !Fits(file, id, key.kind)) {
            throw EngineError("damaged-model", FileName(path) + " says " + name + " as " + TypeName(file, id) +
                                                   ", where llama.cpp needs " + Needed(key.kind) +
                                                   "; get another conversion of the model.");
        }
    }
}

} // namespace sparselens
