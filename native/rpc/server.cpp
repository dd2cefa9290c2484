/// sparselens-rpc-server: computes layers of a model for a SparseLens on another machine, by llama.cpp's RPC. It runs
/// beside the libraries of the same package, which it finds by where it lies.
#include "ggml-backend.h"
#include "ggml-rpc.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

namespace {

constexpr const char * kHelp =
    "Computes layers of a model for a SparseLens on another machine. Run it there, then name this one with --rpc "
    "HOST:PORT.\n"
    "\n"
    "usage: sparselens-rpc-server [--host ADDRESS] [--port N] [--threads N] [--cache] [--device NAME]... [--libraries "
    "FOLDER]\n"
    "\n"
    "  --host ADDRESS       the IPv4 address of this machine to listen at; default: 127.0.0.1, for an SSH tunnel\n"
    "  --port N             default: 50052\n"
    "  --threads N          default: half of the processor's threads\n"
    "  --cache              keep large tensors in llama.cpp's cache folder, so that they are sent once only\n"
    "  --device NAME        what computes; may be given several times; default: all GPUs, else the CPU\n"
    "  --libraries FOLDER   llama.cpp's libraries; default: those of this package\n"
    "\n"
    "The protocol has neither encryption nor login: whoever reaches the port can use this machine's memory and "
    "processor.\n"
    "Use it in a network that you trust, or leave it at 127.0.0.1 and run on the other machine:\n"
    "  ssh -N -L 50052:127.0.0.1:50052 USER@HOST\n";

struct Settings {
    std::string host = "127.0.0.1", libraries;
    int port = 50052, threads = int(std::max(1u, std::thread::hardware_concurrency() / 2));
    bool cache = false;
    std::vector<std::string> devices;
};

[[noreturn]] void Fail(int status, const std::string & sentence) {
    std::fprintf(stderr, "%s\n", sentence.c_str());
    std::exit(status);
}

int WholeNumber(const std::string & name, const char * text, int most) {
    char * end = nullptr;
    const long number = std::strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || number < 1 || number > most)
        Fail(2, name + " needs a whole number from 1 to " + std::to_string(most) + ", not \"" + text + "\".");
    return int(number);
}

Settings Read(int count, char ** arguments) {
    Settings settings;
    for (int i = 1; i < count; i++) {
        const std::string name = arguments[i];
        if (name == "--help" || name == "-h") {
            std::fputs(kHelp, stdout);
            std::exit(0);
        }
        if (name == "--cache") {
            settings.cache = true;
            continue;
        }
        const bool known =
            name == "--host" || name == "--port" || name == "--threads" || name == "--device" || name == "--libraries";
        if (!known) Fail(2, "There is no option " + name + "; --help lists them.");
        if (i + 1 == count) Fail(2, name + " needs a value; --help says which.");
        const char * value = arguments[++i];
        if (name == "--host") settings.host = value;
        else if (name == "--port") settings.port = WholeNumber(name, value, 65535);
        else if (name == "--threads") settings.threads = WholeNumber(name, value, 1024);
        else if (name == "--device") settings.devices.push_back(value);
        else settings.libraries = value;
    }
    return settings;
}

fs::path OwnFolder() { return fs::canonical("/proc/self/exe").parent_path(); }

/// Which processor an ELF file is for; 0 if there is no such file. Another processor's can't be opened, and two of one
/// that are, one after the other, end the process: ggml's first lines run again.
uint16_t ProcessorOf(const fs::path & file) {
    char head[20] = {};
    std::ifstream(file, std::ios::binary).read(head, sizeof(head));
    uint16_t machine;
    std::memcpy(&machine, head + 18, sizeof(machine));
    return machine;
}

/// The prebuilt libraries lie in node_modules of the same package, in the source tree as in what is installed.
fs::path FindLibraries(const Settings & settings) {
    if (!settings.libraries.empty()) return settings.libraries;
    fs::path plain, gpu;
    std::error_code none;
    for (const auto & package : fs::directory_iterator(OwnFolder() / "../../../node_modules/@node-llama-cpp", none)) {
        const fs::path bins = package.path() / "bins" / package.path().filename();
        if (ProcessorOf(bins / "libggml-base.so") != ProcessorOf("/proc/self/exe")) continue;
        const std::string name = package.path().filename().string();
        const bool isPlain = std::count(name.begin(), name.end(), '-') == 1;
        (isPlain ? plain : gpu) = bins;
    }
    if (plain.empty() && gpu.empty())
        Fail(5, "llama.cpp's libraries were not found; name their folder with --libraries.");
    return gpu.empty() ? plain : gpu;
}

