// Puts traces together from the pieces that a sensor sends. Header only; for net_sensor.cpp.
//
// Every piece says everything of the whole, so pieces may come in any order and more than once. Each is answered with what is still
// missing, and the sensor repeats that until it hears that the trace is in the journal. What is bounded: the traces under
// way (the one that waits longest is given up, and begins anew with its repetition), and what is remembered of those that
// are stored.
#pragma once
#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "drivers/net_sensor_datagram.hpp"

namespace bowball::capture::net_sensor {

/// What the sensor is to do about one of its traces.
struct TraceRequest {
    enum class State : std::uint8_t {
        wanted = 0,   ///< send samples from `first` on, `count` of them; none: all are here, and wait for the journal
        stored = 1,   ///< in the journal: forget it
        refused = 2,  ///< no trace that makes sense: forget it
    };
    std::uint32_t number = 0;
    State state{};
    std::uint16_t first = 0;
    std::uint16_t count = 0;
};

[[nodiscard]] inline std::string body_of(const TraceRequest& request) {
    std::string body;
    append(body, request.number);
    append(body, static_cast<std::uint8_t>(request.state));
    append(body, std::uint8_t{0});
    append(body, request.first);
    append(body, request.count);
    append(body, std::uint16_t{0});
    return body;
}

class TracePieces {
public:
    /// What to answer to a piece. A trace that is whole now goes to `out`.
    [[nodiscard]] TraceRequest take(const TraceBody& piece, HostTime at, DriverOutput& out) {
        if (is_stored(piece.number)) return {piece.number, TraceRequest::State::stored};
        const auto why = what_is_wrong_with(piece);
        if (why != nullptr) {
            out.skipped(0, "trace \"" + std::to_string(piece.number) + "\" is refused: " + why);
            return {piece.number, TraceRequest::State::refused};
        }
        auto found = under_way_.find(piece.number);
        if (found == under_way_.end()) found = begin(piece, at, out);
        auto& whole = found->second;
        if (!whole.is_of_one_piece_with(piece)) {
            out.skipped(0, "trace \"" + std::to_string(piece.number) + "\" is refused: its pieces contradict each other");
            under_way_.erase(found);
            return {piece.number, TraceRequest::State::refused};
        }
        whole.add(piece, at);
        if (!whole.mark && whole.missing == 0) {
            out.trace(whole.trace);
            whole.mark = out.mark();
        }
        return whole.request(piece.number);
    }

    /// The trace that is in the journal with this mark, if it is a trace's.
    [[nodiscard]] std::optional<TraceRequest> committed(std::uint64_t mark) {
        const auto found = std::ranges::find_if(under_way_, [&](const auto& one) { return one.second.mark == mark; });
        if (found == under_way_.end()) return std::nullopt;
        const auto number = found->first;
        under_way_.erase(found);
        stored_.push_back(number);
        if (stored_.size() > limits::remembered_frames) stored_.pop_front();
        return TraceRequest{number, TraceRequest::State::stored};
    }

    /// A sensor repeats every few seconds; what is silent for so long is gone, or the journal does not take it.
    void give_up(HostTime at, DriverOutput& out) {
        std::erase_if(under_way_, [&](const auto& one) {
            if (at - one.second.heard < patience) return false;
            complain(one.first, one.second, out);
            return true;
        });
    }

    /// The sensor was restarted: it has forgotten what it had not sent.
    void end(DriverOutput& out) const {
        for (const auto& [number, whole] : under_way_) complain(number, whole, out);
    }

private:
    struct Whole {
        TraceBody head;               ///< as its first piece said it
        RawTrace trace;
        std::vector<bool> here;
        std::size_t missing = 0;
        HostTime heard;
        std::optional<std::uint64_t> mark;   ///< it is whole, and was reported

