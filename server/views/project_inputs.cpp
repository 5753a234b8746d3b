// The test of inputs: every impulse as it came, where it stands, and how sure its time is.
#include <algorithm>

#include "engine/input_test.hpp"
#include "rules/rounding.hpp"
#include "views/project.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

constexpr std::size_t impulses_shown = 50;

InputsView::Impulse shown(const engine::LedgerImpulse& one) {
    const auto& seen = one.impulse;
    InputsView::Impulse row;
    row.id = one.id.value();
    row.device = seen.device;
    row.channel = seen.channel;
    row.point = to_string(seen.point);
    if (seen.lane) row.lane = seen.lane->value();
    row.source = to_string(seen.source);
    row.at_us = to_us(seen.stamp.at);
    row.text = rules::format_time(seen.stamp.at.time_since_epoch() % 24h, 100us);
    row.uncertainty_us = uncertainty_us(seen.stamp.uncertainty);
    row.falling = seen.edge == Edge::falling;
    row.suspect = seen.trust == Trust::suspect;
    row.remark = seen.remark;
    if (one.waveform) row.samples = one.waveform->samples.size();
    return row;
}

std::string sentence(const engine::MeetState& state, const engine::InputTest& test) {
    if (!test.ended) return "What comes now is a test, and no race's. Arming a race ends it.";
    const auto armed = std::ranges::find_if(state.races, [&](const auto& one) {
        return std::ranges::any_of(one.second.runs, [&](const engine::Run& run) { return run.armed_at == test.ended->at; });
    });
    if (armed != state.races.end()) return "The test ended when race " + std::to_string(armed->first.value()) + " was armed.";
    return "The test was ended by " + test.ended->actor.name + ".";
}

}  // namespace

std::optional<TopicView> project_inputs(const engine::MeetState& state) {
    if (state.input_tests.empty()) return std::nullopt;
    const auto& test = state.input_tests.back();
    InputsView view;
    view.testing = !test.ended;
    view.began_us = to_us(test.began.at);
    if (test.ended) view.ended_us = to_us(test.ended->at);
    view.actor = test.began.actor.name;
    view.text = sentence(state, test);
    const auto inputs = engine::tested_inputs(state, test, impulses_shown);
    view.count = inputs.count;
    for (const auto* one : inputs.newest) view.impulses.push_back(shown(*one));
    for (const auto& device : test.heard) {
        if (!device.empty()) view.heard.push_back(device);   // empty: by hand
    }
    return TopicView{"inputs", Audience::officials, state.head, std::move(view)};
}

}  // namespace bowball::views
