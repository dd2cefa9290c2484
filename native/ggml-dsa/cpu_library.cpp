#include "cpu_library.h"

#include "ggml.h"

#include <cstring>
#if !defined(_WIN32)
#include <dlfcn.h>
#endif

namespace dsa::cpu {
namespace {

#if defined(_WIN32) || !defined(LLAMA_COMMIT)
void * OpenLibrary() { return nullptr; }
void * FunctionOf(void *, const char *) { return nullptr; }
#else
/// The file of the CPU backend that is loaded, found by one of its functions.
void * OpenLibrary() {
    if (std::strcmp(ggml_commit(), LLAMA_COMMIT) != 0) return nullptr;
    ggml_backend_dev_t device = ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU);
    if (!device) return nullptr;
    void * function =
        ggml_backend_reg_get_proc_address(ggml_backend_dev_backend_reg(device), "ggml_backend_set_n_threads");
    Dl_info info;
    if (!function || !dladdr(function, &info)) return nullptr;
    return dlopen(info.dli_fname, RTLD_NOW | RTLD_NOLOAD);
}

void * FunctionOf(void * library, const char * name) { return dlsym(library, name); }
#endif

size_t Alignment(ggml_backend_buffer_type_t) { return ggml_backend_buft_get_alignment(ggml_backend_cpu_buffer_type()); }

Library Find() {
    Library found = {};
    void * library = OpenLibrary();
    if (!library) return found;
    using ExtraTypes = std::vector<ggml_backend_buffer_type_t> & (*)();
    const auto extraTypes = (ExtraTypes)FunctionOf(library, "_Z39ggml_backend_cpu_get_extra_buffer_typesv");
    found.barrier = (decltype(found.barrier))FunctionOf(library, "ggml_barrier");
    found.setChunk = (decltype(found.setChunk))FunctionOf(library, "ggml_threadpool_chunk_set");
    found.addChunk = (decltype(found.addChunk))FunctionOf(library, "ggml_threadpool_chunk_add");
    if (extraTypes && found.barrier && found.setChunk && found.addChunk) found.extraTypes = &extraTypes();
    return found;
}

} // namespace

ggml_backend_buffer_type NewExtraType(decltype(ggml_backend_buffer_type_i::get_name) name,
                                      decltype(ggml_backend_buffer_type_i::alloc_buffer) allocate) {
    return {
        /* .iface   = */ {name, allocate, Alignment, /* get_max_size */ nullptr, /* get_alloc_size */ nullptr,
                          /* is_host */ nullptr},
        /* .device  = */ ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU),
        /* .context = */ nullptr,
    };
}

const Library * FindLibrary() {
    static const Library library = Find();
    return library.extraTypes ? &library : nullptr;
}

} // namespace dsa::cpu
