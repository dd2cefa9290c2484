#pragma once
#include <atomic>

namespace sparselens {

/// Whether tokens that are evaluated together get the numbers that they get one after the other, so that drafting them
/// changes nothing but the time. ggml-dsa computes each row by itself; llama.cpp's own products and attention choose
/// their way by how many rows there are, and what of a model is theirs depends on file and machine. So it is tried: the
/// first drafts are evaluated both ways, and one difference, in a logit or a row, ends drafting for this model.
class DraftTrust {
  public:
    bool IsEarned() const { return equal_ >= kTries; }
    bool IsLost() const { return isLost_; }
    void Tell(bool isEqual) {
        if (isEqual) equal_++;
        else isLost_ = true;
    }

  private:
    static constexpr int kTries = 3;
    std::atomic<int> equal_{0};
    std::atomic<bool> isLost_{false};
};

} // namespace sparselens
