#include "trace/mapped_file.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#if defined(_WIN32)
#define NOMINMAX
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace sparselens {

[[noreturn]] static void ThrowNotOpened(int systemError) {
    throw EngineError("trace-damaged",
                      "The trace file can't be opened: " + std::system_category().message(systemError) + ".");
}

#if defined(_WIN32)

MappedFile::MappedFile(const std::string & path) {
    const std::wstring name = std::filesystem::u8path(path).wstring();
    const HANDLE file = CreateFileW(name.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr,
                                    OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE) ThrowNotOpened(int(GetLastError()));
    LARGE_INTEGER size{};
    GetFileSizeEx(file, &size);
    const HANDLE mapping = CreateFileMappingW(file, nullptr, PAGE_READONLY, 0, 0, nullptr); // fails for an empty file
    const int error = int(GetLastError());
    CloseHandle(file);
    if (!mapping) ThrowNotOpened(error);
    const void * data = MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0);
    CloseHandle(mapping);
    if (!data) ThrowNotOpened(int(GetLastError()));
    bytes_ = {static_cast<const uint8_t *>(data), size_t(size.QuadPart)};
}

MappedFile::~MappedFile() { UnmapViewOfFile(bytes_.data); }

#else

MappedFile::MappedFile(const std::string & path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) ThrowNotOpened(errno);
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0) {
        close(file);
        ThrowDamaged("it is empty or no file");
    }
    void * data = mmap(nullptr, size_t(status.st_size), PROT_READ, MAP_SHARED, file, 0);
    const int error = errno;
    close(file);
    if (data == MAP_FAILED) ThrowNotOpened(error);
    bytes_ = {static_cast<const uint8_t *>(data), size_t(status.st_size)};
}

MappedFile::~MappedFile() { munmap(const_cast<uint8_t *>(bytes_.data), bytes_.size); }

#endif

} // namespace sparselens
