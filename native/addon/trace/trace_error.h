// The errors of the trace: each has a code that JavaScript can test for and one sentence for people.
#pragma once

#include <stdexcept>
#include <string>

namespace sparselens {

/** `code` is one of 'trace-damaged', 'trace-write-failed', 'bad-argument'. */
class TraceError : public std::runtime_error {
 public:
  TraceError(const char* code, const std::string& message) : std::runtime_error(message), code_(code) {}
  const char* code() const { return code_; }

 private:
  const char* code_;  // a literal
};

[[noreturn]] inline void throwDamaged(const std::string& what) {
  throw TraceError("trace-damaged",
                   "The trace file is damaged (" + what + "). Analyze the document again to make a new one.");
}

[[noreturn]] inline void throwBadArgument(const std::string& what) { throw TraceError("bad-argument", what); }

}  // namespace sparselens
