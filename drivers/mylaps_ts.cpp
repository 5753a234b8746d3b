// MyLaps Timing & Scoring: the Toolkit of BibTag and ProChip systems calls us over TCP. Facts: protocols 6.2; the maker's
// document and a production log of 1,333 records. No I/O here.
//
//   Location@Function@part@part@...@number@$        text, '$' ends a message; CR, LF or NULs may stand around it
// Several locations share the connection: each is a channel. Version 1 (Store) bears a checksum on every record and is what
// the log shows, so it is the default; version 2 (Passing) has keys and values.
//
// What is not acknowledged is repeated for ever, and newer passings wait behind it. So a batch is acknowledged when the
// journal holds it, and not before; one with a record that cannot be read when it comes again the same.
#include <deque>
#include <set>

#include "drivers/mylaps_ts_record.hpp"

namespace bowball::capture {
namespace {

using namespace mylaps_ts;

/// The longest batch in the log has 30 records, 1.2 KB.
constexpr std::size_t most_message_bytes = 64 * 1024;
/// Passings remembered as stored: the race knows them too, this only saves it the trouble. A day of a large meet.
constexpr std::size_t most_stored = 20'000;
/// Batches on their way into the journal. The Toolkit sends one at a time for each location.
constexpr std::size_t most_waiting = 64;
constexpr Duration ping_rhythm = 10s;
/// Passings at least so far apart tell whether the Toolkit sends as they happen, or what it had kept.
constexpr Duration shortest_comparison = 10s;

/// FNV-1a, 64 bits: two different records of a day are never taken for one.
std::uint64_t hash_of(std::string_view location, std::string_view record) {
    auto hash = std::uint64_t{14695981039346656037U};
    const auto add = [&](std::string_view text) {
        for (const auto character : text) hash = (hash ^ static_cast<unsigned char>(character)) * 1099511628211U;
    };
    add(location);
    add("@");
    add(record);
    return hash;
}

struct MylapsTsOptions {
    transponders::Numbers numbers;
    Duration uncertainty;
    Duration delay;
    bool wants_version_2 = false;
};

class MylapsTs final : public Driver {
public:
    explicit MylapsTs(MylapsTsOptions options) : options_(std::move(options)) {}

    void on_open(HostTime at, DriverOutput&) override {
        message_.clear();
        waiting_.clear();
        next_ping_ = at + ping_rhythm;
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        for (const auto byte : bytes) {
            const auto character = static_cast<char>(byte);
            if (character == '$') {
                take_message(out);
                message_.clear();
                continue;
            }
            if (message_.empty()) began_ = at;
            message_ += character;
            if (message_.size() < most_message_bytes) continue;
            out.skipped(message_.size(), "a message without an end: \"" + printable(message_, 60) + "\"");
            message_.clear();
        }
    }

    void on_tick(HostTime at, DriverOutput& out) override {
        if (!next_ping_ || at < *next_ping_) return;
        next_ping_ = at + ping_rhythm;
        out.send("Bowball@Ping@$");
    }

    void on_committed(std::uint64_t mark, HostTime, DriverOutput& out) override {
        const auto found = waiting_.find(mark);
        if (found == waiting_.end()) return;
        for (const auto record : found->second.records) remember(record);
        acknowledge(found->second.function, found->second.number, out);
        waiting_.erase(found);
    }

private:
    struct Batch {
        std::string function;
        std::string number;
        std::vector<std::uint64_t> records;
    };

    void take_message(DriverOutput& out) {
        const auto text = trim_all(message_);
        if (text.empty()) return;
        const auto parts = split(text, '@');
        if (parts.size() < 3 || trim_all(parts[0]).empty()) return misunderstood(out);
        const auto function = parts[1];
        if (function == "Pong") {
            out.alive();
            return out.send(options_.wants_version_2 ? "Bowball@AckPong@Version2.1@c|ct|t|d|l|dv|re|an|g|b|n@$" : "Bowball@AckPong@$");
        }
        if (function == "Ping") {
            out.alive();
            return out.send("Bowball@AckPing@$");
        }
        if (function == "Store" || function == "Passing" || function == "Marker") return take_batch(parts, out);
        for (const auto* known : {"AckPing", "AckPong", "GetLocations", "AckGetLocations", "AckGetInfo", "GetInfo"}) {
            if (function == known) return out.alive();
        }
        misunderstood(out);
    }

    void misunderstood(DriverOutput& out) const { out.skipped(message_.size(), "no message of a Toolkit: \"" + printable(message_, 60) + "\""); }

    /// Location, function, one part for each passing, number, and nothing behind the last '@'.
    void take_batch(std::vector<std::string_view> parts, DriverOutput& out) {
        if (parts.size() < 5 || !parts.back().empty() || !parse_number(parts[parts.size() - 2])) return misunderstood(out);
        parts.pop_back();
        out.alive();
        const auto location = channel_of(parts[0]);
        Batch batch{std::string{parts[1]}, std::string{parts.back()}, {}};
        std::vector<Passing> passings;
        std::string unread;
        for (std::size_t i = 2; i + 1 < parts.size(); ++i) {
            const auto hash = hash_of(location, parts[i]);
            if (stored_.contains(hash)) continue;
            auto passing = read(parts[1], parts[i]);
            if (!passing) {
                unread += parts[i];
                out.skipped(parts[i].size(), "a record of " + printable(location, 40) + " cannot be read: \"" + printable(parts[i], 80) + "\"");
                continue;
            }
            passing->hash = hash;
            batch.records.push_back(hash);
            passings.push_back(std::move(*passing));
        }
        const auto is_live = judge_live(passings, out);
        for (auto& passing : passings) report(location, std::move(passing), is_live, out);
        // Damaged on the way, it comes right the next time; of a kind that we do not know, it must not hold up the others.
        if (!unread.empty() && std::exchange(unread_, unread) != unread) return;
        wait_for_commit(std::move(batch), out);
    }

