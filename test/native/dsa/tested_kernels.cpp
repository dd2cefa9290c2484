#include "tested_kernels.h"

#include "choose_kernels.h"
#include "kernels/tables.h"
#if defined(DSA_AMX)
#include "amx_emulator.h"
#endif

#include <algorithm>

#if defined(DSA_X86)
namespace dsa {
extern const Kernels kAvxVnniAsAvx512;
}
#endif

namespace {

[[maybe_unused]] bool IsAmong(const std::vector<const dsa::Kernels *> & kernels, const dsa::Kernels & one) {
    return std::find(kernels.begin(), kernels.end(), &one) != kernels.end();
}

struct Tested {
    std::vector<const dsa::Kernels *> kernels = dsa::UsableKernels();
    const dsa::Kernels * amx = nullptr;
    const char * how = "skipped: this build has no AMX kernels";

    Tested() {
#if defined(DSA_AMX)
        amx = &dsa::kAmxKernels;
        if (kernels.back() == amx) {
            how = "native";
        } else if (kernels.back() == &dsa::kAvx512Kernels) {
            how = "emulated";
            amx_emulator::Start();
            kernels.push_back(amx);
        } else {
            how = "skipped: this machine has neither AMX nor AVX-512 with BF16";
            amx = nullptr;
        }
#endif
#if defined(DSA_X86)
        if (IsAmong(kernels, dsa::kVnniKernels)) kernels.push_back(&dsa::kAvxVnniAsAvx512);
#endif
    }
};

const Tested & All() {
    static const Tested tested;
    return tested;
}

} // namespace

const std::vector<const dsa::Kernels *> & TestedKernels() { return All().kernels; }

const dsa::Kernels * TestedAmx() { return All().amx; }

const char * HowAmxIsTested() { return All().how; }
