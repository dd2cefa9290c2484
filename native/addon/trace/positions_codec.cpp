#include "trace/positions_codec.h"

namespace sparselens {

void EncodePositions(const int32_t * positions, int count, int limit, std::vector<uint8_t> & out) {
    struct Large {
        int index;
        uint32_t high;
    };
    std::vector<Large> large;
    int32_t previous = -1;
    out.resize(out.size() + size_t(count));
    uint8_t * low = out.data() + out.size() - size_t(count);
    for (int i = 0; i < count; i++) {
        if (positions[i] <= previous || positions[i] > limit)
            ThrowBadArgument("Positions must ascend and not pass their query.");
        const uint32_t gap = uint32_t(positions[i] - previous - 1);
        low[i] = uint8_t(gap);
        if (gap > 0xff) large.push_back({i, gap >> 8});
        previous = positions[i];
    }
    AppendVarint(out, uint32_t(large.size()));
    int index = 0;
    for (const Large & gap : large) {
        AppendVarint(out, uint32_t(gap.index - index));
        AppendVarint(out, gap.high);
        index = gap.index;
    }
}

void DecodePositions(Bytes bytes, uint32_t count, int32_t limit, int32_t * out) {
    ByteReader reader(bytes);
    const uint8_t * low = reader.Take(count).data;
    uint32_t at = 0, index = 0;
    uint64_t next = 0; // the position if the gap were 0
    const auto sumUpTo = [&](uint32_t end) {
        // no overflow: `next` <= limit < 2^31 after a large gap, and fewer than 2^22 entries add at most 256 each
        uint32_t position = uint32_t(next);
        for (; at < end; at++) {
            position += low[at];
            out[at] = int32_t(position++);
        }
        next = position;
    };
    if (count >= 1u << 22) ThrowDamaged("too many positions");
    for (uint32_t large = reader.Varint(); large > 0; large--) {
        index += reader.Varint();
        if (index < at || index >= count) ThrowDamaged("a gap is out of place");
        sumUpTo(index);
        next += uint64_t(reader.Varint()) << 8;
        if (next > uint64_t(limit)) ThrowDamaged("a position is out of range");
    }
    sumUpTo(count);
    if (next > uint64_t(limit) + 1) ThrowDamaged("a position is out of range");
    if (reader.Left() != 0) ThrowDamaged("a row has bytes too many");
}

void EncodeRuns(const int32_t * positions, int count, int limit, std::vector<uint8_t> & out) {
    int32_t next = 0; // the position after the run before
    for (int i = 0; i < count;) {
        int end = i + 1;
        while (end < count && positions[end] == positions[end - 1] + 1) end++;
        if (positions[i] < next || positions[end - 1] > limit)
            ThrowBadArgument("Positions must ascend and not pass their query.");
        AppendVarint(out, uint32_t(positions[i] - next));
        AppendVarint(out, uint32_t(end - i - 1));
        next = positions[end - 1] + 1;
        i = end;
    }
}

void DecodeRuns(Bytes bytes, uint32_t count, int32_t limit, int32_t * out) {
    ByteReader reader(bytes);
    uint64_t next = 0;
    for (uint32_t at = 0; at < count;) {
        next += reader.Varint();
        const uint64_t length = uint64_t(reader.Varint()) + 1;
        if (length > count - at || next + length > uint64_t(limit) + 1) ThrowDamaged("a position is out of range");
        for (uint64_t i = 0; i < length; i++) out[at++] = int32_t(next++);
    }
    if (reader.Left() != 0) ThrowDamaged("a row has bytes too many");
}

} // namespace sparselens
