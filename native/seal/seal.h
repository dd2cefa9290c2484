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

} // namespace seal
