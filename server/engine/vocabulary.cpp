#include "engine/vocabulary.hpp"

#include <array>

#include "core/one_of.hpp"

namespace bowball::engine {
namespace {

constexpr std::array statuses{ResultStatus::did_not_start, ResultStatus::did_not_finish, ResultStatus::excluded,
                              ResultStatus::disqualified,  ResultStatus::under_weight,   ResultStatus::relegated,
                              ResultStatus::scratched};

}  // namespace

std::string_view code_of(ResultStatus status) {
    switch (status) {
        case ResultStatus::none: return "";
        case ResultStatus::did_not_start: return "DNS";
        case ResultStatus::did_not_finish: return "DNF";
        case ResultStatus::excluded: return "EXC";
        case ResultStatus::disqualified: return "DSQ";
        case ResultStatus::under_weight: return "BUW";
        case ResultStatus::relegated: return "REL";
        case ResultStatus::scratched: return "SCR";
    }
    return "";
}

Result<ResultStatus> parse_status(std::string_view code) {
    if (code.empty()) return ResultStatus::none;
    if (code == "DQ") return ResultStatus::disqualified;
    for (const auto status : statuses) {
        if (code == code_of(status)) return status;
    }
    return Error{errc::bad_input, "\"" + std::string{code} + "\" is no status. Use DNS, DNF, EXC, DSQ, BUW, REL or SCR."};
}

std::string_view to_string(CardColour colour) {
    switch (colour) {
        case CardColour::yellow: return "yellow";
        case CardColour::red: return "red";
    }
    return "unknown";
}

Result<CardColour> parse_card_colour(std::string_view text) {
    return parse_one_of(text, std::array{CardColour::yellow, CardColour::red});
}

std::string_view to_string(RecallCause cause) {
    switch (cause) {
        case RecallCause::false_start: return "false_start";
        case RecallCause::faulty_start: return "faulty_start";
        case RecallCause::breakage: return "breakage";
        case RecallCause::other: return "other";
    }
    return "unknown";
}

Result<RecallCause> parse_recall_cause(std::string_view text) {
    return parse_one_of(
        text, std::array{RecallCause::false_start, RecallCause::faulty_start, RecallCause::breakage, RecallCause::other});
}

std::string_view to_string(OfficialChange change) {
    switch (change) {
        case OfficialChange::reopen: return "reopen";
        case OfficialChange::confirm: return "confirm";
        case OfficialChange::advance: return "advance";
        case OfficialChange::settle: return "settle";
    }
    return "unknown";
}

Result<OfficialChange> parse_official_change(std::string_view text) { return parse_one_of(text, std::array{OfficialChange::reopen, OfficialChange::confirm, OfficialChange::advance, OfficialChange::settle}); }

std::string_view to_string(Announcement how) {
    switch (how) {
        case Announcement::two_minutes: return "two_minutes";
        case Announcement::quick_start: return "quick_start";
    }
    return "unknown";
}

Result<Announcement> parse_announcement(std::string_view text) { return parse_one_of(text, std::array{Announcement::two_minutes, Announcement::quick_start}); }

std::string_view to_string(BoardFace face) {
    switch (face) {
        case BoardFace::automatic: return "automatic";
        case BoardFace::race: return "race";
        case BoardFace::schedule: return "schedule";
        case BoardFace::medals: return "medals";
        case BoardFace::message: return "message";
    }
    return "unknown";
}

Result<BoardFace> parse_board_face(std::string_view text) {
    return parse_one_of(text, std::array{BoardFace::automatic, BoardFace::race, BoardFace::schedule, BoardFace::medals, BoardFace::message});
}

std::string_view to_string(AdvancedBy by) {
    switch (by) {
        case AdvancedBy::referee: return "referee";
        case AdvancedBy::jury: return "jury";
    }
    return "unknown";
}

Result<AdvancedBy> parse_advanced_by(std::string_view text) { return parse_one_of(text, std::array{AdvancedBy::referee, AdvancedBy::jury}); }

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::upheld: return "upheld";
        case Verdict::dismissed: return "dismissed";
        case Verdict::no_blame: return "no_blame";
    }
    return "unknown";
}

Result<Verdict> parse_verdict(std::string_view text) {
    return parse_one_of(text, std::array{Verdict::upheld, Verdict::dismissed, Verdict::no_blame});
}

std::string list_of(const std::vector<LaneNumber>& lanes) {
    std::string text;
    for (const auto lane : lanes) text += (text.empty() ? "" : ", ") + std::to_string(lane.value());
    return text;
}

}  // namespace bowball::engine
