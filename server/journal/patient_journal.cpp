#include "journal/patient_journal.hpp"

#include "io/hand.hpp"

namespace bowball::journal {
namespace {

class PatientJournal final : public Journal {
public:
    PatientJournal(std::unique_ptr<Journal> inner, std::chrono::milliseconds patience)
        : inner_(std::move(inner)), patience_(patience), head_(inner_->head()), epoch_(inner_->epoch()) {}

    Result<void> append(std::span<const engine::Entry> entries) override {
        if (const auto ended = settle(std::chrono::milliseconds{0}); !ended) return ended;
        // What was under way when the one before failed may have come to the disk since.
        while (!entries.empty() && entries.front().seq <= head_.seq) entries = entries.subspan(1);
        if (entries.empty()) return {};
        auto copy = std::make_shared<const std::vector<engine::Entry>>(entries.begin(), entries.end());
        began_ = std::chrono::steady_clock::now();
        under_way_ = writer_.give([inner = inner_, copy = std::move(copy)]() -> Outcome {
            auto written = inner->append(*copy);
            return {std::move(written), inner->head()};
        });
        return settle(patience_);
    }

    Head head() const override { return head_; }
    const std::string& epoch() const override { return epoch_; }

    Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const override {
        if (under_way_.valid()) return trouble();
        return inner_->read(first, visit);
    }
    Result<void> walk(const std::function<void(engine::Entry&&)>& visit, const std::function<void(Flaw&&)>& flaw) const override {
        if (under_way_.valid()) return trouble();
        return inner_->walk(visit, flaw);
    }

    void note_unrecorded(bool waiting) override {
        // Before people see what follows from them, if the disk lets us; another quarter of the patience, and no more.
        std::ignore = marker_.give([inner = inner_, waiting] { inner->note_unrecorded(waiting); }).wait_for(patience_ / 4);
    }

    Result<std::string> spill(std::span<const engine::Entry> entries) const override {
        auto copy = std::make_shared<const std::vector<engine::Entry>>(entries.begin(), entries.end());
        auto beside = marker_.give([inner = inner_, copy] { return inner->spill(*copy); });
        if (beside.wait_for(longest_spill) == std::future_status::ready) return beside.get();
        auto elsewhere = spare_.give([inner = inner_, copy] { return inner->spill_elsewhere(*copy); });
        if (elsewhere.wait_for(longest_spill) == std::future_status::ready) return elsewhere.get();
        return Error{errc::io_failed, "No disk answers, neither that of the journal nor that of the folder for temporary files."};
    }
    Result<std::string> spill_elsewhere(std::span<const engine::Entry> entries) const override { return inner_->spill_elsewhere(entries); }
    std::string trouble_at_opening() const override { return inner_->trouble_at_opening(); }

private:
    struct Outcome {
        Result<void> written;
        Head head;
    };
    /// A million entries, and a stop that does not take for ever.
    static constexpr std::chrono::seconds longest_spill{10};

    /// What became of an append that is under way.
    Result<void> settle(std::chrono::milliseconds wait) {
        if (!under_way_.valid()) return {};
        if (under_way_.wait_for(wait) != std::future_status::ready) return trouble();
        auto outcome = under_way_.get();
        head_ = outcome.head;
        return outcome.written;
    }

    [[nodiscard]] Error trouble() const {
        const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began_).count();
        return {errc::io_failed, "The disk of the journal has not answered for " + std::to_string(waited / 1000) + "." + std::to_string(waited / 100 % 10) + " s. Check it, and what else writes to it."};
    }

    std::shared_ptr<Journal> inner_;   // a thread that hangs holds it too
    std::chrono::milliseconds patience_;
    Head head_;
    std::string epoch_;
    std::future<Outcome> under_way_;
    std::chrono::steady_clock::time_point began_;
    // Two that hang with the disk must not keep the third from the folder for temporary files.
    io::Hand writer_;
    mutable io::Hand marker_;
    mutable io::Hand spare_;
};

}  // namespace

std::unique_ptr<Journal> make_patient_journal(std::unique_ptr<Journal> inner, std::chrono::milliseconds patience) {
    return std::make_unique<PatientJournal>(std::move(inner), patience);
}

}  // namespace bowball::journal
