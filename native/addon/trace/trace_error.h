// The errors that the trace throws more than once.
#pragma once

#include "error.h"

namespace sparselens {

[[noreturn]] inline void ThrowDamaged(const std::string & what) {
    throw EngineError("trace-damaged",
                      "The trace file is damaged (" + what + "). Analyze the document again to make a new one.");
}

[[noreturn]] inline void ThrowBadArgument(const std::string & what) { throw EngineError("bad-argument", what); }

} // namespace sparselens
