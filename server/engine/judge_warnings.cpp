// What a person should look at before a result is official. Each warning is a sentence that says what to do.
#include <algorithm>

#include "engine/judge_steps.hpp"
#include "engine/read_back.hpp"
#include "engine/route.hpp"

namespace bowball::engine {
namespace {

std::string lane_text(LaneNumber lane) { return "Lane " + std::to_string(lane.value()); }

class WarningJudge {
public:
    WarningJudge(const Case& the_case, const Judgement& judgement, const Crossings& crossings)
        : case_(the_case), judgement_(judgement), crossings_(crossings.all), swimmers_(crossings.swimmers) {}

    std::vector<Warning> judge() {
        start();
        equipment();
        clocks();
        impulses();
        losses();
        picture();
        if (!is_rowed_again()) level_on_the_picture();
        after_official();
        for (const auto& result : judgement_.results) lane(result);
        disqualified_persons();
        systems();
        order();
        dead_heats();
        warn_of_redundancy(case_, judgement_, found_);
        warn_of_sport(case_, judgement_, swimmers_, found_);
        return std::move(found_);
    }

private:
    void warn(WarningKind kind, std::optional<LaneNumber> lane, std::optional<ImpulseId> impulse, std::string text) {
        found_.push_back({kind, lane, impulse, std::move(text)});
    }

    void start() {
        const auto anybody_timed = is_anybody_timed();
        const auto unstarted = case_.run != nullptr && case_.signals.empty() && case_.rules->start.kind == rules::StartKind::mass;
        if (unstarted && anybody_timed)
            warn(WarningKind::no_start_signal, {}, {}, "There are crossings but no start signal. Add the start by hand, or name the impulse that was it.");
        else if (unstarted && !case_.photo->empty())
            warn(WarningKind::no_start_signal, {}, {}, "The picture was read, yet no start signal was seen: its times rest on the camera's own start. Check that it was this race's.");
        if (judgement_.start.recall_requested)
            warn(WarningKind::recall_undecided, {}, {}, "The start is under review. Decide it: false start, dismissed, or nobody to blame.");
        else if (judgement_.start.undecided)
            warn(WarningKind::recall_undecided, {}, {}, "A fault was found at the start, and the race goes on. Decide it: a false start, which counts at the end, or dismissed.");
    }

    [[nodiscard]] bool is_anybody_timed() const {
        return std::ranges::any_of(judgement_.impulses, [](const JudgedImpulse& i) { return !is_start_point(i.point.kind); });
    }

    void equipment() {
        const auto until = read_back_until(case_.race);
        if (!until || case_.state.now < *until) return;
        for (const auto output : unseen_outputs(case_.state, case_.race)) {
            if (output == PointKind::start_signal && is_anybody_timed()) continue;   // start() has said it
            warn(WarningKind::output_unseen, {}, {}, std::string{unseen_text(output)});
        }
    }

    [[nodiscard]] std::string_view unseen_text(PointKind output) const {
        switch (output) {
            case PointKind::red_light:
                if (case_.run != nullptr && case_.run->start_ordered_at) return "The start was ordered, and its input still sees red. Crews that saw red beside the signal may have waited.";
                return "Red was ordered, and its input has not seen the light. Look at it before you start; \"as you were\" takes attention back.";
            case PointKind::start_signal: return "The start was ordered, and no start signal was seen. If the crews did start, add the start by hand or name the impulse that was it; else recall them.";
            case PointKind::horn:
                return case_.race.stage == Stage::recalled ? "The recall was ordered, and its input has not heard the horn. Call the crews back by other means."
                                                           : "The start was ordered, and its input has not heard the horn. Crews may have started by the light alone.";
            case PointKind::recall_light: return "The recall was ordered, and its input has not seen the light. Call the crews back by other means.";
            case PointKind::gate_release:
                if (case_.race.stage == Stage::armed) return "The gates were ordered up, and the switch of at least one says that it is still down. Look at it before you start.";
                return "The start was ordered, and no gate was seen to open. Look at the gates before anybody is blamed.";
            default: return "An output was ordered, and its input has not seen it.";
        }
    }

