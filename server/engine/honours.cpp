#include "engine/honours.hpp"

#include <algorithm>
#include <tuple>

#include "engine/bars.hpp"

namespace bowball::engine {
namespace {

std::string team_of(const MeetState& state, CrewId crew) {
    const auto entered = state.crews.find(crew);
    return entered == state.crews.end() ? std::string{} : engine::team_of(entered->second);
}

/// 1, 2, 2, 4 over rows that stand in order.
template <class Row, class Equal>
void number(std::vector<Row>& rows, Equal equal) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].rank = i > 0 && equal(rows[i - 1], rows[i]) ? rows[i - 1].rank : static_cast<std::uint16_t>(i + 1);
}

/// A crew that may score, before it is known whether another of its team was better.
struct Scorer {
    const RaceOutcome* race;
    CrewId crew;
    std::size_t place;
    std::size_t level;
};

std::vector<Scorer> scorers_by_event(const RaceOutcomes& outcomes) {
    std::vector<Scorer> scorers;
    for (const auto& [event, standings] : standings_of(outcomes)) {
        for (const auto& standing : standings) scorers.push_back({&outcomes.at(standing.race), standing.crew, standing.place, standing.level});
    }
    std::erase_if(scorers, [](const Scorer& scorer) { return scorer.race->rules->points.scope != rules::PointsScope::event; });
    return scorers;
}

std::vector<Scorer> scorers_by_race(const RaceOutcomes& outcomes) {
    std::vector<Scorer> scorers;
    for (const auto& [id, outcome] : outcomes) {
        if (!outcome.is_official || outcome.rules->points.scope != rules::PointsScope::race) continue;
        for (const auto& place : outcome.places) {
            const auto level = std::ranges::count(outcome.places, place.place, &RaceOutcome::Place::place);
            scorers.push_back({&outcome, place.crew, place.place, static_cast<std::size_t>(level)});
        }
    }
    return scorers;
}

/// Abandoned, and scheduled anew under another number.
bool was_rowed_anew(const RaceOutcomes& outcomes, const RaceOutcome& race) {
    return std::ranges::any_of(outcomes, [&](const auto& one) { return one.second.event == race.event && one.second.phase == race.phase && one.second.is_official; });
}

/// The fastest time of all races of the same round of the event; none while one of them is not official.
std::optional<Duration> fastest_of_round(const RaceOutcomes& outcomes, const RaceOutcome& race) {
    std::optional<Duration> fastest;
    for (const auto& [id, other] : outcomes) {
        if (other.event != race.event || other.round.kind != race.round.kind) continue;
        if (!other.is_official && !other.is_cancelled && !was_rowed_anew(outcomes, other)) return std::nullopt;
        for (const auto& place : other.places) {
            if (place.time && (!fastest || *place.time < *fastest)) fastest = place.time;
        }
    }
    return fastest;
}

std::int64_t bonus_of(const RaceOutcomes& outcomes, const Scorer& scorer) {
    const auto bonus = scorer.race->rules->points.fastest_of_round;
    if (bonus == 0) return 0;
    const auto place = std::ranges::find(scorer.race->places, scorer.crew, &RaceOutcome::Place::crew);
    return place->time && place->time == fastest_of_round(outcomes, *scorer.race) ? std::int64_t{bonus} * 1000 : 0;
}

/// Two crews of a team of whom only one scores.
bool is_same_contest(const PointsWon& a, const PointsWon& b, rules::PointsScope scope) {
    return a.team == b.team && a.event == b.event && (scope == rules::PointsScope::event || a.race == b.race);
}

}  // namespace

std::string_view to_string(Medal medal) {
    switch (medal) {
        case Medal::gold: return "gold";
        case Medal::silver: return "silver";
        case Medal::bronze: return "bronze";
    }
    return "unknown";
}

std::vector<MedalWon> medals_of(const MeetState& state, const RaceOutcomes& outcomes) {
    std::vector<MedalWon> medals;
    for (const auto& [event, standings] : standings_of(outcomes)) {
        for (const auto& one : standings) {
            if (one.place <= 3) medals.push_back({event, one.race, static_cast<Medal>(one.place - 1), one.crew, team_of(state, one.crew)});
        }
    }
    return medals;
}

std::vector<MedalRow> medal_table(const std::vector<MedalWon>& medals) {
    std::map<std::string, MedalRow> by_team;
    for (const auto& won : medals) {
        auto& row = by_team[won.team];
        row.team = won.team;
        ++(won.medal == Medal::gold ? row.gold : won.medal == Medal::silver ? row.silver : row.bronze);
    }
    std::vector<MedalRow> rows;
    for (auto& [team, row] : by_team) rows.push_back(std::move(row));
    const auto counts = [](const MedalRow& row) { return std::tuple{row.gold, row.silver, row.bronze}; };
    std::ranges::stable_sort(rows, std::greater<>{}, counts);
    number(rows, [&](const MedalRow& a, const MedalRow& b) { return counts(a) == counts(b); });
    return rows;
}

std::vector<PointsWon> points_of(const MeetState& state, const RaceOutcomes& outcomes) {
    auto scorers = scorers_by_event(outcomes);
    std::ranges::move(scorers_by_race(outcomes), std::back_inserter(scorers));
    std::vector<PointsWon> points;
    for (const auto& scorer : scorers) {
        const auto& rules = scorer.race->rules->points;
        const auto bonus = bonus_of(outcomes, scorer);
        const auto milli = rules::points_milli(rules, scorer.place, scorer.level) + bonus;
        if (milli == 0) continue;
        const PointsWon won{scorer.race->event, scorer.race->race, scorer.crew, team_of(state, scorer.crew), scorer.place, milli, bonus};
        auto better = rules.best_of_team ? std::ranges::find_if(points, [&](const PointsWon& one) { return is_same_contest(one, won, rules.scope); }) : points.end();
        if (better == points.end()) points.push_back(won);
        else if (better->milli < milli) *better = won;
    }
    return points;
}

std::vector<PointsRow> points_table(const std::vector<PointsWon>& points) {
    std::map<std::string, PointsRow> by_team;
    for (const auto& won : points) {
        auto& row = by_team[won.team];
        row.team = won.team;
        row.milli += won.milli;
        if (row.places.size() < won.place) row.places.resize(won.place);
        ++row.places[won.place - 1];
    }
    std::vector<PointsRow> rows;
    for (auto& [team, row] : by_team) rows.push_back(std::move(row));
    const auto merit = [](const PointsRow& row) { return std::tie(row.milli, row.places); };
    std::ranges::stable_sort(rows, [&](const PointsRow& a, const PointsRow& b) { return merit(a) > merit(b); });
    number(rows, [&](const PointsRow& a, const PointsRow& b) { return merit(a) == merit(b); });
    return rows;
}

}  // namespace bowball::engine
