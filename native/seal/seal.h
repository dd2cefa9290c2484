#pragma once
#include <optional>
#include <string>
#include <vector>

namespace seal {

/**
 * Shuts every thread of this process into some folders and files, for good (Landlock): all else is neither read nor
 * written, and no other process is looked into. Paths that are not there are left out. Empty where the kernel can't
 * (before Linux 5.13, or without Landlock), false where a thread could not be reached.
 */
std::optional<bool> ShutIntoFiles(const std::vector<std::string> & readable, const std::vector<std::string> & writable);

/**
 * Takes the system calls by which this process would reach a network, start a program or reach into another process,
 * for good and from every thread (seccomp): they fail with EACCES. False where the kernel can't.
 */
bool TakeSystemCalls();

/**
 * Ends this process with an exit status once it holds more memory of its own, whoever in it asked for that: heaps of
 * JavaScript, of WebAssembly and of libraries alike. False where the kernel doesn't say how much it holds.
 */
bool EndBeyond(unsigned long long bytes, int status);

} // namespace seal
