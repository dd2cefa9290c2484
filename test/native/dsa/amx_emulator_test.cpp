// Single tile instructions with results worked out by hand: emulated where AMX is missing, and the processor's own
// elsewhere.
#include "check.h"
#include "kernels/tiles.h"
#include "tested_kernels.h"

#include <csignal>
#include <cstring>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr size_t kSize = dsa::kTileRows * dsa::kTileBytes;
struct Memory {
    alignas(64) uint8_t at[kSize] = {};
};

/// `rows` and bytes of tiles 0, 1 and 2.
dsa::TileShapes Shapes(int rows, int bytes, int rowsA, int bytesA, int rowsB, int bytesB) {
    dsa::TileShapes shapes;
    const int all[3][2] = {{rows, bytes}, {rowsA, bytesA}, {rowsB, bytesB}};
    for (int i = 0; i < 3; i++) {
        shapes.rows[i] = uint8_t(all[i][0]);
        shapes.rowBytes[i] = uint16_t(all[i][1]);
    }
    return shapes;
}

void Configure(const dsa::TileShapes & shapes) { asm volatile("ldtilecfg %0" ::"m"(shapes)); }

void Release() { asm volatile("tilerelease"); }

/// C of tile 0 after one product of A and B, as bits; `multiply` is the instruction.
template <typename Multiply>
std::vector<int32_t> Product(int m, int k4, int n, const Memory & a, const Memory & b, int32_t before,
                             Multiply multiply) {
    Configure(Shapes(m, 4 * n, m, 4 * k4, k4, 4 * n));
    std::vector<int32_t> c(size_t(m) * n, before);
    dsa::LoadTile<0>(c.data(), 4 * size_t(n));
    dsa::LoadTile<1>(a.at, 4 * size_t(k4));
    dsa::LoadTile<2>(b.at, 4 * size_t(n));
    multiply();
    dsa::StoreTile<0>(c.data(), 4 * size_t(n));
    Release();
    return c;
}

void Multiply8SS() { asm volatile("tdpbssd %tmm2, %tmm1, %tmm0"); }
void Multiply8SU() { asm volatile("tdpbsud %tmm2, %tmm1, %tmm0"); }
void Multiply8US() { asm volatile("tdpbusd %tmm2, %tmm1, %tmm0"); }
void Multiply8UU() { asm volatile("tdpbuud %tmm2, %tmm1, %tmm0"); }
/// tdpbssd %tmm1, %tmm1, %tmm0, which no assembler takes.
void MultiplyTwice() { asm volatile(".byte 0xc4, 0xe2, 0x73, 0x5e, 0xc1"); }
void MultiplyBf16() { asm volatile("tdpbf16ps %tmm2, %tmm1, %tmm0"); }

/// One row of A with one column of B, both BF16 bits, added to `before`.
float Dot(const std::vector<uint16_t> & a, const std::vector<uint16_t> & b, float before = 0) {
    Memory rows, columns;
    std::memcpy(rows.at, a.data(), 2 * a.size());
    std::memcpy(columns.at, b.data(), 2 * b.size()); // one column: pairs follow each other
    int32_t bits;
    std::memcpy(&bits, &before, 4);
    const int32_t sum = Product(1, int(a.size() / 2), 1, rows, columns, bits, MultiplyBf16)[0];
    float result;
    std::memcpy(&result, &sum, 4);
    return result;
}

/// The signal by which a child process ends that does this; 0 if it just ends.
template <typename Work> int EndsBy(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        close(2); // the emulator says what is wrong
        work();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

} // namespace

TEST(Bytes, "AMX instructions: products of bytes, signed and not") {
    if (!TestedAmx()) return;
    Memory a, b;
    // A = [-128 255 1 2 | 3 4 5 6] as signed or unsigned bytes, B's columns are [-1 1 ..] and [127 ..]
    const uint8_t row[] = {128, 255, 1, 2, 3, 4, 5, 6};
    const uint8_t pairs[2][2][4] = {{{255, 1, 0, 2}, {127, 0, 0, 0}}, {{1, 1, 1, 1}, {0, 0, 0, 200}}};
    std::memcpy(a.at, row, sizeof row);
    std::memcpy(b.at, pairs, sizeof pairs);
    const auto expect = [&](void (*multiply)(), int first, int second) {
        const std::vector<int32_t> c = Product(1, 2, 2, a, b, 1000, multiply);
        EXPECT(c[0] == 1000 + first && c[1] == 1000 + second, std::to_string(c[0]) + " " + std::to_string(c[1]));
    };
    expect(Multiply8SS, 128 - 1 + 4 + 18, -128 * 127 - 6 * 56);
    expect(Multiply8SU, -128 * 255 - 1 + 4 + 18, -128 * 127 + 6 * 200);
    expect(Multiply8US, -128 + 255 + 4 + 18, 128 * 127 - 6 * 56);
    expect(Multiply8UU, 128 * 255 + 255 + 4 + 18, 128 * 127 + 6 * 200);
}

