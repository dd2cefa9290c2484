#include "engine/backend.h"

#include "dsa.h"
#include "engine/large_buffer.h"
#include "error.h"
#include "ggml-backend.h"
#include "llama.h"

#include <cstring>
#include <mutex>

namespace sparselens {
namespace {

std::mutex complaintLock;
std::string complaint;

/// llama.cpp's log never reaches stderr; its errors are kept for the messages that people see.
void KeepErrors(ggml_log_level level, const char * text, void *) {
    if (level != GGML_LOG_LEVEL_ERROR) return;
    std::lock_guard<std::mutex> lock(complaintLock);
    // this line comes last and says nothing that the one before didn't
    if (!complaint.empty() && std::strstr(text, ": failed to load model\n")) return;
    complaint = text;
    while (!complaint.empty() && complaint.back() == '\n') complaint.pop_back();
}

const char * KindOf(ggml_backend_dev_t device) {
    switch (ggml_backend_dev_type(device)) {
        case GGML_BACKEND_DEVICE_TYPE_CPU: return "cpu";
        case GGML_BACKEND_DEVICE_TYPE_ACCEL: return "accelerator";
        default: return "gpu";
    }
}

ggml_backend_reg_t CpuRegistry() {
    ggml_backend_dev_t cpu = ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU);
    return cpu ? ggml_backend_dev_backend_reg(cpu) : nullptr;
}

bool sparsely = false;

bool LoadSparseAttention(const std::string & file) {
    ggml_backend_reg_t registry = ggml_backend_load(file.c_str());
    if (!registry) return false;
    auto keepExact = (dsa_keep_exact_scores_t)ggml_backend_reg_get_proc_address(registry, "dsa_keep_exact_scores");
    keepExact(true); // the trace keeps scores of what got in, of what missed, and pooled ones
    return true;
}

} // namespace

void LoadBackends(const std::string & folder, const std::string & sparse) {
    static std::once_flag once;
    if (std::strcmp(ggml_commit(), LLAMA_COMMIT) != 0) {
        throw EngineError("wrong-libraries",
                          std::string("The installed llama.cpp libraries are build ") + ggml_commit() +
                              ", but SparseLens was built for " LLAMA_COMMIT "; run \"npm ci\" and start it again.");
    }
    std::call_once(once, [&] {
        llama_log_set(KeepErrors, nullptr);
        ggml_backend_load_all_from_path(folder.c_str());
        sparsely = !sparse.empty() && LoadSparseAttention(sparse);
        llama_backend_init();
        MapLargeBuffers();
    });
    if (!CpuRegistry()) {
        throw EngineError("wrong-libraries",
                          "No llama.cpp library for this processor was found; run \"npm ci\" and start it again.");
    }
    if (!sparse.empty() && !sparsely) {
        throw EngineError("wrong-libraries", "The sparse attention " + sparse +
                                                 " could not be loaded; run \"npm run build\" and start it again.");
    }
}

bool AttendsSparsely() { return sparsely; }

std::vector<Device> Devices() {
    std::vector<Device> devices;
    for (size_t i = 0; i < ggml_backend_dev_count(); i++) {
        ggml_backend_dev_t device = ggml_backend_dev_get(i);
        size_t free = 0, total = 0;
        ggml_backend_dev_memory(device, &free, &total);
        devices.push_back(
            {ggml_backend_dev_name(device), ggml_backend_dev_description(device), KindOf(device), free, total});
    }
    return devices;
}

std::string CpuFeatures() {
    auto get =
        (ggml_backend_get_features_t)ggml_backend_reg_get_proc_address(CpuRegistry(), "ggml_backend_get_features");
    std::string features;
    if (!get) return features;
    for (ggml_backend_feature * feature = get(CpuRegistry()); feature->name; feature++) {
        if (std::strcmp(feature->value, "1") != 0) continue;
        features += (features.empty() ? "" : ", ") + std::string(feature->name);
    }
    return features;
}

bool UsesAmx() { return CpuFeatures().find("AMX_INT8") != std::string::npos; }

std::string TakeLastComplaint() {
    std::lock_guard<std::mutex> lock(complaintLock);
    std::string taken;
    taken.swap(complaint);
    return taken;
}

} // namespace sparselens
