#include "mapped_pages.h"

#if defined(__linux__)
#include <algorithm>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace dsa {
namespace {

constexpr size_t kCollected = size_t(16) << 20;

struct Range {
    uintptr_t begin, end;
};

/// Read-only mappings of files, shared with them: whoever forgets their pages loses nothing.
std::vector<Range> MappedFiles() {
    std::vector<Range> files;
    const std::unique_ptr<FILE, int (*)(FILE *)> maps(std::fopen("/proc/self/maps", "r"), std::fclose);
    char line[512];
    while (maps && std::fgets(line, sizeof line, maps.get())) {
        Range range;
        char rights[5];
        unsigned long file = 0;
        const int fields =
            std::sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %4s %*x %*x:%*x %lu", &range.begin, &range.end, rights, &file);
        if (fields == 4 && rights[1] == '-' && rights[3] == 's' && file != 0) files.push_back(range);
    }
    return files;
}

void Release(const std::vector<Range> & copied) {
    const auto page = uintptr_t(sysconf(_SC_PAGESIZE));
    for (const Range & file : MappedFiles()) {
        for (const Range & range : copied) {
            const uintptr_t begin = (std::max(range.begin, file.begin) + page - 1) / page * page;
            const uintptr_t end = std::min(range.end, file.end) / page * page;
            if (begin < end) madvise((void *)begin, end - begin, MADV_DONTNEED);
        }
    }
}

} // namespace

void ReleaseMappedPages(const void * data, size_t size) {
    static std::mutex lock;
    static std::vector<Range> copied;
    static size_t bytes = 0;
    const std::lock_guard<std::mutex> hold(lock);
    copied.push_back({uintptr_t(data), uintptr_t(data) + size});
    bytes += size;
    if (bytes < kCollected) return;
    Release(copied);
    copied.clear();
    bytes = 0;
}

} // namespace dsa
#else
void dsa::ReleaseMappedPages(const void *, size_t) {}
#endif
