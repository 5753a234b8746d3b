// Decoders number their passings one by one: what is missing is asked for again, and said to be lost when it does not come.
// Header only; shared by the drivers of decoders that number.
#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "capture/driver.hpp"

namespace bowball::capture {

class PassingNumbers {
public:
    /// From `first` to `last`, both included.
    struct Range {
        std::uint32_t first;
        std::uint32_t last;
        [[nodiscard]] std::uint32_t count() const { return last - first + 1; }
        friend bool operator==(const Range&, const Range&) = default;
    };

    /// A passing came. `seen`: the next one, or the first after a gap; `repeated`: an earlier one, that was missing or is known.
    Change note(std::uint32_t number, DriverOutput& out) {
        if (!newest_) return begin(number);
        if (number > *newest_) {
            await(*newest_ + 1, number - 1, out);
            newest_ = number;
            return Change::seen;
        }
        if (missing_.erase(number) > 0 || *newest_ - number < longest_memory) return Change::repeated;
        out.skipped(0, "the decoder numbers its passings anew: \"" + std::to_string(number) + "\" after " + std::to_string(*newest_));
        give_up_all(out);
        return begin(number);
    }

    /// The decoder says that its newest passing is number `newest`: what is missing up to there is awaited.
    void expect(std::uint32_t newest, DriverOutput& out) {
        if (newest_ && newest < *newest_) give_up_all(out);
        if (!newest_ || newest < *newest_) begin(newest);
        if (newest > *newest_) await(*newest_ + 1, newest, out);
        newest_ = newest;
    }

    /// The decoder begins a new series: what is still missing is lost.
    void restart(DriverOutput& out) {
        give_up_all(out);
        newest_.reset();
    }

    /// What is to be asked for at this time, if anything. What was asked for in vain is given up, and said to be lost.
    [[nodiscard]] std::optional<Range> due(HostTime at, DriverOutput& out) {
        give_up_overdue(at, out);
        std::optional<Range> range;
        for (auto& [number, one] : missing_) {
            const auto is_due = one.tries == 0 || at - one.asked >= patience;
            if (range && (!is_due || number != range->last + 1 || range->count() >= most_at_once)) break;
            if (!is_due) continue;
            if (!range) range = Range{number, number};
            range->last = number;
            one.asked = at;
            ++one.tries;
        }
        return range;
    }

private:
    struct Missing {
        HostTime asked;
        unsigned tries = 0;
    };
    static constexpr Duration patience = 5s;
    static constexpr unsigned most_tries = 3;
    static constexpr std::uint32_t most_at_once = 50;
    /// An earlier number than this is of a new series.
    static constexpr std::uint32_t longest_memory = 1000;
    /// Missing numbers that are waited for. A gap that is wider is lost but for its newest.
    static constexpr std::uint32_t most_missing = 1000;

    Change begin(std::uint32_t number) {
        newest_ = number;
        return Change::seen;
    }

    void await(std::uint32_t first, std::uint32_t last, DriverOutput& out) {
        if (first > last) return;
        if (last - first >= most_missing) {
            lost(last - most_missing - first + 1, first, last - most_missing, out);
            first = last - most_missing + 1;
        }
        for (auto number = first; number <= last && number >= first; ++number) missing_.emplace(number, Missing{});
        while (missing_.size() > most_missing) {
            const auto oldest = missing_.begin()->first;
            missing_.erase(missing_.begin());
            lost(1, oldest, oldest, out);
        }
    }

    void give_up_overdue(HostTime at, DriverOutput& out) {
        std::optional<Range> range;
        std::uint32_t count = 0;
        std::erase_if(missing_, [&](const auto& entry) {
            const auto& [number, one] = entry;
            if (one.tries < most_tries || at - one.asked < patience) return false;
            range = Range{range ? range->first : number, number};
            ++count;
            return true;
        });
        if (range) lost(count, range->first, range->last, out);
    }

    void give_up_all(DriverOutput& out) {
        if (!missing_.empty()) lost(static_cast<std::uint32_t>(missing_.size()), missing_.begin()->first, missing_.rbegin()->first, out);
        missing_.clear();
    }

    static void lost(std::uint32_t count, std::uint32_t first, std::uint32_t last, DriverOutput& out) {
        out.impulses_missed(count, "of the decoder's passings " + std::to_string(first) + " to " + std::to_string(last) + " some never came, though they were asked for again");
    }

    std::optional<std::uint32_t> newest_;
    std::map<std::uint32_t, Missing> missing_;
};

}  // namespace bowball::capture
