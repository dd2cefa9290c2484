#include "engine/large_buffer.h"

#ifdef __linux__

#include "ggml-backend-impl.h"

#include <sys/mman.h>

namespace sparselens {
namespace {

constexpr size_t kLarge = size_t(1) << 30;

using AllocateFunction = ggml_backend_buffer_t (*)(ggml_backend_buffer_type_t, size_t);
AllocateFunction allocateSmall = nullptr;

void Unmap(ggml_backend_buffer_t buffer) {
    munmap(ggml_backend_buffer_get_base(buffer), ggml_backend_buffer_get_size(buffer));
}

ggml_backend_buffer_t Allocate(ggml_backend_buffer_type_t type, size_t size) {
    if (size < kLarge) return allocateSmall(type, size);
    void * data = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED) return nullptr; // llama.cpp reports it as any other want of memory
    madvise(data, size, MADV_HUGEPAGE);
    ggml_backend_buffer_t buffer = ggml_backend_cpu_buffer_from_ptr(data, size);
    buffer->buft = type;
    buffer->iface.free_buffer = Unmap;
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
