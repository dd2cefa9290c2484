// The loadable ggml backend: an accelerator on host memory beside the CPU backend, as ggml's backends interface wants
// it.
#include "choose_kernels.h"
#include "cpu_nodes.h"
#include "dsa.h"
#include "engine.h"
#include "host_accelerator.h"
#include "nodes.h"
#include "observer.h"
#include "packed_home.h"
#include "taken_ops.h"
#include "thread_pool.h"
#include "weights_home.h"

#include <atomic>
#include <cstring>
#include <memory>
#include <new>
#include <string>

namespace {

constexpr char kName[] = "DSA";

/// True while this thread makes a llama.cpp context. Attention is left to the CPU backend then: with flash attention
/// "auto", llama.cpp first tries a graph of one token per sequence to see whether attention runs on its layer's device,
/// and turns flash attention off altogether if it runs here. The next graph is of a whole ubatch.
thread_local bool starting = false;
constexpr int kMostProbed = 32;

bool IsProbed(const ggml_tensor * attention) {
    if (attention->src[0]->ne[1] > kMostProbed) starting = false;
    return starting;
}

/// What a context computes with where nodes are handed over to this device, with threads of its own.
struct OwnThreads {
    dsa::ThreadPool pool;
    dsa::Engine engine{dsa::ChooseKernels(), pool};
};

OwnThreads & ThreadsOf(ggml_backend_t backend) { return *static_cast<OwnThreads *>(backend->context); }

/// Contexts there are.
std::atomic<int> contexts{0};

const char * BackendName(ggml_backend_t) { return kName; }

void FreeBackend(ggml_backend_t backend) {
    delete &ThreadsOf(backend);
    delete backend;
    if (--contexts == 0) dsa::ReleaseCrews();
}

/// The node that selects by these scores. Graphs are computed in parts, so it may lie beyond what is seen here.
const ggml_tensor * SelectionBy(ggml_cgraph * graph, int scores) {
    for (int i = scores + 1; i < ggml_graph_n_nodes(graph); i++) {
        const ggml_tensor * node = ggml_graph_node(graph, i);
        if (node->op == GGML_OP_TOP_K && node->src[0] == ggml_graph_node(graph, scores)) return node;
    }
    return nullptr;
}

ggml_status Compute(ggml_backend_t backend, ggml_cgraph * graph) {
    try {
        for (int i = 0; i < ggml_graph_n_nodes(graph); i++) {
            const ggml_tensor * node = ggml_graph_node(graph, i);
            if ((node->flags & GGML_TENSOR_FLAG_COMPUTE) == 0) continue;
            const bool scores = node->op == GGML_OP_LIGHTNING_INDEXER;
            ThreadsOf(backend).engine.Compute(node, scores ? SelectionBy(graph, i) : nullptr);
        }
        return GGML_STATUS_SUCCESS;
    } catch (const std::bad_alloc &) {
        return GGML_STATUS_ALLOC_FAILED;
    } catch (...) {
        return GGML_STATUS_FAILED;
    }
}

/// llama.cpp calls this before each graph that it computes.
void SetThreads(ggml_backend_t backend, int threads) {
    starting = false;
    if (!dsa::IsWeightsHome(backend) && !dsa::ComputesInCpuBackend()) ThreadsOf(backend).pool.Resize(threads);
}

ggml_guid_t Guid() {
    static ggml_guid guid = {0x53, 0x70, 0x61, 0x72, 0x73, 0x65, 0x4c, 0x65,
                             0x6e, 0x73, 0x2d, 0x44, 0x53, 0x41, 0x00, 0x01};
    return &guid;
}

/// The device that computes sparse attention.
struct SparseDevice {
    static ggml_backend_t NewBackend(ggml_backend_dev_t device, const char *) {
        try {
            auto threads = std::make_unique<OwnThreads>();
            auto * backend = new ggml_backend{};
            backend->guid = Guid();
            backend->iface.get_name = BackendName;
            backend->iface.free = FreeBackend;
            backend->iface.graph_compute = Compute;
            backend->device = device;
            backend->context = threads.release();
            starting = true;
            contexts++;
            dsa::ReadTakenOps();
            return backend;
        } catch (...) {
            return nullptr;
        }
    }

    static const char * Name(ggml_backend_dev_t) { return kName; }

    static const char * Description(ggml_backend_dev_t) {
        static const std::string description = std::string("sparse attention, ") + dsa::ChooseKernels().name;
        return description.c_str();
    }

    static ggml_backend_buffer_type_t BufferType(ggml_backend_dev_t) { return ggml_backend_cpu_buffer_type(); }

    static ggml_backend_buffer_t BufferFromHost(ggml_backend_dev_t, void * memory, size_t size, size_t) {
        return ggml_backend_cpu_buffer_from_ptr(memory, size);
    }

    static bool SupportsOp(ggml_backend_dev_t, const ggml_tensor * node) {
        if (node->op == GGML_OP_FLASH_ATTN_EXT && IsProbed(node)) return false;
        return !dsa::ComputesInCpuBackend() && dsa::IsTakenOp(node) && dsa::Takes(node);
    }

    static bool SupportsBufferType(ggml_backend_dev_t, ggml_backend_buffer_type_t type) {
        return ggml_backend_buft_is_host(type);
    }
};

ggml_backend_dev_t Device(ggml_backend_reg_t registry, size_t index) {
    static ggml_backend_device device = dsa::HostAcceleratorOf<SparseDevice>(registry);
    return index == 0 ? &device : dsa::WeightsHome(registry);
}

bool Observe(const ggml_tensor * attention, int row, const int32_t * cells, int count, float * mass) {
    if (!dsa::CanObserve(attention)) return false;
    dsa::ObserveAttention(dsa::ChooseKernels(), dsa::AttentionBatchOf(attention), row, cells, count, mass);
    return true;
}

bool ComputesInCpu(const ggml_tensor * node) {
    return dsa::ComputesInCpuBackend() && dsa::IsTakenOp(node) && dsa::Takes(node);
}

/// What others may call; dsa.h has the types of what is ours.
void * ProcAddress(ggml_backend_reg_t, const char * name) {
    if (std::strcmp(name, "ggml_backend_set_n_threads") == 0) return (void *)SetThreads;
    if (std::strcmp(name, "dsa_keep_exact_scores") == 0) return (void *)dsa::Engine::KeepExact;
    if (std::strcmp(name, "dsa_computes_in_cpu") == 0) return (void *)ComputesInCpu;
    if (std::strcmp(name, "dsa_observe_attention") == 0) return (void *)Observe;
    return nullptr;
}

ggml_backend_reg_t Registry() {
    static ggml_backend_reg registry = {
        /* .api_version = */ GGML_BACKEND_API_VERSION,
        /* .iface       = */
        {[](ggml_backend_reg_t) { return kName; }, [](ggml_backend_reg_t) -> size_t { return 2; }, Device, ProcAddress},
        /* .context     = */ nullptr,
    };
    return &registry;
}

/// Asked for when the file is loaded, after the CPU backend.
ggml_backend_reg_t OfferedRegistry() {
    dsa::OfferPackedHome();
    dsa::OfferNodes();
    return Registry();
}

/// More than 0: this machine can run it. All instruction sets are in this one file, so there is nothing to choose
/// between. Called when the file is loaded: AMX is tried in a child process, which is cheapest before models fill the
/// memory.
int Score() {
    dsa::ChooseKernels();
    return 1;
}

} // namespace

GGML_BACKEND_DL_IMPL(OfferedRegistry)
GGML_BACKEND_DL_SCORE_IMPL(Score)