    void clocks() {
        if (case_.run == nullptr || case_.run->doubtful_clocks.empty()) return;
        warn(WarningKind::clock_doubtful, {}, {}, "It was armed while " + list_of(case_.run->doubtful_clocks) + ". Compare its times with another system's.");
    }

    void impulses() {
        for (const auto& judged : judgement_.impulses) {
            const auto& device = judged.ledger->impulse.device;
            switch (judged.use) {
                case Use::unnamed:
                    warn(WarningKind::unnamed_impulse, {}, judged.ledger->id, (is_start_point(judged.point.kind) ? "A start has no number yet. Name it, or void it." : "A crossing at " + to_string(judged.point) + " has no lane yet. Name it, or void it."));
                    break;
                case Use::surplus:
                    warn(WarningKind::surplus_impulse, {}, judged.ledger->id, "There are more crossings at " + to_string(judged.point) + " than crews. Void the one that was none.");
                    break;
                case Use::suspect:
                    warn(WarningKind::suspect_impulse, judged.lane, judged.ledger->id, device + " sent an impulse that cannot be trusted: " + judged.ledger->impulse.remark);
                    break;
                case Use::unpaired:
                    unpaired_ = true;
                    break;
                case Use::too_early:
                    dropped(judged);
                    break;
                case Use::after_official: case Use::used: case Use::confirming: case Use::doubled: case Use::further: case Use::before_start: case Use::outside_start:
                case Use::not_armed: case Use::after_close: case Use::voided: case Use::lane_not_drawn: case Use::falling_edge: case Use::split_not_in_rules: case Use::tested: case Use::set_aside:
                    break;
            }
        }
    }

    /// A crossing of a crew that has none there, and would have this one if nobody were faster than the rule set believes.
    void dropped(const JudgedImpulse& judged) {
        if (!judged.lane || !judged.since_start) return;
        const Place place{judged.point, *judged.lane};
        const auto has_one = std::ranges::any_of(crossings_, [&](const Crossing& one) { return one.lane == *judged.lane && one.point == judged.point; });
        const auto result = std::ranges::find(judgement_.results, *judged.lane, &LaneResult::lane);
        const auto is_settled = result == judgement_.results.end() || result->status != ResultStatus::none || (result->time && judged.point.kind == PointKind::finish);
        if (has_one || is_settled || std::ranges::find(dropped_, place) != dropped_.end()) return;
        dropped_.push_back(place);
        warn(WarningKind::crossing_dropped, judged.lane, judged.ledger->id,
             lane_text(*judged.lane) + ": its crossing at " + to_string(judged.point) + " after " + rules::format_time(judged.since_start->length, 10ms) + " is not used: nobody is so fast. Name it if it was this crew.");
    }

    void losses() {
        if (unpaired_)
            warn(WarningKind::unpaired_system, {}, {}, "One system saw crossings but not the start. A time never mixes two systems: name its start, or take the time by hand.");
        if (case_.run == nullptr) return;
        for (const auto& loss : case_.state.losses) {
            const auto in_race = case_.run->armed_at <= loss.at && (!case_.run->closed_at || loss.at < *case_.run->closed_at) && loss.seq <= case_.as_of;
            if (in_race && (!case_.run->settled_at || loss.at < *case_.run->settled_at))
                warn(WarningKind::impulses_lost, {}, {}, loss.device + " lost " + std::to_string(loss.count) + " impulses during this race. Check its times against another source.");
        }
    }

    void picture() {
        for (const auto& read : *case_.photo) {
            const auto settled = case_.race.lane(read.row.lane)->status_by.has_value();
            if (gravity(read.row.status) > 1 && !settled)
                warn(WarningKind::photo_remark, read.row.lane, {}, lane_text(read.row.lane) + ": the picture's operator entered " + std::string{code_of(read.row.status)} + ". Enter it too: only then the crew is out of the rounds that remain.");
            if (!read.row.remark.empty() && !settled)
                warn(WarningKind::photo_remark, read.row.lane, {}, lane_text(read.row.lane) + ": the picture's operator wrote \"" + read.row.remark + "\". Enter the status that it means.");
        }
    }

