#pragma once
#include <cstddef>

namespace dsa {

/// Takes pages of a mapped file that were copied out of the process's memory: without this, a mapped model would hold
/// each packed weight twice. Pages that are asked for again come back from the file. Does nothing with other memory,
/// nor outside Linux. Ranges are collected, since asking Linux what is mapped costs as much as copying some megabytes.
void ReleaseMappedPages(const void * data, size_t size);

} // namespace dsa
