#include "host_accelerator.h"

namespace dsa {
namespace {

void Memory(ggml_backend_dev_t, size_t * free, size_t * total) {
    *free = *total = 0; // none of its own
}

enum ggml_backend_dev_type Type(ggml_backend_dev_t) { return GGML_BACKEND_DEVICE_TYPE_ACCEL; }

void Properties(ggml_backend_dev_t device, ggml_backend_dev_props * properties) {
    *properties = {};
    properties->name = device->iface.get_name(device);
    properties->description = device->iface.get_description(device);
    properties->type = Type(device);
    properties->caps.buffer_from_host_ptr = properties->caps.mmap_support = true;
}

} // namespace

ggml_backend_device HostAccelerator(ggml_backend_reg_t registry) {
    ggml_backend_device device = {};
    device.iface.get_memory = Memory;
    device.iface.get_type = Type;
    device.iface.get_props = Properties;
    device.reg = registry;
    return device;
}

} // namespace dsa
