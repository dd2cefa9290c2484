#include "binding/context_binding.h"

#include "binding/cancel_flag.h"
#include "binding/model_binding.h"
#include "binding/promise_worker.h"
#include "binding/trace_binding.h"
#include "binding/typed_array.h"

#include <limits>

namespace sparselens {

Napi::FunctionReference ContextBinding::constructor_;

struct ContextBinding::Shared {
    Shared(std::shared_ptr<Model> model, const ContextOptions & options) : context(std::move(model), options) {}

    Context context;
    std::unique_ptr<Sampler> sampler;
    std::shared_ptr<IndexCapture> capture;
    std::shared_ptr<HeadScores> heads;
    std::shared_ptr<RowScores> scores;
    std::shared_ptr<AttentionObserver> observer;
    std::atomic<bool> busy{false};
};

namespace {

Watch WatchOf(Napi::Env env, const Napi::Value & value) {
    const std::string name = value.IsUndefined() ? "off" : value.ToString().Utf8Value();
    if (name == "off") return Watch::Off;
    if (name == "document") return Watch::Document;
    if (name == "question") return Watch::Question;
    if (name == "answer") return Watch::Answer;
    throw ToJs(env, EngineError("bad-argument", "Tokens can't be watched as \"" + name + "\"."));
}

float NumberOr(const Napi::Object & object, const char * key, float otherwise) {
    const Napi::Value value = object.Get(key);
    return value.IsNumber() ? value.ToNumber().FloatValue() : otherwise;
}

std::vector<Segment> SegmentsOf(const Napi::Value & value) {
    const std::vector<int32_t> numbers = Int32sOf(value);
    std::vector<Segment> segments;
    for (size_t i = 0; i + 1 < numbers.size(); i += 2) segments.push_back({numbers[i], numbers[i + 1]});
    return segments;
}

struct Nothing {};
Napi::Value Undefined(Napi::Env env, Nothing &) { return env.Undefined(); }

} // namespace

void ContextBinding::Export(Napi::Env env, Napi::Object exports) {
    using C = ContextBinding;
    Napi::Function constructor = DefineClass(env, "Context",
                                             {
                                                 StaticMethod<&C::Create>("create"),
                                                 InstanceMethod<&C::Evaluate>("evaluate"),
                                                 InstanceMethod<&C::Step>("step"),
                                                 InstanceMethod<&C::Save>("save"),
                                                 InstanceMethod<&C::Load>("load"),
                                                 InstanceMethod<&C::BeginDocument>("beginDocument"),
                                                 InstanceMethod<&C::BeginAnswer>("beginAnswer"),
                                                 InstanceMethod<&C::AnswerTrace>("answerTrace"),
                                                 InstanceMethod<&C::EndAnswer>("endAnswer"),
                                                 InstanceMethod<&C::Trim>("trim"),
                                                 InstanceMethod<&C::Drop>("drop"),
                                                 InstanceMethod<&C::Length>("length"),
                                                 InstanceMethod<&C::Capacity>("capacity"),
                                                 InstanceMethod<&C::Tokens>("tokens"),
                                                 InstanceMethod<&C::Logits>("logits"),
                                                 InstanceMethod<&C::Capture>("capture"),
                                                 InstanceMethod<&C::TakeCapture>("takeCapture"),
                                                 InstanceMethod<&C::Observe>("observe"),
                                                 InstanceMethod<&C::TakeObserved>("takeObserved"),
                                                 InstanceMethod<&C::Score>("score"),
                                                 InstanceMethod<&C::BeginBranch>("beginBranch"),
                                                 InstanceMethod<&C::EndBranch>("endBranch"),
                                                 InstanceMethod<&C::Force>("force"),
                                                 InstanceMethod<&C::Fill>("fill"),
                                                 InstanceMethod<&C::ShowHeads>("showHeads"),
                                                 InstanceMethod<&C::TakeHeads>("takeHeads"),
                                                 InstanceMethod<&C::ShowScores>("showScores"),
                                                 InstanceMethod<&C::TakeScores>("takeScores"),
                                                 InstanceMethod<&C::Close>("close"),
                                             });
    constructor_ = Napi::Persistent(constructor);
    constructor_.SuppressDestruct();
    exports.Set("Context", constructor);
}

ContextBinding::ContextBinding(const Napi::CallbackInfo & info) : Napi::ObjectWrap<ContextBinding>(info) {
    if (info[0].IsExternal()) shared_ = *info[0].As<Napi::External<std::shared_ptr<Shared>>>().Data();
}

std::shared_ptr<ContextBinding::Shared> ContextBinding::Idle(Napi::Env env) const {
    if (!shared_) throw ToJs(env, EngineError("closed", "The context was closed; open the document again."));
    if (shared_->busy)
        throw ToJs(env, EngineError("busy", "The model is busy with another request; wait for it or cancel it."));
    return shared_;
}

template <typename T, typename Work, typename Result>
Napi::Value ContextBinding::Run(Napi::Env env, Work work, Result result) {
    std::shared_ptr<Shared> shared = Idle(env);
    shared->busy = true;
    return PromiseWorker<T>::Start(
        env,
        [shared, work] {
            struct Release {
                std::atomic<bool> & busy;
                ~Release() { busy = false; }
            } release = {shared->busy};
            return work(*shared);
        },
        result);
}

/// create(model, {length, threads}) -> Promise<Context>
Napi::Value ContextBinding::Create(const Napi::CallbackInfo & info) {
    std::shared_ptr<Model> model = ModelBinding::Unwrap(info[0].As<Napi::Object>())->Get(info.Env());
    const Napi::Object given = info[1].ToObject();
    ContextOptions options;
    options.length = int(NumberOr(given, "length", 0));
    options.threads = int(NumberOr(given, "threads", 1));
    return PromiseWorker<std::shared_ptr<Shared>>::Start(
        info.Env(), [=] { return std::make_shared<Shared>(model, options); },
        [](Napi::Env env, std::shared_ptr<Shared> & shared) {
            return constructor_.New({Napi::External<std::shared_ptr<Shared>>::New(env, &shared)});
        });
}

/// evaluate(tokens, watch?, onProgress?, cancelFlag?) -> Promise<void>
Napi::Value ContextBinding::Evaluate(const Napi::CallbackInfo & info) {
    const std::vector<llama_token> tokens = Int32sOf(info[0]);
    const Watch watch = WatchOf(info.Env(), info[1]);
    ProgressCallback report(info.Env(), info[2]);
    CancelFlag::Shared cancel = CancelFlag::From(info[3]);
    return Run<Nothing>(
        info.Env(),
        [=](Shared & shared) {
            shared.context.Evaluate(tokens, watch, [&](int done, int total) { report(done, total); }, *cancel);
            return Nothing();
        },
        Undefined);
}

/// step(token, cancelFlag?) -> Promise<{token, logProbability, end}>
Napi::Value ContextBinding::Step(const Napi::CallbackInfo & info) {
    const llama_token token = info[0].ToNumber();
    CancelFlag::Shared cancel = CancelFlag::From(info[1]);
    std::shared_ptr<Shared> shared = Idle(info.Env());
    if (!shared->sampler) throw ToJs(info.Env(), EngineError("bad-argument", "step was called before beginAnswer."));
    return Run<Sampled>(
        info.Env(), [=](Shared & shared) { return shared.context.Step(token, *shared.sampler, *cancel); },
        [shared](Napi::Env env, Sampled & sampled) {
            Napi::Object result = Napi::Object::New(env);
            result["token"] = sampled.token;
            result["logProbability"] = sampled.logProbability;
            result["end"] = shared->context.GetModel().EndsAnswer(sampled.token);
            return result;
        });
}

Napi::Value ContextBinding::Save(const Napi::CallbackInfo & info) {
    const std::string path = info[0].ToString();
    return Run<Nothing>(info.Env(), [=](Shared & shared) { return shared.context.Save(path), Nothing(); }, Undefined);
}

Napi::Value ContextBinding::Load(const Napi::CallbackInfo & info) {
    const std::string path = info[0].ToString();
    return Run<Nothing>(info.Env(), [=](Shared & shared) { return shared.context.Load(path), Nothing(); }, Undefined);
}

/// beginDocument(sentences: Int32Array of position pairs, stride)
void ContextBinding::BeginDocument(const Napi::CallbackInfo & info) {
    const int stride = std::max(1, info[1].ToNumber().Int32Value());
    Idle(info.Env())->context.Record().BeginDocument(SegmentsOf(info[0]), stride);
}

/// beginAnswer(promptLength, {temperature, topP, seed, repeatPenalty})
void ContextBinding::BeginAnswer(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    const Napi::Object given = info[1].ToObject();
    SamplerOptions options;
    options.temperature = NumberOr(given, "temperature", options.temperature);
    options.topP = NumberOr(given, "topP", options.topP);
    options.repeatPenalty = NumberOr(given, "repeatPenalty", options.repeatPenalty);
    if (given.Get("seed").IsNumber()) options.seed = given.Get("seed").ToNumber().Uint32Value();
    shared->sampler = std::make_unique<Sampler>(options, shared->context.GetModel().VocabularySize());
    shared->context.Record().BeginAnswer(info[0].ToNumber());
}

/// answerTrace() -> Trace that grows with the answer
Napi::Value ContextBinding::AnswerTrace(const Napi::CallbackInfo & info) {
    std::shared_ptr<Trace> trace = Idle(info.Env())->context.Record().AnswerTrace();
    return trace ? WrapTrace(info.Env(), trace) : info.Env().Undefined();
}

/// endAnswer(tokens?) -> Trace of all answer tokens, or of the first ones
Napi::Value ContextBinding::EndAnswer(const Napi::CallbackInfo & info) {
    const int tokens = info[0].IsNumber() ? info[0].ToNumber().Int32Value() : std::numeric_limits<int>::max();
    std::shared_ptr<Trace> trace = Idle(info.Env())->context.Record().EndAnswer(tokens);
    return trace ? WrapTrace(info.Env(), trace) : info.Env().Undefined();
}

void ContextBinding::Trim(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    Guarded(info.Env(), [&] { shared->context.Trim(info[0].ToNumber()); });
}

void ContextBinding::Drop(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    Guarded(info.Env(), [&] { shared->context.Drop(info[0].ToNumber(), info[1].ToNumber()); });
}

Napi::Value ContextBinding::Length(const Napi::CallbackInfo & info) {
    return Napi::Number::New(info.Env(), Idle(info.Env())->context.Length());
}

Napi::Value ContextBinding::Capacity(const Napi::CallbackInfo & info) {
    return Napi::Number::New(info.Env(), Idle(info.Env())->context.Capacity());
}

Napi::Value ContextBinding::Tokens(const Napi::CallbackInfo & info) {
    return CopyToJs<Napi::Int32Array>(info.Env(), Idle(info.Env())->context.Tokens());
}

Napi::Value ContextBinding::Logits(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    return CopyToJs<Napi::Float32Array>(info.Env(), Guarded(info.Env(), [&] { return shared->context.Logits(); }));
}

/// score(tokens, from, watch, distributions, cancelFlag?) -> Promise<{logProbabilities, distributions}>
Napi::Value ContextBinding::Score(const Napi::CallbackInfo & info) {
    const std::vector<llama_token> tokens = Int32sOf(info[0]);
    const int from = info[1].ToNumber();
    const Watch watch = WatchOf(info.Env(), info[2]);
    const bool distributions = info[3].ToBoolean();
    CancelFlag::Shared cancel = CancelFlag::From(info[4]);
    return Run<Context::Scored>(
        info.Env(), [=](Shared & shared) { return shared.context.Score(tokens, from, watch, distributions, *cancel); },
        [](Napi::Env env, Context::Scored & scored) {
            Napi::Object result = Napi::Object::New(env);
            result["logProbabilities"] = CopyToJs<Napi::Float32Array>(env, scored.logProbabilities);
            result["distributions"] = CopyToJs<Napi::Float32Array>(env, scored.distributions);
            return result;
        });
}

/// beginBranch(without, cancelFlag?) -> Promise<void>; `without`: positions in pairs
Napi::Value ContextBinding::BeginBranch(const Napi::CallbackInfo & info) {
    const std::vector<Segment> without = SegmentsOf(info[0]);
    CancelFlag::Shared cancel = CancelFlag::From(info[1]);
    return Run<Nothing>(
        info.Env(), [=](Shared & shared) { return shared.context.BeginBranch(without, *cancel), Nothing(); },
        Undefined);
}

void ContextBinding::EndBranch(const Napi::CallbackInfo & info) { Idle(info.Env())->context.EndBranch(); }

/// force(ranges): positions in pairs; none: no more
void ContextBinding::Force(const Napi::CallbackInfo & info) {
    Idle(info.Env())->context.Record().Force(SegmentsOf(info[0]));
}

/// fill(length) -> Promise<void>
Napi::Value ContextBinding::Fill(const Napi::CallbackInfo & info) {
    const int length = info[0].ToNumber();
    return Run<Nothing>(info.Env(), [=](Shared & shared) { return shared.context.Fill(length), Nothing(); }, Undefined);
}

/// showHeads(layer): of the next evaluation's last token
void ContextBinding::ShowHeads(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    shared->heads = std::make_shared<HeadScores>(info[0].ToNumber().Int32Value());
    shared->context.Record().ShowHeads(shared->heads);
}

/// takeHeads() -> {heads, values: Float32Array (heads, positions)}; 0 heads if the backend doesn't show them
Napi::Value ContextBinding::TakeHeads(const Napi::CallbackInfo & info) {
    std::shared_ptr<Shared> shared = Idle(info.Env());
    Napi::Object result = Napi::Object::New(info.Env());
    const std::shared_ptr<HeadScores> heads = std::move(shared->heads);
    shared->context.Record().ShowHeads(nullptr);
    result["heads"] = heads ? heads->Heads() : 0;
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

/// close() -> Promise<void>: frees the KV cache; a running job ends first
Napi::Value ContextBinding::Close(const Napi::CallbackInfo & info) {
    auto shared = std::make_shared<std::shared_ptr<Shared>>(std::move(shared_));
    shared_.reset();
    return PromiseWorker<Nothing>::Start(info.Env(), [shared] { return shared->reset(), Nothing(); }, Undefined);
}

} // namespace sparselens
