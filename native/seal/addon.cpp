#include "seal.h"

#include <napi.h>

namespace {

std::vector<std::string> Strings(const Napi::Value & value) {
    const auto list = value.As<Napi::Array>();
    std::vector<std::string> strings;
    for (uint32_t i = 0; i < list.Length(); ++i) strings.push_back(list.Get(i).ToString());
    return strings;
}

/** seal(readable, writable): { files, calls }, what of it this kernel does (electron/service/sealed.ts). */
Napi::Value Seal(const Napi::CallbackInfo & info) {
    auto sealed = Napi::Object::New(info.Env());
    const auto files = seal::ShutIntoFiles(Strings(info[0]), Strings(info[1]));
    sealed.Set("files", files ? Napi::Boolean::New(info.Env(), *files) : info.Env().Null());
    sealed.Set("calls", seal::TakeSystemCalls());
    return sealed;
}

/** endBeyond(bytes, status): whether somebody watches from now on (electron/service/sealed.ts). */
Napi::Value EndBeyond(const Napi::CallbackInfo & info) {
    const auto bytes = static_cast<unsigned long long>(info[0].As<Napi::Number>().DoubleValue());
    return Napi::Boolean::New(info.Env(), seal::EndBeyond(bytes, info[1].As<Napi::Number>()));
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
    exports.Set("seal", Napi::Function::New(env, Seal));
    exports.Set("endBeyond", Napi::Function::New(env, EndBeyond));
    return exports;
}

} // namespace

NODE_API_MODULE(seal, Init)
