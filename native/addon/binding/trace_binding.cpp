#include "binding/trace_binding.h"

#include "binding/cancel_flag.h"
#include "binding/promise_worker.h"
#include "binding/typed_array.h"
#include "trace/trace_error.h"

namespace sparselens {
namespace {

using Holder = Napi::External<std::shared_ptr<Trace>>;

/// Runs `body`; where memory runs out, the error says that it was for the trace.
template <typename Body> auto WithinMemory(Body body) {
    try {
        return body();
    } catch (const std::bad_alloc &) {
        throw EngineError("out-of-memory", "There is not enough memory to look into the trace.");
    }
}

template <typename Body> auto GuardedQuery(Napi::Env env, Body body) {
    return Guarded(env, [&] { return WithinMemory(body); });
}

int32_t IntOf(const Napi::Value & value, const char * name) {
    if (!value.IsNumber()) ThrowBadArgument(std::string(name) + " must be a number.");
    const double number = value.As<Napi::Number>().DoubleValue();
    const auto integer = int32_t(number >= -1 && number < kMaxPositions ? number : -1); // -1 exists nowhere
    if (integer != number) ThrowBadArgument(std::string(name) + " must be an integer in range.");
    return integer;
}

std::vector<int32_t> IntsOf(const Napi::Value & value, const char * name) {
    if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_int32_array)
        ThrowBadArgument(std::string(name) + " must be an Int32Array.");
    return Int32sOf(value);
}

std::vector<Segment> SegmentsOf(const Napi::Value & value) {
    const std::vector<int32_t> ends = IntsOf(value, "segments");
    if (ends.size() % 2 != 0) ThrowBadArgument("segments must hold pairs of positions.");
    std::vector<Segment> segments;
    for (size_t i = 0; i < ends.size(); i += 2) segments.push_back({ends[i], ends[i + 1]});
    return segments;
}

std::vector<int32_t> Flat(const std::vector<Segment> & segments) {
    std::vector<int32_t> ends;
    for (const Segment & segment : segments) ends.insert(ends.end(), {segment.begin, segment.end});
    return ends;
}

Span SpanOf(const Napi::Value & value) {
    if (!value.IsObject()) ThrowBadArgument("span must be an object.");
    const auto span = value.As<Napi::Object>();
    return {IntOf(span.Get("from"), "span.from"), IntOf(span.Get("to"), "span.to"),
            IntsOf(span.Get("layers"), "span.layers")};
}

std::string TextOf(const Napi::Value & value, const char * name) {
    if (!value.IsString()) ThrowBadArgument(std::string(name) + " must be a string.");
    return value.As<Napi::String>();
}

const char * NameOf(ChoiceUnit unit) {
    return unit == ChoiceUnit::Entry ? "entry" : unit == ChoiceUnit::Block ? "block" : "token";
}

const char * NameOf(LayerKind kind) {
    switch (kind) {
        case LayerKind::Recurrent: return "recurrent";
        case LayerKind::Chosen: return "chosen";
        case LayerKind::Shared: return "shared";
        case LayerKind::Window: return "window";
        case LayerKind::Dense: return "dense";
        case LayerKind::Entries: return "entries";
        case LayerKind::Attended: return "attended";
        case LayerKind::Counted: return "counted";
    }
    return "";
}

/// [{kind, from?}] by layer
Napi::Value KindsToJs(Napi::Env env, const LayerKinds & kinds) {
    Napi::Array all = Napi::Array::New(env, kinds.size());
    for (uint32_t layer = 0; layer < kinds.size(); layer++) {
        Napi::Object of = Napi::Object::New(env);
        of["kind"] = NameOf(kinds[layer].kind);
        if (kinds[layer].from >= 0) of["from"] = kinds[layer].from;
        all[layer] = of;
    }
    return all;
}

class TraceBinding : public Napi::ObjectWrap<TraceBinding> {
  public:
    static Napi::Function Define(Napi::Env env) {
        return DefineClass(
            env, "Trace",
            {StaticMethod<&TraceBinding::Open>("open"), InstanceAccessor<&TraceBinding::Info>("info"),
             InstanceMethod<&TraceBinding::Row>("row"), InstanceMethod<&TraceBinding::Totals>("totals"),
             InstanceMethod<&TraceBinding::Uses>("uses"), InstanceMethod<&TraceBinding::Evidence>("evidence"),
             InstanceMethod<&TraceBinding::LayerTotals>("layerTotals"),
             InstanceMethod<&TraceBinding::EvidenceByLayer>("evidenceByLayer"),
             InstanceMethod<&TraceBinding::Prompt>("prompt"), InstanceMethod<&TraceBinding::Save>("save"),
             InstanceMethod<&TraceBinding::Verify>("verify"), InstanceMethod<&TraceBinding::Close>("close")});
    }

