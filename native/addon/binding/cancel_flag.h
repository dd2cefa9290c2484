#pragma once
#include <atomic>
#include <memory>
#include <napi.h>

namespace sparselens {

/// JavaScript's `CancelFlag`: an object whose `cancel()` makes the work that was given it stop.
class CancelFlag : public Napi::ObjectWrap<CancelFlag> {
  public:
    using Shared = std::shared_ptr<std::atomic<bool>>;

    static void Export(Napi::Env env, Napi::Object exports) {
        exports.Set("CancelFlag", DefineClass(env, "CancelFlag", {InstanceMethod<&CancelFlag::Cancel>("cancel")}));
    }
    explicit CancelFlag(const Napi::CallbackInfo & info) : Napi::ObjectWrap<CancelFlag>(info) {}

    /// The flag behind a JavaScript value; a fresh one that nobody sets if it is undefined.
    static Shared From(const Napi::Value & value) {
        return value.IsObject() ? Unwrap(value.As<Napi::Object>())->flag_ : std::make_shared<std::atomic<bool>>(false);
    }

  private:
    void Cancel(const Napi::CallbackInfo &) { *flag_ = true; }

    Shared flag_ = std::make_shared<std::atomic<bool>>(false);
};

} // namespace sparselens
