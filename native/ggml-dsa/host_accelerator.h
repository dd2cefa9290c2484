#pragma once
#include "ggml-backend-impl.h"

namespace dsa {

/// What all our devices have in common: accelerators without memory of their own, beside the CPU.
ggml_backend_device HostAccelerator(ggml_backend_reg_t registry);

/// The same with what `Own`, a device's static functions, says of names, buffers and ops.
template <typename Own> ggml_backend_device HostAcceleratorOf(ggml_backend_reg_t registry) {
    ggml_backend_device device = HostAccelerator(registry);
    device.iface.get_name = Own::Name;
    device.iface.get_description = Own::Description;
    device.iface.init_backend = Own::NewBackend;
    device.iface.get_buffer_type = Own::BufferType;
    device.iface.buffer_from_host_ptr = Own::BufferFromHost;
    device.iface.supports_op = Own::SupportsOp;
    device.iface.supports_buft = Own::SupportsBufferType;
    return device;
}

} // namespace dsa
