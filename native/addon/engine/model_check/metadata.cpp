#include "engine/model_check/metadata.h"

#include "engine/model_check/file_start.h"
#include "engine/model_check/header_fault.h"
#include "error.h"
#include "ggml.h"

#include <filesystem>

namespace sparselens {
namespace {

/// Types that only ik_llama.cpp has (ggml/include/ggml.h there).
constexpr int kFirstOfFork = 97, kLastOfFork = 399;

std::string UnknownType(int type, const std::string & tensor) {
    const std::string which = " (number " + std::to_string(type) + ", " + tensor + ")";
    if (type < GGML_TYPE_COUNT)
        return " uses a tensor type that llama.cpp gave up" + which + "; get another quantization, such as Q4_0.";
    const bool fork = type >= kFirstOfFork && type <= kLastOfFork;
    return " uses a tensor type that this version doesn't know" + which +
           (fork ? ", as ik_llama.cpp's quantizations do" : "") + "; get another quantization or a newer SparseLens.";
}

void CheckHeader(const std::string & path) {
    const HeaderFault fault = FindHeaderFault(path);
    const std::string name = FileName(path), version = std::to_string(fault.version);
    switch (fault.kind) {
        case HeaderFault::None: return;
        case HeaderFault::NewerVersion:
            throw EngineError("other-gguf-version", name + " is of GGUF version " + version +
                                                        ", newer than this SparseLens knows; get a newer SparseLens, "
                                                        "or a conversion of version " +
                                                        std::to_string(GGUF_VERSION) + ".");
        case HeaderFault::OlderVersion:
            throw EngineError("other-gguf-version", name + " is of GGUF version " + version +
                                                        ", which is not read any more; get a newer conversion.");
        case HeaderFault::OtherOrder:
            throw EngineError("other-byte-order", name + " is made for machines of the other byte order (big-endian); "
                                                         "get a little-endian conversion.");
        case HeaderFault::UnknownType:
            throw EngineError("unknown-tensor-type", name + UnknownType(fault.type, fault.tensor));
        case HeaderFault::UnknownValue:
            throw EngineError("other-gguf-version",
                              name + " holds metadata of a type that this version doesn't know (number " +
                                  std::to_string(fault.type) + "); get a newer SparseLens or another conversion.");
        case HeaderFault::Damaged:
            throw EngineError("truncated-model",
                              name + " is cut off or damaged (" + fault.damage + "); " + MendDownload(path) + ".");
    }
}

} // namespace

std::string FileName(const std::string & path) { return std::filesystem::u8path(path).filename().u8string(); }

Gguf OpenGguf(const std::string & path) {
    CheckFileStart(path);
    CheckHeader(path);
    gguf_init_params params = {/* .no_alloc = */ true, /* .ctx = */ nullptr};
    Gguf file(gguf_init_from_file(path.c_str(), params), gguf_free);
    if (file) return file;
    throw EngineError("truncated-model", FileName(path) + " is cut off or damaged; " + MendDownload(path) + ".");
}

std::string MendDownload(const std::string & path) {
    return IsDownload(path) ? "its name says that it is a download that isn't finished: let it finish"
                            : "download it again";
}

int64_t Find(const Gguf & file, const std::string & key, gguf_type type) {
    const int64_t id = gguf_find_key(file.get(), key.c_str());
    return id >= 0 && gguf_get_kv_type(file.get(), id) == type ? id : -1;
}

std::string Text(const Gguf & file, const std::string & key) {
    const int64_t id = Find(file, key, GGUF_TYPE_STRING);
    return id < 0 ? "" : gguf_get_val_str(file.get(), id);
}

int64_t Number(const Gguf & file, const std::string & key) {
    const int64_t id = Find(file, key, GGUF_TYPE_UINT32);
    if (id >= 0) return gguf_get_val_u32(file.get(), id);
    const int64_t narrow = Find(file, key, GGUF_TYPE_UINT16); // split.count
    return narrow < 0 ? 0 : gguf_get_val_u16(file.get(), narrow);
}

std::vector<int32_t> Numbers(const Gguf & file, const std::string & key) {
    const int64_t id = Find(file, key, GGUF_TYPE_ARRAY);
    if (id < 0) return {};
    const gguf_type type = gguf_get_arr_type(file.get(), id);
    if (type != GGUF_TYPE_INT32 && type != GGUF_TYPE_UINT32) return {};
    auto * values = static_cast<const int32_t *>(gguf_get_arr_data(file.get(), id));
    return {values, values + gguf_get_arr_n(file.get(), id)};
}

std::vector<uint32_t> NumbersPerBlock(const Gguf & file, const std::string & key) {
    const std::vector<int32_t> numbers = Numbers(file, key);
    if (!numbers.empty()) return {numbers.begin(), numbers.end()};
    if (gguf_find_key(file.get(), key.c_str()) < 0) return {};
    return {uint32_t(Number(file, key))};
}

} // namespace sparselens
