#include "rules/qualification.hpp"

#include <algorithm>
#include <set>

namespace bowball::rules {
namespace {

class Qualifier {
public:
    Qualifier(const QualificationInput& input, const QualificationRules& rules) : input_(input), rules_(rules) {}

    Qualification qualify() {
        const auto direct = std::size_t{rules_.places} * input_.heats.size();
        const auto planned = direct + rules_.fastest + input_.advanced.size();
        if (planned > rules_.lanes) found_.problems.push_back(std::to_string(planned) + " would go on, and the next round has " + std::to_string(rules_.lanes) + " lanes.");
        take_places(rules_.lanes > direct + input_.advanced.size() ? rules_.lanes - direct - input_.advanced.size() : 0);
        const auto wanted = direct + rules_.fastest;
        const auto by_time_places = wanted > found_.qualified.size() ? std::min<std::size_t>(rules_.fastest, wanted - found_.qualified.size()) : 0;
        if (rules_.fastest > 0 && found_.ties.empty()) take_fastest(by_time_places, rules_.lanes > planned ? rules_.lanes - planned : 0);
        take_advanced();
        return std::move(found_);
    }

private:
    static bool has_place(const CrewResult& r) { return r.place && (r.outcome == Outcome::placed || r.outcome == Outcome::placed_last); }

    [[nodiscard]] Candidate candidate(const Heat& heat, CrewResult result) const {
        if (result.time) result.time = round(*result.time, rules_.time_unit, rules_.time_rounding);
        return {heat.result.race, result};
    }

    void note(const Cut& made) {
        if (made.tie) found_.ties.push_back(*made.tie);
        if (made.drawn) found_.draws.push_back(*made.drawn);
    }

    void take(const Candidate& one, QualificationMark mark) {
        found_.qualified.push_back({one.result.crew, mark, one.race});
        taken_.insert(one.result.crew);
    }

    void take_places(std::size_t free_lanes) {
        std::vector<Candidate> going;
        for (const auto& heat : input_.heats) {
            std::vector<Candidate> placed;
            for (const auto& result : heat.result.crews) {
                if (has_place(result) && *result.place <= rules_.places) placed.push_back(candidate(heat, result));
            }
            const auto made = cut(by_place_only(placed), rules_.places,
                                  {rules_.tie_by_place, free_lanes, input_.seed, input_.decisions, input_.round + " " + heat.result.race + " place " + std::to_string(rules_.places)});
            note(made);
            auto number = std::size_t{0};
            for (const auto& equals : made.in) {
                number += equals.size();
                going.insert(going.end(), equals.begin(), equals.end());
            }
            if (number > rules_.places) free_lanes -= number - rules_.places;
        }
        for (const auto& equals : by_place(std::move(going))) {
            for (const auto& one : equals) take(one, QualificationMark::by_place);
        }
    }

    void take_fastest(std::size_t places, std::size_t free_lanes) {
        std::vector<Candidate> timed;
        std::set<TimingGrade> grades;
        for (const auto& heat : input_.heats) {
            for (const auto& result : heat.result.crews) {
                if (result.outcome != Outcome::placed || !result.time || taken_.contains(result.crew) || is_advanced(result.crew)) continue;
                timed.push_back(candidate(heat, result));
                grades.insert(heat.grade);
            }
        }
        if (grades.size() > 1) {
            found_.problems.push_back("The heats were timed in different ways, so nobody goes on by time. Give spare lanes by place, or let the referee decide.");
            return;
        }
        const auto made = cut(by_time(std::move(timed)), places, {rules_.tie_by_time, free_lanes, input_.seed, input_.decisions, input_.round + " by time"});
        note(made);
        for (const auto& equals : made.in) {
            for (const auto& one : equals) take(one, QualificationMark::by_time);
        }
    }

    [[nodiscard]] bool is_advanced(CrewId crew) const { return std::ranges::find(input_.advanced, crew, &Advanced::crew) != input_.advanced.end(); }

    void take_advanced() {
        for (const auto& one : input_.advanced) {
            if (taken_.contains(one.crew)) continue;
            found_.qualified.push_back({one.crew, one.by_jury ? QualificationMark::by_jury : QualificationMark::by_referee, heat_of(one.crew)});
            taken_.insert(one.crew);
        }
    }

    [[nodiscard]] std::string heat_of(CrewId crew) const {
        for (const auto& heat : input_.heats) {
            if (std::ranges::find(heat.result.crews, crew, &CrewResult::crew) != heat.result.crews.end()) return heat.result.race;
        }
        return {};
    }

    const QualificationInput& input_;
    const QualificationRules& rules_;
    Qualification found_;
    std::set<CrewId> taken_;
};

}  // namespace

std::string_view to_string(TimingGrade grade) {
    switch (grade) {
        case TimingGrade::automatic: return "automatic";
        case TimingGrade::semi_automatic: return "semi_automatic";
        case TimingGrade::hand: return "hand";
        case TimingGrade::corrected: return "corrected";
    }
    return "unknown";
}

std::string_view to_string(QualificationMark mark) {
    switch (mark) {
        case QualificationMark::by_place: return "Q";
        case QualificationMark::by_time: return "q";
        case QualificationMark::by_referee: return "qR";
        case QualificationMark::by_jury: return "qJ";
    }
    return "unknown";
}

Qualification qualify(const QualificationInput& input, const QualificationRules& rules) { return Qualifier{input, rules}.qualify(); }

}  // namespace bowball::rules
