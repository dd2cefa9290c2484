#include "engine/gguf_header.h"

#include "ggml.h"
#include "gguf.h"

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace sparselens {
namespace {

/// Versions up to here are believed; a larger number is no version.
constexpr uint32_t kLargestVersion = 0xffff, kOldestVersion = 2;
/// Types of values are numbered from 0 to 12 so far; a much larger number is damage.
constexpr uint32_t kLargestValueType = 0xff;
constexpr uint64_t kReadAhead = 1 << 16;

uint32_t Swapped(uint32_t value) { return value >> 24 | (value >> 8 & 0xff00) | (value << 8 & 0xff0000) | value << 24; }

/// Numbers and texts of a file, one after the other. What fails leaves `good` false, and everything after it fails too.
class HeaderReader {
  public:
    explicit HeaderReader(const std::string & path) : file_(std::filesystem::u8path(path), std::ios::binary) {
        std::error_code failed;
        left_ = std::filesystem::file_size(std::filesystem::u8path(path), failed);
        good = file_.good() && !failed;
    }

    template <typename Number> Number Read() {
        Number value = 0;
        if (!Take(sizeof value)) return 0;
        file_.read(reinterpret_cast<char *>(&value), sizeof value);
        good = file_.good();
        return good ? value : 0;
    }

    void Skip(uint64_t bytes) {
        if (!Take(bytes)) return;
        // a seek throws away what is read ahead
        if (bytes < kReadAhead) file_.ignore(std::streamsize(bytes));
        else file_.seekg(std::streamoff(bytes), std::ios::cur);
    }

    void SkipText() { Skip(Read<uint64_t>()); }

    /// A tensor's name; ggml takes no longer ones.
    std::string Name() {
        const uint64_t length = Read<uint64_t>();
        if (length >= GGML_MAX_NAME || !Take(length)) {
            good = false;
            return "";
        }
        std::string name(size_t(length), '\0');
        file_.read(name.data(), std::streamsize(length));
        good = file_.good();
        return name;
    }

    bool good = true;

  private:
    bool Take(uint64_t bytes) {
        good = good && bytes <= left_;
        if (good) left_ -= bytes;
        return good;
    }

    std::ifstream file_;
    uint64_t left_ = 0;
};

/// 0: texts, and what the format doesn't have.
uint64_t BytesOf(uint32_t type) {
    switch (type) {
        case GGUF_TYPE_UINT8:
        case GGUF_TYPE_INT8:
        case GGUF_TYPE_BOOL: return 1;
        case GGUF_TYPE_UINT16:
        case GGUF_TYPE_INT16: return 2;
        case GGUF_TYPE_UINT32:
        case GGUF_TYPE_INT32:
        case GGUF_TYPE_FLOAT32: return 4;
        case GGUF_TYPE_UINT64:
        case GGUF_TYPE_INT64:
        case GGUF_TYPE_FLOAT64: return 8;
        default: return 0;
    }
}

/// Returns the value's type, or its items'.
uint32_t SkipValue(HeaderReader & header) {
    uint32_t type = header.Read<uint32_t>();
    uint64_t count = 1;
    if (type == GGUF_TYPE_ARRAY) {
        type = header.Read<uint32_t>();
        count = header.Read<uint64_t>();
    }
    const uint64_t bytes = BytesOf(type);
    if (bytes == 0 && type != GGUF_TYPE_STRING) {
        header.good = false;
    } else if (bytes > 0) {
        if (count > UINT64_MAX / bytes) header.good = false;
        else header.Skip(count * bytes);
    } else {
        for (uint64_t i = 0; i < count && header.good; i++) header.SkipText(); // each takes 8 bytes at least
    }
    return type;
}

bool IsKnown(uint32_t type) { return type < GGML_TYPE_COUNT && ggml_blck_size(ggml_type(type)) > 0; }

} // namespace

HeaderFault FindHeaderFault(const std::string & path) {
    HeaderReader header(path);
    HeaderFault fault;
    const uint32_t magic = header.Read<uint32_t>(), version = header.Read<uint32_t>();
    if (!header.good) return fault;
    const bool swappedMagic = std::memcmp(&magic, "FUGG", sizeof magic) == 0;
    if (swappedMagic || (version > kLargestVersion && Swapped(version) <= kLargestVersion)) {
        fault.kind = HeaderFault::OtherOrder;
        return fault;
    }
    fault.version = version;
    if (version == 0 || version > kLargestVersion) return fault;
    if (version < kOldestVersion || version > GGUF_VERSION) {
        fault.kind = version < kOldestVersion ? HeaderFault::OlderVersion : HeaderFault::NewerVersion;
        return fault;
    }
    const uint64_t tensors = header.Read<uint64_t>(), values = header.Read<uint64_t>();
    for (uint64_t i = 0; i < values && header.good; i++) {
        header.SkipText();
        const bool readable = header.good;
        const uint32_t type = SkipValue(header);
        if (readable && type >= GGUF_TYPE_COUNT && type <= kLargestValueType) {
            fault.kind = HeaderFault::UnknownValue;
            fault.type = int(type);
            return fault;
        }
    }
    for (uint64_t i = 0; i < tensors && header.good; i++) {
        const std::string name = header.Name();
        const uint32_t dims = header.Read<uint32_t>();
        if (dims > GGML_MAX_DIMS) return fault;
        header.Skip(dims * sizeof(uint64_t));
        const uint32_t type = header.Read<uint32_t>();
        header.Skip(sizeof(uint64_t));
        if (header.good && !IsKnown(type)) {
            fault.kind = HeaderFault::UnknownType;
            fault.tensor = name;
            fault.type = int(type);
            return fault;
        }
    }
    return fault;
}

} // namespace sparselens
