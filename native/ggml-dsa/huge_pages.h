#pragma once
#include <cstddef>

namespace dsa {

/// Asks the system to keep this memory in pages of 2 MiB where they are whole: packed weights are written once, and
/// each token reads all of them. Does nothing outside Linux.
void UseHugePages(void * data, size_t size);

} // namespace dsa
