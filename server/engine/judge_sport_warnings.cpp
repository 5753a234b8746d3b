// Warnings that only some sports know: pads and backups, exchanges, wind, handicaps, penalties.
#include <algorithm>

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

class SportJudge {
public:
    SportJudge(const Case& the_case, const Judgement& judgement, const std::vector<SwimLane>& swimmers, std::vector<Warning>& found)
        : case_(the_case), judgement_(judgement), swimmers_(swimmers), found_(found) {}

    void judge() {
        swimming();
        for (const auto& exchange : judgement_.exchanges) judge(exchange);
        for (const auto& exchange : missed_exchanges(case_, judgement_)) judge(exchange);
        wind();
        for (const auto& result : judgement_.results) judge(result);
    }

private:
    void warn(WarningKind kind, std::optional<LaneNumber> lane, std::optional<ImpulseId> impulse, std::string text) { found_.push_back({kind, lane, impulse, std::move(text)}); }

    static std::string text_of(LaneNumber lane) { return "Lane " + std::to_string(lane.value()); }
    static std::string text_of(Duration time) { return rules::format_time(time, 10ms); }

    void swimming() {
        std::vector<rules::LaneTimes> at_finish;
        for (const auto& lane : swimmers_) {
            if (lane.point.kind == PointKind::finish) at_finish.push_back(lane.times);
            judge(lane);
        }
        if (rules::suspects_start_input(at_finish, case_.rules->swimming_times.difference_limit))
            warn(WarningKind::start_input_doubtful, {}, {}, "Every button is later than its pad by more than " + text_of(case_.rules->swimming_times.difference_limit) + " s. Look at the start input: is the start in the right socket?");
    }

    void judge(const SwimLane& lane) {
        if (!lane.problem.empty()) return warn(WarningKind::no_backup, lane.lane, {}, text_of(lane.lane) + " at " + to_string(lane.point) + ": " + lane.problem);
        const auto pad_counts = lane.official->source == rules::TimeSource::pad;
        if (!pad_counts || !lane.official->investigate) return;
        warn(WarningKind::backup_differs, lane.lane, {},
             text_of(lane.lane) + " at " + to_string(lane.point) + ": pad " + text_of(lane.official->time) + ", backup " + text_of(*lane.official->backup) + ", difference " + text_of(*lane.official->difference) +
                 " s. Look at the order of finish. If the pad failed, set it aside.");
    }

    void judge(const ExchangeFound& exchange) {
        const auto& relay = case_.rules->relay.exchange;
        const auto what = text_of(exchange.lane) + ", exchange at " + std::to_string(exchange.metres) + " m: " + text_of(exchange.judged.difference) + " s by " + relay.id;
        switch (exchange.judged.verdict) {
            case rules::ExchangeVerdict::legal: return;
            case rules::ExchangeVerdict::too_early: return warn(WarningKind::exchange_doubtful, exchange.lane, exchange.leave, what + ", too early. The judges decide.");
            case rules::ExchangeVerdict::needs_judges: return warn(WarningKind::exchange_doubtful, exchange.lane, exchange.leave, what + ". The judges must say what they saw.");
        }
    }

    void judge(const ExchangeMissed& exchange) {
        warn(WarningKind::exchange_doubtful, exchange.lane, {},
             text_of(exchange.lane) + ", exchange at " + std::to_string(exchange.metres) + " m: could not be judged, " +
                 (exchange.touched ? "the platform saw nobody leave" : "the pad felt no touch") + ". The judges must say what they saw.");
    }

    void wind() {
        const auto& rules = case_.rules->wind;
        const auto distance = case_.race.programme.distance_m;
        const auto is_run = std::ranges::any_of(judgement_.results, [](const LaneResult& result) { return result.time.has_value(); });
        if (judgement_.wind || !is_run || distance > rules.longest_m) return;
        warn(WarningKind::wind_missing, {}, {}, "The wind has not been entered. Up to " + std::to_string(rules.longest_m) + " m it belongs to the result.");
    }

    /// Nobody can start it, and where handicaps are paid at the start it has none.
    void due(const LaneResult& result) {
        const auto takes_part = std::ranges::find(case_.lanes, result.lane) != case_.lanes.end();
        const auto is_due = std::ranges::find(judgement_.due, result.lane, &DueStart::lane) != judgement_.due.end();
        if (is_due || !takes_part || result.status != ResultStatus::none) return;
        warn(WarningKind::handicap_unknown, result.lane, {}, text_of(result.lane) + " is due at no time: its handicap is not known before the start. Enter it.");
    }

    void judge(const LaneResult& result) {
        const auto* lane = case_.race.lane(result.lane);
        if (lane == nullptr) return;
        if (case_.rules->start.order.staggered) due(result);
        const auto adjusted = result.time ? adjust(case_, *lane, result.raw(), result.penalty) : Result<rules::AdjustedTime>{rules::AdjustedTime{}};
        if (!adjusted) warn(WarningKind::handicap_unknown, result.lane, {}, text_of(result.lane) + " has no handicap. " + adjusted.error().text);
        else if (const auto doubt = doubt_of_category(case_, *lane)) warn(WarningKind::category_doubtful, result.lane, {}, text_of(result.lane) + ": " + *doubt);
        const auto became = status_of(penalty_of(case_, *lane));
        if (became != ResultStatus::none && lane->status == ResultStatus::none)
            warn(WarningKind::penalty_disqualifies, result.lane, {},
                 text_of(result.lane) + ": its penalties come to " + std::string{code_of(became)} + " by " + case_.rules->penalties.id + ". Enter it too if it is to hold beyond this race.");
    }

    const Case& case_;
    const Judgement& judgement_;
    const std::vector<SwimLane>& swimmers_;
    std::vector<Warning>& found_;
};

}  // namespace

void warn_of_sport(const Case& the_case, const Judgement& judgement, const std::vector<SwimLane>& swimmers, std::vector<Warning>& warnings) {
    SportJudge{the_case, judgement, swimmers, warnings}.judge();
}

}  // namespace bowball::engine