    /// Crews that the picture reads level hold one place, unless another without a reading lies between them.
    void level_on_the_picture() {
        const auto place_of = [&](const LaneResult& result) -> std::optional<std::uint16_t> {
            const auto read = std::ranges::find(*case_.photo, result.lane, [](const PhotoLane& one) { return one.row.lane; });
            const auto counts = read != case_.photo->end() && result.rank && result.status == ResultStatus::none && result.penalty == 0ns && result.handicap == 0ns;
            return counts ? read->row.place : std::nullopt;
        };
        const auto& results = judgement_.results;
        for (auto a = results.begin(); a != results.end(); ++a) {
            const auto level = std::find_if(a + 1, results.end(), [&](const LaneResult& b) { return place_of(*a) && place_of(b) == place_of(*a); });
            if (level == results.end() || level->rank == a->rank) continue;
            warn(WarningKind::photo_disagrees, level->lane, {},
                 "The picture reads lanes " + std::to_string(a->lane.value()) + " and " + std::to_string(level->lane.value()) + " level, yet by time another crew lies between. Read its place too.");
        }
    }

    void after_official() {
        const auto is_late = [&](const JudgedImpulse& judged) {
            const auto withdrawn = judged.ledger->voided && judged.ledger->voided->seq > case_.as_of;
            return judged.use == Use::after_official || withdrawn;
        };
        const auto late = std::ranges::find_if(judgement_.impulses, is_late);
        if (late != judgement_.impulses.end())
            warn(WarningKind::changed_since_official, late->lane, late->ledger->id,
                 "A device sent or withdrew impulses of this race after the result was made official. Reopen it to take them in, or leave it as it is.");
    }

    void lane(const LaneResult& result) {
        const auto* lane = case_.race.lane(result.lane);
        excluded_before(result);
        if (lane->objection) warn(WarningKind::objection_open, result.lane, {}, lane_text(result.lane) + " objects. Resolve the objection first.");
        if (!is_done(result)) {
            if (any_finished()) warn(WarningKind::missing_finish, result.lane, {}, lane_text(result.lane) + " has no finish time and no status. Name its crossing, or enter DNF or DNS.");
            return;
        }
        if (!result.time) return;
        const auto least = least_time_to({PointKind::finish, 0}, case_.race, *case_.rules);
        if (result.rowed() <= 0ns || result.rowed() < least)
            warn(WarningKind::implausible_time, result.lane, result.time->finish, lane_text(result.lane) + " is faster than any crew can be over this distance. Check start and finish.");
        else if (result.time->exact <= 0ns)
            warn(WarningKind::implausible_time, result.lane, result.time->finish, lane_text(result.lane) + ": nothing is left of its time. Check handicap and penalty.");
        auto latest = 0ns;
        for (const auto& split : result.splits) {
            if (!split.time) continue;
            if (split.time->length <= latest)
                warn(WarningKind::split_after_finish, result.lane, {}, lane_text(result.lane) + ": the time at " + std::to_string(split.metres) + " m is not later than the one before it.");
            latest = std::max(latest, split.time->length);
        }
    }

    [[nodiscard]] bool is_rowed_again() const { return case_.run != nullptr && case_.run->of_some; }

    [[nodiscard]] bool any_finished() const {
        return std::ranges::any_of(judgement_.results, [](const LaneResult& r) { return r.time.has_value() || r.rank.has_value(); });
    }

    /// Whoever was put out before the start is out and needs no warning; this one rowed.
    void excluded_before(const LaneResult& result) {
        const auto takes_part = case_.run != nullptr && std::ranges::find(case_.lanes, result.lane) != case_.lanes.end();
        if (!result.barred_by || !takes_part) return;
        warn(WarningKind::excluded_before, result.lane, {},
             lane_text(result.lane) + ": the crew was put out by race " + std::to_string(result.barred_by->value()) + " (" + std::string{code_of(result.status)} + ") after it had started here. Its result is taken out. Let it row, with a reason, and the result stands.");
    }

