#include "weights_home.h"

#include "host_accelerator.h"
#include "loaders_question.h"
#include "packed_home.h"

namespace dsa {
namespace {

constexpr char kName[] = "DSA_Host";

/// A buffer of the CPU's, under the home's name.
ggml_backend_buffer_t Rename(ggml_backend_buffer_t buffer, ggml_backend_buffer_type_t type) {
    if (buffer) buffer->buft = type;
    return buffer;
}

ggml_backend_buffer_t Allocate(ggml_backend_buffer_type_t type, size_t size) {
    return Rename(ggml_backend_buft_alloc_buffer(ggml_backend_cpu_buffer_type(), size), type);
}

size_t Alignment(ggml_backend_buffer_type_t) { return ggml_backend_buft_get_alignment(ggml_backend_cpu_buffer_type()); }

bool IsHost(ggml_backend_buffer_type_t) { return true; }

const char * BufferTypeName(ggml_backend_buffer_type_t) { return kName; }

/// Nothing is ever scheduled here.
ggml_status Compute(ggml_backend_t, ggml_cgraph *) { return GGML_STATUS_FAILED; }

const char * BackendName(ggml_backend_t) { return kName; }

void FreeBackend(ggml_backend_t backend) { delete backend; }

ggml_guid_t Guid() {
    static ggml_guid guid = {0x53, 0x70, 0x61, 0x72, 0x73, 0x65, 0x4c, 0x65,
                             0x6e, 0x73, 0x2d, 0x44, 0x53, 0x41, 0x00, 0x02};
    return &guid;
}

/// The device whose memory is the home.
struct HomeDevice {
    static const char * Name(ggml_backend_dev_t) { return kName; }

    static const char * Description(ggml_backend_dev_t) { return "memory for attn_k_b and attn_v_b"; }

    /// llama.cpp makes a backend of every accelerator.
    static ggml_backend_t NewBackend(ggml_backend_dev_t device, const char *) {
        auto * backend = new ggml_backend{};
        backend->guid = Guid();
        backend->iface.get_name = BackendName;
        backend->iface.free = FreeBackend;
        backend->iface.graph_compute = Compute;
        backend->device = device;
        return backend;
    }

    static ggml_backend_buffer_type_t BufferType(ggml_backend_dev_t device) {
        static ggml_backend_buffer_type type = {
            /* .iface   = */ {BufferTypeName, Allocate, Alignment, /* get_max_size */ nullptr,
                              /* get_alloc_size */ nullptr, IsHost},
            /* .device  = */ device,
            /* .context = */ nullptr,
        };
        return &type;
    }

    /// The mapped file: without this, llama.cpp would copy what it keeps here.
    static ggml_backend_buffer_t BufferFromHost(ggml_backend_dev_t device, void * memory, size_t size, size_t) {
        return Rename(ggml_backend_cpu_buffer_from_ptr(memory, size), BufferType(device));
    }

    static bool SupportsOp(ggml_backend_dev_t, const ggml_tensor * node) {
        if (!IsLoadersQuestion(node) || WouldPack(node)) return false; // in a graph the CPU backend gets it
        const char * name = node->src[0]->name;
        return EndsWith(name, ".attn_k_b.weight") || EndsWith(name, ".attn_v_b.weight");
    }

    static bool SupportsBufferType(ggml_backend_dev_t device, ggml_backend_buffer_type_t type) {
        return type == BufferType(device);
    }
};

} // namespace

ggml_backend_dev_t WeightsHome(ggml_backend_reg_t registry) {
    static ggml_backend_device device = HostAcceleratorOf<HomeDevice>(registry);
    return &device;
}

bool IsWeightsHome(ggml_backend_t backend) { return backend->guid == Guid(); }

} // namespace dsa
