#include "packed_home.h"

#include "choose_kernels.h"
#include "cpu_library.h"
#include "ggml-backend-impl.h"
#include "huge_pages.h"
#include "loaders_question.h"
#include "mapped_pages.h"
#include "multipliers.h"
#include "packing.h"
#include "taken_ops.h"
#include "trivial_weights.h"

#include <algorithm>

namespace dsa {
namespace {

constexpr char kName[] = "DSA_Packed";

bool amxIsThere = false;

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

/// Weights of experts, of which each token is multiplied with those that it chose.
bool IsExpertWeight(const char * name) {
    constexpr const char * kNames[] = {".ffn_gate_exps.weight", ".ffn_up_exps.weight", ".ffn_down_exps.weight",
                                       ".ffn_gate_up_exps.weight"};
    return std::any_of(std::begin(kNames), std::end(kNames), [&](const char * end) { return EndsWith(name, end); });
}

bool IsMlaWeight(const char * name) { return EndsWith(name, ".attn_k_b.weight") || EndsWith(name, ".attn_v_b.weight"); }

/// The indexer's weights of its heads, a small matrix in F32: kept as it is (multiply_f32.h).
bool IsPlain(const ggml_tensor * weight) {
    return weight->type == GGML_TYPE_F32 && EndsWith(weight->name, ".indexer.proj.weight") && weight->ne[2] == 1 &&
           weight->ne[3] == 1 && ggml_is_contiguous(weight) && weight->ne[0] * weight->ne[1] <= INT32_MAX;
}

/// A matrix, or one for each head or expert.
bool CanPack(const ggml_tensor * weight) {
    const auto type = WeightTypeOf(weight);
    return type && (ChooseKernels().packed & Types(*type)) && weight->ne[3] == 1 && ggml_is_contiguous(weight) &&
           weight->ne[0] % kBlock == 0 && weight->ne[1] % kGroup == 0 && weight->ne[0] <= INT32_MAX &&
           weight->ne[1] * weight->ne[2] <= INT32_MAX && !weight->view_src;
}

/// Types that llama.cpp has tiles of AMX for (ggml-cpu/amx/common.h).
bool HasTiles(ggml_type type) {
    switch (type) {
        case GGML_TYPE_Q4_0:
        case GGML_TYPE_Q4_1:
        case GGML_TYPE_Q8_0:
        case GGML_TYPE_Q4_K:
        case GGML_TYPE_Q5_K:
        case GGML_TYPE_Q6_K:
        case GGML_TYPE_IQ4_XS: return true;
        default: return false;
    }
}

/// What AMX machines' own code in llama.cpp has tiles for is left to it. But MLA's heads would end the process there
/// (weights_home.h).
bool IsLeftToAmx(const ggml_tensor * weight) {
    return amxIsThere && !IsMlaWeight(weight->name) && HasTiles(weight->type);
}

bool IsReadable(const ggml_tensor * other) { return !other->buffer || ggml_backend_buffer_is_host(other->buffer); }

bool TakesProduct(const ggml_tensor * node) {
    const ggml_tensor *weight = node->src[0], *in = node->src[1];
    if ((!CanPack(weight) && !IsPlain(weight)) || in->type != GGML_TYPE_F32 || in->ne[3] != 1) return false;
    if (weight->ne[2] != 1 && weight->ne[2] != in->ne[2]) return false;
    if (IsLoadersQuestion(node)) {
        if (IsPlain(weight)) return MayTakeProducts();
        const bool wanted = weight->ne[2] == 1 ? IsPlainlyMultiplied(weight->name) : IsMlaWeight(weight->name);
        return wanted && MayTakeProducts() && !IsLeftToAmx(weight);
    }
    return in->nb[0] == sizeof(float) && IsReadable(in);
}

bool TakesExperts(const ggml_tensor * node) {
    const ggml_tensor *weight = node->src[0], *in = node->src[1], *ids = node->src[2];
    if (!CanPack(weight) || in->type != GGML_TYPE_F32 || in->ne[3] != 1) return false;
    if (IsLoadersQuestion(node)) return IsExpertWeight(weight->name) && MayTakeProducts();
    return in->nb[0] == sizeof(float) && IsReadable(in) && IsReadable(ids);
}

bool Takes(const ggml_tensor * node) {
    return node->op == GGML_OP_MUL_MAT ? TakesProduct(node) : node->op == GGML_OP_MUL_MAT_ID && TakesExperts(node);
}

class PackedType : public cpu::ExtraBufferType {
  public:
    PackedType(const Kernels & kernels, const cpu::Library & library)
        : multiplier_(kernels, library), experts_(kernels, library), plain_(kernels) {}
    bool SupportsOp(ggml_backend_dev_t, const ggml_tensor * node) override { return Takes(node); }
    cpu::TensorTraits * TraitsOf(const ggml_tensor * node) override;

