/**
 * Preloaded into a process, keeps a copy of each file below FORGETFUL_OF as it was when it was flushed last, at the
 * same path below FORGETFUL_KEPT: what a disk would hold after the power failed, if names were kept at once and data
 * only when somebody asked for it.
 */
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace {

const char * Variable(const char * name) {
    const char * value = std::getenv(name);
    return value == nullptr ? "" : value;
}

bool IsBelow(const std::string & path) {
    const std::string folder = Variable("FORGETFUL_OF");
    return !folder.empty() && path.compare(0, folder.size() + 1, folder + "/") == 0;
}

std::string Kept(const std::string & path) { return Variable("FORGETFUL_KEPT") + path; }

template <typename Function> Function * Real(const char * name) {
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

void MakeFolders(const std::string & path) {
    for (size_t at = path.find('/', 1); at != std::string::npos; at = path.find('/', at + 1))
        mkdir(path.substr(0, at).c_str(), 0700);
}

/// The file that a descriptor is open on, as it is now, becomes what is kept of it.
void Keep(int fd) {
    char path[4096];
    const ssize_t length = readlink(("/proc/self/fd/" + std::to_string(fd)).c_str(), path, sizeof path);
    struct stat about;
    if (length <= 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return;
    const std::string name(path, size_t(length));
    if (!IsBelow(name)) return;
    const std::string kept = Kept(name), draft = kept + "." + std::to_string(gettid());
    MakeFolders(kept);
    const int from = open(name.c_str(), O_RDONLY), to = open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    char bytes[65536];
    for (ssize_t count = 0; (count = read(from, bytes, sizeof bytes)) > 0;)
        if (write(to, bytes, size_t(count)) != count) std::abort();
    close(from);
    close(to);
    Real<int(const char *, const char *)>("rename")(draft.c_str(), kept.c_str());
}

} // namespace

extern "C" int fsync(int fd) {
    const int result = Real<int(int)>("fsync")(fd);
    Keep(fd);
    return result;
}

extern "C" int fdatasync(int fd) {
    const int result = Real<int(int)>("fdatasync")(fd);
    Keep(fd);
    return result;
}

extern "C" int rename(const char * from, const char * to) noexcept {
    auto * real = Real<int(const char *, const char *)>("rename");
    const int result = real(from, to);
    if (result != 0 || !IsBelow(from)) return result;
    MakeFolders(Kept(to));
    // what took a file's place and was never flushed holds nothing
    if (real(Kept(from).c_str(), Kept(to).c_str()) != 0) unlink(Kept(to).c_str());
    return result;
}

extern "C" int unlink(const char * path) noexcept {
    auto * real = Real<int(const char *)>("unlink");
    const int result = real(path);
    if (result == 0 && IsBelow(path)) real(Kept(path).c_str());
    return result;
}
