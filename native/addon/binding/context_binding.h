#pragma once
#include "engine/context.h"

#include <atomic>
#include <memory>
#include <napi.h>
#include <vector>

namespace sparselens {

/// JavaScript's `Context`: see electron/engine/native.ts. One job at a time; a second one is refused ("busy").
class ContextBinding : public Napi::ObjectWrap<ContextBinding> {
  public:
    static void Export(Napi::Env env, Napi::Object exports);
    explicit ContextBinding(const Napi::CallbackInfo & info);

  private:
    /// What a running job needs, even if JavaScript drops the object.
    struct Shared {
        Shared(std::shared_ptr<Model> model, const ContextOptions & options) : context(std::move(model), options) {}

        Context context;
        std::unique_ptr<Sampler> sampler;
        std::shared_ptr<IndexCapture> capture;
        std::shared_ptr<NodeCapture> nodes;
        std::shared_ptr<HeadScores> heads;
        std::shared_ptr<RowScores> scores;
        std::shared_ptr<AttentionObserver> observer;
        std::atomic<bool> busy{false};
    };

    static Napi::Value Create(const Napi::CallbackInfo & info);
    Napi::Value Evaluate(const Napi::CallbackInfo & info);
    Napi::Value Step(const Napi::CallbackInfo & info);
    Napi::Value StepThrough(const Napi::CallbackInfo & info);
    Napi::Value Save(const Napi::CallbackInfo & info);
    Napi::Value Load(const Napi::CallbackInfo & info);
    void BeginDocument(const Napi::CallbackInfo & info);
    void BeginAnswer(const Napi::CallbackInfo & info);
    Napi::Value AnswerTrace(const Napi::CallbackInfo & info);
    Napi::Value EndAnswer(const Napi::CallbackInfo & info);
    void Trim(const Napi::CallbackInfo & info);
    void Drop(const Napi::CallbackInfo & info);
    Napi::Value Length(const Napi::CallbackInfo & info);
    Napi::Value Capacity(const Napi::CallbackInfo & info);
    Napi::Value Tokens(const Napi::CallbackInfo & info);
    Napi::Value Logits(const Napi::CallbackInfo & info);
    Napi::Value Score(const Napi::CallbackInfo & info);
    Napi::Value BeginBranch(const Napi::CallbackInfo & info);
    void EndBranch(const Napi::CallbackInfo & info);
    void Force(const Napi::CallbackInfo & info);
    Napi::Value Fill(const Napi::CallbackInfo & info);
    Napi::Value Memory(const Napi::CallbackInfo & info); // memory_binding.cpp
    Napi::Value Close(const Napi::CallbackInfo & info);

    // probe_binding.cpp
    static std::vector<PropertyDescriptor> Probes();
    void ShowHeads(const Napi::CallbackInfo & info);
    Napi::Value TakeHeads(const Napi::CallbackInfo & info);
    void ShowScores(const Napi::CallbackInfo & info);
    Napi::Value TakeScores(const Napi::CallbackInfo & info);
    void Capture(const Napi::CallbackInfo & info);
    Napi::Value TakeCapture(const Napi::CallbackInfo & info);
    void CaptureNodes(const Napi::CallbackInfo & info);
    Napi::Value TakeNodes(const Napi::CallbackInfo & info);
    void Observe(const Napi::CallbackInfo & info);
    Napi::Value TakeObserved(const Napi::CallbackInfo & info);

    /// The context, idle; throws "closed" or "busy".
    std::shared_ptr<Shared> Idle(Napi::Env env) const;
    /// Idle, after beginAnswer.
    std::shared_ptr<Shared> Answering(Napi::Env env) const;
    /// Runs a job on a libuv thread; the context is busy until it ends.
    template <typename T, typename Work, typename Result> Napi::Value Run(Napi::Env env, Work work, Result result);

    static Napi::FunctionReference constructor_;
    std::shared_ptr<Shared> shared_;
};

ContextOptions ContextOptionsOf(Napi::Env env, const Napi::Object & given);

} // namespace sparselens