    std::optional<Passing> read(std::string_view function, std::string_view text) const {
        if (function == "Store") return parse_store(text);
        if (function == "Passing") return parse_passing(text);
        return parse_marker(text, newest_);
    }

    /// True if these passings have only just happened; then the newest one tells what the Toolkit's clock reads, to within
    /// the delay. What was kept comes at another pace than it happened, so two batches tell one from the other.
    bool judge_live(const std::vector<Passing>& passings, DriverOutput& out) {
        std::optional<DeviceTime> newest;
        for (const auto& one : passings) {
            const auto is_new = one.ticks && !one.is_marker && !reported_.contains(one.hash);
            if (is_new && (!newest || *one.ticks > *newest)) newest = one.ticks;
        }
        if (!newest) return false;
        if (!newest_ || *newest > *newest_) newest_ = newest;
        if (!compared_) {
            compared_ = {*newest, began_, {}};
            return false;
        }
        const auto elapsed_here = began_ - compared_->host;
        const auto has_its_pace = std::chrono::abs((*newest - compared_->device) - elapsed_here) <= options_.delay;
        const auto is_long = elapsed_here >= shortest_comparison;
        if (!has_its_pace || (!is_long && !is_clock_known_)) {
            if (is_long) compared_ = {*newest, began_, {}};
            return false;
        }
        is_clock_known_ = true;
        compared_ = {*newest, began_, {}};
        out.clock_sample({*newest, began_ - options_.delay / 2, options_.delay / 2});
        return true;
    }

    void report(const std::string& location, Passing passing, bool is_live, DriverOutput& out) {
        RawImpulse impulse;
        impulse.channel = passing.is_marker ? "marker" : location;
        impulse.ticks = passing.ticks;
        if (impulse.ticks && !passing.is_marker) *impulse.ticks += transponders::tie_break(passing.chip);
        impulse.own_uncertainty = options_.uncertainty;
        impulse.change = is_live && !reported_.contains(passing.hash) ? Change::seen : Change::repeated;
        if (!impulse.ticks) impulse.trust = Trust::suspect;
        if (!passing.is_marker) impulse.number = options_.numbers.of(passing.chip);
        if (!impulse.number) impulse.number = passing.bib;
        impulse.remark = std::move(passing.remark);
        out.impulse(std::move(impulse));
        if (reported_.size() >= most_stored) reported_.clear();
        reported_.insert(passing.hash);
    }

    void wait_for_commit(Batch batch, DriverOutput& out) {
        if (batch.records.empty()) return acknowledge(batch.function, batch.number, out);
        if (waiting_.size() >= most_waiting) waiting_.erase(waiting_.begin());  // never answered: it will be repeated
        waiting_.insert_or_assign(out.mark(), std::move(batch));
    }

    static void acknowledge(const std::string& function, const std::string& number, DriverOutput& out) { out.send("Bowball@Ack" + function + "@" + number + "@$"); }

    void remember(std::uint64_t record) {
        if (!stored_.insert(record).second) return;
        order_.push_back(record);
        if (order_.size() <= most_stored) return;
        stored_.erase(order_.front());
        order_.pop_front();
    }

    MylapsTsOptions options_;
    std::string message_;
    HostTime began_;
    std::optional<HostTime> next_ping_;
    std::map<std::uint64_t, Batch> waiting_;   ///< by mark
    std::set<std::uint64_t> stored_;           ///< in the journal
    std::deque<std::uint64_t> order_;          ///< of those
    std::set<std::uint64_t> reported_;         ///< at least once
    std::string unread_;                       ///< what could not be read of the newest such batch
    std::optional<DeviceTime> newest_;         ///< for a marker, that bears no date
    std::optional<ClockSample> compared_;
    bool is_clock_known_ = false;
};

constexpr SettingSpec mylaps_ts_settings[] = {
    transponders::numbers_setting,
    transponders::uncertainty_setting,
    {"delay_ms", "2000", "The longest that a passing takes from the mat through the Toolkit to this computer. Half of it is the doubt between this clock and others."},
    {"version", "1", "Of the protocol: \"1\" has a checksum on every passing; \"2\" tells the tag's kind and more."},
};

}  // namespace

extern const DriverSpec mylaps_ts_driver;
const DriverSpec mylaps_ts_driver{
    .name = "mylaps_ts",
    .title = "MyLaps Timing & Scoring (BibTag, ProChip through the Toolkit)",
    .maturity = Maturity::proven,
    .default_link = "tcp-listen://0.0.0.0:3097",
    .expected_rhythm = 30s,
    .settings = mylaps_ts_settings,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        auto loop = transponders::parse_loop_settings(settings);
        if (!loop) return loop.error();
        const auto& version = setting(settings, "version");
        if (version != "1" && version != "2") return Error{errc::bad_input, "version must be \"1\" or \"2\"."};
        return std::unique_ptr<Driver>{std::make_unique<MylapsTs>(MylapsTsOptions{std::move(loop->numbers), loop->uncertainty, loop->delay, version == "2"})};
    },
};

}  // namespace bowball::capture
