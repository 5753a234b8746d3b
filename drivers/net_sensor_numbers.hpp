// Which impulses of a sensor are reported, which are in the journal, and which are lost. Header only; for net_sensor.cpp.
//
// A sensor numbers its impulses 1, 2, 3 and repeats each until it is acknowledged, so a gap fills by itself. Lost is only what
// the sensor had to throw out of a full store: numbers between what it knows to be recorded and the oldest that it still holds.
#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "capture/driver.hpp"
#include "drivers/net_sensor_datagram.hpp"

namespace bowball::capture::net_sensor {

/// Refuses what was heard before. The last 64 counters may come in any order, for networks do that; older ones do not count.
class ReplayWindow {
public:
    explicit ReplayWindow(std::uint64_t newest) : newest_(newest) {}

    bool accept(std::uint64_t counter) {
        if (counter > newest_) {
            const auto ahead = counter - newest_;
            seen_ = ahead >= width ? 1 : seen_ << ahead | 1;
            newest_ = counter;
            return true;
        }
        const auto behind = newest_ - counter;
        if (behind >= width || (seen_ >> behind & 1) != 0) return false;
        seen_ |= std::uint64_t{1} << behind;
        return true;
    }

private:
    static constexpr std::uint64_t width = 64;
    std::uint64_t newest_;
    std::uint64_t seen_ = ~std::uint64_t{0};  ///< what came before the first is not known, and does not count
};

class ImpulseNumbers {
public:
    explicit ImpulseNumbers(const Store& store) : stored_(base + store.acked) {}

    enum class News : std::uint8_t { fresh, again, stored, too_far };

    /// What to do about this number: report it, report it again, nothing, or refuse it.
    [[nodiscard]] News weigh(std::uint32_t number) const {
        const auto wide = widened(number);
        if (wide + longest_memory < stored_ || wide > stored_ + most_ahead) return News::too_far;
        if (wide <= stored_) return News::stored;
        const auto found = known_.find(wide);
        if (found == known_.end()) return News::fresh;
        return found->second ? News::stored : News::again;
    }

    /// It was reported, and this mark drawn.
    void reported(std::uint32_t number, std::uint64_t mark) {
        const auto wide = widened(number);
        known_.try_emplace(wide, false);
        await(mark, {wide, false});
    }

    /// Takes what the sensor says of its store; says what is lost.
    void settle(const Store& store, HostTime at, DriverOutput& out) {
        const auto acked = widened(store.acked);
        if (acked > stored_ && acked - stored_ <= most_ahead) advance(acked);  // told by the server that ran before
        const auto last = widened(store.oldest) - 1;
        if (last <= stored_ || last - stored_ > INT32_MAX) return;
        // Said again only if the journal did not take it.
        const auto was_said = said_ && at - said_->second < patience ? said_->first : 0;
        const auto from = std::max(stored_, was_said);
        if (from >= last) return;
        const auto known = std::distance(known_.upper_bound(from), known_.upper_bound(last));
        const auto lost = last - from - static_cast<std::uint64_t>(known);
        if (lost == 0) return;
        said_ = {last, at};
        out.impulses_missed(static_cast<std::uint32_t>(lost), "the sensor's store was full: of impulses up to " + std::to_string(narrow(last)) + " the oldest were never recorded");
        await(out.mark(), {last, true});
    }

    /// True if more is in the journal than before.
    bool committed(std::uint64_t mark) {
        const auto found = waiting_.find(mark);
        if (found == waiting_.end()) return false;
        const auto what = found->second;
        waiting_.erase(found);
        const auto before = stored_;
        if (what.is_loss) {
            advance(std::max(stored_, what.last));
        } else if (const auto known = known_.find(what.last); known != known_.end()) {
            known->second = true;
        }
        advance(stored_);
        return stored_ != before;
    }

    /// The sensor was restarted, and what it had not sent is gone: so many numbers are missing among those that came.
    [[nodiscard]] std::uint32_t gaps() const {
        const auto from = std::max(stored_, said_ ? said_->first : 0);
        const auto first = known_.upper_bound(from);
        if (first == known_.end()) return 0;
        return static_cast<std::uint32_t>(known_.rbegin()->first - from - static_cast<std::uint64_t>(std::distance(first, known_.end())));
    }

    /// All numbers up to this one are in the journal, or known to be lost.
    [[nodiscard]] std::uint32_t stored() const { return narrow(stored_); }

private:
    struct Waiting {
        std::uint64_t last;
        bool is_loss;
    };
    /// A sensor holds at most this many.
    static constexpr std::uint64_t most_ahead = 4096;
    /// And an earlier number than this is no repetition.
    static constexpr std::uint64_t longest_memory = 65'536;
    static constexpr Duration patience = 60s;
    /// Counting goes on behind 2^32, and a little may lie before the beginning.
    static constexpr std::uint64_t base = std::uint64_t{1} << 32;

    [[nodiscard]] std::uint64_t widened(std::uint32_t number) const {
        return stored_ + static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(number - narrow(stored_))));
    }
    [[nodiscard]] static std::uint32_t narrow(std::uint64_t wide) { return static_cast<std::uint32_t>(wide); }

    void await(std::uint64_t mark, Waiting what) {
        if (waiting_.size() >= 2 * most_ahead) waiting_.erase(waiting_.begin());  // never answered: it will be repeated
        waiting_.insert_or_assign(mark, what);
    }

    void advance(std::uint64_t to) {
        stored_ = to;
        while (!known_.empty() && known_.begin()->first <= stored_ + 1) {
            const auto [number, is_committed] = *known_.begin();
            if (number == stored_ + 1 && !is_committed) return;
            stored_ = std::max(stored_, number);
            known_.erase(known_.begin());
        }
    }

    std::uint64_t stored_;
    std::map<std::uint64_t, bool> known_;         ///< reported, beyond `stored_`; true: in the journal
    std::map<std::uint64_t, Waiting> waiting_;    ///< by mark
    std::optional<std::pair<std::uint64_t, HostTime>> said_;  ///< up to where a loss was reported, and when
};

}  // namespace bowball::capture::net_sensor
