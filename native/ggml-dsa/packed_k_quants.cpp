#include "packed_k_quants.h"

#include <cstring>

namespace dsa {
namespace {

/// Places of a super-block's parts in the file.
struct SuperParts {
    size_t small; // whole numbers: scales of blocks and half blocks, least numbers
    int smallBytes;
    size_t shared; // F16 scales
    int sharedBytes;
    size_t nibbles; // low four bits
    size_t above;   // the fifth, or the fifth and sixth ones
    size_t bytes;   // of all
};

constexpr SuperParts kQ4{4, 12, 0, 4, 16, 0, 144}, kQ5{4, 12, 0, 4, 48, 16, 176}, kQ6{192, 16, 208, 2, 0, 128, 210};

const SuperParts & PartsOf(WeightType type) {
    return type == WeightType::Q6_K ? kQ6 : type == WeightType::Q5_K ? kQ5 : kQ4;
}

uint32_t LoadWord(const uint8_t * from) {
    uint32_t word;
    std::memcpy(&word, from, 4);
    return word;
}

void StoreWord(uint8_t * to, uint32_t word) { std::memcpy(to, &word, 4); }

/// Adds to four bytes.
void OrWord(uint8_t * to, uint32_t word) { StoreWord(to, LoadWord(to) | word); }

constexpr uint32_t kNibble = 0x0f0f0f0f, kBit = 0x01010101, kTwoBits = 0x03030303;
constexpr int kNibbleWords = kWords / 2; // of a block

/// A block's numbers in the file: its nibbles are half of the bytes from `nibbles` on, and its bits above them `shift`
/// up in the bytes from `above` on.
struct FilePlace {
    size_t nibbles;
    int nibbleShift;
    size_t above;
    int aboveShift;
};

FilePlace PlaceOf(WeightType type, int block) {
    if (type != WeightType::Q6_K) return {size_t(block / 2) * 32, block % 2 * 4, 0, block};
    const size_t half = block / 4; // 128 numbers: nibbles of 64 bytes, two bits of 32
    return {half * 64 + block % 2 * 32, block % 4 / 2 * 4, half * 32, block % 4 * 2};
}

/// Block `block` of eight, whose words are kWord apart.
void PackBlock(WeightType type, const SuperParts & parts, const uint8_t * file, int block, uint8_t * quants) {
    const FilePlace at = PlaceOf(type, block);
    const uint8_t * nibbles = file + parts.nibbles + at.nibbles;
    for (int i = 0; i < kNibbleWords; i++) {
        const uint32_t low = LoadWord(nibbles + 4 * i) >> at.nibbleShift & kNibble;
        const uint32_t high = LoadWord(nibbles + 16 + 4 * i) >> at.nibbleShift & kNibble;
        StoreWord(quants + i * kWord, low | high << 4);
    }
    if (BitsOf(type) == 4) return;
    const uint8_t * above = file + parts.above + at.above;
    uint32_t words[2] = {};
    for (int g = 0; g < kBlock / 4; g++) {
        const uint32_t bits = LoadWord(above + 4 * g) >> at.aboveShift;
        if (type == WeightType::Q5_K) words[0] |= (bits & kBit) << g;
        else words[g / 4] |= (bits & kTwoBits) << g % 4 * 2;
    }
    for (int i = 0; i < BitsOf(type) - 4; i++) StoreWord(quants + (kNibbleWords + i) * kWord, words[i]);
}

/// Into a super-block of zeros.
void UnpackBlock(WeightType type, const SuperParts & parts, const uint8_t * quants, int block, uint8_t * file) {
    const FilePlace at = PlaceOf(type, block);
    uint8_t * nibbles = file + parts.nibbles + at.nibbles;
    for (int i = 0; i < kNibbleWords; i++) {
        const uint32_t both = LoadWord(quants + i * kWord);
        OrWord(nibbles + 4 * i, (both & kNibble) << at.nibbleShift);
        OrWord(nibbles + 16 + 4 * i, (both >> 4 & kNibble) << at.nibbleShift);
    }
    if (BitsOf(type) == 4) return;
    uint8_t * above = file + parts.above + at.above;
    for (int g = 0; g < kBlock / 4; g++) {
        const bool two = type == WeightType::Q6_K;
        const uint32_t word = LoadWord(quants + (kNibbleWords + (two ? g / 4 : 0)) * kWord);
        const uint32_t bits = two ? word >> g % 4 * 2 & kTwoBits : word >> g & kBit;
        OrWord(above + 4 * g, bits << at.aboveShift);
    }
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
                  for (int i = 0; i < parts.sharedBytes; i += 2)
                      std::memcpy(scales + i * kGroup + place * 2, file + parts.shared + i, 2);
                  for (int i = 0; i < parts.smallBytes; i++)
                      scales[(parts.sharedBytes + i) * kGroup + place] = file[parts.small + i];
              });
}

void UnpackKQuants(WeightType type, int outputs, int blocks, const void * packed, void * rows) {
    const SuperParts & parts = PartsOf(type);
    EachSuper(type, outputs, blocks, (uint8_t *)rows, (const uint8_t *)packed,
              [&](uint8_t * file, const uint8_t * quants, const uint8_t * scales, int place) {
                  std::memset(file, 0, parts.bytes);
                  for (int b = 0; b < kSuper; b++) UnpackBlock(type, parts, quants + b * QuantBytes(type), b, file);
                  for (int i = 0; i < parts.sharedBytes; i += 2)
                      std::memcpy(file + parts.shared + i, scales + i * kGroup + place * 2, 2);
                  for (int i = 0; i < parts.smallBytes; i++)
                      file[parts.small + i] = scales[(parts.sharedBytes + i) * kGroup + place];
              });
}

} // namespace dsa