/// All of ggml with global symbols, as the RPC backend names none of the libraries.
void * LoadGgml(const fs::path & folder) {
    void * ggml = nullptr;
    for (const char * begin : {"libggml-base", "libggml."}) {
        for (const auto & file : fs::directory_iterator(folder)) {
            if (file.path().filename().string().rfind(begin, 0) != 0) continue;
            ggml = dlopen(file.path().c_str(), RTLD_NOW | RTLD_GLOBAL);
            if (!ggml) Fail(5, std::string("llama.cpp's libraries can't be loaded (") + dlerror() + ").");
        }
    }
    if (!ggml) Fail(5, "There are no libraries of llama.cpp in " + folder.string() + ".");
    return ggml;
}

template <typename Function> Function Find(void * library, const char * name) {
    auto found = reinterpret_cast<Function>(dlsym(library, name));
    if (!found) Fail(5, std::string("llama.cpp's libraries lack ") + name + "; use those of this package.");
    return found;
}

/// ggml's functions, found by name: the program is linked to none of its libraries.
struct Ggml {
    void * library;
    decltype(&ggml_backend_load_all_from_path) loadAll =
        Find<decltype(loadAll)>(library, "ggml_backend_load_all_from_path");
    decltype(&ggml_backend_load) load = Find<decltype(load)>(library, "ggml_backend_load");
    decltype(&ggml_backend_dev_count) count = Find<decltype(count)>(library, "ggml_backend_dev_count");
    decltype(&ggml_backend_dev_get) get = Find<decltype(get)>(library, "ggml_backend_dev_get");
    decltype(&ggml_backend_dev_by_name) byName = Find<decltype(byName)>(library, "ggml_backend_dev_by_name");
    decltype(&ggml_backend_dev_by_type) byType = Find<decltype(byType)>(library, "ggml_backend_dev_by_type");
    decltype(&ggml_backend_dev_type) type = Find<decltype(type)>(library, "ggml_backend_dev_type");
    decltype(&ggml_backend_reg_get_proc_address) function =
        Find<decltype(function)>(library, "ggml_backend_reg_get_proc_address");
};

std::vector<ggml_backend_dev_t> Devices(const Ggml & ggml, const std::vector<std::string> & names) {
    std::vector<ggml_backend_dev_t> devices;
    for (const std::string & name : names) {
        ggml_backend_dev_t device = ggml.byName(name.c_str());
        if (!device) Fail(2, "There is no device " + name + " here.");
        devices.push_back(device);
    }
    for (size_t i = 0; names.empty() && i < ggml.count(); i++) {
        const auto type = ggml.type(ggml.get(i));
        if (type == GGML_BACKEND_DEVICE_TYPE_GPU || type == GGML_BACKEND_DEVICE_TYPE_IGPU)
            devices.push_back(ggml.get(i));
    }
    ggml_backend_dev_t cpu = ggml.byType(GGML_BACKEND_DEVICE_TYPE_CPU);
    if (devices.empty() && cpu) devices.push_back(cpu);
    if (devices.empty()) Fail(5, "llama.cpp has no backend for this processor.");
    return devices;
}

/// Where llama.cpp's own server keeps tensors, so that both share them.
std::string CacheFolder() {
    const auto variable = [](const char * name) {
        const char * value = std::getenv(name);
        return std::string(value ? value : "");
    };
    fs::path folder = variable("LLAMA_CACHE");
    if (folder.empty()) {
        const std::string xdg = variable("XDG_CACHE_HOME");
        folder = (xdg.empty() ? fs::path(variable("HOME")) / ".cache" : fs::path(xdg)) / "llama.cpp";
    }
    folder /= "rpc";
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) Fail(5, "The folder " + folder.string() + " can't be made (" + failed.message() + ").");
    return folder.string() + "/";
}

} // namespace

int main(int count, char ** arguments) {
    const Settings settings = Read(count, arguments);
    const fs::path folder = FindLibraries(settings);
    const Ggml ggml = {LoadGgml(folder)};
    ggml.loadAll(folder.c_str());
    ggml_backend_reg_t rpc = ggml.load((OwnFolder() / "libggml-rpc.so").c_str());
    if (!rpc) Fail(5, "libggml-rpc.so can't be loaded; it has to lie beside sparselens-rpc-server.");
    const auto serve =
        reinterpret_cast<decltype(&ggml_backend_rpc_start_server)>(ggml.function(rpc, "ggml_backend_rpc_start_server"));
    if (settings.host.rfind("127.", 0) != 0)
        std::fprintf(stderr,
                     "Whoever reaches %s:%d can use this machine's memory and processor: the protocol has neither "
                     "encryption nor login. Use it in a network that you trust, or through an SSH tunnel (--help).\n",
                     settings.host.c_str(), settings.port);
    const std::string cache = settings.cache ? CacheFolder() : "";
    std::vector<ggml_backend_dev_t> devices = Devices(ggml, settings.devices);
    const std::string endpoint = settings.host + ":" + std::to_string(settings.port);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    serve(endpoint.c_str(), settings.cache ? cache.c_str() : nullptr, size_t(settings.threads), devices.size(),
          devices.data());
    Fail(5, "It can't listen at " + endpoint + "; choose another --port, or an IPv4 address of this machine.");
}
