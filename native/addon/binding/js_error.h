#pragma once
#include "error.h"

#include <napi.h>

namespace sparselens {

/// The JavaScript Error for `error`.
Napi::Error ToJs(Napi::Env env, const EngineError & error);

/// Runs `body` and turns an EngineError into a JavaScript exception.
template <typename Body> auto Guarded(Napi::Env env, Body body) {
    try {
        return body();
    } catch (const EngineError & error) {
        throw ToJs(env, error);
    }
}

} // namespace sparselens
