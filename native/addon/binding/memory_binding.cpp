// What a context and its model hold, or would hold.
#include "binding/memory_binding.h"

#include "binding/context_binding.h"
#include "binding/js_error.h"
#include "binding/model_binding.h"
#include "binding/promise_worker.h"
#include "engine/memory_use.h"

namespace sparselens {
namespace {

Napi::Value UsesToJs(Napi::Env env, const std::vector<MemoryUse> & uses) {
    Napi::Array result = Napi::Array::New(env, uses.size());
    for (uint32_t i = 0; i < uses.size(); i++) {
        Napi::Object entry = Napi::Object::New(env);
        entry["buffer"] = uses[i].buffer;
        entry["device"] = uses[i].device;
        entry["weights"] = double(uses[i].weights);
        entry["cache"] = double(uses[i].cache);
        entry["compute"] = double(uses[i].compute);
        result[i] = entry;
    }
    return result;
}

} // namespace

/// memory() -> [{buffer, device, weights, cache, compute}]
Napi::Value ContextBinding::Memory(const Napi::CallbackInfo & info) {
    return UsesToJs(info.Env(), MemoryOf(Idle(info.Env())->context));
}

/// simulateMemory(path, model options, context options) -> Promise of the same
Napi::Value SimulateMemoryJs(const Napi::CallbackInfo & info) {
    const std::string path = info[0].ToString();
    const ModelOptions model = ModelOptionsOf(info[1].ToObject());
    const ContextOptions context = ContextOptionsOf(info.Env(), info[2].ToObject());
    return PromiseWorker<std::vector<MemoryUse>>::Start(
        info.Env(), [=] { return SimulateMemory(path, model, context); },
        [](Napi::Env env, std::vector<MemoryUse> & uses) { return UsesToJs(env, uses); });
}

} // namespace sparselens
