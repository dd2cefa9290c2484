// usage: trace_test [PART OF A NAME]: runs the checks, prints each one's name, and exits with 1 if any failed.
#include <cmath>
#include <cstdio>
#include <cstring>

#include "check.h"

static int failures = 0;

std::vector<Check>& allChecks() {
  static std::vector<Check> checks;
  return checks;
}

void fail(const char* file, int line, const std::string& what) {
  if (++failures <= 20) std::printf("  FAILED %s:%d: %s\n", file, line, what.c_str());
}

bool close(double a, double b, double tolerance) {
  return a == b || std::abs(a - b) <= tolerance * std::max(1.0, std::max(std::abs(a), std::abs(b)));
}

std::string errorCode(const std::function<void()>& body) {
  try {
    body();
  } catch (const sparselens::TraceError& error) {
    return error.code();
  }
  return "";
}

int main(int argc, char** argv) {
  int failed = 0, run = 0;
  for (const Check& check : allChecks()) {
    if (argc > 1 && !std::strstr(check.name, argv[1])) continue;
    failures = 0;
    try {
      check.run();
    } catch (const std::exception& error) {
      fail(check.name, 0, error.what());
    }
    std::printf("%s %s\n", failures == 0 ? "ok    " : "FAILED", check.name);
    failed += failures > 0;
    run++;
  }
  std::printf("%d of %d checks passed\n", run - failed, run);
  return failed > 0 || run == 0;
}
