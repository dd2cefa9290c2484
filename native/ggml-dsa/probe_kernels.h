#pragma once
#include "kernels/kernels.h"

namespace dsa {

/// Whether kernels that this machine says it can run compute what others, trusted ones, do: small random problems, in a
/// child process, as a processor, a hypervisor or an emulator that promised too much raises SIGILL or, worse, doesn't.
/// Whatever happens there but agreement within `seconds` counts as no. `start` is run first in the child; by default it
/// leaves crashes to the system, whatever handlers the program has. False where processes can't fork. May be called
/// while other threads run.
bool ComputesTheSame(const Kernels & tried, const Kernels & trusted, void (*start)() = nullptr, double seconds = 10);

} // namespace dsa
