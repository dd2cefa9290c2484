/// The methods of JavaScript's `Context` that look into a running graph: `show...`, `capture` and `observe` switch a
/// probe on, `take...` hands over what it saw.
#include "binding/context_binding.h"
#include "binding/js_error.h"
#include "binding/typed_array.h"

namespace sparselens {

std::vector<ContextBinding::PropertyDescriptor> ContextBinding::Probes() {
    using C = ContextBinding;
    return {
        InstanceMethod<&C::ShowHeads>("showHeads"),       InstanceMethod<&C::TakeHeads>("takeHeads"),
        InstanceMethod<&C::ShowScores>("showScores"),     InstanceMethod<&C::TakeScores>("takeScores"),
        InstanceMethod<&C::Capture>("capture"),           InstanceMethod<&C::TakeCapture>("takeCapture"),
        InstanceMethod<&C::CaptureNodes>("captureNodes"), InstanceMethod<&C::TakeNodes>("takeNodes"),
        InstanceMethod<&C::Observe>("observe"),           InstanceMethod<&C::TakeObserved>("takeObserved"),
    };
}

/// showHeads(layer): of the next evaluation's last token
void ContextBinding::ShowHeads(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    const int blockSize = int(shared->context.GetModel().File().family.unitTokens);
    shared->heads = std::make_shared<HeadScores>(info[0].ToNumber().Int32Value(), blockSize);
    shared->context.Record().ShowHeads(shared->heads);
}

/// takeHeads() -> {heads, areChoices, values: Float32Array (heads, positions)}; 0 heads if the backend doesn't show
/// them
Napi::Value ContextBinding::TakeHeads(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    Napi::Object result = Napi::Object::New(info.Env());
    const std::shared_ptr<HeadScores> heads = std::move(shared->heads);
    shared->context.Record().ShowHeads(nullptr);
    result["heads"] = heads ? heads->Heads() : 0;
    result["areChoices"] = heads && heads->AreChoices();
    result["values"] = CopyToJs<Napi::Float32Array>(info.Env(), heads ? heads->Values() : std::vector<float>());
    return result;
}

/// showScores(layer): of the next evaluation's last token
void ContextBinding::ShowScores(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    shared->scores = std::make_shared<RowScores>(info[0].ToNumber().Int32Value());
    shared->context.Record().ShowScores(shared->scores);
}

/// takeScores() -> Float32Array (positions): every position's index score, -inf where nothing can be seen
Napi::Value ContextBinding::TakeScores(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    const std::shared_ptr<RowScores> scores = std::move(shared->scores);
    shared->context.Record().ShowScores(nullptr);
    return CopyToJs<Napi::Float32Array>(info.Env(), scores ? scores->Values() : std::vector<float>());
}

/// capture(on): keeps the indexer's inputs of every ubatch from now on (tests)
void ContextBinding::Capture(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    shared->capture = info[0].ToBoolean() ? std::make_shared<IndexCapture>() : nullptr;
    shared->context.Record().Capture(shared->capture);
}

/// takeCapture() -> [{layer, position, count, q, k, w}]
Napi::Value ContextBinding::TakeCapture(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    Napi::Array result = Napi::Array::New(info.Env());
    if (!shared->capture) return result;
    for (const IndexCapture::Ubatch & ubatch : shared->capture->Take()) {
        Napi::Object entry = Napi::Object::New(info.Env());
        entry["layer"] = ubatch.layer;
        entry["position"] = ubatch.position;
        entry["count"] = ubatch.count;
        entry["q"] = CopyToJs<Napi::Float32Array>(info.Env(), ubatch.q);
        entry["k"] = CopyToJs<Napi::Float32Array>(info.Env(), ubatch.k);
        entry["w"] = CopyToJs<Napi::Float32Array>(info.Env(), ubatch.w);
        result[result.Length()] = entry;
    }
    return result;
}

/// captureNodes(on): keeps what scoring nodes are given, from now on (tests)
void ContextBinding::CaptureNodes(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    shared->nodes = info[0].ToBoolean() ? std::make_shared<NodeCapture>() : nullptr;
    shared->context.Record().CaptureNodes(shared->nodes);
}

/// takeNodes() -> [{name, op, position, count, sources: [{dims, values}]}]
Napi::Value ContextBinding::TakeNodes(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    Napi::Array result = Napi::Array::New(info.Env());
    if (!shared->nodes) return result;
    for (const NodeCapture::Node & node : shared->nodes->Take()) {
        Napi::Object entry = Napi::Object::New(info.Env());
        entry["name"] = node.name;
        entry["op"] = node.op;
        entry["position"] = node.position;
        entry["count"] = node.count;
        Napi::Array sources = Napi::Array::New(info.Env());
        for (const NodeCapture::Source & source : node.sources) {
            Napi::Object of = Napi::Object::New(info.Env());
            const std::vector<int32_t> dims(source.dims.begin(), source.dims.end());
            of["dims"] = CopyToJs<Napi::Int32Array>(info.Env(), dims);
            of["values"] = CopyToJs<Napi::Float32Array>(info.Env(), source.values);
            sources[sources.Length()] = of;
        }
        entry["sources"] = sources;
        result[result.Length()] = entry;
    }
    return result;
}

/// observe(begin, end): attention weights of tokens at these positions are read while they are evaluated; an empty
/// range stops it
void ContextBinding::Observe(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    const int begin = info[0].ToNumber(), end = info[1].ToNumber();
    shared->observer =
        Guarded(info.Env(), [&] { return begin < end ? std::make_shared<AttentionObserver>(begin, end) : nullptr; });
    shared->context.Record().Observe(shared->observer);
}

/// takeObserved() -> [{layer, position, kept, positions, attended, visible, dense}]
Napi::Value ContextBinding::TakeObserved(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    Napi::Array result = Napi::Array::New(info.Env());
    if (!shared->observer) return result;
    for (const ObservedRow & row : shared->observer->Take()) {
        Napi::Object entry = Napi::Object::New(info.Env());
        entry["layer"] = row.layer;
        entry["position"] = row.position;
        entry["kept"] = row.kept;
        entry["positions"] = CopyToJs<Napi::Int32Array>(info.Env(), row.positions);
        entry["attended"] = CopyToJs<Napi::Float32Array>(info.Env(), row.attended);
        entry["visible"] = CopyToJs<Napi::Int32Array>(info.Env(), row.visible);
        entry["dense"] = CopyToJs<Napi::Float32Array>(info.Env(), row.dense);
        result[result.Length()] = entry;
    }
    return result;
}

} // namespace sparselens
