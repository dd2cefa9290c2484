#pragma once
#include <cstddef>
#include <cstdint>
#include <ucontext.h>

/// The tile instructions of AMX as they lie in memory: VEX with three bytes, opcode, ModRM, and SIB and displacement.
namespace amx_emulator {

enum class Operation {
    LoadConfig,
    StoreConfig,
    Release,
    Zero,
    Load,
    Store,
    MultiplySignedSigned,
    MultiplySignedUnsigned,
    MultiplyUnsignedSigned,
    MultiplyUnsignedUnsigned,
    MultiplyBf16,
};

struct Instruction {
    Operation operation;
    int c, a, b;      // tiles: `c` alone, or C += A x B
    char * memory;    // where there is a memory operand
    ptrdiff_t stride; // of loads and stores: bytes from row to row
    size_t length;    // bytes of code
};

/// False if it isn't one. Registers as they are before it; segments and 32-bit addresses are not supported.
bool Decode(const uint8_t * code, const mcontext_t & registers, Instruction & out);

} // namespace amx_emulator
