#include "runner.h"

#include <cstdio>
#include <cstring>
#include <exception>

static int failures = 0;

std::vector<Check> & AllChecks() {
    static std::vector<Check> checks;
    return checks;
}

void Fail(const char * file, int line, const std::string & what) {
    if (++failures <= 20) std::printf("  FAILED %s:%d: %s\n", file, line, what.c_str());
}

int RunChecks(int argc, char ** argv) {
    int failed = 0, run = 0;
    for (const Check & check : AllChecks()) {
        if (argc > 1 && !std::strstr(check.name, argv[1])) continue;
        failures = 0;
        try {
            check.run();
        } catch (const std::exception & error) {
            Fail(check.name, 0, error.what());
        }
        std::printf("%s %s\n", failures == 0 ? "ok    " : "FAILED", check.name);
        failed += failures > 0;
        run++;
    }
    std::printf("%d of %d checks passed\n", run - failed, run);
    return failed > 0 || run == 0;
}
