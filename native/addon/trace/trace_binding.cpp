#include "trace/trace_binding.h"

#include "cancel_flag.h"
#include "promise_worker.h"
#include "trace/trace_error.h"
#include "typed_array.h"

namespace sparselens {
namespace {

using Holder = Napi::External<std::shared_ptr<Trace>>;

/** Runs `body`; its errors get the type that the addon turns into JavaScript errors with a code. */
template <class Body>
auto withEngineErrors(Body body) {
  try {
    return body();
  } catch (const TraceError& error) {
    throw EngineError(error.code(), error.what());
  } catch (const std::bad_alloc&) {
    throw EngineError("out-of-memory", "There is not enough memory to look into the trace.");
  }
}

template <class Body>
auto guarded(Napi::Env env, Body body) {
  return Guarded(env, [&] { return withEngineErrors(body); });
}

int32_t intOf(const Napi::Value& value, const char* name) {
  if (!value.IsNumber()) throwBadArgument(std::string(name) + " must be a number.");
  const double number = value.As<Napi::Number>().DoubleValue();
  const auto integer = int32_t(number >= -1 && number < kMaxPositions ? number : -1);  // -1 exists nowhere
  if (integer != number) throwBadArgument(std::string(name) + " must be an integer in range.");
  return integer;
}

std::vector<int32_t> intsOf(const Napi::Value& value, const char* name) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_int32_array)
    throwBadArgument(std::string(name) + " must be an Int32Array.");
  return Int32sOf(value);
}

std::vector<Segment> segmentsOf(const Napi::Value& value) {
  const std::vector<int32_t> ends = intsOf(value, "segments");
  if (ends.size() % 2 != 0) throwBadArgument("segments must hold pairs of positions.");
  std::vector<Segment> segments;
  for (size_t i = 0; i < ends.size(); i += 2) segments.push_back({ends[i], ends[i + 1]});
  return segments;
}

std::vector<int32_t> flat(const std::vector<Segment>& segments) {
  std::vector<int32_t> ends;
  for (const Segment& segment : segments) ends.insert(ends.end(), {segment.begin, segment.end});
  return ends;
}

Span spanOf(const Napi::Value& value) {
  if (!value.IsObject()) throwBadArgument("span must be an object.");
  const auto span = value.As<Napi::Object>();
  return {intOf(span.Get("from"), "span.from"), intOf(span.Get("to"), "span.to"),
          intsOf(span.Get("layers"), "span.layers")};
}

std::string textOf(const Napi::Value& value, const char* name) {
  if (!value.IsString()) throwBadArgument(std::string(name) + " must be a string.");
  return value.As<Napi::String>();
}

