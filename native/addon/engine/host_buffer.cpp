#include "engine/host_buffer.h"

#include "ggml-backend-impl.h"

namespace sparselens {
namespace {

const char * Name(ggml_backend_buffer_type_t) { return "SparseLens_Host"; }

ggml_backend_buffer_t Allocate(ggml_backend_buffer_type_t type, size_t size) {
    ggml_backend_buffer_t buffer = ggml_backend_buft_alloc_buffer(ggml_backend_cpu_buffer_type(), size);
    if (buffer) buffer->buft = type;
    return buffer;
}

size_t Alignment(ggml_backend_buffer_type_t) { return ggml_backend_buft_get_alignment(ggml_backend_cpu_buffer_type()); }

bool IsHost(ggml_backend_buffer_type_t) { return true; }

} // namespace

ggml_backend_buffer_type_t PlainHostBufferType() {
    static ggml_backend_buffer_type type = {
        /* .iface   = */ {Name, Allocate, Alignment, /* get_max_size */ nullptr, /* get_alloc_size */ nullptr, IsHost},
        /* .device  = */ ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU),
        /* .context = */ nullptr,
    };
    return &type;
}

} // namespace sparselens
