#include "engine/model_check/header_fault.h"

#include "engine/model_check/header_reader.h"
#include "engine/model_check/shown.h"
#include "ggml.h"
#include "gguf.h"

#include <cstring>
#include <set>

namespace sparselens {
namespace {

/// Versions up to here are believed; a larger number is no version.
constexpr uint32_t kLargestVersion = 0xffff, kOldestVersion = 2;
/// Types of values are numbered from 0 to 12 so far, those of tensors to 42, in ik_llama.cpp from 97 to 399; a much
/// larger number is damage.
constexpr uint32_t kLargestValueType = 0xff, kLargestType = 0xfff;
/// Keys, and tensors: V3.2 has some 50 and some 1,600. ggml compares each with all before it.
constexpr uint64_t kMostEntries = 1 << 16;
constexpr uint64_t kLongestKey = 1 << 12;
/// Of a text, and items of a list: ggml's limits.
constexpr uint64_t kLongestValue = 1 << 30;
constexpr uint64_t kDefaultAlignment = 32;

uint32_t Swapped(uint32_t value) { return value >> 24 | (value >> 8 & 0xff00) | (value << 8 & 0xff0000) | value << 24; }

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

bool IsKnown(uint32_t type) { return type < GGML_TYPE_COUNT && ggml_blck_size(ggml_type(type)) > 0; }

/// Walks through a header and stops at the first fault.
class HeaderWalk {
  public:
    explicit HeaderWalk(const std::string & path) : header_(path) {}

    HeaderFault Find() {
        if (Version() && Counts() && Values() && Tensors()) return fault_;
        if (fault_.kind == HeaderFault::None) Damage("it ends before its header does");
        return fault_;
    }

  private:
    bool Damage(const std::string & damage) {
        fault_.kind = HeaderFault::Damaged;
        fault_.damage = damage;
        return false;
    }

    bool Version() {
        const uint32_t magic = header_.Read<uint32_t>(), version = header_.Read<uint32_t>();
        if (!header_.good) return false;
        const bool swappedMagic = std::memcmp(&magic, "FUGG", sizeof magic) == 0;
        if (swappedMagic || (version > kLargestVersion && Swapped(version) <= kLargestVersion)) {
            fault_.kind = HeaderFault::OtherOrder;
            return false;
        }
        fault_.version = version;
        if (version == 0 || version > kLargestVersion) {
            return Damage("its format is of version " + std::to_string(version) + ", which can't be");
        }
        if (version < kOldestVersion) fault_.kind = HeaderFault::OlderVersion;
        if (version > GGUF_VERSION) fault_.kind = HeaderFault::NewerVersion;
        return fault_.kind == HeaderFault::None;
    }

    bool Counts() {
        tensors_ = header_.Read<uint64_t>();
        values_ = header_.Read<uint64_t>();
        if (!header_.good) return false;
        if (tensors_ > kMostEntries)
            return Damage("it says that it has " + std::to_string(tensors_) + " tensors, which can't be");
        if (values_ > kMostEntries)
            return Damage("it says that it has " + std::to_string(values_) + " keys, which can't be");
        return true;
    }

    bool Values() {
        std::set<std::string> seen;
        for (uint64_t i = 0; i < values_; i++) {
            const std::string key = header_.Text(kLongestKey);
            if (!header_.good) return false;
            if (key.empty()) return Damage("one of its keys has no name");
            if (key.size() < kLongestKey && !seen.insert(key).second) return Damage(Shown(key) + " stands in it twice");
            if (!Value(key, Shown(key))) return false;
        }
        return true;
    }

    bool Value(const std::string & key, const std::string & shown) {
        uint32_t type = header_.Read<uint32_t>();
        uint64_t count = 1;
        const bool list = type == GGUF_TYPE_ARRAY;
        if (list) {
            type = header_.Read<uint32_t>();
            count = header_.Read<uint64_t>();
        }
        if (!header_.good) return false;
        if (type == GGUF_TYPE_ARRAY) return Damage(shown + " is a list of lists");
        if (type >= GGUF_TYPE_COUNT) {
            if (type > kLargestValueType) return Damage(shown + " is of no known type");
            fault_.kind = HeaderFault::UnknownValue;
            fault_.type = int(type);
            return false;
        }
        if (count > kLongestValue)
            return Damage(shown + " says that it has " + std::to_string(count) + " items, which can't be");
        if (key == "general.alignment") return Alignment(!list && type == GGUF_TYPE_UINT32);
        return SkipItems(shown, type, count);
    }