  private:
    Multiplier multiplier_;
    ExpertMultiplier experts_;
    PlainMultiplier plain_;
};

/// llama.cpp writes a weight in one piece.
void SetTensor(ggml_backend_buffer_t, ggml_tensor * weight, const void * data, size_t offset, size_t size) {
    GGML_ASSERT(offset == 0 && size == ggml_nbytes(weight) && (CanPack(weight) || IsPlain(weight)));
    if (IsPlain(weight)) {
        std::memcpy(weight->data, data, size);
        return;
    }
    PackTensor(weight, data);
    weight->extra = const_cast<void *>(TrivialKindOf(weight, data));
    ReleaseMappedPages(data, size);
}

void GetTensor(ggml_backend_buffer_t, const ggml_tensor * weight, void * data, size_t offset, size_t size) {
    GGML_ASSERT(offset == 0 && size == ggml_nbytes(weight) && (CanPack(weight) || IsPlain(weight)));
    if (IsPlain(weight)) std::memcpy(data, weight->data, size);
    else UnpackTensor(weight, data);
}

ggml_backend_buffer_t Allocate(ggml_backend_buffer_type_t type, size_t size) {
    ggml_backend_buffer_t buffer = ggml_backend_buft_alloc_buffer(ggml_backend_cpu_buffer_type(), size);
    if (!buffer) return nullptr;
    UseHugePages(ggml_backend_buffer_get_base(buffer), size);
    buffer->buft = type;
    buffer->iface.memset_tensor = nullptr;
    buffer->iface.set_tensor = SetTensor;
    buffer->iface.get_tensor = GetTensor;
    buffer->iface.cpy_tensor = nullptr;
    return buffer;
}

const char * NameOf(ggml_backend_buffer_type_t) { return kName; }

ggml_backend_buffer_type_t BufferType() {
    static ggml_backend_buffer_type type = cpu::NewExtraType(NameOf, Allocate);
    return &type;
}

cpu::TensorTraits * PackedType::TraitsOf(const ggml_tensor * node) {
    const bool product = node->op == GGML_OP_MUL_MAT || node->op == GGML_OP_MUL_MAT_ID;
    if (!product || !node->src[0]->buffer || node->src[0]->buffer->buft != BufferType()) return nullptr;
    if (node->op == GGML_OP_MUL_MAT_ID) return &experts_;
    return IsPlain(node->src[0]) ? (cpu::TensorTraits *)&plain_ : &multiplier_;
}

} // namespace

void OfferPackedHome() {
    const Kernels & kernels = ChooseKernels();
    const cpu::Library * library = kernels.multiply ? cpu::FindLibrary() : nullptr;
    if (!library || BufferType()->context) return;
    static PackedType packed(kernels, *library);
    BufferType()->context = &packed;
    auto & types = *library->extraTypes;
    amxIsThere = std::any_of(types.begin(), types.end(), [](ggml_backend_buffer_type_t type) {
        return std::strcmp(ggml_backend_buft_name(type), "AMX") == 0;
    });
    types.insert(types.begin(), BufferType());
}

bool WouldPack(const ggml_tensor * question) { return BufferType()->context && Takes(question); }

} // namespace dsa
