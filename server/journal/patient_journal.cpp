#include "journal/patient_journal.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <utility>

#include "io/hand.hpp"

namespace bowball::journal {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class PatientJournal final : public Journal {
public:
    PatientJournal(std::unique_ptr<Journal> inner, Patience patience)
        : inner_(std::move(inner)), patience_(patience), head_(inner_->head()), epoch_(inner_->epoch()), trouble_at_opening_(inner_->trouble_at_opening()) {}

    /// To close a file may hang as well: the writer does it, behind what is under way.
    ~PatientJournal() override {
        try {
            pursue_marker(patience_.marker);
            const auto last = std::make_shared<std::shared_ptr<Journal>>(std::move(inner_));
            std::ignore = writer_.is_done(writer_.give([last] { last->reset(); }), patience_.closing);
        } catch (const std::exception&) {
            // No memory: whoever ends waits for the disk after all.
        }
    }

    Result<void> append(std::span<const engine::Entry> entries) override {
        pursue_marker(milliseconds{0});
        if (const auto before = settle(milliseconds{0}); !before) return before;
        // What was under way when the one before failed may have come to the disk since.
        while (!entries.empty() && entries.front().seq <= head_.seq) entries = entries.subspan(1);
        if (entries.empty()) return {};
        begin(entries);
        return settle(is_late_ ? std::min(patience_.after_late, patience_.append) : patience_.append);
    }

    bool is_under_way() const override { return under_way_.has_value(); }
    Head head() const override { return head_; }
    const std::string& epoch() const override { return epoch_; }

    Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const override {
        if (under_way_) return trouble();
        return inner_->read(first, visit);
    }
    Result<void> walk(const std::function<void(engine::Entry&&)>& visit, const std::function<void(Flaw&&)>& flaw) const override {
        if (under_way_) return trouble();
        return inner_->walk(visit, flaw);
    }

    /// Before people see what follows from them, if the disk lets us.
    void note_unrecorded(bool waiting) override {
        is_to_be_marked_ = waiting;
        pursue_marker(patience_.marker);
    }

    /// Each place is asked by a thread of its own, and for itself: one that hangs and then refuses must not go on to the file of the other.
    Result<std::string> spill(const EntriesToSpill& entries) const override {
        const auto beside = [inner = inner_, entries] { return inner->spill_beside(*entries); };
        const auto elsewhere = [inner = inner_, entries] { return inner->spill_elsewhere(*entries); };
        // A disk that is silent with an append under way need not be asked first.
        if (under_way_) {
            if (auto there = ask(spare_, elsewhere)) return there;
            return ask(marker_, beside);
        }
        if (auto there = ask(marker_, beside)) return there;
        return ask(spare_, elsewhere);
    }
    Result<std::string> spill_beside(std::span<const engine::Entry> entries) const override { return inner_->spill_beside(entries); }
    Result<std::string> spill_elsewhere(std::span<const engine::Entry> entries) const override { return inner_->spill_elsewhere(entries); }
    std::string trouble_at_opening() const override { return trouble_at_opening_; }

private:
    struct Outcome {
        Result<void> written;
        Head head;
        steady_clock::time_point done;
    };
    struct UnderWay {
        io::Hand::Ticket ticket;
        std::shared_ptr<std::optional<Outcome>> outcome;   ///< the writer's until that is done
        steady_clock::time_point began;
    };
    struct Marking {
        io::Hand::Ticket ticket;
        bool waiting;
    };

    /// On the writer. Whatever is thrown, the head says what is in the file.
    static void write(Journal& journal, const std::vector<engine::Entry>& entries, std::optional<Outcome>& outcome) {
        try {
            auto written = journal.append(entries);
            outcome.emplace(Outcome{std::move(written), journal.head(), steady_clock::now()});
        } catch (const std::exception& problem) {
            outcome.emplace(Outcome{Error{errc::io_failed, std::string{"The journal met what it did not expect: "} + problem.what() + "."}, journal.head(), steady_clock::now()});
        }
    }