TEST(WholeTiles, "AMX instructions: random bytes of all shapes") {
    if (!TestedAmx()) return;
    std::mt19937 random(21);
    for (int round = 0; round < 60; round++) {
        const int m = 1 + int(random() % 16), k4 = 1 + int(random() % 16), n = 1 + int(random() % 16);
        Memory a, b;
        for (uint8_t & x : a.at) x = uint8_t(random());
        for (uint8_t & x : b.at) x = uint8_t(random());
        const std::vector<int32_t> c = Product(m, k4, n, a, b, 0x7fffff00, Multiply8SU); // sums wrap around
        for (int i = 0; i < m * n; i++) {
            uint32_t sum = 0x7fffff00;
            for (int k = 0; k < 4 * k4; k++)
                sum += uint32_t(int8_t(a.at[i / n * 4 * k4 + k]) * b.at[(k / 4 * n + i % n) * 4 + k % 4]);
            EXPECT(uint32_t(c[i]) == sum, std::to_string(m) + " " + std::to_string(k4) + " " + std::to_string(n));
        }
    }
}

TEST(Bf16, "AMX instructions: BF16: sums in F32, even and odd apart, denormals are zero") {
    if (!TestedAmx()) return;
    constexpr uint16_t kOne = 0x3f80, kTwo = 0x4000, kMinusHalf = 0xbf00, kTiny = 0x0040, kSmallest = 0x0080,
                       kBig = 0x4b80;
    EXPECT(Dot({kOne, kTwo}, {kTwo, kMinusHalf}, 10) == 11, "1 * 2 - 2 / 2");
    EXPECT(Dot({kOne, kTwo, kTwo, kTwo}, {kTwo, kMinusHalf, kTwo, kOne}) == 7, "");
    EXPECT(Dot({kTiny, 0}, {kBig, 0}) == 0, "a denormal number");
    EXPECT(Dot({kSmallest, 0}, {kBig, 0}) == std::ldexp(1.0f, -126 + 24), "the smallest normal number");
    EXPECT(Dot({kSmallest, 0}, {kMinusHalf, 0}) == 0, "a denormal product");
    // 2^24 + 1 + 1 in one chain rounds to 2^24 twice; apart, 1 + 1 is 2 before it meets 2^24
    EXPECT(Dot({kBig, 0, kOne, 0, kOne, 0}, {kOne, 0, kOne, 0, kOne, 0}) == 16777216.0f, "one chain");
    EXPECT(Dot({kBig, kOne, 0, kOne}, {kOne, kOne, 0, kOne}) == 16777218.0f, "two chains");
    EXPECT(Dot({kOne, kOne}, {kOne, kOne}, 16777216.0f) == 16777218.0f, "both chains meet before C");
}

TEST(Addresses, "AMX instructions: memory operands of all kinds") {
    if (!TestedAmx()) return;
    Memory from;
    for (size_t i = 0; i < kSize; i++) from.at[i] = uint8_t(i * 7 + i / 64);
    Configure(Shapes(4, 8, 4, 8, 4, 8));
    const auto expect = [&](const char * what) {
        uint8_t to[4][8] = {};
        dsa::StoreTile<1>(to, 8);
        for (int row = 0; row < 4; row++) EXPECT(std::memcmp(to[row], from.at + 64 + 24 * row, 8) == 0, what);
        dsa::ZeroTile<1>();
    };
    const uint8_t * at = from.at;
    asm volatile("mov %0, %%r13; mov $24, %%r12; tileloadd 64(%%r13,%%r12,1), %%tmm1" ::"r"(at)
                 : "r12", "r13", "memory");
    expect("bases and indices above 7, short displacement");
    asm volatile("lea -1000(%0), %%rax; mov $6, %%ecx; tileloaddt1 1064(%%rax,%%rcx,4), %%tmm1" ::"r"(at)
                 : "rax", "rcx", "memory");
    expect("scaled index, long displacement");
    asm volatile("lea 64(%0), %%r12; mov $3, %%r13d; tileloadd (%%r12,%%r13,8), %%tmm1" ::"r"(at)
                 : "r12", "r13", "memory");
    expect("base 12, which needs SIB anyway");
    asm volatile("lea 136(%0), %%rax; mov $-24, %%rcx; tileloadd (%%rax,%%rcx,1), %%tmm1" ::"r"(at)
                 : "rax", "rcx", "memory");
    uint8_t to[4][8] = {};
    dsa::StoreTile<1>(to, 8);
    for (int row = 0; row < 4; row++) EXPECT(std::memcmp(to[row], from.at + 136 - 24 * row, 8) == 0, "negative stride");
    Release();
}

