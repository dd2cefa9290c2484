#include "packed_k_quants.h"

#include <cstddef>
#include <cstring>

namespace dsa {
namespace {

/// Places of a super-block's parts in the file.
struct SuperParts {
    size_t small;   // whole numbers: scales of blocks and half blocks, least numbers
    size_t shared;  // F16 scales
    size_t numbers; // nibbles, or the low two bits
    size_t above;   // the third or fifth bit, or the fifth and sixth ones
    size_t bytes;   // of all
};

constexpr SuperParts kQ2{0, 80, 16, 0, 84}, kQ3{96, 108, 32, 0, 110}, kQ4{4, 0, 16, 0, 144}, kQ5{4, 0, 48, 16, 176},
    kQ6{192, 208, 0, 128, 210}, kIq4{2, 0, 8, 0, 136};

const SuperParts & PartsOf(WeightType type) {
    switch (type) {
        case WeightType::Q2_K: return kQ2;
        case WeightType::Q3_K: return kQ3;
        case WeightType::Q5_K: return kQ5;
        case WeightType::Q6_K: return kQ6;
        case WeightType::IQ4_XS: return kIq4;
        default: return kQ4;
    }
}

uint32_t LoadWord(const uint8_t * from) {
    uint32_t word;
    std::memcpy(&word, from, 4);
    return word;
}

/// Adds some bits of each byte of a word to a word of zeros there.
void MoveBits(int bits, const uint8_t * from, int shift, uint8_t * to, int toShift) {
    const uint32_t mask = ((1u << bits) - 1) * 0x01010101u;
    const uint32_t word = LoadWord(to) | (LoadWord(from) >> shift & mask) << toShift;
    std::memcpy(to, &word, 4);
}

/// Where bits of four numbers that follow each other are.
struct Place {
    size_t byte;
    int shift;
};

/// Nibbles, pairs of bits and single bits of word `g` of block `block` of eight, from the first of them in the file.
Place NibblesOf(WeightType type, int block, int g) {
    const size_t word = 4 * size_t(g);
    if (type == WeightType::IQ4_XS) return {size_t(block) * 16 + word % 16, g / 4 * 4};
    if (type == WeightType::Q6_K) return {size_t(block / 4) * 64 + block % 2 * 32 + word, block % 4 / 2 * 4};
    return {size_t(block / 2) * 32 + word, block % 2 * 4};
}
Place PairsOf(int block, int g) { return {size_t(block / 4) * 32 + 4 * size_t(g), block % 4 * 2}; }
Place SingleOf(int block, int g) { return {4 * size_t(g), block}; }

/// The same in a packed block, from its first word of them.
Place PackedNibbles(int g) { return {size_t(g % 4) * kWord, g / 4 * 4}; }
Place PackedPairs(int g) { return {size_t(g / 4) * kWord, g % 4 * 2}; }
Place PackedSingle(int g) { return {0, g}; }

/// Calls visit(bits of a number, place in the file's super-block, place in the packed block) for all of a block.
template <typename Visit> void EachBits(WeightType type, const SuperParts & parts, int block, const Visit & visit) {
    const int low = BitsOf(type) < 4 ? 2 : 4, above = BitsOf(type) - low;
    for (int g = 0; g < kWords; g++) {
        Place file = low == 2 ? PairsOf(block, g) : NibblesOf(type, block, g);
        file.byte += parts.numbers;
        visit(low, file, low == 2 ? PackedPairs(g) : PackedNibbles(g));
        if (above == 0) continue;
        file = above == 2 ? PairsOf(block, g) : SingleOf(block, g);
        file.byte += parts.above;
        Place packed = above == 2 ? PackedPairs(g) : PackedSingle(g);
        packed.byte += size_t(low) * kWord; // as many words as bits
        visit(above, file, packed);
    }
}

/// Block `block` of eight, whose words are kWord apart.
void PackBlock(WeightType type, const SuperParts & parts, const uint8_t * file, int block, uint8_t * quants) {
    for (int i = 0; i < BitsOf(type); i++) std::memset(quants + i * kWord, 0, 4);
    EachBits(type, parts, block, [&](int bits, Place from, Place to) {
        MoveBits(bits, file + from.byte, from.shift, quants + to.byte, to.shift);
    });
}

/// Into a super-block of zeros.
void UnpackBlock(WeightType type, const SuperParts & parts, const uint8_t * quants, int block, uint8_t * file) {
    EachBits(type, parts, block, [&](int bits, Place to, Place from) {
        MoveBits(bits, quants + from.byte, from.shift, file + to.byte, to.shift);
    });
}

/// Calls visit(super-block in the file, its packed quants, its packed scales) for an output's place in its group.
template <typename Bytes, typename Packed, typename Visit>
void EachSuper(WeightType type, int outputs, int blocks, Bytes * rows, Packed * packed, const Visit & visit) {
    const size_t bytes = SuperBlockBytes(type);
    const int supers = blocks / kSuper;
    for (int o = 0; o < outputs; o++) {
        Packed * group = packed + size_t(o / kGroup) * GroupBytes(type, blocks);
        for (int s = 0; s < supers; s++) {
            visit(rows + (size_t(o) * supers + s) * bytes, group + s * kSuper * QuantBytes(type) + o % kGroup * 4,
                  group + blocks * QuantBytes(type) + s * SuperBytes(type), o % kGroup);
        }
    }
}

} // namespace

size_t SuperBlockBytes(WeightType type) { return PartsOf(type).bytes; }

void PackKQuants(WeightType type, int outputs, int blocks, const void * rows, void * packed) {
    const SuperParts & parts = PartsOf(type);
    EachSuper(type, outputs, blocks, (const uint8_t *)rows, (uint8_t *)packed,
              [&](const uint8_t * file, uint8_t * quants, uint8_t * scales, int place) {
                  for (int b = 0; b < kSuper; b++) PackBlock(type, parts, file, b, quants + b * QuantBytes(type));
                  for (int i = 0; i < SharedBytes(type); i += 2)
                      std::memcpy(scales + i * kGroup + place * 2, file + parts.shared + i, 2);
                  for (int i = 0; i < SmallBytes(type); i++)
                      scales[(SharedBytes(type) + i) * kGroup + place] = file[parts.small + i];
              });
}

void UnpackKQuants(WeightType type, int outputs, int blocks, const void * packed, void * rows) {
    const SuperParts & parts = PartsOf(type);
    EachSuper(type, outputs, blocks, (uint8_t *)rows, (const uint8_t *)packed,
              [&](uint8_t * file, const uint8_t * quants, const uint8_t * scales, int place) {
                  std::memset(file, 0, parts.bytes);
                  for (int b = 0; b < kSuper; b++) UnpackBlock(type, parts, quants + b * QuantBytes(type), b, file);
                  for (int i = 0; i < SharedBytes(type); i += 2)
                      std::memcpy(file + parts.shared + i, scales + i * kGroup + place * 2, 2);
                  for (int i = 0; i < SmallBytes(type); i++)
                      file[parts.small + i] = scales[(SharedBytes(type) + i) * kGroup + place];
              });
}

} // namespace dsa
