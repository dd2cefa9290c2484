#include "tested_kernels.h"

#include "choose_kernels.h"
#include "kernels/tables.h"
#if defined(DSA_AMX)
#include "amx_emulator.h"
#endif

#include <algorithm>
#include <string_view>

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

bool Multiplies(const dsa::Kernels & kernels, dsa::WeightType type) {
    using dsa::WeightType;
    constexpr unsigned kNotOnArm =
        dsa::Types(WeightType::IQ4_NL, WeightType::Q2_K, WeightType::Q3_K, WeightType::IQ4_XS);
    if (!kernels.multiply) return false;
    return std::string_view(kernels.name) != "dotprod" || !(kNotOnArm & dsa::Types(type));
}

const dsa::Kernels * TestedAmx() { return All().amx; }

const char * HowAmxIsTested() { return All().how; }
