/// What JavaScript sees of the engine. Types: electron/engine/native.ts.
#include "binding/cancel_flag.h"
#include "binding/context_binding.h"
#include "binding/counted_binding.h"
#include "binding/js_error.h"
#include "binding/memory_binding.h"
#include "binding/model_binding.h"
#include "binding/trace_binding.h"
#include "engine/backend.h"
#include "engine/rpc_servers.h"

namespace sparselens {
namespace {

/// loadBackends(folder, sparse): the folder of the prebuilt llama.cpp libraries; the file of ggml-dsa, or "" for none
void LoadBackendsJs(const Napi::CallbackInfo & info) {
    const std::string folder = info[0].ToString();
    const std::string sparse = info[1].ToString();
    Guarded(info.Env(), [&] { LoadBackends(folder, sparse); });
}

/// loadRpc(library, lostStatus, patience): ends the process with that status when a server is lost, see rpc_servers.h
void LoadRpcJs(const Napi::CallbackInfo & info) {
    const std::string library = info[0].ToString();
    const int status = info[1].ToNumber(), patience = info[2].ToNumber();
    Guarded(info.Env(), [&] { LoadRpc(library, status, patience); });
}

/// sayIfLost(line): what is said before the sentence that loadRpc's process ends with
void SayIfLostJs(const Napi::CallbackInfo & info) { SayIfLost(info[0].ToString()); }

/// devices() -> [{name, description, kind, freeBytes, totalBytes}]
Napi::Value DevicesJs(const Napi::CallbackInfo & info) {
    Napi::Array result = Napi::Array::New(info.Env());
    for (const Device & device : Devices()) {
        Napi::Object entry = Napi::Object::New(info.Env());
        entry["name"] = device.name;
        entry["description"] = device.description;
        entry["kind"] = device.kind;
        entry["freeBytes"] = double(device.freeBytes);
        entry["totalBytes"] = double(device.totalBytes);
        result[result.Length()] = entry;
    }
    return result;
}

Napi::Value CpuFeaturesJs(const Napi::CallbackInfo & info) { return Napi::String::New(info.Env(), CpuFeatures()); }

Napi::Object Init(Napi::Env env, Napi::Object exports) {
    exports["loadBackends"] = Napi::Function::New(env, LoadBackendsJs);
    exports["loadRpc"] = Napi::Function::New(env, LoadRpcJs);
    exports["sayIfLost"] = Napi::Function::New(env, SayIfLostJs);
    exports["devices"] = Napi::Function::New(env, DevicesJs);
    exports["cpuFeatures"] = Napi::Function::New(env, CpuFeaturesJs);
    exports["writeDenseTwin"] = Napi::Function::New(env, WriteDenseTwinJs);
    exports["inspectModel"] = Napi::Function::New(env, InspectModelJs);
    exports["simulateMemory"] = Napi::Function::New(env, SimulateMemoryJs);
    CancelFlag::Export(env, exports);
    ModelBinding::Export(env, exports);
    ContextBinding::Export(env, exports);
    ExportTrace(env, exports);
    CountedBinding::Export(env, exports);
    return exports;
}

} // namespace
} // namespace sparselens

static Napi::Object InitAddon(Napi::Env env, Napi::Object exports) { return sparselens::Init(env, exports); }
NODE_API_MODULE(sparselens, InitAddon)
