#pragma once
#include "ggml-backend-impl.h"

namespace dsa {

/// What all our devices have in common: accelerators without memory of their own, beside the CPU. Name, description,
/// buffers and ops are left to whoever fills the rest in.
ggml_backend_device HostAccelerator(ggml_backend_reg_t registry);

} // namespace dsa
