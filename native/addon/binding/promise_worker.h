#pragma once
#include "binding/js_error.h"

#include <functional>
#include <optional>
#include <utility>

namespace sparselens {

/// Runs `work` on a libuv thread and resolves a promise with what `result` makes of it on the JavaScript thread.
/// `T` is the value handed over; an EngineError (or any std::exception) rejects the promise.
template <typename T> class PromiseWorker : public Napi::AsyncWorker {
  public:
    using Work = std::function<T()>;
    using Result = std::function<Napi::Value(Napi::Env, T &)>;

    static Napi::Promise Start(Napi::Env env, Work work, Result result) {
        auto * worker = new PromiseWorker(env, std::move(work), std::move(result));
        Napi::Promise promise = worker->deferred_.Promise();
        worker->Queue();
        return promise;
    }

  protected:
    void Execute() override {
        try {
            value_.emplace(work_());
        } catch (const EngineError & error) {
            code_ = error.code;
            SetError(error.what());
        } catch (const std::bad_alloc &) {
            code_ = "out-of-memory";
            SetError("There is not enough memory for this; close other programs or use a shorter context.");
        }
    }
    void OnOK() override { deferred_.Resolve(result_(Env(), *value_)); }
    void OnError(const Napi::Error & error) override {
        if (!code_.empty()) error.Set("code", Napi::String::New(Env(), code_));
        deferred_.Reject(error.Value());
    }

  private:
    PromiseWorker(Napi::Env env, Work work, Result result)
        : Napi::AsyncWorker(env), deferred_(Napi::Promise::Deferred::New(env)), work_(std::move(work)),
          result_(std::move(result)) {}

    Napi::Promise::Deferred deferred_;
    Work work_;
    Result result_;
    std::optional<T> value_;
    std::string code_;
};

/// Calls a JavaScript function with a number (or two) from another thread, never waiting for it.
/// Without a function it does nothing.
class ProgressCallback {
  public:
    ProgressCallback() = default;
    ProgressCallback(Napi::Env env, const Napi::Value & function) {
        if (!function.IsFunction()) return;
        auto tsfn = Napi::ThreadSafeFunction::New(env, function.As<Napi::Function>(), "progress", 0, 1);
        tsfn_ = std::shared_ptr<Napi::ThreadSafeFunction>(new Napi::ThreadSafeFunction(tsfn), [](auto * function) {
            function->Release();
            delete function;
        });
    }
    void operator()(double done, double total) const {
        if (!tsfn_) return;
        tsfn_->NonBlockingCall([done, total](Napi::Env env, Napi::Function callback) {
            callback.Call({Napi::Number::New(env, done), Napi::Number::New(env, total)});
        });
    }

  private:
    std::shared_ptr<Napi::ThreadSafeFunction> tsfn_;
};

} // namespace sparselens
