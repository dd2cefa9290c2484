#pragma once
#include <stdexcept>
#include <string>

namespace sparselens {

/// The one error of the addon; JavaScript sees it as an Error with `code` (electron/engine/errors.ts lists the codes).
/// `what()` is one sentence for people: what is wrong and what to do.
struct EngineError : std::runtime_error {
    EngineError(std::string code, const std::string & message) : std::runtime_error(message), code(std::move(code)) {}
    std::string code;
};

} // namespace sparselens
