// usage: trace_test [PART OF A NAME]: runs the checks, prints each one's name, and exits with 1 if any failed.
#include "check.h"

#include <algorithm>
#include <cmath>

bool Close(double a, double b, double tolerance) {
    return a == b || std::abs(a - b) <= tolerance * std::max(1.0, std::max(std::abs(a), std::abs(b)));
}

std::string ErrorCode(const std::function<void()> & body) {
    try {
        body();
    } catch (const sparselens::EngineError & error) {
        return error.code;
    }
    return "";
}

int main(int argc, char ** argv) { return RunChecks(argc, argv); }
