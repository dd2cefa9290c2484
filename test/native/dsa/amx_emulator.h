#pragma once

/// AMX on processors that lack it: a handler of SIGILL decodes the tile instruction that the processor refused, does
/// what Intel's manual says it does (Software Developer's Manual, volume 2), and goes on behind it. So the kernels'
/// machine code is what is tested. Each thread has tiles of its own, as in hardware, and child processes inherit the
/// handler. An instruction that hardware would refuse too (tiles without a shape, shapes that don't fit) ends the
/// process by SIGILL, with a line that says why. Needs Linux on x86-64 with AVX-512.
namespace amx_emulator {

void Start();

} // namespace amx_emulator