    bool SkipItems(const std::string & key, uint32_t type, uint64_t count) {
        if (const uint64_t bytes = BytesOf(type)) {
            header_.Skip(count * bytes);
            return header_.good;
        }
        for (uint64_t i = 0; i < count && header_.good; i++) { // each takes 8 bytes at least
            const uint64_t length = header_.Read<uint64_t>();
            if (length > kLongestValue)
                return Damage(key + " says that it is " + std::to_string(length) + " bytes long, which can't be");
            header_.Skip(length);
        }
        return header_.good;
    }

    bool Alignment(bool number) {
        if (!number) return Damage("general.alignment is no number of 32 bits");
        alignment_ = header_.Read<uint32_t>();
        if (!header_.good) return false;
        if (alignment_ == 0 || (alignment_ & (alignment_ - 1)) != 0)
            return Damage("general.alignment is " + std::to_string(alignment_) + ", no power of two");
        return true;
    }

    bool Tensors() {
        std::set<std::string> seen;
        uint64_t expected = 0;
        for (uint64_t i = 0; i < tensors_; i++) {
            const std::string name = header_.Text(GGML_MAX_NAME);
            if (!header_.good) return false;
            if (name.size() >= GGML_MAX_NAME) return Damage("it has a tensor with a longer name than can be");
            if (!seen.insert(name.c_str()).second) return Damage("the tensor " + Shown(name) + " stands in it twice");
            if (!Tensor(Shown(name), expected)) return false;
        }
        return true;
    }

    /// `expected`: where the tensor must begin, and then where the next one must.
    bool Tensor(const std::string & name, uint64_t & expected) {
        const uint32_t dims = header_.Read<uint32_t>();
        if (header_.good && dims > GGML_MAX_DIMS)
            return Damage("the tensor " + name + " has " + std::to_string(dims) + " dimensions, which can't be");
        uint64_t sizes[GGML_MAX_DIMS] = {1, 1, 1, 1};
        for (uint32_t i = 0; i < dims; i++) sizes[i] = header_.Read<uint64_t>();
        const uint32_t type = header_.Read<uint32_t>();
        const uint64_t offset = header_.Read<uint64_t>();
        if (!header_.good) return false;
        if (!IsKnown(type)) {
            if (type > kLargestType) return Damage("the tensor " + name + " is of no known type");
            fault_.kind = HeaderFault::UnknownType;
            fault_.tensor = name;
            fault_.type = int(type);
            return false;
        }
        const uint64_t block = uint64_t(ggml_blck_size(ggml_type(type)));
        if (sizes[0] % block != 0)
            return Damage("the tensor " + name + " has rows of " + std::to_string(sizes[0]) + " numbers, which " +
                          ggml_type_name(ggml_type(type)) + " can't hold");
        uint64_t bytes = sizes[0] / block;
        for (const uint64_t size : {uint64_t(ggml_type_size(ggml_type(type))), sizes[1], sizes[2], sizes[3]}) {
            if (size != 0 && bytes > uint64_t(INT64_MAX) / size)
                return Damage("the tensor " + name + " is larger than any file");
            bytes *= size;
        }
        if (offset != expected)
            return Damage("the tensor " + name + " begins at byte " + std::to_string(offset) +
                          " of the weights, where byte " + std::to_string(expected) +
                          " is its place: tensors overlap or leave gaps");
        expected += (bytes + alignment_ - 1) / alignment_ * alignment_;
        return true;
    }

    HeaderReader header_;
    HeaderFault fault_;
    uint64_t tensors_ = 0, values_ = 0, alignment_ = kDefaultAlignment;
};

} // namespace

HeaderFault FindHeaderFault(const std::string & path) { return HeaderWalk(path).Find(); }

} // namespace sparselens
