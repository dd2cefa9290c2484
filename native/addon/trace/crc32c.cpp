#include "trace/crc32c.h"

#include <array>
#include <cstring>

namespace sparselens {

using Tables = std::array<std::array<uint32_t, 256>, 8>;

/// tables[i][b]: what byte b adds to the checksum when i more bytes follow ("slicing by 8").
static Tables MakeTables() {
    Tables tables{};
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t crc = byte;
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78 : 0);
        tables[0][byte] = crc;
    }
    for (size_t i = 1; i < 8; i++)
        for (size_t byte = 0; byte < 256; byte++)
            tables[i][byte] = tables[i - 1][byte] >> 8 ^ tables[0][tables[i - 1][byte] & 0xff];
    return tables;
}

uint32_t Crc32c(uint32_t soFar, const void * data, size_t size) {
    static const Tables tables = MakeTables();
    const auto * next = static_cast<const uint8_t *>(data);
    uint32_t crc = ~soFar;
    for (; size >= 8; size -= 8, next += 8) {
        uint32_t low, high;
        std::memcpy(&low, next, 4);
        std::memcpy(&high, next + 4, 4);
        low ^= crc;
        crc = tables[7][low & 0xff] ^ tables[6][low >> 8 & 0xff] ^ tables[5][low >> 16 & 0xff] ^ tables[4][low >> 24] ^
              tables[3][high & 0xff] ^ tables[2][high >> 8 & 0xff] ^ tables[1][high >> 16 & 0xff] ^
              tables[0][high >> 24];
    }
    for (; size > 0; size--) crc = crc >> 8 ^ tables[0][(crc ^ *next++) & 0xff];
    return ~crc;
}

} // namespace sparselens
