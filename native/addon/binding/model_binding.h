#pragma once
#include "engine/model.h"

#include <napi.h>

namespace sparselens {

/// JavaScript's `Model`: see electron/engine/native.ts.
class ModelBinding : public Napi::ObjectWrap<ModelBinding> {
  public:
    static void Export(Napi::Env env, Napi::Object exports);
    explicit ModelBinding(const Napi::CallbackInfo & info);

    /// The model, or an exception "closed".
    std::shared_ptr<Model> Get(Napi::Env env) const;

  private:
    static Napi::Value Load(const Napi::CallbackInfo & info);
    Napi::Value Info(const Napi::CallbackInfo & info);
    Napi::Value Tokenize(const Napi::CallbackInfo & info);
    Napi::Value Piece(const Napi::CallbackInfo & info);
    Napi::Value EndsAnswer(const Napi::CallbackInfo & info);
    Napi::Value TakeComputed(const Napi::CallbackInfo & info);
    void Close(const Napi::CallbackInfo & info);

    static Napi::FunctionReference constructor_;
    std::shared_ptr<Model> model_;
};

/// A JavaScript object that says what the file holds.
Napi::Object FileInfo(Napi::Env env, const ModelFile & file);

/// `inspectModel(path, withTensors?)` -> Promise of FileInfo, with a list of tensors on demand.
Napi::Value InspectModelJs(const Napi::CallbackInfo & info);

/// `writeDenseTwin(path, into)` -> Promise<void>
Napi::Value WriteDenseTwinJs(const Napi::CallbackInfo & info);

ModelOptions ModelOptionsOf(const Napi::Object & given);

} // namespace sparselens