class TraceBinding : public Napi::ObjectWrap<TraceBinding> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(
        env, "Trace",
        {StaticMethod<&TraceBinding::open>("open"), InstanceAccessor<&TraceBinding::info>("info"),
         InstanceMethod<&TraceBinding::row>("row"), InstanceMethod<&TraceBinding::totals>("totals"),
         InstanceMethod<&TraceBinding::uses>("uses"), InstanceMethod<&TraceBinding::evidence>("evidence"),
         InstanceMethod<&TraceBinding::layerTotals>("layerTotals"),
         InstanceMethod<&TraceBinding::evidenceByLayer>("evidenceByLayer"),
         InstanceMethod<&TraceBinding::prompt>("prompt"), InstanceMethod<&TraceBinding::save>("save"),
         InstanceMethod<&TraceBinding::verify>("verify"), InstanceMethod<&TraceBinding::close>("close")});
  }

  explicit TraceBinding(const Napi::CallbackInfo& call) : Napi::ObjectWrap<TraceBinding>(call) {
    if (call.Length() == 1 && call[0].IsExternal()) trace_ = *call[0].As<Holder>().Data();
  }

 private:
  /** open(path) -> Promise<Trace> */
  static Napi::Value open(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      const std::string path = textOf(call[0], "path");
      return PromiseWorker<std::shared_ptr<Trace>>::Start(
          call.Env(), [path] { return withEngineErrors([&] { return Trace::open(path); }); },
          [](Napi::Env env, std::shared_ptr<Trace>& trace) { return WrapTrace(env, trace); });
    });
  }

  /** info: TraceInfo */
  Napi::Value info(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      const TraceInfo info = trace().info();
      const TraceShape& shape = trace().shape();
      Napi::Object result = Napi::Object::New(call.Env());
      result["version"] = info.version;
      result["topK"] = shape.topK;
      result["layers"] = shape.layers;
      result["tokens"] = info.tokens;
      result["promptLength"] = shape.promptLength;
      result["sentences"] = CopyToJs<Napi::Int32Array>(call.Env(), flat(shape.sentences));
      result["promptStride"] = shape.stride;
      result["meta"] = info.meta;
      return result;
    });
  }

  /** row(token, layer) -> TraceRow */
  Napi::Value row(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      const Napi::Env env = call.Env();
      const TraceRow row = trace().row(intOf(call[0], "token"), intOf(call[1], "layer"));
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

  /** totals(span, segments) -> SegmentTotals */
  Napi::Value totals(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      const SegmentTotals totals = trace().totals(spanOf(call[0]), segmentsOf(call[1]));
      Napi::Object result = Napi::Object::New(call.Env());
      result["count"] = CopyToJs<Napi::Uint32Array>(call.Env(), totals.count);
      result["mass"] = CopyToJs<Napi::Float64Array>(call.Env(), totals.mass);
      result["score"] = CopyToJs<Napi::Float32Array>(call.Env(), totals.score);
      result["distinct"] = CopyToJs<Napi::Uint32Array>(call.Env(), totals.distinct);
      return result;
    });
  }

  /** layerTotals(span, segments, {sinks, recent}) -> LayerTotals */
  Napi::Value layerTotals(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      if (!call[2].IsObject()) throwBadArgument("leftOut must be an object.");
      const auto flags = call[2].As<Napi::Object>();
      const Always leftOut{flags.Get("sinks").ToBoolean(), flags.Get("recent").ToBoolean()};
      const LayerCounts counts = trace().layerTotals(spanOf(call[0]), segmentsOf(call[1]), leftOut);
      Napi::Object result = Napi::Object::New(call.Env());
      result["count"] = CopyToJs<Napi::Uint32Array>(call.Env(), counts.count);
      result["sinks"] = CopyToJs<Napi::Uint32Array>(call.Env(), counts.sinks);
      result["recent"] = CopyToJs<Napi::Uint32Array>(call.Env(), counts.recent);
      return result;
    });
  }

  /** evidenceByLayer(span, sentences) -> Float32Array */
  Napi::Value evidenceByLayer(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      const std::vector<float> evidence = trace().evidenceByLayer(spanOf(call[0]), intsOf(call[1], "sentences"));
      return CopyToJs<Napi::Float32Array>(call.Env(), evidence);
    });
  }

  /** uses(begin, end, layers) -> Uint32Array */
  Napi::Value uses(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      const Segment of{intOf(call[0], "begin"), intOf(call[1], "end")};
      return CopyToJs<Napi::Uint32Array>(call.Env(), trace().uses(of, intsOf(call[2], "layers")));
    });
  }

  /** evidence(span) -> Float32Array */
  Napi::Value evidence(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      return CopyToJs<Napi::Float32Array>(call.Env(), trace().evidence(spanOf(call[0])));
    });
  }

  /** prompt(layer) -> {count, mass} */
  Napi::Value prompt(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      const PromptTotals totals = trace().prompt(intOf(call[0], "layer"));
      Napi::Object result = Napi::Object::New(call.Env());
      result["count"] = CopyToJs<Napi::Uint32Array>(call.Env(), totals.count);
      result["mass"] = CopyToJs<Napi::Float32Array>(call.Env(), totals.mass);
      return result;
    });
  }

  /** save(path, meta, cancelFlag?) -> Promise<void> */
  Napi::Value save(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      const std::string path = textOf(call[0], "path"), meta = textOf(call[1], "meta");
      const CancelFlag::Shared cancel = CancelFlag::From(call[2]);
      return inBackground(call.Env(), [path, meta, cancel](const Trace& trace) { trace.save(path, meta, *cancel); });
    });
  }

  /** verify() -> Promise<void>: rejects with 'trace-damaged' if any checksum of its file is wrong */
  Napi::Value verify(const Napi::CallbackInfo& call) {
    return guarded(call.Env(), [&]() -> Napi::Value {
      return inBackground(call.Env(), [](const Trace& trace) { trace.verify(); });
    });
  }

  void close(const Napi::CallbackInfo&) { trace_.reset(); }

  /** Runs `work` on another thread; the trace lives until it is done, also when it is closed meanwhile. */
  template <class Work>
  Napi::Value inBackground(Napi::Env env, Work work) {
    trace();  // throws if it is closed
    return PromiseWorker<bool>::Start(
        env, [shared = trace_, work] { return withEngineErrors([&] { return work(*shared), true; }); },
        [](Napi::Env env, bool&) { return env.Undefined(); });
  }

  const Trace& trace() const {
    if (!trace_) throw EngineError("closed", "The trace was closed; open it again.");
    return *trace_;
  }

  std::shared_ptr<Trace> trace_;
};

/** An environment has a thread of its own. */
thread_local Napi::FunctionReference traceClass;

}  // namespace

void ExportTrace(Napi::Env env, Napi::Object exports) {
  const Napi::Function defined = TraceBinding::define(env);
  traceClass = Napi::Persistent(defined);
  traceClass.SuppressDestruct();
  exports.Set("Trace", defined);
}

Napi::Value WrapTrace(Napi::Env env, std::shared_ptr<Trace> trace) {
  return traceClass.New({Holder::New(env, &trace)});
}

}  // namespace sparselens