TEST(Configs, "AMX instructions: shapes are stored as they were loaded, and zeros when there are none") {
    if (!TestedAmx()) return;
    static const dsa::TileShapes constant = Shapes(3, 8, 5, 12, 7, 64);
    dsa::TileShapes stored;
    Configure(constant); // relative to the instruction
    asm volatile("lea 128(%0), %%r10; sttilecfg -128(%%r10)" ::"r"(&stored) : "r10", "memory");
    EXPECT(std::memcmp(&stored, &constant, 64) == 0, "");
    dsa::TileShapes on[2];
    on[1] = Shapes(2, 4, 2, 4, 1, 4);
    asm volatile("mov $64, %%ecx; ldtilecfg (%0,%%rcx,1)" ::"r"(on) : "rcx", "memory");
    asm volatile("sttilecfg %0" : "=m"(stored));
    EXPECT(std::memcmp(&stored, &on[1], 64) == 0, "with an index");
    Release();
    asm volatile("sttilecfg %0" : "=m"(stored));
    EXPECT(stored.palette == 0 && stored.rows[0] == 0, "");
}

TEST(Refuses, "AMX instructions: what hardware refuses ends the process") {
    if (!TestedAmx()) return;
    const auto refused = [](const dsa::TileShapes & shapes, void (*multiply)()) {
        return EndsBy([&] {
            Configure(shapes);
            multiply();
        });
    };
    const auto nothing = [] {};
    EXPECT(refused(Shapes(4, 8, 4, 16, 4, 8), Multiply8SS) == 0, "shapes that fit");
    EXPECT(EndsBy(Multiply8SS) == SIGILL, "without shapes");
    EXPECT(EndsBy([] { dsa::ZeroTile<0>(); }) == SIGILL, "without shapes");
    EXPECT(refused(Shapes(4, 8, 5, 16, 4, 8), Multiply8SS) == SIGILL, "rows of A");
    EXPECT(refused(Shapes(4, 8, 4, 16, 4, 12), Multiply8SS) == SIGILL, "columns of B");
    EXPECT(refused(Shapes(4, 8, 4, 16, 5, 8), MultiplyBf16) == SIGILL, "depth");
    EXPECT(refused(Shapes(4, 8, 4, 18, 4, 8), MultiplyBf16) == SIGILL, "half a number");
    EXPECT(refused(Shapes(4, 8, 4, 16, 0, 0), MultiplyBf16) == SIGILL, "B has no shape");
    EXPECT(refused(Shapes(4, 8, 4, 16, 4, 8), MultiplyTwice) == SIGILL, "one tile twice");
    // hardware: SIGSEGV
    EXPECT(refused(Shapes(17, 8, 4, 16, 4, 8), nothing) != 0, "17 rows");
    EXPECT(refused(Shapes(16, 68, 4, 16, 4, 8), nothing) != 0, "68 bytes");
    EXPECT(refused(Shapes(16, 0, 4, 16, 4, 8), nothing) != 0, "rows without columns");
    dsa::TileShapes strange = Shapes(4, 8, 4, 16, 4, 8);
    strange.palette = 2;
    EXPECT(refused(strange, nothing) != 0, "palette 2");
    strange.palette = 1;
    strange.reserved[3] = 1;
    EXPECT(refused(strange, nothing) != 0, "reserved");
    strange.reserved[3] = 0;
    strange.rows[8] = 1;
    EXPECT(refused(strange, nothing) != 0, "tile 8");
}
