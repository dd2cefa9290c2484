// Views of bytes, and reading them with every bound checked: bytes may come from a damaged file.
#pragma once

#include "trace/trace_error.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "Traces are little-endian and read in place: this needs a little-endian machine."
#endif

namespace sparselens {

struct Bytes {
    const uint8_t * data = nullptr;
    size_t size = 0;
};

/// The value at `data`, however it is aligned.
template <typename T> T LoadAt(const uint8_t * data, size_t index = 0) {
    T value;
    std::memcpy(&value, data + index * sizeof(T), sizeof(T));
    return value;
}

template <typename T> void Append(std::vector<uint8_t> & out, const T & value) {
    out.resize(out.size() + sizeof value);
    std::memcpy(out.data() + out.size() - sizeof value, &value, sizeof value);
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
inline void AppendVarint(std::vector<uint8_t> & out, uint32_t value) {
    for (; value >= 0x80; value >>= 7) out.push_back(uint8_t(value | 0x80));
    out.push_back(uint8_t(value));
}

/// Takes bytes off the front of a view. Throws 'trace-damaged' where there are too few.
class ByteReader {
  public:
    explicit ByteReader(Bytes bytes) : next_(bytes.data), end_(bytes.data + bytes.size) {}

    size_t Left() const { return size_t(end_ - next_); }

    Bytes Take(uint64_t size) {
        if (size > Left()) ThrowDamaged("a row is cut off");
        const Bytes taken{next_, size_t(size)};
        next_ += size;
        return taken;
    }

    uint32_t Varint() {
        uint64_t value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            const uint8_t byte = *Take(1).data;
            value |= uint64_t(byte & 0x7f) << shift;
            if (byte < 0x80) {
                if (value > 0xffffffff) break;
                return uint32_t(value);
            }
        }
        ThrowDamaged("a number is too long");
    }

  private:
    const uint8_t *next_, *end_;
};

} // namespace sparselens
