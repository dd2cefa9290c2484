#include "packed_home.h"

#include "choose_kernels.h"
#include "cpu_library.h"
#include "ggml-backend-impl.h"
#include "ggml-cpu/ggml-cpu-impl.h"
#include "loaders_question.h"
#include "mapped_pages.h"
#include "packed_weights.h"
#include "products.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace dsa {
namespace {

constexpr char kName[] = "DSA_Packed";

std::optional<WeightType> TypeOf(const ggml_tensor * weight) {
    switch (weight->type) {
        case GGML_TYPE_Q4_0: return WeightType::Q4_0;
        case GGML_TYPE_Q4_1: return WeightType::Q4_1;
        case GGML_TYPE_Q5_0: return WeightType::Q5_0;
        case GGML_TYPE_Q5_1: return WeightType::Q5_1;
        case GGML_TYPE_Q8_0: return WeightType::Q8_0;
        default: return std::nullopt;
    }
}

/// Weights that llama.cpp's graphs use in plain products only. Others may be read by rows (embeddings), or in parts.
bool IsPlainlyMultiplied(const char * name) {
    constexpr const char * kNames[] = {
        ".attn_q.weight",         ".attn_k.weight",         ".attn_v.weight",           ".attn_output.weight",
        ".attn_q_a.weight",       ".attn_q_b.weight",       ".attn_kv_a_mqa.weight",    ".ffn_gate.weight",
        ".ffn_up.weight",         ".ffn_down.weight",       ".ffn_gate_shexp.weight",   ".ffn_up_shexp.weight",
        ".ffn_down_shexp.weight", ".indexer.attn_k.weight", ".indexer.attn_q_b.weight",
    };
    return std::strcmp(name, "output.weight") == 0 ||
           std::any_of(std::begin(kNames), std::end(kNames), [&](const char * end) { return EndsWith(name, end); });
}

bool CanPack(const ggml_tensor * weight) {
    return TypeOf(weight) && ggml_n_dims(weight) == 2 && weight->ne[0] % kBlock == 0 && weight->ne[1] % kGroup == 0 &&
           weight->ne[0] <= INT32_MAX && weight->ne[1] <= INT32_MAX && !weight->view_src;
}

/// What the environment variable GGML_DSA_OPS leaves to us; backend.cpp says the same of nodes.
bool MayTakeProducts() {
    const char * ops = std::getenv("GGML_DSA_OPS");
    return !ops || std::strcmp(ops, "products") == 0;
}

bool Takes(const ggml_tensor * node) {
    const ggml_tensor *weight = node->src[0], *in = node->src[1];
    if (node->op != GGML_OP_MUL_MAT || !CanPack(weight) || in->type != GGML_TYPE_F32) return false;
    if (IsLoadersQuestion(node)) return MayTakeProducts() && IsPlainlyMultiplied(weight->name);
    return in->nb[0] == sizeof(float) && (!in->buffer || ggml_backend_buffer_is_host(in->buffer));
}

ProductBatch BatchOf(const ggml_tensor * node) {
    const ggml_tensor *weight = node->src[0], *in = node->src[1];
    ProductBatch batch;
    batch.type = *TypeOf(weight);
    batch.outputs = int(weight->ne[1]);
    batch.blocks = int(weight->ne[0] / kBlock);
    batch.packed = (const uint8_t *)weight->data;
    batch.in = (const char *)in->data;
    batch.inRows = int(in->ne[1]);
    batch.inPlanes = int(in->ne[2]);
    batch.inCubes = int(in->ne[3]);
    batch.inRow = in->nb[1];
    batch.inPlane = in->nb[2];
    batch.inCube = in->nb[3];
    batch.out = (float *)node->data;
    return batch;
}

/// Computes products inside the CPU backend's threads: all of them call ComputeForward with the same node.
class Multiplier : public cpu::TensorTraits {
  public:
    Multiplier(const Kernels & kernels, const cpu::Library & library) : kernels_(kernels), library_(library) {}

    bool WorkSize(int, const ggml_tensor * node, size_t & size) override {
        size = RoundedRowsBytes(BatchOf(node));
        return true;
    }

    bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) override {
        const ProductBatch batch = BatchOf(node);
        auto * rounded = (char *)params->wdata;
        for (int row = params->ith; row < batch.Rows(); row += params->nth) RoundRow(kernels_, batch, row, rounded);
        if (params->ith == 0) library_.setChunk(params->threadpool, params->nth);
        library_.barrier(params->threadpool);
        const int pieces = PiecesOf(batch, params->nth);
        for (int i = params->ith; i < pieces; i = library_.addChunk(params->threadpool, 1))
            MultiplyPiece(kernels_, batch, params->nth, i, rounded);
        return true;
    }

  private:
    const Kernels & kernels_;
    const cpu::Library & library_;
};

class PackedType : public cpu::ExtraBufferType {
  public:
    explicit PackedType(cpu::TensorTraits & multiplier) : multiplier_(multiplier) {}
    bool SupportsOp(ggml_backend_dev_t, const ggml_tensor * node) override { return Takes(node); }
    cpu::TensorTraits * TraitsOf(const ggml_tensor * node) override;

  private:
    cpu::TensorTraits & multiplier_;
};

/// llama.cpp writes a weight in one piece.
void SetTensor(ggml_backend_buffer_t, ggml_tensor * weight, const void * data, size_t offset, size_t size) {
    GGML_ASSERT(offset == 0 && size == ggml_nbytes(weight) && CanPack(weight));
    PackWeights(*TypeOf(weight), int(weight->ne[1]), int(weight->ne[0] / kBlock), data, weight->data);
    ReleaseMappedPages(data, size);
}

void GetTensor(ggml_backend_buffer_t, const ggml_tensor * weight, void * data, size_t offset, size_t size) {
    GGML_ASSERT(offset == 0 && size == ggml_nbytes(weight) && CanPack(weight));
    UnpackWeights(*TypeOf(weight), int(weight->ne[1]), int(weight->ne[0] / kBlock), weight->data, data);
}

ggml_backend_buffer_t Allocate(ggml_backend_buffer_type_t type, size_t size) {
    ggml_backend_buffer_t buffer = ggml_backend_buft_alloc_buffer(ggml_backend_cpu_buffer_type(), size);
    if (!buffer) return nullptr;
    buffer->buft = type;
    buffer->iface.memset_tensor = nullptr;
    buffer->iface.set_tensor = SetTensor;
    buffer->iface.get_tensor = GetTensor;
    buffer->iface.cpy_tensor = nullptr;
    return buffer;
}

size_t Alignment(ggml_backend_buffer_type_t) { return ggml_backend_buft_get_alignment(ggml_backend_cpu_buffer_type()); }

const char * NameOf(ggml_backend_buffer_type_t) { return kName; }

ggml_backend_buffer_type_t BufferType() {
    static ggml_backend_buffer_type type = {
        /* .iface   = */ {NameOf, Allocate, Alignment, /* get_max_size */ nullptr, /* get_alloc_size */ nullptr,
                          /* is_host */ nullptr},
        /* .device  = */ ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU),
        /* .context = */ nullptr,
    };
    return &type;
}

cpu::TensorTraits * PackedType::TraitsOf(const ggml_tensor * node) {
    const bool ours = node->op == GGML_OP_MUL_MAT && node->src[0]->buffer && node->src[0]->buffer->buft == BufferType();
    return ours ? &multiplier_ : nullptr;
}

} // namespace

void OfferPackedHome() {
    const Kernels & kernels = ChooseKernels();
    const cpu::Library * library = kernels.multiply ? cpu::FindLibrary() : nullptr;
    if (!library || BufferType()->context) return;
    static Multiplier multiplier(kernels, *library);
    static PackedType packed(multiplier);
    BufferType()->context = &packed;
    auto & types = *library->extraTypes;
    const auto isRepack = [](ggml_backend_buffer_type_t type) {
        return std::strcmp(ggml_backend_buft_name(type), "CPU_REPACK") == 0;
    };
    types.insert(std::find_if(types.begin(), types.end(), isRepack), BufferType());
}

} // namespace dsa
