#pragma once
#include <cstddef>
#include <cstdint>

/// AMX: eight tile registers of up to 16 rows of 64 bytes. With A of M rows, and B of N columns whose elements lie in
/// groups,
///   Bytes:  C[m][n] += sum_k A[m][k] * B[k / 4][n][k % 4]   A signed, B unsigned bytes, sums int32; up to 64 k
///   Pairs:  C[m][n] += sum_k A[m][k] * B[k / 2][n][k % 2]   BF16, sums F32; up to 32 k at a time
/// Written in assembly, because the intrinsics of GCC 12 don't say which memory they read: `_tile_loadconfig` names 8
/// of the 64 bytes, so that the compiler drops the stores of all shapes (tiles without rows: SIGILL at their first use,
/// which is what llama.cpp's own AMX code does when GCC 12 compiles it), and `_tile_loadd` names none. Assembly needs
/// no -mamx flags either.
namespace dsa {
namespace {

constexpr int kTileRows = 16, kTileBytes = 64;

/// What LDTILECFG reads.
struct alignas(64) TileShapes {
    uint8_t palette = 1, startRow = 0, reserved[14] = {};
    uint16_t rowBytes[16] = {};
    uint8_t rows[16] = {};
};

/// The calling thread's tiles for as long as this lives. llama.cpp computes its graphs on the thread that calls us, and
/// shapes each thread's tiles once and for all, so the shapes that were there are put back (contents are not: nobody
/// keeps numbers in tiles from one node to the next). With none there, tiles are released, which makes switching
/// threads cheap again.
class TileScope {
  public:
    TileScope() { asm volatile("sttilecfg %0" : "=m"(before_)); }
    ~TileScope() {
        if (before_.palette == 0) asm volatile("tilerelease");
        else asm volatile("ldtilecfg %0" ::"m"(before_));
    }
    TileScope(const TileScope &) = delete;
    TileScope & operator=(const TileScope &) = delete;

    /// Tiles 0 to 3, the sums: `rows` x 16 numbers. 4: `rows` x `depth` bytes. 5 to 7: `depth` / 4 rows of 64 bytes.
    /// Zeroes all tiles, unless they have these shapes already.
    void Shape(int rows, int depth) {
        if (rows == rows_ && depth == depth_) return;
        rows_ = rows;
        depth_ = depth;
        TileShapes shapes;
        for (int tile = 0; tile < 8; tile++) {
            shapes.rows[tile] = uint8_t(tile < 5 ? rows : depth / 4);
            shapes.rowBytes[tile] = uint16_t(tile == 4 ? depth : kTileBytes);
        }
        asm volatile("ldtilecfg %0" ::"m"(shapes));
    }

  private:
    TileShapes before_;
    int rows_ = 0, depth_ = 0;
};

/// `stride`: bytes from row to row.
template <int Tile> inline void LoadTile(const void * from, size_t stride) {
    asm volatile("tileloadd (%0,%1,1), %%tmm%c2" ::"r"(from), "r"(stride), "i"(Tile) : "memory");
}
template <int Tile> inline void StoreTile(void * to, size_t stride) {
    asm volatile("tilestored %%tmm%c2, (%0,%1,1)" ::"r"(to), "r"(stride), "i"(Tile) : "memory");
}
template <int Tile> inline void ZeroTile() { asm volatile("tilezero %%tmm%c0" ::"i"(Tile)); }

struct Bytes {
    template <int C, int A, int B> static void Multiply() {
        asm volatile("tdpbsud %%tmm%c2, %%tmm%c1, %%tmm%c0" ::"i"(C), "i"(A), "i"(B));
    }
};
struct Pairs {
    template <int C, int A, int B> static void Multiply() {
        asm volatile("tdpbf16ps %%tmm%c2, %%tmm%c1, %%tmm%c0" ::"i"(C), "i"(A), "i"(B));
    }
};

/// Tiles 0 to Count - 1 and memory; `tile`: bytes from one tile to the next.
template <int Count> inline void LoadSums(const void * from, size_t stride, size_t tile) {
    const char * at = (const char *)from;
    LoadTile<0>(at, stride);
    if (Count > 1) LoadTile<1>(at + tile, stride);
    if (Count > 2) LoadTile<2>(at + 2 * tile, stride);
    if (Count > 3) LoadTile<3>(at + 3 * tile, stride);
}
template <int Count> inline void StoreSums(void * to, size_t stride, size_t tile) {
    char * at = (char *)to;
    StoreTile<0>(at, stride);
    if (Count > 1) StoreTile<1>(at + tile, stride);
    if (Count > 2) StoreTile<2>(at + 2 * tile, stride);
    if (Count > 3) StoreTile<3>(at + 3 * tile, stride);
}
inline void ZeroSums() {
    ZeroTile<0>();
    ZeroTile<1>();
    ZeroTile<2>();
    ZeroTile<3>();
}

/// Tiles in memory: where the first one is, and bytes from row to row, from tile to tile, and to the next elements that
/// are multiplied.
struct TileStrip {
    const void * first;
    size_t row, tile, step;

    const char * At(int i, int k) const { return (const char *)first + i * tile + k * step; }
};

/// C[j] += A x B[j], j < Count, in as many steps as the products are deep.
template <typename Kind, int Count> inline void MultiplyAcross(const TileStrip & a, const TileStrip & b, int steps) {
    for (int k = 0; k < steps; k++) {
        LoadTile<4>(a.At(0, k), a.row);
        LoadTile<5>(b.At(0, k), b.row);
        Kind::template Multiply<0, 4, 5>();
        if (Count == 1) continue;
        LoadTile<6>(b.At(1, k), b.row);
        Kind::template Multiply<1, 4, 6>();
        LoadTile<7>(b.At(2, k), b.row);
        Kind::template Multiply<2, 4, 7>();
        LoadTile<5>(b.At(3, k), b.row);
        Kind::template Multiply<3, 4, 5>();
    }
}

/// C[i] += A[i] x B, i < 4; all tiles are of 16 rows of 64 bytes.
template <typename Kind> inline void MultiplyDown(const TileStrip & a, const TileStrip & b, int steps) {
    for (int k = 0; k < steps; k++) {
        LoadTile<4>(b.At(0, k), b.row);
        LoadTile<5>(a.At(0, k), a.row);
        Kind::template Multiply<0, 5, 4>();
        LoadTile<6>(a.At(1, k), a.row);
        Kind::template Multiply<1, 6, 4>();
        LoadTile<7>(a.At(2, k), a.row);
        Kind::template Multiply<2, 7, 4>();
        LoadTile<5>(a.At(3, k), a.row);
        Kind::template Multiply<3, 5, 4>();
    }
}

} // namespace
} // namespace dsa
