#include "engine/model_check/file_start.h"

#include "engine/model_check/metadata.h"
#include "error.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>

namespace sparselens {
namespace {

namespace fs = std::filesystem;

/// Enough to know a kind of file by.
constexpr size_t kStart = 512;

/// Where programs write what they have so far of a file.
constexpr const char * kUnfinished[] = {".part", ".incomplete", ".crdownload", ".download", ".aria2", ".tmp"};

bool Begins(const std::string & text, const char * with) { return text.rfind(with, 0) == 0; }

[[noreturn]] void ThrowMissing(const std::string & path) {
    std::error_code failed;
    if (fs::is_symlink(fs::u8path(path), failed)) {
        throw EngineError("model-not-found", path + " is a link to a file that is not there; download the model again "
                                                    "or name the file itself.");
    }
    for (const char * end : kUnfinished) {
        if (!fs::exists(fs::u8path(path + end), failed)) continue;
        throw EngineError("model-not-found", "There is no model file at " + path +
                                                 " yet: its download is not finished (" + FileName(path + end) +
                                                 " is there); let it finish.");
    }
    throw EngineError("model-not-found", "There is no model file at " + path + "; check the path.");
}

/// Starts of files that are taken for models, and what to do. `start` is not of a GGUF file.
std::string Instead(const std::string & start) {
    std::string small(start.substr(0, 64));
    std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    const size_t text = small.find_first_not_of(" \t\r\n");
    if (start.empty()) return " is empty, not a GGUF model file; download it again.";
    if (std::all_of(start.begin(), start.end(), [](char c) { return c == 0; }))
        return " begins with nothing but zeros: its download is not finished; let it finish or download it again.";
    if (Begins(start, "version https://git-lfs"))
        return " is a pointer to the model, not the model (Git LFS keeps it elsewhere); run \"git lfs pull\" there, or "
               "download the file itself.";
    if (text != std::string::npos && small[text] == '<' &&
        (small.find("<!doctype") != std::string::npos || small.find("<html") != std::string::npos))
        return " is a web page, which a server sent instead of the model; download the model itself.";
    if (Begins(start, "PK"))
        return " is an archive (ZIP, or PyTorch's weights), no GGUF model file; unpack it, or get a conversion to "
               "GGUF.";
    if (start.size() > 9 && start[8] == '{' && start[9] == '"')
        return " holds weights as safetensors, which SparseLens doesn't read; get a conversion of the model to GGUF.";
    if (Begins(start, "lmgg") || Begins(start, "tjgg") || Begins(start, "fmgg"))
        return " is a GGML file, which came before GGUF and isn't read any more; get a conversion to GGUF.";
    return " is not a GGUF model file; choose a file of the deepseek32 architecture.";
}

} // namespace

void CheckFileStart(const std::string & path) {
    std::error_code failed;
    if (!fs::exists(fs::u8path(path), failed) || failed) ThrowMissing(path);
    if (fs::is_directory(fs::u8path(path), failed)) {
        throw EngineError("model-not-found",
                          path + " is a folder; name the GGUF file in it (of several shards, the first).");
    }
    std::ifstream file(fs::u8path(path), std::ios::binary);
    if (!file)
        throw EngineError("model-not-found", "The model file " + path + " can't be opened; check its permissions.");
    std::string start(kStart, '\0');
    file.read(start.data(), std::streamsize(start.size()));
    start.resize(size_t(file.gcount()));
    if (Begins(start, "GGUF") || Begins(start, "FUGG")) return; // the second: of the other byte order
    throw EngineError("not-gguf", FileName(path) + Instead(start));
}

} // namespace sparselens
