#pragma once
#include <napi.h>

namespace sparselens {

Napi::Value SimulateMemoryJs(const Napi::CallbackInfo & info);

} // namespace sparselens
