#include "packed_weights.h"

#include "packed_k_quants.h"

#include <cstring>

namespace dsa {
namespace {

/// Places of a block's parts in the file: F16 scale and least number come first, then fifth bits, then quants.
struct BlockParts {
    explicit BlockParts(WeightType type)
        : least(2), bits(HasLeast(type) ? 4 : 2), quants(bits + (BitsOf(type) == 5 ? 4 : 0)),
          words(type == WeightType::Q8_0 ? 8 : 4), bytes(quants + 4 * size_t(words)) {}
    size_t least, bits, quants;
    int words; // of four bytes
    size_t bytes;
};

/// Bit 4 g + b of `bits` becomes bit g of byte b, and back.
void SpreadBits(const uint8_t * bits, uint8_t * bytes) {
    std::memset(bytes, 0, 4);
    for (int k = 0; k < kBlock; k++) bytes[k % 4] |= uint8_t((bits[k / 8] >> k % 8 & 1) << k / 4);
}

void GatherBits(const uint8_t * bytes, uint8_t * bits) {
    std::memset(bits, 0, 4);
    for (int k = 0; k < kBlock; k++) bits[k / 8] |= uint8_t((bytes[k % 4] >> k / 4 & 1) << k % 8);
}

/// Calls visit(where the file has a block, packed quants, scale and least number of that block and output).
template <typename Bytes, typename Packed, typename Visit>
void EachBlock(WeightType type, int outputs, int blocks, Bytes * rows, Packed * packed, const Visit & visit) {
    const size_t size = BlockParts(type).bytes;
    for (int o = 0; o < outputs; o++) {
        Packed * group = packed + size_t(o / kGroup) * GroupBytes(type, blocks);
        Packed * scales = group + blocks * QuantBytes(type);
        for (int b = 0; b < blocks; b++) {
            Packed * scale = scales + (size_t(b) * kGroup + o % kGroup) * 2;
            visit(rows + (size_t(o) * blocks + b) * size, group + b * QuantBytes(type) + o % kGroup * 4, scale,
                  scale + size_t(blocks) * kGroup * 2);
        }
    }
}

} // namespace

size_t RowBytes(WeightType type, int blocks) {
    return InSupers(type) ? blocks / kSuper * SuperBlockBytes(type) : blocks * BlockParts(type).bytes;
}

void PackWeights(WeightType type, int outputs, int blocks, const void * rows, void * packed) {
    if (InSupers(type)) return PackKQuants(type, outputs, blocks, rows, packed);
    const BlockParts parts(type);
    EachBlock(type, outputs, blocks, (const uint8_t *)rows, (uint8_t *)packed,
              [&](const uint8_t * block, uint8_t * quants, uint8_t * scale, uint8_t * least) {
                  std::memcpy(scale, block, 2);
                  if (HasLeast(type)) std::memcpy(least, block + parts.least, 2);
                  for (int i = 0; i < parts.words; i++)
                      std::memcpy(quants + i * kWord, block + parts.quants + 4 * i, 4);
                  if (BitsOf(type) == 5) SpreadBits(block + parts.bits, quants + parts.words * kWord);
              });
}

void UnpackWeights(WeightType type, int outputs, int blocks, const void * packed, void * rows) {
    if (InSupers(type)) return UnpackKQuants(type, outputs, blocks, packed, rows);
    const BlockParts parts(type);
    EachBlock(type, outputs, blocks, (uint8_t *)rows, (const uint8_t *)packed,
              [&](uint8_t * block, const uint8_t * quants, const uint8_t * scale, const uint8_t * least) {
                  std::memcpy(block, scale, 2);
                  if (HasLeast(type)) std::memcpy(block + parts.least, least, 2);
                  for (int i = 0; i < parts.words; i++)
                      std::memcpy(block + parts.quants + 4 * i, quants + i * kWord, 4);
                  if (BitsOf(type) == 5) GatherBits(quants + parts.words * kWord, block + parts.bits);
              });
}

} // namespace dsa
