#pragma once
#include <string>
#include <vector>

namespace sparselens {

struct Device {
    std::string name, description, kind; // kind: "cpu", "gpu", "accelerator"
    size_t freeBytes, totalBytes;
};

/// Loads ggml's backends from `folder` (the prebuilt libraries' own), the sparse attention of `sparse` (ggml-dsa's
/// file; empty: none), and llama.cpp itself; later calls do nothing. Throws EngineError "wrong-libraries" if the
/// libraries are not the build whose headers this addon was compiled with, or if one of them can't be loaded.
void LoadBackends(const std::string & folder, const std::string & sparse);

/// True if ggml-dsa is loaded: attention then costs as much as the selected positions.
bool AttendsSparsely();

std::vector<Device> Devices();

/// Instruction sets that the loaded CPU backend uses, such as "AVX512, AVX512_VNNI, AMX_INT8".
std::string CpuFeatures();

/// True if the loaded CPU backend moves weights into AMX buffers.
bool UsesAmx();

/// What llama.cpp last complained about (its log's last error line); empty if nothing since the last call.
std::string TakeLastComplaint();

} // namespace sparselens