    explicit TraceBinding(const Napi::CallbackInfo & call) : Napi::ObjectWrap<TraceBinding>(call) {
        if (call.Length() == 1 && call[0].IsExternal()) trace_ = *call[0].As<Holder>().Data();
    }

  private:
    /// open(path) -> Promise<Trace>
    static Napi::Value Open(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            const std::string path = TextOf(call[0], "path");
            return PromiseWorker<std::shared_ptr<Trace>>::Start(
                call.Env(), [path] { return WithinMemory([&] { return Trace::Open(path); }); },
                [](Napi::Env env, std::shared_ptr<Trace> & trace) { return WrapTrace(env, trace); });
        });
    }

    /// info: TraceInfo
    Napi::Value Info(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            const TraceInfo info = GetTrace().Info();
            const TraceShape & shape = GetTrace().Shape();
            Napi::Object result = Napi::Object::New(call.Env());
            result["version"] = info.version;
            result["topK"] = shape.topK;
            result["layers"] = shape.layers;
            result["tokens"] = info.tokens;
            result["promptLength"] = shape.promptLength;
            result["sentences"] = CopyToJs<Napi::Int32Array>(call.Env(), Flat(shape.sentences));
            result["promptStride"] = shape.stride;
            result["meta"] = info.meta;
            result["unit"] = NameOf(shape.unit);
            result["unitTokens"] = shape.unitTokens;
            result["kinds"] = KindsToJs(call.Env(), GetTrace().Kinds());
            return result;
        });
    }

    /// row(token, layer) -> TraceRow
    Napi::Value Row(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            const Napi::Env env = call.Env();
            const TraceRow row = GetTrace().Row(IntOf(call[0], "token"), IntOf(call[1], "layer"));
            Napi::Object result = Napi::Object::New(env);
            result["position"] = row.position;
            result["positions"] = CopyToJs<Napi::Int32Array>(env, row.positions);
            result["scores"] = CopyToJs<Napi::Float32Array>(env, row.scores);
            result["lastIn"] = row.lastIn;
            result["missed"] = CopyToJs<Napi::Int32Array>(env, row.missed);
            result["missedScores"] = CopyToJs<Napi::Float32Array>(env, row.missedScores);
            result["sentences"] = CopyToJs<Napi::Int32Array>(env, row.sentences);
            result["sentenceMax"] = CopyToJs<Napi::Float32Array>(env, row.sentenceMax);
            result["sentenceLogSumExp"] = CopyToJs<Napi::Float32Array>(env, row.sentenceLse);
            return result;
        });
    }

    /// totals(span, segments) -> SegmentTotals
    Napi::Value Totals(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            const SegmentTotals totals = GetTrace().Totals(SpanOf(call[0]), SegmentsOf(call[1]));
            Napi::Object result = Napi::Object::New(call.Env());
            result["count"] = CopyToJs<Napi::Uint32Array>(call.Env(), totals.count);
            result["mass"] = CopyToJs<Napi::Float64Array>(call.Env(), totals.mass);
            result["score"] = CopyToJs<Napi::Float32Array>(call.Env(), totals.score);
            result["distinct"] = CopyToJs<Napi::Uint32Array>(call.Env(), totals.distinct);
            return result;
        });
    }

    /// layerTotals(span, segments, {sinks, recent}) -> LayerTotals
    Napi::Value LayerTotals(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            if (!call[2].IsObject()) ThrowBadArgument("leftOut must be an object.");
            const auto flags = call[2].As<Napi::Object>();
            const Always leftOut{flags.Get("sinks").ToBoolean(), flags.Get("recent").ToBoolean()};
            const LayerCounts counts = GetTrace().LayerTotals(SpanOf(call[0]), SegmentsOf(call[1]), leftOut);
            Napi::Object result = Napi::Object::New(call.Env());
            result["count"] = CopyToJs<Napi::Uint32Array>(call.Env(), counts.count);
            result["sinks"] = CopyToJs<Napi::Uint32Array>(call.Env(), counts.sinks);
            result["recent"] = CopyToJs<Napi::Uint32Array>(call.Env(), counts.recent);
            return result;
        });
    }

    /// evidenceByLayer(span, sentences) -> Float32Array
    Napi::Value EvidenceByLayer(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            const std::vector<float> evidence =
                GetTrace().EvidenceByLayer(SpanOf(call[0]), IntsOf(call[1], "sentences"));
            return CopyToJs<Napi::Float32Array>(call.Env(), evidence);
        });
    }

    /// uses(begin, end, layers) -> Uint32Array
    Napi::Value Uses(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            const Segment of{IntOf(call[0], "begin"), IntOf(call[1], "end")};
            return CopyToJs<Napi::Uint32Array>(call.Env(), GetTrace().Uses(of, IntsOf(call[2], "layers")));
        });
    }

    /// evidence(span) -> Float32Array
    Napi::Value Evidence(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            return CopyToJs<Napi::Float32Array>(call.Env(), GetTrace().Evidence(SpanOf(call[0])));
        });
    }

    /// prompt(layer) -> {count, mass}
    Napi::Value Prompt(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            const PromptTotals totals = GetTrace().Prompt(IntOf(call[0], "layer"));
            Napi::Object result = Napi::Object::New(call.Env());
            result["count"] = CopyToJs<Napi::Uint32Array>(call.Env(), totals.count);
            result["mass"] = CopyToJs<Napi::Float32Array>(call.Env(), totals.mass);
            return result;
        });
    }

    /// save(path, meta, cancelFlag?) -> Promise<void>
    Napi::Value Save(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            const std::string path = TextOf(call[0], "path"), meta = TextOf(call[1], "meta");
            const CancelFlag::Shared cancel = CancelFlag::From(call[2]);
            return InBackground(call.Env(),
                                [path, meta, cancel](const Trace & trace) { trace.Save(path, meta, *cancel); });
        });
    }

    /// verify() -> Promise<void>: rejects with 'trace-damaged' if any checksum of its file is wrong
    Napi::Value Verify(const Napi::CallbackInfo & call) {
        return GuardedQuery(call.Env(), [&]() -> Napi::Value {
            return InBackground(call.Env(), [](const Trace & trace) { trace.Verify(); });
        });
    }

    void Close(const Napi::CallbackInfo &) { trace_.reset(); }

    /// Runs `work` on another thread; the trace lives until it is done, also when it is closed meanwhile.
    template <typename Work> Napi::Value InBackground(Napi::Env env, Work work) {
        GetTrace(); // throws if it is closed
        return PromiseWorker<bool>::Start(
            env, [shared = trace_, work] { return WithinMemory([&] { return work(*shared), true; }); },
            [](Napi::Env env, bool &) { return env.Undefined(); });
    }

    const Trace & GetTrace() const {
        if (!trace_) throw EngineError("closed", "The trace was closed; open it again.");
        return *trace_;
    }

    std::shared_ptr<Trace> trace_;
};

/// An environment has a thread of its own.
thread_local Napi::FunctionReference traceClass;

} // namespace

void ExportTrace(Napi::Env env, Napi::Object exports) {
    const Napi::Function defined = TraceBinding::Define(env);
    traceClass = Napi::Persistent(defined);
    traceClass.SuppressDestruct();
    exports.Set("Trace", defined);
}

Napi::Value WrapTrace(Napi::Env env, std::shared_ptr<Trace> trace) {
    return traceClass.New({Holder::New(env, &trace)});
}

} // namespace sparselens
