// The report of systems A and B: how far they lie apart at each point, and their newest sync checks.
#include "engine/sync_contact.hpp"
#include "views/project.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

constexpr std::size_t checks_shown = 10;

std::shared_ptr<const rules::RuleSet> rules_now(const engine::MeetState& state) {
    const auto* race = state.current ? state.race(*state.current) : nullptr;
    return race != nullptr ? state.rules_of(*race) : std::make_shared<const rules::RuleSet>();
}

std::string seconds(Duration span) { return rules::format_time(span, 100us) + " s"; }

std::string alarm_of(const engine::DifferenceReport& report) {
    if (report.differs) return "Systems A and B differ by " + seconds(report.last.length) + " at " + to_string(report.point) + ". Check both sensors.";
    if (report.drifts) return "Systems A and B drift apart at " + to_string(report.point) + ": " + seconds(*report.drift) + " in the newest ten. Check both sensors, and make a sync check.";
    return {};
}

RedundancyView::Difference difference_of(const engine::DifferenceReport& report) {
    RedundancyView::Difference shown;
    shown.point = to_string(report.point);
    shown.source = to_string(report.source);
    shown.count = report.count;
    shown.last_us = to_us(report.last.length);
    shown.last_uncertainty_us = uncertainty_us(report.last.uncertainty);
    shown.last_at_us = to_us(report.last_at);
    shown.mean_us = to_us(report.mean);
    shown.deviation_us = uncertainty_us(report.deviation);
    if (report.drift) shown.drift_us = to_us(*report.drift);
    shown.alarm = alarm_of(report);
    return shown;
}

RedundancyView::Contact contact_of(const engine::SyncContact& contact) {
    const auto& main = contact.main->impulse;
    const auto& other = contact.other->impulse;
    RedundancyView::Contact shown;
    shown.main = contact.main->id.value();
    shown.other = contact.other->id.value();
    shown.main_device = main.device;
    shown.main_channel = main.channel;
    shown.other_device = other.device;
    shown.other_channel = other.channel;
    shown.at_us = to_us(main.stamp.at);
    shown.difference_us = to_us(contact.apart.length);
    shown.difference_text = rules::format_time(contact.apart.length, 100us);
    shown.uncertainty_us = uncertainty_us(contact.apart.uncertainty);
    if (contact.race) shown.race = contact.race->value();
    return shown;
}

}  // namespace

TopicView project_redundancy(const engine::MeetState& state, const std::map<RaceId, std::vector<engine::SystemDifference>>& differences) {
    const auto rules = rules_now(state);
    std::vector<engine::SystemDifference> all;
    for (const auto& [race, of_race] : differences) all.insert(all.end(), of_race.begin(), of_race.end());
    RedundancyView view;
    for (const auto& report : engine::report_differences(std::move(all), *rules)) {
        view.differences.push_back(difference_of(report));
        if (view.alarm.empty()) view.alarm = view.differences.back().alarm;
    }
    for (auto check = state.sync_checks.rbegin(); check != state.sync_checks.rend() && view.checks.size() < checks_shown; ++check) {
        const auto& seen = check->seen;
        view.checks.push_back({seen.main_device, seen.other_device, to_us(seen.at), to_us(seen.difference), uncertainty_us(seen.uncertainty), seen.passed,
                               check->by.actor.name, engine::describe(seen, rules->redundancy)});
    }
    for (const auto& contact : engine::sync_contacts(state, contacts_shown)) view.contacts.push_back(contact_of(contact));
    return {"redundancy", Audience::officials, state.head, std::move(view)};
}

}  // namespace bowball::views