    void begin(std::span<const engine::Entry> entries) {
        const auto copy = std::make_shared<const std::vector<engine::Entry>>(entries.begin(), entries.end());
        UnderWay made{0, std::make_shared<std::optional<Outcome>>(), steady_clock::now()};
        made.ticket = writer_.give([inner = inner_, copy, outcome = made.outcome] { write(*inner, *copy, *outcome); });
        under_way_ = std::move(made);
    }

    /// What became of an append that is under way.
    Result<void> settle(milliseconds wait) {
        if (!under_way_) return {};
        if (!writer_.is_done(under_way_->ticket, wait)) {
            is_late_ = true;
            return trouble();
        }
        const auto was = std::exchange(under_way_, std::nullopt);
        const auto& done = *was->outcome;
        if (!done) return Error{errc::io_failed, "There was no memory to write into the journal."};
        head_ = done->head;
        is_late_ = done->done - was->began > patience_.append;
        return done->written;
    }

    [[nodiscard]] Error trouble() const {
        const auto waited = std::chrono::duration_cast<milliseconds>(steady_clock::now() - under_way_->began).count();
        char text[160];
        std::snprintf(text, sizeof text, "The disk of the journal has not answered for %lld.%lld s. Check it, and what else writes to it.", static_cast<long long>(waited / 1000), static_cast<long long>(waited / 100 % 10));
        return {errc::io_failed, text};
    }

    /// Brings the marker to where it is to be. One that hangs is waited for by nobody, and the newest wish follows it.
    void pursue_marker(milliseconds wait) {
        const auto until = steady_clock::now() + wait;
        while (marking_ || is_marked_ != is_to_be_marked_) {
            if (!marking_ && !begin_marking()) return;
            const auto left = std::chrono::ceil<milliseconds>(until - steady_clock::now());
            if (!marker_.is_done(marking_->ticket, std::max(left, milliseconds{0}))) return;
            is_marked_ = std::exchange(marking_, std::nullopt)->waiting;
        }
    }
    [[nodiscard]] bool begin_marking() {
        try {
            marking_ = Marking{marker_.give([inner = inner_, waiting = is_to_be_marked_]() mutable {
                                  inner->note_unrecorded(waiting);
                                  inner.reset();   // before it is said: whoever closes the journal then is the last who has it
                              }), is_to_be_marked_};
            return true;
        } catch (const std::exception&) {
            return false;   // no memory: with the next append
        }
    }

    template <class Work>
    [[nodiscard]] Result<std::string> ask(io::Hand& hand, Work work) const {
        const auto no_memory = [] { return Error{errc::io_failed, "There was no memory to write it."}; };
        try {
            const auto answer = std::make_shared<std::optional<Result<std::string>>>();
            const auto ticket = hand.give([answer, work = std::optional{std::move(work)}]() mutable {
                answer->emplace((*work)());
                work.reset();   // as above
            });
            if (!hand.is_done(ticket, patience_.spill)) return Error{errc::io_failed, "No disk answers, neither that of the journal nor that of the folder for temporary files."};
            return answer->has_value() ? **answer : no_memory();
        } catch (const std::bad_alloc&) {
            return no_memory();   // the other place is asked all the same
        }
    }

    std::shared_ptr<Journal> inner_;   ///< a thread that hangs holds it too
    Patience patience_;
    Head head_;
    std::string epoch_;
    std::string trouble_at_opening_;
    std::optional<UnderWay> under_way_;
    bool is_late_ = false;   ///< the newest append was not on time, as far as is known
    bool is_marked_ = false;
    bool is_to_be_marked_ = false;
    std::optional<Marking> marking_;
    // Two that hang with the disk must not keep the third from the folder for temporary files.
    io::Hand writer_;
    mutable io::Hand marker_;
    mutable io::Hand spare_;
};

}  // namespace

std::unique_ptr<Journal> make_patient_journal(std::unique_ptr<Journal> inner, Patience patience) {
    return std::make_unique<PatientJournal>(std::move(inner), patience);
}

}  // namespace bowball::journal
