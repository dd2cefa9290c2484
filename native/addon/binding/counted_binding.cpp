#include "binding/counted_binding.h"

#include "binding/js_error.h"
#include "binding/trace_binding.h"
#include "binding/typed_array.h"
#include "trace/trace_error.h"

namespace sparselens {

static TraceShape ShapeOf(const Napi::Object & options) {
    const auto number = [&](const char * name) { return options.Get(name).ToNumber().Int32Value(); };
    TraceShape shape;
    shape.topK = number("topK");
    shape.layers = number("layers");
    shape.promptLength = number("promptLength");
    const std::vector<int32_t> ends = Int32sOf(options.Get("sentences"));
    for (size_t i = 0; i + 1 < ends.size(); i += 2) shape.sentences.push_back({ends[i], ends[i + 1]});
    return shape;
}

void CountedBinding::Export(Napi::Env env, Napi::Object exports) {
    exports.Set("CountedTrace", DefineClass(env, "CountedTrace",
                                            {InstanceMethod<&CountedBinding::Add>("add"),
                                             InstanceMethod<&CountedBinding::Finish>("finish")}));
}

CountedBinding::CountedBinding(const Napi::CallbackInfo & call) : Napi::ObjectWrap<CountedBinding>(call) {
    Guarded(call.Env(), [&] {
        const auto options = call[0].As<Napi::Object>();
        counted_ = std::make_unique<CountedTrace>(ShapeOf(options), options.Get("textEnd").ToNumber().Int32Value());
    });
}

/// add(positions)
void CountedBinding::Add(const Napi::CallbackInfo & call) {
    Guarded(call.Env(), [&] { counted_->Add(Int32sOf(call[0])); });
}

/// finish(tokens) -> {trace, missing}
Napi::Value CountedBinding::Finish(const Napi::CallbackInfo & call) {
    return Guarded(call.Env(), [&]() -> Napi::Value {
        Napi::Object result = Napi::Object::New(call.Env());
        result["trace"] = WrapTrace(call.Env(), counted_->Finish(call[0].ToNumber().Int32Value()));
        result["missing"] = double(counted_->Missing());
        return result;
    });
}

} // namespace sparselens
