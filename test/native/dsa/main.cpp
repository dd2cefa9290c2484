// usage: dsa_test [PART OF A NAME]: runs the checks, prints each one's name, and exits with 1 if any failed.
#include "check.h"
#include "choose_kernels.h"
#include "tested_kernels.h"

#include <cstdio>

int main(int argc, char ** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // what is in a buffer would be printed by child processes too
    std::printf("kernels:");
    for (const dsa::Kernels * kernels : dsa::UsableKernels()) std::printf(" %s", kernels->name);
    std::printf("\nproducts:");
    for (const dsa::Kernels * kernels : dsa::UsableKernels())
        std::printf(" %s", kernels->multiply ? kernels->name : "-");
    std::printf("\nAMX: %s\n", HowAmxIsTested());
    return RunChecks(argc, argv);
}
