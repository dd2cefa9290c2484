#include "amx_emulator.h"

#include "amx_decoder.h"

#include <csignal>
#include <cstring>
#include <immintrin.h>
#include <unistd.h>

namespace amx_emulator {
namespace {

constexpr int kTiles = 8, kRows = 16, kRowBytes = 64, kColumns = 16;

/// Of 64 bytes, as in memory.
struct Config {
    uint8_t palette, startRow, reserved[14];
    uint16_t rowBytes[16];
    uint8_t rows[16];
};

/// Bytes beyond a tile's rows and columns are zeros at all times.
struct Tile {
    uint8_t at[kRows][kRowBytes];
};

struct Tiles {
    Config config;
    Tile tiles[kTiles];
};

thread_local Tiles state;

// What each operation returns: null, or why hardware refuses it.

const char * LoadConfig(const char * from) {
    Config config;
    std::memcpy(&config, from, sizeof config);
    if (config.palette > 1) return "unknown palette";
    if (config.palette == 0) {
        std::memset(&state, 0, sizeof state);
        return nullptr;
    }
    for (const uint8_t byte : config.reserved) {
        if (byte) return "reserved bytes are not zero";
    }
    for (int i = 0; i < 16; i++) {
        if (config.rows[i] > (i < kTiles ? kRows : 0)) return "too many rows";
        if (config.rowBytes[i] > (i < kTiles ? kRowBytes : 0)) return "rows are too long";
        if ((config.rows[i] == 0) != (config.rowBytes[i] == 0)) return "rows without columns, or columns without rows";
    }
    std::memset(&state, 0, sizeof state);
    state.config = config;
    return nullptr;
}

const char * CheckShaped(int tile) {
    if (state.config.palette == 0) return "tiles are not configured";
    return state.config.rows[tile] == 0 ? "the tile has no shape" : nullptr;
}

const char * Zero(int tile) {
    if (const char * why = CheckShaped(tile)) return why;
    std::memset(&state.tiles[tile], 0, sizeof(Tile));
    return nullptr;
}

/// Of loads and stores. (An instruction that a page fault interrupted goes on at startRow; here none is.)
const char * CheckMovable(int tile) {
    if (const char * why = CheckShaped(tile)) return why;
    if (state.config.rowBytes[tile] % 4) return "rows are not of whole numbers";
    return state.config.startRow >= state.config.rows[tile] ? "it would start beyond the last row" : nullptr;
}

const char * Load(int tile, const char * from, ptrdiff_t stride) {
    if (const char * why = CheckMovable(tile)) return why;
    if (state.config.startRow == 0) Zero(tile);
    for (int row = state.config.startRow; row < state.config.rows[tile]; row++) {
        std::memcpy(state.tiles[tile].at[row], from + row * stride, state.config.rowBytes[tile]);
    }
    state.config.startRow = 0;
    return nullptr;
}

const char * Store(int tile, char * to, ptrdiff_t stride) {
    if (const char * why = CheckMovable(tile)) return why;
    for (int row = state.config.startRow; row < state.config.rows[tile]; row++) {
        std::memcpy(to + row * stride, state.tiles[tile].at[row], state.config.rowBytes[tile]);
    }
    state.config.startRow = 0;
    return nullptr;
}

const char * CheckProduct(int c, int a, int b) {
    const Config & config = state.config;
    const int tiles[] = {c, a, b};
    for (const int tile : tiles) {
        if (const char * why = CheckShaped(tile)) return why;
        if (config.rowBytes[tile] % 4) return "rows are not of whole numbers";
    }
    if (c == a || c == b || a == b) return "a tile is used twice";
    if (config.rows[c] != config.rows[a]) return "C has not as many rows as A";
    if (config.rowBytes[c] != config.rowBytes[b]) return "C has not as many columns as B";
    if (config.rowBytes[a] / 4 != config.rows[b]) return "A's rows are not as long as B is high";
    return nullptr;
}

int32_t Byte(uint8_t byte, bool isSigned) { return isSigned ? int8_t(byte) : byte; }

/// C[m][n] += sum_k A[m][k] * B[k / 4][n][k % 4], modulo 2^32. Sums over whole tiles: what lies beyond their shapes is
/// zero.
const char * MultiplyBytes(const Instruction & i, bool signedA, bool signedB) {
    if (const char * why = CheckProduct(i.c, i.a, i.b)) return why;
    int32_t b[kRowBytes][kColumns];
    for (int k = 0; k < kRowBytes; k++) {
        for (int n = 0; n < kColumns; n++) b[k][n] = Byte(state.tiles[i.b].at[k / 4][4 * n + k % 4], signedB);
    }
    for (int m = 0; m < state.config.rows[i.c]; m++) {
        uint32_t sum[kColumns];
        std::memcpy(sum, state.tiles[i.c].at[m], sizeof sum);
        for (int k = 0; k < state.config.rowBytes[i.a]; k++) {
            const int32_t a = Byte(state.tiles[i.a].at[m][k], signedA);
            for (int n = 0; n < kColumns; n++) sum[n] += uint32_t(a * b[k][n]);
        }
        std::memcpy(state.tiles[i.c].at[m], sum, sizeof sum);
    }
    state.config.startRow = 0;
    return nullptr;
}

float FromBf16(const uint8_t * at) {
    const uint32_t bits = uint32_t(at[0] | at[1] << 8) << 16;
    float value;
    std::memcpy(&value, &bits, 4);
    return value;
}

/// C[m][n] += sum_k A[m][k] * B[k / 2][n][k % 2]: products with even and with odd k are summed apart, each by fused
/// multiply-adds, then both together and to C. Rounds to nearest, and denormal numbers are zero.
const char * MultiplyBf16(const Instruction & i) {
    if (const char * why = CheckProduct(i.c, i.a, i.b)) return why;
    float b[kRowBytes / 2][kColumns];
    for (int k = 0; k < kRowBytes / 2; k++) {
        for (int n = 0; n < kColumns; n++) b[k][n] = FromBf16(state.tiles[i.b].at[k / 2] + 4 * n + k % 2 * 2);
    }
    for (int m = 0; m < state.config.rows[i.c]; m++) {
        float sum[2][kColumns] = {}, before[kColumns];
        for (int k = 0; k < state.config.rowBytes[i.a] / 2; k++) {
            const float a = FromBf16(state.tiles[i.a].at[m] + 2 * k);
            for (int n = 0; n < kColumns; n++) sum[k % 2][n] = __builtin_fmaf(a, b[k][n], sum[k % 2][n]);
        }
        std::memcpy(before, state.tiles[i.c].at[m], sizeof before);
        const int columns = state.config.rowBytes[i.c] / 4;
        for (int n = 0; n < columns; n++) before[n] += sum[0][n] + sum[1][n];
        std::memcpy(state.tiles[i.c].at[m], before, sizeof before);
    }
    state.config.startRow = 0;
    return nullptr;
}

const char * Execute(const Instruction & i) {
    switch (i.operation) {
        case Operation::LoadConfig: return LoadConfig(i.memory);
        case Operation::StoreConfig: std::memcpy(i.memory, &state.config, sizeof state.config); return nullptr;
        case Operation::Release: std::memset(&state, 0, sizeof state); return nullptr;
        case Operation::Zero: return Zero(i.c);
        case Operation::Load: return Load(i.c, i.memory, i.stride);
        case Operation::Store: return Store(i.c, i.memory, i.stride);
        case Operation::MultiplySignedSigned: return MultiplyBytes(i, true, true);
        case Operation::MultiplySignedUnsigned: return MultiplyBytes(i, true, false);
        case Operation::MultiplyUnsignedSigned: return MultiplyBytes(i, false, true);
        case Operation::MultiplyUnsignedUnsigned: return MultiplyBytes(i, false, false);
        case Operation::MultiplyBf16: return MultiplyBf16(i);
    }
    return "unknown";
}

void Say(const char * text) {
    if (write(2, text, std::strlen(text)) < 0) return;
}

void OnIllegalInstruction(int, siginfo_t *, void * context) {
    _mm_setcsr(0x1f80 | 0x8040); // flushes denormals, for the handler alone: what it interrupted gets its own back
    mcontext_t & registers = ((ucontext_t *)context)->uc_mcontext;
    const char * why = "no tile instruction";
    Instruction instruction = {};
    int done = 0; // tile instructions that follow each other take one signal
    while (Decode((const uint8_t *)registers.gregs[REG_RIP], registers, instruction)) {
        why = Execute(instruction);
        if (why) break;
        registers.gregs[REG_RIP] += (greg_t)instruction.length;
        done++;
    }
    if (done > 0) return; // what comes now may be no tile instruction, or one that is refused: the next signal tells
    Say("AMX emulator: ");
    Say(why);
    Say("\n");
    std::signal(SIGILL, SIG_DFL); // the instruction is tried again, and ends the process
}

} // namespace

void Start() {
    struct sigaction action = {};
    action.sa_sigaction = OnIllegalInstruction;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigaction(SIGILL, &action, nullptr);
}

} // namespace amx_emulator
