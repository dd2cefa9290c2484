#include "binding/context_binding.h"

#include "binding/cancel_flag.h"
#include "binding/model_binding.h"
#include "binding/promise_worker.h"
#include "binding/trace_binding.h"
#include "binding/typed_array.h"

#include <limits>

namespace sparselens {

Napi::FunctionReference ContextBinding::constructor_;

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
    std::vector<PropertyDescriptor> methods = {
        StaticMethod<&C::Create>("create"),
        InstanceMethod<&C::Evaluate>("evaluate"),
        InstanceMethod<&C::Step>("step"),
        InstanceMethod<&C::StepThrough>("stepThrough"),
        InstanceMethod<&C::Score>("score"),
        InstanceMethod<&C::Save>("save"),
        InstanceMethod<&C::Load>("load"),
        InstanceMethod<&C::BeginDocument>("beginDocument"),
        InstanceMethod<&C::BeginAnswer>("beginAnswer"),
        InstanceMethod<&C::AnswerTrace>("answerTrace"),
        InstanceMethod<&C::EndAnswer>("endAnswer"),
        InstanceMethod<&C::BeginBranch>("beginBranch"),
        InstanceMethod<&C::EndBranch>("endBranch"),
        InstanceMethod<&C::Force>("force"),
        InstanceMethod<&C::Fill>("fill"),
        InstanceMethod<&C::Trim>("trim"),
        InstanceMethod<&C::Drop>("drop"),
        InstanceMethod<&C::Length>("length"),
        InstanceMethod<&C::Capacity>("capacity"),
        InstanceMethod<&C::Tokens>("tokens"),
        InstanceMethod<&C::Logits>("logits"),
        InstanceMethod<&C::Memory>("memory"),
        InstanceMethod<&C::Close>("close"),
    };
    for (const PropertyDescriptor & probe : Probes()) methods.push_back(probe);
    const Napi::Function constructor = DefineClass(env, "Context", methods);
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

std::shared_ptr<ContextBinding::Shared> ContextBinding::Answering(Napi::Env env) const {
    std::shared_ptr<Shared> shared = Idle(env);
    if (!shared->sampler) throw ToJs(env, EngineError("bad-argument", "A step was asked for before beginAnswer."));
    return shared;
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

ContextOptions ContextOptionsOf(Napi::Env env, const Napi::Object & given) {
    ContextOptions options;
    options.length = int(NumberOr(given, "length", 0));
    options.threads = int(NumberOr(given, "threads", 1));
    if (given.Get("massLayers").IsTypedArray()) options.massLayers = Int32sOf(given.Get("massLayers"));
    const std::string keys = given.Get("keys").IsString() ? given.Get("keys").ToString().Utf8Value() : "f16";
    if (keys == "q8_0") options.keys = GGML_TYPE_Q8_0;
    else if (keys != "f16") throw ToJs(env, EngineError("bad-argument", "A KV cache can't be of type " + keys + "."));
    return options;
}

Napi::Object SampledToJs(Napi::Env env, const Sampled & sampled, const Model & model) {
    Napi::Object result = Napi::Object::New(env);
    result["token"] = sampled.token;
    result["logProbability"] = sampled.logProbability;
    result["end"] = model.EndsAnswer(sampled.token);
    return result;
}

/// create(model, {length, threads, keys?}) -> Promise<Context>
Napi::Value ContextBinding::Create(const Napi::CallbackInfo & info) {
    std::shared_ptr<Model> model = ModelBinding::Unwrap(info[0].As<Napi::Object>())->Get(info.Env());
    const ContextOptions options = ContextOptionsOf(info.Env(), info[1].ToObject());
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
    std::shared_ptr<Shared> shared = Answering(info.Env());
    return Run<Sampled>(
        info.Env(), [=](Shared & shared) { return shared.context.Step(token, *shared.sampler, *cancel); },
        [shared](Napi::Env env, Sampled & sampled) { return SampledToJs(env, sampled, shared->context.GetModel()); });
}

/// stepThrough(tokens, cancelFlag?) -> Promise<{token, logProbability, end}[]>
Napi::Value ContextBinding::StepThrough(const Napi::CallbackInfo & info) {
    const std::vector<llama_token> tokens = Int32sOf(info[0]);
    CancelFlag::Shared cancel = CancelFlag::From(info[1]);
    std::shared_ptr<Shared> shared = Answering(info.Env());
    if (tokens.empty()) throw ToJs(info.Env(), EngineError("bad-argument", "stepThrough was given no token."));
    return Run<std::vector<Sampled>>(
        info.Env(), [=](Shared & shared) { return shared.context.StepThrough(tokens, *shared.sampler, *cancel); },
        [shared](Napi::Env env, std::vector<Sampled> & sampled) {
            Napi::Array results = Napi::Array::New(env);
            for (const Sampled & one : sampled)
                results[results.Length()] = SampledToJs(env, one, shared->context.GetModel());
            return results;
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
    std::shared_ptr<Shared> shared = Idle(info.Env());
    Guarded(info.Env(), [&] { shared->context.Force(SegmentsOf(info[0])); });
}

/// fill(length) -> Promise<void>
Napi::Value ContextBinding::Fill(const Napi::CallbackInfo & info) {
    const int length = info[0].ToNumber();
    return Run<Nothing>(info.Env(), [=](Shared & shared) { return shared.context.Fill(length), Nothing(); }, Undefined);
}

/// close() -> Promise<void>: frees the KV cache; a running job ends first
Napi::Value ContextBinding::Close(const Napi::CallbackInfo & info) {
    auto shared = std::make_shared<std::shared_ptr<Shared>>(std::move(shared_));
    shared_.reset();
    return PromiseWorker<Nothing>::Start(info.Env(), [shared] { return shared->reset(), Nothing(); }, Undefined);
}

} // namespace sparselens
