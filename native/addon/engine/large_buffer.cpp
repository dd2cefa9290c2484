#include "engine/large_buffer.h"

#ifdef __linux__

#include "ggml-backend-impl.h"

#include <cstring>
#include <sys/mman.h>

namespace sparselens {
namespace {

constexpr size_t kLarge = size_t(16) << 20;
/// From here on pages of 2 MiB: what they round up is little beside it.
constexpr size_t kVast = size_t(1) << 30;

using AllocateFunction = ggml_backend_buffer_t (*)(ggml_backend_buffer_type_t, size_t);
AllocateFunction allocateSmall = nullptr;

void Unmap(ggml_backend_buffer_t buffer) {
    munmap(ggml_backend_buffer_get_base(buffer), ggml_backend_buffer_get_size(buffer));
}

/// Zeros by giving the pages back: the kernel hands out zeros where they are next touched. llama.cpp clears a KV cache
/// when it makes one, and written whole it would take its memory for all positions that a document might have.
void Clear(ggml_backend_buffer_t buffer, uint8_t value) {
    void * data = ggml_backend_buffer_get_base(buffer);
    const size_t size = ggml_backend_buffer_get_size(buffer);
    if (value != 0 || madvise(data, size, MADV_DONTNEED) != 0) memset(data, value, size);
}

ggml_backend_buffer_t Allocate(ggml_backend_buffer_type_t type, size_t size) {
    if (size < kLarge) return allocateSmall(type, size);
    void * data = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED) return nullptr; // llama.cpp reports it as any other want of memory
    if (size >= kVast) madvise(data, size, MADV_HUGEPAGE);
    ggml_backend_buffer_t buffer = ggml_backend_cpu_buffer_from_ptr(data, size);
    buffer->buft = type;
    buffer->iface.free_buffer = Unmap;
    buffer->iface.clear = Clear;
    return buffer;
}

} // namespace

void MapLargeBuffers() {
    ggml_backend_buffer_type_t type = ggml_backend_cpu_buffer_type();
    if (type->iface.alloc_buffer == Allocate) return;
    allocateSmall = type->iface.alloc_buffer;
    type->iface.alloc_buffer = Allocate;
}

} // namespace sparselens

#else

void sparselens::MapLargeBuffers() {}

#endif
