#include "binding/model_binding.h"

#include "binding/cancel_flag.h"
#include "binding/promise_worker.h"
#include "binding/typed_array.h"
#include "engine/dense_twin.h"

namespace sparselens {

Napi::FunctionReference ModelBinding::constructor_;

void ModelBinding::Export(Napi::Env env, Napi::Object exports) {
    Napi::Function constructor = DefineClass(env, "Model",
                                             {
                                                 StaticMethod<&ModelBinding::Load>("load"),
                                                 InstanceMethod<&ModelBinding::Info>("info"),
                                                 InstanceMethod<&ModelBinding::Tokenize>("tokenize"),
                                                 InstanceMethod<&ModelBinding::Piece>("piece"),
                                                 InstanceMethod<&ModelBinding::EndsAnswer>("endsAnswer"),
                                                 InstanceMethod<&ModelBinding::TakeComputed>("takeComputed"),
                                                 InstanceMethod<&ModelBinding::Close>("close"),
                                             });
    constructor_ = Napi::Persistent(constructor);
    constructor_.SuppressDestruct();
    exports.Set("Model", constructor);
}

ModelBinding::ModelBinding(const Napi::CallbackInfo & info) : Napi::ObjectWrap<ModelBinding>(info) {
    if (info[0].IsExternal()) model_ = *info[0].As<Napi::External<std::shared_ptr<Model>>>().Data();
}

std::shared_ptr<Model> ModelBinding::Get(Napi::Env env) const {
    if (!model_) throw ToJs(env, EngineError("closed", "The model was closed; open it again."));
    return model_;
}

ModelOptions ModelOptionsOf(const Napi::Object & given) {
    ModelOptions options;
    options.gpuLayers = given.Get("gpuLayers").ToNumber();
    options.topK = given.Get("topK").ToNumber();
    options.dense = given.Get("dense").ToBoolean();
    if (given.Get("cpuExperts").IsNumber()) options.cpuExperts = given.Get("cpuExperts").ToNumber();
    if (given.Get("mapped").IsBoolean()) options.mapped = given.Get("mapped").ToBoolean();
    if (given.Get("packed").IsBoolean()) options.packed = given.Get("packed").ToBoolean();
    if (given.Get("servers").IsArray()) {
        const Napi::Array servers = given.Get("servers").As<Napi::Array>();
        for (uint32_t i = 0; i < servers.Length(); i++) options.servers.push_back(servers.Get(i).ToString());
    }
    if (!given.Get("split").IsArray()) return options;
    const Napi::Array split = given.Get("split").As<Napi::Array>();
    for (uint32_t i = 0; i < split.Length(); i++) options.split.push_back(split.Get(i).ToNumber().FloatValue());
    return options;
}

const char * WayName(AttentionWay way) {
    return way == AttentionWay::Sparse ? "sparse" : way == AttentionWay::Masked ? "masked" : "whole";
}

/// load(path, {gpuLayers, topK, dense?, cpuExperts?, mapped?, split?, servers?}, onProgress?, cancelFlag?) ->
/// Promise<Model>
Napi::Value ModelBinding::Load(const Napi::CallbackInfo & info) {
    const std::string path = info[0].ToString();
    const ModelOptions options = ModelOptionsOf(info[1].ToObject());
    ProgressCallback report(info.Env(), info[2]);
    CancelFlag::Shared cancel = CancelFlag::From(info[3]);
    return PromiseWorker<std::shared_ptr<Model>>::Start(
        info.Env(), [=] { return Model::Load(path, options, [&](float done) { report(done, 1); }, *cancel); },
        [](Napi::Env env, std::shared_ptr<Model> & model) {
            return constructor_.New({Napi::External<std::shared_ptr<Model>>::New(env, &model)});
        });
}

Napi::Object FileInfo(Napi::Env env, const ModelFile & file) {
    Napi::Object info = Napi::Object::New(env);
    info["name"] = file.name;
    info["architecture"] = file.architecture;
    info["chatTemplate"] = file.chatTemplate;
    info["license"] = file.license;
    info["parameters"] = double(file.parameters);
    info["layers"] = double(file.layers);
    info["heads"] = double(file.heads);
    info["keyDim"] = double(file.keyDim);
    info["valueDim"] = double(file.valueDim);
    info["indexerHeads"] = double(file.indexerHeads);
    info["indexerDim"] = double(file.indexerDim);
    info["contextLength"] = double(file.contextLength);
    info["topK"] = double(file.topK);
    info["cacheRow"] = double(file.cacheRow + file.indexerDim);
    info["unit"] = file.family.unit;
    info["unitTokens"] = double(file.family.unitTokens);
    info["indexLayers"] = CopyToJs<Napi::Int32Array>(env, file.indexLayers);
    info["bytes"] = double(file.bytes);
    info["retrievalLayers"] = CopyToJs<Napi::Int32Array>(env, file.retrievalLayers);
    Napi::Array shards = Napi::Array::New(env, file.shards.size());
    for (uint32_t i = 0; i < file.shards.size(); i++) shards[i] = file.shards[i];
    info["shards"] = shards;
    Napi::Array tokens = Napi::Array::New(env, file.deepSeekTokens.size());
    for (uint32_t i = 0; i < file.deepSeekTokens.size(); i++) tokens[i] = file.deepSeekTokens[i];
    info["deepSeekTokens"] = tokens;
    return info;
}

Napi::Value InspectModelJs(const Napi::CallbackInfo & info) {
    const std::string path = info[0].ToString();
    const bool withTensors = info[1].ToBoolean();
    return PromiseWorker<ModelFile>::Start(
        info.Env(), [=] { return InspectModel(path); },
        [=](Napi::Env env, ModelFile & file) {
            Napi::Object result = FileInfo(env, file);
            if (!withTensors) return result;
            Napi::Object numbers = Napi::Object::New(env);
            for (const auto & [key, value] : file.numbers) numbers[key] = value;
            result["numbers"] = numbers;
            result["vocabulary"] = double(file.vocabulary);
            Napi::Array tensors = Napi::Array::New(env, file.tensors.size());
            for (uint32_t i = 0; i < file.tensors.size(); i++) {
                Napi::Object tensor = Napi::Object::New(env);
                tensor["name"] = file.tensors[i].name;
                tensor["type"] = file.tensors[i].type;
                tensor["file"] = file.tensors[i].file;
                tensor["offset"] = double(file.tensors[i].offset);
                tensor["bytes"] = double(file.tensors[i].bytes);
                tensors[i] = tensor;
            }
            result["tensors"] = tensors;
            return result;
        });
}

/// writeDenseTwin(path, into, cancelFlag?) -> Promise<void>
Napi::Value WriteDenseTwinJs(const Napi::CallbackInfo & info) {
    const std::string path = info[0].ToString(), into = info[1].ToString();
    CancelFlag::Shared cancel = CancelFlag::From(info[2]);
    return PromiseWorker<bool>::Start(
        info.Env(), [=] { return WriteDenseTwin(path, into, *cancel), true; },
        [](Napi::Env env, bool &) { return env.Undefined(); });
}

/// info() -> what the file says, with the top-k in force
Napi::Value ModelBinding::Info(const Napi::CallbackInfo & info) {
    std::shared_ptr<Model> model = Get(info.Env());
    Napi::Object result = FileInfo(info.Env(), model->File());
    result["topK"] = model->TopK();
    result["vocabulary"] = model->VocabularySize();
    const llama_token begin = model->BeginToken(), end = model->EndToken();
    result["beginToken"] = begin < 0 ? "" : model->Piece(begin, true);
    result["addsBeginToken"] = model->AddsBeginToken();
    result["endToken"] = end < 0 ? "" : model->Piece(end, true);
    return result;
}

/// tokenize(text, special) -> Promise<{ids: Int32Array, offsets: Uint32Array}>
Napi::Value ModelBinding::Tokenize(const Napi::CallbackInfo & info) {
    std::shared_ptr<Model> model = Get(info.Env());
    const std::string text = info[0].ToString();
    const bool special = info[1].ToBoolean();
    return PromiseWorker<Tokenized>::Start(
        info.Env(), [=] { return model->Tokenize(text, special); },
        [](Napi::Env env, Tokenized & tokens) {
            Napi::Object result = Napi::Object::New(env);
            result["ids"] = CopyToJs<Napi::Int32Array>(env, tokens.ids);
            result["offsets"] = CopyToJs<Napi::Uint32Array>(env, tokens.offsets);
            return result;
        });
}

/// piece(token, special) -> Uint8Array: one token's bytes, which may be part of a character
Napi::Value ModelBinding::Piece(const Napi::CallbackInfo & info) {
    const llama_token token = info[0].ToNumber();
    std::shared_ptr<Model> model = Get(info.Env());
    if (token < 0 || token >= model->VocabularySize()) {
        throw ToJs(info.Env(), EngineError("bad-argument", "There is no token " + std::to_string(token) + "."));
    }
    const std::string piece = model->Piece(token, info[1].ToBoolean());
    return CopyToJs<Napi::Uint8Array>(info.Env(), std::vector<uint8_t>(piece.begin(), piece.end()));
}

Napi::Value ModelBinding::EndsAnswer(const Napi::CallbackInfo & info) {
    return Napi::Boolean::New(info.Env(), Get(info.Env())->EndsAnswer(info[0].ToNumber()));
}

/// takeComputed() -> [{what, when, device, way, nodes}]: since the last call
Napi::Value ModelBinding::TakeComputed(const Napi::CallbackInfo & info) {
    const std::vector<ComputedPart> parts = Get(info.Env())->Computed().Take();
    Napi::Array result = Napi::Array::New(info.Env(), parts.size());
    for (uint32_t i = 0; i < parts.size(); i++) {
        Napi::Object part = Napi::Object::New(info.Env());
        part["what"] = parts[i].indexer ? "indexer" : "attention";
        part["when"] = parts[i].reading ? "reading" : "writing";
        part["device"] = parts[i].device;
        if (!parts[i].indexer) part["way"] = WayName(parts[i].way);
        part["nodes"] = double(parts[i].nodes);
        result[i] = part;
    }
    return result;
}

void ModelBinding::Close(const Napi::CallbackInfo &) { model_.reset(); }

} // namespace sparselens
