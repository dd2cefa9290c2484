#include "amx_decoder.h"

#include <cstring>

namespace amx_emulator {
namespace {

/// Where the kernel keeps the registers, in the order in which instructions number them.
constexpr int kRegisters[16] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
                                REG_R8,  REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15};

/// `count` bits of a byte from `at` on.
int Bits(uint8_t byte, int at, int count) { return byte >> at & ((1 << count) - 1); }

/// The fields of the prefix C4; those that lie inverted in it are turned round.
struct Prefix {
    int r, x, b;   // the fourth bits of ModRM.reg, of the index and of the base
    int v;         // a third register
    int mandatory; // what stands for the prefixes none, 66, F3 and F2
};

/// VEX.128 with the opcodes of 0F38 and W0 alone.
bool DecodePrefix(const uint8_t * code, Prefix & out) {
    constexpr int kMap0F38 = 2;
    if (code[0] != 0xc4 || Bits(code[1], 0, 5) != kMap0F38) return false;
    const int wide = Bits(code[2], 7, 1), longVectors = Bits(code[2], 2, 1);
    if (wide || longVectors) return false;
    out.r = 1 - Bits(code[1], 7, 1);
    out.x = 1 - Bits(code[1], 6, 1);
    out.b = 1 - Bits(code[1], 5, 1);
    out.v = 15 - Bits(code[2], 3, 4);
    out.mandatory = Bits(code[2], 0, 2);
    return true;
}

/// Which operation; -1 if none.
int OperationOf(int opcode, int mandatory, bool memory, int reg, int rm) {
    enum { kNone, k66, kF3, kF2 };
    const auto of = [](Operation operation) { return int(operation); };
    if (opcode == 0x49 && memory && reg == 0) {
        return mandatory == kNone ? of(Operation::LoadConfig) : mandatory == k66 ? of(Operation::StoreConfig) : -1;
    }
    if (opcode == 0x49 && !memory && rm == 0) {
        if (mandatory == kNone && reg == 0) return of(Operation::Release);
        return mandatory == kF2 ? of(Operation::Zero) : -1;
    }
    if (opcode == 0x4b && memory) { // with 66 the hint of TILELOADDT1
        if (mandatory == kF3) return of(Operation::Store);
        return mandatory == kF2 || mandatory == k66 ? of(Operation::Load) : -1;
    }
    if (opcode == 0x5c && !memory) return mandatory == kF3 ? of(Operation::MultiplyBf16) : -1;
    if (opcode == 0x5e && !memory) {
        constexpr Operation kBytes[] = {Operation::MultiplyUnsignedUnsigned, Operation::MultiplyUnsignedSigned,
                                        Operation::MultiplySignedUnsigned, Operation::MultiplySignedSigned};
        return of(kBytes[mandatory]);
    }
    return -1;
}

/// Reads ModRM's memory operand at `at`: sets memory and stride, returns the bytes it takes, 0 if it needs SIB
/// with an index and has none.
size_t DecodeMemory(const uint8_t * at, const Prefix & prefix, const mcontext_t & registers, bool needsSib,
                    Instruction & out) {
    const auto value = [&](int number) { return (uint64_t)registers.gregs[kRegisters[number]]; };
    const int mode = Bits(at[0], 6, 2), rm = Bits(at[0], 0, 3);
    size_t length = 1;
    uint64_t address = 0;
    int displacement = mode == 1 ? 1 : mode == 2 ? 4 : 0;
    bool toNext = false; // relative to the next instruction
    out.stride = 0;
    if (rm == 4) {
        const uint8_t sib = at[length++];
        const int index = Bits(sib, 3, 3) + 8 * prefix.x, base = Bits(sib, 0, 3);
        constexpr int kNoIndex = 4;
        if (needsSib && index == kNoIndex) return 0;
        if (index != kNoIndex) out.stride = ptrdiff_t(value(index) << Bits(sib, 6, 2));
        if (base == 5 && mode == 0) displacement = 4;
        else address = value(base + 8 * prefix.b);
    } else if (needsSib) {
        return 0;
    } else if (rm == 5 && mode == 0) {
        displacement = 4;
        toNext = true;
    } else {
        address = value(rm + 8 * prefix.b);
    }
    int32_t offset = 0;
    if (displacement == 1) offset = int8_t(at[length]);
    if (displacement == 4) std::memcpy(&offset, at + length, 4);
    length += displacement;
    constexpr int kBefore = 4; // prefix and opcode
    if (toNext) address = (uint64_t)registers.gregs[REG_RIP] + kBefore + length;
    out.memory = (char *)(address + offset);
    if (!needsSib) out.memory += out.stride; // a plain address
    return length;
}

} // namespace

bool Decode(const uint8_t * code, const mcontext_t & registers, Instruction & out) {
    Prefix prefix;
    if (!DecodePrefix(code, prefix)) return false;
    const uint8_t * modRm = code + 4;
    const int reg = Bits(modRm[0], 3, 3), rm = Bits(modRm[0], 0, 3);
    const bool memory = Bits(modRm[0], 6, 2) != 3;
    const int operation = OperationOf(code[3], prefix.mandatory, memory, reg, rm);
    if (operation < 0) return false;
    out.operation = Operation(operation);
    const bool multiplies = out.operation >= Operation::MultiplySignedSigned;
    if (prefix.r || (!memory && prefix.b) || (multiplies ? prefix.v > 7 : prefix.v != 0))
        return false; // tiles 0 to 7 only
    out.c = reg;
    out.a = rm;
    out.b = prefix.v;
    const size_t operand = memory ? DecodeMemory(modRm, prefix, registers, code[3] == 0x4b, out) : 1;
    out.length = 4 + operand;
    return operand > 0;
}

} // namespace amx_emulator
