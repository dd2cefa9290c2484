#include "engine/model_check/tokenizer.h"

#include "engine/model_check/shown.h"
#include "error.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <unordered_set>

namespace sparselens {
namespace {

constexpr const char * kTokens = "tokenizer.ggml.tokens";
constexpr const char * kTypes = "tokenizer.ggml.token_type";
constexpr const char * kScores = "tokenizer.ggml.scores";

/// A token's type that stands for one byte, and how its text begins: <0x41>.
constexpr int32_t kByte = 6;
constexpr size_t kByteHead = 3;

/// Kinds of tokenizers that don't spell a text letter by letter, or none at all. llama.cpp ends the process over some.
constexpr const char * kInexact[] = {"bert", "t5", "rwkv", "plamo2", "test", "none", "no_vocab"};

[[noreturn]] void Throw(const std::string & sentence) {
    throw EngineError("unusable-tokenizer", sentence + "; get another conversion of the model.");
}

void CheckKind(const Gguf & file, const std::string & name) {
    const std::string kind = Text(file, "tokenizer.ggml.model");
    const bool inexact =
        std::any_of(std::begin(kInexact), std::end(kInexact), [&](const char * other) { return kind == other; });
    if (inexact) {
        Throw(name + " has a tokenizer of the kind \"" + kind +
              "\", which doesn't spell a text as it is, so that tokens can't be shown on the page");
    }
    // Kimi's is the one that does without
    if (kind == "gpt2" && gguf_find_key(file.get(), "tokenizer.ggml.merges") < 0 &&
        Text(file, "tokenizer.ggml.pre") != "kimi-k2") {
        Throw(name + " has a tokenizer without tokenizer.ggml.merges, which tell how letters become tokens");
    }
}

/// Of the list at `key`, or -1 if there is none.
int64_t CountOf(const Gguf & file, const std::string & name, const char * key, std::initializer_list<gguf_type> types) {
    const int64_t id = gguf_find_key(file.get(), key);
    if (id < 0) return -1;
    const gguf_type item =
        gguf_get_kv_type(file.get(), id) == GGUF_TYPE_ARRAY ? gguf_get_arr_type(file.get(), id) : GGUF_TYPE_COUNT;
    if (std::find(types.begin(), types.end(), item) == types.end())
        Throw(name + " says " + key + " as another type than a list of " + gguf_type_name(*types.begin()));
    return int64_t(gguf_get_arr_n(file.get(), id));
}

void CheckLengths(const Gguf & file, const std::string & name, int64_t tokens) {
    if (tokens == 0) Throw(name + " has no tokens (" + kTokens + " is empty)");
    const std::pair<const char *, int64_t> lists[] = {
        {kTypes, CountOf(file, name, kTypes, {GGUF_TYPE_INT32})},
        {kScores, CountOf(file, name, kScores, {GGUF_TYPE_FLOAT32, GGUF_TYPE_INT32})}};
    for (const auto & [key, count] : lists) {
        if (count >= 0 && count < tokens) {
            Throw(name + " has " + std::to_string(tokens) + " tokens, but only " + std::to_string(count) +
                  " of their " + key);
        }
    }
}

/// llama.cpp ends the process where two tokens have one text.
void CheckTokens(const Gguf & file, const std::string & name, int64_t list, int64_t tokens) {
    const int64_t types = gguf_find_key(file.get(), kTypes);
    const auto * type = types < 0 ? nullptr : static_cast<const int32_t *>(gguf_get_arr_data(file.get(), types));
    std::unordered_set<std::string_view> seen;
    seen.reserve(size_t(tokens));
    for (int64_t i = 0; i < tokens; i++) {
        const std::string_view token = gguf_get_arr_str(file.get(), list, size_t(i));
        if (token.empty()) continue; // llama.cpp gives it a text of its own
        if (!seen.insert(token).second)
            Throw(name + " has the token \"" + Shown(token) + "\" twice (the second is number " + std::to_string(i) +
                  ")");
        if (type && type[i] == kByte && token.size() < kByteHead)
            Throw(name + " has the token \"" + Shown(token) + "\" (number " + std::to_string(i) +
                  ") for a byte that it doesn't name");
    }
}

/// llama.cpp takes another token instead, so that answers would end anywhere.
void CheckSpecial(const Gguf & file, const std::string & name, int64_t tokens) {
    for (const char * key : {"tokenizer.ggml.bos_token_id", "tokenizer.ggml.eos_token_id"}) {
        const int64_t id = Number(file, key);
        if (id < tokens) continue;
        Throw(name + " says that " + key + " is " + std::to_string(id) + ", but it has only " + std::to_string(tokens) +
              " tokens");
    }
}

} // namespace

void CheckTokenizer(const Gguf & file, const std::string & path) {
    const std::string name = FileName(path);
    CheckKind(file, name);
    const int64_t list = gguf_find_key(file.get(), kTokens);
    const int64_t tokens = int64_t(gguf_get_arr_n(file.get(), list));
    CheckLengths(file, name, tokens);
    CheckTokens(file, name, list, tokens);
    CheckSpecial(file, name, tokens);
}

} // namespace sparselens
