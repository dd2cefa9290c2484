#include "engine/gguf_numbers.h"

#include <optional>

namespace sparselens {
namespace {

std::optional<double> NumberAt(const gguf_context * file, int64_t id) {
    switch (gguf_get_kv_type(file, id)) {
        case GGUF_TYPE_UINT8: return gguf_get_val_u8(file, id);
        case GGUF_TYPE_INT8: return gguf_get_val_i8(file, id);
        case GGUF_TYPE_UINT16: return gguf_get_val_u16(file, id);
        case GGUF_TYPE_INT16: return gguf_get_val_i16(file, id);
        case GGUF_TYPE_UINT32: return gguf_get_val_u32(file, id);
        case GGUF_TYPE_INT32: return gguf_get_val_i32(file, id);
        case GGUF_TYPE_UINT64: return double(gguf_get_val_u64(file, id));
        case GGUF_TYPE_INT64: return double(gguf_get_val_i64(file, id));
        case GGUF_TYPE_FLOAT32: return gguf_get_val_f32(file, id);
        case GGUF_TYPE_FLOAT64: return gguf_get_val_f64(file, id);
        case GGUF_TYPE_BOOL: return gguf_get_val_bool(file, id) ? 1 : 0;
        default: return std::nullopt;
    }
}

} // namespace

std::map<std::string, double> ReadNumbers(const gguf_context * file, const std::string & prefix) {
    std::map<std::string, double> numbers;
    for (int64_t id = 0; id < gguf_get_n_kv(file); id++) {
        const std::string key = gguf_get_key(file, id);
        if (key.compare(0, prefix.size(), prefix) != 0) continue;
        if (const auto number = NumberAt(file, id)) numbers[key.substr(prefix.size())] = *number;
    }
    return numbers;
}

int64_t ArrayLength(const gguf_context * file, const std::string & key) {
    const int64_t id = gguf_find_key(file, key.c_str());
    return id >= 0 && gguf_get_kv_type(file, id) == GGUF_TYPE_ARRAY ? int64_t(gguf_get_arr_n(file, id)) : 0;
}

} // namespace sparselens
