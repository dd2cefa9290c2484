#include "engine/model_check/file_start.h"

#include "engine/model_check/metadata.h"
#include "engine/model_check/shown.h"
#include "error.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>

namespace sparselens {
namespace {

namespace fs = std::filesystem;

/// Enough to know a kind of file by.
constexpr size_t kStart = 512;

/// Where programs write what they have so far of a file.
constexpr const char * kNotes = ".aria2";
constexpr const char * kUnfinished[] = {kNotes, ".part", ".incomplete", ".crdownload", ".download", ".tmp"};

bool Begins(const std::string & text, const std::string & with) { return text.rfind(with, 0) == 0; }
bool Ends(const std::string & text, const std::string & with) {
    return text.size() >= with.size() && text.compare(text.size() - with.size(), with.size(), with) == 0;
}

/// Where a download to `path` keeps what it has, or its notes; "" if none goes on.
std::string Download(const std::string & path) {
    std::error_code failed;
    for (const char * end : kUnfinished)
        if (fs::exists(fs::u8path(path + end), failed)) return FileName(path + end);
    return "";
}

/// Which piece of a file that was cut by size its name says that it is, as "1 of 2"; "" for none.
std::string Piece(const std::string & name) {
    static const std::regex numbered("\\.part-?(\\d+)of(\\d+)$", std::regex::icase);
    static const std::regex lettered("[.-](split-|part-?)?(a[a-z]|[a-z]|\\d{3})$", std::regex::icase);
    std::smatch match;
    if (std::regex_search(name, match, numbered)) return match[1].str() + " of " + match[2].str();
    const bool cut = std::regex_search(name, match, lettered) && Ends(match.prefix().str(), ".gguf");
    return cut ? match[2].str() : "";
}

[[noreturn]] void ThrowMissing(const std::string & path) {
    std::error_code failed;
    if (fs::is_symlink(fs::u8path(path), failed)) {
        throw EngineError("model-not-found", path + " is a link to a file that is not there; download the model again "
                                                    "or name the file itself.");
    }
    const std::string download = Download(path);
    if (!download.empty()) {
        throw EngineError("model-not-found", "There is no model file at " + path +
                                                 " yet: its download is not finished (" + download +
                                                 " is there); let it finish.");
    }
    throw EngineError("model-not-found", "There is no model file at " + path + "; check the path.");
}

/// Letters and signs only, as a server's refusal or a note has them.
bool IsText(const std::string & start) {
    return std::all_of(start.begin(), start.end(),
                       [](unsigned char c) { return c >= ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

constexpr const char * kArchives[] = {"\x1f\x8b",
                                      "\x28\xb5\x2f\xfd",
                                      "7z\xbc\xaf",
                                      "Rar!",
                                      "BZh",
                                      "\xfd"
                                      "7zXZ"};
/// Of PyTorch, Keras, and of models for other programs.
constexpr const char * kOtherWeights[] = {"\x80\x02", "\x80\x04", "\x89HDF"};
/// Where a tar file says that it is one.
constexpr size_t kTarAt = 257;

bool IsArchive(const std::string & start) {
    return std::any_of(std::begin(kArchives), std::end(kArchives),
                       [&](const char * head) { return Begins(start, head); }) ||
           (start.size() > kTarAt && start.compare(kTarAt, 5, "ustar") == 0);
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
    if (IsArchive(start)) return " is an archive, no GGUF model file; unpack it.";
    if (std::any_of(std::begin(kOtherWeights), std::end(kOtherWeights),
                    [&](const char * head) { return Begins(start, head); }))
        return " holds weights as PyTorch or Keras keep them, which SparseLens doesn't read; get a conversion of the "
               "model to GGUF.";
    if (Begins(start, "lmgg") || Begins(start, "tjgg") || Begins(start, "fmgg") || Begins(start, "algg") ||
        Begins(start, "ggml") || Begins(start, "ggjt") || Begins(start, "ggmf") || Begins(start, "ggla"))
        return " is a GGML file, which came before GGUF and isn't read any more; get a conversion to GGUF.";
    if (IsText(start))
        return " is a text that begins \"" + Shown(start.substr(0, start.find_first_of("\r\n"))) +
               "\", not a GGUF model file; choose the model itself, or download it again if a server sent this "
               "instead.";
    return " is not a GGUF model file; choose a file of the deepseek32 architecture, or another language model's.";
}

} // namespace

bool IsDownload(const std::string & path) {
    return std::any_of(std::begin(kUnfinished), std::end(kUnfinished),
                       [&](const char * end) { return Ends(path, end); });
}

void CheckFileStart(const std::string & path) {
    std::error_code failed;
    if (!fs::exists(fs::u8path(path), failed) || failed) ThrowMissing(path);
    if (fs::is_directory(fs::u8path(path), failed)) {
        throw EngineError("model-not-found",
                          path + " is a folder; name the GGUF file in it (of several shards, the first).");
    }
    // reading from a pipe would wait for whoever writes into it
    if (!fs::is_regular_file(fs::u8path(path), failed)) {
        throw EngineError("model-not-found",
                          path + " is no file but a pipe or a device; name the GGUF file of the model.");
    }
    std::ifstream file(fs::u8path(path), std::ios::binary);
    if (!file)
        throw EngineError("model-not-found", "The model file " + path + " can't be opened; check its permissions.");
    std::string start(kStart, '\0');
    file.read(start.data(), std::streamsize(start.size()));
    start.resize(size_t(file.gcount()));
    const std::string name = FileName(path), piece = Piece(name), download = Download(path);
    if (!piece.empty()) {
        throw EngineError("not-gguf", name + " is a piece (" + piece +
                                          ") of a file that was cut by size; join all pieces to one file, in order "
                                          "(on Linux and macOS with cat, on Windows with copy /b), and choose that.");
    }
    const bool gguf = Begins(start, "GGUF") || Begins(start, "FUGG"); // the second: of the other byte order
    // browsers make an empty file beside what they have so far; aria2 makes one as large as it will be, and notes
    if (gguf ? Ends(download, kNotes) : !download.empty()) {
        throw EngineError("not-gguf", name + " is not whole yet: its download is not finished (" + download +
                                          " is there); let it finish, or remove " + download +
                                          " if the model is whole.");
    }
    if (gguf) return;
    throw EngineError("not-gguf", name + Instead(start));
}

} // namespace sparselens