        [[nodiscard]] bool is_of_one_piece_with(const TraceBody& piece) const {
            const auto same = [](const TraceBody& one) { return std::tie(one.channel, one.total, one.ticks_ns, one.uncertainty_ns, one.interval_ns, one.scale_micro, one.unit); };
            return same(head) == same(piece);
        }
        void add(const TraceBody& piece, HostTime at) {
            heard = at;
            if (mark) return;
            for (std::size_t i = 0; i < piece.count; ++i) {
                const auto place = piece.first + i;
                trace.waveform.samples[place] = number_at<std::int16_t>(piece.samples, 2 * i);
                if (!here[place]) --missing;
                here[place] = true;
            }
        }
        /// The first gap.
        [[nodiscard]] TraceRequest request(std::uint32_t number) const {
            const auto gap = std::ranges::find(here, false);
            const auto end = std::find(gap, here.end(), true);
            if (gap == here.end()) return {number, TraceRequest::State::wanted, head.total, 0};
            return {number, TraceRequest::State::wanted, static_cast<std::uint16_t>(gap - here.begin()), static_cast<std::uint16_t>(end - gap)};
        }
    };
    static constexpr Duration patience = 60s;
    static constexpr std::uint32_t longest_interval_ns = 100'000'000;
    static constexpr std::int64_t largest_scale = 1'000'000'000'000;

    [[nodiscard]] bool is_stored(std::uint32_t number) const { return std::ranges::find(stored_, number) != stored_.end(); }

    [[nodiscard]] static const char* what_is_wrong_with(const TraceBody& piece) {
        if (piece.total == 0 || piece.total > limits::trace_samples) return "it has no samples, or too many";
        if (piece.count == 0 || piece.first + piece.count > piece.total) return "a piece lies outside of it";
        if (piece.interval_ns == 0 || piece.interval_ns > longest_interval_ns) return "its interval makes no sense";
        if (piece.scale_micro == 0 || piece.scale_micro > largest_scale || piece.scale_micro < -largest_scale) return "its scale makes no sense";
        if (piece.ticks_ns > INT64_MAX / 2) return "its time makes no sense";
        const auto is_printable = std::ranges::all_of(piece.unit, [](char c) { return c > ' ' && c <= '~'; });
        return piece.unit.empty() || !is_printable ? "its unit is no text" : nullptr;
    }

    std::map<std::uint32_t, Whole>::iterator begin(const TraceBody& piece, HostTime at, DriverOutput& out) {
        if (under_way_.size() >= limits::unfinished_traces) {
            const auto oldest = std::ranges::min_element(under_way_, {}, [](const auto& one) { return one.second.heard; });
            complain(oldest->first, oldest->second, out);
            under_way_.erase(oldest);
        }
        Whole whole{piece, {}, std::vector<bool>(piece.total), piece.total, at, {}};
        whole.head.samples = {};   // of a datagram that will be gone
        whole.trace.channel = std::to_string(piece.channel);
        whole.trace.ticks = from_ns<DeviceTime>(static_cast<std::int64_t>(piece.ticks_ns));
        whole.trace.own_uncertainty = std::max(Duration{piece.uncertainty_ns}, Duration{1us});
        whole.trace.remark = "trace " + std::to_string(piece.number);
        whole.trace.waveform = {Duration{piece.interval_ns}, piece.unit, piece.scale_micro, std::vector<std::int16_t>(piece.total)};
        return under_way_.emplace(piece.number, std::move(whole)).first;
    }

    static void complain(std::uint32_t number, const Whole& whole, DriverOutput& out) {
        if (whole.mark) return;   // all of it was reported
        out.skipped(0, "trace \"" + std::to_string(number) + "\" is not whole: " + std::to_string(whole.missing) + " of its " + std::to_string(whole.here.size()) + " samples did not come");
    }

    std::map<std::uint32_t, Whole> under_way_;
    std::deque<std::uint32_t> stored_;   ///< numbers, newest last
};

}  // namespace bowball::capture::net_sensor
