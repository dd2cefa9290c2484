#include "huge_pages.h"

#if defined(__linux__)
#include <cstdint>
#include <sys/mman.h>
#include <unistd.h>

void dsa::UseHugePages(void * data, size_t size) {
    const auto page = uintptr_t(sysconf(_SC_PAGESIZE));
    const uintptr_t begin = (uintptr_t(data) + page - 1) / page * page;
    const uintptr_t end = (uintptr_t(data) + size) / page * page;
    if (begin < end) madvise((void *)begin, end - begin, MADV_HUGEPAGE);
}
#else
void dsa::UseHugePages(void *, size_t) {}
#endif
