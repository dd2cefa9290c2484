// usage: dsa_test [PART OF A NAME]: runs the checks, prints each one's name, and exits with 1 if any failed.
#include "check.h"

#include "choose_kernels.h"

#include <cstdio>
#include <cstring>
#include <exception>

static int failures = 0;

std::vector<Check> & allChecks() {
    static std::vector<Check> checks;
    return checks;
}

void fail(const char * file, int line, const std::string & what) {
    if (++failures <= 10) std::printf("  FAILED %s:%d: %s\n", file, line, what.c_str());
}

int main(int argc, char ** argv) {
    std::printf("kernels:");
    for (const dsa::Kernels * kernels : dsa::UsableKernels()) std::printf(" %s", kernels->name);
    std::printf("\n");
    int failed = 0, run = 0;
    for (const Check & check : allChecks()) {
        if (argc > 1 && !std::strstr(check.name, argv[1])) continue;
        failures = 0;
        try {
            check.run();
        } catch (const std::exception & error) {
            fail(check.name, 0, error.what());
        }
        std::printf("%s %s\n", failures == 0 ? "ok    " : "FAILED", check.name);
        failed += failures > 0;
        run++;
    }
    std::printf("%d of %d checks passed\n", run - failed, run);
    return failed > 0 || run == 0;
}
