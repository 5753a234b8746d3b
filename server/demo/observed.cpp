#include "demo/observed.hpp"

#include <algorithm>

namespace bowball::demo {
namespace {

template <typename Event>
void keep(std::vector<Event>& list, const engine::Event& event) {
    if (const auto* found = std::get_if<Event>(&event)) list.push_back(*found);
}

/// The programme and the entries may change under whatever race: only who names a race, or a crossing of one, acts in it.
void take_order(const engine::Event& event, Observed& seen) {
    std::visit([&](const auto& one) {
        using One = std::decay_t<decltype(one)>;
        constexpr auto is_timetable = std::is_same_v<One, engine::RaceScheduled> || std::is_same_v<One, engine::RaceRescheduled>;
        if constexpr (is_timetable) {
            return;
        } else if constexpr (requires { { one.race } -> std::convertible_to<RaceId>; }) {
            seen.by_people = true;
            seen.in_hand.push_back(one.race);
        } else if constexpr (std::is_same_v<One, engine::ImpulseSeen> || std::is_same_v<One, engine::ImpulseVoided> || std::is_same_v<One, engine::ImpulseRestored>) {
            seen.by_people = true;
        }
    }, event);
}

}  // namespace

Observed observe(const std::vector<engine::Entry>& entries, const std::vector<views::TopicView>& views, const std::vector<std::string>& own) {
    Observed seen;
    for (const auto& entry : entries) {
        if (const auto* armed = std::get_if<engine::RaceArmed>(&entry.event)) seen.armed.push_back({armed->race, armed->run});
        keep(seen.drawn, entry.event);
        keep(seen.statuses, entry.event);
        keep(seen.rerows, entry.event);
        keep(seen.decided, entry.event);
        const auto& name = entry.origin.actor.name;
        if (!name.empty() && std::ranges::find(own, name) == own.end()) take_order(entry.event, seen);
    }
    for (const auto& view : views) {
        const auto* meet = std::get_if<views::MeetView>(&view.view);
        if (meet == nullptr) continue;
        seen.stands.clear();
        for (const auto& header : meet->races) seen.stands.push_back({RaceId{header.race}, header.state});
    }
    return seen;
}

}  // namespace bowball::demo