    /// A disqualification is for all events, a crew may row with a substitute: people look at who sits in the boat.
    void disqualified_persons() {
        if (case_.race.stage == Stage::official) return;
        for (const auto& person : barred_persons(case_.state, case_.race)) {
            const auto* lane = case_.race.lane(person.lane);
            if (standing_of(*lane, case_.offences, case_.bars) != ResultStatus::none || (lane->status_by && case_.run != nullptr)) continue;
            warn(WarningKind::excluded_before, person.lane, {},
                 lane_text(person.lane) + ": " + person.name + " was disqualified in race " + std::to_string(person.by.value()) + ", which is for all events. Name a substitute, or scratch the crew.");
        }
    }

    /// The rule set wants something done before the next round can be drawn.
    void dead_heats() {
        for (const auto& result : judgement_.results) {
            if (result.left_by_rerow)
                warn(WarningKind::dead_heat, result.lane, {}, lane_text(result.lane) + " held a place together with crews that have rowed again without it, and stands after them now. Order the re-row for all of them, or confirm with a reason.");
        }
        for (const auto& tie : judgement_.dead_heats) {
            if (!tie.is_open) continue;
            warn(WarningKind::dead_heat, {}, {}, "Lanes " + list_of(tie.lanes) + " hold place " + std::to_string(tie.place) + " together" +
                 (case_.race.programme.advance == 0 ? ". If it decides who goes on: " : ", which decides who goes on: ") + remedy_of(tie.policy));
        }
    }

    static std::string remedy_of(rules::TiePolicy policy) {
        switch (policy) {
            case rules::TiePolicy::rerow: return "order a re-row of these crews.";
            case rules::TiePolicy::both_advance_if_lane: return "all go on if the next round has a lane for each, else draw lots.";
            case rules::TiePolicy::draw: return "draw lots between them.";
            case rules::TiePolicy::share_rank: break;
        }
        return "the place is shared.";
    }

    void systems() {
        if (case_.rules->swimming_times.id.empty()) differences();
        for (const auto& judged : judgement_.impulses) {
            if (judged.use == Use::further && is_machine(judged.ledger->impulse.source) && !is_start_point(judged.point.kind) && judged.lane) further(judged);
        }
    }

    void differences() {
        for (const auto& best : crossings_) {
            for (const auto& other : crossings_) {
                const auto same = best.lane == other.lane && best.point == other.point;
                const auto machines = best.source == Source::system_a && other.source == Source::system_b && !best.corrected && !other.corrected;
                if (!same || !machines) continue;
                const auto difference = std::chrono::abs(best.since_start.length - other.since_start.length);
                if (difference > case_.rules->finish.agreement)
                    warn(WarningKind::systems_differ, best.lane, best.impulse->id,
                         lane_text(best.lane) + ": systems A and B differ by " + rules::format_time(difference, 1ms) + " s at " + to_string(best.point) + ".");
            }
        }
    }

    /// A crossing that is not used because the lane has one already. Perhaps the first was the launch.
    void further(const JudgedImpulse& judged) {
        const auto own = std::ranges::find_if(crossings_, [&](const Crossing& c) {
            return c.lane == *judged.lane && c.point == judged.point && c.source == judged.ledger->impulse.source;
        });
        const auto& device = judged.ledger->impulse.device;
        if (own == crossings_.end()) {
            warn(WarningKind::systems_differ, judged.lane, judged.ledger->id,
                 lane_text(*judged.lane) + ": " + device + " saw a crossing long after the other system. It is not used.");
        } else if (judged.point.kind == PointKind::finish) {
            const auto later = interval(own->impulse->impulse.stamp, judged.ledger->impulse.stamp).length;
            warn(WarningKind::second_crossing, judged.lane, judged.ledger->id,
                 lane_text(*judged.lane) + ": " + device + " saw it cross the finish again " + rules::format_time(later, 100ms) + " s later. The first counts: void the one that was not the crew.");
        }
    }

