#pragma once
#include "ggml-backend.h"

namespace sparselens {

/// What ggml-dsa offers under a name (dsa.h); null where it isn't loaded.
template <typename Function> Function DsaFunction(const char * name) {
    ggml_backend_reg_t registry = ggml_backend_reg_by_name("DSA");
    return registry ? (Function)ggml_backend_reg_get_proc_address(registry, name) : nullptr;
}

} // namespace sparselens
