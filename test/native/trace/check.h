#pragma once

#include "../check/runner.h"
#include "trace/trace_error.h"

#include <functional>
#include <string>

#define JOINED_(a, b) a##b
#define JOINED(a, b) JOINED_(a, b)
#define CHECK_THAT(name)                                                                                               \
    static void JOINED(check_, __LINE__)();                                                                            \
    static const Registered JOINED(registered_, __LINE__)(name, JOINED(check_, __LINE__));                             \
    static void JOINED(check_, __LINE__)()

#define EXPECT(condition)                                                                                              \
    if (!(condition)) Fail(__FILE__, __LINE__, #condition)

bool Close(double a, double b, double tolerance);

#define EXPECT_CLOSE(a, b, tolerance)                                                                                  \
    if (!Close(a, b, tolerance))                                                                                       \
    Fail(__FILE__, __LINE__, std::string(#a " is ") + std::to_string(a) + ", not " + std::to_string(b))

/// The code of the EngineError that `body` throws, or "" if it throws none.
std::string ErrorCode(const std::function<void()> & body);
