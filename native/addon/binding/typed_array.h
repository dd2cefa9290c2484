#pragma once
#include <cstring>
#include <napi.h>
#include <vector>

namespace sparselens {

/// A new JavaScript typed array with a copy of `values` (Electron forbids arrays over outside memory).
template <typename Array, typename T> Array CopyToJs(Napi::Env env, const std::vector<T> & values) {
    Array array = Array::New(env, values.size());
    if (!values.empty()) std::memcpy(array.Data(), values.data(), values.size() * sizeof(T));
    return array;
}

/// The numbers of a JavaScript Int32Array.
inline std::vector<int32_t> Int32sOf(const Napi::Value & value) {
    const Napi::Int32Array array = value.As<Napi::Int32Array>();
    return {array.Data(), array.Data() + array.ElementLength()};
}

} // namespace sparselens
