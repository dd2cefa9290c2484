#include "engine/dense_twin.h"

#include "engine/model_file.h"
#include "error.h"
#include "ggml.h"
#include "gguf.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

namespace sparselens {
namespace {

constexpr char kSparse[] = "deepseek32.", kDense[] = "deepseek2.";

using Gguf = std::unique_ptr<gguf_context, decltype(&gguf_free)>;
using Tensors = std::unique_ptr<ggml_context, decltype(&ggml_free)>;

bool StartsWith(const std::string & text, const std::string & with) { return text.compare(0, with.size(), with) == 0; }

void CopyArray(gguf_context * to, const char * key, const gguf_context * from, int64_t id) {
    const size_t count = gguf_get_arr_n(from, id);
    const gguf_type type = gguf_get_arr_type(from, id);
    if (type != GGUF_TYPE_STRING) return gguf_set_arr_data(to, key, type, gguf_get_arr_data(from, id), count);
    std::vector<const char *> texts(count);
    for (size_t i = 0; i < count; i++) texts[i] = gguf_get_arr_str(from, id, i);
    gguf_set_arr_str(to, key, texts.data(), count);
}

/// Values of types that no model file uses here are left out.
void CopyValue(gguf_context * to, const char * key, const gguf_context * from, int64_t id) {
    switch (gguf_get_kv_type(from, id)) {
        case GGUF_TYPE_UINT32: return gguf_set_val_u32(to, key, gguf_get_val_u32(from, id));
        case GGUF_TYPE_INT32: return gguf_set_val_i32(to, key, gguf_get_val_i32(from, id));
        case GGUF_TYPE_FLOAT32: return gguf_set_val_f32(to, key, gguf_get_val_f32(from, id));
        case GGUF_TYPE_BOOL: return gguf_set_val_bool(to, key, gguf_get_val_bool(from, id));
        case GGUF_TYPE_STRING: return gguf_set_val_str(to, key, gguf_get_val_str(from, id));
        case GGUF_TYPE_ARRAY: return CopyArray(to, key, from, id);
        default: return;
    }
}

void CopyMetadata(gguf_context * to, const gguf_context * from) {
    for (int64_t id = 0; id < gguf_get_n_kv(from); id++) {
        std::string key = gguf_get_key(from, id);
        if (StartsWith(key, "split.") || key.find(".indexer.") != std::string::npos) continue;
        if (StartsWith(key, kSparse)) key = kDense + key.substr(sizeof kSparse - 1);
        CopyValue(to, key.c_str(), from, id);
    }
    gguf_set_val_str(to, "general.architecture", "deepseek2");
}

struct Place {
    std::string file;
    uint64_t offset, bytes;
};

void Append(std::ofstream & out, const Place & place, size_t alignment, const std::atomic<bool> & cancel) {
    std::ifstream in(std::filesystem::u8path(place.file), std::ios::binary);
    in.seekg(std::streamoff(place.offset));
    std::vector<char> piece(1 << 20);
    for (uint64_t left = place.bytes; left > 0 && in && out;) {
        if (cancel) throw EngineError("cancelled", "Cancelled.");
        const size_t count = size_t(std::min<uint64_t>(left, piece.size()));
        in.read(piece.data(), std::streamsize(count));
        out.write(piece.data(), std::streamsize(count));
        left -= count;
    }
    const size_t padding = (alignment - place.bytes % alignment) % alignment;
    const std::vector<char> zeros(padding);
    out.write(zeros.data(), std::streamsize(padding));
}

} // namespace

void WriteDenseTwin(const std::string & path, const std::string & into, const std::atomic<bool> & cancel) {
    const ModelFile model = InspectModel(path);
    const Gguf twin(gguf_init_empty(), gguf_free);
    std::vector<Tensors> kept; // the twin's tensors point into them
    std::vector<Place> places;
    for (const std::string & shard : model.shards) {
        ggml_context * tensors = nullptr;
        const Gguf file(gguf_init_from_file(shard.c_str(), {/* .no_alloc = */ true, /* .ctx = */ &tensors}), gguf_free);
        if (!file) throw EngineError("truncated-model", shard + " is cut off or damaged; download it again.");
        kept.emplace_back(tensors, ggml_free);
        if (shard == model.shards.front()) CopyMetadata(twin.get(), file.get());
        for (int64_t i = 0; i < gguf_get_n_tensors(file.get()); i++) {
            const std::string name = gguf_get_tensor_name(file.get(), i);
            if (name.find(".indexer.") != std::string::npos) continue;
            gguf_add_tensor(twin.get(), ggml_get_tensor(tensors, name.c_str()));
            places.push_back({shard, gguf_get_data_offset(file.get()) + gguf_get_tensor_offset(file.get(), i),
                              gguf_get_tensor_size(file.get(), i)});
        }
    }
    bool written = gguf_write_to_file(twin.get(), into.c_str(), /* only_meta = */ true);
    std::ofstream out(std::filesystem::u8path(into), std::ios::binary | std::ios::app);
    for (const Place & place : places) Append(out, place, gguf_get_alignment(twin.get()), cancel);
    out.close();
    written = written && out.good();
    if (!written)
        throw EngineError("write-failed",
                          "A model for measuring can't be written to " + into + "; free some disk space.");
}

} // namespace sparselens
