#include "engine/model_check/shards.h"

#include "engine/model_check/file_start.h"
#include "engine/model_check/shown.h"
#include "error.h"

#include <cstdio>
#include <filesystem>

namespace sparselens {
namespace {

namespace fs = std::filesystem;

/// Names of shards have five digits.
constexpr int64_t kMostShards = 99999;

/// Missing shards that are told by their numbers.
constexpr size_t kMostNamed = 8;

const std::string kSuffix = ".gguf";

std::string ShardEnd(int64_t number, int64_t count) {
    char end[32];
    std::snprintf(end, sizeof end, "-%05d-of-%05d.gguf", int(number), int(count));
    return end;
}

/// Throws where the file that was named is not the first of its shards, or its name doesn't lead to the others.
[[noreturn]] void ThrowShardName(const std::string & path, int64_t number, int64_t count) {
    const std::string first = ShardEnd(1, count), total = std::to_string(count);
    if (number != 1) {
        throw EngineError("wrong-shard", FileName(path) + " is part " + std::to_string(number) + " of the model's " +
                                             total + "; name the first one, whose name ends with " + first + ".");
    }
    throw EngineError("wrong-shard", FileName(path) + " is the first of the model's " + total +
                                         " parts, but renamed, so that the others can't be found; its name must end "
                                         "with " +
                                         first + ", and theirs in the same way.");
}

/// A file beside the one that is missing whose name begins like its: a download that isn't finished, or a copy.
std::string Beside(const std::string & path) {
    const std::string stem = FileName(path).substr(0, FileName(path).size() - kSuffix.size());
    std::error_code failed;
    for (const auto & entry : fs::directory_iterator(fs::u8path(path).parent_path(), failed)) {
        const std::string name = entry.path().filename().u8string();
        if (name.rfind(stem, 0) == 0) return name;
    }
    return "";
}

[[noreturn]] void ThrowMissingShards(const std::vector<int64_t> & missing, const std::string & path, int64_t count) {
    const std::string first = FileName(path), beside = Beside(path);
    std::string numbers;
    const size_t named = missing.size() <= kMostNamed ? missing.size() : kMostNamed - 1;
    for (size_t i = 0; i < named; i++) {
        numbers += (i == 0 ? "" : i + 1 == missing.size() ? " and " : ", ") + std::to_string(missing[i]);
    }
    if (named < missing.size()) numbers += " and " + std::to_string(missing.size() - named) + " more";
    const bool one = missing.size() == 1;
    std::error_code failed;
    const bool dead = fs::is_symlink(fs::u8path(path), failed);
    const std::string what = dead ? first + " is a link to a file that is not there: download that part again."
                             : beside.empty() ? "put all " + std::to_string(count) + " parts into one folder."
                             : IsDownload(beside)
                                 ? "its download is not finished (" + beside + " is there): let it finish."
                                 : beside + " is there: rename it to that if it is the same part.";
    throw EngineError("missing-shard", std::string("The model lacks part") + (one ? " " : "s ") + numbers + " of " +
                                           std::to_string(count) + ": " + first +
                                           (one ? " is missing" : " and the others are not there") + "; " + what);
}

/// llama.cpp takes the counts in no other width, and ends the process over a shard's number in another.
void CheckShardKeys(const Gguf & shard, const std::string & path) {
    for (const char * key : {"split.no", "split.count"}) {
        if (Find(shard, key, GGUF_TYPE_UINT16) >= 0) continue;
        throw EngineError("wrong-shard", FileName(path) + " is part of a model, but doesn't say which (" + key +
                                             ", 16 bits); split the model again with llama.cpp's llama-gguf-split.");
    }
}

} // namespace

std::vector<std::string> ShardPaths(const Gguf & first, const std::string & path) {
    const int64_t number = Number(first, "split.no") + 1, count = Number(first, "split.count");
    if (count <= 1) return {path};
    if (count > kMostShards) {
        throw EngineError("damaged-model", FileName(path) + " says that it is one of " + std::to_string(count) +
                                               " parts, which can't be; download it again.");
    }
    const std::string end = ShardEnd(1, count);
    const size_t at = path.size() < end.size() ? 0 : path.size() - end.size();
    if (number != 1 || path.compare(at, std::string::npos, end) != 0) ThrowShardName(path, number, count);
    std::vector<std::string> paths;
    std::vector<int64_t> missing;
    for (int64_t i = 1; i <= count; i++) {
        paths.push_back(path.substr(0, at) + ShardEnd(i, count));
        std::error_code failed;
        if (!fs::exists(fs::u8path(paths.back()), failed)) missing.push_back(i);
    }
    if (!missing.empty()) ThrowMissingShards(missing, paths[missing.front() - 1], count);
    CheckShardKeys(first, path);
    return paths;
}

void CheckShard(const Gguf & shard, const std::string & path, int64_t number, const Gguf & first, int64_t count) {
    if (Number(shard, "split.no") + 1 != number || Number(shard, "split.count") != count) {
        throw EngineError("wrong-shard", FileName(path) + " is not part " + std::to_string(number) +
                                             " of this model's " + std::to_string(count) +
                                             " parts, whatever its name says; get it again.");
    }
    CheckShardKeys(shard, path);
    // only the first must say these
    for (const char * key : {"general.architecture", "general.name"}) {
        const std::string own = Text(shard, key), expected = Text(first, key);
        if (own.empty() || expected.empty() || own == expected) continue;
        throw EngineError("wrong-shard", FileName(path) + " belongs to another model (" + key + " is \"" + Shown(own) +
                                             "\" there and \"" + Shown(expected) +
                                             "\" in the first part); put the parts of one model into one folder.");
    }
}

void CheckShardTensors(const Gguf & first, const std::string & path, size_t tensors) {
    const std::string key = "split.tensors.count";
    const int64_t id = Find(first, key, GGUF_TYPE_INT32);
    if (id < 0) {
        throw EngineError("wrong-shard", FileName(path) + " doesn't say how many tensors its model has (" + key +
                                             ", 32 bits with sign); split the model again with llama.cpp's "
                                             "llama-gguf-split.");
    }
    const int64_t expected = gguf_get_val_i32(first.get(), id);
    if (expected == int64_t(tensors)) return;
    throw EngineError("wrong-shard", "The model's parts hold " + std::to_string(tensors) + " tensors, where " +
                                         FileName(path) + " says that there are " + std::to_string(expected) +
                                         ": a part is of another conversion; get all parts of one.");
}

} // namespace sparselens
