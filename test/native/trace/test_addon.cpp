// The JavaScript class Trace alone, over a made-up trace: what trace.test.ts loads.
#include "binding/trace_binding.h"
#include "random_case.h"

using namespace sparselens;

/// randomTrace(): 3 layers, 300 positions of document, 30 of a question, 12 answer tokens, top-k 40.
static Napi::Value RandomTrace(const Napi::CallbackInfo & call) {
    return WrapTrace(call.Env(), MakeCase(1, 3, 300, 30, 12, 40).GetTrace());
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
    ExportTrace(env, exports);
    exports.Set("randomTrace", Napi::Function::New(env, RandomTrace));
    return exports;
}

NODE_API_MODULE(trace_test_addon, Init)
