#include "engine/memory_use.h"

#include "ggml-backend.h"
#include "llama-ext.h"

namespace sparselens {
namespace {

/// Backends that compute in the CPU's own buffers: the CPU and accelerators such as ggml-dsa.
uint64_t BackendsOnHost() {
    uint64_t count = 1;
    for (size_t i = 0; i < ggml_backend_dev_count(); i++) {
        ggml_backend_dev_t device = ggml_backend_dev_get(i);
        if (ggml_backend_dev_type(device) != GGML_BACKEND_DEVICE_TYPE_ACCEL) continue;
        if (ggml_backend_dev_buffer_type(device) == ggml_backend_cpu_buffer_type()) count++;
    }
    return count;
}

std::vector<MemoryUse> Read(const llama_context * context, bool simulated) {
    std::vector<MemoryUse> uses;
    for (const auto & [type, bytes] : llama_get_memory_breakdown(context)) {
        ggml_backend_dev_t device = ggml_backend_buft_get_device(type);
        uint64_t compute = bytes.compute;
        // llama.cpp counts a buffer that backends share once for each of them, unless it has allocated it
        if (simulated && type == ggml_backend_cpu_buffer_type()) compute /= BackendsOnHost();
        uses.push_back({ggml_backend_buft_name(type), device ? ggml_backend_dev_name(device) : "", bytes.model,
                        bytes.context, compute});
    }
    return uses;
}

} // namespace

std::vector<MemoryUse> MemoryOf(const Context & context) { return Read(context.Raw(), false); }

std::vector<MemoryUse> SimulateMemory(const std::string & path, ModelOptions model, const ContextOptions & context) {
    const std::atomic<bool> never{false};
    model.simulated = true;
    const Context simulated(Model::Load(path, model, nullptr, never), context);
    return Read(simulated.Raw(), true);
}

} // namespace sparselens
