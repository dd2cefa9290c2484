#include "cpu_nodes.h"

#include "choose_kernels.h"
#include "cpu_library.h"
#include "engine.h"
#include "ggml-backend-impl.h"
#include "ggml-cpu/ggml-cpu-impl.h"
#include "joining.h"
#include "nodes.h"
#include "rotation.h"
#include "taken_ops.h"
#include "team.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

namespace dsa {
namespace {

/// A node's `extra` while a graph is computed: null, and llama.cpp computes it; `kTaken`, and we do; for an indexer the
/// node that selects by its scores; and once thread 0 has begun, its crew.
char kTaken;

bool IsOurs(const ggml_tensor * node) {
    return node->op == GGML_OP_LIGHTNING_INDEXER || node->op == GGML_OP_TOP_K || node->op == GGML_OP_FLASH_ATTN_EXT;
}

/// What computes one node at a time, with the memory that it needs in between.
struct Crew {
    explicit Crew(const Kernels & kernels) : engine(kernels, team) {}
    Team team;
    Engine engine;
};

/// Crews that have nothing to do: as many as contexts computed at once.
class Crews {
  public:
    std::unique_ptr<Crew> Take() {
        std::lock_guard<std::mutex> lock(lock_);
        if (idle_.empty()) return std::make_unique<Crew>(ChooseKernels());
        std::unique_ptr<Crew> crew = std::move(idle_.back());
        idle_.pop_back();
        return crew;
    }

    void Return(std::unique_ptr<Crew> crew) {
        std::lock_guard<std::mutex> lock(lock_);
        idle_.push_back(std::move(crew));
    }

    void Release() {
        std::lock_guard<std::mutex> lock(lock_);
        idle_.clear();
    }

  private:
    std::mutex lock_;
    std::vector<std::unique_ptr<Crew>> idle_;
};

Crews & TheCrews() {
    static Crews crews;
    return crews;
}

class NodeTraits : public cpu::TensorTraits {
  public:
    explicit NodeTraits(const cpu::Library & library) : library_(library) {}

    /// Called in the order of the graph, by one thread, before any thread begins: what is taken is decided here, so
    /// that all threads agree. The memory planned stays llama.cpp's own, for whatever we leave to it.
    bool WorkSize(int, const ggml_tensor * planned, size_t &) override {
        auto * node = const_cast<ggml_tensor *>(planned);
        node->extra = IsTakenOp(node) && Takes(node) ? &kTaken : nullptr;
        if (node->op == GGML_OP_TOP_K && node->extra && node->src[0]->extra) node->src[0]->extra = node;
        return false;
    }

    /// Called by all threads. False, for all of them: llama.cpp computes it.
    bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) override {
        if (!node->extra) return false;
        const auto barrier = [&] { library_.barrier(params->threadpool); };
        if (params->ith == 0) return Lead(node, params->nth, barrier);
        barrier();
        return ((Crew *)node->extra)->team.Follow(params->ith);
    }

  private:
    static bool Lead(ggml_tensor * node, int threads, const Team::Barrier & barrier) {
        const auto * topK = node->extra == &kTaken ? nullptr : (const ggml_tensor *)node->extra;
        std::unique_ptr<Crew> crew = TheCrews().Take();
        node->extra = crew.get();
        crew->team.Gather(threads, barrier);
        const bool wentWell = crew->team.Lead([&] { crew->engine.Compute(node, topK); });
        node->extra = nullptr;
        TheCrews().Return(std::move(crew));
        return wentWell;
    }

    const cpu::Library & library_;
};

/// No weight ever lies in it: it is there to be asked about nodes.
class NodesType : public cpu::ExtraBufferType {
  public:
    NodesType(const cpu::Library & library, const Kernels & kernels) : traits_(library), rotation_(kernels) {}
    bool SupportsOp(ggml_backend_dev_t, const ggml_tensor *) override { return false; }
    cpu::TensorTraits * TraitsOf(const ggml_tensor * node) override {
        if (IsRotation(node)) return &rotation_;
        if (JoinsRows(node)) return &joining_;
        return IsOurs(node) ? &traits_ : nullptr;
    }

  private:
    NodeTraits traits_;
    Rotation rotation_;
    Joining joining_;
};

const char * NameOf(ggml_backend_buffer_type_t) { return "DSA_Nodes"; }
ggml_backend_buffer_t Allocate(ggml_backend_buffer_type_t, size_t) { return nullptr; }

ggml_backend_buffer_type_t BufferType() {
    static ggml_backend_buffer_type type = cpu::NewExtraType(NameOf, Allocate);
    return &type;
}

bool WantsOwnThreads() {
    const char * threads = std::getenv("GGML_DSA_THREADS");
    return threads && std::strcmp(threads, "own") == 0;
}

} // namespace

void OfferNodes() {
    const cpu::Library * library = WantsOwnThreads() ? nullptr : cpu::FindLibrary();
    if (!library || ComputesInCpuBackend()) return;
    static NodesType nodes(*library, ChooseKernels());
    BufferType()->context = &nodes;
    library->extraTypes->push_back(BufferType());
}

bool ComputesInCpuBackend() { return BufferType()->context != nullptr; }

void ReleaseCrews() { TheCrews().Release(); }

} // namespace dsa
