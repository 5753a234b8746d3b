// Words that events, commands and state share: statuses, verdicts, cards, impulses.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/observation.hpp"
#include "core/stamp.hpp"
#include "core/timing_point.hpp"

namespace bowball::engine {

/// Why a crew has no ordinary place. Rules of the sports 2.6.
enum class ResultStatus : std::uint8_t {
    none,           ///< racing, or finished in the ordinary way
    did_not_start,  ///< DNS
    did_not_finish, ///< DNF
    excluded,       ///< EXC: out of all remaining rounds of the event
    disqualified,   ///< DSQ: out of all events of the regatta, or of this one (PenaltyScopeRules)
    under_weight,   ///< BUW: placed last in the race
    relegated,      ///< REL: placed last in the race
    scratched,      ///< SCR: withdrawn before the race
};
/// "DNS", "DNF", ...; empty for none.
[[nodiscard]] std::string_view code_of(ResultStatus status);
/// Which of two statuses stands where both were said: a disqualification over an exclusion, that over all others.
[[nodiscard]] constexpr int gravity(ResultStatus status) {
    if (status == ResultStatus::disqualified) return 3;
    if (status == ResultStatus::excluded) return 2;
    return status == ResultStatus::none ? 0 : 1;
}
/// True for what anybody sees from the bank (none, DNS, DNF, SCR); the rest is a decision of a judge.
[[nodiscard]] constexpr bool is_observed(ResultStatus status) {
    return status == ResultStatus::none || status == ResultStatus::did_not_start || status == ResultStatus::did_not_finish || status == ResultStatus::scratched;
}
/// Reads a code, also "DQ"; empty text is none. Fails with errc::bad_input on any other text.
[[nodiscard]] Result<ResultStatus> parse_status(std::string_view code);

enum class CardColour : std::uint8_t { yellow, red };
[[nodiscard]] std::string_view to_string(CardColour colour);
[[nodiscard]] Result<CardColour> parse_card_colour(std::string_view text);

/// Why a start was called back.
enum class RecallCause : std::uint8_t {
    false_start,   ///< somebody may be responsible: a decision follows
    faulty_start,  ///< gates, lights, a holder: nobody is to blame
    breakage,      ///< equipment failed inside the start zone
    other,
};
[[nodiscard]] std::string_view to_string(RecallCause cause);
[[nodiscard]] Result<RecallCause> parse_recall_cause(std::string_view text);

/// What is done to a result that is or was official.
enum class OfficialChange : std::uint8_t {
    reopen,
    confirm,   ///< as a new revision
    advance,   ///< a crew goes on from it, or does not after all, though the race after it is official
    settle,    ///< the order by which crews of a tie came into it is taken back
};
[[nodiscard]] std::string_view to_string(OfficialChange change);
[[nodiscard]] Result<OfficialChange> parse_official_change(std::string_view text);

/// What the starter tells the crews before attention.
enum class Announcement : std::uint8_t {
    two_minutes,  ///< the roll call follows
    quick_start,  ///< no roll call: weather, or a delay
};
[[nodiscard]] std::string_view to_string(Announcement how);
[[nodiscard]] Result<Announcement> parse_announcement(std::string_view text);

/// What the scoreboards show.
enum class BoardFace : std::uint8_t {
    automatic,  ///< the race that is on; while none is, one face after the other
    race,       ///< the current race, as it stands
    schedule,
    medals,
    message,
};
[[nodiscard]] std::string_view to_string(BoardFace face);
[[nodiscard]] Result<BoardFace> parse_board_face(std::string_view text);

/// By whose word a crew goes on beyond places and times.
enum class AdvancedBy : std::uint8_t {
    referee,  ///< qR: the crew was hindered, say
    jury,     ///< qJ: of appeal
};
[[nodiscard]] std::string_view to_string(AdvancedBy by);
[[nodiscard]] Result<AdvancedBy> parse_advanced_by(std::string_view text);

/// The official's answer to a suspected false start.
enum class Verdict : std::uint8_t {
    upheld,     ///< a false start; the responsible crews are named
    dismissed,  ///< no false start: the race stands
    no_blame,   ///< the start was not good, and no crew is responsible
};
[[nodiscard]] std::string_view to_string(Verdict verdict);
[[nodiscard]] Result<Verdict> parse_verdict(std::string_view text);

/// An edge at a timing point, stamped on the venue's timeline. Its name is the Seq of the entry that brought it.
struct Impulse {
    TimingPoint point;
    std::optional<LaneNumber> lane;      ///< by a lane-bound channel or by the number the device's operator entered
    Stamp stamp;
    Source source = Source::system_a;
    DeviceName device;                   ///< "" for a time that a person typed
    ChannelName channel;
    Edge edge = Edge::rising;
    Trust trust = Trust::good;
    bool by_hand = false;
    std::string remark;
    friend bool operator==(const Impulse&, const Impulse&) = default;
};

/// "2, 3 and 5" would need a language; "2, 3, 5" does not.
[[nodiscard]] std::string list_of(const std::vector<LaneNumber>& lanes);

/// One crew in one lane.
struct LaneDraw {
    LaneNumber lane;
    CrewId crew;
    friend bool operator==(const LaneDraw&, const LaneDraw&) = default;
};

/// A crew that another race put out (rules of the sports 2.3).
struct BarredLane {
    LaneNumber lane;
    RaceId by;                ///< the race in which it was excluded or disqualified
    ResultStatus status{};
    friend bool operator==(const BarredLane&, const BarredLane&) = default;
};

/// One crew's line on the photo-finish picture.
struct PhotoRow {
    LaneNumber lane;
    std::optional<std::uint16_t> place;  ///< equal places: a dead heat
    std::optional<Duration> time;        ///< net time as read
    ResultStatus status = ResultStatus::none;
    std::string remark;                  ///< what the operator typed and no status code matches
    std::optional<std::uint32_t> column{};   ///< of the picture, where the time was read
    std::vector<Duration> watches{};         ///< of the lane, as a device of stopwatches sent them; the rule set makes a time of them
    friend bool operator==(const PhotoRow&, const PhotoRow&) = default;
};
/// True if the row says nothing of the lane.
[[nodiscard]] inline bool is_blank(const PhotoRow& row) { return !row.place && !row.time && row.status == ResultStatus::none && row.remark.empty() && row.watches.empty(); }

}  // namespace bowball::engine
