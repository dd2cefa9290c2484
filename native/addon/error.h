#pragma once
#include <napi.h>

#include <stdexcept>
#include <string>

namespace sparselens {

/// A failure that JavaScript sees as an Error with `code` (see electron/engine/errors.ts).
/// `what()` is one sentence for people: what is wrong and what to do.
struct EngineError : std::runtime_error {
    EngineError(std::string code, const std::string & message) : std::runtime_error(message), code(std::move(code)) {}
    std::string code;
};

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
