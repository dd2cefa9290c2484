#include "binding/js_error.h"

namespace sparselens {

Napi::Error ToJs(Napi::Env env, const EngineError & error) {
    Napi::Error js = Napi::Error::New(env, error.what());
    js.Set("code", Napi::String::New(env, error.code));
    return js;
}

} // namespace sparselens