    void order() {
        auto close = std::ranges::any_of(judgement_.results, &LaneResult::too_close);
        if (close) warn(WarningKind::too_close_to_call, {}, {}, "The stamps cannot tell the order of two crews. Read the photo finish.");
        std::vector<Duration> times;
        const LaneResult* better = nullptr;
        for (const auto& result : judgement_.results) {
            if (!result.time || result.status != ResultStatus::none) continue;
            times.push_back(result.time->exact);
            if (better != nullptr && result.rank > better->rank) compare_with_picture(*better, result);
            better = &result;
        }
        const auto all_equal = times.size() >= 3 && std::ranges::adjacent_find(times, std::not_equal_to<>{}) == times.end();
        if (all_equal) warn(WarningKind::all_equal, {}, {}, "All crews have the same time. A device or its cable is wrong.");
    }

    void compare_with_picture(const LaneResult& better, const LaneResult& worse) {
        const auto doubt = quadrature(better.time->uncertainty, worse.time->uncertainty);
        if (better.time->exact > worse.time->exact + doubt)
            warn(WarningKind::photo_disagrees, worse.lane, {},
                 "The picture places lane " + std::to_string(better.lane.value()) + " before lane " + std::to_string(worse.lane.value()) + ", the times do not. Check both.");
    }

    const Case& case_;
    const Judgement& judgement_;
    const std::vector<Crossing>& crossings_;
    const std::vector<SwimLane>& swimmers_;
    std::vector<Warning> found_;
    using Place = std::pair<TimingPoint, LaneNumber>;
    std::vector<Place> dropped_;   ///< said of already
    bool unpaired_ = false;
};

}  // namespace

std::vector<Warning> judge_warnings(const Case& the_case, const Judgement& judgement, const Crossings& crossings) {
    return WarningJudge{the_case, judgement, crossings}.judge();
}

std::string_view to_string(WarningKind kind) {
    switch (kind) {
        case WarningKind::no_start_signal: return "no_start_signal";
        case WarningKind::unnamed_impulse: return "unnamed_impulse";
        case WarningKind::missing_finish: return "missing_finish";
        case WarningKind::implausible_time: return "implausible_time";
        case WarningKind::all_equal: return "all_equal";
        case WarningKind::split_after_finish: return "split_after_finish";
        case WarningKind::systems_differ: return "systems_differ";
        case WarningKind::too_close_to_call: return "too_close_to_call";
        case WarningKind::suspect_impulse: return "suspect_impulse";
        case WarningKind::impulses_lost: return "impulses_lost";
        case WarningKind::recall_undecided: return "recall_undecided";
        case WarningKind::objection_open: return "objection_open";
        case WarningKind::photo_disagrees: return "photo_disagrees";
        case WarningKind::surplus_impulse: return "surplus_impulse";
        case WarningKind::unpaired_system: return "unpaired_system";
        case WarningKind::photo_remark: return "photo_remark";
        case WarningKind::changed_since_official: return "changed_since_official";
        case WarningKind::second_crossing: return "second_crossing";
        case WarningKind::excluded_before: return "excluded_before";
        case WarningKind::dead_heat: return "dead_heat";
        case WarningKind::backup_differs: return "backup_differs";
        case WarningKind::no_backup: return "no_backup";
        case WarningKind::start_input_doubtful: return "start_input_doubtful";
        case WarningKind::exchange_doubtful: return "exchange_doubtful";
        case WarningKind::wind_missing: return "wind_missing";
        case WarningKind::output_unseen: return "output_unseen";
        case WarningKind::crossing_dropped: return "crossing_dropped";
        case WarningKind::category_doubtful: return "category_doubtful";
        case WarningKind::handicap_unknown: return "handicap_unknown";
        case WarningKind::penalty_disqualifies: return "penalty_disqualifies";
        case WarningKind::system_missed: return "system_missed";
        case WarningKind::replacement_doubtful: return "replacement_doubtful";
        case WarningKind::sync_unchecked: return "sync_unchecked";
        case WarningKind::clock_doubtful: return "clock_doubtful";
    }
    return "unknown";
}

}  // namespace bowball::engine
