// The class CountedTrace as JavaScript sees it (electron/engine/native_trace.ts).
#pragma once

#include "trace/counted_trace.h"

#include <memory>
#include <napi.h>

namespace sparselens {

class CountedBinding : public Napi::ObjectWrap<CountedBinding> {
  public:
    static void Export(Napi::Env env, Napi::Object exports);

    /// new CountedTrace({topK, layers, promptLength, textEnd, sentences})
    explicit CountedBinding(const Napi::CallbackInfo & call);

  private:
    void Add(const Napi::CallbackInfo & call);
    Napi::Value Finish(const Napi::CallbackInfo & call);

    std::unique_ptr<CountedTrace> counted_;
};

} // namespace sparselens
